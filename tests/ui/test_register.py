"""The register of a period in the real window: made, looked at, printed, refused, stopped."""

from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from counter_app.i18n import use_language
from counter_app.services.forms import registering
from printing.raster import page_texts
from tests.ui.window import open_window
from ui.preferences import Preferences
from ui.widgets.printer_memory import LARGE

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Gate:
    """The desk's questions; whoever reads a dossier for the register waits here."""

    def __init__(self, questions):
        self._questions = questions
        self.reached, self.opened = Event(), Event()
        self.read = 0

    def __getattr__(self, name):
        return getattr(self._questions, name)

    def dossier(self, dossier):
        self.reached.set()
        assert self.opened.wait(20)
        self.read += 1
        return self._questions.dossier(dossier)


class Hands:
    """An officer at the register of the search page."""

    def __init__(self, window):
        self.window = window

    def open(self, login="giamsat"):
        self.window.sign_in(login)
        self.press(Qt.Key.Key_F3)
        self.press(Qt.Key.Key_B, CTRL)

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.window.press(key, modifier)

    def ask_for(self, first, last):
        for name, text in (("register.from", first), ("register.to", last)):
            self.window.widget(name).setFocus()
            self.press(Qt.Key.Key_A, CTRL)
            self.window.type(text)
        self.press(Qt.Key.Key_Return)

    def make(self, first="1/11/2026", last="30/11/2026"):
        self.ask_for(first, last)
        self.window.settle()

    def said(self):
        message = self.window.main.page.findChild(type(self.pane._message), "register.message")
        return message.text()

    @property
    def pane(self):
        return self.window.main.page._whole.shown

    def can_print(self):
        names = ("register.print", "register.printer", "register.save")
        return {self.window.widget(name).isEnabled() for name in names}


@pytest.fixture
def opened(qtbot, desk):
    """A window on a desk with three dossiers; the register waits at no gate."""
    for _ in range(3):
        desk.receive()
    gate = Gate(desk.counter.questions)
    gate.opened.set()
    slow = replace(desk.counter.paper.make_register, questions=gate)
    counter = replace(desk.counter, paper=replace(desk.counter.paper, make_register=slow))
    window = open_window(qtbot, desk.folder, open_counter=lambda _folder: counter)
    yield Hands(window), gate
    gate.opened.set()
    window.workers.shutdown()
    use_language("vi")


@pytest.fixture
def hands(opened):
    return opened[0]


def test_a_months_register_is_made_seen_and_printed_without_a_mouse(hands, qtbot):
    hands.open()
    assert hands.window.focused() == "register.from"
    assert hands.window.widget("register.from").text() == "01/11/2026"
    assert hands.window.widget("register.to").text() == "16/11/2026"
    assert hands.can_print() == {False}
    hands.press(Qt.Key.Key_Return)
    hands.window.settle()
    assert hands.said() == "Đã lập sổ: 3 hồ sơ."
    qtbot.waitUntil(lambda: hands.window.widget("register.preview").page_count == 1)
    sheets, asked = [], []
    hands.pane._printing.flow.print = sheets.append
    hands.pane._printing.flow.choose_printer = asked.append
    hands.press(Qt.Key.Key_P, CTRL)
    hands.press(Qt.Key.Key_P, CTRL | SHIFT)
    (sheet,) = sheets
    assert asked == sheets
    assert (sheet.alias, sheet.has_qr, sheet.copy, sheet.purpose) == ("", False, 1, LARGE)
    assert "Tổng cộng: 3 hồ sơ" in "".join(page_texts(sheet.content))


def test_it_is_printed_as_it_lies(hands, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    hands.open()
    hands.make()
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    flow = hands.pane._printing.flow
    flow.print = lambda sheet: flow.print_to(printer, sheet)
    hands.press(Qt.Key.Key_P, CTRL)
    hands.window.qtbot.waitUntil(lambda: hands.said() == "Đã ghi 1 trang ra tệp.")
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        ("17/11/2026", "16/11/2026", "Ngày cuối 16/11/2026 đứng trước ngày đầu 17/11/2026."),
        ("1/1/2020", "16/11/2026", "dài quá một năm"),
        ("1/12/9999", "31/12/9999", "Kiểm tra lại năm"),
        ("1/1/2010", "31/1/2010", "Chưa có mẫu “Sổ theo dõi hồ sơ”"),
    ],
)
def test_a_period_that_cannot_be_is_refused_in_a_sentence(hands, first, last, sentence):
    hands.open()
    hands.make()
    hands.make(first, last)
    assert sentence in hands.said()
    assert hands.can_print() == {False}
    assert hands.window.widget("register.make").isEnabled()


def test_too_many_dossiers_for_one_book_are_refused(hands, monkeypatch):
    monkeypatch.setattr(registering, "MOST", 2)
    hands.open()
    hands.make()
    assert "hơn 2 hồ sơ" in hands.said()
    assert hands.can_print() == {False}


def test_a_day_nobody_can_read_is_asked_for_again(hands):
    hands.open()
    hands.make("1/11/2026", "31/11/2026")
    assert hands.window.focused() == "register.to"
    assert hands.pane._fields[1].complaint == "Ghi ngày như 05/12/2026."
    assert hands.pane._fields[0].complaint == ""
    hands.make()
    assert hands.pane._fields[1].complaint == ""
    assert hands.said() == "Đã lập sổ: 3 hồ sơ."


def test_days_without_dossiers_make_an_empty_register(hands):
    hands.open()
    hands.make("1/10/2026", "31/10/2026")
    assert "Không có hồ sơ nào" in hands.said()
    assert hands.can_print() == {True}


def test_while_it_is_made_it_tells_how_far_it_is_and_esc_stops_it(opened, qtbot):
    hands, gate = opened
    hands.open()
    gate.opened.clear()
    hands.ask_for("1/11/2026", "30/11/2026")
    assert gate.reached.wait(10)
    assert hands.window.is_shown("register.progress")
    assert "0 %" in hands.pane._under_way.text()
    assert not hands.window.widget("register.make").isEnabled()
    hands.press(Qt.Key.Key_Escape)
    gate.opened.set()
    qtbot.waitUntil(lambda: hands.said() == "Đã dừng; chưa lập sổ nào.")
    assert gate.read == 1
    assert not hands.window.is_shown("register.progress")
    assert hands.can_print() == {False}
    hands.press(Qt.Key.Key_Return)
    hands.window.settle()
    assert hands.said() == "Đã lập sổ: 3 hồ sơ."


def test_the_button_stops_it_too(opened, qtbot):
    hands, gate = opened
    hands.open()
    gate.opened.clear()
    hands.ask_for("1/11/2026", "30/11/2026")
    assert gate.reached.wait(10)
    hands.window.widget("register.stop").setFocus()
    hands.press(Qt.Key.Key_Space)
    gate.opened.set()
    qtbot.waitUntil(lambda: hands.said() == "Đã dừng; chưa lập sổ nào.")
    assert hands.window.focused() == "register.make"


def test_meanwhile_the_desk_works_and_the_register_is_there_afterwards(opened, qtbot):
    hands, gate = opened
    hands.open()
    gate.opened.clear()
    hands.ask_for("1/11/2026", "30/11/2026")
    assert gate.reached.wait(10)
    hands.press(Qt.Key.Key_F, CTRL)
    assert hands.window.focused() == "search.text"
    hands.window.type("hieu")
    results = hands.window.widget("search.results")
    qtbot.waitUntil(lambda: results.model().rowCount() == 3)
    gate.opened.set()
    hands.window.settle()
    hands.press(Qt.Key.Key_B, CTRL)
    assert hands.said() == "Đã lập sổ: 3 hồ sơ."


def test_whoever_signs_out_wants_it_no_more(opened, qtbot):
    hands, gate = opened
    hands.open()
    gate.opened.clear()
    hands.ask_for("1/11/2026", "30/11/2026")
    assert gate.reached.wait(10)
    hands.press(Qt.Key.Key_L, CTRL)
    main = hands.window.main
    with qtbot.waitSignal(main.destroyed):
        hands.window.wait_for("signin.login").setText("xuly")
        hands.window.widget("signin.pin").setText("123456")
        hands.window.widget("signin.submit").click()
    gate.opened.set()
    qtbot.waitUntil(hands.window.workers.desk.is_idle)
    assert gate.read == 1


def test_esc_goes_back_and_a_scanned_receipt_opens_its_dossier(hands, desk):
    dossier = desk.receive()
    hands.open()
    hands.press(Qt.Key.Key_Escape)
    assert hands.window.focused() == "search.text"
    hands.press(Qt.Key.Key_B, CTRL)
    hands.window.main.take_scan(dossier.alias)
    hands.window.settle()
    assert hands.window.is_shown("search.details")
    assert not hands.window.is_shown("register.from")


def test_its_keys_do_nothing_to_the_dossier_that_is_open_behind_it(hands, desk):
    dossier = desk.receive()
    hands.open("tiepnhan")
    hands.window.main.open_dossier(dossier.id)
    hands.window.settle()
    hands.press(Qt.Key.Key_B, CTRL)
    assert hands.window.focused() == "register.from"
    hands.press(Qt.Key.Key_P, CTRL)
    hands.press(Qt.Key.Key_E, CTRL)
    hands.window.settle()
    assert desk.dossier(dossier).printed == ()
    assert hands.window.focused() == "register.from"


def test_it_is_kept_as_a_file_where_the_officer_wants(hands, tmp_path):
    hands.open()
    hands.make()
    hands.pane._file.chosen.emit(str(tmp_path / "so.pdf"))
    hands.window.settle()
    assert hands.said() == "Đã lưu tệp PDF."
    assert "Tổng cộng: 3 hồ sơ" in "".join(page_texts((tmp_path / "so.pdf").read_bytes()))
    hands.pane._file.chosen.emit(str(tmp_path / "away" / "so.pdf"))
    hands.window.settle()
    assert "Không ghi được tệp" in hands.said()


@pytest.mark.parametrize("login", ["tiepnhan", "xuly", "lanhdao", "kiemsoat", "quantri"])
def test_whoever_may_print_it_by_command_finds_it_in_the_window(hands, login):
    hands.open(login)
    hands.make()
    assert hands.said() == "Đã lập sổ: 3 hồ sơ."


def test_tab_walks_from_the_days_over_the_buttons_to_the_preview(hands):
    hands.open()
    hands.make()
    names = [hands.window.focused()]
    while names[-1] != "register.preview" and len(names) < 12:
        hands.press(Qt.Key.Key_Tab)
        names.append(hands.window.focused())
    buttons = [f"register.{name}" for name in ("make", "print", "printer", "save")]
    assert names == ["register.to", *buttons, "register.preview"]


def test_its_keys_are_told_by_f1(hands):
    hands.open()
    assert ("Ctrl+P", "In sổ đang xem") in hands.window.main.page.shortcuts()
    hands.press(Qt.Key.Key_Escape)
    assert ("Ctrl+B", "Lập, in sổ theo dõi hồ sơ") in hands.window.main.page.shortcuts()


def test_in_english(qtbot, desk):
    window = open_window(
        qtbot, desk.folder, Preferences(language="en"), lambda _folder: desk.counter
    )
    hands = Hands(window)
    try:
        hands.open()
        hands.make("2/11/2026", "1/11/2026")
        assert hands.said() == (
            "The last day, 01/11/2026, stands before the first, 02/11/2026. Correct one of them."
        )
        words = {label.text() for label in hands.pane.findChildren(QLabel)}
        assert {"Received from", "Up to and including"} <= words
    finally:
        window.workers.shutdown()
        use_language("vi")
