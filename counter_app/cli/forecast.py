"""``forecast``: which open dossiers may miss their date, and whether forecasts held."""

from enum import StrEnum
from typing import Annotated, Any

import typer

from counter_app.cli.backlog import names_of
from counter_app.cli.call import Call
from counter_app.cli.moments import for_people, shown
from counter_app.domain.calibration import Calibration, Tenth
from counter_app.i18n import _
from counter_app.services.figure_ports import By
from counter_app.services.forecast import Prospect
from ui.figure_words import share_word
from ui.forecast_words import chance_words, reason_words, step_words, summary_words

_MOST_LINES = 50  # for people; --json gives all


class Account(StrEnum):
    """What else may be asked for."""

    CALIBRATION = "calibration"


def forecast(
    ctx: typer.Context,
    account: Annotated[
        Account | None,
        typer.Argument(help=_("calibration: so dự báo với kết quả của hồ sơ đã qua")),
    ] = None,
) -> None:
    """``forecast`` · ``forecast calibration``: changes nothing."""
    call: Call = ctx.obj
    if account is Account.CALIBRATION:
        told = call.counter.supervision.forecast.calibration()
        call.output.answer(_account(told), "\n".join(_account_lines(told)))
        return
    prospects = call.counter.supervision.forecast()
    names = names_of(call.counter.questions.reference())
    document = {
        "as_of": shown(prospects.moment),
        "silent": prospects.silent,
        "without_date": prospects.without_date,
        "dossiers": [_item(line, names) for line in prospects.lines],
    }
    lines = [_line(line, names) for line in prospects.lines[:_MOST_LINES]]
    call.output.answer(document, "\n".join([summary_words(prospects), *lines]))


def add_to(app: typer.Typer) -> None:
    """Offer it."""
    app.command("forecast", help=_("Hồ sơ nào dễ quá hạn, vì sao, đang ở bước nào."))(forecast)


def _item(line: Prospect, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": str(line.id),
        "code": line.code,
        "procedure": line.procedure_code,
        "step": line.step,
        "holder": line.holder,
        "due_at": shown(line.due_at),
        "chance": round(line.outlook.chance, 3),
        "reason": line.outlook.reason.value,
        "why": reason_words(line, names),
        "queue": line.queue,
        "usual_queue": line.usual_queue,
        "cases": line.outlook.cases,
    }


def _line(line: Prospect, names: dict[str, str]) -> str:
    holder = share_word(By.OFFICER, line.holder, names)
    where = f"{step_words(line)} · {holder} · {line.procedure}"
    due = for_people(line.due_at)
    return f"{line.code}  {due}  {chance_words(line)}  {where}  {reason_words(line, names)}"


def _account(told: Calibration) -> dict[str, Any]:
    return {
        "split": shown(told.split),
        "until": shown(told.until),
        "forecasts": told.count,
        "silent": told.silent,
        "brier": _rounded(told.brier),
        "plain_brier": _rounded(told.plain_brier),
        "is_better": told.is_better,
        "widest_gap": round(told.widest_gap, 3),
        "tenths": [
            {
                "from": tenth.first,
                "count": tenth.count,
                "stated": round(tenth.stated, 3),
                "missed": round(tenth.missed, 3),
                "is_enough": tenth.is_enough,
            }
            for tenth in told.tenths
        ],
    }


def _rounded(score: float | None) -> float | None:
    return None if score is None else round(score, 4)


def _account_lines(told: Calibration) -> list[str]:
    head = _("Dự báo từ {split} đến {until}, chỉ dựa vào những gì biết trước đó: {count} dự báo, {silent} lần không đủ hồ sơ để nói.")  # fmt: skip
    begins = head.format(
        split=for_people(told.split),
        until=for_people(told.until),
        count=told.count,
        silent=told.silent,
    )
    if not told.count:
        return [begins, _("Chưa đủ hồ sơ để đánh giá dự báo.")]
    score = _("Điểm Brier {brier:.4f}; nếu chỉ nói tỷ lệ chung: {plain:.4f}.")
    said = _("Đã nói   Thực tế   Số dự báo")
    return [
        begins,
        score.format(brier=told.brier, plain=told.plain_brier),
        said,
        *(_tenth_line(tenth) for tenth in told.tenths if tenth.count),
    ]


def _tenth_line(tenth: Tenth) -> str:
    few = "" if tenth.is_enough else _("  (quá ít để đánh giá)")
    return f"{tenth.stated:>6.0%}   {tenth.missed:>7.0%}   {tenth.count:>9}{few}"
