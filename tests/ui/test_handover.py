"""Results go over the counter: by scanner and keyboard, on a real desk in the real window."""

import io

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea
from reportlab.pdfgen.canvas import Canvas

from counter_app.domain.attachment import Purpose
from counter_app.domain.dossier import Status
from counter_app.i18n import use_language
from counter_app.services.attaching import NewAttachment
from tests import make
from tests.ui.handover_desk import Hands
from tests.ui.window import open_window

DUC = make.person("Trần Văn Đức", id_number="001085054321", birth_date="1985-01-30")
PROXY_CARD = "001192099999||Lê Thị Nga|02031992|Nữ|12 Hàng Bài, Hoàn Kiếm, Hà Nội|10052021"
DUC_CARD = "001085054321||Trần Văn Đức|30011985|Nam|12 Hàng Bài, Hoàn Kiếm, Hà Nội|10052021"


@pytest.fixture
def window(qtbot, desk):
    opened = open_window(qtbot, desk.folder, open_counter=lambda _folder: desk.counter)
    yield opened
    opened.settle()
    opened.shell.close()
    opened.workers.shutdown()
    use_language("vi")


@pytest.fixture
def hands(window):
    """Signs reception in and opens the page, after the dossiers of the test were made."""
    return lambda: Hands(window, "tiepnhan", Qt.Key.Key_F5, "handover.code")


@pytest.fixture
def finished(desk):
    """A dossier of this person with a positive result; what the tariff names is paid."""

    def finish(person=DUC, *, pays=True, result="123/KS", **more):
        dossier = desk.receive(applicant=person, **more)
        desk.clock.forward(hours=1)
        data = {"outcome": "positive", "result": result}
        dossier = desk.counter.perform(dossier.id, "finish", data, desk.officer())
        return pay_all(desk, dossier) if pays else dossier

    return finish


def pay_all(desk, dossier):
    for number, fee in enumerate(f for f in dossier.fees if f.amount):
        data = {"kind": fee.kind, "amount": fee.amount, "receipt_number": f"BL{number}"}
        dossier = desk.counter.perform(dossier.id, "pay", data, desk.officer())
    return dossier


def owing(desk, amount=8000):
    """A finished dossier of which this much lệ phí is still due."""
    dossier = desk.receive(applicant=DUC, procedure=make.GUARDIAN)
    processing = desk.officer("xuly")
    desk.counter.perform(dossier.id, "take", {}, processing)
    data = {"kind": "le_phi", "amount": amount}
    desk.counter.perform(dossier.id, "request-payment", data, processing)
    paid = {"kind": "le_phi", "amount": amount, "receipt_number": "BL1"}
    desk.counter.perform(dossier.id, "pay", paid, desk.officer())
    desk.counter.perform(dossier.id, "finish", {"outcome": "positive"}, processing)
    back = {"receipt_number": "BL1", "reason": "ghi nhầm"}
    return desk.counter.perform(dossier.id, "reverse", back, desk.officer())


def test_a_scan_and_one_key_hand_a_result_over(hands, desk, finished):
    dossier = finished()
    at = hands()
    at.scan(dossier.alias)
    read = at.words()
    assert "Trần Văn Đức" in read
    assert "30/01/1985" in read
    assert "001085054321" in read  # its own page: as written
    assert "123/KS" in read
    assert "Đồng ý giải quyết" in read
    at.ctrl(Qt.Key.Key_Return)
    after = desk.dossier(dossier)
    assert (after.status, after.recipient, after.method) == (10, "Trần Văn Đức", "counter")
    assert at.window.focused() == "handover.code"
    assert f"Đã trả kết quả hồ sơ {dossier.code} cho Trần Văn Đức." in at.words("handover.note")


def test_the_next_scan_follows_at_once(hands, desk, finished):
    first, second = finished(), finished(make.person())
    at = hands()
    for dossier in (first, second):
        at.scan(dossier.code)
        at.ctrl(Qt.Key.Key_Return)
    assert [desk.dossier(d).status for d in (first, second)] == [10, 10]


def test_a_card_shown_by_somebody_else_makes_them_the_proxy(hands, desk, finished):
    dossier = finished()
    at = hands()
    at.scan(dossier.alias)
    at.scan(PROXY_CARD)
    assert at.window.focused() == "handover.document"
    at.type("15/UQ ngày 20/11/2026")
    at.ctrl(Qt.Key.Key_Return)
    after = desk.counter.questions.events(dossier.id)[-1]
    assert after.private == {
        "recipient": "Lê Thị Nga",
        "recipient_id": "001192099999",
        "authorisation": "15/UQ ngày 20/11/2026",
    }
    assert after.public == {"method": "counter", "by": "proxy"}


def test_a_proxy_without_a_name_is_asked_for_it(hands, desk, finished):
    dossier = finished()
    at = hands()
    at.scan(dossier.alias)
    at.press(Qt.Key.Key_Down)  # from the applicant to the proxy
    at.ctrl(Qt.Key.Key_Return)
    assert at.window.focused() == "handover.name"
    assert "Ghi họ tên người nhận thay." in at.words()
    assert desk.dossier(dossier).status is Status.FINISHED


def test_where_somebody_handed_it_in_for_another_one_has_to_choose(hands, desk, finished):
    dossier = finished(submitter=make.person("Lê Thị Nga", id_number="001192099999"))
    at = hands()
    at.scan(dossier.alias)
    at.ctrl(Qt.Key.Key_Return)
    assert "Chọn người nhận kết quả." in at.words("handover.message")
    assert desk.dossier(dossier).status is Status.FINISHED
    at.press(Qt.Key.Key_Down)
    at.press(Qt.Key.Key_Space)
    at.ctrl(Qt.Key.Key_Return)
    assert desk.dossier(dossier).recipient == "Lê Thị Nga"


def test_money_still_due_is_loud_and_taken_on_the_spot(hands, desk):
    dossier = owing(desk)
    at = hands()
    at.scan(dossier.alias)
    assert "Còn phải thu: Lệ phí 8.000\u00a0đ." in at.words("handover.owed")
    assert at.window.focused() == "handover.receipt_number"
    at.ctrl(Qt.Key.Key_Return)
    assert "Thu đủ tiền trước" in at.words("handover.message")
    assert desk.dossier(dossier).status is Status.FINISHED
    at.type("BL1")  # was used before: refused beside the field, and it stays there
    at.press(Qt.Key.Key_Return)
    at.settle()
    assert at.find("handover.receipt_number").text() == "BL1"
    assert at.words("handover.owed") != "Còn phải thu: Lệ phí 8.000\u00a0đ."
    at.type("BL2")
    at.press(Qt.Key.Key_Return)
    at.settle()
    assert not at.sees("handover.owed")
    assert sum(p.amount for p in desk.dossier(dossier).payments) == 8000
    at.ctrl(Qt.Key.Key_Return)
    assert desk.dossier(dossier).status is Status.RETURNED


def test_money_may_be_taken_later_when_the_officer_says_so(hands, desk):
    dossier = owing(desk)
    at = hands()
    at.scan(dossier.alias)
    at.find("handover.later").setFocus()
    at.press(Qt.Key.Key_Space)
    at.ctrl(Qt.Key.Key_Return)
    assert desk.dossier(dossier).status is Status.RETURNED


def test_the_result_is_shown_as_it_was_attached(hands, desk, finished):
    dossier = finished()
    sheet = io.BytesIO()
    canvas = Canvas(sheet)
    canvas.drawString(100, 700, "GIAY KHAI SINH")
    canvas.save()
    new = NewAttachment(sheet.getvalue(), "giay khai sinh.pdf", purpose=Purpose.RESULT)
    desk.counter.attachments.attach(dossier.id, new, desk.officer())
    at = hands()
    at.scan(dossier.alias)
    at.window.qtbot.waitUntil(lambda: at.find("handover.result").is_drawn)
    assert at.find("handover.file.0").text() == "giay khai sinh.pdf"


def test_without_a_file_of_the_result_no_room_is_kept_for_one(hands, finished):
    dossier = finished()
    at = hands()
    at.scan(dossier.alias)
    assert "Không có tệp kết quả đính kèm." in at.words()
    assert not at.window.is_shown("handover.result")


def test_what_else_the_same_person_may_take_is_named_and_opened(hands, desk, finished):
    dossier, other = finished(), finished(procedure=make.BIRTH, result="124/KS")
    finished(make.person())
    at = hands()
    at.scan(dossier.alias)
    assert not at.sees(f"handover.other.{dossier.code}")
    at.find(f"handover.other.{other.code}").setFocus()
    at.press(Qt.Key.Key_Space)
    at.settle()
    assert "124/KS" in at.words()
    at.scan(dossier.alias)
    assert at.sees(f"handover.other.{other.code}")


def test_what_is_not_finished_is_told_plainly(hands, desk):
    dossier = desk.receive(applicant=DUC, procedure=make.GUARDIAN)
    desk.counter.perform(dossier.id, "take", {}, desk.officer("xuly"))
    at = hands()
    at.scan(dossier.alias)
    told = at.words("handover.standing")
    assert "đang giải quyết" in told
    assert f"Người giữ hồ sơ: {desk.officer('xuly').name}." in told
    assert "Hẹn trả 09:00 thứ Năm 19/11/2026." in told
    assert not at.sees("handover.submit")
    at.ctrl(Qt.Key.Key_Return)
    assert desk.dossier(dossier).status is Status.IN_PROCESS


def test_a_promise_that_was_broken_is_not_hidden(hands, desk):
    dossier = desk.receive(applicant=DUC, procedure=make.GUARDIAN)
    desk.clock.forward(days=10)
    at = hands()
    at.scan(dossier.alias)
    assert "đã quá hẹn" in at.words("handover.standing")


def test_what_was_handed_over_says_when_and_to_whom(hands, desk, finished):
    dossier = finished()
    data = {"recipient": {"name": "Lê Thị Nga"}, "method": "post"}
    desk.counter.perform(dossier.id, "hand-over", data, desk.officer())
    at = hands()
    at.scan(dossier.alias)
    assert at.words("handover.heading") == "Đã trả kết quả"
    told = at.words("handover.standing")
    assert "Lúc 10:00 thứ Hai 16/11/2026." in told
    assert "Người nhận: Lê Thị Nga." in told
    assert "Cách trả: qua bưu chính." in told
    assert desk.officer().name in told


def test_the_slip_is_an_event_before_it_is_paper(hands, desk, finished):
    dossier = finished()
    at = hands()
    at.scan(dossier.alias)
    assert not at.sees("handover.print")
    at.ctrl(Qt.Key.Key_Return)
    sheets = []
    at.page._slip._flow.print = sheets.append  # the printer's place: what would be sent
    at.ctrl(Qt.Key.Key_P)
    [sheet] = sheets
    assert sheet.content.startswith(b"%PDF")
    assert desk.dossier(dossier).history[-1].kind == "printed"


def test_while_nobody_stands_there_the_longest_waiting_comes_first_and_masked(
    hands, desk, finished
):
    finished()
    desk.clock.forward(days=2)
    finished(make.person())
    at = hands()
    model = at.find("handover.ready").model()
    rows = [[model.index(r, c).data() for c in range(6)] for r in range(model.rowCount())]
    assert [row[3] for row in rows] == ["Trần Văn Đức", "Nguyễn Thị Hiếu"]
    assert [row[0] for row in rows] == ["2 ngày", "hôm nay"]
    assert rows[0][4] == "001••••••321"
    at.press(Qt.Key.Key_Down)
    at.press(Qt.Key.Key_Return)
    at.settle()
    assert "001085054321" in at.words()
    at.press(Qt.Key.Key_Escape)
    at.settle()
    assert at.window.focused() == "handover.code"
    assert at.sees("handover.ready")


def test_an_empty_desk_says_what_will_appear(hands):
    assert "Chưa có kết quả nào chờ trả." in hands().words()


@pytest.mark.parametrize("typed", ["duc", "001085054321", "Trần Văn"])
def test_one_result_that_is_meant_is_opened(hands, desk, finished, typed):
    finished()
    finished(make.person())
    at = hands()
    at.type(typed)
    at.press(Qt.Key.Key_Return)
    at.settle()
    assert "30/01/1985" in at.words()


def test_several_results_are_listed_to_choose_from(hands, desk, finished):
    finished()
    finished()
    finished(make.person())
    at = hands()
    at.scan(DUC_CARD)
    model = at.find("handover.ready").model()
    assert [model.index(row, 3).data() for row in range(model.rowCount())] == ["Trần Văn Đức"] * 2
    at.press(Qt.Key.Key_Escape)
    at.settle()
    assert model.rowCount() == 3


def test_what_waits_for_nobody_is_said(hands, desk, finished):
    finished()
    at = hands()
    at.type("khong co ai")
    at.press(Qt.Key.Key_Return)
    at.settle()
    assert "Chưa có kết quả nào chờ trả khớp" in at.words()


def test_a_refusal_keeps_what_was_typed(hands, desk, finished):
    dossier = finished()
    at = hands()
    at.scan(dossier.alias)
    at.scan(PROXY_CARD)
    data = {"recipient": "applicant", "method": "counter"}
    desk.counter.perform(dossier.id, "hand-over", data, desk.officer())  # from another desk
    at.ctrl(Qt.Key.Key_Return)
    assert at.words("handover.message")
    assert at.find("handover.name").text() == "Lê Thị Nga"


@pytest.mark.parametrize(("language", "scale"), [("vi", 100), ("vi", 150), ("en", 150)])
def test_nothing_is_cut_at_any_text_size(hands, desk, window, language, scale):
    dossier = owing(desk)
    if language == "en":
        window.look.other_language()
    while window.look.preferences.text_scale < scale:
        window.look.larger_text()
    at = hands()
    at.scan(dossier.alias)
    QApplication.processEvents()
    for name in ("handover.submit", "handover.pay", "handover.later", "handover.back"):
        part = at.find(name)
        assert part.sizeHint().width() <= part.width(), name
    for area in at.page.findChildren(QScrollArea):
        assert area.widget().width() <= area.viewport().width()
    for words in at.page.findChildren(QLabel):
        if words.isVisible() and words.wordWrap():
            assert words.height() >= words.heightForWidth(words.width()), words.text()
