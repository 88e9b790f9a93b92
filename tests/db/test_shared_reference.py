"""Reference data from several desks: every desk has the same latest one, and the city's counts first."""

from dataclasses import replace
from datetime import date

from counter_app.domain.calendar_entries import read_entries
from counter_app.domain.drafting import DraftCheck
from counter_app.domain.procedure import Decision
from counter_app.domain.suggestion import Flaw, Outcome, SuggestionText
from counter_app.services.accounts import NewOfficer
from counter_app.services.centre_port import (
    FedEvent,
    SentEvent,
)
from tests import make
from tests.issuing import issue as issued_at_once
from tests.small_centre import CITY, UNIT


def reference(desk):
    return desk.counter.questions.reference()


def issue(desk, number, code=make.BIRTH):
    """A further version of a procedure."""
    known = reference(desk).versions(code)[-1]
    decision = Decision(f"{number}/QĐ")
    (issued,) = issued_at_once(
        desk.counter, [replace(known, decision=decision)], desk.officer("kiemsoat")
    )
    return issued.version


def decisions(desk, code=make.BIRTH):
    return [version.decision.number for version in reference(desk).versions(code)]


def test_the_registration_that_comes_later_in_order_counts_everywhere(enrolled, centre):
    a, b = enrolled(2)
    new = NewOfficer("lan", "Lan", (make.Role.RECEPTION,), "111111")
    new = replace(new, id=a.counter.register_officer(new, a.officer("quantri")).id)
    centre.sync(a, b)
    renamed = {}
    for desk, name in ((a, "Lan của a"), (b, "Lan của b")):
        officer = desk.officer("quantri")
        changed = desk.counter.register_officer(replace(new, name=name, pin=""), officer)
        renamed[desk] = changed.name
    centre.push(b)
    centre.pull(a)
    assert a.officer("lan").name == renamed[a]  # not ordered yet: on top
    centre.sync(a, b)
    assert a.officer("lan").name == b.officer("lan").name == renamed[a]
    for desk in (a, b):
        assert desk.counter.health.rebuild().changed == 0


def test_officers_follow_when_the_centre_has_ordered_anew(enrolled, centre):
    a, b = enrolled(2)
    new = NewOfficer("lan", "Lan", (make.Role.RECEPTION,), "111111")
    new = replace(new, id=a.counter.register_officer(new, a.officer("quantri")).id)
    centre.sync(a, b)
    kept = len(centre.feeds[UNIT])
    for desk, name in ((a, "một"), (b, "hai")):
        officer = desk.officer("quantri")
        desk.counter.register_officer(replace(new, name=name, pin=""), officer)
        centre.sync(desk)
    centre.sync(a, b)
    assert a.officer("lan").name == b.officer("lan").name == "hai"
    gone = {event.position for event in centre.feeds[UNIT][kept:]}
    centre.positions = {i: p for i, p in centre.positions.items() if p not in gone}
    del centre.feeds[UNIT][kept:]
    for desk in (b, a):
        desk.store.sync_log.forget_positions(UNIT)
        centre.push(desk)
    centre.sync(a, b)
    assert a.officer("lan").name == b.officer("lan").name == "một"
    for desk in (a, b):
        assert desk.counter.health.rebuild().changed == 0


def test_a_units_versions_are_in_force_while_the_city_has_none(enrolled, centre):
    a, b = enrolled(2)
    centre.city_desks = {b.counter.desk.id}
    own = issue(a, 1)
    dossier = a.receive()
    centre.sync(a)
    assert decisions(a)[-1] == "1/QĐ"
    centre.feeds[CITY] += _citys_version(b, 1)
    centre.pull(a)
    assert decisions(a) == ["2/QĐ"]
    assert reference(a).version(own.id) == own
    assert reference(a).version(make.identity(1)) is None
    assert a.receive().procedure.decision == "2/QĐ"
    assert a.dossier(dossier).procedure.decision == "1/QĐ"
    issue(a, 3)  # another proposal
    assert decisions(a) == ["2/QĐ"]
    centre.sync(a)
    assert decisions(a) == ["2/QĐ"]
    assert a.counter.health.rebuild().changed == 0


def _citys_version(desk, position):
    """A row of the city's feed: what ``desk``, one of the city's own, has just issued."""
    version = issue(desk, 2)
    ((text,),) = desk.rows("SELECT text FROM events WHERE id = ?", version.id.hex)
    return [FedEvent(position, position, SentEvent(text, None, None), make.MONDAY)]


def test_a_desk_of_the_citys_own_unit_writes_the_citys_data(enrolled, centre):
    (a,) = enrolled(1)
    log = a.store.sync_log
    log.note_contact(centre.head(is_city_unit=True), make.MONDAY, 0)
    issue(a, 1)
    assert decisions(a) == ["1/QĐ"]  # and not the proposals of the time before
    log.note_contact(centre.head(is_city_unit=False), make.MONDAY, 0)
    assert decisions(a)[-1] == "1/QĐ"
    assert len(decisions(a)) > 1
    log.note_contact(centre.head(is_city_unit=True), make.MONDAY, 0)
    assert decisions(a) == ["1/QĐ"]
    assert a.counter.health.rebuild().changed == 0
    centre.city_desks = {log.desk.id}
    centre.sync(a)
    assert decisions(a)[-1] == "1/QĐ"
    assert a.counter.health.rebuild().changed == 0


def test_another_units_proposals_are_kept_and_never_in_force(enrolled, centre):
    a, b = enrolled(2)
    before = decisions(b)
    version = issue(a, 1)
    centre.push(a)
    rows = [replace(row, home=make.identity(0x77)) for row in centre.feeds[UNIT]]
    b.store.sync_log.apply(UNIT, rows)
    assert decisions(b) == before
    assert reference(b).version(version.id) == version
    assert b.counter.health.rebuild().changed == 0


def test_the_citys_days_lie_on_top_of_the_units(enrolled, centre):
    a, b = enrolled(2)
    shipped = reference(a).calendar()
    change(a, off="2026-12-01")
    proposed = reference(a).calendar()
    centre.sync(a)
    centre.feeds[CITY] += _citys_change(b, "2026-12-02")
    centre.pull(a)
    both = reference(a).calendar()
    assert not both.is_working_day(day(1))
    assert not both.is_working_day(day(2))
    change(a, off="2026-12-03")
    for known in (shipped, proposed, both):
        assert reference(a).calendar_as_of(known.version).version == known.version
    assert not reference(a).calendar().is_working_day(day(3))
    assert a.counter.health.rebuild().changed == 0


def test_changes_that_contradict_each_other_stop_nothing(enrolled, centre):
    a, b = enrolled(2)
    for desk in (a, b):  # ordered together, the second has nothing to take back
        change(desk, off="2026-12-01")
        change(desk, worked="2026-12-01")
    centre.sync(a, b)
    for desk in (a, b):
        assert reference(desk).calendar().is_working_day(day(1))


def day(number):
    return date(2026, 12, number)


def change(desk, off=None, worked=None):
    entries = {
        "off": [{"date": off, "name": "đóng cửa"}] if off else [],
        "worked": [{"date": worked}] if worked else [],
    }
    desk.counter.change_calendar(read_entries(entries), desk.officer("kiemsoat"))


def _citys_change(desk, off):
    change(desk, off=off)
    sql = "SELECT text FROM events WHERE kind = 'calendar-changed'"
    ((text,),) = desk.rows(sql)
    return [FedEvent(1, 1, SentEvent(text, None, None), make.MONDAY)]


def drafted(desk, code="9.1"):
    """A checked draft of the control officer, written at this desk."""
    known = reference(desk).versions(make.BIRTH)[-1]
    decision = Decision("7/QĐ", effective=date(2026, 1, 1))
    officer = desk.officer("kiemsoat")
    (written,) = desk.counter.procedures.drafting.write(
        [replace(known, code=code, decision=decision)], officer
    )
    desk.counter.procedures.drafting.check(written.version.id, DraftCheck(decision), officer)
    return written.version.id


def test_a_draft_of_one_desk_is_issued_at_another_and_waits_nowhere(enrolled, centre):
    a, b = enrolled(2)
    draft = drafted(a)
    centre.sync(a, b)
    (waiting,) = b.counter.procedures.drafting.waiting()
    assert (waiting.id, waiting.checked_by) == (draft, a.officer("kiemsoat").id)
    b.counter.procedures.drafting.issue([draft], b.officer("quantri"))
    centre.sync(b, a)
    for desk in (a, b):
        assert decisions(desk, "9.1") == ["7/QĐ"]
        assert desk.counter.procedures.drafting.waiting() == ()
        assert desk.counter.health.rebuild().changed == 0


def test_a_draft_that_two_desks_issued_unseen_by_each_other_is_in_force_once(enrolled, centre):
    a, b = enrolled(2)
    draft = drafted(a)
    centre.sync(a, b)
    for desk in (a, b):
        desk.counter.procedures.drafting.issue([draft], desk.officer("quantri"))
    centre.sync(a, b)
    centre.sync(a, b)
    for desk in (a, b):
        in_force = [v for v in desk.counter.catalogue.in_force() if v.code == "9.1"]
        assert [v.decision.number for v in in_force] == ["7/QĐ"]
        assert desk.counter.procedures.drafting.waiting() == ()
        assert desk.counter.health.rebuild().changed == 0
    assert reference(a).versions("9.1")[-1] == reference(b).versions("9.1")[-1]


def test_suggestions_and_answers_are_the_same_at_every_desk_of_the_unit(enrolled, centre):
    a, b = enrolled(2)
    said = SuggestionText(Flaw.UNUSED, (make.BIRTH,), "Không ai dùng")
    filed = a.counter.procedures.reviewing.suggest(said, a.officer())
    centre.sync(a, b)
    b.counter.procedures.reviewing.answer(filed.id, Outcome.ACCEPTED, "", b.officer("kiemsoat"))
    centre.sync(b, a)
    assert (
        a.counter.procedures.reviewing.suggestions() == b.counter.procedures.reviewing.suggestions()
    )
    assert a.counter.procedures.reviewing.suggestions()[0].outcome is Outcome.ACCEPTED
