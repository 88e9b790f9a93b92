"""``catalogue review``: the quarter's report; ``suggest`` and ``answer``: what officers file."""

from typing import Annotated, Any
from uuid import UUID

import typer

from counter_app.cli.call import CONTROL, Call
from counter_app.cli.moments import shown as moment_shown
from counter_app.cli.options import WrongUsage
from counter_app.cli.writing import new_file
from counter_app.domain.errors import UnknownSuggestion
from counter_app.domain.procedure import DecisionKind
from counter_app.domain.review import Candidate, Quarter, Review
from counter_app.domain.suggestion import Flaw, Outcome, Suggestion, SuggestionText
from counter_app.i18n import _
from ui.catalogue.words import candidate_words, decision_kind_words, flaw_words, outcome_words


def review(
    ctx: typer.Context,
    quarter: Annotated[str | None, typer.Option(help=_("quý, dạng 2026-Q4"))] = None,
    out: Annotated[str | None, typer.Option(help=_("tệp PDF sẽ được ghi"))] = None,
) -> None:
    """``catalogue review [--quarter 2026-Q4] [--out F.pdf]``: counts, candidates, suggestions."""
    call: Call = ctx.obj
    wanted = _quarter(quarter) if quarter else Quarter.of(call.counter.now().date())
    found = call.counter.procedures.reviewing.review(wanted)
    if out is not None:
        content = call.counter.procedures.posting.review(found)
        with new_file(out) as file:
            file.write(content)
    call.output.answer(_document(found) | {"file": out}, _text(found))


def suggestions(ctx: typer.Context) -> None:
    """``catalogue suggestions``: what officers filed and what became of it."""
    call: Call = ctx.obj
    found = call.counter.procedures.reviewing.suggestions()
    lines = [f"{s.id}  {flaw_words(s.said.flaw)}: {s.said.text}" for s in found]
    document = [_suggestion(one) for one in found]
    call.output.answer(document, "\n".join(lines) or _("Chưa có kiến nghị nào."))


def suggest(
    ctx: typer.Context,
    flaw: Annotated[Flaw, typer.Argument(help=_("loại vướng mắc"))],
    codes: Annotated[list[str], typer.Argument(metavar="CODE…", help=_("mã thủ tục"))],
    text: Annotated[str, typer.Option(help=_("nội dung kiến nghị"))],
    component: Annotated[str, typer.Option(help=_("thành phần hồ sơ"))] = "",
) -> None:
    """``catalogue suggest FLAW CODE… --text T``: file a suggestion in the review."""
    call: Call = ctx.obj
    said = SuggestionText(flaw, tuple(codes), text, component)
    filed = call.counter.procedures.reviewing.suggest(said, call.officer())
    call.output.answer(_suggestion(filed), _("Đã gửi kiến nghị."))


def answer(
    ctx: typer.Context,
    suggestion: Annotated[str, typer.Argument(help=_("mã kiến nghị"))],
    outcome: Annotated[Outcome, typer.Argument(help=_("kết quả"))],
    note: Annotated[str, typer.Option(help=_("lý do hoặc cách xử lý"))] = "",
) -> None:
    """``catalogue answer ID OUTCOME [--note N]``: what becomes of a suggestion."""
    call: Call = ctx.obj
    try:
        wanted = UUID(suggestion)
    except ValueError as error:
        raise UnknownSuggestion(suggestion[:40]) from error
    call.counter.procedures.reviewing.answer(wanted, outcome, note, call.officer(CONTROL))
    said = {"suggestion": suggestion, "outcome": outcome.value, "note": note}
    call.output.answer(
        said, _("Đã trả lời kiến nghị: {outcome}.").format(outcome=outcome_words(outcome))
    )


def add_to(group: typer.Typer) -> None:
    """Offer them under ``catalogue``."""
    group.command("review", help=_("Báo cáo rà soát thủ tục của một quý."))(review)
    group.command("suggestions", help=_("Các kiến nghị rà soát."))(suggestions)
    group.command("suggest", help=_("Gửi một kiến nghị rà soát."))(suggest)
    group.command("answer", help=_("Trả lời một kiến nghị rà soát."))(answer)


def _quarter(text: str) -> Quarter:
    try:
        return Quarter.parse(text)
    except ValueError as error:
        message = _("Không có quý “{text}”. Viết như 2026-Q4.")
        raise WrongUsage(message.format(text=text[:20])) from error


def _document(found: Review) -> dict[str, Any]:
    return {
        "quarter": str(found.quarter),
        "from": found.quarter.first.isoformat(),
        "to": found.quarter.last.isoformat(),
        "counts": {kind.value: found.count(kind) for kind in DecisionKind},
        "procedures": {kind.value: list(found.decided[kind]) for kind in DecisionKind},
        "suggestions": [_suggestion(one) for one in found.suggestions],
        "candidates": [_candidate(one) for one in found.candidates],
    }


def _suggestion(found: Suggestion) -> dict[str, Any]:
    return {
        "suggestion": str(found.id),
        **found.said.to_json(),
        "filed_at": moment_shown(found.filed_at),
        "outcome": found.outcome.value,
        "note": found.note,
        "answered_at": moment_shown(found.answered_at),
    }


def _candidate(found: Candidate) -> dict[str, Any]:
    return {
        "flaw": found.flaw.value,
        "procedures": list(found.procedures),
        "component": found.component or None,
        "finished": found.finished or None,
    }


def _text(found: Review) -> str:
    lines = [
        _("Rà soát thủ tục, quý {number}/{year}").format(
            number=found.quarter.number, year=found.quarter.year
        )
    ]
    lines += [f"  {decision_kind_words(kind)}: {found.count(kind)}" for kind in DecisionKind]
    lines.append(_("Kiến nghị: {count}").format(count=len(found.suggestions)))
    lines.append(_("Chương trình thấy cần xem: {count}").format(count=len(found.candidates)))
    lines += [f"  - {candidate_words(one)}" for one in found.candidates]
    return "\n".join(lines)
