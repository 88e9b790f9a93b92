"""``bench``: the budgets of the product as ratios."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from counter_app.cli.call import Call
from counter_app.cli.options import WrongUsage
from counter_app.cli.progress import progress_bar
from counter_app.i18n import _

if TYPE_CHECKING:
    from benchmarks.figures import Figure


def bench(
    ctx: typer.Context,
    names: Annotated[list[str] | None, typer.Argument(help=_("phép đo; không nêu: tất cả"))] = None,
) -> None:
    """``bench [NAME…]``: a budget that does not hold is told, it is no failure of the command."""
    call: Call = ctx.obj
    figures = list(_figures(names or []))
    lines = [_line(figure) for figure in figures]
    call.output.answer({"figures": [_document(figure) for figure in figures]}, "\n".join(lines))


def add_to(app: typer.Typer) -> None:
    """Offer ``bench``."""
    app.command("bench", help=_("Đo các giới hạn tốc độ, dưới dạng tỉ số."))(bench)


def _figures(names: list[str]) -> "Iterator[Figure]":
    from benchmarks.suite import SUITE

    if stray := [name for name in names if name not in SUITE]:
        message = _("Không có phép đo “{name}”; hãy chọn: {known}.")
        raise WrongUsage(message.format(name=stray[0], known=", ".join(SUITE)))
    for name in names or SUITE:
        yield from SUITE[name](_big_desk)


@cache
def _big_desk() -> Path:
    from benchmarks.big_desk import big_desk, wanted

    with progress_bar(_("Sinh hồ sơ")) as progress:
        return big_desk(lambda done: progress(done, wanted()))


def _document(figure: "Figure") -> dict[str, Any]:
    return {
        "name": figure.name,
        "value": round(figure.value, 3),
        "unit": figure.unit,
        "budget": figure.budget,
        "at_least": figure.at_least,
        "holds": figure.holds,
        "note": figure.note,
    }


def _line(figure: "Figure") -> str:
    sign = "≥" if figure.at_least else "≤"
    budget = f"{sign} {figure.budget:g}" if figure.budget is not None else ""
    state = _("đạt") if figure.holds else _("KHÔNG ĐẠT")
    return (
        f"{figure.name:<20} {figure.value:>10.2f} {figure.unit:<16} {budget:<8}"
        f" {state:<10} {figure.note}"
    )
