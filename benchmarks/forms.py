"""Every form but the receipt against a bare canvas that draws the same text and codes."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from benchmarks.bare_canvas import bare
from benchmarks.figures import Figure, timed
from counter_app.domain.due import Timeliness
from counter_app.domain.form_templates import Form, template_for
from counter_app.domain.forms import Letterhead, PageSize, PaperLine, Party
from counter_app.domain.forms_heading import Heading
from counter_app.domain.forms_slips import (
    Apology,
    Contact,
    ControlSlip,
    FolderLabel,
    HandOver,
    HandOverSlip,
    PrintedForm,
    Refusal,
    Register,
    RegisterEntry,
    StopNotice,
    SupplementRequest,
    VisitEntry,
    VisitList,
)
from counter_app.domain.procedure import Channel
from printing.forms import form_leaves, render_form

BUDGET = 2.0  # times the bare canvas
_ROUNDS = 60
_DAY = date(2026, 11, 23)
_AT = datetime(2026, 11, 23, 9, 5, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
_DUE = _AT + timedelta(days=14)
_UNIT = "Ủy ban nhân dân phường Nghĩa Đô"
_DESK = "Trung tâm Phục vụ hành chính công"
_LETTERHEAD = Letterhead("Ủy ban nhân dân thành phố Hà Nội", _UNIT, _DESK, "Hà Nội")
_PROCEDURE = "Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ"
_FIELD = "Hoạt động xây dựng"
_REASON = "cơ quan phối hợp chưa có văn bản trả lời về quy hoạch của khu đất"
_OFFICER, _LEADER = "Lê Thị Ngọc Bích", "Phạm Quốc Thưởng"
_CONTACT = Contact(_OFFICER, "024 3756 1234", "https://dichvucong.hanoi.gov.vn")
_NAMES = ("Nguyễn Thị Hiếu", "Trần Đức Ngọc", "Lê Hoàng Quỳnh", "Phạm Văn Thưởng")
_PAPERS = (
    "Đơn đề nghị cấp giấy phép xây dựng theo mẫu",
    "Giấy tờ chứng minh quyền sử dụng đất theo quy định của pháp luật về đất đai",
    "Bản vẽ thiết kế xây dựng",
    "Văn bản ủy quyền được chứng thực",
)

Make = Callable[[int], PrintedForm]


def measure(rounds: int = _ROUNDS) -> list[Figure]:
    """A ratio of medians for each form; both take turns, so that all meet the same load.

    No two forms share a name or a code: nothing is answered from a cache that a counter would
    not have filled. The bare canvas is given the finished places of all strings.
    """
    return [_figure(name, make, rounds) for name, make in _MAKERS.items()]


def _figure(name: str, make: Make, rounds: int) -> Figure:
    render_form(make(2 * rounds), _page(make(2 * rounds)))
    bare_ms, form_ms = [], []
    for number in range(rounds):
        form, other = make(number), make(rounds + number)
        paper, leaves = form_leaves(other)
        size = (paper.width, paper.height)
        alias, qr_text = _codes(other)
        bare_ms.append(timed(lambda of=leaves, s=size, a=alias, q=qr_text: bare(of, s, a, q)))  # type: ignore[misc]
        form_ms.append(timed(lambda of=form: render_form(of, _page(of))))  # type: ignore[misc]
    plain, full = median(bare_ms), median(form_ms)
    note = f"bare canvas {plain:.2f} ms"
    return Figure(f"forms.{name}", full / plain, "x bare canvas", BUDGET, note=note)


def _page(form: PrintedForm) -> PageSize:
    heading = getattr(form, "heading", None)
    return heading.template.page if heading else PageSize.LABEL


def _codes(form: PrintedForm) -> tuple[str, str]:
    if isinstance(form, FolderLabel):
        return form.alias, ""
    heading = getattr(form, "heading", None)
    return (heading.alias, heading.qr_text) if heading else ("", "")


def _heading(form: Form, number: int, *, coded: bool = True) -> Heading:
    plain = Heading(_LETTERHEAD, template_for(form, _DAY), f"{number}/HD", _AT)
    if not coded:
        return plain
    code, alias = _code(number)
    return replace(plain, code=code, alias=alias, qr_text=f"{code};2026-12-07T09:05+07:00;H26.12")


def _code(number: int) -> tuple[str, str]:
    digits = f"261226112303{number:04}"
    return f"H26.12-261123-03{number:04}", f"{digits}{98 - int(digits) * 100 % 97:02}"


def _party(number: int) -> Party:
    return Party(
        f"{_NAMES[number % 4]} {number}",
        id_number=f"00119000{number:04}",
        phone=f"091234{number:04}",
        address=f"Số {number}, đường Hoàng Quốc Việt, phường Nghĩa Đô, thành phố Hà Nội",
    )


def _papers(count: int) -> tuple[PaperLine, ...]:
    return tuple(PaperLine(_PAPERS[n % 4], 1, n % 2, n % 3) for n in range(count))


def _supplement(number: int, papers: int = 4) -> SupplementRequest:
    return SupplementRequest(
        _heading(Form.SUPPLEMENT, number),
        _party(number),
        None,
        _PROCEDURE,
        "",
        _AT,
        _papers(papers),
        _REASON,
        _DUE,
        _CONTACT,
    )


def _refusal(number: int) -> Refusal:
    heading = _heading(Form.DECLINE, number, coded=False)
    basis = "Điều 17 Nghị định số 118/2025/NĐ-CP"
    return Refusal(heading, _party(number), None, _PROCEDURE, "", None, _REASON, basis, _CONTACT)


def _apology(number: int) -> Apology:
    heading, party = _heading(Form.APOLOGY, number), _party(number)
    new = _DUE + timedelta(days=7)
    return Apology(heading, party, _PROCEDURE, _FIELD, _AT, _DUE, _REASON, new, _LEADER, (_DESK,))


def _stop_notice(number: int) -> StopNotice:
    return StopNotice(
        _heading(Form.STOP, number),
        _party(number),
        _PROCEDURE,
        _FIELD,
        _AT,
        _DUE,
        _REASON,
        "Điều 17 Nghị định số 118/2025/NĐ-CP",
        _papers(2),
        "tại bộ phận đã tiếp nhận hồ sơ, trong giờ làm việc",
        "hoàn trả theo biên lai đã cấp",
        _CONTACT,
        _LEADER,
        (_DESK,),
    )


def _control_slip(number: int) -> ControlSlip:
    given = HandOver(_OFFICER, _DESK, _LEADER, _UNIT, _AT, Timeliness.ON_TIME)
    heading, name = _heading(Form.CONTROL_SLIP, number), _party(number).name
    return ControlSlip(heading, name, _PROCEDURE, _AT, _DUE, _UNIT, (_DESK,), (given,) * 4)


def _register(number: int) -> Register:
    return Register(
        _heading(Form.REGISTER, number, coded=False),
        "03",
        _DAY,
        _DAY,
        tuple(_register_entries(number * 60, 60)),
        _OFFICER,
    )


def _register_entries(first: int, count: int) -> Iterator[RegisterEntry]:
    for number in range(first, first + count):
        code, party = _code(number % 10_000)[0], _party(number)
        yield RegisterEntry(
            code,
            _PROCEDURE,
            1,
            party.name,
            party.address,
            party.phone,
            _UNIT,
            _AT,
            _DUE,
            None,
            Channel.COUNTER,
        )


def _hand_over(number: int) -> HandOverSlip:
    return HandOverSlip(
        _heading(Form.HAND_OVER, number),
        _party(number),
        None,
        "",
        _PROCEDURE,
        "",
        "Giấy phép xây dựng",
        _papers(2),
        _DUE,
        _AT,
        Channel.COUNTER,
        _OFFICER,
    )


def _visit_list(number: int) -> VisitList:
    codes = (_code((number * 5 + n) % 10_000)[0] for n in range(5))
    entries = tuple(
        VisitEntry(code, _PROCEDURE, _UNIT, _AT, _DUE, "10 working_days", 1) for code in codes
    )
    heading = _heading(Form.VISIT_LIST, number, coded=False)
    return VisitList(heading, _party(number), entries, _OFFICER, _CONTACT.phone, _CONTACT.website)


def _label(number: int) -> FolderLabel:
    return FolderLabel(*_code(number), _PROCEDURE, _DUE)


_MAKERS: dict[str, Make] = {
    "supplement": _supplement,
    "supplement.60": lambda number: _supplement(number, 60),
    "decline": _refusal,
    "apology": _apology,
    "stop": _stop_notice,
    "control-slip": _control_slip,
    "register.60": _register,
    "hand-over": _hand_over,
    "visit-list": _visit_list,
    "label": _label,
}
