"""The body of the review's report: counts, what decisions did, suggestions, candidates."""

from collections.abc import Iterator, Mapping

from counter_app.domain.posted import ReviewReport
from counter_app.domain.procedure import DecisionKind
from counter_app.domain.review import Candidate
from counter_app.domain.suggestion import Flaw, Outcome, Suggestion
from printing.flow import Sheet
from printing.fonts import Face
from printing.legible import legible
from printing.page import MM, Align
from printing.table import Cell, Column, put_table, said

_KINDS = {
    DecisionKind.NEW: "Ban hành mới",
    DecisionKind.AMEND: "Sửa đổi, bổ sung",
    DecisionKind.REPLACE: "Bị thay thế",
    DecisionKind.REPEAL: "Bãi bỏ",
}
_FLAWS = {
    Flaw.OVERLAPPING: "Trùng lặp",
    Flaw.CONTRADICTORY: "Mâu thuẫn",
    Flaw.NEEDLESS_COMPONENT: "Thành phần hồ sơ không cần thiết",
    Flaw.TERM_TOO_LONG: "Thời hạn quá dài",
    Flaw.TERM_NEVER_MET: "Thời hạn không lần nào giữ được",
    Flaw.UNUSED: "Không phát sinh hồ sơ",
}
_OUTCOMES = {
    Outcome.FILED: "chờ xem xét",
    Outcome.CONSIDERED: "đang xem xét",
    Outcome.ACCEPTED: "chấp nhận",
    Outcome.DECLINED: "không chấp nhận",
}
_COUNTS = (
    Column("Quyết định công bố trong quý", 60 * MM, Align.LEFT),
    Column("Số thủ tục", 25 * MM),
    Column("Mã thủ tục", 95 * MM, Align.LEFT),
)
_SUGGESTIONS = (
    Column("STT", 10 * MM),
    Column("Vướng mắc", 38 * MM, Align.LEFT),
    Column("Thủ tục", 28 * MM, Align.LEFT),
    Column("Kiến nghị", 66 * MM, Align.LEFT),
    Column("Kết quả", 38 * MM, Align.LEFT),
)
_CANDIDATES = (
    Column("STT", 10 * MM),
    Column("Cần xem lại", 52 * MM, Align.LEFT),
    Column("Thủ tục", 74 * MM, Align.LEFT),
    Column("Thành phần hồ sơ, số liệu", 44 * MM, Align.LEFT),
)


def put_review(sheet: Sheet, report: ReviewReport) -> None:
    """The report's tables from the sheet's present height on."""
    review = report.review
    put_table(
        sheet,
        _COUNTS,
        (
            (
                said(_KINDS[kind]),
                said(str(review.count(kind))),
                said(legible(_codes(review.decided[kind]))),
            )
            for kind in DecisionKind
        ),
    )
    accepted, filed = review.answered(Outcome.ACCEPTED), len(review.suggestions)
    _put_heading(sheet, f"Kiến nghị gửi trong quý: {filed}, đã chấp nhận: {accepted}")
    if review.suggestions:
        rows = map(_suggestion, range(1, filed + 1), review.suggestions)
        put_table(sheet, _SUGGESTIONS, rows)
    _put_heading(sheet, f"Chương trình tự tìm thấy: {len(review.candidates)}")
    if review.candidates:
        put_table(sheet, _CANDIDATES, _candidates(review.candidates, report.names))


def _put_heading(sheet: Sheet, text: str) -> None:
    sheet.y += 4 * MM
    sheet.need(4 * sheet.styles.text.leading)
    sheet.paragraph(((Face.BOLD, text),), sheet.styles.text)
    sheet.y += 1 * MM


def _suggestion(number: int, found: Suggestion) -> tuple[Cell, ...]:
    said_there = legible(found.said)
    paper = (((Face.ITALIC, said_there.component),),) if said_there.component else ()
    outcome = _OUTCOMES[found.outcome] + (f": {found.note}" if found.note else "")
    return (
        said(str(number)),
        said(_FLAWS[said_there.flaw]),
        said(_codes(said_there.procedures)),
        (*paper, ((Face.REGULAR, said_there.text),)),
        said(legible(outcome)),
    )


def _candidates(
    found: tuple[Candidate, ...], names: Mapping[str, str]
) -> Iterator[tuple[Cell, ...]]:
    for number, one in enumerate(found, 1):
        told = [legible(f"{code} {names.get(code, '')}".strip()) for code in one.procedures]
        about = one.component or (f"{one.finished} hồ sơ đã xong" if one.finished else "")
        yield (
            said(str(number)),
            said(_FLAWS[one.flaw]),
            tuple(((Face.REGULAR, text),) for text in told),
            said(legible(about)),
        )


def _codes(codes: tuple[str, ...]) -> str:
    return ", ".join(codes) or "–"
