"""Which acts an officer may do with a dossier now, the most likely one first. No Qt."""

from collections.abc import Iterable
from dataclasses import dataclass

from counter_app.domain.act import Role
from counter_app.domain.change_money import unpaid_of
from counter_app.domain.dossier import Dossier, Status
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from ui.acting.words import ONLINE, Command, why_not_words
from ui.shown import ShownDossier

# From the most to the least usual; what the dossier waits for goes before all of them.
_USUAL = (
    "forward",
    "finish",
    "request-supplement",
    "pay",
    "request-payment",
    "pause",
    "extend",
    "transfer",
    "withdraw",
    "stop",
    "take",
    "resume",
    "supplement",
    "hand-over",
    "arrived",
    "reopen",
    "reverse",
    "decline",
)


@dataclass(frozen=True, slots=True)
class Offer:
    """A command and, where it is closed, why."""

    command: Command
    why_not: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it may be done now."""
        return not self.why_not


def offers(shown: ShownDossier, officer: Officer, commands: Iterable[Command]) -> tuple[Offer, ...]:
    """Commands with why each is closed; the open acts by how likely they come next.

    What is done with online registrations alone is left out for every other dossier.
    """
    expected = _expected(shown, officer)
    rank = {act: place for place, act in enumerate((*expected, *_USUAL)[::-1])}
    is_online = shown.dossier.status is Status.REGISTERED
    told = (c for c in commands if is_online or c.act not in ONLINE)
    made = [Offer(command, _why_not(shown, officer, command)) for command in told]
    return tuple(sorted(made, key=lambda offer: -rank.get(offer.command.act, -1)))


def primary(offered: Iterable[Offer], shown: ShownDossier, officer: Officer) -> str:
    """The act the dossier waits for from this officer; empty where none stands out."""
    expected = _expected(shown, officer)
    return next((o.command.act for o in offered if o.is_open and o.command.act in expected), "")


def reasons(offered: Iterable[Offer]) -> dict[str, list[Offer]]:
    """The closed ones by why they are."""
    found: dict[str, list[Offer]] = {}
    for offer in offered:
        if not offer.is_open:
            found.setdefault(offer.why_not, []).append(offer)
    return found


def _why_not(shown: ShownDossier, officer: Officer, command: Command) -> str:
    refusal = shown.refusal(command.act, officer) if command.act else None
    if command.needs_paper and not (shown.dossier.code or shown.dossier.decline_number):
        return _("hồ sơ chưa có giấy tờ để in")
    return why_not_words(refusal) if refusal else ""


def _expected(shown: ShownDossier, officer: Officer) -> tuple[str, ...]:
    """What the dossier waits for, in the order it would be done."""
    dossier = shown.dossier
    waits = {
        Status.REGISTERED: ("accept", "decline"),
        Status.SUPPLEMENT: ("supplement",),
        Status.PAYMENT: ("pay",),
        Status.FINISHED: ("pay", "hand-over") if unpaid_of(dossier) else ("hand-over",),
        Status.WITHDRAWN: ("reopen",),
        Status.STOPPED: ("reopen",),
    }
    if dossier.status in waits:
        return waits[dossier.status]
    if dossier.status not in (Status.RECEIVED, Status.IN_PROCESS):
        return ()
    if dossier.pauses and dossier.pauses[-1].until is None:
        return ("resume",)
    return _among_units(shown) or _while_worked_on(dossier, officer)


def _among_units(shown: ShownDossier) -> tuple[str, ...]:
    """What comes first where a dossier was sent: somebody there says that it has come."""
    stay = shown.dossier.stay
    is_here = stay is not None and shown.acting in ("", stay.unit.code)
    awaits = stay is not None and stay.arrived_at is None and is_here
    return ("arrived",) if awaits and not (shown.dossier.is_away and not shown.acting) else ()


def _while_worked_on(dossier: Dossier, officer: Officer) -> tuple[str, ...]:
    if dossier.procedure.steps == 1:
        return ("finish",)
    if dossier.holder == str(officer.id):
        return ("finish", "forward") if is_last(dossier) else ("forward", "finish")
    if Role.PROCESSING in officer.roles:
        return ("take", "forward")
    if Role.LEADER in officer.roles and is_last(dossier):
        return ("finish", "forward")
    return ("forward",)


def is_last(dossier: Dossier) -> bool:
    """Whether the step it is at brings the result."""
    step = dossier.step
    return step is not None and (step.needs_result or step.number >= dossier.procedure.steps)
