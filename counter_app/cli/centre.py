"""``centre``: the central database, for whoever runs it."""

from pathlib import Path
from typing import Annotated

import typer

from counter_app.bootstrap import centre_administration, enrol_desk, set_up_centre
from counter_app.cli.call import Call
from counter_app.cli.central import check, project
from counter_app.cli.commands import Commands
from counter_app.cli.options import WrongUsage
from counter_app.i18n import _
from counter_app.services.centre_admin import (
    CITY_CODE,
    CITY_NAME,
    Address,
    EnrolDesk,
    UnitName,
)
from counter_app.services.credentials import credentials_to_json
from counter_app.services.sync_ports import (
    Credentials,
)
from counter_app.whole_file import whole_file

Url = Annotated[str, typer.Argument(help=_("địa chỉ cơ sở dữ liệu: postgresql://…"))]


def init(
    ctx: typer.Context,
    url: Url,
    city: Annotated[str, typer.Option(help=_("mã định danh của thành phố"))] = CITY_CODE,
    name: Annotated[str, typer.Option(help=_("tên thành phố"))] = CITY_NAME,
) -> None:
    """``centre init``: an empty database becomes a centre; done again, it is renewed."""
    call: Call = ctx.obj
    made = set_up_centre(url)(city, name)
    document = {
        "city": str(made.scope),
        "unit": str(made.unit),
        "code": made.code,
        "name": made.name,
    }
    text = _("Trung tâm của {name} ({code}) đã sẵn sàng.")
    call.output.answer(document, text.format(name=made.name, code=made.code))


def upgrade(ctx: typer.Context, url: Url) -> None:
    """``centre upgrade``: schema, rights and functions as this program knows them."""
    call: Call = ctx.obj
    revision = centre_administration(url).upgrade()
    text = _("Trung tâm đã ở phiên bản {revision}.")
    call.output.answer({"revision": revision}, text.format(revision=revision))


def enrol(
    ctx: typer.Context,
    url: Url,
    unit: Annotated[str, typer.Option(help=_("mã định danh cơ quan, ví dụ H26.12"))],
    desk: Annotated[int, typer.Option(help=_("số quầy"))],
    out: Annotated[Path | None, typer.Option(help=_("tệp ghi danh được ghi ra"))] = None,
    unit_name: Annotated[str, typer.Option(help=_("tên cơ quan"))] = "",
    host: Annotated[str, typer.Option(help=_("tên máy trung tâm mà quầy gọi đến"))] = "",
    port: Annotated[int, typer.Option(help=_("cổng mà quầy gọi đến"))] = 0,
    ca: Annotated[Path | None, typer.Option(help=_("chứng thư mà quầy tin cậy (PEM)"))] = None,
    rotate: Annotated[bool, typer.Option("--rotate", help=_("cấp lại mã của quầy"))] = False,
    revoke: Annotated[bool, typer.Option("--revoke", help=_("thu hồi mã của quầy"))] = False,
) -> None:
    """``centre enrol``: a desk's credentials file; its number is never given to another desk."""
    call: Call = ctx.obj
    enrolling = enrol_desk(url, Address(host, port, ca.read_text("ascii") if ca else ""))
    if revoke:
        _revoke(call, enrolling, unit, desk)
        return
    if out is None:
        raise WrongUsage(_("Hãy nêu tệp ghi danh: --out TỆP."))
    with whole_file(out.absolute(), 0o600) as file:  # a secret: only its owner may read it
        named = UnitName(unit, unit_name)
        given = enrolling.rotate(unit, desk) if rotate else enrolling(named, desk)
        file.write(credentials_to_json(given).encode())
    _answer(call, given, out)


def add_to(app: typer.Typer) -> None:
    """Offer ``centre``."""
    group = Commands(help=_("Cơ sở dữ liệu trung tâm: dành cho người vận hành."))
    group.command("init", help=_("Thiết lập trung tâm trong một cơ sở dữ liệu trống."))(init)
    group.command("upgrade", help=_("Nâng cấp trung tâm lên bản của chương trình này."))(upgrade)
    group.command("enrol", help=_("Cấp, cấp lại hoặc thu hồi tệp ghi danh của quầy."))(enrol)
    group.command("project", help=_("Cập nhật dữ liệu tra cứu của trung tâm."))(project)
    group.command("check", help=_("So dữ liệu các quầy báo về với trung tâm."))(check)
    app.add_typer(group, name="centre")


def _revoke(call: Call, enrolling: EnrolDesk, unit: str, desk: int) -> None:
    enrolling.revoke(unit, desk)
    text = _("Đã thu hồi mã của quầy {desk}, đơn vị {unit}.")
    document = {"unit": unit, "desk": desk, "revoked": True}
    call.output.answer(document, text.format(desk=desk, unit=unit))


def _answer(call: Call, given: Credentials, out: Path) -> None:
    document = {
        "unit": given.unit_code,
        "unit_name": given.unit_name,
        "desk": given.desk_number,
        "host": given.host,
        "port": given.port,
        "file": str(out),
    }
    text = _("Đã ghi tệp ghi danh của quầy {desk}, {unit}: {file}. Tệp chứa bí mật của quầy.")
    call.output.answer(
        document, text.format(desk=given.desk_number, unit=given.unit_name, file=out)
    )
