"""``catalogue sheet`` and ``catalogue booklet``: public posting on paper."""

from typing import Annotated

import typer

from counter_app.cli.call import Call
from counter_app.cli.writing import new_file
from counter_app.i18n import _

_OUT_HELP = _("tệp PDF sẽ được ghi")


def sheet(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help=_("mã thủ tục"))],
    out: Annotated[str, typer.Option(help=_OUT_HELP)],
) -> None:
    """``catalogue sheet CODE --out F.pdf``: one procedure as it is posted today."""
    call: Call = ctx.obj
    _write(call, out, call.counter.procedures.posting.sheet(code))


def booklet(
    ctx: typer.Context,
    field: Annotated[str, typer.Option(help=_("lĩnh vực"))],
    out: Annotated[str, typer.Option(help=_OUT_HELP)],
) -> None:
    """``catalogue booklet --field F --out F.pdf``: every procedure of a field, with contents."""
    call: Call = ctx.obj
    _write(call, out, call.counter.procedures.posting.booklet(field))


def add_to(group: typer.Typer) -> None:
    """Offer them under ``catalogue``."""
    group.command("sheet", help=_("In tờ niêm yết của một thủ tục ra PDF."))(sheet)
    group.command("booklet", help=_("In tập niêm yết của một lĩnh vực ra PDF."))(booklet)


def _write(call: Call, out: str, content: bytes) -> None:
    with new_file(out) as file:
        file.write(content)
    text = _("Đã ghi {file}.").format(file=out)
    call.output.answer({"file": out, "bytes": len(content)}, text)
