"""``calendar``: which days are worked, and taking in decisions that change them."""

from typing import Annotated, Any

import typer

from counter_app.bootstrap import shipped_calendar
from counter_app.cli.call import SUPERVISOR, Call
from counter_app.cli.commands import Commands
from counter_app.cli.impact import impact_document, impact_text
from counter_app.cli.json_input import NotJson, document
from counter_app.domain.calendar import Calendar, CalendarYear
from counter_app.domain.calendar_entries import CalendarEntries, read_entries
from counter_app.domain.errors import DeskNotSetUp, InvalidCalendar
from counter_app.i18n import _


def show(
    ctx: typer.Context,
    year: Annotated[int, typer.Argument(help=_("năm"))],
) -> None:
    """``calendar show YEAR``: needs no desk."""
    call: Call = ctx.obj
    calendar = _calendar(call)
    found = calendar.year(year)
    call.output.answer(_document(calendar, found), _text(calendar, found))


def import_file(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help=_("tệp JSON; “-” là đầu vào chuẩn"))],
) -> None:
    """``calendar import FILE``: the entries go on top of the desk's calendar."""
    call: Call = ctx.obj
    entries = read_entries_file(file)
    calendar = call.counter.change_calendar(entries, call.officer(SUPERVISOR))
    text = _("Đã nhập {off} ngày nghỉ, {worked} ngày làm bù. Lịch: {version}").format(
        off=len(entries.off), worked=len(entries.worked), version=calendar.version
    )
    call.output.answer(
        {
            "calendar_version": calendar.version,
            "off": [day.to_json() for day in entries.off],
            "worked": [day.to_json() for day in entries.worked],
            "source": entries.source,
        },
        text,
    )


def impact(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help=_("tệp JSON; “-” là đầu vào chuẩn"))],
) -> None:
    """``calendar impact FILE``: whose date the file would move; nothing is changed."""
    call: Call = ctx.obj
    found = call.counter.promises.impact(read_entries_file(file))
    call.output.answer(impact_document(found), impact_text(found))


def add_to(app: typer.Typer) -> None:
    """Offer ``calendar show``, ``calendar import`` and ``calendar impact``."""
    group = Commands(help=_("Lịch làm việc: xem, nhập ngày nghỉ và ngày làm bù."))
    group.command("show", help=_("Ngày nghỉ và ngày làm bù của một năm."))(show)
    group.command("import", help=_("Nhập ngày nghỉ, ngày làm bù vào lịch của quầy."))(import_file)
    group.command("impact", help=_("Hồ sơ nào sẽ đổi ngày hẹn vì tệp lịch; không thay đổi gì."))(
        impact
    )
    app.add_typer(group, name="calendar")


def read_entries_file(name: str) -> CalendarEntries:
    """The entries of a calendar file.

    Raises:
        WrongUsage: there is no such file.
        InvalidCalendar: it holds something else.
    """
    try:
        return read_entries(document(name))
    except NotJson as error:
        raise InvalidCalendar(str(error), "") from error


def _calendar(call: Call) -> Calendar:
    """The desk's calendar, or the shipped one where there is no desk."""
    try:
        return call.counter.questions.reference().calendar()
    except DeskNotSetUp:
        return shipped_calendar()


def _document(calendar: Calendar, year: CalendarYear) -> dict[str, Any]:
    return {
        "year": year.year,
        "official": year.official,
        "working_days": year.working_days,
        "off": [day.to_json() for day in year.off],
        "worked": [day.to_json() for day in year.worked],
        "calendar_version": calendar.version,
    }


def _text(calendar: Calendar, year: CalendarYear) -> str:
    official = _("theo quyết định đã công bố") if year.official else _("ước tính")
    head = _("Năm {year}: {days} ngày làm việc ({official})")
    lines = [head.format(year=year.year, days=year.working_days, official=official)]
    lines += [f"  {off.day:%d/%m/%Y}  {_('nghỉ')}  {off.name}" for off in year.off]
    for worked in year.worked:
        instead = f"{worked.instead_of:%d/%m/%Y}" if worked.instead_of else "–"
        lines.append(f"  {worked.day:%d/%m/%Y}  " + _("làm bù cho {day}").format(day=instead))
    lines.append(_("Lịch: {version}").format(version=calendar.version))
    return "\n".join(lines)
