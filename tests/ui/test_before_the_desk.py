"""What stands in the window before anybody has signed in: whole sentences at every text size."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from counter_app.bootstrap import sample_catalogue
from counter_app.domain.errors import NewerDatabase
from counter_app.i18n import use_language
from counter_app.services.setting_up import NewUnit
from tests.sample_desk import SampleDesk, set_up
from tests.ui.window import open_window
from ui.preferences import Preferences

LONG = "Trung tâm Phục vụ hành chính công phường Văn Miếu – Quốc Tử Giám, " * 2
scales = pytest.mark.parametrize("scale", [100, 150])


@pytest.fixture
def open_at(qtbot):
    """The window at a text scale; its workers end with the test."""
    opened = []

    def opened_at(folder, scale, open_counter=None):
        window = open_window(qtbot, folder, Preferences(text_scale=scale), open_counter)
        opened.append(window)
        window.shell.resize(1366, 768)
        QApplication.processEvents()  # the layout gives the words their place
        return window

    yield opened_at
    for window in opened:
        window.settle()
        window.workers.shutdown()
    use_language("vi")


def lines_of(words):
    """How many lines the label's text takes, after seeing that all of them are shown."""
    place = QRect(0, 0, words.contentsRect().width(), 0)
    needed = words.fontMetrics().boundingRect(place, Qt.TextFlag.TextWordWrap, words.text())
    assert words.contentsRect().height() >= needed.height(), words.text()
    return needed.height() // words.fontMetrics().height()


@scales
def test_why_the_desk_cannot_be_opened_is_read_in_full(open_at, desk, scale):
    def refuse(_folder):
        raise NewerDatabase("2030_01_01_future")

    window = open_at(desk.folder, scale, refuse)
    page = window.wait_for("page.trouble")
    _icon, words = page.note.findChildren(QLabel)
    assert "bản chương trình mới hơn" in words.text()
    assert lines_of(words) > 1


@scales
def test_the_name_of_a_unit_is_read_in_full_before_signing_in(open_at, data_dir, scale):
    set_up(data_dir).sample(NewUnit("H26.12", LONG.strip(), 3), sample_catalogue())
    store = SampleDesk(data_dir)
    window = open_at(data_dir, scale, lambda _folder: store.counter)
    window.wait_for("signin.login")
    [name] = [words for words in window.shell.findChildren(QLabel) if "Văn Miếu" in words.text()]
    assert lines_of(name) > 1
    store.close()


@scales
@pytest.mark.parametrize("screen", ["page.setup", "page.signin"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_button_is_as_wide_as_its_words(  # noqa: PLR0917
    open_at, desk, tmp_path, scale, screen, language
):
    is_empty = screen == "page.setup"
    counter = None if is_empty else lambda _folder: desk.counter
    window = open_at(tmp_path / "empty" if is_empty else desk.folder, scale, counter)
    if language == "en":
        window.look.other_language()
        window.settle()
        QApplication.processEvents()
    page = window.wait_for(screen)
    buttons = [made for made in page.findChildren(QPushButton) if made.isVisible()]
    assert len(buttons) > 3
    for made in buttons:
        assert made.width() >= made.sizeHint().width(), made.text()
