"""Officers at several desks of the city, each at a window of their own, and a real centre."""

import pytest
from PySide6.QtCore import Qt

from tests.journeys.office import Paper

pytestmark = [pytest.mark.journey, pytest.mark.postgres]


def sync_said(office):
    return office.part("status.sync").text()


def correct(office, code, phone, reason):
    """Another telephone number, by keyboard."""
    office.open(code)
    office.ctrl(Qt.Key.Key_E)
    office.fill("search.correct.applicant.phone", phone)
    office.fill("search.correct.reason", reason)
    office.press(Qt.Key.Key_Return)
    office.settle()
    office.waits_for(phone, "search.details")


def test_what_was_received_without_a_network_is_at_the_other_desk_as_soon_as_it_is_back(
    town, tmp_path, monkeypatch
):
    a, b = town.open("A", "B")
    b.come_forward()
    b.sign_in("xuly")
    b.go(Qt.Key.Key_F3, "search.text")
    b.type("hieu nguyen")
    b.settle()
    assert not b.sees("search.results")

    town.cut("A")
    paper = Paper(a.folder, tmp_path, monkeypatch)
    paper.remember("receipt")
    a.come_forward()
    a.sign_in("tiepnhan")
    a.clock.forward(minutes=20)
    code = a.receive("giám hộ")
    a.ctrl(Qt.Key.Key_P)
    a.waits_for("Đã ghi 1 trang ra tệp.")
    assert code in paper.codes(1)
    a.open(code)
    a.begin("forward", Qt.Key.Key_C)
    a.enter()
    town.until(lambda: sync_said(a) == "Mất liên lạc từ 09:00 (3 việc chờ)")

    town.mend("A")
    town.until(lambda: sync_said(a).startswith("Đã đồng bộ lúc 09:20"))
    town.until(lambda: b.sees("search.results"))
    assert code in b.row("search.results", 0)
    b.come_forward()
    b.go(Qt.Key.Key_F4, "work.queue")
    assert code in b.row("work.queue", 0)

    a.come_forward()
    a.go(Qt.Key.Key_F2, "intake.scan")
    second = a.receive("giám hộ")
    a.open(second)
    a.begin("forward", Qt.Key.Key_C)
    a.enter()
    town.until(lambda: b.rows("work.queue") == 2)
    assert {code, second} <= {*b.row("work.queue", 0), *b.row("work.queue", 1)}
    town.check()


def test_two_numbers_for_one_citizen_stand_in_both_windows_until_one_officer_chooses(town):
    a, b = town.open("A", "B")
    a.come_forward()
    a.sign_in("tiepnhan")
    code = a.receive("giám hộ")
    b.come_forward()
    b.sign_in("giamsat")
    b.go(Qt.Key.Key_F3, "search.text")
    town.until(lambda: b.sees("search.results"))

    town.cut("A", "B")
    b.clock.forward(minutes=10)
    correct(b, code, "0922222222", "Người dân gọi lại")
    a.come_forward()
    a.clock.forward(minutes=5)
    correct(a, code, "0911111111", "Nghe nhầm số")
    town.mend("A", "B")

    for office in (a, b):
        town.until(lambda office=office: office.part("rail.tray").count == 1)
        office.come_forward()
        office.go(Qt.Key.Key_F10, "tray.list")
        town.until(lambda office=office: office.sees("tray.field.applicant.phone"))
        read = office.reads("tray.field.applicant.phone")
        for said in (
            *("0911111111", "Nguyễn Thị An (tiếp nhận) · 09:05 thứ Hai 16/11/2026"),
            *("0922222222", "Phạm Văn Dũng (giám sát) · 09:10 thứ Hai 16/11/2026"),
        ):
            assert said in read

    a.come_forward()
    a.press(Qt.Key.Key_Return)
    a.press(Qt.Key.Key_Space)
    a.enter()
    assert f"Hồ sơ {code} không còn chỗ nào ghi khác nhau." in a.reads("tray.note")
    town.until(lambda: "Không có hồ sơ nào cần đối chiếu" in b.reads())
    town.until(lambda: b.part("rail.tray").count == 0)
    town.check()
    phones = {desk.show(code)["applicant"]["phone"] for desk in (a, b)}
    assert len(phones) == 1


def test_a_dossier_goes_to_another_unit_and_home_again_and_counts_once(town):
    a, c = town.open("A", "C")
    c.come_forward()
    c.sign_in("tiepnhan")
    c.go(Qt.Key.Key_F4, "work.queue")
    a.come_forward()
    a.sign_in("tiepnhan")
    code = a.receive("giám hộ")
    a.open(code)
    a.begin("transfer", Qt.Key.Key_L)
    a.type("ba dinh\r")
    a.fill("work.form.reason", "Xác minh nơi cư trú")
    a.enter()
    assert "Đã chuyển hồ sơ sang UBND phường Ba Đình: Xác minh nơi cư trú." in a.reads()
    assert "Nơi nhận xác nhận chưa xác nhận" in a.reads("search.details")

    town.until(lambda: c.rows("work.queue") == 1)
    assert code in c.row("work.queue", 0)
    c.come_forward()
    c.clock.set(2026, 11, 16, 10, 0)
    c.press(Qt.Key.Key_Return)
    c.settle()
    c.alt(Qt.Key.Key_E)
    town.until(lambda: "Nơi nhận xác nhận 10:00 thứ Hai" in a.reads("search.details"))
    read = a.reads("search.details")
    assert "Ngày hẹn 09:00 thứ Năm 19/11/2026" in read
    assert "Đang giữ Bộ phận xử lý của UBND phường Ba Đình" in read
    assert "Hạn của bước 09:00 thứ Năm 19/11/2026" in read

    c.sign_in("xuly")
    c.clock.set(2026, 11, 17, 9, 30)
    c.open(code)
    c.alt(Qt.Key.Key_N)
    town.until(lambda: "Đang giữ Công chức của UBND phường Ba Đình" in a.reads("search.details"))
    c.begin("transfer", Qt.Key.Key_L)
    c.type("hoan kiem\r")
    c.fill("work.form.reason", "Đã xác minh")
    c.enter()

    town.until(lambda: "Đã xác minh" in a.story()[0])
    a.come_forward()
    a.clock.set(2026, 11, 17, 10, 0)
    a.alt(Qt.Key.Key_E)
    read = a.reads("search.details")
    there = (
        "UBND phường Ba Đình hạn 09:00 thứ Năm 19/11/2026, xong 09:30 thứ Ba 17/11/2026: đúng hạn"
    )
    assert there in read
    assert "Đang giữ Bộ phận xử lý Bước" in read
    units = [item.name for item in a.part("search.clock").arrangement.life.marks if item.name]
    assert units == ["UBND phường Ba Đình", "Thẩm định hồ sơ"]
    assert a.part("search.clock").words() == "Đã qua 1 ngày 1 giờ, chưa tạm dừng lần nào."
    town.check()
    assert town.figures("status") == {"H26.12/4": 1}
    assert town.figures("visiting") == {}
