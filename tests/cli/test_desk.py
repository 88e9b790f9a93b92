import logging
import sys

import pytest

from counter_app.cli.desk import StoredPreferences, has_display, keep_log
from counter_app.domain.errors import StorageFailed
from counter_app.settings import Settings
from ui.preferences import Preferences


@pytest.fixture
def root_logger():
    logger = logging.getLogger()
    before = list(logger.handlers)
    yield logger
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_a_screen_is_x11_wayland_or_what_qt_was_told():
    assert not has_display({"DISPLAY": "", "HOME": "/"})
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        assert has_display({variable: "x"})


def test_a_bug_is_found_in_the_log_afterwards(tmp_path, root_logger):
    keep_log(tmp_path / "log")
    assert list((tmp_path / "log").iterdir()) == []
    logging.getLogger("ui.tasks").error("hỏng %s", "gì đó")
    assert "hỏng gì đó" in (tmp_path / "log" / "desk.log").read_text("utf-8")


def test_a_log_that_cannot_be_kept_is_told(tmp_path):
    (tmp_path / "log").write_text("in the way")
    with pytest.raises(StorageFailed):
        keep_log(tmp_path / "log")


def test_the_windows_look_is_stored_and_the_rest_of_the_settings_stays(tmp_path):
    Settings(page="A4").save(tmp_path)
    store = StoredPreferences(tmp_path)
    store.save(Preferences("en", "dark", 125, "an"))
    assert store.load() == Preferences("en", "dark", 125, "an")
    assert Settings.stored(tmp_path).page == "A4"


def test_a_language_asked_for_on_the_command_line_is_shown_and_not_stored(tmp_path):
    store = StoredPreferences(tmp_path, "en")
    assert store.load().language == "en"
    store.save(Preferences("en", "dark"))
    assert Settings.stored(tmp_path) == Settings(theme="dark")
