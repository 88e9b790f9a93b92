"""The acts table: who may do what to a dossier in which state, and what the act needs."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from counter_app.domain.act import Act, Grant, Move, Role
from counter_app.domain.act_table import ABOUT_RATINGS, ERASE, RESCHEDULE, ROWS
from counter_app.domain.dossier import Lifecycle, Status
from counter_app.domain.errors import ActNotAllowed, RoleMayNot, UnknownAct
from counter_app.domain.event import Kind
from counter_app.domain.side import Side, why_not_from
from counter_app.domain.value import value

__all__ = [
    "ABOUT_RATINGS",
    "ACTS",
    "BY_KIND",
    "ERASE",
    "RATING_KINDS",
    "RESCHEDULE",
    "Act",
    "Grant",
    "Move",
    "Role",
    "Side",
    "Standing",
    "act_named",
    "closes",
    "role_for",
    "why_not",
]

ACTS: Mapping[str, Act] = MappingProxyType({act.name: act for act in ROWS})
BY_KIND: Mapping[str, Act] = MappingProxyType({act.kind.value: act for act in (*ROWS, RESCHEDULE)})
RATING_KINDS = frozenset(act.kind.value for act in ABOUT_RATINGS)
_CLOSED_BY = frozenset({Status.DECLINED, Status.WITHDRAWN, Status.STOPPED, Status.RETURNED})
_PAUSING = frozenset({Kind.PAUSED, Kind.SUPPLEMENT_REQUESTED, Kind.PAYMENT_REQUESTED})
_AFTER_CLOSING = frozenset({"reopen", "correct", "void", "print", "reverse", "resolve", "erase"})
_WHEN_VOID = frozenset({"print", "erase"})
# what must be there for an act to have anything to act on, and the word for its absence
_LACKING: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.RESUMED: ("paused", "running"),
        Kind.PAID: ("owes", "nothing_owed"),
        Kind.REVERSED: ("has_paid", "nothing_paid"),
        Kind.ARRIVED: ("was_sent", "here"),
        Kind.RESOLVED: ("disputed", "undisputed"),
    }
)


@value
class Standing:
    """What of a dossier decides which acts are allowed; ``status`` None: not yet there."""

    status: Status | None
    lifecycle: Lifecycle = Lifecycle.OPEN
    locked: bool = False
    same_day: bool = True  # still the local day of reception
    one_step: bool = True  # reception may finish it
    paused: bool = False
    supplements: int = 0  # how often the applicant was asked for more
    owes: bool = True  # something is still to be paid
    has_paid: bool = True
    disputed: bool = True  # two values of a field, or an act that needs review
    erased: bool = False
    side: Side = Side.HOME  # of who is about to act
    was_sent: bool = True  # to another unit, now or before
    is_away: bool = False  # it lies at another unit, whose desks act on it
    is_awaited: bool = True  # where it was sent nobody has acknowledged it


def act_named(name: str) -> Act:
    """The row of ``name``.

    Raises:
        UnknownAct: there is none.
    """
    if name not in ACTS:
        raise UnknownAct(name, tuple(sorted(ACTS)))
    return ACTS[name]


def role_for(act: Act, standing: Standing, roles: Collection[Role]) -> Role:
    """The role among ``roles`` in which the officer may do ``act`` now.

    Raises:
        ActNotAllowed: nobody may, in this state.
        RoleMayNot: others may, but none of these roles.
    """
    if reason := why_not(act, standing):
        raise ActNotAllowed(act.name, standing.status, reason)
    for grant in act.grants:
        if grant.role in roles and _applies(grant, standing):
            return grant.role
    if act.kind is Kind.FINISHED and standing.one_step and Role.RECEPTION in roles:
        return Role.RECEPTION
    may_now = tuple(str(grant.role) for grant in act.grants if _applies(grant, standing))
    everybody = tuple(str(grant.role) for grant in act.grants)
    raise RoleMayNot(act.name, tuple(sorted(roles)), may_now or everybody)


def why_not(act: Act, standing: Standing) -> str:
    """A stable word for what in the dossier's state forbids ``act``; empty when nothing does."""
    if standing.lifecycle is Lifecycle.VOID and act.name not in _WHEN_VOID:
        return "void"
    if standing.erased:
        return "erased"
    if standing.status not in act.sources:
        return "status"
    if standing.locked and act.target is not Move.STAY:
        return "locked"
    if standing.lifecycle is Lifecycle.CLOSED and act.name not in _AFTER_CLOSING:
        return "closed"
    return _why_not_there(act, standing) or _why_not_yet(act, standing)


def _why_not_there(act: Act, standing: Standing) -> str:
    if standing.side is Side.HOME and not standing.is_away:
        return ""
    away, awaited = standing.is_away, standing.is_awaited
    return why_not_from(standing.side, act.kind, is_away=away, is_awaited=awaited)


def _why_not_yet(act: Act, standing: Standing) -> str:
    if act.kind is Kind.FINISHED and standing.status is Status.RECEIVED and not standing.one_step:
        return "steps"
    if act.kind in _PAUSING and standing.paused:
        return "paused"
    if act.kind is Kind.ERASED and standing.lifecycle is Lifecycle.OPEN:
        return "open"
    if act.kind is Kind.ARRIVED and standing.was_sent and not standing.is_awaited:
        return "arrived"
    lacking = _LACKING.get(act.kind)
    return lacking[1] if lacking and not getattr(standing, lacking[0]) else ""


def closes(status: Status) -> bool:
    """Whether arriving at ``status`` closes the dossier."""
    return status in _CLOSED_BY


def _applies(grant: Grant, standing: Standing) -> bool:
    if grant.only_at is not None and standing.status is not grant.only_at:
        return False
    if grant.first_only and standing.supplements:
        return False
    return standing.same_day or not grant.same_day
