"""``calendar impact``: what a calendar file would move, and nothing moves."""

from typing import Any

from counter_app.cli.moments import for_people, shown
from counter_app.domain.calendar_impact import Impact, Shift, ShiftGroup
from counter_app.i18n import _, counted


def impact_document(impact: Impact) -> dict[str, Any]:
    """The impact for programs; ``days`` is how many calendar days later a date would be."""
    return {
        "calendar_version": impact.calendar.version,
        "source": impact.entries.source,
        "moves": len(impact.shifts),
        "groups": [_group(group) for group in impact.groups],
        "dossiers": [_dossier(shift) for shift in impact.shifts],
    }


def impact_text(impact: Impact) -> str:
    """The impact for people: a line a group, the dossiers under it."""
    if not impact.groups:
        return _("Không ngày hẹn nào thay đổi.")
    total = len(impact.shifts)
    said = counted("{n} hồ sơ sẽ đổi ngày hẹn:", "{n} hồ sơ sẽ đổi ngày hẹn:", total)
    lines = [said.format(n=total)]
    for group in impact.groups:
        kept = _("  (đã quyết định giữ hẹn)") if group.is_kept else ""
        lines.append(f"{group.procedure_code}  {group.procedure}  {group.by_days:+d}{kept}")
        lines += [
            f"  {shift.code}  {for_people(shift.before)} → {for_people(shift.after)}"
            f"  ({', '.join(f'{day:%d/%m/%Y}' for day in shift.days)})"
            for shift in group.shifts
        ]
    lines.append(_("Chưa có gì thay đổi: ngày hẹn chỉ dời khi người giám sát quyết định."))
    return "\n".join(lines)


def _group(group: ShiftGroup) -> dict[str, Any]:
    return {
        "procedure": group.procedure_code,
        "name": group.procedure,
        "later": group.is_later,
        "days": group.by_days,
        "past": group.is_past,
        "kept": group.is_kept,
        "count": len(group.shifts),
    }


def _dossier(shift: Shift) -> dict[str, Any]:
    return {
        "id": str(shift.dossier),
        "code": shift.code,
        "procedure": shift.procedure_code,
        "from": shown(shift.before),
        "to": shown(shift.after),
        "days": shift.by_days,
        "why": [day.isoformat() for day in shift.days],
    }
