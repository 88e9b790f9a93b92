"""What a row of the acts table is made of: roles, moves, grants."""

from dataclasses import dataclass
from enum import Enum, StrEnum

from counter_app.domain.dossier import Status
from counter_app.domain.event import Kind


class Role(StrEnum):
    """What an officer is at the one-stop shop; one may have several."""

    RECEPTION = "reception"
    PROCESSING = "processing"
    LEADER = "leader"
    SUPERVISOR = "supervisor"
    CONTROL = "control"
    ADMINISTRATOR = "administrator"
    PORTAL = "portal"
    LIMIT = "limit"  # nobody's: what passes by itself when a supplement did not come in time
    CITIZEN = "citizen"  # whoever holds the receipt, at the screen of the desk that is the author


_NO_OFFICER = frozenset({Role.PORTAL, Role.LIMIT, Role.CITIZEN})
OFFICER_ROLES = tuple(role for role in Role if role not in _NO_OFFICER)


class Move(Enum):
    """Where an act leads when it is no fixed status."""

    STAY = "stay"
    BACK = "back"  # to where it was before the supplement
    WHEN_PAID = "when paid"  # to 4 as soon as nothing is owed
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that may do the act; ``only_at``, ``same_day`` and ``first_only`` narrow it."""

    role: Role
    only_at: Status | None = None
    same_day: bool = False
    first_only: bool = False  # asking a second time for what is missing is a supervisor's


@dataclass(frozen=True, slots=True)
class Act:
    """One row. ``sources`` None in it stands for a dossier that does not exist yet."""

    name: str
    kind: Kind
    sources: frozenset[Status | None]
    target: Status | Move
    grants: tuple[Grant, ...]
    needs: tuple[str, ...] = ()
    may_have: tuple[str, ...] = ()

    def fields(self) -> frozenset[str]:
        """The names its JSON object may hold."""
        return frozenset(self.needs) | frozenset(self.may_have)
