"""``catalogue``: listing procedures, showing one, comparing its versions, what units propose."""

from typing import Annotated, Any
from uuid import UUID

import typer

from counter_app.cli import drafts, posting, reviewing
from counter_app.cli.call import CONTROL, Call
from counter_app.cli.commands import Commands
from counter_app.cli.moments import read_day
from counter_app.domain.errors import UnknownProcedure, UnknownProposal
from counter_app.domain.procedure import ProcedureVersion, version_at
from counter_app.domain.procedure_difference import difference
from counter_app.domain.procedure_file import procedure_from_versions
from counter_app.domain.text import fold
from counter_app.i18n import _
from ui.wording import term_words

_CODE_HELP = _("mã thủ tục")


def list_all(
    ctx: typer.Context,
    field: Annotated[str | None, typer.Option(help=_("lĩnh vực"))] = None,
    text: Annotated[str | None, typer.Option(help=_("từ trong tên hoặc mã"))] = None,
) -> None:
    """``catalogue list``: the procedures that can be received today."""
    call: Call = ctx.obj
    found = [v for v in call.counter.catalogue.in_force() if _is_meant(v, field, text)]
    proposed = {proposal.version.id for proposal in call.counter.catalogue.proposals()}
    lines = [_line(version, is_proposal=version.id in proposed) for version in found]
    document = [_summary(v) | {"proposal": v.id in proposed} for v in found]
    call.output.answer(document, "\n".join(lines) or _("Không có thủ tục nào."))


def show(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help=_CODE_HELP)],
    at: Annotated[str | None, typer.Option(help=_("phiên bản có hiệu lực vào ngày này"))] = None,
) -> None:
    """``catalogue show CODE``: the procedure in the own format; ``catalogue import`` reads it."""
    call: Call = ctx.obj
    versions = call.counter.catalogue.versions(code)
    if at is not None:
        in_force = version_at(versions, read_day(at))
        if in_force is None:
            raise UnknownProcedure(code[:80])
        versions = (in_force,)
    proposed = frozenset(p.version.id for p in call.counter.catalogue.proposals())
    call.output.answer(procedure_from_versions(versions), _text(versions, proposed))


def proposals(ctx: typer.Context) -> None:
    """``catalogue proposals``: what units wrote and the city has not taken over."""
    call: Call = ctx.obj
    found = call.counter.catalogue.proposals()
    counting = {version.id for version in call.counter.catalogue.in_force()}
    document = [
        _summary(p.version) | {"unit": p.unit or None, "in_force": p.version.id in counting}
        for p in found
    ]
    lines = [f"{p.version.id}  {p.version.code:<12}  {p.version.name.vi}  {p.unit}" for p in found]
    call.output.answer(document, "\n".join(lines) or _("Không có đề xuất nào."))


def accept(
    ctx: typer.Context, proposal: Annotated[str, typer.Argument(help=_("mã của đề xuất"))]
) -> None:
    """``catalogue accept ID``: a unit's version becomes the city's."""
    call: Call = ctx.obj
    try:
        wanted = UUID(proposal)
    except ValueError as error:
        raise UnknownProposal(proposal[:80]) from error
    issued = call.counter.catalogue.accept(wanted, call.officer(CONTROL))
    version = issued.version
    text = _("{code} {name} là thủ tục của thành phố.")
    call.output.answer(
        _summary(version) | {"proposal": str(wanted)},
        text.format(code=version.code, name=version.name.vi),
    )


def diff(ctx: typer.Context, code: Annotated[str, typer.Argument(help=_CODE_HELP)]) -> None:
    """``catalogue diff CODE``: what the last decision changed."""
    call: Call = ctx.obj
    versions = call.counter.catalogue.versions(code)
    before, after = (versions[-2] if len(versions) > 1 else None), versions[-1]
    changes = difference(before, after) if before else ()
    lines = [f"{c.path}: {c.before} → {c.after}" for c in changes]
    call.output.answer(
        {
            "code": after.code,
            "before": _named(before) if before else None,
            "after": _named(after),
            "changes": [{"path": c.path, "before": c.before, "after": c.after} for c in changes],
        },
        "\n".join(lines) or _("Không có gì khác."),
    )


def add_to(app: typer.Typer) -> None:
    """Offer ``catalogue``."""
    group = Commands(help=_("Danh mục thủ tục hành chính."))
    group.command("list", help=_("Các thủ tục đang có hiệu lực."))(list_all)
    group.command("show", help=_("Một thủ tục với các phiên bản."))(show)
    group.command("diff", help=_("Hai phiên bản mới nhất khác nhau ở đâu."))(diff)
    group.command("proposals", help=_("Thủ tục do các đơn vị đề xuất."))(proposals)
    group.command("accept", help=_("Đưa một đề xuất vào danh mục của thành phố."))(accept)
    drafts.add_to(group)
    reviewing.add_to(group)
    posting.add_to(group)
    app.add_typer(group, name="catalogue")


def _is_meant(version: ProcedureVersion, field: str | None, text: str | None) -> bool:
    if field is not None and fold(version.field) != fold(field):
        return False
    name = fold(f"{version.code} {version.name.vi}")
    return all(word in name for word in fold(text or "").split())


def _summary(version: ProcedureVersion) -> dict[str, Any]:
    return {
        "code": version.code,
        "name": {"vi": version.name.vi, "en": version.name.en},
        "field": version.field,
        "level": version.level,
        "official": version.official,
        "checked_by": version.checked_by,
        "doubts": len(version.doubts),
        **{key: value for key, value in _named(version).items() if key != "code"},
    }


def _named(version: ProcedureVersion) -> dict[str, Any]:
    effective = version.decision.effective
    return {
        "version": str(version.id),
        "decision": version.decision.number,
        "effective": effective.isoformat() if effective else None,
    }


def _line(version: ProcedureVersion, *, is_proposal: bool) -> str:
    line = f"{version.code:<12}  {version.field:<24}  {version.name.vi}"
    return line + _(" (đề xuất)") if is_proposal else line


def _text(versions: tuple[ProcedureVersion, ...], proposed: frozenset[UUID]) -> str:
    newest = versions[-1]
    lines = [f"{newest.code} {newest.name.vi}", f"{newest.field} · {newest.level}"]
    for version in versions:
        decided = _("Quyết định {number}").format(number=version.decision.number or "–")
        lines.append(decided + _(" (đề xuất)") if version.id in proposed else decided)
        for case in version.cases:
            lines.append(f"  {case.name}")
            lines += [
                f"    {offer.channel.value}: {term_words(offer.term) if offer.term else '?'}"
                for offer in case.offers
            ]
        lines += [f"  - {component.name}" for component in version.components]
    return "\n".join(lines)
