"""Forms 02 to 07 and the desk's own papers to print, under either circular."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from counter_app.domain.due import Timeliness
from counter_app.domain.form_templates import Form, template_for
from counter_app.domain.forms import PageSize, PaperLine
from counter_app.domain.forms_heading import Heading
from counter_app.domain.forms_slips import (
    Apology,
    Contact,
    ControlSlip,
    FolderLabel,
    HandOver,
    HandOverSlip,
    Refusal,
    Register,
    RegisterEntry,
    StopNotice,
    SupplementRequest,
    VisitEntry,
    VisitList,
)
from counter_app.domain.procedure import Channel
from tests.printing.receipts import FULL, PAPERS, ZONE

NEW, OLD = date(2026, 11, 23), date(2025, 5, 12)
UNIT = FULL.letterhead.unit
PHONE = "024 3756 1234"
CONTACT = Contact("Lê Thị Ngọc Bích", PHONE, "https://dichvucong.hanoi.gov.vn")
PROCEDURE = "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ"
CONTENT = "Xin cấp giấy phép xây dựng nhà ở riêng lẻ tại số 5 phố Đặng Thùy Trâm"
FIELD = "Hoạt động xây dựng"


def at(day: date, hour: int, minute: int = 0, after: int = 0) -> datetime:
    """A moment ``after`` days from ``day``."""
    moment = datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)
    return moment + timedelta(days=after)


def heading(form: Form, day: date, number: str = "", *, coded: bool = True) -> Heading:
    codes = (FULL.code, FULL.alias, FULL.qr_text) if coded else ("", "", "")
    template = template_for(form, day)
    return Heading(FULL.letterhead, template, number, at(day, 9, 6, 3), *codes, FULL.short_hash)


def supplement(day: date = NEW) -> SupplementRequest:
    return SupplementRequest(
        heading=heading(Form.SUPPLEMENT, day, "17/HDHS"),
        submitter=FULL.submitter,
        applicant=FULL.applicant,
        procedure=PROCEDURE,
        content=CONTENT,
        received_at=at(day, 9, 5),
        papers=(PAPERS[0], PAPERS[4], PAPERS[5]),
        reason="bản vẽ thiết kế chưa có chữ ký của chủ trì; văn bản ủy quyền đã hết hạn",
        until=at(day, 17, 0, 18),
        contact=CONTACT,
    )


def refusal(day: date = NEW) -> Refusal:
    return Refusal(
        heading=heading(Form.DECLINE, day, "TC-261123-030002", coded=False),
        submitter=FULL.submitter,
        applicant=None,
        procedure=PROCEDURE,
        content="",
        submitted_at=None,
        reason="Thửa đất thuộc địa bàn phường Cầu Giấy; hồ sơ không thuộc thẩm quyền giải quyết",
        legal_basis="điểm a khoản 2 Điều 103 Luật Xây dựng",
        contact=CONTACT,
    )


def apology(day: date = NEW) -> Apology:
    return Apology(
        heading=heading(Form.APOLOGY, day, "05/PXL"),
        recipient=FULL.submitter,
        procedure=PROCEDURE,
        field=FIELD,
        received_at=at(day, 9, 5),
        due_at=at(day, 9, 5, 2),
        reason="cơ quan phối hợp chưa có văn bản trả lời về quy hoạch của khu đất.",
        new_due_at=at(day, 9, 5, 14),
        signer="Phạm Quốc Thưởng",
        copies_to=("Trung tâm Phục vụ hành chính công", "Phòng Kinh tế, Hạ tầng và Đô thị"),
    )


def stop_notice(day: date = NEW) -> StopNotice:
    return StopNotice(
        heading=heading(Form.STOP, day, "03/TB"),
        recipient=FULL.submitter,
        procedure=PROCEDURE,
        field=FIELD,
        received_at=at(day, 9, 5),
        stopped_at=at(day, 9, 0, 3),
        reason="quá thời hạn bổ sung hồ sơ mà người nộp không bổ sung",
        legal_basis="Điều 17 Nghị định số 118/2025/NĐ-CP",
        papers=PAPERS[:2],
        collect="tại Trung tâm Phục vụ hành chính công phường Nghĩa Đô, trong giờ làm việc",
        refund="hoàn trả 20.000 đ theo biên lai số 000127",
        contact=CONTACT,
        signer="Phạm Quốc Thưởng",
        copies_to=("Phòng Kinh tế, Hạ tầng và Đô thị",),
    )


def control_slip(day: date = NEW) -> ControlSlip:
    desk, office = "Trung tâm Phục vụ hành chính công", "Phòng Kinh tế, Hạ tầng và Đô thị"
    officers = ("Lê Thị Ngọc Bích", "Đỗ Văn Hưởng", "Phạm Quốc Thưởng")
    return ControlSlip(
        heading=heading(Form.CONTROL_SLIP, day),
        applicant="Trần Minh An",
        procedure=PROCEDURE,
        received_at=at(day, 9, 5),
        due_at=at(day, 9, 5, 14),
        unit=UNIT,
        coordinating=(office, "Công an phường Nghĩa Đô"),
        hand_overs=(
            HandOver(officers[0], desk, officers[1], office, at(day, 10, 30), Timeliness.ON_TIME),
            HandOver(
                officers[1], office, officers[2], UNIT, at(day, 16, 0, 6), Timeliness.EARLY, "sớm"
            ),
            HandOver(officers[2], UNIT, officers[0], desk, at(day, 8, 15, 15), Timeliness.LATE),
        ),
        book=("03", "127"),
    )


def entries(count: int, day: date = NEW) -> tuple[RegisterEntry, ...]:
    names = ("Nguyễn Thị Hoàng Hiếu", "Công ty TNHH Xây dựng Hoàng Long", "Trần Minh An")
    procedures = ("Đăng ký khai sinh", PROCEDURE, "Chứng thực bản sao từ bản chính")
    return tuple(
        RegisterEntry(
            code=f"H26.12-261123-03{number:04}",
            procedure=procedures[number % 3],
            sets=1 + number % 2,
            name=names[number % 3],
            address=f"Số {number} phố Đặng Thùy Trâm, phường Nghĩa Đô",
            phone="0912345678",
            unit=UNIT,
            received_at=at(day, 9, 5),
            due_at=at(day, 9, 5, 14) if number % 4 else None,
            returned_at=at(day, 15, 40, 9) if number % 2 else None,
            channel=tuple(Channel)[number % 3],
            note="hẹn lại" if number % 7 == 0 else "",
        )
        for number in range(1, count + 1)
    )


def register(day: date = NEW, count: int = 12) -> Register:
    return Register(
        heading=heading(Form.REGISTER, day, coded=False),
        volume="03",
        first_day=day.replace(day=1),
        last_day=day,
        entries=entries(count, day),
        officer="Lê Thị Ngọc Bích",
    )


def hand_over(day: date = NEW) -> HandOverSlip:
    return HandOverSlip(
        heading=heading(Form.HAND_OVER, day, "88/BNTKQ"),
        recipient=FULL.submitter,
        applicant=FULL.applicant,
        authority="Giấy ủy quyền số 12/2026 ngày 20/11/2026",
        procedure=PROCEDURE,
        content=CONTENT,
        result="Giấy phép xây dựng số 45/GPXD ngày 01/12/2026",
        papers=(
            PaperLine("Giấy phép xây dựng số 45/GPXD", 1, 0, 0),
            PaperLine("Bản vẽ thiết kế xây dựng đã đóng dấu thẩm định", 1, 0, 1),
        ),
        due_at=at(day, 9, 5, 14),
        handed_over_at=at(day, 9, 6, 3),
        channel=Channel.COUNTER,
        officer="Lê Thị Ngọc Bích",
    )


def visit_list(day: date = NEW, count: int = 5) -> VisitList:
    contents = ("Đăng ký khai sinh cho con là Trần Minh An", CONTENT, "Chứng thực bản sao")
    terms = ("same_day", "15 working_days", "none")
    return VisitList(
        heading=heading(Form.VISIT_LIST, day, coded=False),
        submitter=FULL.submitter,
        entries=tuple(
            VisitEntry(
                code=f"H26.12-261123-03{number:04}",
                content=contents[number % 3],
                unit=UNIT,
                received_at=at(day, 9, number % 60),
                due_at=at(day, 17, 0, number % 9) if number % 3 != 2 else None,
                term=terms[number % 3],
                sets=1,
            )
            for number in range(1, count + 1)
        ),
        officer="Lê Thị Ngọc Bích",
        hotline=PHONE,
        lookup_url="https://dichvucong.hanoi.gov.vn",
    )


LABEL = FolderLabel(FULL.code, FULL.alias, PROCEDURE, at(NEW, 9, 5, 14))
BY_NAME = {
    "supplement": supplement,
    "decline": refusal,
    "apology": apology,
    "control-slip": control_slip,
    "register": register,
    "hand-over": hand_over,
    "visit-list": visit_list,
}
ALL: dict[str, Any] = {
    **{name: make() for name, make in BY_NAME.items()},
    **{f"{name}-2018": make(OLD) for name, make in BY_NAME.items()},
    "stop": stop_notice(),
    "label": LABEL,
}


def page_of(form: Any) -> PageSize:
    """The paper a form is made for."""
    return PageSize.LABEL if isinstance(form, FolderLabel) else form.heading.template.page


def headed(form: Any, **changes: Any) -> Any:
    """``form`` with some of its heading changed."""
    return replace(form, heading=replace(form.heading, **changes))
