"""An officer opens a dossier, attaches what lies on the clipboard, and goes back: by keyboard."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QListView

from counter_app.services.attaching import attached
from tests import scans
from tests.ui.window import open_window

pytestmark = pytest.mark.journey
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qtbot, desk):
    dossier = desk.receive()
    window = open_window(qtbot, desk.folder, open_counter=lambda folder: desk.counter)
    yield window, dossier
    window.shell.close()
    window.workers.shutdown()


def test_files_are_attached_to_the_open_dossier_and_told_in_its_story(
    window, desk, tmp_path, qtbot
):
    window, dossier = window
    window.sign_in("xuly")
    window.main.open_dossier(dossier.id)
    window.wait_for("search.receipt")
    window.settle()
    window.press(Qt.Key.Key_D, CONTROL)
    window.wait_for("attachments.add")
    files = [tmp_path / "Tờ khai.pdf", tmp_path / "Giấy chứng sinh.jpg"]
    for file, content in zip(files, (scans.pdf(2), scans.photograph(6)), strict=True):
        file.write_bytes(content)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    QGuiApplication.clipboard().setMimeData(data)
    window.press(Qt.Key.Key_V, CONTROL)
    qtbot.waitUntil(lambda: window.widget("attachments.list").count() == 2, timeout=20_000)
    assert [one.name for one in attached(desk.dossier(dossier))] == [file.name for file in files]
    story = window.widget("search.timeline", QListView).model()
    qtbot.waitUntil(lambda: story.rowCount() == 3, timeout=20_000)
    window.press(Qt.Key.Key_Escape)
    window.wait_for("search.receipt")
    assert not window.is_shown("attachments.list")
