"""From an empty folder to the desk's first page, by keyboard alone, on the desk as shipped."""

import pytest
from PySide6.QtCore import Qt

from counter_app.bootstrap import new_set_up, open_counter
from tests.ui.window import open_window
from ui.preferences import Preferences

pytestmark = pytest.mark.journey


@pytest.fixture
def window(qtbot, data_dir):
    opened = open_window(qtbot, data_dir, Preferences(), open_counter, new_set_up)
    yield opened
    opened.settle()
    opened.workers.shutdown()


def test_setting_up_signing_in_and_working_without_a_mouse(window, data_dir) -> None:
    window.wait_for("page.setup")
    answers = (
        ("setup.code", "h26.12"),
        ("setup.name", "UBND phường Hoàn Kiếm"),
        ("setup.parent", "UBND thành phố Hà Nội"),
        ("setup.desk_number", ""),
        ("setup.officer", "Vũ Văn Hải"),
        ("setup.login", "quantri"),
        ("setup.pin", "135790"),
        ("setup.pin_again", "135790"),
    )
    for name, text in answers:
        assert window.focused() == name
        window.type(text)
        if text:
            window.press(Qt.Key.Key_Tab)
        else:
            window.press(Qt.Key.Key_Up)  # desk 2
            window.press(Qt.Key.Key_Tab)
    assert window.focused() == "setup.submit"
    window.press(Qt.Key.Key_Space)

    window.wait_for("signin.login")
    assert window.focused() == "signin.login"
    window.type("quantri")
    window.press(Qt.Key.Key_Tab)
    window.type("135790")
    window.press(Qt.Key.Key_Return)

    window.wait_for("page.search")
    window.settle()
    assert (data_dir / "desk.sqlite3").is_file()
    desk = window.main.session.counter.desk
    assert desk.number == 2
    assert window.main.session.unit.code == "H26.12"
    assert not window.main.session.unit.is_sample

    window.press(Qt.Key.Key_F9)
    window.settle()
    assert window.focused() == "admin.unit.name"
    window.press(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    window.wait_for("signin.pin")
    assert window.focused() == "signin.pin"  # the login is remembered


def test_the_sample_desk_is_one_button_away(window) -> None:
    window.wait_for("page.setup")
    window.widget("setup.sample").setFocus()
    window.press(Qt.Key.Key_Space)
    window.wait_for("signin.login")
    window.type("tiepnhan")
    window.press(Qt.Key.Key_Return)
    window.type("123456")
    window.press(Qt.Key.Key_Return)
    window.wait_for("page.intake")
    window.settle()
    pages = (
        *("page.intake", "page.search", "page.work", "page.handover"),
        *("page.catalogue", "page.ratings", "page.tray"),
    )
    assert window.main.page_names == pages
    assert window.widget("sample").text() == "DỮ LIỆU MẪU"
