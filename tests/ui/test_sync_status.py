"""What the status bar says about the centre, in the real window, a real round at a time."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.errors import CentreRefused, CentreUnreachable
from counter_app.domain.rejection import RejectionKind
from counter_app.i18n import use_language
from counter_app.services.sync_ports import (
    Link,
    Outbox,
)
from tests import make
from tests.ui.sync_desk import SyncDesk, close_synced, open_synced
from ui.sync.shown import ShownSync
from ui.sync.words import clock_item, door_words, sync_item


@pytest.fixture
def desk(sample_folder, data_dir):
    opened = SyncDesk.enrolled(sample_folder, data_dir)
    yield opened
    opened.close()


@pytest.fixture
def window(qtbot, desk):
    opened = open_synced(qtbot, desk)
    yield opened
    close_synced(opened, desk)
    use_language("vi")


def says(window, words, name="status.sync"):
    window.qtbot.waitUntil(lambda: words in window.widget(name).text(), timeout=10_000)
    return window.widget(name)


def worker_of(window):
    return window.shell._sync.worker


def test_rounds_begin_before_anybody_has_signed_in(window, desk):
    window.qtbot.waitUntil(lambda: desk.centre.feed(desk.unit) != [])
    assert window.main is None


def test_a_round_that_came_to_its_end_is_told_with_its_time(window):
    window.sign_in("tiepnhan")
    item = says(window, "Đã đồng bộ lúc 09:00")
    assert item.property("tone") == ""
    assert "Không có việc nào chờ gửi" in item.accessibleDescription()


def test_a_contact_that_was_lost_is_told_since_when_and_what_waits(window, desk):
    window.sign_in("tiepnhan")
    says(window, "Đã đồng bộ")
    desk.centre.is_reachable = False
    desk.clock.forward(minutes=20)
    desk.receive()
    desk.clock.forward(minutes=5)
    worker_of(window).sync_now()
    item = says(window, "Mất liên lạc từ 09:00 (1 việc chờ)")
    assert item.property("tone") == "warning"
    told = item.accessibleDescription()
    assert "việc cũ nhất ghi lúc 09:20 thứ Hai 16/11/2026, đã chờ 5 phút" in told
    assert "những gì sau đó (25 phút) chưa có" in told


def test_what_was_lost_is_found_again_without_a_hand(window, desk):
    window.sign_in("tiepnhan")
    says(window, "Đã đồng bộ")
    desk.centre.is_reachable = False
    desk.clock.forward(minutes=1)
    desk.receive()
    worker_of(window).sync_now()
    says(window, "Mất liên lạc")
    desk.centre.is_reachable = True  # the back-off's own timer: at most a second
    says(window, "Đã đồng bộ lúc 09:01")
    assert desk.centre.feed(desk.unit)[-1].kind == "received"


def test_who_asks_about_a_lost_contact_does_not_wait_for_the_next_try(window, desk):
    window.sign_in("tiepnhan")
    says(window, "Đã đồng bộ")
    desk.centre.is_reachable = False
    desk.clock.forward(minutes=1)
    desk.counter.in_step.pace.below = lambda bound: bound - 1
    desk.counter.in_step.pace.failures = 20  # from now on minutes pass
    worker_of(window).sync_now()
    item = says(window, "Mất liên lạc")
    assert "nhấn vào đây là thử lại ngay" in item.accessibleDescription()
    desk.centre.is_reachable = True
    window.settle()
    assert worker_of(window).state.trouble is not None
    item.setFocus()
    window.press(Qt.Key.Key_Space)
    says(window, "Đã đồng bộ lúc 09:01")


def test_a_refused_desk_is_told_so_in_red(window, desk):
    window.sign_in("tiepnhan")
    says(window, "Đã đồng bộ")
    desk.centre.revoke(desk.credentials)
    worker_of(window).sync_now()
    assert says(window, "Trung tâm không nhận quầy này").property("tone") == "danger"


def test_a_long_round_says_so_and_holds_up_neither_window_nor_desk(window, desk):
    window.sign_in("tiepnhan")
    says(window, "Đã đồng bộ")
    desk.gate.close()
    worker_of(window).sync_now()
    window.qtbot.waitUntil(desk.gate.reached.is_set)
    assert desk.receive(procedure=make.GUARDIAN).code
    window.qtbot.waitUntil(window.workers.desk.is_idle)
    says(window, "Đang đồng bộ")
    assert not window.workers.sync.is_idle()


def test_closing_tells_a_round_under_way_to_stop(window, desk):
    window.qtbot.waitUntil(lambda: worker_of(window).state.synced_at is not None)
    before = len(desk.centre.feed(desk.unit))
    window.qtbot.waitUntil(window.workers.sync.is_idle)
    desk.gate.close()
    desk.receive()
    worker_of(window).sync_now()
    window.qtbot.waitUntil(desk.gate.reached.is_set)
    window.shell.close()
    desk.gate.opened.set()
    window.workers.sync.shutdown()
    assert desk.centre.calls[-1] == "head"  # the act was not pushed any more
    assert len(desk.centre.feed(desk.unit)) == before
    assert desk.log.outbox().waiting == 1


def test_a_pause_outlasts_the_window(window, desk):
    window.sign_in("tiepnhan")
    says(window, "Đã đồng bộ")
    worker_of(window).pause(paused=True)
    assert says(window, "Tạm dừng đồng bộ").property("tone") == "warning"
    assert desk.log.link().is_paused
    calls = len(desk.centre.calls)
    worker_of(window).sync_now()
    window.settle()
    assert len(desk.centre.calls) == calls
    worker_of(window).pause(paused=False)
    says(window, "Đã đồng bộ")


def test_rejected_events_are_counted_in_red_and_on_the_rail(window, desk):
    window.sign_in("tiepnhan")
    says(window, "Đã đồng bộ")
    desk.reject(RejectionKind.UNKNOWN_AUTHOR, desk.receive())
    worker_of(window).look()
    assert says(window, "1 việc bị trung tâm từ chối").property("tone") == "danger"
    window.qtbot.waitUntil(lambda: window.widget("rail.tray").count == 1)


def test_a_clock_two_minutes_wrong_is_told_by_how_much_and_which_way(window, desk):
    window.sign_in("tiepnhan")
    says(window, "09:00", "status.clock")
    desk.centre.now = lambda: desk.clock() + timedelta(minutes=3)
    worker_of(window).sync_now()
    item = says(window, "Đồng hồ chậm 3 phút", "status.clock")
    assert item.property("tone") == "warning"


def test_a_stand_alone_desk_says_so_and_asks_nobody(qtbot, sample_folder, data_dir):
    alone = SyncDesk.standing_alone(sample_folder, data_dir)
    opened = open_synced(qtbot, alone)
    opened.sign_in("tiepnhan")
    assert says(opened, "Làm việc độc lập")
    assert "Quầy độc lập" in opened.widget("status.clock").accessibleDescription()
    assert alone.centre.calls == []
    close_synced(opened, alone)
    alone.close()


# the words alone

NOW = make.MONDAY


@pytest.fixture
def link(desk):
    return Link(desk.credentials, False, 0, None, ())


@pytest.mark.parametrize(
    ("more", "text", "tone"),
    [
        ({}, "Đang đồng bộ…", ""),
        ({"synced_at": NOW}, "Đã đồng bộ lúc 09:00", ""),
        ({"synced_at": NOW - timedelta(days=1)}, "Đã đồng bộ lúc 09:00 15/11", ""),
        ({"is_first": True, "progress": (45, 100)}, "Đang nhận lần đầu 45 %", ""),
        ({"synced_at": NOW, "is_long": True, "progress": (1, 3)}, "Đang đồng bộ 33 %", ""),
        ({"synced_at": NOW, "is_long": True, "progress": (0, 0)}, "Đang đồng bộ…", ""),
        ({"synced_at": NOW, "trouble": CentreUnreachable("x")}, "Đã đồng bộ lúc 09:00", ""),
        ({"trouble": CentreUnreachable("x")}, "Chưa liên lạc được với trung tâm", "warning"),
        ({"trouble": CentreRefused("x")}, "Trung tâm không nhận quầy này", "danger"),
        ({"trouble": ValueError("x")}, "Đồng bộ gặp lỗi, đang thử lại", "warning"),
    ],
)
def test_every_state_has_its_words(link, more, text, tone):
    item = sync_item(ShownSync(NOW, link, **more))
    assert (item.text, item.tone) == (text, tone)


@pytest.mark.parametrize(("minutes", "tone"), [(9, ""), (11, "warning")])
def test_what_waits_long_is_a_warning(link, minutes, tone):
    outbox = Outbox(3, NOW - timedelta(minutes=minutes), 0)
    item = sync_item(ShownSync(NOW, link, outbox, synced_at=NOW))
    oldest = NOW - timedelta(minutes=minutes)
    assert (item.text, item.tone) == (f"3 việc chờ gửi, cũ nhất từ {oldest:%H:%M}", tone)


@pytest.mark.parametrize(
    ("offset_ms", "text", "said"),
    [
        (0, "09:00", "khớp với trung tâm"),
        (119_999, "09:00", "chậm 2 phút"),
        (120_000, "Đồng hồ chậm 2 phút", "chậm 2 phút"),
        (-7_500_000, "Đồng hồ nhanh 2 giờ 5 phút", "nhanh 2 giờ 5 phút"),
        (-30_000, "09:00", "nhanh 30 giây"),
    ],
)
def test_the_clock_warns_from_two_minutes_on(link, offset_ms, text, said):
    item = clock_item(ShownSync(NOW, replace(link, offset_ms=offset_ms)))
    assert item.text == text
    assert said in item.explanation


def test_at_the_door_only_a_first_sync_is_told(link):
    assert "45 %" in door_words(ShownSync(NOW, link, is_first=True, progress=(45, 100)))
    assert door_words(ShownSync(NOW, link, synced_at=NOW)) == ""
    assert door_words(ShownSync(NOW)) == ""
    assert door_words(ShownSync(NOW, link, trouble=CentreUnreachable(""))) == ""
    lost = ShownSync(NOW, link, is_first=True, trouble=CentreUnreachable(""))
    assert "Chưa liên lạc được" in door_words(lost)
