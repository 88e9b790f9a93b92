"""A dossier that goes to another unit: sent, acknowledged, worked on there, and come home."""

from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.domain.dossier import Status, UnitRef
from counter_app.domain.errors import ActNotAllowed, InvalidActData
from counter_app.domain.forms import PageSize
from counter_app.services.queue import QueueFilter, Whose
from counter_app.services.receipts import compose
from db.reference_store import StoredReference
from tests import make, units
from tests.make import ZONE
from ui.acting.offers import offers, primary
from ui.acting.words import act_commands
from ui.people_words import holder_words
from ui.shown import shown
from ui.story import story
from ui.whereabouts import whereabouts
from ui.work.wording import whose_words

TO_OFFICE = {"unit": {"code": "H26.15"}, "components": ["tp1"]}
HOME, OFFICE, AGENCY = "H26.12", "H26.15", "H26.16"


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """Three closed desks nobody writes to."""
    folder = tmp_path_factory.mktemp("city")
    units.City(folder).open(units.HOME, units.OFFICE, units.AGENCY).close()
    return folder


@pytest.fixture
def city(template, tmp_path, monkeypatch):
    made = units.City.copied(template, tmp_path / "city")
    units.knows(monkeypatch, made)
    yield made
    made.close()


@pytest.fixture
def dossier(city):
    received = city.desks[HOME].receive(procedure=make.GUARDIAN)
    city.carry()
    return received


def queue(city, code, whose=Whose.UNIT, login="xuly"):
    desk = city.desks[code]
    return [line.code for line in desk.counter.queue.page(QueueFilter(whose), desk.officer(login)).lines]  # fmt: skip


def refused(city, code, login, dossier, name, **data):
    with pytest.raises(ActNotAllowed) as refusal:
        city.act(code, login, dossier, name, **data)
    return refusal.value.reason


def test_the_event_names_the_unit_as_the_directory_knows_it(city, dossier):
    sent = city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    there = city.desks[OFFICE].store.identity.unit
    assert sent.competent_unit == UnitRef(OFFICE, "Sở Tư pháp", there)
    assert (sent.is_away, sent.stay.arrived_at) == (True, None)
    assert sent.stay.expected_at == sent.stay.since


def test_a_unit_the_directory_does_not_know_leaves_the_work_here(city, dossier):
    unit = {"code": "H26.99", "name": "Công an quận"}
    sent = city.act(HOME, "xuly", dossier, "transfer", unit=unit, components=["tp1"])
    assert (sent.competent_unit.id, sent.is_away) == (None, False)
    assert queue(city, HOME) == [dossier.code]


def test_the_work_goes_to_the_other_units_queue_and_the_sender_sees_it_waiting(city, dossier):
    assert (queue(city, HOME), queue(city, OFFICE)) == ([dossier.code], [])
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    assert (queue(city, HOME), queue(city, OFFICE), queue(city, AGENCY)) == ([], [dossier.code], [])
    desk = city.desks[HOME]
    (line,) = desk.counter.queue.page(QueueFilter(Whose.ELSEWHERE), desk.officer()).lines
    assert (line.code, line.home, line.place) == (dossier.code, HOME, OFFICE)
    assert queue(city, OFFICE, Whose.ELSEWHERE) == []


def test_acknowledgement_begins_the_units_own_step(city, dossier):
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    city.clock.forward(hours=3)
    city.act(OFFICE, "tiepnhan", dossier, "arrived")
    there = city.same(dossier)
    assert there.stay.arrived_at.astimezone(ZONE) == city.clock()
    assert (there.step.number, there.step.role, there.step.unit) == (2, "processing", "Sở Tư pháp")
    assert there.step_due_at == there.due_at == there.first_due_at  # the route gives no term
    assert queue(city, OFFICE, Whose.MINE) == [dossier.code]
    assert there.history[-1].unit == "Sở Tư pháp"


def test_the_routes_term_of_the_step_is_the_units_own_date(city, dossier, monkeypatch):
    def with_terms(self, identity):
        return one_day_each(version(self, identity))

    version = StoredReference.version
    monkeypatch.setattr(StoredReference, "version", with_terms)
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    city.act(OFFICE, "tiepnhan", dossier, "arrived")
    there = city.same(dossier)
    assert (there.step.term, there.step.takes_rest) == ("1 working_days", False)
    assert there.step_due_at == make.MONDAY + timedelta(days=1)


def one_day_each(version):
    return replace(version, steps=tuple(replace(s, term="1 working_days") for s in version.steps))


def test_where_the_route_is_not_known_the_unit_has_what_is_left(city, dossier, monkeypatch):
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    monkeypatch.setattr(StoredReference, "version", lambda *_: None)
    city.act(OFFICE, "tiepnhan", dossier, "arrived")
    there = city.same(dossier)
    assert (there.step.name, there.step.number, there.step.takes_rest) == ("Sở Tư pháp", 1, True)
    assert there.step_due_at == there.first_due_at


def test_only_the_unit_it_is_at_works_on_it(city, dossier):
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    assert refused(city, OFFICE, "xuly", dossier, "take") == "not_arrived"
    assert refused(city, HOME, "tiepnhan", dossier, "arrived") == "elsewhere"
    city.act(OFFICE, "xuly", dossier, "arrived")
    assert refused(city, OFFICE, "xuly", dossier, "arrived") == "arrived"
    assert refused(city, HOME, "xuly", dossier, "take") == "elsewhere"
    assert refused(city, AGENCY, "xuly", dossier, "take") == "elsewhere"
    assert refused(city, OFFICE, "tiepnhan", dossier, "withdraw", reason="đổi ý") == "home"
    city.act(OFFICE, "xuly", dossier, "take")
    assert city.same(dossier).holder == str(city.desks[OFFICE].officer("xuly").id)


def test_it_is_finished_there_and_handed_over_at_home(city, dossier):
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    city.act(OFFICE, "xuly", dossier, "arrived")
    city.act(OFFICE, "xuly", dossier, "take")
    city.act(OFFICE, "xuly", dossier, "finish", outcome="positive", reason="đủ")
    assert (queue(city, OFFICE), queue(city, HOME)) == ([], [dossier.code])
    assert refused(city, OFFICE, "tiepnhan", dossier, "hand-over", recipient="applicant", method="counter") == "home"  # fmt: skip
    city.act(HOME, "tiepnhan", dossier, "hand-over", recipient="applicant", method="counter")
    after = city.same(dossier)
    assert (after.status, after.needs_review) == (Status.RETURNED, False)
    assert [d.step.unit for d in after.steps_done] == ["", "Sở Tư pháp"]


def test_sent_on_and_sent_back_each_unit_has_its_time(city, dossier):
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    city.act(OFFICE, "xuly", dossier, "arrived")
    city.clock.set(2026, 11, 20, 10, 0)
    city.act(OFFICE, "xuly", dossier, "transfer", unit="H26.16", components=["tp1"])
    city.act(AGENCY, "xuly", dossier, "arrived")
    city.act(AGENCY, "xuly", dossier, "transfer", unit=HOME, components=["tp1"])
    assert (queue(city, HOME), queue(city, AGENCY), queue(city, OFFICE)) == ([dossier.code], [], [])
    city.act(HOME, "tiepnhan", dossier, "arrived")
    back = city.same(dossier)
    assert [(d.step.unit, d.was_late) for d in back.steps_done] == [
        ("", False),
        ("Sở Tư pháp", True),
        ("Sở Y tế", True),
    ]
    assert (back.competent_unit, back.step.unit) == (None, "UBND phường Hoàn Kiếm")
    taken = city.act(HOME, "xuly", dossier, "take")
    assert taken.step.unit == "UBND phường Hoàn Kiếm"
    assert back.first_due_at == dossier.first_due_at


def test_what_is_there_already_is_not_sent_there(city, dossier):
    with pytest.raises(InvalidActData, match="here"):
        city.act(HOME, "xuly", dossier, "transfer", unit=HOME, components=["tp1"])
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    city.act(OFFICE, "xuly", dossier, "arrived")
    with pytest.raises(InvalidActData, match="here"):
        city.act(OFFICE, "xuly", dossier, "transfer", unit=OFFICE, components=["tp1"])


def test_a_pause_there_moves_the_units_date_and_the_total(city, dossier):
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    city.act(OFFICE, "xuly", dossier, "arrived")
    city.act(OFFICE, "xuly", dossier, "pause", kind="verification", document="1/CV")
    assert city.same(dossier).step_due_at is None
    city.clock.set(2026, 11, 18, 9, 0)
    city.act(OFFICE, "xuly", dossier, "resume")
    after = city.same(dossier)
    assert after.step_due_at == after.due_at > after.first_due_at


def test_what_arrives_while_the_clock_stands_gets_its_date_when_it_runs(city, dossier):
    city.act(HOME, "xuly", dossier, "pause", kind="verification", document="1/CV")
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    city.act(OFFICE, "xuly", dossier, "arrived")
    assert city.same(dossier).step_due_at is None
    city.act(OFFICE, "xuly", dossier, "resume")
    assert city.same(dossier).step_due_at == city.same(dossier).due_at


def test_what_another_unit_stopped_may_be_opened_again_there(city, dossier):
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    city.act(OFFICE, "xuly", dossier, "arrived")
    city.act(OFFICE, "xuly", dossier, "stop", reason="không thuộc thẩm quyền")
    assert (queue(city, OFFICE), queue(city, HOME)) == ([], [])
    city.clock.forward(days=1)
    city.act(OFFICE, "giamsat", dossier, "reopen", reason="nhầm")
    after = city.same(dossier)
    assert (after.step.unit, after.step_due_at) == ("Sở Tư pháp", after.due_at)
    assert queue(city, OFFICE) == [dossier.code]


def test_a_dossier_received_for_another_unit_is_on_its_way_from_the_first(city):
    unit = UnitRef(OFFICE, OFFICE)
    received = city.desks[HOME].receive(procedure=make.GUARDIAN, competent_unit=unit)
    city.carry()
    assert received.competent_unit == city.directory()[1]
    assert (queue(city, HOME), queue(city, OFFICE)) == ([], [received.code])
    city.act(OFFICE, "xuly", received, "arrived")
    city.act(OFFICE, "xuly", received, "take")
    assert not city.same(received).needs_review


def test_offline_both_units_act_and_every_desk_says_the_same(city, dossier):
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    home, office = city.desks[HOME], city.desks[OFFICE]
    office.counter.perform(dossier.id, "arrived", {}, office.officer("xuly"))
    office.counter.perform(dossier.id, "take", {}, office.officer("xuly"))
    home.counter.perform(dossier.id, "withdraw", {"reason": "đổi ý"}, home.officer())
    city.carry(OFFICE)
    city.carry()
    after = city.same(dossier)
    assert (after.status, after.needs_review) == (Status.WITHDRAWN, True)
    assert [entry.kind for entry in after.history if not entry.in_force] == ["arrived", "taken"]


def test_a_limit_stops_it_where_it_lies_and_once(city, dossier):
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    city.act(OFFICE, "xuly", dossier, "arrived")
    city.act(OFFICE, "xuly", dossier, "request-supplement", components=["tp2"], reason="thiếu",
             until="2026-11-20")  # fmt: skip
    city.clock.set(2026, 11, 23, 9, 0)
    assert city.desks[HOME].counter.stop_unanswered() == ()
    assert city.desks[AGENCY].counter.stop_unanswered() == ()
    assert [d.code for d in city.desks[OFFICE].counter.stop_unanswered()] == [dossier.code]
    city.carry()
    assert not city.same(dossier).needs_review


def test_figures_count_it_at_home_and_apart_where_it_is(city, dossier):
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    for desk in city.desks.values():
        counters = {(f, k): n for f, k, n in desk.rows("SELECT * FROM counters")}
        assert counters["status", "H26.12/4"] == counters["visiting", "H26.15/4"] == 1
        assert sum(n for (facet, _), n in counters.items() if facet == "status") == 1
        before = desk.dump()
        assert desk.counter.health.rebuild().changed == 0
        assert desk.dump() == before
    city.act(OFFICE, "xuly", dossier, "arrived")
    city.act(OFFICE, "xuly", dossier, "transfer", unit=HOME, components=["tp1"])
    for desk in city.desks.values():
        assert desk.rows("SELECT * FROM counters WHERE facet = 'visiting'") == []


def test_a_units_figures_have_it_once_at_home_and_apart_as_a_visitor(city, dossier):
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    for code, at_home, visiting in ((HOME, 1, 0), (OFFICE, 0, 1), (AGENCY, 0, 0)):
        figures = city.desks[code].counter.supervision.figures
        board = figures.board()
        for name, count in (("open", at_home), ("in_process", at_home), ("visiting", visiting)):
            figure = board.figure(name)
            assert (code, name, figure.count) == (code, name, count)
            assert figures.listed(figure.selection).total == count


def test_a_unit_that_changed_its_code_keeps_its_dossiers(city, dossier):
    desk = city.desks[HOME]
    profile = replace(desk.counter.questions.reference().unit(), code="H26.13")
    desk.counter.describe_unit(profile, desk.officer("quantri"))
    assert queue(city, HOME) == [dossier.code]
    taken = city.act(HOME, "xuly", dossier, "take")
    assert (taken.needs_review, taken.history[-1].unit) == (False, "")


def test_who_another_units_officers_are_is_told_by_their_unit(city, dossier):
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    city.act(OFFICE, "tiepnhan", dossier, "arrived")
    city.act(OFFICE, "xuly", dossier, "take")
    home, office = city.desks[HOME], city.desks[OFFICE]
    seen = shown(home.counter, home.dossier(dossier))
    who = [line.who for line in story(seen)]
    assert who[:2] == ["Công chức của Sở Tư pháp (xử lý)", "Công chức của Sở Tư pháp (tiếp nhận)"]
    assert holder_words(seen, seen.dossier.holder) == "công chức của Sở Tư pháp"
    there = shown(office.counter, office.dossier(dossier))
    assert story(there)[-1].who == "Công chức của UBND phường Hoàn Kiếm (tiếp nhận)"
    assert dict(whereabouts(seen))["Nơi nhận xác nhận"] == "09:00 thứ Hai 16/11/2026"
    for desk in (home, office):
        forms = desk.counter.paper.forms
        for form in forms.printable(desk.dossier(dossier)):
            forms.show(dossier.id, form)
        desk.counter.paper.receipts.show(dossier.id, PageSize.A5)


def test_the_receipt_is_homes_wherever_it_is_looked_at(city, dossier):
    reference = city.desks[OFFICE].counter.questions.reference()
    receipt = compose(city.desks[OFFICE].dossier(dossier), reference, ZONE)
    assert receipt.letterhead.unit == "UBND phường Hoàn Kiếm"
    assert receipt.officer == "Công chức của UBND phường Hoàn Kiếm"


def test_a_colleague_there_who_has_done_nothing_yet_is_of_that_unit(city, dossier):
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    city.act(OFFICE, "tiepnhan", dossier, "arrived")
    city.act(OFFICE, "xuly", dossier, "forward", to="lanhdao")
    home = city.desks[HOME]
    seen = shown(home.counter, home.dossier(dossier))
    assert holder_words(seen, seen.dossier.holder) == "công chức của Sở Tư pháp"


def test_nothing_about_officers_travels_with_a_dossier(city, dossier):
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    city.act(OFFICE, "xuly", dossier, "arrived")
    for desk in city.desks.values():
        rows = desk.rows("SELECT text, private FROM events WHERE dossier IS NOT NULL")
        assert not any("verifier" in f"{text}{private}" for text, private in rows)
        scopes = desk.rows("SELECT DISTINCT scope FROM events WHERE kind = 'officer-registered'")
        assert scopes == [(desk.store.identity.unit.hex,)]


def test_what_comes_next_is_offered_where_the_dossier_is(city, dossier):
    def offered(code, login="xuly"):
        desk = city.desks[code]
        seen, officer = shown(desk.counter, desk.dossier(dossier)), desk.officer(login)
        return primary(offers(seen, officer, act_commands()), seen, officer)

    assert offered(HOME) == "take"
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    assert (offered(HOME), offered(OFFICE), offered(AGENCY)) == ("", "arrived", "")
    city.act(OFFICE, "xuly", dossier, "arrived")
    assert (offered(HOME), offered(OFFICE)) == ("", "take")
    city.act(OFFICE, "xuly", dossier, "take")
    city.act(OFFICE, "xuly", dossier, "finish", outcome="positive", reason="đủ")
    assert (offered(HOME, "tiepnhan"), offered(OFFICE, "tiepnhan")) == ("hand-over", "")


def test_results_wait_at_home_and_registers_list_what_was_received_there(city, dossier):
    def ready(code):
        return [found.line.code for found in city.desks[code].counter.questions.ready("", 9)]

    def registered(code):
        since = make.MONDAY.replace(hour=0)
        questions = city.desks[code].counter.questions
        return questions.received_between(since, since + timedelta(days=1))

    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    city.act(OFFICE, "xuly", dossier, "arrived")
    city.act(OFFICE, "xuly", dossier, "finish", outcome="positive", reason="đủ")
    assert (ready(HOME), ready(OFFICE)) == ([dossier.code], [])
    assert (registered(HOME), registered(OFFICE)) == ((dossier.id,), ())


def test_a_key_another_unit_used_is_no_repetition(city):
    key = {"idempotency_key": "1"}
    first = city.desks[HOME].receive(**key)
    city.carry()
    assert city.desks[HOME].receive(**key).id == first.id
    assert city.desks[OFFICE].receive(**key).id != first.id


def test_a_line_of_the_queue_says_from_where_to_where(city, dossier):
    city.act(HOME, "xuly", dossier, "transfer", **TO_OFFICE)
    desk = city.desks[OFFICE]
    (line,) = desk.counter.queue.page(QueueFilter(Whose.UNIT), desk.officer()).lines
    assert whose_words(line, {}) == "Chưa ai nhận · H26.12 → H26.15"
    own = desk.receive()
    lines = desk.counter.queue.page(QueueFilter(Whose.UNIT), desk.officer()).lines
    (line,) = (line for line in lines if line.id == own.id)
    assert whose_words(line, {}) == "Bộ phận tiếp nhận"
