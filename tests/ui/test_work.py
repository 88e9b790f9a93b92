"""The work page through the keyboard: what is urgent, filtered, chosen, opened and passed on."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from counter_app.domain.dossier import Status
from counter_app.i18n import use_language
from counter_app.services.queue import QueueFilter, Whose
from counter_app.services.queue_ports import QueueLine
from tests import make
from tests.ui.window import open_window
from ui.search.table_model import ICON_ROLE, TONE_ROLE
from ui.theme import Theme
from ui.work.table import QueueTable
from ui.work.table_model import Column
from ui.work.values import QueueList
from ui.work.wording import time_left

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
NOW = make.MONDAY
PEOPLE = ("Nguyễn Thị Hiếu", "Trần Văn Đức", "Lê Thị Bình", "Phạm Văn An")


class Desk:
    """The work page in the real window, and hands for it."""

    def __init__(self, window, desk):
        self.window, self.desk = window, desk

    @property
    def page(self):
        return self.window.main.page

    @property
    def table(self):
        return self.window.widget("work.queue")

    def codes(self):
        model = self.table.queue
        return [model.line(row).code for row in range(model.rowCount())]

    def chosen(self):
        return [self.table.queue.line(self.table.queue.row_of(d)).code for d in self.table.selected()]  # fmt: skip

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier, times=1):
        for _ in range(times):
            self.window.press(key, modifier)
        self.settle()

    def type(self, text):
        self.window.type(text)
        self.window.qtbot.waitUntil(lambda: not self.page._filters._typed.isActive())
        self.settle()

    def settle(self):
        """Until nothing is under way, nor about to begin."""
        self.window.qtbot.waitUntil(lambda: not self.page._settled.isActive())
        self.window.settle()

    def said(self):
        return self.page._bar.message.text()

    def empty_text(self):
        assert self.page._empty.isVisible()
        return self.page._empty.text()


@pytest.fixture
def dossiers(desk):
    """Four of a routed procedure, each due a minute after the one before."""
    made = []
    for name in PEOPLE:
        made.append(desk.receive(procedure=make.GUARDIAN, applicant=make.person(name)))
        desk.clock.forward(minutes=1)
    return made


@pytest.fixture
def opened(qtbot, desk, dossiers):
    window = open_window(qtbot, desk.folder, open_counter=lambda _folder: desk.counter)
    window.shell.resize(1366, 768)
    yield lambda login="tiepnhan": entered(window, desk, login)
    window.settle()
    window.shell.close()
    window.workers.shutdown()
    use_language("vi")


def entered(window, desk, login):
    window.sign_in(login)
    window.press(Qt.Key.Key_F4)
    work = Desk(window, desk)
    work.settle()
    return work


def test_f4_shows_my_work_with_the_keyboard_on_the_most_urgent(opened, dossiers):
    work = opened()
    assert work.codes() == [dossier.code for dossier in dossiers]
    assert work.window.focused() == "work.queue"
    assert work.chosen() == [dossiers[0].code]
    assert "4 hồ sơ" in [made.text() for made in work.page.findChildren(QLabel)]


def test_the_units_work_is_one_key_away_and_mine_is_back(opened, dossiers):
    work = opened("xuly")
    assert work.codes() == []
    assert "chưa có việc nào" in work.empty_text()
    work.press(Qt.Key.Key_2, CTRL)
    assert len(work.codes()) == 4
    work.press(Qt.Key.Key_1, CTRL)
    assert work.codes() == []


def test_letters_typed_in_the_list_filter_it_and_esc_brings_all_back(opened, dossiers):
    work = opened()
    work.type("duc")
    assert work.window.focused() == "work.filter"
    assert work.codes() == [dossiers[1].code]
    work.press(Qt.Key.Key_Down)
    assert work.window.focused() == "work.queue"
    work.press(Qt.Key.Key_Escape)
    assert len(work.codes()) == 4


def test_what_no_dossier_answers_says_how_to_leave_the_filter(opened):
    work = opened()
    work.type("zzz")
    assert "Esc" in work.empty_text()
    work.press(Qt.Key.Key_Escape)
    assert not work.page._empty.isVisible()


def test_chips_filter_by_keyboard(opened, desk, dossiers):
    desk.counter.perform(dossiers[2].id, "take", {}, desk.officer("xuly"))
    work = opened()
    work.press(Qt.Key.Key_2, CTRL)
    work.window.widget("work.chip.status.4").setFocus()
    work.press(Qt.Key.Key_Space)
    assert work.codes() == [dossiers[2].code]
    work.window.widget("work.chip.late").setFocus()
    work.press(Qt.Key.Key_Space)
    assert work.codes() == []
    desk.clock.forward(days=30)
    work.press(Qt.Key.Key_R, CTRL)
    assert work.codes() == [dossiers[2].code]


def test_late_and_today_never_hold_together(opened):
    work = opened()
    for name in ("late", "today"):
        work.window.widget(f"work.chip.{name}").click()
        work.settle()
    assert not work.window.widget("work.chip.late").isChecked()
    assert work.window.widget("work.chip.today").isChecked()


def test_a_field_narrows_the_list(opened, desk, dossiers):
    other = desk.receive(procedure=make.NO_TERM, case="thoa-thuan", components=(), missing_reason="sau")  # fmt: skip
    work = opened()
    assert len(work.codes()) == 5
    fields = work.window.widget("work.field")
    fields.setCurrentIndex(fields.findData("Chứng thực"))
    work.settle()
    assert work.codes() == [other.code]


def test_shift_and_space_choose_several(opened, dossiers):
    work = opened()
    codes = [dossier.code for dossier in dossiers]
    work.press(Qt.Key.Key_Down, SHIFT)
    assert work.chosen() == codes[:2]
    work.press(Qt.Key.Key_Home)
    assert work.chosen() == codes[:1]
    work.press(Qt.Key.Key_Space)  # the first one, the keyboard goes on
    work.press(Qt.Key.Key_Down)  # over the second
    work.press(Qt.Key.Key_Space)
    assert work.chosen() == [codes[0], codes[2]]
    work.press(Qt.Key.Key_Up)
    work.press(Qt.Key.Key_Space)  # and no longer
    assert work.chosen() == codes[:1]


def test_several_are_taken_with_one_key(opened, desk, dossiers):
    work = opened("xuly")
    work.press(Qt.Key.Key_2, CTRL)
    work.press(Qt.Key.Key_Down, SHIFT)
    work.press(Qt.Key.Key_N, ALT)
    holder = str(desk.officer("xuly").id)
    assert [desk.dossier(dossier).holder == holder for dossier in dossiers] == [True, True, False, False]  # fmt: skip
    assert work.said() == "Đã nhận 2 hồ sơ."
    work.press(Qt.Key.Key_1, CTRL)
    assert work.codes() == [dossier.code for dossier in dossiers[:2]]


def test_what_was_refused_is_told_dossier_by_dossier_and_the_others_are_done(opened, desk, dossiers):  # fmt: skip
    work = opened("xuly")
    work.press(Qt.Key.Key_2, CTRL)
    desk.counter.perform(dossiers[1].id, "withdraw", {"reason": "đổi ý"}, desk.officer())
    work.press(Qt.Key.Key_A, CTRL)
    work.press(Qt.Key.Key_N, ALT)
    first, *refused = work.said().splitlines()
    assert first == "Đã nhận 3 hồ sơ."
    assert len(refused) == 1
    assert refused[0].startswith(f"{dossiers[1].code}: ")
    assert len(refused[0]) > len(dossiers[1].code) + 20


def test_several_are_forwarded_to_whom_was_typed(opened, desk, dossiers):
    work = opened()
    work.press(Qt.Key.Key_Down, SHIFT)
    work.press(Qt.Key.Key_C, ALT)
    assert work.window.focused() == "work.bulk.to"
    work.window.type("phan xu")
    QTest.qWait(50)  # the list of receivers settles
    work.press(Qt.Key.Key_Return)
    work.press(Qt.Key.Key_Return, CTRL)
    assert [desk.dossier(d).holder for d in dossiers[:2]] == ["role:processing"] * 2
    assert work.said() == "Đã chuyển 2 hồ sơ."
    assert work.codes() == [dossier.code for dossier in dossiers[2:]]
    assert work.window.focused() == "work.queue"


def test_forwarding_to_nobody_is_refused_beside_the_field(opened, dossiers):
    work = opened()
    work.press(Qt.Key.Key_C, ALT)
    work.window.widget("work.bulk.send").click()
    assert "Chọn người" in work.said()
    assert work.window.focused() == "work.bulk.to"
    work.press(Qt.Key.Key_Escape, times=2)
    assert not work.window.is_shown("work.bulk.to")
    assert work.window.focused() == "work.queue"


def test_enter_opens_the_dossier_beside_the_list_and_esc_closes_it(opened, dossiers):
    work = opened()
    work.press(Qt.Key.Key_Down)
    work.press(Qt.Key.Key_Return)
    side = work.window.widget("work.dossier")
    assert side.shown.dossier.id == dossiers[1].id
    work.table.setFocus()
    work.press(Qt.Key.Key_Down)  # the pane follows the keyboard
    assert side.shown.dossier.id == dossiers[2].id
    work.press(Qt.Key.Key_Escape)
    assert not work.window.is_shown("work.dossier")
    assert work.window.focused() == "work.queue"


def test_an_act_beside_the_list_refreshes_it(opened, desk, dossiers):
    work = opened()
    work.press(Qt.Key.Key_Return)
    work.press(Qt.Key.Key_C, ALT)  # the panel's form, not the bar's
    assert work.window.is_shown("work.form.forward")
    assert not work.window.is_shown("work.bulk.to")
    work.press(Qt.Key.Key_Return, CTRL)  # the next step stands there already
    assert desk.dossier(dossiers[0]).status is Status.IN_PROCESS
    assert dossiers[0].code not in work.codes()


def test_with_several_chosen_the_bar_acts_and_the_open_dossier_waits(opened, dossiers):
    work = opened()
    work.press(Qt.Key.Key_Return)
    assert not work.window.is_shown("work.bulk.send")
    work.table.setFocus()
    work.press(Qt.Key.Key_Down, SHIFT)
    names = [w.objectName() for w in work.page.findChildren(type(work.window.widget("work.action.take")))
             if w.isVisible()]  # fmt: skip
    assert names.count("work.action.forward") == 1
    work.press(Qt.Key.Key_C, ALT)
    assert work.window.is_shown("work.bulk.to")


def test_a_refresh_keeps_what_is_chosen_and_where_it_was_scrolled_to(opened, desk, dossiers):
    for _ in range(60):
        desk.receive(procedure=make.GUARDIAN)
    work = opened()
    work.press(Qt.Key.Key_Down, times=30)
    work.press(Qt.Key.Key_Down, SHIFT)
    chosen, at = work.chosen(), work.table.rowViewportPosition(work.table.currentIndex().row())
    assert work.table.verticalScrollBar().value() > 0
    desk.counter.perform(dossiers[0].id, "withdraw", {"reason": "đổi ý"}, desk.officer())
    work.press(Qt.Key.Key_R, CTRL)
    assert dossiers[0].code not in work.codes()
    assert work.chosen() == chosen
    assert work.table.rowViewportPosition(work.table.currentIndex().row()) == at


def test_the_rest_is_read_while_somebody_scrolls(opened, desk, monkeypatch):
    monkeypatch.setattr("ui.work.view_model.PAGE", 40)
    monkeypatch.setattr("ui.work.table._AHEAD", 10)
    made = [desk.receive(procedure=make.GUARDIAN).code for _ in range(100)]
    work = opened()
    assert len(work.codes()) == 40
    for _ in range(6):
        work.press(Qt.Key.Key_End)
    codes = work.codes()
    assert len(codes) == len(set(codes)) == 104
    assert codes[4:] == made
    work.press(Qt.Key.Key_R, CTRL)
    assert len(work.codes()) == 104  # nothing that was shown is lost


def test_a_scanned_receipt_opens_its_dossier_beside_the_list(opened, dossiers):
    work = opened()
    assert work.page.scanned(dossiers[3].alias)
    work.settle()
    assert work.window.widget("work.dossier").shown.dossier.id == dossiers[3].id
    assert not work.page.scanned("chẳng phải mã")


def test_the_list_says_what_is_left_in_words_with_an_icon_and_a_tone(qtbot):
    table = QueueTable()
    qtbot.addWidget(table)
    table.resize(1200, 300)
    late = line(due_at=NOW - timedelta(days=3), urgent_at=NOW - timedelta(days=3))
    table.show_list(listed(late), keeps_place=False)
    cell = table.queue.index(0, Column.LEFT)
    assert cell.data() == "Trễ 3 ngày"
    assert (cell.data(ICON_ROLE), cell.data(TONE_ROLE)) == ("danger", "danger")
    texts = [table.queue.index(0, column).data() for column in Column][1:]
    assert texts == ["H26.12-261116-030001", "Nguyễn Thị Hiếu", "Đăng ký giám hộ", "Thẩm định hồ sơ",
                     "Bộ phận xử lý", "13/11/2026 09:00"]  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "words", "tone"),
    [
        ({"due": timedelta(hours=2, minutes=59)}, "Còn 2 giờ", "warning"),
        ({"due": timedelta(minutes=59)}, "Còn 59 phút", "warning"),
        ({"due": timedelta(seconds=5)}, "Còn 1 phút", "warning"),
        ({"due": timedelta(hours=16)}, "Còn 1 ngày", ""),
        ({"due": timedelta(days=3)}, "Còn 3 ngày", ""),
        ({"due": timedelta(days=-1)}, "Trễ 1 ngày", "danger"),
        ({"due": timedelta(minutes=-90)}, "Trễ 1 giờ", "danger"),
        ({"due": timedelta(days=2), "step": timedelta(hours=-1)}, "Bước trễ 1 giờ", "warning"),
        ({"due": timedelta(days=2), "step": timedelta(hours=3)}, "Còn 3 giờ", "warning"),
        ({"due": timedelta(days=-2), "step": timedelta(days=-5)}, "Trễ 2 ngày", "danger"),
        ({"paused": True}, "Tạm dừng", "muted"),
        ({}, "Không có thời hạn", "muted"),
        ({"due": timedelta(days=-9), "status": Status.FINISHED}, "Chờ trả kết quả", "success"),
    ],
)
def test_time_left_in_words(changes, words, tone):
    due, step = (NOW + changes.pop(n) if n in changes else None for n in ("due", "step"))
    moments = [moment for moment in (due, step) if moment]
    made = line(due_at=due, step_due_at=step, urgent_at=min(moments, default=None), **changes)
    left = time_left(made, NOW)
    assert (left.words, left.tone) == (words, tone)
    assert left.icon or not left.tone or left.tone == "muted"


def test_nobody_and_somebody_else_are_named(qtbot):
    table = QueueTable()
    qtbot.addWidget(table)
    holders = ("", str(make.officer().id), str(make.identity(5)))
    lines = [line(id=make.identity(n), holder=holder) for n, holder in enumerate(holders)]
    table.show_list(replace(listed(*lines), staff=(make.officer(),)), keeps_place=False)
    words = [table.queue.index(row, Column.HOLDER).data() for row in range(3)]
    assert words == ["Chưa ai nhận", "Đỗ Thị Tâm", "công chức khác"]


@pytest.mark.parametrize(("width", "hidden"), [
    (1300, set()), (900, {Column.DUE, Column.HOLDER}), (560, {Column.DUE, Column.HOLDER, Column.STEP, Column.PROCEDURE}),
])  # fmt: skip
def test_columns_give_way_one_after_another(qtbot, qapp, width, hidden):
    Theme(qapp).show("light", 100)  # whatever an earlier window has left
    table = QueueTable()
    qtbot.addWidget(table)
    table.show_list(listed(line()), keeps_place=False)
    table.resize(width, 300)
    table.show()
    qtbot.waitExposed(table)
    found = {column for column in Column if table.isColumnHidden(column)}
    assert (Column.LEFT not in found, Column.CODE not in found, Column.APPLICANT not in found) == (True,) * 3  # fmt: skip
    assert found == hidden


def test_a_click_chooses_one_line_after_space_had_marked_several(qtbot):
    table = QueueTable()
    qtbot.addWidget(table)
    table.resize(1200, 300)
    table.show_list(listed(*(line(id=make.identity(n)) for n in range(1, 5))), keeps_place=False)
    table.show()
    table.first_row()
    for _ in range(3):
        QTest.keyClick(table, Qt.Key.Key_Space)
    assert len(table.selected()) == 3
    place = table.visualRect(table.queue.index(3, Column.CODE)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place))
    assert table.selected() == (make.identity(4),)


def line(**changed):
    plain = QueueLine(
        id=UUID(int=1),
        code="H26.12-261116-030001",
        procedure_code=make.GUARDIAN,
        procedure="Đăng ký giám hộ",
        applicant="Nguyễn Thị Hiếu",
        status=Status.IN_PROCESS,
        paused=False,
        holder="role:processing",
        step=2,
        step_name="Thẩm định hồ sơ",
        step_due_at=None,
        due_at=None,
        urgent_at=None,
    )
    return replace(plain, **changed)


def listed(*lines):
    return QueueList(QueueFilter(Whose.UNIT), lines, len(lines), None, NOW)
