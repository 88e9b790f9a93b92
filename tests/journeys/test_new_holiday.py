"""A new holiday: the supervisor sees whom it touches, moves some promises, keeps the others."""

import json
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from tests import make

pytestmark = pytest.mark.journey
FOSTER = "1.004845"  # two working days
TUESDAY = make.MONDAY.date() + timedelta(days=1)


def receive(office, procedure=make.GUARDIAN):
    officer = next(
        o for o in office.counter.questions.reference().officers() if o.login == "tiepnhan"
    )
    return office.counter.reception.intake(
        make.request(procedure=procedure, missing_reason="bổ sung sau"), officer
    ).dossier


def open_calendar(office):
    office.press(Qt.Key.Key_F6)
    office.settle()
    office.ctrl(Qt.Key.Key_5)


def due(office, dossier):
    return office.counter.search.dossier(dossier.id).due_at


def kinds(office, dossier):
    return [entry.kind for entry in office.counter.search.dossier(dossier.id).history]


@pytest.fixture
def file(tmp_path):
    written = tmp_path / "nghi.json"
    entries = {"off": [TUESDAY.isoformat()], "source": "QĐ 12/QĐ-UBND"}
    written.write_text(json.dumps(entries), "utf-8")
    return written


def test_a_new_holiday_is_handled_without_a_mouse(office, file):
    moved, also = (receive(office) for _ in range(2))
    kept = receive(office, FOSTER)
    office.sign_in("giamsat")
    open_calendar(office)
    assert office.focused() == "supervisor.calendar.file"
    assert "Chọn tệp lịch" in office.reads("supervisor.calendar.note")  # how to begin
    office.type(f"{file}\r")
    office.settle()
    assert office.focused() == "supervisor.calendar.groups"
    assert office.rows("supervisor.calendar.groups") == 2
    row = office.row("supervisor.calendar.groups", 0)
    assert row[0] == "Giữ hẹn"
    assert row[2:] == ["2", "muộn hơn 1 ngày", "17/11/2026"]
    assert [office.row("supervisor.calendar.dossiers", n)[0] for n in range(2)] == [
        moved.code,
        also.code,
    ]
    assert (due(office, moved), kinds(office, moved)) == (moved.due_at, ["received"])

    office.press(Qt.Key.Key_Space)
    assert office.row("supervisor.calendar.groups", 0)[0] == "Dời hẹn"
    office.enter()  # no reason yet: it is asked for
    assert "Ghi lý do" in office.reads("supervisor.calendar.note")
    assert office.focused() == "supervisor.calendar.reason"
    assert due(office, moved) == moved.due_at

    office.type("Nghỉ theo QĐ 12/QĐ-UBND")
    office.enter()
    office.waits_for("Đã dời hẹn 2 hồ sơ", "supervisor.calendar.note")
    for dossier in (moved, also):
        assert due(office, dossier) == dossier.due_at + timedelta(days=1)
        assert kinds(office, dossier) == ["received", "rescheduled"]
    assert (due(office, kept), kinds(office, kept)) == (kept.due_at, ["received"])
    assert office.rows("supervisor.calendar.groups") == 0
    office.fill("supervisor.calendar.file", str(file))
    office.press(Qt.Key.Key_Return)
    office.settle()
    assert office.row("supervisor.calendar.groups", 0)[0] == "Giữ hẹn (đã quyết định)"
    assert "không còn nhóm nào chờ quyết định" in office.reads("supervisor.calendar.note")
    assert not office.counter.questions.reference().calendar().is_working_day(TUESDAY)


def test_what_changed_while_the_list_was_read_is_left_out_and_named(office, file):
    moved, changed = (receive(office) for _ in range(2))
    office.sign_in("giamsat")
    open_calendar(office)
    office.type(f"{file}\r")
    office.settle()
    by = next(o for o in office.counter.questions.reference().officers() if o.login == "giamsat")
    office.counter.perform(changed.id, "pause", {"kind": "posting", "document": "1/TB"}, by)
    office.press(Qt.Key.Key_Space)
    office.fill("supervisor.calendar.reason", "QĐ 12")
    office.enter()
    office.waits_for(f"thay đổi sau khi lập danh sách: {changed.code}", "supervisor.calendar.note")
    assert due(office, moved) == moved.due_at + timedelta(days=1)
    assert kinds(office, changed) == ["received", "paused"]


def test_a_file_that_cannot_be_is_refused_where_it_was_chosen(office, tmp_path):
    office.sign_in("giamsat")
    open_calendar(office)
    wrong = tmp_path / "sai.json"
    wrong.write_text('{"worked": ["2026-11-22", "2026-11-22"]}', "utf-8")
    office.type(f"{wrong}\r")
    office.settle()
    office.waits_for("ngày làm bù 22/11/2026 được ghi hai lần", "supervisor.calendar.note")


def test_a_leader_sees_figures_and_decides_on_no_promise(office):
    office.sign_in("lanhdao")
    open_calendar(office)
    assert not office.sees("supervisor.calendar.file")
