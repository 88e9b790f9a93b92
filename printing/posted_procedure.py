"""One procedure as citizens read it: how to hand in, for how long, what it costs, what to bring."""

from collections.abc import Iterator

from counter_app.domain.procedure import (
    Case,
    Channel,
    Component,
    Decision,
    DecisionKind,
    Need,
    Offer,
    ProcedureVersion,
    Step,
)
from printing.codes import QUIET_QR, Dots, qr
from printing.flow import Place, Runs, Sheet, lines, put_block
from printing.fonts import Face
from printing.page import MM, Align
from printing.table import Cell, Column, put_table, said
from printing.wording import fees_in_words, term_in_words

_QR_ROOM = 27 * MM
_APART = 2 * MM
_BY = {Channel.COUNTER: "Trực tiếp", Channel.POST: "Bưu chính", Channel.ONLINE: "Trực tuyến"}
_LEVELS = {
    "commune": "Cấp xã",
    "commune_police": "Công an cấp xã",
    "province": "Cấp tỉnh",
    "ministry": "Cấp bộ",
}
_KINDS = {
    DecisionKind.NEW: "ban hành mới",
    DecisionKind.AMEND: "sửa đổi, bổ sung",
    DecisionKind.REPLACE: "thay thế",
    DecisionKind.REPEAL: "bãi bỏ",
}
_ROLES = {
    "reception": "Bộ phận tiếp nhận và trả kết quả",
    "processing": "Công chức xử lý",
    "leader": "Lãnh đạo",
    "supervisor": "Người giám sát",
}
_OFFERS = (
    Column("Trường hợp", 47 * MM, Align.LEFT),
    Column("Hình thức nộp", 25 * MM),
    Column("Thời hạn giải quyết", 45 * MM, Align.LEFT),
    Column("Phí, lệ phí", 63 * MM, Align.LEFT),
)
_COUNTS = "Số bản"
_PAPERS = (
    Column("STT", 10 * MM),
    Column("Thành phần hồ sơ", 88 * MM, Align.LEFT),
    Column("chính", 13 * MM, group=_COUNTS),
    Column("chứng thực", 14 * MM, group=_COUNTS),
    Column("photo", 13 * MM, group=_COUNTS),
    Column("Ghi chú", 42 * MM, Align.LEFT),
)
_STEPS = (
    Column("Bước", 12 * MM),
    Column("Nội dung", 70 * MM, Align.LEFT),
    Column("Người thực hiện", 58 * MM, Align.LEFT),
    Column("Thời hạn", 40 * MM, Align.LEFT),
)


def put_procedure(sheet: Sheet, version: ProcedureVersion, address: str, dots: Dots) -> None:
    """Everything a version says, from the sheet's present height on; every text is printable."""
    _put_facts(sheet, version, address, dots)
    _put_heading(sheet, "1. Cách thức thực hiện, thời hạn, phí và lệ phí")
    put_table(sheet, _OFFERS, (_offer(c, o) for c in version.cases for o in c.offers))
    _put_heading(sheet, "2. Thành phần hồ sơ")
    put_table(
        sheet, _PAPERS, map(_paper, range(1, len(version.components) + 1), version.components)
    )
    if version.steps:
        _put_heading(sheet, "3. Trình tự thực hiện")
        put_table(sheet, _STEPS, map(_step, range(1, len(version.steps) + 1), version.steps))
    if version.result:
        _put_heading(sheet, f"{4 if version.steps else 3}. Kết quả")
        sheet.paragraph(((Face.REGULAR, version.result),), sheet.styles.text)


def _put_facts(sheet: Sheet, version: ProcedureVersion, address: str, dots: Dots) -> None:
    """Name, code and decision on the left, the code with the address on the right."""
    style, paper = sheet.styles.text, sheet.paper
    square = qr(address, paper.width - paper.right, sheet.y, _QR_ROOM, dots)
    sheet.leaf.grids.append(square)
    below = square.y + square.rows * square.row
    room = square.x - QUIET_QR * square.module - paper.left
    for runs in _facts(version, address):
        for line in lines(runs, style.size, room):
            sheet.need(style.leading)
            sheet.y = put_block(sheet.leaf, (line,), Place(paper.left, sheet.y, room), style)
        sheet.y += 0.6 * MM
    if sheet.leaf.grids and sheet.leaf.grids[-1] is square:
        sheet.y = max(sheet.y, below)
    sheet.y += _APART


def _facts(version: ProcedureVersion, address: str) -> Iterator[Runs]:
    yield ((Face.BOLD, version.name.vi),)
    level = _LEVELS.get(version.level, version.level)
    told = [
        ("Mã thủ tục:", version.code),
        ("Lĩnh vực:", version.field),
        ("Cấp thực hiện:", level),
        ("Quyết định công bố:", _decision(version.decision)),
    ]
    if address != version.code:
        told.append(("Tra cứu tại:", address))
    for label, value in told:
        yield ((Face.REGULAR, label), (Face.REGULAR, value))


def _decision(decision: Decision) -> str:
    days = [
        f"{what} {day:%d/%m/%Y}"
        for what, day in (
            ("ban hành ngày", decision.issued),
            ("công khai ngày", decision.published),
            ("có hiệu lực từ ngày", decision.effective),
        )
        if day is not None
    ]
    return ", ".join([f"{decision.number or 'chưa rõ'} ({_KINDS[decision.kind]})", *days])


def _put_heading(sheet: Sheet, text: str) -> None:
    style = sheet.styles.text
    sheet.y += _APART
    sheet.need(4 * style.leading)
    sheet.paragraph(((Face.BOLD, text),), style)
    sheet.y += 1 * MM


def _offer(case: Case, offer: Offer) -> tuple[Cell, ...]:
    terms = offer.phases or ((offer.term,) if offer.term else ())
    if len(terms) > 1:
        worded = [f"Giai đoạn {n}: {term_in_words(term)}" for n, term in enumerate(terms, 1)]
    else:
        worded = [term_in_words(term) for term in terms] or ["chưa có thông tin"]
    fees = fees_in_words(offer.fees) or "không"
    return (
        said(case.name),
        said(_BY[offer.channel]),
        tuple(((Face.REGULAR, text),) for text in worded),
        said(fees),
    )


def _paper(number: int, component: Component) -> tuple[Cell, ...]:
    notes = {
        Need.YES: "",
        Need.CONDITIONAL: component.condition or "nếu có",
        Need.UNKNOWN: "hỏi khi nộp",
    }
    counts = (component.originals, component.certified, component.photocopies)
    return (
        said(str(number)),
        said(component.name),
        *(said(str(count) if count else "–") for count in counts),
        said(notes[component.need]),
    )


def _step(number: int, step: Step) -> tuple[Cell, ...]:
    who = _ROLES.get(step.role, step.role)
    return (
        said(str(number)),
        said(step.name),
        said(f"{who} – {step.unit}" if step.unit else who),
        said(term_in_words(step.term) if step.term else "–"),
    )
