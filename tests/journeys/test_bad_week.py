"""A bad week is cleared: the late ones of one step, an apology and a new date for each."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.form_templates import Form
from tests import make

pytestmark = pytest.mark.journey


def officer(office, login):
    officers = office.counter.questions.reference().officers()
    return next(one for one in officers if one.login == login)


@pytest.fixture
def late(office):
    """Two that nobody took and one that waits at another step, a week late; one that is not late."""
    by, process = officer(office, "tiepnhan"), officer(office, "xuly")
    request = make.request(procedure=make.GUARDIAN)
    received = [office.counter.reception.intake(request, by).dossier for _ in range(3)]
    office.counter.perform(received[2].id, "take", {}, process)
    office.counter.perform(received[2].id, "forward", {"to": "next"}, process)
    office.clock.moment = received[0].due_at.astimezone(make.ZONE) + timedelta(days=7)
    office.counter.reception.intake(request, by)
    return received


def test_a_bad_week_is_cleared_without_a_mouse(office, late):
    office.sign_in("giamsat")
    office.press(Qt.Key.Key_F6)
    office.settle()
    office.ctrl(Qt.Key.Key_6)
    assert office.focused() == "supervisor.late"
    assert office.rows("supervisor.late") == 3

    office.tab_to("supervisor.late.step")  # the first step alone
    box = office.part("supervisor.late.step")
    first = office.counter.search.dossier(late[0].id).step.name
    while box.currentData() != first:
        before = box.currentIndex()
        office.press(Qt.Key.Key_Down)
        office.settle()
        assert box.currentIndex() > before
    assert office.rows("supervisor.late") == 2

    office.enter()  # nothing is chosen
    assert "Chọn các hồ sơ" in office.reads("supervisor.late.note")
    assert office.focused() == "supervisor.late"
    office.ctrl(Qt.Key.Key_A)
    office.fill("supervisor.late.more", "ba công chức nghỉ ốm")
    office.enter()
    office.waits_for("Đã hẹn lại 2 hồ sơ", "supervisor.late.note")

    for dossier in late[:2]:
        after = office.counter.search.dossier(dossier.id)
        assert after.history[-1].kind == "extended"
        assert dict(after.history[-1].facts)["reason"] == (
            "Thiếu công chức giải quyết: ba công chức nghỉ ốm"
        )
        assert office.counter.paper.forms.copies(after, Form.APOLOGY) == 0  # made, not yet printed
    assert office.counter.search.dossier(late[2].id).extended_to is None
    results = [office.row("supervisor.late", row)[-1] for row in range(2)]
    assert all(result.startswith("hẹn lại ") for result in results)


def test_the_causes_are_counted_where_the_dates_passed(office, late):
    first, second = (office.counter.search.dossier(one.id).step.name for one in late[1:])
    data = {"until": "2026-12-24", "reason": "ba người ốm", "cause": "staff"}
    office.counter.perform(late[0].id, "extend", data, officer(office, "giamsat"))
    office.sign_in("giamsat")
    office.press(Qt.Key.Key_F6)
    office.settle()
    office.ctrl(Qt.Key.Key_6)
    office.settle()
    office.ctrl(Qt.Key.Key_I)
    office.settle()
    assert office.focused() == "supervisor.causes"
    home = office.counter.questions.reference().unit().name
    none = ("–",) * 7
    assert [tuple(office.row("supervisor.causes", row)) for row in range(3)] == [
        (first, home, "2", "1", *none, "–", "1"),
        (second, home, "1", "–", *none, "–", "1"),
        ("Tổng cộng", "", "3", "1", *none, "–", "2"),
    ]
    assert "3 hồ sơ quá hạn, 2 hồ sơ chưa hẹn lại" in office.reads("supervisor.causes.note")
    office.ctrl(Qt.Key.Key_I)
    assert office.focused() == "supervisor.late"
    assert office.rows("supervisor.late") == 3


def test_another_reason_must_be_said(office, late):
    office.sign_in("lanhdao")
    office.press(Qt.Key.Key_F6)
    office.settle()
    office.ctrl(Qt.Key.Key_6)
    office.ctrl(Qt.Key.Key_A)
    office.tab_to("supervisor.late.cause")
    office.press(Qt.Key.Key_End)
    office.enter()
    assert "Ghi rõ lý do" in office.reads("supervisor.late.note")
    assert office.focused() == "supervisor.late.more"
    assert office.counter.search.dossier(late[0].id).extended_to is None
