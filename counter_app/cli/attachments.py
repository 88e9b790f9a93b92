"""``attach``, ``attachments`` and ``attachment``: the files of a dossier."""

from pathlib import Path
from typing import Annotated, Any

import typer

from counter_app.cli.call import Call
from counter_app.cli.moments import for_people, shown
from counter_app.cli.writing import new_file
from counter_app.domain.attachment import CopyKind, Purpose, Source
from counter_app.domain.dossier import Attachment
from counter_app.domain.errors import UnknownAttachment
from counter_app.i18n import _
from counter_app.services.attaching import NewAttachment, attached

_CODE_HELP = _("mã hồ sơ, mã vạch hoặc UUID")
_DIGEST_LETTERS = 64


def attach(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help=_CODE_HELP)],
    file: Annotated[str, typer.Argument(help=_("tệp PDF, JPEG, PNG, TIFF hoặc WebP"))],
    component: Annotated[str, typer.Option(help=_("mã thành phần hồ sơ"))] = "",
    copy: Annotated[CopyKind, typer.Option(help=_("loại bản"))] = CopyKind.ORIGINAL,
    source: Annotated[Source, typer.Option(help=_("nguồn của tệp"))] = Source.FILE,
    purpose: Annotated[Purpose, typer.Option(help=_("tệp dùng làm gì"))] = Purpose.COMPONENT,
) -> None:
    """``attach CODE FILE``: the file is checked by its content and kept before this returns."""
    call: Call = ctx.obj
    dossier = call.counter.search.named(code)
    new = NewAttachment(Path(file), file, component, copy, source, purpose)
    after = call.counter.attachments.attach(dossier.id, new, call.officer())
    one = after.attachments[-1]
    text = _("Đã đính kèm {name} vào hồ sơ {code}.")
    call.output.answer(_document(one), text.format(name=one.name, code=dossier.code))


def attachments(ctx: typer.Context, code: Annotated[str, typer.Argument(help=_CODE_HELP)]) -> None:
    """``attachments CODE``: every file, those that were taken back too."""
    call: Call = ctx.obj
    every = call.counter.search.named(code).attachments
    lines = [_line(one) for one in every] or [_("Hồ sơ chưa có tệp đính kèm.")]
    call.output.answer([_document(one) for one in every], "\n".join(lines))


def attachment(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help=_CODE_HELP)],
    sha256: Annotated[str, typer.Argument(help=_("SHA-256 của tệp"))],
    out: Annotated[str, typer.Option(help=_("tệp sẽ được ghi"))],
) -> None:
    """``attachment CODE SHA256 --out FILE``: the bytes as they were attached."""
    call: Call = ctx.obj
    every = attached(call.counter.search.named(code))
    one = next((a for a in every if a.sha256 == sha256.lower()), None)
    if one is None:
        raise UnknownAttachment(sha256[:_DIGEST_LETTERS])
    content = call.counter.attachments.look.content(one)
    with new_file(out) as file:
        file.write(content)
    text = _("Đã ghi {file}, {size} byte.")
    call.output.answer(_document(one) | {"file": out}, text.format(file=out, size=one.size))


def add_to(app: typer.Typer) -> None:
    """Offer them."""
    app.command("attach", help=_("Đính kèm một tệp vào hồ sơ."))(attach)
    app.command("attachments", help=_("Các tệp đính kèm của hồ sơ."))(attachments)
    app.command("attachment", help=_("Ghi một tệp đính kèm ra đĩa."))(attachment)


def _document(one: Attachment) -> dict[str, Any]:
    return {
        "event_id": str(one.event),
        "sha256": one.sha256,
        "bytes": one.size,
        "media": one.media,
        "name": one.name,
        "component": one.component or None,
        "copy": one.copy,
        "source": one.source,
        "purpose": one.purpose,
        "at": shown(one.at),
        "removed": one.removed,
    }


def _line(one: Attachment) -> str:
    mark = "–" if one.removed else " "
    return f"{mark} {one.sha256}  {for_people(one.at)}  {one.size:>10}  {one.name}"
