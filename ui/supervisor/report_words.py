"""A report's preview as texts; no Qt."""

from dataclasses import astuple

from counter_app.domain.forms_reports import PeriodReport, ReportLine
from counter_app.i18n import _
from ui.supervisor.numbers import thousands


def heads(parts: str) -> tuple[str, ...]:
    """The columns, those of the form by their number there."""
    return (
        f"(2)\n{parts}",
        *(_("(3)\nNhận"), _("(4)\nTrực tuyến"), _("(5)\nTrực tiếp"), _("(6)\nKỳ trước")),
        *(_("(7)\nĐã xong"), _("(8)\nTrước hạn"), _("(9)\nĐúng hạn"), _("(10)\nQuá hạn")),
        *(_("(11)\nĐang làm"), _("(12)\nTrong hạn"), _("(13)\nQuá hạn")),
        *(_("Từ chối"), _("Rút"), _("Dừng")),
    )


def report_rows(form: PeriodReport) -> list[tuple[str, ...]]:
    """Line by line, the sum last."""
    return [_texts(line) for line in (*form.lines, form.total)]


def verdict(form: PeriodReport) -> tuple[str, str]:
    """Whether it adds up, as a sentence and its tone."""
    broken = sorted({name for line in (*form.lines, form.total) for name in line.broken})
    if not broken:
        return _("Số liệu khớp: 3=4+5+6, 7=8+9+10, 11=12+13, 3=7+11+từ chối, rút, dừng."), "success"
    codes = ", ".join(form.offending) or _("chưa xác định")
    text = _("Số liệu không khớp ({identities}). Xem lại hồ sơ: {codes}.")
    return text.format(identities="; ".join(broken), codes=codes), "danger"


def _texts(line: ReportLine) -> tuple[str, ...]:
    name = f"⚠ {line.name}" if line.broken else line.name
    return (name, *(thousands(number) for number in astuple(line.columns)))
