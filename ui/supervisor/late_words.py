"""Late dossiers and their apologies in a supervisor's words. No Qt."""

from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from counter_app.domain.ending import LOCAL
from counter_app.domain.late_causes import LateCause
from counter_app.domain.lateness import CAUSES, UNNAMED, UNTOLD, LateLine
from counter_app.domain.period_report import Period
from counter_app.i18n import _, counted
from counter_app.services.apologising import Apologised
from counter_app.services.figure_ports import By, FigureLine
from ui.figure_words import share_word
from ui.messages import explain
from ui.supervisor.numbers import thousands
from ui.wording import short_moment


def cause_word(cause: LateCause) -> str:
    """Why a dossier is late, as it stands on form 04."""
    return {
        LateCause.STAFF: _("Thiếu công chức giải quyết"),
        LateCause.VOLUME: _("Số hồ sơ tăng đột biến"),
        LateCause.COORDINATION: _("Chờ ý kiến của cơ quan phối hợp"),
        LateCause.VERIFICATION: _("Phải xác minh thêm"),
        LateCause.COMPLEXITY: _("Hồ sơ phức tạp"),
        LateCause.SYSTEM: _("Hệ thống gặp sự cố"),
        LateCause.CALENDAR: _("Cơ quan nghỉ đột xuất"),
        LateCause.OTHER: _("Lý do khác"),
    }[cause]


def cause_heads() -> tuple[str, ...]:
    """Over ``cause_rows``: the step, the agency, all of them, and a column for each cause."""
    short = {
        LateCause.STAFF: _("Thiếu\nngười"),
        LateCause.VOLUME: _("Hồ sơ\ntăng"),
        LateCause.COORDINATION: _("Chờ\nphối hợp"),
        LateCause.VERIFICATION: _("Xác\nminh"),
        LateCause.COMPLEXITY: _("Phức\ntạp"),
        LateCause.SYSTEM: _("Sự cố\nhệ thống"),
        LateCause.CALENDAR: _("Nghỉ\nđột xuất"),
        LateCause.OTHER: _("Lý do\nkhác"),
        UNNAMED: _("Không\nghi mã"),
        UNTOLD: _("Chưa\nhẹn lại"),
    }
    words = {str(cause): word for cause, word in short.items()}
    return (_("Bước"), _("Cơ quan"), _("Quá hạn"), *(words[cause] for cause in CAUSES))


def cause_rows(lines: Sequence[LateLine]) -> list[tuple[str, ...]]:
    """Line by line, the sum last; a cause without any is a dash."""
    rows = [
        (share_word(By.STEP, line.step, {}), line.agency, *_numbers(line.causes)) for line in lines
    ]
    total = sum((Counter(line.causes) for line in lines), Counter[str]())
    return [*rows, (_("Tổng cộng"), "", *_numbers(total))] if rows else []


def causes_words(lines: Sequence[LateLine], period: Period) -> str:
    """How many were late, and of how many nobody said why."""
    total = sum(line.total for line in lines)
    days = {"first": f"{period.first:%d/%m/%Y}", "last": f"{period.last:%d/%m/%Y}"}
    if not total:
        return _("Từ {first} đến {last} không có hồ sơ nào quá hạn.").format(**days)
    untold = sum(line.causes.get(UNTOLD, 0) for line in lines)
    text = _("Từ {first} đến {last}: {n} hồ sơ quá hạn, {untold} hồ sơ chưa hẹn lại.")
    return text.format(**days, n=thousands(total), untold=thousands(untold))


def _numbers(causes: Mapping[str, int]) -> tuple[str, ...]:
    each = (thousands(causes[cause]) if causes.get(cause) else "–" for cause in CAUSES)
    return (thousands(sum(causes.values())), *each)


def late_row(
    line: FigureLine, names: Mapping[str, str], results: Mapping[UUID, Apologised]
) -> tuple[str, ...]:
    """A late dossier and what became of its apology, if one was made now."""
    due = short_moment(line.due_at.astimezone(LOCAL)) if line.due_at else ""
    holder = share_word(By.OFFICER, line.holder, dict(names))
    result = results.get(line.id)
    return (line.code, line.procedure, line.step, holder, due, result_word(result))


def result_word(result: Apologised | None) -> str:
    """The new date, or why there is none."""
    if result is None:
        return ""
    until = result.after.extended_to if result.after else None
    if until is None:
        return explain(result.refusal) if result.refusal else ""
    said = _("hẹn lại {until}").format(until=short_moment(until.astimezone(LOCAL)))
    return f"{said}; {explain(result.refusal)}" if result.refusal else said


def ended_words(results: Sequence[Apologised], left: int) -> str:
    """How many got a new date, how many did not, how many nobody tried."""
    done = sum(result.after is not None for result in results)
    said = counted(
        "Đã hẹn lại {n} hồ sơ, mỗi hồ sơ có phiếu xin lỗi.",
        "Đã hẹn lại {n} hồ sơ, mỗi hồ sơ có phiếu xin lỗi.",
        done,
    ).format(n=thousands(done))
    refused = len(results) - done
    if refused:
        said += " " + _("{n} hồ sơ không hẹn lại được, xem cột kết quả.").format(n=refused)
    return said + (" " + _("Đã dừng, còn {n} hồ sơ chưa làm.").format(n=left) if left else "")
