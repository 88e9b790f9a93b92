"""``intake`` and ``decline``: dossiers written by another program, each answered once it is on disk."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any

import typer

from counter_app.cli.call import Call
from counter_app.cli.json_input import Broken, lines_of, opened, records
from counter_app.cli.output import Exit, refusal, status_of
from counter_app.cli.shapes import accepted_document, dossier_document
from counter_app.domain.errors import CounterError, InvalidIntake
from counter_app.i18n import _
from counter_app.services.reading_intake import read_intake

Take = Callable[[Any], dict[str, Any]]


def intake(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help=_("tệp JSON; “-” là đầu vào chuẩn"))],
) -> Exit:
    """``intake FILE|-``: a line per dossier after it is on disk; goes on after a refusal."""
    call: Call = ctx.obj
    return _answer_each(call, file, _accepting)


def decline(
    ctx: typer.Context,
    file: Annotated[str, typer.Argument(help=_("tệp JSON; “-” là đầu vào chuẩn"))],
) -> Exit:
    """``decline FILE|-``: as ``intake``, with the key ``reason``; answers like ``show``."""
    call: Call = ctx.obj
    return _answer_each(call, file, _declining)


def add_to(app: typer.Typer) -> None:
    """Offer ``intake`` and ``decline``."""
    app.command("intake", help=_("Tiếp nhận hồ sơ từ JSON, mỗi hồ sơ một dòng trả lời."))(intake)
    app.command("decline", help=_("Từ chối tiếp nhận, kèm lý do (khóa “reason”)."))(decline)


def _answer_each(call: Call, file: str, taking: Callable[[Call], Take]) -> Exit:
    try:
        take = taking(call)
    except CounterError as error:
        return call.output.refuse_items(error)
    with opened(file) as stream:
        return take_records(records(lines_of(stream)), take, call.output.item)


def take_records(
    found: Iterable[Any | Broken], take: Take, answer: Callable[[dict[str, Any]], None]
) -> Exit:
    """One answer a record; the worst of what happened.

    A failing disk ends it: what comes after would not be stored either.
    """
    worst = Exit.DONE
    for record in found:
        try:
            if isinstance(record, Broken):
                raise InvalidIntake("$", record.reason)
            answer(take(record))
        except CounterError as error:
            answer(refusal(error))
            worst = max(worst, status_of(error))
            if worst is Exit.ENVIRONMENT:
                break
    return worst


def _accepting(call: Call) -> Take:
    officer, counter = call.officer(), call.counter

    def take(record: Any) -> dict[str, Any]:
        return accepted_document(counter.reception.intake(read_intake(record), officer))

    return take


def _declining(call: Call) -> Take:
    officer, counter = call.officer(), call.counter

    def take(record: Any) -> dict[str, Any]:
        if not isinstance(record, dict):
            raise InvalidIntake("$", "not_an_object")
        reason = record.get("reason", "")
        if not isinstance(reason, str):
            raise InvalidIntake("reason", "not_text")
        visit = {key: value for key, value in record.items() if key != "reason"}
        declined = counter.reception.decline(read_intake(visit), reason, officer)
        return dossier_document(declined, counter.questions.reference())

    return take
