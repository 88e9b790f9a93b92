"""What the ratings page says of figures and complaints. No Qt."""

from counter_app.domain.estimate import Estimate
from counter_app.domain.quarter import Quarter
from counter_app.domain.rating import Finding
from counter_app.domain.rating_results import Group, UnitResults
from counter_app.i18n import _, language
from counter_app.services.complaints import Complaint

_ROMAN = ("I", "II", "III", "IV")


def quarter_words(quarter: Quarter) -> str:
    """``Quý IV/2026``."""
    return _("Quý {number}/{year}").format(number=_ROMAN[quarter.number - 1], year=quarter.year)


def points_words(estimate: Estimate | None) -> str:
    """``7,5 (7,2–7,9)``: of ten points, a place behind the comma is enough."""
    if estimate is None:
        return _("chưa đủ")
    value, low, high = (_number(x, 1) for x in (estimate.value, estimate.low, estimate.high))
    return f"{value} ({low}–{high})"


def share_words(estimate: Estimate | None) -> str:
    """``85 % (70–93)``."""
    if estimate is None:
        return _("chưa đủ")
    value, low, high = (f"{100 * x:.0f}" for x in (estimate.value, estimate.low, estimate.high))
    return f"{value} % ({low}–{high})"


def result_headings(results: UnitResults) -> tuple[str, ...]:
    """Of the table of results."""
    criteria = (one.id for one in results.scale.criteria)
    return (_("Công chức"), _("Số phiếu"), _("Hài lòng"), _("Điểm"), *criteria)


def result_rows(
    results: UnitResults, names: tuple[tuple[str, Group], ...]
) -> tuple[tuple[str, ...], ...]:
    """The whole unit, then each officer; a group too small says so and nothing else."""
    rows = [_row(_("Cả cơ quan"), results.whole)]
    rows += [_row(name, group) for name, group in names]
    return tuple(rows)


def complaint_rows(complaints: tuple[Complaint, ...]) -> tuple[tuple[str, ...], ...]:
    """Quarter, officer, finding, the words."""
    return tuple(
        (
            quarter_words(one.quarter),
            one.officer_name,
            finding_word(one.finding),
            one.text or _("(không ghi lời)"),
        )
        for one in complaints
    )


def finding_word(finding: str) -> str:
    """What was found about a complaint."""
    words = {
        "": _("chưa kết luận"),
        Finding.JUSTIFIED.value: _("có cơ sở"),
        Finding.UNJUSTIFIED.value: _("không có cơ sở"),
    }
    return words.get(finding, finding)


def complaint_lines(complaint: Complaint) -> str:
    """All there is to read of a complaint."""
    lines = [complaint.text or _("(không ghi lời)")]
    if complaint.finding:
        finding = finding_word(complaint.finding)
        lines.append(
            _("Kết luận: {finding}. {reason}").format(finding=finding, reason=complaint.reason)
        )
    lines += [
        _("{name} trả lời: {text}").format(name=who, text=what) for who, what in complaint.replies
    ]
    return "\n\n".join(lines)


def _row(name: str, group: Group) -> tuple[str, ...]:
    if group.forms is None:
        silent = ("" for _one in group.criteria)
        return (name, _("chưa đủ"), "", "", *silent)
    criteria = (_mean(one.verified) for one in group.criteria)
    score = points_words(group.score.verified)
    return (name, str(group.forms), share_words(group.satisfied), score, *criteria)


def _mean(estimate: Estimate | None) -> str:
    return _number(estimate.value, 1) if estimate else "–"


def _number(value: float, places: int) -> str:
    text = f"{value:.{places}f}"
    return text if language() == "en" else text.replace(".", ",")
