"""``show``, ``search``, ``act`` and ``receipt``: one dossier, or a list of them."""

from typing import Annotated, Any

import typer

from counter_app.cli.call import ADMINISTRATOR, Call
from counter_app.cli.json_input import NotJson, document
from counter_app.cli.shapes import dossier_document, dossier_text, line_document, line_text
from counter_app.cli.writing import new_file
from counter_app.domain.acts import ERASE, Act, act_named
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import InvalidActData
from counter_app.domain.forms import PageSize
from counter_app.i18n import _
from counter_app.services.acting import check_fields
from counter_app.services.reading_acts import read_correction
from counter_app.settings import Settings

_DEFAULT_LIMIT = 20
_CODE_HELP = _("mã hồ sơ, mã vạch hoặc UUID")


def show(ctx: typer.Context, code: Annotated[str, typer.Argument(help=_CODE_HELP)]) -> None:
    """``show CODE``: everything the desk knows of the dossier."""
    call: Call = ctx.obj
    _answer(call, call.counter.search.named(code))


def search(
    ctx: typer.Context,
    text: Annotated[str, typer.Argument(help=_("mã, tên, số điện thoại, số định danh"))] = "",
    limit: Annotated[int, typer.Option(min=1, help=_("số hồ sơ, nhiều nhất 500"))] = _DEFAULT_LIMIT,
) -> None:
    """``search TEXT``: newest first; empty text gives the newest."""
    call: Call = ctx.obj
    found = call.counter.search(text, limit)
    lines = [line_text(line) for line in found] or [_("Không tìm thấy hồ sơ nào.")]
    call.output.answer([line_document(line) for line in found], "\n".join(lines))


def act(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help=_CODE_HELP)],
    name: Annotated[
        str, typer.Argument(metavar="ACT", help=_("hành vi, ví dụ take, forward, finish"))
    ],
    file: Annotated[
        str | None, typer.Argument(help=_("tệp JSON dữ liệu của hành vi; “-” là đầu vào chuẩn"))
    ] = None,
) -> None:
    """``act CODE ACT [FILE|-]``: what the act needs comes as its JSON object."""
    call: Call = ctx.obj
    chosen = ERASE if name == ERASE.name else act_named(name)
    data = _data(chosen, file)
    dossier = call.counter.search.named(code)
    do = _OF_ITS_OWN.get(chosen.name)
    if do is not None:
        _answer(call, do(call, dossier, data))
        return
    _answer(call, call.counter.perform(dossier.id, chosen.name, data, call.officer()))


def limits(ctx: typer.Context) -> None:
    """``limits``: stop the dossiers whose supplement did not come in time."""
    call: Call = ctx.obj
    stopped = call.counter.stop_unanswered()
    said = [{"id": str(d.id), "code": d.code, "status": int(d.status)} for d in stopped]
    lines = [d.code for d in stopped] or [_("Không có hồ sơ nào quá hạn bổ sung.")]
    call.output.answer(said, "\n".join(lines))


def receipt(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help=_CODE_HELP)],
    out: Annotated[str, typer.Option(help=_("tệp PDF sẽ được ghi"))],
    page: Annotated[PageSize | None, typer.Option(help=_("khổ giấy"))] = None,
) -> None:
    """``receipt CODE --out F.pdf``: a print of the stored bytes; from the second on a reprint."""
    call: Call = ctx.obj
    size = page or PageSize(Settings.load(call.folder).page)
    dossier = call.counter.search.named(code)
    officer = call.officer()
    with new_file(out) as file:  # opened first: no print is recorded that could not be written
        printed = call.counter.paper.receipts.print(dossier.id, size, officer)
        file.write(printed.content)
    text = _("Đã ghi {file}, lần in thứ {copy} ({page}).")
    call.output.answer(
        {
            "file": out,
            "id": str(dossier.id),
            "code": dossier.code,
            "page": size.value,
            "issue": printed.issue,
            "copy": printed.copies,
            "sha256": printed.sha256,
            "bytes": len(printed.content),
        },
        text.format(file=out, copy=printed.copies, page=size.value),
    )


def add_to(app: typer.Typer) -> None:
    """Offer them."""
    app.command("show", help=_("Một hồ sơ: trạng thái, hẹn trả, thành phần, diễn biến."))(show)
    app.command("search", help=_("Tìm hồ sơ, mới nhất trước."))(search)
    app.command("act", help=_("Thực hiện một hành vi trên hồ sơ."))(act)
    app.command("limits", help=_("Dừng các hồ sơ đã quá hạn bổ sung."))(limits)
    app.command("receipt", help=_("In giấy tiếp nhận hồ sơ và hẹn trả kết quả ra PDF."))(receipt)


def _answer(call: Call, dossier: Dossier) -> None:
    reference = call.counter.questions.reference()
    call.output.answer(dossier_document(dossier, reference), dossier_text(dossier, reference))


def _data(chosen: Act, file: str | None) -> dict[str, Any]:
    """The act's JSON object, complete and without anything foreign."""
    try:
        data = {} if file is None else document(file)
    except NotJson as error:
        raise InvalidActData(chosen.name, "$", str(error)) from error
    if not isinstance(data, dict):
        raise InvalidActData(chosen.name, "$", "not_an_object")
    check_fields(chosen, data)
    for name in ("reason", "seconded_by"):
        if not isinstance(data.get(name, ""), str):
            raise InvalidActData(chosen.name, name, "not_text")
    return data


def _correct(call: Call, dossier: Dossier, data: dict[str, Any]) -> Dossier:
    version = call.counter.questions.reference().version(dossier.procedure.version)
    known = version.components if version else ()
    correction = read_correction(dossier, data["fields"], known)
    return call.counter.correct(dossier.id, correction, data["reason"], call.officer())


def _void(call: Call, dossier: Dossier, data: dict[str, Any]) -> Dossier:
    officer = call.officer()
    second = call.second_officer(data["seconded_by"], "void")
    return call.counter.void(dossier.id, data["reason"], officer, second)


def _erase(call: Call, dossier: Dossier, data: dict[str, Any]) -> Dossier:
    officer = call.officer(ADMINISTRATOR)
    second = call.second_officer(data["seconded_by"], ERASE.name)
    return call.counter.erase(dossier.id, data, officer, second)


_OF_ITS_OWN = {"correct": _correct, "void": _void, "erase": _erase}
