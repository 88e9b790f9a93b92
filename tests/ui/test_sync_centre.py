"""Enrolling, pausing and going on at the administrator's page; what a round brings is seen."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QScrollArea

from counter_app.i18n import use_language
from tests import make
from tests.ui.sync_desk import SyncDesk, close_synced, open_synced
from ui.sync.facts import progress_words
from ui.sync.shown import ShownSync

CENTRE = 3  # the tab


@pytest.fixture
def alone(sample_folder, data_dir):
    opened = SyncDesk.standing_alone(sample_folder, data_dir)
    yield opened
    opened.close()


@pytest.fixture
def desk(sample_folder, data_dir):
    opened = SyncDesk.enrolled(sample_folder, data_dir)
    yield opened
    opened.close()


@pytest.fixture
def opened(qtbot):
    """Opens a window at the centre's tab; closes it at the end."""
    closers = []

    def at_tab(desk):
        window = open_synced(qtbot, desk)
        closers.append((window, desk))
        window.sign_in("quantri").show_page("page.admin")
        window.main.page.show_tab(CENTRE)
        window.settle()
        return window

    yield at_tab
    for window, desk in closers:
        close_synced(window, desk)
    use_language("vi")


def words(window):
    tab = window.main.page.centre
    return "\n".join(one.text() for one in tab.findChildren(QLabel) if one.isVisible())


def wait_for_words(window, text):
    window.qtbot.waitUntil(lambda: text in words(window), timeout=10_000)


def test_a_stand_alone_desk_is_enrolled_by_keyboard_and_opens_anew(opened, alone, tmp_path):
    dossier = alone.receive()
    window = opened(alone)
    assert window.focused() == "admin.centre.file"
    assert "Quầy đang làm việc độc lập" in words(window)
    window.type(str(alone.file(tmp_path)))
    window.press(Qt.Key.Key_Return)
    window.wait_for("signin.login")
    window.settle()
    assert alone.log.link().credentials == alone.credentials
    window.qtbot.waitUntil(
        lambda: dossier.id in {event.dossier for event in alone.centre.feed(alone.unit)}
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "Không mở được tệp"),
        (b"{}", "do bản chương trình khác cấp"),
        (b"\xff\xfe", "không đọc được"),
    ],
)
def test_a_file_that_cannot_be_is_refused_in_place(opened, alone, tmp_path, content, said):
    file = tmp_path / "sai.json"
    if content is not None:
        file.write_bytes(content)
    window = opened(alone)
    window.type(str(file))
    window.press(Qt.Key.Key_Return)
    wait_for_words(window, said)
    assert window.focused() == "admin.centre.file"
    assert alone.log.link() is None
    assert window.widget("admin.centre.submit").isEnabled()


def test_an_empty_path_is_asked_for(opened, alone):
    window = opened(alone)
    window.press(Qt.Key.Key_Return)
    assert "Chọn hoặc nhập đường dẫn" in window.main.page.centre.enrol.field.complaint
    assert alone.log.link() is None


def test_the_figures_of_an_enrolled_desk_are_told(opened, desk):
    desk.centre.now = lambda: desk.clock() + timedelta(minutes=3)
    window = opened(desk)
    wait_for_words(window, "Đã đồng bộ lúc 09:00")
    read = words(window)
    assert "UBND phường Hoàn Kiếm · H26.12" in read
    assert "centre.test:5432" in read
    assert "Đồng hồ chậm 3 phút so với trung tâm." in read
    assert "09:00 thứ Hai 16/11/2026" in read


def test_what_waits_and_what_was_rejected_is_told(opened, desk):
    window = opened(desk)
    wait_for_words(window, "Đã đồng bộ")
    desk.centre.is_reachable = False
    desk.receive()
    desk.clock.forward(minutes=12)
    window.shell._sync.worker.sync_now()
    wait_for_words(window, "1 việc, cũ nhất đã chờ 12 phút")
    wait_for_words(window, "Mất liên lạc từ 09:00 (1 việc chờ)")


def test_syncing_is_paused_and_resumed_by_one_button(opened, desk):
    window = opened(desk)
    wait_for_words(window, "Đã đồng bộ")
    assert window.focused() == "admin.centre.pause"
    window.press(Qt.Key.Key_Space)
    wait_for_words(window, "Tạm dừng đồng bộ")
    window.qtbot.waitUntil(lambda: window.widget("admin.centre.pause").text() == "Đồng bộ tiếp")
    assert not window.widget("admin.centre.now").isEnabled()
    desk.receive()
    window.press(Qt.Key.Key_Space)
    window.qtbot.waitUntil(lambda: desk.log.outbox().waiting == 0)
    assert window.widget("admin.centre.pause").text() == "Tạm dừng đồng bộ"


def test_new_credentials_of_the_same_desk_take_the_old_ones_place(opened, desk, tmp_path):
    window = opened(desk)
    wait_for_words(window, "Đã đồng bộ")
    desk.credentials = desk.centre.rotate(desk.credentials)
    window.shell._sync.worker.sync_now()
    wait_for_words(window, "Trung tâm không nhận quầy này")
    field = window.widget("admin.centre.renew.file")
    field.setFocus()
    window.type(str(desk.file(tmp_path)))
    window.press(Qt.Key.Key_Return)
    wait_for_words(window, "Đã thay tệp ghi danh.")
    wait_for_words(window, "Đã đồng bộ lúc 09:00")
    assert window.main.page_name == "page.admin"


def test_credentials_of_another_unit_are_refused(opened, desk, tmp_path):
    window = opened(desk)
    other = desk.centre.add_unit("H26.99", "UBND phường Khác")
    desk.credentials = desk.centre.enrol(other, 1)
    window.widget("admin.centre.renew.file").setFocus()
    window.type(str(desk.file(tmp_path)))
    window.press(Qt.Key.Key_Return)
    wait_for_words(window, "Quầy đã ghi danh với đơn vị")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"is_first": True}, "Nhận lần đầu: 1.200 trên 30.000 việc"),
        ({}, "Đã xong 1.200 trên 30.000 việc."),
    ],
)
def test_the_progress_is_told_in_figures(more, said):
    assert said in progress_words(ShownSync(make.MONDAY, progress=(1200, 30_000), **more))
    assert progress_words(ShownSync(make.MONDAY)) == ""


@pytest.mark.parametrize(("language", "scale"), [("vi", 150), ("en", 150)])
def test_nothing_is_cut_at_any_text_size(opened, desk, language, scale):
    window = opened(desk)
    if language == "en":
        window.look.other_language()
        window.settle()
        window.main.page.show_tab(CENTRE)
    while window.look.preferences.text_scale < scale:
        window.look.larger_text()
    window.settle()
    for area in window.main.page.findChildren(QScrollArea):
        if area.isVisible():
            assert area.widget().width() <= area.viewport().width()
    for name in ("admin.centre.pause", "admin.centre.now", "admin.centre.renew.submit"):
        part = window.widget(name)
        assert part.sizeHint().width() <= part.width(), name
