"""A whole office at one desk: officers with a keyboard and a scanner, and the command line beside."""

import json
from contextlib import suppress
from dataclasses import replace

import pypdfium2
import zxingcpp
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QTableView, QWidget

from counter_app.bootstrap import counter_of, open_store
from counter_app.cli.app import run
from tests.fakes import PlainPins, SettableClock
from tests.make import MONDAY
from tests.papers import words
from tests.sample_desk import create
from tests.ui.window import open_window
from ui.widgets.printer_memory import PrinterMemory

CARD = "001190012345||Nguyễn Thị Hiếu|17051990|Nữ|Số 3 Lạc Long Quân, Tây Hồ, Hà Nội|10052021"
OTHER_CARD = "001085054321||Trần Văn Đức|30011985|Nam|12 Hàng Bài, Hoàn Kiếm, Hà Nội|10052021"
_PIN = "123456"
_KEYS = {"\r": Qt.Key.Key_Return, " ": Qt.Key.Key_Space}
_MOST_TABS = 60
_SCANNER_MS, _BETWEEN_SCANS_MS = 5, 1000  # from key to key


class Office:
    """One window, used by one officer after another without a mouse."""

    def __init__(self, counter, clock, qtbot, capsys):
        self.counter, self.clock = counter, clock
        self.qtbot, self._capsys = qtbot, capsys
        self.folder = counter.folder
        self.window = open_window(qtbot, self.folder, open_counter=lambda _folder: counter)
        self.is_open = True
        self._scanned_at = 0

    @classmethod
    def on_sample(cls, qtbot, folder, capsys):
        """On a new sample desk, on Monday 16 November 2026 at nine."""
        create(folder)
        clock = SettableClock(MONDAY)
        counter = counter_of(open_store(folder), folder, clock)
        counter = replace(counter, sign_in=replace(counter.sign_in, hasher=PlainPins()))
        return cls(counter, clock, qtbot, capsys)

    def close(self):
        if self.is_open:
            self.is_open = False
            self.settle()
            self.window.shell.close()
            self.window.workers.shutdown()

    # hands

    def come_forward(self):
        """Another desk's officer goes on: what is typed reaches this window."""
        shell = self.window.shell
        shell.raise_()
        shell.activateWindow()
        self.qtbot.waitUntil(shell.isActiveWindow)

    def sign_in(self, login):
        """By keyboard; whoever was signed in is locked out first."""
        if self.window.main is not None:
            self.ctrl(Qt.Key.Key_L)
        self.window.wait_for("signin.login")
        if self.focused() == "signin.pin":  # the last login stands there
            self.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        self.ctrl(Qt.Key.Key_A)
        self.type(f"{login}\r{_PIN}\r")
        shell = self.window.shell
        self.qtbot.waitUntil(lambda: shell.main is not None and shell.screen_shown is shell.main)
        self.settle()

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """Through the window, as the system delivers it."""
        QTest.keyClick(self.window.shell.windowHandle(), key, modifier)

    def ctrl(self, key):
        self.press(key, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def alt(self, key):
        self.press(key, Qt.KeyboardModifier.AltModifier)
        self.settle()

    def enter(self):
        """Ctrl+Enter: what was filled in is done."""
        self.ctrl(Qt.Key.Key_Return)

    def go(self, key, first):
        """To another page; the focus is where its work begins."""
        self.press(key)
        self.settle()
        assert self.focused() == first

    def type(self, text):
        """Letters of any language to whatever has the focus."""
        for letter in text:
            _send(letter)

    def scan(self, text):
        """A scanner's burst, with the system's times of the keys: this process may be held up."""
        self._scanned_at += _BETWEEN_SCANS_MS
        for letter in text + "\r":
            self._scanned_at += _SCANNER_MS
            _send(letter, self._scanned_at)
        self.settle()

    def tab_to(self, name):
        """Tab until ``name`` has the focus: nothing may be out of the keyboard's reach."""
        for _tab in range(_MOST_TABS):
            if self.focused() == name:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never reaches {name}")

    def fill(self, name, text):
        """Type ``text`` over what ``name`` holds."""
        self.tab_to(name)
        self.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self.type(text)

    def settle(self):
        """Until nothing is under way."""
        self.window.settle()
        self.qtbot.waitUntil(self.window.workers.desk.is_idle)

    # eyes

    def focused(self):
        return self.window.focused()

    def part(self, name, kind=QWidget):
        return self.window.widget(name, kind)

    def sees(self, name):
        return self.window.is_shown(name)

    def reads(self, name=""):
        """Every word on the page, or in a part of it."""
        part = self.part(name) if name else self.window.main
        labels = [part] if isinstance(part, QLabel) else part.findChildren(QLabel)
        shown = (label.text().replace("\u200b", "") for label in labels if label.isVisible())
        return " ".join(" ".join(shown).replace("\u00a0", " ").split())

    def waits_for(self, text, name=""):
        """Until ``text`` can be read."""
        with suppress(self.qtbot.TimeoutError):
            self.qtbot.waitUntil(lambda: text in self.reads(name), timeout=5_000)
        assert text in self.reads(name)

    def rows(self, name):
        """How many rows the table ``name`` has."""
        return self.part(name, QTableView).model().rowCount()

    def row(self, name, number):
        """The words of one row of the table ``name``."""
        model = self.part(name, QTableView).model()
        columns = range(model.columnCount())
        return [str(model.index(number, column).data()) for column in columns]

    def story(self):
        """The open dossier's history, newest first."""
        model = self.part("search.timeline", QListView).model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    @staticmethod
    def words(file):
        """What stands on a paper."""
        return words(file)

    # what everybody else learns

    def command(self, *arguments):
        """The answer of ``counter-app … --json``, asked beside the open window."""
        self._capsys.readouterr()
        status = run(["--data", str(self.folder), *arguments, "--json"])
        said = self._capsys.readouterr()
        assert status == 0, said.err
        return json.loads(said.out)

    def show(self, code):
        """What ``show CODE --json`` answers."""
        return self.command("show", code)

    def form(self, kind, code):
        """What stands on the form that ``form KIND CODE`` writes."""
        file = self.folder.parent / f"{kind}.pdf"
        answer = self.command("form", kind, code, "--out", str(file))
        assert answer["form"] == kind
        return words(file)

    # what officers do every day

    def receive(self, *words, card=CARD):
        """Accept a visit of the citizen with the card; the dossier's code."""
        self.scan(card)
        for word in words:
            self.type(word + "\r")
        self.settle()
        self.ctrl(Qt.Key.Key_T)
        self.enter()
        code = self.window.wait_for("intake.code").text()
        self.qtbot.waitUntil(lambda: self.part("intake.receipt").page_count == 1)
        self.settle()
        assert self.focused() == "intake.scan"
        return code

    def open(self, code):
        """Scan a receipt; its dossier is open with everything that may be done."""
        self.scan(self.show(code)["alias"])
        self.window.wait_for("search.receipt")
        self.waits_for(code)
        self.settle()

    def begin(self, act, key, modifier=Qt.KeyboardModifier.AltModifier):
        """Press an act's key; its form has the focus."""
        self.press(key, modifier)
        self.settle()
        assert self.sees(f"work.form.{act}"), self.reads()
        assert self.focused().startswith("work.form.")


def _send(letter, stamp=0):
    key = _KEYS.get(letter) or Qt.Key.Key_unknown
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
        event.setTimestamp(stamp)
        QApplication.sendEvent(QApplication.focusWidget(), event)


class Paper:
    """A printer that writes files; what came out is there to be looked at."""

    name = "Máy in thử"

    def __init__(self, folder, out, monkeypatch):
        self.folder, self._out = folder, out
        self.files = []
        monkeypatch.setattr("ui.widgets.paper_painting.printer_named", self._printer)

    def remember(self, *purposes):
        """This desk prints such papers here."""
        for purpose in purposes:
            PrinterMemory(self.folder).save(purpose, self.name)

    def codes(self, number):
        """The codes on the paper that came out as ``number``, read by a camera."""
        document = pypdfium2.PdfDocument(self.files[number - 1])
        try:
            picture = document[0].render(scale=300 / 72, grayscale=True).to_pil()
        finally:
            document.close()
        return " ".join(code.text for code in zxingcpp.read_barcodes(picture))

    def _printer(self, _name):
        file = self._out / f"{len(self.files) + 1}.pdf"
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(file))
        self.files.append(file)
        return printer
