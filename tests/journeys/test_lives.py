"""Whole lives of dossiers, from the citizen's card to the slip, as officers and programs see them."""

import pytest
from PySide6.QtCore import Qt

from tests.journeys.office import CARD, OTHER_CARD

pytestmark = pytest.mark.journey
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | SHIFT


def kinds(shown):
    return [entry["kind"] for entry in shown["history"]]


def hand_over(office, code):
    """On the hand-over page: scan, Ctrl+Enter, the sentence."""
    office.go(Qt.Key.Key_F5, "handover.code")
    office.scan(office.show(code)["alias"])
    office.enter()
    assert f"Đã trả kết quả hồ sơ {code} cho Nguyễn Thị Hiếu." in office.reads("handover.note")
    assert office.focused() == "handover.code"


def test_a_birth_is_registered_in_one_step_and_handed_over_with_its_slip(office, paper):
    paper.remember("receipt")
    office.sign_in("tiepnhan")
    assert office.focused() == "intake.scan"
    code = office.receive("khai sinh")
    assert code == "H26.12-261116-030001"
    received = office.show(code)
    assert (received["status"], received["applicant"]["name"]) == (2, "Nguyễn Thị Hiếu")
    assert received["due_at"] == "2026-11-16T17:00:00+07:00"

    office.open(code)
    office.begin("finish", Qt.Key.Key_X)
    office.fill("work.form.result", "Giấy khai sinh 123/2026")
    office.enter()
    assert "Đã giải quyết xong: đồng ý giải quyết, kết quả Giấy khai sinh 123/2026." in (
        office.reads()
    )
    assert office.focused() == "work.action.hand-over"
    done = office.show(code)
    assert (done["status"], done["result"]) == (9, "Giấy khai sinh 123/2026")

    hand_over(office, code)
    assert "Người nhận: Nguyễn Thị Hiếu." in office.reads("handover.standing")
    office.ctrl(Qt.Key.Key_P)
    office.waits_for("Đã ghi 1 trang ra tệp.")
    after = office.show(code)
    assert (after["status"], after["lifecycle"], after["recipient"]) == (
        10,
        "closed",
        "Nguyễn Thị Hiếu",
    )
    assert kinds(after) == ["received", "finished", "handed-over", "printed"]
    assert code in paper.codes(1)
    slip = office.form("hand-over", code)
    assert "GIẤY BIÊN NHẬN" in slip
    assert "Giấy khai sinh 123/2026" in slip


def test_a_building_permit_waits_for_one_supplement_and_its_form_02(office):
    office.sign_in("tiepnhan")
    office.scan(CARD)
    office.type("giấy phép xây dựng mới\r")
    office.settle()
    office.press(Qt.Key.Key_Down)  # of two cases the second: a detached house
    office.type(" ")
    office.waits_for("01/12/2026", "intake.due")
    office.ctrl(Qt.Key.Key_T)
    office.enter()
    code = office.part("intake.code").text()
    assert office.show(code)["procedure"]["case"] == "Nhà ở riêng lẻ"

    office.sign_in("xuly")
    office.open(code)
    office.alt(Qt.Key.Key_N)
    assert "Đã nhận giải quyết, bước “Thẩm định hồ sơ”." in office.reads()
    office.begin("request-supplement", Qt.Key.Key_B)
    office.tab_to("work.form.paper.3")
    office.type(" ")
    office.fill("work.form.reason", "Bản vẽ thiếu chữ ký của chủ trì thiết kế")
    office.fill("work.form.until", "30/11")
    office.enter()
    asked = office.show(code)
    assert (asked["status"], asked["clock"], asked["due_at"]) == (5, "paused", None)
    assert asked["supplement_until"] == "2026-11-30T23:59:59+07:00"
    told = office.form("supplement", code)
    for said in ("Mẫu số 02", "02 bộ bản vẽ thiết kế", "Bản vẽ thiếu chữ ký của chủ trì thiết kế"):
        assert said in told

    office.clock.set(2026, 11, 23, 9, 0)
    office.sign_in("tiepnhan")
    office.open(code)
    office.begin("supplement", Qt.Key.Key_G)
    assert "Bản vẽ thiếu chữ ký của chủ trì thiết kế" in office.reads("work.form.supplement")
    office.enter()
    brought = office.show(code)
    assert (brought["status"], brought["clock"]) == (4, "running")
    assert brought["due_at"] == "2026-12-08T09:00:00+07:00"  # a week later, as the week it waited
    assert brought["first_due_at"] == "2026-12-01T09:00:00+07:00"
    assert "08/12/2026" in office.reads("search.details")
    assert kinds(brought)[-2:] == ["printed", "supplemented"]


def test_a_land_case_has_two_phases_two_dates_and_money_between_them(office):
    office.sign_in("tiepnhan")
    office.scan(CARD)
    office.type("thửa đất có đất ở\r")
    office.settle()
    office.ctrl(Qt.Key.Key_T)
    office.enter()
    code = office.part("intake.code").text()
    first, second = office.show(code)["phases"]
    assert (first["due_at"], second["due_at"]) == ("2026-12-01T09:00:00+07:00", None)

    office.clock.set(2026, 11, 26, 9, 0)
    office.sign_in("xuly")
    office.open(code)
    office.alt(Qt.Key.Key_N)
    office.begin("request-payment", Qt.Key.Key_Y)
    assert office.focused() == "work.form.kind.phi"
    office.type(" ")
    office.fill("work.form.amount", "1.250.000")
    office.enter()
    asked = office.show(code)
    assert (asked["status"], asked["clock"], asked["unpaid"]) == (6, "paused", {"phi": 1_250_000})
    assert "1.250.000 đ" in office.reads()

    office.clock.set(2026, 11, 30, 9, 0)
    office.sign_in("tiepnhan")
    office.open(code)
    office.begin("pay", Qt.Key.Key_U)
    office.fill("work.form.receipt_number", "BL-0007")
    office.enter()
    paid = office.show(code)
    assert (paid["status"], paid["clock"], paid["unpaid"]) == (4, "running", {})
    first, second = paid["phases"]
    assert first["due_at"] == "2026-12-01T09:00:00+07:00"
    assert second["due_at"] == paid["due_at"] == "2026-12-07T09:00:00+07:00"
    assert "07/12/2026" in office.reads("search.details")
    assert "BL-0007" in office.story()[0]


def test_what_one_visitor_handed_in_stands_on_one_list(office, paper):
    paper.remember("receipt")
    office.sign_in("tiepnhan")
    flow, sheets = office.part("page.intake")._printing._papers.flow, []
    send = flow.print
    flow.print = lambda sheet: (sheets.append(sheet), send(sheet))
    first = office.receive("giám hộ")
    office.ctrl(Qt.Key.Key_H)
    assert "Người này mới nộp một hồ sơ" in office.reads("intake.accepted.message")
    second = office.receive("khai sinh")
    office.ctrl(Qt.Key.Key_H)
    office.waits_for("Đã ghi 1 trang ra tệp.")
    (sheet,) = sheets
    said = office.words(sheet.content)
    for part in ("DANH SÁCH HỒ SƠ", first, second, "Nguyễn Thị Hiếu", "02 hồ sơ"):
        assert part in said
    third = office.receive("khai sinh", card=OTHER_CARD)
    assert third not in (first, second)
    office.ctrl(Qt.Key.Key_H)
    assert len(sheets) == 1  # somebody else, with one dossier


def test_a_visit_is_declined_with_a_number_and_form_03(office):
    office.sign_in("tiepnhan")
    office.scan(CARD)
    office.type("khai sinh\r")
    office.settle()
    office.ctrl(Qt.Key.Key_D)
    assert office.focused() == "intake.decline.reason"
    office.enter()
    assert "Ghi lý do" in office.reads("intake.message")
    office.type("Không thuộc thẩm quyền của phường")
    office.enter()
    assert office.part("intake.code").text() == "261116-030001/PTC"
    assert "Không thuộc thẩm quyền của phường" in office.reads()
    assert office.focused() == "intake.scan"

    (line,) = office.command("search", "nguyen thi hieu")
    assert (line["code"], line["status"], line["lifecycle"]) == ("", 3, "closed")
    refused = office.show(line["id"])
    assert (refused["decline_number"], refused["reason"]) == (
        "261116-030001/PTC",
        "Không thuộc thẩm quyền của phường",
    )
    told = office.form("decline", line["id"])
    for said in ("Mẫu số 03", "261116-030001/PTC", "Không thuộc thẩm quyền của phường"):
        assert said in told


def test_a_late_case_is_seen_apologised_for_and_promised_anew(office):
    office.sign_in("tiepnhan")
    code = office.receive("giám hộ")
    office.open(code)
    office.begin("forward", Qt.Key.Key_C)
    office.fill("work.form.to", "chi\r")  # Lê Thị Chi
    office.enter()
    assert office.show(code)["holder"] == "lanhdao"

    office.clock.set(2026, 11, 25, 9, 0)  # promised for the 19th
    office.sign_in("lanhdao")
    office.go(Qt.Key.Key_F4, "work.queue")
    row = office.row("work.queue", 0)
    assert any("Trễ" in cell for cell in row), row
    assert code in row
    office.press(Qt.Key.Key_Return)
    office.settle()
    office.begin("extend", Qt.Key.Key_H)
    office.fill("work.form.until", "01/12")
    office.fill("work.form.reason", "Chờ xác minh nơi cư trú")
    assert "Đang hẹn 09:00 thứ Năm 19/11/2026." in office.reads("work.form.extend")
    office.enter()
    later = office.show(code)
    assert later["extended_to"] == "2026-12-01T09:00:00+07:00"
    assert later["due_at"] == "2026-11-19T09:00:00+07:00"  # it stays late all the same
    assert "01/12/2026" in office.reads("work.dossier")
    told = office.form("apology", code)
    for said in ("Mẫu số 04", "Chờ xác minh nơi cư trú", "19/11/2026", "01/12/2026"):
        assert said in told


def test_a_wrong_name_is_corrected_and_the_receipt_issued_anew(office):
    office.sign_in("tiepnhan")
    code = office.receive("khai sinh")
    before = office.show(code)
    office.open(code)
    office.ctrl(Qt.Key.Key_E)
    assert office.focused() == "search.correct.applicant.name"
    office.fill("search.correct.applicant.name", "Nguyễn Thị Hiền")
    office.fill("search.correct.reason", "Ghi sai tên")
    office.tab_to("search.correct.submit")
    office.press(Qt.Key.Key_Space)
    office.settle()
    office.waits_for("Nguyễn Thị Hiền", "search.details")
    after = office.show(code)
    assert (after["code"], after["issue"], after["reissue_reason"]) == (code, 2, "Ghi sai tên")
    assert (after["applicant"]["name"], after["due_at"]) == ("Nguyễn Thị Hiền", before["due_at"])
    assert "đính chính và cấp lại giấy tiếp nhận lần 1: Ghi sai tên" in office.story()[0]
    file = office.folder.parent / "receipt.pdf"
    printed = office.command("receipt", code, "--out", str(file))
    assert (printed["issue"], printed["copy"]) == (2, 1)
    assert "Nguyễn Thị Hiền" in office.words(file)
    (line,) = office.command("search", "hien nguyen")
    assert line["code"] == code


def test_a_case_goes_through_three_pairs_of_hands(office):
    office.sign_in("tiepnhan")
    code = office.receive("giám hộ")
    office.open(code)
    office.begin("forward", Qt.Key.Key_C)
    office.enter()
    assert "Đã chuyển hồ sơ cho bộ phận xử lý, bước “Thẩm định hồ sơ”." in office.reads()
    assert office.show(code)["holder"] == "role:processing"

    office.sign_in("xuly")
    assert "Trần Văn Bình (xử lý)" in office.reads()
    office.go(Qt.Key.Key_F4, "work.queue")
    assert code in office.row("work.queue", 0)
    office.press(Qt.Key.Key_Return)
    office.settle()
    office.alt(Qt.Key.Key_N)
    assert office.focused() == "work.action.forward"
    assert office.show(code)["holder"] == "xuly"
    office.begin("forward", Qt.Key.Key_C)
    office.fill("work.form.reason", "Đủ điều kiện, trình ký")
    office.enter()
    assert office.show(code)["step"] == {"number": 3, "name": "Phê duyệt kết quả", "role": "leader"}
    assert office.rows("work.queue") == 0

    office.sign_in("lanhdao")
    office.go(Qt.Key.Key_F4, "work.queue")
    assert code in office.row("work.queue", 0)
    office.press(Qt.Key.Key_Return)
    office.settle()
    office.begin("finish", Qt.Key.Key_X)
    assert "Kết quả phải được ký số trước khi trả." in office.reads("work.form.finish")
    office.fill("work.form.result", "15/QĐ-UBND")
    office.enter()
    assert (office.show(code)["status"], office.show(code)["result"]) == (9, "15/QĐ-UBND")

    office.sign_in("tiepnhan")
    hand_over(office, code)
    history = office.show(code)["history"]
    assert [(entry["kind"], entry["author"]) for entry in history] == [
        ("received", "tiepnhan"),
        ("forwarded", "tiepnhan"),
        ("taken", "xuly"),
        ("forwarded", "xuly"),
        ("finished", "lanhdao"),
        ("handed-over", "tiepnhan"),
    ]
    slip = office.form("control-slip", code)
    named = [slip.count(name) for name in ("Nguyễn Thị An", "Trần Văn Bình", "Lê Thị Chi")]
    assert named == [2, 2, 1]  # gave and gave again, received and gave, gave what was hers to give
