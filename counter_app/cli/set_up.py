"""``init``: an empty folder becomes a desk, without a question."""

from typing import Annotated

import typer

from counter_app.bootstrap import new_set_up, sample_catalogue
from counter_app.cli.call import PIN, Call, asked_pin
from counter_app.cli.options import WrongUsage
from counter_app.domain.acts import Role
from counter_app.i18n import _
from counter_app.services.accounts import NewOfficer
from counter_app.services.door_sign import SAMPLE_PIN
from counter_app.services.setting_up import SAMPLE_OFFICERS, NewUnit


def init(
    ctx: typer.Context,
    unit: Annotated[str, typer.Option(help=_("mã định danh cơ quan, ví dụ H26.12"))],
    unit_name: Annotated[str, typer.Option(help=_("tên cơ quan"))],
    desk: Annotated[int, typer.Option(help=_("số quầy"))],
    sample: Annotated[
        bool, typer.Option("--sample", help=_("kèm danh mục và công chức mẫu"))
    ] = False,
    admin: Annotated[str | None, typer.Option(help=_("tên đăng nhập của quản trị viên"))] = None,
    admin_name: Annotated[str | None, typer.Option(help=_("họ tên quản trị viên"))] = None,
) -> None:
    """``init``: with ``--sample`` the sample's officers; else an administrator is needed."""
    call: Call = ctx.obj
    new_unit = NewUnit(unit, unit_name, desk)
    set_up = new_set_up(call.folder)
    if sample:
        also = [_administrator(admin, admin_name, SAMPLE_PIN)] if admin else []
        identity = set_up.sample(new_unit, sample_catalogue(), also)
    else:
        if not admin or not admin_name:
            raise WrongUsage(_("Hãy nêu quản trị viên: --admin và --admin-name, hoặc --sample."))
        identity = set_up(new_unit, _administrator(admin, admin_name, asked_pin(PIN, admin)))
    logins = [officer.login for officer in SAMPLE_OFFICERS] if sample else [admin]
    document = {
        "folder": str(call.folder),
        "unit": call.counter.questions.reference().unit().code,
        "unit_name": unit_name,
        "desk": desk,
        "desk_id": str(identity.id),
        "sample": sample,
        "officers": logins,
    }
    text = _("Đã thiết lập quầy {desk} của {unit} tại {folder}.")
    call.output.answer(document, text.format(desk=desk, unit=unit_name, folder=call.folder))


def add_to(app: typer.Typer) -> None:
    """Offer ``init``."""
    app.command("init", help=_("Thiết lập quầy trong thư mục dữ liệu, không hỏi gì."))(init)


def _administrator(login: str, name: str | None, pin: str) -> NewOfficer:
    return NewOfficer(login, name or login, (Role.ADMINISTRATOR,), pin)
