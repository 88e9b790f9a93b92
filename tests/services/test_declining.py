"""Declining at the counter: a reason, a number of its own, no dossier code."""

from datetime import timedelta

import pytest

from counter_app.domain.dossier import Lifecycle, Status
from counter_app.domain.errors import (
    DayFull,
    MissingActData,
    ReceivedAtOutOfRange,
    RoleMayNot,
    TextTooLong,
    UnknownCase,
    UnknownProcedure,
)
from tests import make

WHY = "Thiếu giấy chứng sinh"


def decline(desk, reason=WHY, login="tiepnhan", **asked):
    return desk.counter.reception.decline(make.request(**asked), reason, desk.officer(login))


def test_a_refusal_has_a_number_and_no_code(desk):
    dossier = decline(desk, components=("tp1", "Thư tay"))
    assert (dossier.status, dossier.lifecycle) == (Status.DECLINED, Lifecycle.CLOSED)
    assert (dossier.code, dossier.decline_number) == ("", "261116-030001/PTC")
    assert dossier.reason == WHY
    assert [paper.id for paper in dossier.papers] == ["tp1", ""]
    assert desk.dossier(dossier) == dossier
    assert desk.kinds() == ["declined"]


def test_refusals_have_serials_of_their_own_that_begin_anew_each_day(desk):
    numbers = [decline(desk).decline_number, desk.receive().code, decline(desk).decline_number]
    desk.clock.set(2027, 1, 1, 0, 0)
    numbers.append(decline(desk).decline_number)
    desk.clock.set(2026, 11, 16, 9)
    numbers.append(decline(desk).decline_number)
    assert numbers == ["261116-030001/PTC", "H26.12-261116-030001", "261116-030002/PTC",
                       "270101-030001/PTC", "261116-030003/PTC"]  # fmt: skip


def test_the_reason_is_private(desk):
    decline(desk)
    ((text, private),) = desk.rows("SELECT text, private FROM events WHERE kind = 'declined'")
    assert WHY not in text
    assert WHY in private


@pytest.mark.parametrize(
    ("refusal", "asked"),
    [
        (MissingActData, {"reason": " \n "}),
        (TextTooLong, {"reason": "x" * 1001}),
        (RoleMayNot, {"login": "giamsat"}),
        (UnknownProcedure, {"procedure": "9.9"}),
        (UnknownCase, {"case": "khac"}),
        (ReceivedAtOutOfRange, {"received_at": make.MONDAY - timedelta(days=4)}),
    ],
)
def test_what_is_not_declined_leaves_no_trace(desk, refusal, asked):
    before = desk.dump()
    with pytest.raises(refusal):
        decline(desk, **asked)
    assert desk.dump() == before


def test_a_full_day_is_refused(desk):
    desk.write("UPDATE desk SET serial_day = '2026-11-16', declined = 9999")
    with pytest.raises(DayFull):
        decline(desk)


def test_the_same_key_gives_the_same_refusal_again(desk):
    first = decline(desk, idempotency_key="phiếu 7")
    assert decline(desk, idempotency_key="phiếu 7") == first
    answered = desk.counter.reception.intake(
        make.request(idempotency_key="phiếu 7"), desk.officer()
    )
    assert (answered.dossier, answered.event, answered.repeated) == (first, first.last_event, True)
    assert desk.kinds() == ["declined"]
