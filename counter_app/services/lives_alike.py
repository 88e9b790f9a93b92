"""What invented dossiers of one procedure have in common."""

from dataclasses import dataclass
from typing import Self

from counter_app.domain.dossier import FeeLine, Paper, ProcedureRef
from counter_app.domain.procedure import Channel, Need, ProcedureVersion
from counter_app.services.intake import fee_lines
from counter_app.services.promise import Choice, parsed


@dataclass(frozen=True, slots=True)
class Alike:
    """The part that does not depend on who comes, and when."""

    procedure: ProcedureRef
    papers: tuple[Paper, ...]
    fees: tuple[FeeLine, ...]

    @classmethod
    def of(cls, version: ProcedureVersion, choice: Choice) -> Self:
        """Of those received under ``version`` by ``choice``."""
        fees = fee_lines(version.offer(choice.case, choice.channel))
        return cls(_reference_to(version, choice), _papers(version), fees)


def plain_choice(version: ProcedureVersion) -> Choice | None:
    """A case and channel whose term nobody needs to choose; None when there is none."""
    if version.is_repeal:
        return None
    case = version.cases[0]
    offers = case.offers_through(Channel.COUNTER)
    if len(offers) != 1 or not offers[0].term or offers[0].phases:
        return None
    if parsed(offers[0].term).is_none:
        return None
    return Choice(version.code, case.id, Channel.COUNTER)


def _reference_to(version: ProcedureVersion, choice: Choice) -> ProcedureRef:
    case = version.case(choice.case).name if len(version.cases) > 1 else ""
    return ProcedureRef(
        version.code,
        version.name.vi,
        version.field,
        version.id,
        version.decision.number,
        case,
        len(version.steps),
    )


def _papers(version: ProcedureVersion) -> tuple[Paper, ...]:
    return tuple(
        Paper(c.id, c.name, c.originals, c.certified, c.photocopies)
        for c in version.components
        if c.need is not Need.CONDITIONAL
    )
