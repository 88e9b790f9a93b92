"""The card of a dossier's files, by keyboard, by dropping and by pasting; on a real desk."""

import os
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QListWidget, QPushButton, QWidget

from counter_app.services.attaching import attached
from counter_app.settings import Settings
from tests import scans
from ui.attachments.offers import offers_of
from ui.attachments.scan_folder import ScanFolder
from ui.attachments.widget import AttachmentsPanel
from ui.tasks import TaskRunner
from ui.theme import Theme

NO_KEYS = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class Hands:
    """What an officer does and sees."""

    def __init__(self, qtbot, desk, login="tiepnhan", before=None):
        self.qtbot, self.desk = qtbot, desk
        self.dossier = desk.receive()
        self.tasks = TaskRunner()
        self.panel = AttachmentsPanel(desk.counter, desk.officer(login), self.tasks)
        self.files = self.panel.files
        qtbot.addWidget(self.panel)
        self.panel.resize(440, 620)
        self.panel.show_dossier(self.dossier)
        if before is not None:
            before(self)
        with qtbot.waitActive(self.panel):
            self.panel.show()
            self.panel.activateWindow()
        self.settle()

    def settle(self):
        runners = (self.tasks, self.files)
        self.qtbot.waitUntil(
            lambda: not self.panel.is_busy and all(r.is_idle() for r in runners), timeout=20_000
        )

    def end(self):
        self.panel.hide()
        for runner in (self.tasks, self.files):
            runner.shutdown()

    def find(self, kind, name):
        found = self.panel.findChild(kind, f"attachments.{name}")
        assert found is not None, name
        return found

    def press(self, key, modifier=NO_KEYS):
        QTest.keyClick(QGuiApplication.focusObject() or self.panel, key, modifier)

    def drop(self, data):
        middle = self.panel.rect().center()
        action, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
        entering = QDragEnterEvent(middle, action, data, buttons, NO_KEYS)
        QGuiApplication.sendEvent(self.panel, entering)
        if entering.isAccepted():
            dropping = QDropEvent(QPointF(middle), action, data, buttons, NO_KEYS)
            QGuiApplication.sendEvent(self.panel, dropping)
        return entering.isAccepted()

    def drop_files(self, *files):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
        assert self.drop(data)
        self.settle()

    def names(self):
        shown = self.find(QListWidget, "list")
        return [shown.item(row).text().splitlines()[0] for row in range(shown.count())]

    def stored(self):
        return attached(self.desk.dossier(self.dossier))

    def message(self):
        return self.panel.parts.message.text()


@pytest.fixture
def hands(qtbot, desk):
    made = Hands(qtbot, desk)
    yield made
    made.end()


@pytest.fixture
def scan(tmp_path):
    file = tmp_path / "Tờ khai.pdf"
    file.write_bytes(scans.pdf(2))
    return file


def test_a_dropped_file_is_attached_as_what_is_chosen(hands, scan):
    paper, copy, source = (hands.find(QComboBox, n) for n in ("component", "copy", "source"))
    paper.setCurrentIndex(paper.findData("tp2"))
    copy.setCurrentIndex(1)
    source.setCurrentIndex(0)
    hands.drop_files(scan)
    (one,) = hands.stored()
    assert (one.component, one.copy, one.source) == ("tp2", "certified", "scanned")
    assert hands.names() == ["Tờ khai.pdf"]
    assert paper.itemText(paper.currentIndex()) in hands.find(QListWidget, "list").item(0).text()
    assert hands.panel.parts.list.has_picture(one.sha256)


def test_the_first_paper_is_proposed_until_another_is_chosen(hands, scan):
    paper = hands.find(QComboBox, "component")
    assert paper.currentData() == "tp1"
    paper.setFocus()
    hands.press(Qt.Key.Key_Down)
    assert paper.currentData() == "tp2"
    hands.drop_files(scan)
    assert [one.component for one in hands.stored()] == ["tp2"]
    hands.panel.show_dossier(hands.desk.receive())
    hands.settle()
    assert paper.currentData() == "tp1"


def test_a_file_that_comes_before_the_papers_are_known_waits_for_them(qtbot, desk, scan):
    hands = Hands(qtbot, desk, before=lambda hands: hands.panel.offer(offers_of([scan])))
    try:
        qtbot.waitUntil(lambda: len(hands.stored()) == 1, timeout=10_000)
        assert hands.stored()[0].component == "tp1"
    finally:
        hands.settle()
        hands.end()


def test_a_result_and_another_document_belong_to_no_component(hands, tmp_path):
    paper = hands.find(QComboBox, "component")
    for number, place in enumerate((paper.count() - 1, paper.count() - 2)):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(scans.pdf(text=str(number)))
        paper.setCurrentIndex(place)
        hands.drop_files(file)
    assert [(one.purpose, one.component) for one in hands.stored()] == [
        ("result", ""),
        ("document", ""),
    ]


def test_several_files_go_one_after_another_and_the_refused_are_named(hands, tmp_path):
    contents = {"a.pdf": scans.pdf(1), "b.pdf": scans.ELF, "c.png": scans.image(), "d.pdf": b"",
                "e.pdf": b"", "f.pdf": b""}  # fmt: skip
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    hands.drop_files(*(tmp_path / name for name in contents))
    assert hands.names() == ["a.pdf", "c.png"]
    assert "b.pdf: Tệp này là chương trình" in hands.message()
    assert "d.pdf: Tệp trống" in hands.message()
    assert "e.pdf" not in hands.message()
    assert "2 tệp khác" in hands.message()


def test_a_picture_is_pasted_by_keyboard(hands):
    picture = QImage(300, 200, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(picture)
    hands.panel.focus_first()
    hands.press(Qt.Key.Key_V, CONTROL)
    hands.settle()
    (one,) = hands.stored()
    assert (one.media, one.name) == ("image/png", "Ảnh dán.png")


def test_a_file_is_pasted_and_the_same_again_is_refused_politely(hands, scan):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(scan))])
    QGuiApplication.clipboard().setMimeData(data)
    for _time in range(2):
        hands.panel.focus_first()
        hands.press(Qt.Key.Key_V, CONTROL)
        hands.settle()
    assert len(hands.stored()) == 1
    assert "đã được đính kèm" in hands.message()


def test_text_on_the_clipboard_is_nothing_to_attach(hands):
    QGuiApplication.clipboard().setText("chữ")
    hands.panel.focus_first()
    hands.press(Qt.Key.Key_V, CONTROL)
    assert "không có ảnh hoặc tệp" in hands.message()
    data = QMimeData()
    data.setText("chữ")
    assert not hands.drop(data)


def test_files_are_chosen_in_the_dialogue_the_keyboard_opens(hands, scan, monkeypatch):
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: None)
    hands.panel.focus_first()
    hands.press(Qt.Key.Key_O, CONTROL)
    dialog = hands.panel.findChild(QFileDialog)
    dialog.filesSelected.emit([str(scan)])
    hands.settle()
    assert hands.names() == ["Tờ khai.pdf"]


def test_a_file_is_looked_at_and_left_by_keyboard(hands, tmp_path):
    file = tmp_path / "a.tif"
    file.write_bytes(scans.tiff(3))
    hands.drop_files(file)
    hands.panel.focus_first()
    hands.press(Qt.Key.Key_Return)
    pages = hands.panel.findChild(QWidget, "attachments.pages")
    hands.qtbot.waitUntil(lambda: pages.page_count == 3 and pages.is_drawn)
    assert pages.hasFocus()
    assert hands.panel.step_back()
    assert hands.find(QListWidget, "list").hasFocus()
    assert not hands.panel.step_back()


def test_a_file_is_taken_back_with_a_reason_by_keyboard(hands, scan):
    hands.drop_files(scan)
    hands.panel.focus_first()
    hands.press(Qt.Key.Key_Delete)
    reason = hands.find(QLineEdit, "reason")
    assert reason.hasFocus()
    hands.press(Qt.Key.Key_Return)
    assert "lý do" in hands.message()
    assert len(hands.stored()) == 1
    QTest.keyClicks(reason, "nham tep")
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert hands.stored() == ()
    assert hands.names() == []
    assert not reason.isVisible()
    assert hands.find(QPushButton, "add").hasFocus()


def test_escape_keeps_the_file(hands, scan):
    hands.drop_files(scan)
    hands.panel.focus_first()
    hands.press(Qt.Key.Key_Delete)
    assert hands.panel.step_back()
    assert not hands.find(QLineEdit, "reason").isVisible()
    assert hands.find(QListWidget, "list").hasFocus()


def test_what_waits_can_be_stopped(qtbot, hands, tmp_path):
    files = []
    for number in range(4):
        files.append(tmp_path / f"{number}.pdf")
        files[-1].write_bytes(scans.pdf(text=str(number)))
    gate = Event()
    hands.files.start(gate.wait)  # a slow one before them
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    hands.drop(data)
    cancel = hands.find(QPushButton, "cancel")
    assert cancel.isVisible()
    assert "1/4" in hands.panel.parts._under_way.text()
    cancel.click()
    gate.set()
    hands.settle()
    assert hands.stored() == ()
    assert hands.message() == ""
    assert not cancel.isVisible()


def test_another_dossiers_files_are_not_shown(hands, scan):
    hands.drop_files(scan)
    other = hands.desk.receive()
    hands.panel.show_dossier(other)
    hands.settle()
    assert hands.names() == []
    hands.panel.show_dossier(hands.desk.dossier(hands.dossier))
    assert hands.names() == ["Tờ khai.pdf"]


def test_a_damaged_file_says_so_where_it_is_opened(hands, scan):
    hands.drop_files(scan)
    (one,) = hands.stored()
    (hands.desk.folder / "attachments" / one.sha256).unlink()
    hands.panel.focus_first()
    hands.press(Qt.Key.Key_Return)
    hands.settle()
    assert hands.message() != ""


def test_a_scan_is_offered_and_attached_only_when_wanted(qtbot, desk, tmp_path):
    folder = tmp_path / "scanner"
    folder.mkdir()
    Settings(scan_folder=str(folder)).save(desk.folder)
    hands = Hands(qtbot, desk)
    try:
        (folder / "quet 1.pdf").write_bytes(scans.pdf())
        offered = hands.panel.parts.scan
        qtbot.waitUntil(lambda: "quet 1.pdf" in offered.text(), timeout=10_000)
        assert hands.stored() == ()
        hands.panel.focus_first()
        hands.press(Qt.Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: hands.names() == ["quet 1.pdf"], timeout=10_000)
        assert offered.text() == ""
    finally:
        hands.end()


def test_scans_that_come_together_are_offered_one_after_another(qtbot, desk, tmp_path):
    folder = tmp_path / "scanner"
    folder.mkdir()
    Settings(scan_folder=str(folder)).save(desk.folder)
    hands = Hands(qtbot, desk)
    offered = hands.panel.parts.scan
    for number in (1, 2):
        (folder / f"quet {number}.pdf").write_bytes(scans.pdf(text=str(number)))
    qtbot.waitUntil(lambda: "còn 1 tệp nữa" in offered.text(), timeout=10_000)
    hands.panel.focus_first()
    for left in (1, 0):
        hands.press(Qt.Key.Key_Return, CONTROL)
        assert bool(offered.text()) == bool(left)
        hands.settle()
    assert sorted(hands.names()) == ["quet 1.pdf", "quet 2.pdf"]
    hands.end()


def test_a_scan_that_still_grows_is_not_offered(qtbot, tmp_path):
    tasks, told = TaskRunner(), []
    folder = ScanFolder(tasks)
    folder.offered.connect(told.append)
    growing, hidden = tmp_path / "growing.pdf", tmp_path / ".part"
    hidden.write_bytes(b"x")
    old = tmp_path / "old.pdf"
    old.write_bytes(b"x")
    os.utime(old, (0, 0))
    growing.write_bytes(b"x")
    folder.watch(tmp_path)
    for _turn in range(6):  # one and a half times as long as standing still takes
        with growing.open("ab") as file:
            file.write(b"more")
        qtbot.wait(250)
        assert told == []
    qtbot.waitUntil(lambda: told == [growing], timeout=10_000)
    qtbot.wait(700)
    assert told == [growing]
    folder.stop()
    tasks.shutdown()


def test_every_control_is_reached_by_tab_and_has_a_name(hands, scan):
    hands.drop_files(scan)
    hands.find(QPushButton, "add").setFocus()
    reached = []
    for _press in range(8):
        focus = QGuiApplication.focusObject()
        reached.append(focus.objectName().removeprefix("attachments."))
        assert focus.accessibleName()
        hands.press(Qt.Key.Key_Tab)
    assert reached[:7] == ["add", "leave", "component", "copy", "source", "list", "view"]


@pytest.fixture
def large(qapp):
    theme = Theme(qapp)
    theme.show("light", 150)
    yield
    theme.show("light", 100)
    theme.deleteLater()


def is_whole(part):
    return part.visibleRegion().boundingRect() == part.rect()


def test_with_large_letters_nothing_of_the_card_is_out_of_reach(qtbot, desk, large, tmp_path):
    at = Hands(qtbot, desk, before=lambda hands: hands.panel.resize(464, 421))
    words = at.panel.parts._empty
    assert words.visibleRegion().boundingRect().height() >= words.heightForWidth(words.width())
    file = tmp_path / "Tờ khai.pdf"
    file.write_bytes(scans.pdf(1))
    at.panel.offer(offers_of([file]))
    at.settle()
    for name in ("view", "remove"):
        part = at.find(QPushButton, name)
        for _tab in range(20):
            if part.hasFocus():
                break
            at.press(Qt.Key.Key_Tab)
        assert part.hasFocus()
        qtbot.waitUntil(lambda part=part: is_whole(part))
    at.end()
