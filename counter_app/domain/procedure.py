"""A procedure (thủ tục hành chính) as one decision left it: cases, terms, fees, papers, route."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from counter_app.domain.errors import AmbiguousTerm, ProcedureNotForChannel, UnknownCase

NO_ID = UUID(int=0)  # until the event that stores a version gives it its own


class Channel(StrEnum):
    """How a dossier comes in, or how a result goes out."""

    COUNTER = "counter"
    POST = "post"
    ONLINE = "online"


class FeeKind(StrEnum):
    """The law keeps the two apart: phí pays for a service, lệ phí for an authority's act."""

    PHI = "phi"
    LE_PHI = "le_phi"


class Need(StrEnum):
    """Whether a component must be there: always, on a condition, or nobody has said."""

    YES = "yes"
    CONDITIONAL = "conditional"
    UNKNOWN = "unknown"


class DecisionKind(StrEnum):
    """What a decision (quyết định công bố) does to a procedure."""

    NEW = "new"
    AMEND = "amend"
    REPLACE = "replace"
    REPEAL = "repeal"


class SupplementPolicy(StrEnum):
    """What remains of the term after a supplement: the rest of it, or the whole again."""

    REMAINING = "remaining"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Title:
    """A procedure's name; English may be missing."""

    vi: str
    en: str | None = None

    def __str__(self) -> str:
        return self.vi


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision that made a version; a date nobody knows is None.

    It may take effect before or after the day it is published.
    """

    number: str
    kind: DecisionKind = DecisionKind.NEW
    issued: date | None = None
    effective: date | None = None
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Fee:
    """One line of the tariff; ``amount`` is whole đồng, None where it is local or unknown."""

    kind: FeeKind
    amount: int | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """The term and fees of one case through one channel, with the source's own words.

    ``term`` is the text of a term (``domain/term.py``), ``"none"`` where the law sets none,
    and None where the source does not say. Two offers of one channel stand side by side when
    the source contradicts itself; nobody picks between them but a person.
    """

    channel: Channel
    term: str | None
    phases: tuple[str, ...] = ()
    fees: tuple[Fee, ...] = ()
    source_text: str = ""


@dataclass(frozen=True, slots=True)
class Case:
    """One situation (trường hợp) of a procedure with its own offers."""

    id: str
    name: str
    offers: tuple[Offer, ...] = ()

    def offers_through(self, channel: Channel) -> tuple[Offer, ...]:
        """All offers of ``channel``, in the source's order."""
        return tuple(offer for offer in self.offers if offer.channel is channel)


@dataclass(frozen=True, slots=True)
class Component:
    """One paper of the dossier (thành phần hồ sơ) with the counts the procedure asks for."""

    id: str
    name: str
    originals: int = 1
    certified: int = 0
    photocopies: int = 0
    need: Need = Need.YES
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One station of the route: who does it, for how long, and what must exist afterwards."""

    name: str
    role: str
    unit: str | None = None
    term: str | None = None
    must_be_online: bool = False
    needs_result: bool = False
    needs_signature: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a person must check before the version may be called checked.

    ``what`` is a stable word (``term``, ``fee``, ``case_code``, …); ``found`` are the
    contradicting values in the source's words.
    """

    what: str
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcedureVersion:
    """What a dossier is received under and keeps for ever, whatever is decided later."""

    id: UUID
    code: str
    name: Title
    field: str
    level: str
    decision: Decision
    cases: tuple[Case, ...]
    components: tuple[Component, ...]
    steps: tuple[Step, ...] = ()
    replaces: tuple[str, ...] = ()
    supplement_policy: SupplementPolicy = SupplementPolicy.REMAINING
    result: str = ""
    official: bool = False
    checked_by: str | None = None
    source: str = ""
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_one_step(self) -> bool:
        """Finished by reception itself. No steps at all mean that nobody has given the route."""
        return len(self.steps) == 1

    @property
    def is_repeal(self) -> bool:
        """Stops new reception; running dossiers go on."""
        return self.decision.kind is DecisionKind.REPEAL

    def case(self, case_id: str | None) -> Case:
        """The named case, or the only one.

        Raises:
            UnknownCase: no such case, or several and none was named.
        """
        if case_id is None and len(self.cases) == 1:
            return self.cases[0]
        for case in self.cases:
            if case.id == case_id:
                return case
        raise UnknownCase(self.code, case_id, tuple(case.id for case in self.cases))

    def offer(self, case_id: str | None, channel: Channel, term: str | None = None) -> Offer:
        """The one offer for a case and channel; ``term`` chooses among contradictory ones.

        Raises:
            UnknownCase: see ``case``.
            ProcedureNotForChannel: nothing is offered through ``channel``.
            AmbiguousTerm: the source contradicts itself and nobody has chosen; it names the
                terms there are to choose from.
        """
        case = self.case(case_id)
        offers = case.offers_through(channel)
        if not offers:
            raise ProcedureNotForChannel(
                self.code, channel, tuple(sorted({str(o.channel) for o in case.offers}))
            )
        terms = tuple(dict.fromkeys(offer.term for offer in offers))
        chosen = [offer for offer in offers if term is None or offer.term == term]
        if not chosen or (term is None and len(terms) > 1):
            raise AmbiguousTerm(self.code, tuple(known for known in terms if known is not None))
        return _joined(chosen)


def version_at(versions: Iterable[ProcedureVersion], day: date) -> ProcedureVersion | None:
    """The version in force on ``day``: the latest effective one; undated ones come first.

    A version without an effective date has always been in force until a dated one begins.
    Between versions of the same date the later in ``versions`` wins (they come in order of issue).
    """
    best: ProcedureVersion | None = None
    for version in versions:
        effective = version.decision.effective or date.min
        if effective <= day and (
            best is None or effective >= (best.decision.effective or date.min)
        ):
            best = version
    return best


def procedures_in_force(
    versions: Iterable[ProcedureVersion], day: date
) -> tuple[ProcedureVersion, ...]:
    """The version of each procedure that can be received on ``day``, in the order of ``versions``."""
    by_code: dict[str, list[ProcedureVersion]] = {}
    for version in versions:
        by_code.setdefault(version.code, []).append(version)
    found = (version_at(of_one, day) for of_one in by_code.values())
    return tuple(version for version in found if version and not version.is_repeal)


def in_force(
    city: Sequence[ProcedureVersion], unit: Sequence[ProcedureVersion]
) -> tuple[ProcedureVersion, ...]:
    """The versions of one procedure that count at a unit: the city's, where it has any.

    ``unit`` are the unit's own proposals; they count until the city has said something about the
    procedure, be it that it is repealed.
    """
    return tuple(city or unit)


def published_by(version: ProcedureVersion, decision: Decision) -> ProcedureVersion:
    """The version under a decision that a person names: the doubt about the decision is settled."""
    doubts = tuple(doubt for doubt in version.doubts if doubt.what != "decision")
    return replace(version, decision=decision, doubts=doubts)


def _joined(offers: list[Offer]) -> Offer:
    first = offers[0]
    if len(offers) == 1:
        return first
    fees = tuple(dict.fromkeys(fee for offer in offers for fee in offer.fees))
    return Offer(first.channel, first.term, first.phases, fees, first.source_text)
