"""One act, one event, one transaction."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from counter_app.domain.acts import act_named, role_for
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import ActNotYetSupported, CounterError
from counter_app.domain.event import Author
from counter_app.domain.unit import Officer
from counter_app.services.acting import append, check_fields, standing_here
from counter_app.services.performing import money, moves, online, places, settling, waiting
from counter_app.services.performing.situation import Payloads, Situation
from counter_app.services.ports import Chance, Now, UnitOfWork


@dataclass(frozen=True, slots=True)
class Perform:
    """Does the acts of `design.md` §6 that need no use case of their own."""

    unit_of_work: Callable[[], UnitOfWork]
    now: Now
    chance: Chance

    def __call__(
        self, dossier: UUID, act: str, data: Mapping[str, Any], officer: Officer
    ) -> Dossier:
        """Store the act; it is durable when the dossier comes back.

        ``data`` is the act's JSON object (`contracts.md`).

        Raises:
            UnknownAct, UnknownDossier, MissingActData, InvalidActData, TextTooLong
            ActNotAllowed, RoleMayNot, StepMustBeOnline, DueOutOfRange: nothing was stored.
            ActNotYetSupported: the act has a use case of its own.
        """
        chosen = act_named(act)
        build = self._builder(act)
        if build is not None:
            check_fields(chosen, data)
        now = self.now()
        with self.unit_of_work() as work:
            before = work.dossier(dossier)
            role = role_for(chosen, standing_here(work, before, now), officer.roles)
            if build is None:
                raise ActNotYetSupported(act)
            author = Author(officer.id, role)
            situation = Situation(chosen, before, author, now, work, data)
            append(work, chosen, before, (author, now), build(situation))
            after = work.dossier(dossier)
            work.commit()
        return after

    def _builder(self, act: str) -> Callable[[Situation], Payloads] | None:
        if act == "accept":  # it alone needs a secret
            return lambda situation: online.accept(situation, self.chance)
        return BUILDERS.get(act)


def perform_each(
    perform: Perform, dossiers: Iterable[UUID], act: str, data: Mapping[str, Any], officer: Officer
) -> Iterator[tuple[UUID, Dossier | CounterError]]:
    """The same act on many dossiers, a transaction each; a refusal stops none of the others."""
    for dossier in dossiers:
        try:
            yield dossier, perform(dossier, act, data, officer)
        except CounterError as refusal:
            yield dossier, refusal


BUILDERS: Mapping[str, Callable[[Situation], Payloads]] = MappingProxyType(
    {
        "decline": online.decline,
        "take": moves.take,
        "forward": moves.forward,
        "request-supplement": waiting.request_supplement,
        "supplement": waiting.supplement,
        "request-payment": money.request_payment,
        "pay": money.pay,
        "reverse": money.reverse,
        "pause": waiting.pause,
        "resume": waiting.resume,
        "extend": waiting.extend,
        "finish": moves.finish,
        "hand-over": moves.hand_over,
        "withdraw": moves.withdraw,
        "stop": moves.stop,
        "reopen": moves.reopen,
        "transfer": places.transfer,
        "arrived": places.arrived,
        "resolve": settling.resolve,
    }
)
