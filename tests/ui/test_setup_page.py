"""The set-up page: what it refuses beside the field, and that it never crashes."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from counter_app.domain.errors import StorageFailed
from tests.ui.window import open_window

GOOD = {
    "code": "H26.12",
    "name": "UBND phường Hoàn Kiếm",
    "officer": "Vũ Văn Hải",
    "login": "quantri",
    "pin": "135790",
    "pin_again": "135790",
}


@pytest.fixture
def window(qtbot, data_dir):
    opened = open_window(qtbot, data_dir)
    opened.wait_for("page.setup")
    yield opened
    opened.settle()
    opened.workers.shutdown()


def fill(window, **texts) -> None:
    page = window.shell.screen_shown
    for name, text in {**GOOD, **texts}.items():
        page.fields[name].control.setText(text)


def complaints(window) -> dict[str, str]:
    fields = window.shell.screen_shown.fields
    return {name: field.complaint for name, field in fields.items() if field.complaint}


def test_an_empty_form_names_every_field_and_goes_to_the_first(window, data_dir) -> None:
    window.widget("setup.submit").click()
    assert set(complaints(window)) == {"code", "name", "officer", "login", "pin"}
    assert window.focused() == "setup.code"
    assert not (data_dir / "desk.sqlite3").exists()


@pytest.mark.parametrize(
    ("field", "text", "word"),
    [
        ("code", "Hoàn Kiếm", "mã"),
        ("name", "   ", "tên cơ quan"),
        ("pin", "12345", "6 ký tự"),
        ("pin_again", "135791", "chưa giống nhau"),
    ],
)
def test_what_is_wrong_is_said_under_its_field(window, field, text, word) -> None:
    fill(window, **{field: text})
    window.widget("setup.submit").click()
    assert word in complaints(window)[field].casefold()
    assert window.focused() == f"setup.{field}"


def test_typing_again_takes_the_complaint_away(window) -> None:
    window.widget("setup.submit").click()
    window.type("H26")
    assert "code" not in complaints(window)
    assert "name" in complaints(window)


def test_a_login_that_cannot_be_is_refused_and_nothing_is_created(window, data_dir) -> None:
    fill(window, login="Quản trị")
    window.widget("setup.submit").click()
    page = window.shell.screen_shown
    window.qtbot.waitUntil(lambda: "Tên đăng nhập" in page.note.text())
    assert not (data_dir / "desk.sqlite3").exists()
    assert page.submit.isEnabled()


def test_a_good_form_leads_to_the_sign_in_of_that_unit(window) -> None:
    fill(window)
    window.press(Qt.Key.Key_Return)
    assert window.wait_for("signin.login")
    assert not window.is_shown("sample")
    main = sign_in(window, "quantri", GOOD["pin"])
    assert main.page_names == ("page.search", "page.catalogue", "page.admin", "page.tray")


def test_the_sample_button_leads_to_a_sample_desk(window) -> None:
    window.widget("setup.sample", QPushButton).click()
    assert window.wait_for("signin.sample.tiepnhan")
    assert window.widget("sample").text() == "DỮ LIỆU MẪU"


def test_a_disk_that_fails_is_said_and_the_form_stays(qtbot, data_dir) -> None:
    def no_disk(_folder):
        raise StorageFailed("No space left on device")

    opened = open_window(qtbot, data_dir, new_set_up=no_disk)
    opened.wait_for("page.setup")
    fill(opened)
    opened.widget("setup.submit").click()
    page = opened.shell.screen_shown
    qtbot.waitUntil(lambda: "đầy" in page.note.text())
    assert page.fields["name"].control.text() == GOOD["name"]
    assert page.submit.isEnabled()
    opened.workers.shutdown()


def sign_in(window, login, pin):
    window.widget("signin.login").setText(login)
    window.widget("signin.pin").setText(pin)
    window.widget("signin.submit").click()
    window.qtbot.waitUntil(lambda: window.main is not None and window.main.isVisible())
    window.settle()
    return window.main
