"""``backlog``: what the unit has to do, and how it stands."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from counter_app.cli.call import Call
from counter_app.cli.moments import for_people, shown
from counter_app.cli.unit_backlog import asked_units, unit_lines, unit_parts, units_document
from counter_app.i18n import _
from counter_app.services.figure_ports import By, Share
from counter_app.services.figures import Board
from counter_app.services.ports import Reference
from ui.figure_words import figure_word, share_word


class Parts(StrEnum):
    """What the open dossiers are told apart by."""

    STATUS = "status"
    FIELD = "field"
    OFFICER = "officer"
    AGE = "age"
    UNIT = "unit"


def backlog(
    ctx: typer.Context,
    by: Annotated[Parts, typer.Option(help=_("chia theo"))] = Parts.STATUS,
) -> None:
    """``backlog [--by status|field|officer|age|unit]``: the figures, and the open ones in parts."""
    call: Call = ctx.obj
    if by is Parts.UNIT:
        told = asked_units(call)
        document = _document(told.board, by, unit_parts(told)) | units_document(told)
        text = [*_figures(told.board), "", *unit_lines(told)]
    else:
        board = call.counter.supervision.figures.board()
        parts = _parts(call, board, by)
        document = _document(board, by, parts)
        text = [*_figures(board), "", *(f"{part['count']:>8}  {part['name']}" for part in parts)]
    call.output.answer(document, "\n".join(text))


def add_to(app: typer.Typer) -> None:
    """Offer it."""
    app.command("backlog", help=_("Hồ sơ đang giải quyết: số liệu lúc này."))(backlog)


def _document(board: Board, by: Parts, parts: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "as_of": shown(board.moment),
        "ended_from": board.days.first.isoformat(),
        "ended_to": board.days.last.isoformat(),
        "figures": {figure.name: figure.count for figure in board.figures},
        "by": by.value,
        "parts": parts,
    }


def _parts(call: Call, board: Board, by: Parts) -> list[dict[str, Any]]:
    if by is Parts.AGE:
        return [
            {"key": figure.name, "name": figure_word(figure.name), "count": figure.count}
            for figure in board.ages
        ]
    figures, wanted = call.counter.supervision.figures, By(by.value)
    shares = figures.shares(board.figure("open").selection, wanted)
    names = names_of(call.counter.questions.reference())
    return [_part(share, wanted, names) for share in shares]


def names_of(reference: Reference) -> dict[str, str]:
    """Officers and procedures by what figures know them by."""
    officers = {str(officer.id): officer.name for officer in reference.officers()}
    return officers | {version.code: version.name.vi for version in reference.procedures()}


def _part(share: Share, by: By, names: dict[str, str]) -> dict[str, Any]:
    return {"key": share.key, "name": share_word(by, share.key, names), "count": share.count}


def _figures(board: Board) -> list[str]:
    head = _("Số liệu lúc {moment}").format(moment=for_people(board.moment))
    return [head, *(f"{figure.count:>8}  {figure_word(figure.name)}" for figure in board.figures)]
