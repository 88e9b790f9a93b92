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


def test_the_papers_just_received_are_digitised_one_key_later(office, tmp_path):
    office.sign_in("tiepnhan")
    code = office.receive("giám hộ")
    assert office.focused() == "intake.scan"
    office.ctrl(Qt.Key.Key_U)
    assert code in office.reads("page.search")
    file = tmp_path / "Tờ khai.pdf"
    file.write_bytes(scans.pdf(2))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    QGuiApplication.clipboard().setMimeData(data)
    office.ctrl(Qt.Key.Key_V)
    office.qtbot.waitUntil(lambda: office.part("attachments.list").count() == 1, timeout=20_000)
    (kept,) = office.show(code)["attachments"]
    assert kept["name"] == "Tờ khai.pdf"


def test_where_the_page_has_no_use_for_them_a_line_keeps_its_editing_keys(office):
    office.sign_in("tiepnhan")
    office.go(Qt.Key.Key_F5, "handover.code")
    office.type("H26")
    office.ctrl(Qt.Key.Key_U)
    assert office.part("handover.code").text() == ""


def test_a_dossier_is_corrected_by_its_key_also_from_the_line_that_searches(office):
    office.sign_in("tiepnhan")
    office.open(office.receive("giám hộ"))
    office.ctrl(Qt.Key.Key_F)
    assert office.focused() == "search.text"
    office.ctrl(Qt.Key.Key_E)
    assert office.focused() == "search.correct.applicant.name"
