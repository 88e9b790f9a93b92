"""Acts about money: phí and lệ phí apart, receipt numbers, reversal by a line of its own."""

from dataclasses import replace
from typing import Any

from counter_app.domain.canonical import Json
from counter_app.domain.change_money import unpaid_of
from counter_app.domain.dossier import Payment, Status
from counter_app.domain.due import DueRules, due
from counter_app.domain.event import moment_text
from counter_app.domain.event_parts import phases_json
from counter_app.domain.procedure import FeeKind
from counter_app.services.performing.situation import Payloads, Situation
from counter_app.services.performing.waiting import next_phase, resume_clock
from counter_app.services.promise import parsed
from counter_app.services.reckoning import clock_of, rules_of


def request_payment(situation: Situation) -> Payloads:
    """An obligation the applicant has to meet before the case goes on.

    Raises:
        InvalidActData, TextTooLong
    """
    public: dict[str, Any] = {
        "kind": situation.choice("kind", *FeeKind),
        "amount": situation.amount(),
    }
    if document := situation.line("document"):
        public["document"] = document
    return public, {}


def pay(situation: Situation) -> Payloads:
    """Money taken under a receipt number; the rest of a request lets the clock run again.

    Raises:
        MissingActData
        InvalidActData: the number was used, the kind is not owed, or more than is owed.
    """
    dossier = situation.dossier
    kind, amount = situation.choice("kind", *FeeKind), situation.amount()
    number = situation.needed_line("receipt_number")
    if any(p.receipt_number == number and p.amount > 0 for p in dossier.payments):
        raise situation.refuse("receipt_number", "used")
    owed = unpaid_of(dossier).get(kind, 0)
    if not owed:
        raise situation.refuse("kind", "nothing_owed")
    if amount > owed:
        raise situation.refuse("amount", "too_much")
    public: dict[str, Any] = {"kind": kind, "amount": amount, "receipt_number": number}
    if method := situation.line("method"):
        public["method"] = method
    completes = kind == dossier.owed_kind and amount >= dossier.owed > 0
    if dossier.status is Status.PAYMENT and completes:
        public |= _after_payment(situation)
    return public, {}


def reverse(situation: Situation) -> Payloads:
    """A payment given back whole, under its own receipt number.

    Raises:
        MissingActData
        InvalidActData: no payment has that number, or it was given back before.
    """
    number = situation.needed_line("receipt_number")
    lines = [p for p in situation.dossier.payments if p.receipt_number == number]
    taken = [p for p in lines if p.amount > 0]
    if not taken:
        raise situation.refuse("receipt_number", "unknown_value")
    if _sum(lines) <= 0:
        raise situation.refuse("receipt_number", "already_reversed")
    line = taken[-1]
    public: dict[str, Any] = {
        "kind": line.kind,
        "amount": line.amount,
        "receipt_number": number,
        "reverses": str(line.event),
    }
    return public, situation.needed_reason()


def _after_payment(situation: Situation) -> dict[str, Json]:
    """The clock runs again; in a procedure of phases the next one begins, with a date of its own."""
    dossier, reference, now = situation.dossier, situation.work.reference, situation.now
    index = next_phase(dossier.phases)
    if index is None:
        return resume_clock(situation)
    phase = dossier.phases[index]
    rules = rules_of(dossier)
    answer = due(
        parsed(phase.term), now, clock_of(dossier, reference), DueRules(rules.hour, rules.policy)
    )
    phases = list(dossier.phases)
    phases[index] = replace(phase, due_at=answer.moment)
    return {
        "term": phase.term,
        "counted_from": moment_text(now),
        "start_at": moment_text(answer.start),
        "due_at": moment_text(answer.moment) if answer.moment else None,
        "derivation": None if answer.term.is_none else answer.summary.to_json(),
        "phases": phases_json(phases),
    }


def _sum(lines: list[Payment]) -> int:
    return sum(line.amount for line in lines)
