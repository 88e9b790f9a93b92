"""A calendar's impact in a supervisor's words. No Qt."""

from collections.abc import Sequence
from datetime import date

from counter_app.domain.calendar_impact import Shift, ShiftGroup
from counter_app.i18n import _, counted
from counter_app.services.rescheduling import Decided
from ui.supervisor.numbers import thousands
from ui.wording import short_moment

_NAMED = 5  # dossiers in one sentence


def group_row(group: ShiftGroup, *, is_moved: bool) -> tuple[str, ...]:
    """A group with what is decided on it: the decision, the procedure, how many, how far, why."""
    return (
        decision_word(group, is_moved=is_moved),
        group.procedure,
        thousands(len(group.shifts)),
        distance_words(group),
        days_words(group.days),
    )


def decision_word(group: ShiftGroup, *, is_moved: bool) -> str:
    """Whether the group's promises are kept or moved."""
    if group.is_past:
        return _("Giữ hẹn (ngày mới đã qua)")
    if is_moved:
        return _("Dời hẹn")
    return _("Giữ hẹn (đã quyết định)") if group.is_kept else _("Giữ hẹn")


def distance_words(group: ShiftGroup) -> str:
    """How far, and in which direction."""
    days = abs(group.by_days)
    if not days:
        return _("cùng ngày, muộn hơn") if group.is_later else _("cùng ngày, sớm hơn")
    if group.is_later:
        return counted("muộn hơn {n} ngày", "muộn hơn {n} ngày", days).format(n=days)
    return counted("sớm hơn {n} ngày", "sớm hơn {n} ngày", days).format(n=days)


def shift_row(shift: Shift) -> tuple[str, ...]:
    """A dossier: its code, from when to when, and the days that do it."""
    return (
        shift.code,
        short_moment(shift.before),
        short_moment(shift.after),
        days_words(shift.days),
    )


def days_words(days: Sequence[date]) -> str:
    """The days, as people write them."""
    return ", ".join(f"{day:%d/%m/%Y}" for day in days)


def impact_words(groups: Sequence[ShiftGroup]) -> str:
    """What the file would do, and what to do now."""
    total = sum(len(group.shifts) for group in groups if not group.is_kept)
    kept = sum(len(group.shifts) for group in groups if group.is_kept)
    if kept and not total:
        return _(
            "{n} hồ sơ đã được quyết định giữ hẹn khi dùng tệp này, không còn nhóm nào chờ quyết định."
        ).format(n=thousands(kept))
    if not total:
        return _("Tệp này không làm đổi ngày hẹn nào. Ghi lý do rồi thực hiện để đưa vào lịch.")
    said = counted("{n} hồ sơ sẽ đổi ngày hẹn.", "{n} hồ sơ sẽ đổi ngày hẹn.", total)
    rest = _("Chưa có gì thay đổi: chọn từng nhóm, giữ hẹn hay dời hẹn, rồi ghi lý do.")
    before = _("{n} hồ sơ khác đã được quyết định giữ hẹn.").format(n=thousands(kept))
    return " ".join([said.format(n=thousands(total)), *([before] if kept else []), rest])


def hint_words() -> str:
    """How to begin, and what will appear."""
    return _(
        "Chọn tệp lịch (JSON) có ngày nghỉ, ngày làm bù mới. Những hồ sơ sẽ đổi ngày hẹn hiện ra theo"
        " từng nhóm để quyết định giữ hay dời; chưa có gì thay đổi cho đến khi bấm Thực hiện."
    )


def decided_words(decided: Decided) -> str:
    """What has been done, and which dossiers it left out."""
    moved = len(decided.moved)
    said = counted(
        "Lịch mới đã dùng. Đã dời hẹn {n} hồ sơ.", "Lịch mới đã dùng. Đã dời hẹn {n} hồ sơ.", moved
    ).format(n=thousands(moved))
    if not decided.left_out:
        return said
    codes = ", ".join(shift.code for shift in decided.left_out[:_NAMED])
    left = _("Không dời {n} hồ sơ vì đã thay đổi sau khi lập danh sách: {codes}").format(
        n=thousands(len(decided.left_out)), codes=codes
    )
    return f"{said} {left}" + (" …" if len(decided.left_out) > _NAMED else "")
