"""What a desk may say about the city's reference data, and what units proposed."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from counter_app.domain.procedure import ProcedureVersion


class Reach(StrEnum):
    """Whose reference data a desk writes besides its own unit's."""

    ALONE = "alone"  # it is its own city
    UNIT = "unit"  # nobody's: what it says of the city's data is a proposal
    CITY = "city"  # the city's: it belongs to the city's own unit


@dataclass(frozen=True, slots=True)
class Proposal:
    """A procedure version that a unit wrote and the city has not taken over.

    ``scope`` is the unit's, or the city the unit was to itself; ``unit`` its name, empty where
    this desk does not know it.
    """

    version: ProcedureVersion
    scope: UUID
    unit: str
