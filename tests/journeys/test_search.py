"""An officer looks a dossier up, prints it again, corrects it, voids it: by keyboard and scanner."""

import shutil
from dataclasses import replace

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QTableView,
    QWidget,
)

from counter_app.bootstrap import open_counter
from counter_app.domain.dossier import Lifecycle
from counter_app.domain.event import Kind
from counter_app.domain.forms import PageSize
from counter_app.services.requests import PaperRequest
from tests.search_desk import PEOPLE, PIN, new_desk, officer, receive, with_dossiers
from ui.search.widget import SearchPage
from ui.tasks import TaskRunner
from ui.widgets.print_flow import Sheet

pytestmark = pytest.mark.journey
HIEU, DUC, NGUYEN = PEOPLE


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A desk with three dossiers; every test works on a copy of its own."""
    folder = tmp_path_factory.mktemp("template") / "desk"
    return folder, with_dossiers(new_desk(folder))


@pytest.fixture
def counter(template, tmp_path):
    shutil.copytree(template[0], tmp_path / "desk")
    return open_counter(tmp_path / "desk")


@pytest.fixture
def dossiers(template):
    return template[1]


@pytest.fixture
def open_page(qtbot, counter):
    """The page for one officer, after its first list came."""
    opened = []

    def open_for(login):
        tasks = TaskRunner()
        page = SearchPage(counter, officer(counter, login), tasks)
        opened.append((page, tasks))
        qtbot.addWidget(page)
        page.resize(1290, 700)
        with qtbot.waitActive(page):  # shortcuts answer in the active window alone
            page.show()
            page.activateWindow()
        page.enter()
        qtbot.waitUntil(tasks.is_idle)
        return Hands(qtbot, page, tasks)

    yield open_for
    for page, tasks in opened:
        page.hide()
        tasks.shutdown()


def commit(field, text):
    """Type ``text`` as an input method does, a letter at a time (QTest's keys know ASCII alone)."""
    field.setFocus()
    for letter in text:
        event = QInputMethodEvent()
        event.setCommitString(letter)
        QApplication.sendEvent(field, event)


class Hands:
    """What an officer does and sees, by the names in the contract."""

    def __init__(self, qtbot, page, tasks):
        self.qtbot, self.page, self.tasks = qtbot, page, tasks

    def find(self, kind, name):
        found = self.page.findChild(kind, name)
        assert found is not None, name
        return found

    def type(self, text):
        field = self.find(QLineEdit, "search.text")
        field.setFocus()
        field.selectAll()
        commit(field, text)

    def press(self, key, modifiers=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.find(QLineEdit, "search.text"), key, modifiers)

    def applicants(self):
        model = self.find(QTableView, "search.results").model()
        return [model.index(row, 1).data() for row in range(model.rowCount())]

    def details(self):
        labels = self.find(QWidget, "search.details").findChildren(QWidget)
        return "\n".join(label.text() for label in labels if hasattr(label, "text"))

    def story(self):
        model = self.find(QListView, "search.timeline").model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def opened(self, dossier):
        """Wait until ``dossier`` stands alone with its story."""
        pane = self.page._dossier
        self.qtbot.waitUntil(lambda: pane.is_open)
        self.qtbot.waitUntil(
            lambda: (
                (now := self.page._view_model.current) is not None and now.dossier.id == dossier.id
            )
        )
        self.settle()

    def click(self, name):
        if not self.find(QPushButton, name).isVisible():  # among the acts that are not in the bar
            self.qtbot.keyClick(self.page, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
        self.qtbot.mouseClick(self.find(QPushButton, name), Qt.MouseButton.LeftButton)

    def settle(self):
        self.qtbot.waitUntil(self.tasks.is_idle)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hieu", ["Lê Hiếu Thị Nguyên", "Nguyễn Thị Hiếu"]),
        ("Hiếu Nguyễn", ["Lê Hiếu Thị Nguyên", "Nguyễn Thị Hiếu"]),
        ("Đức văn trần", ["Trần Văn Đức"]),
        ("hieu thi nguyen", ["Lê Hiếu Thị Nguyên", "Nguyễn Thị Hiếu"]),
        ("0987654321", ["Trần Văn Đức"]),
        ("001085054321", ["Trần Văn Đức"]),
        ("tran duc", ["Trần Văn Đức"]),
    ],
)
def test_what_is_typed_is_found(open_page, dossiers, text, expected):
    desk = open_page("tiepnhan")
    assert len(desk.applicants()) == 3  # the newest, before anything is typed
    desk.type(text)
    desk.qtbot.waitUntil(lambda: desk.applicants() == expected)


def test_a_code_and_an_alias_are_found_and_enter_opens_before_the_list_is_there(
    open_page, dossiers
):
    desk = open_page("tiepnhan")
    for text in (dossiers[1].code, dossiers[1].alias):
        desk.type(text)
        desk.press(Qt.Key.Key_Return)  # at once: the search has not even begun
        desk.opened(dossiers[1])
        assert "Trần Văn Đức" in desk.details()
        assert desk.page.step_back()


def test_numbers_are_masked_until_the_dossier_is_opened(open_page, dossiers):
    desk = open_page("tiepnhan")
    desk.type("tran duc")
    desk.qtbot.waitUntil(lambda: desk.applicants() == ["Trần Văn Đức"])
    desk.qtbot.waitUntil(lambda: desk.page._view_model.current is not None)
    desk.qtbot.waitUntil(lambda: "001••••••321" in desk.details())
    assert "001085054321" not in desk.details()
    assert "0987654321" not in desk.details()
    desk.press(Qt.Key.Key_Return)
    desk.opened(dossiers[1])
    assert "001085054321" in desk.details()
    assert "0987654321" in desk.details()


def test_arrow_keys_in_the_field_move_the_choice(open_page, dossiers):
    desk = open_page("tiepnhan")
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    desk.opened(dossiers[1])


def test_a_scanned_receipt_opens_its_dossier(open_page, dossiers):
    desk = open_page("tiepnhan")
    for text in (dossiers[0].alias, f"{dossiers[2].code};2026-11-25T17:00+07:00;H26.12"):
        assert desk.page.scanned(text)
        desk.opened(dossiers[0] if text == dossiers[0].alias else dossiers[2])
    assert not desk.page.scanned("xin chào")


def test_a_scanned_card_lists_the_citizens_dossiers(open_page, dossiers):
    desk = open_page("tiepnhan")
    card = "001190012345||Nguyễn Thị Hiếu|17051990|Nữ|12 Hàng Bài|01012022"
    assert desk.page.scanned(card)
    desk.qtbot.waitUntil(lambda: desk.applicants() == ["Nguyễn Thị Hiếu"])


def test_the_story_is_told_in_an_officers_words(open_page, counter, dossiers):
    desk = open_page("tiepnhan")
    desk.page.show_dossier(dossiers[0].id)
    desk.opened(dossiers[0])
    (line,) = desk.story()
    assert " — Nguyễn Thị An (tiếp nhận) tiếp nhận hồ sơ, hẹn trả " in line
    counter.paper.receipts.print(dossiers[0].id, PageSize.A5, officer(counter, "tiepnhan"))
    counter.paper.receipts.print(dossiers[0].id, PageSize.A5, officer(counter, "giamsat"))
    desk.page._view_model.choose(dossiers[0].id)
    desk.qtbot.waitUntil(lambda: len(desk.story()) == 3)
    assert desk.story()[0].endswith("Phạm Văn Dũng (giám sát) in lại lần 1: giấy tiếp nhận, khổ A5")


def test_printing_is_stored_first_and_the_second_paper_is_marked(
    open_page, counter, dossiers, tmp_path
):
    desk = open_page("tiepnhan")
    desk.page.show_dossier(dossiers[0].id)
    desk.opened(dossiers[0])
    printing = desk.page._dossier._papers.printing.flow
    sheets = []
    printing.print = sheets.append  # the printer's place: what would be sent
    for _time in range(2):
        desk.click("search.action.print")
        desk.settle()
    assert [(type(s), s.copy, s.alias) for s in sheets] == [
        (Sheet, 1, dossiers[0].alias),
        (Sheet, 2, dossiers[0].alias),
    ]
    assert sheets[0].content == sheets[1].content  # the stored bytes, both times
    assert len(counter.search.dossier(dossiers[0].id).printed) == 2
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    with desk.qtbot.waitSignal(printing.sent):
        printing.print_to(printer, sheets[1])
    assert len(pypdfium2.PdfDocument(str(tmp_path / "paper.pdf"))) == 1


def test_the_receipt_is_shown_and_saved_as_it_is_stored(open_page, counter, dossiers, tmp_path):
    desk = open_page("tiepnhan")
    desk.page.show_dossier(dossiers[0].id)
    desk.opened(dossiers[0])
    pane = desk.page._dossier
    desk.qtbot.waitUntil(lambda: pane._papers._view.page_count == 1)
    pane._papers.save_to(str(tmp_path / "r.pdf"))
    desk.settle()
    stored = counter.paper.receipts.show(dossiers[0].id, PageSize.A5)
    assert (tmp_path / "r.pdf").read_bytes() == stored.content
    assert "Đã lưu" in pane._message.text()
    pane._papers.save_to(str(tmp_path / "no such folder" / "r.pdf"))
    desk.settle()
    assert "Không ghi được" in pane._message.text()


def test_a_correction_gives_a_new_receipt_under_the_same_code(open_page, counter, dossiers):
    desk = open_page("tiepnhan")
    desk.page.show_dossier(dossiers[0].id)
    desk.opened(dossiers[0])
    old = desk.page._dossier._papers.content
    desk.click("search.action.correct")
    phone = desk.find(QLineEdit, "search.correct.applicant.phone")
    assert phone.text() == "0912345678"
    phone.clear()
    commit(phone, "0912 000 111")
    desk.click("search.correct.submit")
    assert (
        "lý do" in desk.page._dossier._beside.correct._message.text().lower()
    )  # nothing happened yet
    commit(desk.find(QLineEdit, "search.correct.reason"), "Ghi sai số điện thoại")
    desk.qtbot.keyClick(desk.find(QLineEdit, "search.correct.reason"), Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: "0912000111" in desk.details())
    desk.settle()
    after = counter.search.dossier(dossiers[0].id)
    assert (after.code, after.issue, after.reissue_reason) == (
        dossiers[0].code,
        2,
        "Ghi sai số điện thoại",
    )
    assert after.applicant == replace(HIEU, phone="0912000111")
    desk.qtbot.waitUntil(lambda: desk.page._dossier._papers.content not in (old, b""))
    assert "đính chính và cấp lại giấy tiếp nhận lần 1: Ghi sai số điện thoại" in (desk.story()[0])


def test_counts_of_papers_are_edited_in_the_correction_form_and_kept(open_page, counter):
    handed_in = (PaperRequest("Tờ khai"), PaperRequest("Giấy chứng sinh", 1, 0, 2))
    dossier = receive(counter, DUC, papers=handed_in)
    desk = open_page("tiepnhan")
    desk.page.show_dossier(dossier.id)
    desk.opened(dossier)
    desk.click("search.action.correct")
    copies = desk.find(QSpinBox, "search.correct.paper.1.photocopies")
    originals = desk.find(QSpinBox, "search.correct.paper.2.originals")
    copies.setFocus()
    copies.selectAll()
    desk.qtbot.keyClicks(copies, "12")
    desk.qtbot.keyClick(originals, Qt.Key.Key_Up)
    commit(desk.find(QLineEdit, "search.correct.reason"), "Đếm sai số bản")
    desk.click("search.correct.submit")
    desk.qtbot.waitUntil(lambda: counter.search.dossier(dossier.id).issue == 2)
    desk.settle()
    first, second = dossier.papers
    expected = (replace(first, photocopies=12), replace(second, originals=2))
    assert counter.search.dossier(dossier.id).papers == expected
    desk.click("search.action.correct")  # the next form begins with what was kept
    copies = desk.find(QSpinBox, "search.correct.paper.1.photocopies")
    assert copies.value() == 12


def test_a_correction_of_nothing_is_refused_in_place(open_page, counter, dossiers):
    desk = open_page("tiepnhan")
    desk.page.show_dossier(dossiers[2].id)
    desk.opened(dossiers[2])
    desk.click("search.action.correct")
    commit(desk.find(QLineEdit, "search.correct.reason"), "Không sai gì")
    desk.click("search.correct.submit")
    desk.settle()
    assert desk.page._dossier._beside.correct._message.text()
    assert counter.search.dossier(dossiers[2].id).issue == 1


def test_reception_may_not_void_and_is_told_who_may(open_page, dossiers):
    desk = open_page("tiepnhan")
    desk.page.show_dossier(dossiers[0].id)
    desk.opened(dossiers[0])
    closed = desk.find(QPushButton, "search.action.void")
    assert not closed.isEnabled()
    assert closed.accessibleDescription() == "chỉ dành cho vai trò giám sát"
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    desk.qtbot.keyClick(desk.page, Qt.Key.Key_H, keys)
    assert desk.page._dossier._message.text() == "Hủy hồ sơ: chỉ dành cho vai trò giám sát."


def test_voiding_needs_a_second_person_with_the_right_pin(open_page, counter, dossiers):
    desk = open_page("giamsat")
    desk.page.show_dossier(dossiers[1].id)
    desk.opened(dossiers[1])
    desk.click("search.action.void")
    commit(desk.find(QPlainTextEdit, "search.void.reason"), "Nhầm thủ tục")
    login, pin = (desk.find(QLineEdit, f"search.void.{name}") for name in ("login", "pin"))
    for who, secret in (("lanhdao", "000000"), ("giamsat", PIN), ("", PIN)):
        login.clear()
        pin.clear()
        commit(login, who)
        commit(pin, secret)
        desk.qtbot.keyClick(pin, Qt.Key.Key_Return)
        desk.settle()
        assert desk.page._dossier._beside.void._message.text(), (who, secret)
        assert counter.search.dossier(dossiers[1].id).lifecycle is Lifecycle.OPEN
    login.clear()
    pin.clear()
    commit(login, "lanhdao")
    commit(pin, PIN)
    desk.qtbot.keyClick(pin, Qt.Key.Key_Return)
    desk.qtbot.waitUntil(lambda: "Hồ sơ đã hủy" in desk.details())
    after = counter.search.dossier(dossiers[1].id)
    assert after.lifecycle is Lifecycle.VOID
    assert after.history[-1].kind == Kind.VOIDED
    assert after.seconded_by == str(officer(counter, "lanhdao").id)
    assert "cùng xác nhận: Lê Thị Chi" in desk.story()[0]
    assert not desk.find(QPushButton, "search.action.correct").isEnabled()
    desk.qtbot.waitUntil(lambda: desk.page._dossier._papers._view.page_count == 1)


def test_esc_leaves_the_form_then_the_dossier_then_the_text(open_page, dossiers):
    desk = open_page("tiepnhan")
    desk.type("hieu")
    desk.qtbot.waitUntil(lambda: len(desk.applicants()) == 2)
    desk.press(Qt.Key.Key_Return)
    desk.opened(dossiers[2])
    desk.click("search.action.correct")
    for is_open, text in ((True, "hieu"), (False, "hieu"), (False, "")):
        assert desk.page.step_back()
        assert desk.page._dossier.is_open is is_open
        assert desk.find(QLineEdit, "search.text").text() == text
    assert not desk.page.step_back()


def test_a_scan_during_a_correction_does_not_throw_the_form_away(open_page, dossiers):
    desk = open_page("tiepnhan")
    desk.page.show_dossier(dossiers[0].id)
    desk.opened(dossiers[0])
    desk.click("search.action.correct")
    assert desk.page.scanned(dossiers[1].alias)
    desk.settle()
    assert desk.page._view_model.current.dossier.id == dossiers[0].id
    assert desk.page._message.text()


def test_new_dossiers_appear_when_the_page_is_entered_again(open_page, counter, dossiers):
    desk = open_page("tiepnhan")
    receive(counter, replace(DUC, name="Phạm Thị Mới", id_number="001190077777"))
    desk.page.enter()
    desk.settle()
    assert desk.applicants()[0] == "Phạm Thị Mới"


def test_a_stray_key_does_not_throw_a_half_typed_correction_away(open_page, counter, dossiers):
    desk = open_page("tiepnhan")
    desk.page.show_dossier(dossiers[0].id)
    desk.opened(dossiers[0])
    desk.click("search.action.correct")
    name = desk.find(QLineEdit, "search.correct.applicant.name")
    name.end(False)
    commit(name, " Hoa")
    desk.qtbot.keyClick(name, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    desk.click("search.action.correct")
    desk.type("tran")
    desk.settle()
    assert desk.page._dossier.is_in_form
    assert name.text() == "Nguyễn Thị Hiếu Hoa"
    assert counter.search.dossier(dossiers[0].id).printed == ()


def test_tab_goes_from_the_field_through_the_list_to_the_dossier(open_page, dossiers):
    desk = open_page("tiepnhan")
    desk.type("tran duc")
    desk.qtbot.waitUntil(lambda: desk.applicants() == ["Trần Văn Đức"])
    desk.qtbot.waitUntil(lambda: desk.page._view_model.current is not None)
    desk.settle()
    order = ["search.text"]
    for _step in range(4):
        desk.qtbot.keyClick(desk.page.focusWidget(), Qt.Key.Key_Tab)
        order.append(desk.page.focusWidget().objectName())
    assert order == [
        "search.text",
        "search.results",
        "search.open",
        "search.details",
        "search.timeline",
    ]


def test_every_control_of_the_open_dossier_has_a_name_for_a_screen_reader(open_page, dossiers):
    desk = open_page("giamsat")
    desk.page.show_dossier(dossiers[0].id)
    desk.opened(dossiers[0])
    for form in ("correct", "void"):
        desk.click(f"search.action.{form}")
        reached = [
            widget
            for widget in desk.page.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        ]
        assert len(reached) > 8
        assert [w for w in reached if not w.accessibleName() and not _is_inside(w)] == []
        desk.page.step_back()


def _is_inside(widget):
    """A part of a control, such as the line inside a box of numbers."""
    return widget.objectName().startswith("qt_")


def test_a_shortcut_prints_what_is_chosen_in_the_list(open_page, counter, dossiers):
    desk = open_page("tiepnhan")
    desk.type("tran duc")
    desk.qtbot.waitUntil(lambda: desk.page._view_model.current is not None)
    desk.qtbot.waitUntil(lambda: "Trần Văn Đức" in desk.details())
    sheets = []
    desk.page._dossier._papers.printing.flow.print = sheets.append
    desk.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    desk.qtbot.waitUntil(lambda: sheets != [])
    assert sheets[0].alias == dossiers[1].alias
    assert len(counter.search.dossier(dossiers[1].id).printed) == 1
