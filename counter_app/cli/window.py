"""``desk`` as a command with help; without arguments the window opens before this is loaded."""

import typer

from counter_app.cli.call import Call
from counter_app.cli.desk import open_window
from counter_app.i18n import _


def desk(ctx: typer.Context) -> int:
    """``desk``: the window, one per data folder."""
    call: Call = ctx.obj
    return open_window(call)


def add_to(app: typer.Typer) -> None:
    """Offer ``desk``."""
    app.command("desk", help=_("Mở cửa sổ quầy (mặc định)."))(desk)
