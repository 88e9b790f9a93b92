"""``due``: when something is due, and why then."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from counter_app.bootstrap import shipped_calendar
from counter_app.cli.calendar import read_entries_file
from counter_app.cli.call import Call
from counter_app.cli.derivation_words import derivation_text
from counter_app.cli.moments import for_people, read_pause, shown
from counter_app.cli.options import WrongUsage
from counter_app.domain.due import DEFAULT_RULES, Due, DueRules, HourRule, due
from counter_app.domain.office_hours import OfficeHours
from counter_app.domain.pause import Pause, PauseKind
from counter_app.domain.procedure import Channel, SupplementPolicy
from counter_app.domain.term import Term
from counter_app.domain.work_clock import WorkClock
from counter_app.i18n import _
from counter_app.services.promise import Choice, work_clock
from counter_app.services.reading_intake import ZONE, read_moment

if TYPE_CHECKING:
    from counter_app.domain.dossier import Dossier


@dataclass(frozen=True, slots=True)
class _Question:
    """What the answer follows from."""

    term: Term
    received: datetime
    clock: WorkClock
    rules: DueRules
    pauses: tuple[Pause, ...] = ()

    def answer(self) -> Due:
        """The due moment with its derivation."""
        return due(self.term, self.received, self.clock, self.rules, self.pauses)


def show_due(
    ctx: typer.Context,
    code: Annotated[str | None, typer.Argument(help=_("mã hồ sơ, mã vạch hoặc UUID"))] = None,
    procedure: Annotated[str | None, typer.Option(help=_("mã thủ tục"))] = None,
    case: Annotated[str | None, typer.Option(help=_("trường hợp của thủ tục"))] = None,
    channel: Annotated[Channel, typer.Option(help=_("cách nộp"))] = Channel.COUNTER,
    term: Annotated[
        str | None, typer.Option(help=_("thời hạn, ví dụ “5 working_days”; không cần có quầy"))
    ] = None,
    received: Annotated[str | None, typer.Option(help=_("thời điểm tiếp nhận"))] = None,
    pause: Annotated[
        list[str] | None, typer.Option(help=_("khoảng tạm dừng TỪ/ĐẾN; nêu được nhiều lần"))
    ] = None,
    policy: Annotated[
        SupplementPolicy | None, typer.Option(help=_("sau khi bổ sung: còn lại hay tính lại"))
    ] = None,
    hour: Annotated[HourRule | None, typer.Option(help=_("giờ hẹn trong ngày"))] = None,
    overlay: Annotated[str | None, typer.Option(help=_("tệp ngày nghỉ, ngày làm bù"))] = None,
) -> None:
    """``due``: of a dossier, a procedure, or a term alone; the last needs no desk."""
    call: Call = ctx.obj
    question, dossier = _asked(
        call, code, Choice(procedure or "", case, channel, None, term), received
    )
    question = _ruled(question, pause or (), policy, hour)
    if overlay is not None:
        calendar = question.clock.calendar.overlaid(read_entries_file(overlay))
        question = replace(question, clock=work_clock(calendar, question.clock.hours))
    answer = question.answer()
    call.output.answer(_document(answer, dossier), _text(answer))


def add_to(app: typer.Typer) -> None:
    """Offer ``due``."""
    app.command("due", help=_("Ngày hẹn trả, và vì sao là ngày đó."))(show_due)


def _asked(
    call: Call, code: str | None, choice: Choice, received: str | None
) -> "tuple[_Question, Dossier | None]":
    """The question, and the dossier it is about when it is about one."""
    moment = read_moment(received) if received is not None else None
    is_named = bool(choice.procedure or choice.term)
    if code is not None and not is_named:
        dossier = call.counter.search.named(code)
        question = _of_dossier(call, dossier)
        return (replace(question, received=moment) if moment else question), dossier
    if code is not None or not is_named or moment is None:
        raise WrongUsage(_("Hãy nêu mã hồ sơ, hoặc --received với --procedure hay --term."))
    if choice.procedure:
        return _of_procedure(call, choice, moment), None
    return _of_term(str(choice.term), moment), None


def _of_term(text: str, received: datetime) -> _Question:
    clock = work_clock(shipped_calendar(), OfficeHours.usual())
    return _Question(Term.parse(text), received, clock, DEFAULT_RULES)


def _of_procedure(call: Call, choice: Choice, received: datetime) -> _Question:
    found = call.counter.reception.preview(choice, received).due
    return _Question(found.term, received, found.clock, found.rules)


def _of_dossier(call: Call, dossier: "Dossier") -> _Question:
    """The dossier's own term, rules and pauses, under the calendar the desk has now."""
    reference = call.counter.questions.reference()
    profile = reference.profile(dossier.profile) if dossier.profile else reference.unit()
    competent = dossier.competent_unit
    rules = DueRules(
        HourRule(dossier.hour_rule),
        SupplementPolicy(dossier.policy),
        forwarded=competent is not None and competent.code != dossier.unit.code,
    )
    pauses = tuple(
        Pause(
            span.since.astimezone(ZONE),
            span.until.astimezone(ZONE) if span.until else None,
            PauseKind(span.kind) if span.kind in set(PauseKind) else PauseKind.OTHER,
        )
        for span in dossier.pauses
    )
    clock = work_clock(reference.calendar(), profile.hours)
    received = dossier.received_at.astimezone(ZONE)
    return _Question(Term.parse(dossier.term), received, clock, rules, pauses)


def _ruled(
    question: _Question,
    pauses: Iterable[str],
    policy: SupplementPolicy | None,
    hour: HourRule | None,
) -> _Question:
    rules = question.rules
    rules = replace(rules, hour=hour or rules.hour, policy=policy or rules.policy)
    return replace(
        question, rules=rules, pauses=(*question.pauses, *(read_pause(text) for text in pauses))
    )


def _document(answer: Due, dossier: "Dossier | None") -> dict[str, Any]:
    document = {
        "due_at": shown(answer.moment),
        "term": str(answer.term),
        "received_at": shown(answer.accepted_at),
        "start": shown(answer.start),
        "policy": answer.rules.policy.value,
        "hour": answer.rules.hour.value,
        "paused": answer.is_paused,
        "calendar_version": answer.calendar_version,
        "derivation": [day.to_json() for day in answer.derivation],
    }
    if dossier is None:
        return document
    # what was promised stands, whatever the calendar has become since
    promised = {
        "code": dossier.code,
        "promised_at": shown(dossier.due_at),
        "first_promised_at": shown(dossier.first_due_at),
        "promised_calendar_version": dossier.calendar,
    }
    return document | promised


def _text(answer: Due) -> str:
    head = _("Hẹn trả: {due}").format(due=for_people(answer.moment))
    if answer.is_paused:
        head = _("Đang tạm dừng, chưa có ngày hẹn trả.")
    elif answer.term.is_none:
        head = _("Pháp luật không quy định thời hạn.")
    start = _("Tính từ: {start}").format(start=for_people(answer.start))
    calendar = _("Lịch: {version}").format(version=answer.calendar_version)
    return "\n".join([head, start, *derivation_text(answer.derivation), calendar])
