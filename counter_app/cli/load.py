"""``generate``: synthetic load."""

from typing import Annotated

import typer

from counter_app.bootstrap import counter_of, open_store
from counter_app.cli.call import ADMINISTRATOR, Call
from counter_app.cli.progress import progress_bar
from counter_app.domain.acts import Role
from counter_app.domain.errors import RoleMayNot
from counter_app.i18n import _
from counter_app.services.generation import Generate
from counter_app.services.lives import DEFAULT_DAYS, Load


def generate(
    ctx: typer.Context,
    dossiers: Annotated[int, typer.Option(min=1, help=_("số hồ sơ"))],
    seed: Annotated[int, typer.Option(help=_("cùng số này cho cùng hồ sơ"))],
    days: Annotated[int, typer.Option(min=1, max=3650, help=_("trải trên số ngày"))] = DEFAULT_DAYS,
) -> None:
    """``generate``: invented dossiers; on a real desk an administrator must ask for them."""
    call: Call = ctx.obj
    officer = call.officer(ADMINISTRATOR)
    if Role.ADMINISTRATOR not in officer.roles:
        raise RoleMayNot("generate", tuple(officer.roles), (Role.ADMINISTRATOR,))
    store = open_store(call.folder)
    work = Generate(store.identity, store.questions.reference, store.unit_of_work)
    now = counter_of(store, call.folder).now()
    with progress_bar(_("Sinh hồ sơ")) as progress:
        done = work(Load(dossiers, seed, now, days), lambda count: progress(count, dossiers))
    call.output.answer(
        {"dossiers": done, "seed": seed, "days": days},
        _("Đã sinh {count} hồ sơ.").format(count=done),
    )


def add_to(app: typer.Typer) -> None:
    """Offer ``generate``."""
    app.command("generate", help=_("Sinh hồ sơ giả có vẻ thật để thử tải."))(generate)
