"""The administrator sees by which channels people are told, and what a person must look at."""

import pytest

from counter_app.i18n import use_language
from tests import make
from tests.ui.window import open_window

GATEWAY = '[gateway]\nurl = "http://127.0.0.1:9/"\nbody = {to = "{to}"}\n'


@pytest.fixture
def window(qtbot, desk):
    opened = open_window(qtbot, desk.folder, open_counter=lambda _folder: desk.counter)
    main = opened.sign_in("quantri")
    main.show_page("page.admin")
    opened.settle()
    yield opened
    opened.settle()
    opened.workers.shutdown()
    use_language("vi")


def said(window):
    window.main.page.enter()
    window.settle()
    return window.main.page.notices.said


def test_without_a_channel_it_says_so(window):
    assert "notices.toml chưa có kênh nào" in said(window).text()


def test_channels_and_counts_are_told_and_doubts_stand_out(window, desk):
    (desk.folder / "notices.toml").write_text(GATEWAY, "utf-8")
    tell = desk.counter.tell()
    tell.plan()
    dossier = desk.receive(procedure=make.GUARDIAN)
    asked = {"components": ["tp2"], "reason": "thiếu"}
    desk.counter.perform(dossier.id, "request-supplement", asked, desk.officer())
    assert tell.plan() == 1
    assert said(window).text() == (
        "Gửi qua tin nhắn. Đã gửi 0, chờ gửi 1, không gửi được 0, chưa rõ 0."
    )
    assert said(window)._tone == "info"
    desk.write("UPDATE notices SET state = 'doubtful'")
    assert "chưa rõ 1" in said(window).text()
    assert said(window)._tone == "warning"


def test_settings_that_cannot_be_are_explained(window, desk):
    (desk.folder / "notices.toml").write_text("[fax]\n", "utf-8")
    assert "fax" in said(window).text()
    assert said(window)._tone == "danger"
