"""Acts that pass a dossier on, bring it to its end, or open it again."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from counter_app.domain.act import Role
from counter_app.domain.canonical import Json
from counter_app.domain.change_clock import CLOSED
from counter_app.domain.dossier import ClockState, PauseSpan, Status
from counter_app.domain.errors import MissingActData, StepMustBeOnline
from counter_app.domain.procedure import Channel
from counter_app.domain.route import StepRun
from counter_app.services.performing.situation import Payloads, Situation
from counter_app.services.reckoning import clock_of, reckoned
from counter_app.services.requests import cleaned
from counter_app.services.routing import current_number, route_of, step_of_role, step_run, target

POSITIVE, NEGATIVE = "positive", "negative"
_PROXY_KEYS = frozenset({"name", "id_number", "document"})


def take(situation: Situation) -> Payloads:
    """Whoever takes it holds it; the route goes on to the step of processing."""
    dossier, reference = situation.dossier, situation.work.reference
    current = current_number(dossier)
    number = step_of_role(route_of(dossier, reference), current, Role.PROCESSING)
    return _entering(situation, number), situation.reasoned()


def forward(situation: Situation) -> Payloads:
    """To an officer, a role or a step.

    Raises:
        InvalidActData: nobody is meant, or somebody who holds no dossiers.
        StepMustBeOnline
    """
    to = target(situation.line("to"), situation.dossier, situation.work.reference)
    return {"to": to.holder} | _entering(situation, to.number), situation.reasoned()


def finish(situation: Situation) -> Payloads:
    """With a positive or a negative outcome; a negative one says why.

    Raises:
        MissingActData, InvalidActData, StepMustBeOnline
    """
    check_online(situation)
    outcome = situation.choice("outcome", POSITIVE, NEGATIVE)
    private = situation.needed_reason() if outcome == NEGATIVE else situation.reasoned()
    public: dict[str, Any] = {"outcome": outcome}
    if result := situation.line("result"):
        public["result"] = result
    return public | due_at_end(situation), private


def hand_over(situation: Situation) -> Payloads:
    """To the applicant, the submitter, or somebody who acts for them.

    Raises:
        InvalidActData, MissingActData, TextTooLong
    """
    public: dict[str, Any] = {"method": situation.choice("method", *Channel)}
    said = situation.data.get("recipient")
    dossier = situation.dossier
    known = {"applicant": dossier.applicant, "submitter": dossier.submitter or dossier.applicant}
    if isinstance(said, str) and said in known:
        person = known[said]
        named = {"recipient": person.name, "recipient_id": person.id_number}
        private: dict[str, Json] = {key: text for key, text in named.items() if text}
        return public | {"by": said}, private
    return public | {"by": "proxy"}, _proxy(situation, said)


def withdraw(situation: Situation) -> Payloads:
    """At the applicant's request, in words or as a paper.

    Raises:
        MissingActData
    """
    document = situation.line("document")
    private = situation.reasoned()
    if not private and not document:
        raise MissingActData(situation.act.name, ("reason",))
    return _documented(situation) | due_at_end(situation), private


def stop(situation: Situation) -> Payloads:
    """For good; by an officer, or because a supplement did not come in time.

    Raises:
        MissingActData
    """
    return _documented(situation) | due_at_end(situation), situation.needed_reason()


def reopen(situation: Situation) -> Payloads:
    """Back into processing. A finished case was nobody's fault but the office's: its clock never
    stood. A withdrawn or stopped one could not be worked on.

    Raises:
        MissingActData, DueOutOfRange
    """
    dossier, work, now = situation.dossier, situation.work, situation.now
    private = situation.needed_reason()
    lay_still = dossier.closed_at if dossier.status is not Status.FINISHED else None
    more = (PauseSpan(CLOSED, lay_still, now),) if lay_still else ()
    anew = reckoned(dossier, work.reference, now, more)
    public: dict[str, Any] = dict(anew.payload())
    if step := _again(situation, anew.due_at):
        public["step"] = step.to_json()
    return public | ({} if lay_still else {"counts_closed_time": True}), private


def check_online(situation: Situation) -> None:
    """Refuse to leave a step that must be online while the centre has not got what was done.

    Without the centre a reason opens the way; the event carries it.

    Raises:
        StepMustBeOnline
    """
    step = situation.dossier.step
    if step is None or not step.must_be_online or situation.lines("reason"):
        return
    if situation.work.has_unsent(situation.dossier.id):
        raise StepMustBeOnline(situation.dossier.code, step.name)


def due_at_end(situation: Situation) -> dict[str, Any]:
    """A case that ends while its clock stands: the due moment as if the pause ended now."""
    if situation.dossier.clock is not ClockState.PAUSED:
        return {}
    dossier, reference = situation.dossier, situation.work.reference
    payload = reckoned(dossier, reference, situation.now).payload()
    return {name: value for name, value in payload.items() if name != "step_due_at"}


def _entering(situation: Situation, number: int | None) -> dict[str, Any]:
    dossier, reference = situation.dossier, situation.work.reference
    if number is None:
        return {}
    check_online(situation)
    run = step_run(
        route_of(dossier, reference), number, situation.now, clock_of(dossier, reference)
    )
    if dossier.stay is not None:  # among units, a step says whose it was
        run = replace(run, unit=run.unit or dossier.stay.unit.name)
    return {"step": _standing_still(run, dossier.clock).to_json()}


def _again(situation: Situation, due_at: datetime | None) -> StepRun | None:
    """The step it was at, begun anew; ``due_at`` is the dossier's."""
    dossier, reference, now = situation.dossier, situation.work.reference, situation.now
    if dossier.step is None:
        return None
    if dossier.step.takes_rest:
        return replace(dossier.step, since=now, due_at=due_at)
    route = route_of(dossier, reference)
    if dossier.step.number > len(route):
        return None
    run = step_run(route, dossier.step.number, now, clock_of(dossier, reference))
    return replace(run, unit=run.unit or dossier.step.unit)


def _standing_still(run: StepRun, clock: ClockState) -> StepRun:
    """While the clock stands a step has no due moment either; it gets one when it runs again."""
    if clock is not ClockState.PAUSED:
        return run
    return replace(run, due_at=None)


def _documented(situation: Situation) -> dict[str, Any]:
    document = situation.line("document")
    return {"document": document} if document else {}


def _proxy(situation: Situation, said: object) -> dict[str, Any]:
    data = {"name": said} if isinstance(said, str) else said
    if not isinstance(data, dict):
        raise situation.refuse("recipient", "not_an_object")
    if stray := sorted(str(key) for key in set(data) - _PROXY_KEYS):
        raise situation.refuse(f"recipient.{stray[0]}"[:80], "unknown_key")
    texts: dict[str, str] = {}
    for key in ("name", "id_number", "document"):
        value = data.get(key) or ""
        if not isinstance(value, str):
            raise situation.refuse(f"recipient.{key}", "not_text")
        texts[key] = cleaned(value, f"recipient.{key}", key)
    if not texts["name"]:
        raise MissingActData(situation.act.name, ("recipient.name",))
    named = {"recipient": texts["name"], "recipient_id": texts["id_number"]}
    return {k: v for k, v in (*named.items(), ("authorisation", texts["document"])) if v}
