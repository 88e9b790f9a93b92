"""What events write about money: asked for, taken, given back; a line is never edited."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from counter_app.domain.change_clock import Values, moment_of_act, opened_pause, running_clock
from counter_app.domain.dossier import Dossier, FeeLine, Payment
from counter_app.domain.event import Event


def payment_requested(values: Values, public: Any, private: Any, event: Event) -> Values:
    """The clock stands until it is paid; with it the phase before the obligation ends."""
    line = FeeLine(public["kind"], public["amount"], str(public.get("document", "")))
    changes = opened_pause(values, event, "payment", "") | {
        "requested": (*values.get("requested", ()), line),
        "owed": line.amount,
        "owed_kind": line.kind,
    }
    phases = list(values.get("phases", ()))
    running = next((i for i, p in enumerate(phases) if p.due_at and p.ended_at is None), None)
    if running is None or running + 1 >= len(phases):
        return changes
    phases[running] = replace(phases[running], ended_at=moment_of_act(event))
    return changes | {"phases": tuple(phases)}


def paid(values: Values, public: Any, private: Any, event: Event) -> Values:
    """One more payment; when it was the rest of what was asked for, the clock runs again."""
    payment = Payment(event.id, public["kind"], public["amount"], public["receipt_number"])
    changes: Values = {"payments": (*values.get("payments", ()), payment)}
    owed = values.get("owed", 0)
    if not owed or payment.kind != values.get("owed_kind", payment.kind):
        return changes
    changes["owed"] = max(0, owed - payment.amount)
    return changes if changes["owed"] else changes | running_clock(values, event)


def given_back(values: Values, public: Any, private: Any, event: Event) -> Values:
    """A payment reversed by a line of its own; an open request is owed that much again."""
    amount = public["amount"]
    back = Payment(event.id, public["kind"], -amount, public["receipt_number"])
    changes: Values = {"payments": (*values.get("payments", ()), back)}
    owed = values.get("owed", 0)
    if owed and back.kind == values.get("owed_kind", back.kind):
        changes["owed"] = owed + amount
    return changes


def unpaid(
    tariff: Iterable[FeeLine], requested: Iterable[FeeLine], payments: Iterable[Payment]
) -> dict[str, int]:
    """What is still to be paid by kind, in đồng, without the kinds of which nothing is.

    A request may call in what the tariff names, so the larger of the two counts, not their sum.
    """
    named, asked, had = _sums(tariff), _sums(requested), _sums(payments)
    rest = {
        kind: max(named.get(kind, 0), asked.get(kind, 0)) - had.get(kind, 0)
        for kind in (*named, *(kind for kind in asked if kind not in named))
    }
    return {kind: amount for kind, amount in rest.items() if amount > 0}


def unpaid_of(dossier: Dossier) -> dict[str, int]:
    """What the applicant still has to pay by kind, in đồng."""
    return unpaid(dossier.fees, dossier.requested, dossier.payments)


def _sums(lines: Iterable[FeeLine | Payment]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for line in lines:
        sums[line.kind] = sums.get(line.kind, 0) + (line.amount or 0)
    return sums
