"""Many late dossiers get a new date: each its event and its form 04, a result for each."""

from datetime import date, timedelta

import pytest

from counter_app.domain.errors import ActNotAllowed, InvalidActData, RoleMayNot, TextTooLong
from counter_app.domain.form_templates import Form
from counter_app.domain.late_causes import LateCause
from counter_app.services.apologising import NewPromise
from counter_app.services.figure_ports import By
from counter_app.services.figures import narrowed
from printing.raster import page_texts
from tests import make

PROMISE = NewPromise(LateCause.STAFF, "Thiếu công chức giải quyết", 3)


@pytest.fixture
def late(desk):
    """Three dossiers, a week after they were due."""
    received = [desk.receive(procedure=make.GUARDIAN) for _ in range(3)]
    desk.clock.moment = received[0].due_at.astimezone(make.ZONE) + timedelta(days=7)
    return received


def apologise(desk, dossiers, promise=PROMISE, by="giamsat"):
    ids = [dossier.id for dossier in dossiers]
    return tuple(desk.counter.promises.apologise(ids, promise, desk.officer(by)))


def test_each_has_its_event_and_its_form(desk, late):
    results = apologise(desk, late)
    assert [(r.dossier, r.refusal) for r in results] == [(d.id, None) for d in late]
    for dossier in late:
        after = desk.dossier(dossier)
        assert after.history[-1].kind == "extended"
        assert after.due_at == dossier.due_at  # what it is judged by
        stored = desk.counter.paper.forms.show(dossier.id, Form.APOLOGY)
        assert PROMISE.reason in " ".join(" ".join(page_texts(stored.content)).split())
    assert len(desk.rows("SELECT 1 FROM documents WHERE form = ?", Form.APOLOGY.value)) == 3


def test_the_cause_is_kept_as_a_code_that_can_be_counted(desk, late):
    apologise(desk, late[:1])
    [event] = [e for e in desk.counter.questions.events(late[0].id) if e.kind == "extended"]
    assert event.public["cause"] == "staff"
    assert event.private == {"reason": PROMISE.reason}


def test_the_new_date_is_so_many_working_days_after_today(desk, late):
    today = desk.clock().date()
    assert today == date(2026, 11, 26)  # a Thursday
    [result] = apologise(desk, late[:1])
    until = result.after.extended_to.astimezone(make.ZONE)
    assert (until.date(), until.time()) == (
        date(2026, 12, 1),
        late[0].due_at.astimezone(make.ZONE).time(),
    )


def test_who_was_promised_a_later_day_before_is_promised_a_still_later_one(desk, late):
    for _ in range(2):
        [result] = apologise(desk, late[:1])
    until = result.after.extended_to.astimezone(make.ZONE)
    assert until.date() == date(2026, 12, 4)  # three working days after 1 December


def test_a_refusal_stops_none_of_the_others(desk, late):
    desk.counter.perform(late[1].id, "withdraw", {"reason": "không cần"}, desk.officer())
    results = apologise(desk, late)
    assert [type(r.refusal) for r in results] == [type(None), ActNotAllowed, type(None)]
    assert results[1].after is None
    assert desk.kinds().count("extended") == 2


def test_who_stops_asking_leaves_the_rest_as_it_was(desk, late):
    ids = [dossier.id for dossier in late]
    results = desk.counter.promises.apologise(ids, PROMISE, desk.officer("giamsat"))
    next(results)
    results.close()
    assert desk.kinds().count("extended") == 1


def test_reception_promises_nothing_anew(desk, late):
    before = desk.kinds()
    assert [type(r.refusal) for r in apologise(desk, late, by="tiepnhan")] == [RoleMayNot] * 3
    assert desk.kinds() == before


def test_a_reason_that_fits_on_no_form_and_an_unknown_cause_are_refused(desk, late):
    [result] = apologise(desk, late[:1], NewPromise(LateCause.OTHER, "x" * 100_000, 1))
    assert isinstance(result.refusal, TextTooLong)
    data = {"until": "2026-12-24", "reason": "vì vậy", "cause": "laziness"}
    with pytest.raises(InvalidActData):
        desk.counter.perform(late[0].id, "extend", data, desk.officer("giamsat"))


def test_late_ones_are_told_apart_by_step_and_by_the_agency_that_has_them(desk, late):
    figures = desk.counter.supervision.figures
    overdue = figures.selection("overdue")
    for by in (By.STEP, By.PLACE):
        shares = figures.shares(overdue, by)
        assert sum(share.count for share in shares) == 3
        for share in shares:
            assert figures.asked.count(narrowed(overdue, by, share.key)) == share.count
    [place] = figures.shares(overdue, By.PLACE)
    assert place.key == "H26.12"
