"""``form`` and ``label``: the papers of a dossier besides the receipt, and the register."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

import typer

from counter_app.cli.call import Call
from counter_app.cli.options import WrongUsage
from counter_app.cli.progress import progress_bar
from counter_app.cli.writing import new_file
from counter_app.domain.form_templates import Form
from counter_app.i18n import _
from counter_app.services.progress import Progress

_OTHERS = (Form.RECEIPT, Form.REGISTER, Form.VISIT_LIST, Form.LABEL, Form.PERIOD_REPORT)
_OF_A_DOSSIER = tuple(form for form in Form if form not in _OTHERS)
_KIND_HELP = _("loại giấy tờ: {kinds}, register, visit-list").format(kinds=", ".join(_OF_A_DOSSIER))
_CODE_HELP = _("mã hồ sơ, mã vạch hoặc UUID; visit-list nhận nhiều mã")


def form(
    ctx: typer.Context,
    kind: Annotated[str, typer.Argument(metavar="KIND", help=_KIND_HELP)],
    out: Annotated[str, typer.Option(help=_("tệp PDF sẽ được ghi"))],
    codes: Annotated[list[str] | None, typer.Argument(metavar="CODE…", help=_CODE_HELP)] = None,
    first: Annotated[str | None, typer.Option("--from", help=_("ngày đầu, YYYY-MM-DD"))] = None,
    last: Annotated[str | None, typer.Option("--to", help=_("ngày cuối, YYYY-MM-DD"))] = None,
) -> None:
    """``form KIND CODE --out F.pdf``, ``form register --from D --to D --out F.pdf``."""
    call: Call = ctx.obj
    if kind == Form.REGISTER:
        _register(call, first, last, out)
    elif kind == Form.VISIT_LIST:
        _visit_list(call, codes or [], out)
    elif kind in _OF_A_DOSSIER:
        _print(call, Form(kind), _one(codes), out)
    else:
        raise WrongUsage(_("Không có loại giấy tờ “{kind}”.").format(kind=kind[:40]))


def label(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help=_CODE_HELP)],
    out: Annotated[str, typer.Option(help=_("tệp PDF sẽ được ghi"))],
) -> None:
    """``label CODE --out F.pdf``: the sticker for the folder, 50 × 30 mm."""
    _print(ctx.obj, Form.LABEL, code, out)


def add_to(app: typer.Typer) -> None:
    """Offer them."""
    app.command("form", help=_("In phiếu, sổ theo dõi ra PDF."))(form)
    app.command("label", help=_("In nhãn dán bìa hồ sơ 50 × 30 mm ra PDF."))(label)


def _print(call: Call, kind: Form, code: str, out: str) -> None:
    dossier = call.counter.search.named(code)
    officer = call.officer()
    call.counter.paper.forms.show(dossier.id, kind)  # a refusal leaves no file
    with new_file(out) as file:  # opened first: no print is recorded that could not be written
        printed = call.counter.paper.forms.print(dossier.id, kind, officer)
        file.write(printed.content)
    _answer(
        call,
        out,
        printed.content,
        {
            "form": kind.value,
            "id": str(dossier.id),
            "code": dossier.code or None,
            "page": printed.page.value,
            "issue": printed.issue,
            "copy": printed.copies,
            "sha256": printed.sha256,
        },
    )


def _register(call: Call, first: str | None, last: str | None, out: str) -> None:
    since, until = _day(first, "--from"), _day(last, "--to")
    if until < since:
        raise WrongUsage(_("Ngày cuối đứng trước ngày đầu."))
    with progress_bar(_("Lập sổ")) as progress:
        made = call.counter.paper.make_register(since, until, call.officer(), _watched(progress))
    with new_file(out) as file:
        file.write(made.content)
    period = {"from": since.isoformat(), "to": until.isoformat(), "dossiers": made.dossiers}
    _answer(call, out, made.content, {"form": Form.REGISTER.value} | period)


def _watched(told: Callable[[int, int], None]) -> Progress:
    """A bar looks on and stops nothing: Ctrl+C does."""

    def goes_on(done: int, all_: int) -> bool:
        told(done, all_)
        return True

    return goes_on


def _visit_list(call: Call, codes: list[str], out: str) -> None:
    dossiers = [call.counter.search.named(code).id for code in codes]
    content = call.counter.paper.forms.visit_list(dossiers, call.officer())
    with new_file(out) as file:
        file.write(content)
    ids = [str(dossier) for dossier in dossiers]
    _answer(call, out, content, {"form": Form.VISIT_LIST.value, "dossiers": ids})


def _answer(call: Call, out: str, content: bytes, said: dict[str, Any]) -> None:
    text = _("Đã ghi {file}.").format(file=out)
    call.output.answer({"file": out, "bytes": len(content)} | said, text)


def _one(codes: list[str] | None) -> str:
    if not codes or len(codes) != 1:
        raise WrongUsage(_("Hãy nêu một mã hồ sơ."))
    return codes[0]


def _day(text: str | None, option: str) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError as error:
        raise WrongUsage(
            _("{option} cần một ngày dạng YYYY-MM-DD.").format(option=option)
        ) from error
