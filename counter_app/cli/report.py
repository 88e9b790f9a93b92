"""``report``: the statutory report of a period, on the screen, as PDF and as .xlsx."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from counter_app.cli.call import Call
from counter_app.cli.moments import shown
from counter_app.cli.options import WrongUsage
from counter_app.cli.output import Exit
from counter_app.cli.progress import progress_bar
from counter_app.cli.writing import new_file
from counter_app.domain.forms_reports import PeriodReport
from counter_app.domain.period_report import Period
from counter_app.domain.service_quality import Lack, Measured, Score
from counter_app.i18n import _
from counter_app.services.report_ports import Parts
from counter_app.services.reports import Report
from ui.quality_words import quality_rows, quality_rule

FORM = "II.06a"
_SUFFIXES = (".xlsx", ".pdf")


def report(
    ctx: typer.Context,
    form: Annotated[str, typer.Argument(metavar="FORM", help=_("biểu mẫu: II.06a"))],
    first: Annotated[str | None, typer.Option("--from", help=_("ngày đầu, YYYY-MM-DD"))] = None,
    last: Annotated[str | None, typer.Option("--to", help=_("ngày cuối, YYYY-MM-DD"))] = None,
    out: Annotated[str | None, typer.Option(help=_("tệp .xlsx hoặc .pdf sẽ được ghi"))] = None,
    by: Annotated[Parts, typer.Option(help=_("mỗi dòng là một"))] = Parts.FIELD,
    again: Annotated[
        str | None, typer.Option(help=_("số báo cáo đã lập: tính lại từ nhật ký"))
    ] = None,
) -> int:
    """``report II.06a --from D --to D [--out F.xlsx]``: exit status 1 when it does not add up."""
    if form != FORM:
        raise WrongUsage(_("Không có biểu mẫu “{form}”; hiện có: II.06a.").format(form=form[:40]))
    if out is not None and Path(out).suffix not in _SUFFIXES:
        raise WrongUsage(_("Tệp báo cáo phải có đuôi .xlsx hoặc .pdf."))
    call: Call = ctx.obj
    made = _made(call, (first, last), by, again)
    printed = call.counter.supervision.report_forms.form(made, call.officer())
    if out is not None:
        _write(call, printed, out)
    call.output.answer(_document(made, printed, out), "\n".join(_lines(printed)))
    return Exit.DONE if made.holds else Exit.REFUSED


def add_to(app: typer.Typer) -> None:
    """Offer it."""
    app.command("report", help=_("Báo cáo II.06a/VPCP/KSTT của một kỳ."))(report)


def _made(call: Call, days: tuple[str | None, str | None], by: Parts, again: str | None) -> Report:
    if again is not None:
        try:
            return call.counter.supervision.reports.again(UUID(again))
        except ValueError as error:
            raise WrongUsage(
                _("“{text}” không phải số báo cáo.").format(text=again[:40])
            ) from error
    first, last = _day(days[0], "--from"), _day(days[1], "--to")
    if last < first:
        raise WrongUsage(_("Ngày cuối đứng trước ngày đầu."))
    return call.counter.supervision.reports(Period(first, last), by)


def _day(text: str | None, option: str) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError as error:
        message = _("{option} cần một ngày dạng YYYY-MM-DD.")
        raise WrongUsage(message.format(option=option)) from error


def _write(call: Call, form: PeriodReport, out: str) -> None:
    with new_file(out) as file:
        if Path(out).suffix == ".pdf":
            file.write(call.counter.supervision.report_forms.pdf(form))
            return
        with progress_bar(_("Ghi hồ sơ")) as progress:
            total = form.total.columns.total
            call.counter.supervision.report_forms.worksheet(
                form, file, lambda done: progress(done, total)
            )


def _document(made: Report, form: PeriodReport, out: str | None) -> dict[str, Any]:
    stored = made.stored
    return {
        "form": FORM,
        "id": str(stored.id),
        "from": stored.period.first.isoformat(),
        "to": stored.period.last.isoformat(),
        "by": stored.parts.value,
        "query_version": stored.query_version,
        "as_of": {"moment": shown(stored.as_of.moment), "seq": stored.as_of.seq},
        "lines": [{"key": key} | asdict(line) for key, line in sorted(stored.lines.items())],
        "total": asdict(made.total),
        "quality": [_score(score) for score in form.quality.scores],
        "quality_measured_at": shown(form.quality.measured_at),
        "holds": made.holds,
        "broken": {key: list(identities) for key, identities in made.broken.items()},
        "offending": [
            {"id": str(one.id), "code": one.code, "identity": one.identity.value}
            for one in made.offences
        ],
        "file": out,
    }


def _score(score: Score) -> dict[str, Any]:
    points = None if score.points is None else round(float(score.points), 2)
    return {
        "group": score.group.value,
        "most": score.most,
        "points": points,
        "metrics": [
            {"metric": metric.value} | _measured(measured) for metric, measured in score.metrics
        ],
    }


def _measured(measured: Measured) -> dict[str, Any]:
    if isinstance(measured, Lack):
        return {"part": None, "whole": None, "share": None, "no_data": measured.value}
    share = round(float(measured.share), 4)
    return {"part": measured.part, "whole": measured.whole, "share": share, "no_data": None}


def _lines(form: PeriodReport) -> list[str]:
    from printing.period_report import notes, numbers_of

    rows = [*form.lines, form.total]
    head = [
        *(f"({number})" for number in range(3, 14)),
        _("từ chối"),
        _("rút"),
        _("dừng"),
        form.parts,
    ]
    table = [head, *([*numbers_of(line), line.name] for line in rows)]
    shown_table = ["  ".join([*(f"{c:>8}" for c in cells[:-1]), cells[-1]]) for cells in table]
    quality = ["  ".join(filter(None, row)) for row in quality_rows(form.quality)]
    title = _("Chỉ số phục vụ (QĐ 766/QĐ-TTg):")
    return [*shown_table, *notes(form), "", title, *quality, quality_rule()]
