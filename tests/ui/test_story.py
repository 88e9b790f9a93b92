"""The history in an officer's words: every kind of event says what it says, to whom, until when."""

from dataclasses import replace
from datetime import date

import pytest

from counter_app.domain.act import Role
from counter_app.domain.event import Kind, moment_text
from tests import make
from tests.make import MONDAY
from ui.acting.echo_field import AmountField, DayField, read_day
from ui.people_words import holder_words
from ui.shown import ShownDossier
from ui.story import story

DUE = moment_text(MONDAY.replace(day=20))
REASON = {"reason": "vì vậy"}
FILE = {"sha256": "0" * 64, "size": 9, "media": "application/pdf"}


def told(*events):
    """What the newest line says was done, after a reception and ``events``."""
    history = make.Story()
    history.receive()
    for kind, public, private in events:
        history.add(kind, public, private)
    names = {make.identity(701): "Trần Văn Bình"}
    return story(ShownDossier(history.fold(), names, MONDAY))[0]


@pytest.mark.parametrize(
    ("events", "words"),
    [
        (
            [(Kind.RESCHEDULED, {"due_at": DUE, "derivation": None, "calendar": "vn-2"}, REASON)],
            "dời ngày hẹn trả theo lịch làm việc mới, hẹn trả 09:00 thứ Sáu 20/11/2026: vì vậy",
        ),
        (
            [(Kind.FORWARDED, {"to": "role:leader"}, REASON)],
            "chuyển hồ sơ cho bộ phận lãnh đạo: vì vậy",
        ),
        (
            [(Kind.FORWARDED, {"to": str(make.identity(701))}, None)],
            "chuyển hồ sơ cho Trần Văn Bình",
        ),
        (
            [(Kind.TRANSFERRED, {"unit": {"code": "H26.15", "name": "Sở Xây dựng"}}, REASON)],
            "chuyển hồ sơ sang Sở Xây dựng: vì vậy",
        ),
        ([(Kind.ATTACHED, FILE, {"name": "bản vẽ.pdf"})], "đính kèm tệp “bản vẽ.pdf”"),
        (
            [(Kind.STOPPED, {}, REASON), (Kind.REOPENED, {"due_at": DUE}, REASON)],
            "mở lại hồ sơ: vì vậy, hẹn trả 09:00 thứ Sáu 20/11/2026",
        ),
        (
            [(Kind.PAUSED, {"kind": "posting", "document": "5/TB"}, None)],
            "tạm dừng tính thời hạn: niêm yết công khai, văn bản 5/TB",
        ),
        (
            [
                (Kind.PAUSED, {"kind": "posting", "document": "5/TB"}, None),
                (Kind.RESUMED, {"due_at": DUE}, None),
            ],
            "tính tiếp thời hạn, hẹn trả 09:00 thứ Sáu 20/11/2026",
        ),
        (
            [(Kind.FINISHED, {"outcome": "negative", "result": "9/TB"}, REASON)],
            "giải quyết xong: không giải quyết, kết quả 9/TB; lý do: vì vậy",
        ),
        (
            [
                (Kind.FINISHED, {"outcome": "positive"}, None),
                (
                    Kind.HANDED_OVER,
                    {"by": "proxy", "method": "counter"},
                    {"recipient": "Lan", "authorisation": "giấy số 5"},
                ),
            ],
            "trả kết quả cho Lan (được ủy quyền theo giấy số 5)",
        ),
        (
            [(Kind.RESOLVED, {"fields": {}, "reviewed": True}, None)],
            "xem lại việc không hợp với trạng thái hồ sơ",
        ),
    ],
)
def test_a_line_says_what_was_done(events, words):
    assert told(*events).what == words


def test_a_request_names_its_papers_and_its_last_day():
    asked = [{"name": "Đơn xin", "id": "tp2", "originals": 1, "certified": 0, "photocopies": 0}]
    line = told((Kind.SUPPLEMENT_REQUESTED, {"components": asked, "until": DUE}, REASON))
    assert line.what == ("yêu cầu bổ sung giấy tờ (Đơn xin), hạn 09:00 thứ Sáu 20/11/2026: vì vậy")


def test_the_payment_that_begins_a_phase_says_so():
    history = make.Story()
    history.receive()
    history.add(Kind.PAYMENT_REQUESTED, {"kind": "phi", "amount": 1000})
    paid = {"kind": "phi", "amount": 1000, "receipt_number": "7"}
    history.add(Kind.PAID, paid | {"term": "2 working_days", "due_at": DUE})
    (line, *_rest) = story(ShownDossier(history.fold(), {}, MONDAY))
    assert line.what == (
        "thu tiền: phí 1.000\u00a0đ, biên lai 7; bắt đầu giai đoạn 2 ngày làm việc,"
        " hẹn trả 09:00 thứ Sáu 20/11/2026"
    )


def test_a_file_that_was_taken_back_is_named():
    history = make.Story()
    history.receive()
    attached = history.add(Kind.ATTACHED, FILE, {"name": "bản vẽ.pdf"})
    history.add(Kind.DETACHED, {"attachment": str(attached.id)}, REASON)
    (line, *_rest) = story(ShownDossier(history.fold(), {}, MONDAY))
    assert line.what == "gỡ tệp đính kèm “bản vẽ.pdf”: vì vậy"


def test_what_two_desks_wrote_and_somebody_settled_is_named():
    history = make.Story()
    history.receive()
    history.add(Kind.RESOLVED, {"fields": {"sets": 2}}, {"fields": {"applicant.name": "Lan"}})
    (line, *_rest) = story(ShownDossier(history.fold(), {}, MONDAY))
    assert line.what == "chọn thông tin đúng (họ tên của chủ hồ sơ, số bộ hồ sơ)"


def test_what_passed_by_itself_has_no_officer_for_its_author():
    history = make.Story()
    history.receive()
    history.add(Kind.SUPPLEMENT_REQUESTED, {"components": []}, REASON)
    history.add(Kind.STOPPED, {}, REASON)
    dossier = history.fold()
    last = replace(dossier.history[-1], role=Role.LIMIT.value)
    dossier = replace(dossier, history=(*dossier.history[:-1], last))
    assert story(ShownDossier(dossier, {}, MONDAY))[0].who == (
        "Chương trình (tự động khi hết hạn bổ sung)"
    )


def test_nobody_is_shown_by_a_number():
    history = make.Story()
    history.receive()
    shown = ShownDossier(history.fold(), {}, MONDAY)
    assert holder_words(shown, str(make.identity(5))) == "công chức của UBND phường Hoàn Kiếm"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5/12", date(2026, 12, 5)),
        ("1/1", date(2027, 1, 1)),  # the next such day
        ("05/12/2026", date(2026, 12, 5)),
        ("05122026", date(2026, 12, 5)),
        ("5/12/26", date(2026, 12, 5)),
        ("2026-12-05", date(2026, 12, 5)),
        ("31/2", None),
        ("mai", None),
        ("", None),
    ],
)
def test_a_day_is_read_as_officers_write_it(text, day):
    assert read_day(text, MONDAY.date()) == day


def test_fields_say_how_they_understand_what_was_typed(qtbot):
    day, amount = DayField(MONDAY.date()), AmountField()
    qtbot.addWidget(day)
    qtbot.addWidget(amount)
    day.setText("5/12")
    amount.setText("1250000")
    assert (day.said(), day.echo()) == ("2026-12-05", "thứ Bảy 05/12/2026")
    assert (amount.said(), amount.echo()) == (1_250_000, "1.250.000\u00a0đ")
    day.setText("mai")
    amount.setText("một triệu")
    assert (day.said(), day.echo(), amount.said(), amount.echo()) == ("mai", "", "một triệu", "")
