"""``ratings`` and ``ratings publish``: what citizens think, of groups large enough to be told."""

from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from counter_app.cli.call import Call
from counter_app.cli.commands import Commands
from counter_app.cli.moments import read_day
from counter_app.cli.options import WrongUsage
from counter_app.cli.writing import new_file
from counter_app.domain.quarter import Quarter
from counter_app.domain.rating_results import Group, UnitResults
from counter_app.i18n import _


class By(StrEnum):
    """What groups are made by."""

    OFFICER = "officer"
    UNIT = "unit"


_FROM_HELP = _("ngày đầu; chỉ tính những quý nằm trọn trong thời gian này")


def ratings(
    ctx: typer.Context,
    by: Annotated[By, typer.Option(help=_("theo công chức hay theo cơ quan"))] = By.OFFICER,
    first: Annotated[str | None, typer.Option("--from", help=_FROM_HELP)] = None,
    last: Annotated[str | None, typer.Option("--to", help=_("ngày cuối"))] = None,
) -> None:
    """``ratings [--by officer|unit] [--from D] [--to D]``: the quarters that are over.

    A supervisor named by ``--officer`` sees the running quarter too.
    """
    if ctx.invoked_subcommand is not None:
        return
    call: Call = ctx.obj
    use = call.counter.rating.ratings
    officer = call.officer() if call.options.officer else None
    asked = use.period(_day(first), _day(last))
    quarters = [quarter for quarter in use.quarters(officer) if quarter in asked]
    found = use.results(quarters, officer)
    call.output.answer(_document(call, found, quarters, by), _text(call, found, quarters, by))


def sheet(
    ctx: typer.Context,
    quarter: Annotated[str, typer.Argument(metavar="QUARTER", help=_("quý, ví dụ 2026-Q4"))],
    out: Annotated[str, typer.Option(help=_("tệp .pdf hoặc .xlsx sẽ được ghi"))],
) -> None:
    """``ratings sheet 2026-Q4 --out F.pdf|F.xlsx``: the quarterly sheet."""
    call: Call = ctx.obj
    use = call.counter.rating.ratings
    made = use.sheet(Quarter.parse(quarter), call.officer())
    suffix = Path(out).suffix.lower()
    if suffix not in (".pdf", ".xlsx"):
        raise WrongUsage(_("Tệp phải có đuôi .pdf hoặc .xlsx."))
    content = use.tabulate(made) if suffix == ".xlsx" else use.render(made)
    with new_file(out) as file:
        file.write(content)
    said = {"file": out, "bytes": len(content), "quarter": quarter}
    call.output.answer(said, _("Đã ghi {file}.").format(file=out))


def publish(
    ctx: typer.Context,
    folder: Annotated[str, typer.Argument(metavar="DIR", help=_("thư mục sẽ nhận các tệp"))],
) -> None:
    """``ratings publish DIR``: the data set for everybody as JSON and CSV, with its schema."""
    call: Call = ctx.obj
    contents = call.counter.rating.publish()
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        with new_file(str(Path(folder, name))) as file:
            file.write(content)
    call.output.answer(
        {"folder": folder, "files": sorted(contents)},
        _("Đã ghi bộ dữ liệu vào {folder}.").format(folder=folder),
    )


def add_to(app: typer.Typer) -> None:
    """Offer them."""
    group = Commands(help=_("Kết quả đánh giá của công dân."), invoke_without_command=True)
    group.callback()(ratings)
    group.command("publish", help=_("Ghi bộ dữ liệu công bố: JSON, CSV và lược đồ."))(publish)
    group.command("sheet", help=_("Ghi bảng tổng hợp của một quý, PDF hoặc .xlsx."))(sheet)
    app.add_typer(group, name="ratings")


def _day(text: str | None) -> date | None:
    return read_day(text) if text else None


def _document(
    call: Call, found: tuple[UnitResults, ...], quarters: list[Quarter], by: By
) -> dict[str, Any]:
    from counter_app.services.rating_publication import group_json

    use = call.counter.rating.ratings
    groups = [
        {"unit": results.unit, "scale": results.scale.id}
        | group_json(group, results.scale, use.name_of(group.officer) if group.officer else "")
        for results in found
        for group in _groups(results, by)
    ]
    return {"by": by.value, "quarters": [str(quarter) for quarter in quarters], "groups": groups}


def _groups(results: UnitResults, by: By) -> tuple[Group, ...]:
    return (results.whole,) if by is By.UNIT else results.officers


def _text(call: Call, found: tuple[UnitResults, ...], quarters: list[Quarter], by: By) -> str:
    if not found:
        return _("Chưa có quý nào đã kết thúc có kết quả đánh giá.")
    use = call.counter.rating.ratings
    lines = [_("Các quý: {quarters}").format(quarters=", ".join(map(str, quarters)))]
    for results in found:
        for group in _groups(results, by):
            name = use.name_of(group.officer) if group.officer else results.unit
            lines.append(f"{name:<32}  {_figures(group)}")
    return "\n".join(lines)


def _figures(group: Group) -> str:
    if group.forms is None:
        return _("không đủ phiếu")
    parts = [_("{forms} phiếu").format(forms=group.forms)]
    if group.satisfied:
        share = group.satisfied
        parts.append(
            _("hài lòng {value:.0%} ({low:.0%}–{high:.0%})").format(
                value=share.value, low=share.low, high=share.high
            )
        )
    if group.score.verified:
        mean = group.score.verified
        parts.append(
            _("điểm {value:.2f} ({low:.2f}–{high:.2f})").format(
                value=mean.value, low=mean.low, high=mean.high
            )
        )
    return ", ".join(parts)
