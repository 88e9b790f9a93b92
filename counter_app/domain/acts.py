"""The acts table: who may do what to a dossier in which state, and what the act needs."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum
from types import MappingProxyType

from counter_app.domain.dossier import Lifecycle, Status
from counter_app.domain.errors import ActNotAllowed, RoleMayNot, UnknownAct
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


_S = Status
_WORKING = frozenset({_S.RECEIVED, _S.IN_PROCESS})
_PENDING = _WORKING | {_S.SUPPLEMENT, _S.PAYMENT}
_EVERY = frozenset(Status)
_CLOSED_BY = frozenset({_S.DECLINED, _S.WITHDRAWN, _S.STOPPED, _S.RETURNED})


def _grants(*roles: Role) -> tuple[Grant, ...]:
    return tuple(Grant(role) for role in roles)


_RECEPTION = _grants(Role.RECEPTION)
_PROCESSING = _grants(Role.PROCESSING)
_SUPERVISOR = _grants(Role.SUPERVISOR)
_ALL = _grants(Role.RECEPTION, Role.PROCESSING, Role.LEADER)
_ROWS = (
    Act("receive", Kind.RECEIVED, frozenset({None}), _S.RECEIVED, (*_RECEPTION, *_SUPERVISOR)),
    Act("register", Kind.REGISTERED, frozenset({None}), _S.REGISTERED, _grants(Role.PORTAL)),
    Act("accept", Kind.ACCEPTED, frozenset({_S.REGISTERED}), _S.RECEIVED, _RECEPTION),
    Act(
        "decline",
        Kind.DECLINED,
        frozenset({None, _S.REGISTERED}),
        _S.DECLINED,
        _RECEPTION,
        ("reason",),
    ),
    Act("take", Kind.TAKEN, _WORKING, _S.IN_PROCESS, _PROCESSING),
    Act("forward", Kind.FORWARDED, _WORKING, _S.IN_PROCESS, _ALL, ("to",), ("reason",)),
    Act(
        "request-supplement",
        Kind.SUPPLEMENT_REQUESTED,
        _WORKING,
        _S.SUPPLEMENT,
        (
            Grant(Role.RECEPTION, only_at=_S.RECEIVED, first_only=True),
            Grant(Role.PROCESSING, first_only=True),
            Grant(Role.SUPERVISOR),
        ),
        ("components", "reason"),
        ("until",),
    ),
    Act(
        "supplement",
        Kind.SUPPLEMENTED,
        frozenset({_S.SUPPLEMENT}),
        Move.BACK,
        _grants(Role.RECEPTION, Role.PROCESSING),
        ("components",),
    ),
    Act(
        "request-payment",
        Kind.PAYMENT_REQUESTED,
        _WORKING,
        _S.PAYMENT,
        _PROCESSING,
        ("kind", "amount"),
        ("document",),
    ),
    Act(
        "pay",
        Kind.PAID,
        frozenset({_S.PAYMENT}),
        Move.WHEN_PAID,
        _RECEPTION,
        ("kind", "amount", "receipt_number"),
        ("method",),
    ),
    Act("reverse", Kind.REVERSED, _EVERY, Move.STAY, _RECEPTION, ("receipt_number", "reason")),
    Act(
        "pause",
        Kind.PAUSED,
        _WORKING,
        Move.STAY,
        _grants(Role.PROCESSING, Role.SUPERVISOR),
        ("kind",),
        ("document", "reason"),
    ),
    Act("resume", Kind.RESUMED, _WORKING, Move.STAY, _grants(Role.PROCESSING, Role.SUPERVISOR)),
    Act(
        "extend",
        Kind.EXTENDED,
        _PENDING,
        Move.STAY,
        _grants(Role.LEADER, Role.SUPERVISOR),
        ("until", "reason"),
        ("document",),
    ),
    Act(
        "finish",
        Kind.FINISHED,
        _WORKING,
        _S.FINISHED,
        _grants(Role.PROCESSING, Role.LEADER),
        ("outcome",),
        ("result", "reason"),
    ),
    Act(
        "hand-over",
        Kind.HANDED_OVER,
        frozenset({_S.FINISHED}),
        _S.RETURNED,
        _RECEPTION,
        ("recipient", "method"),
    ),
    Act(
        "withdraw",
        Kind.WITHDRAWN,
        _PENDING | {_S.REGISTERED},
        _S.WITHDRAWN,
        _RECEPTION,
        ("reason",),
        ("document",),
    ),
    Act(
        "stop",
        Kind.STOPPED,
        _PENDING,
        _S.STOPPED,
        _grants(Role.PROCESSING, Role.SUPERVISOR),
        ("reason",),
        ("document",),
    ),
    Act(
        "reopen",
        Kind.REOPENED,
        frozenset({_S.WITHDRAWN, _S.STOPPED, _S.FINISHED}),
        _S.IN_PROCESS,
        _SUPERVISOR,
        ("reason",),
    ),
    Act(
        "transfer",
        Kind.TRANSFERRED,
        _WORKING,
        _S.IN_PROCESS,
        _grants(Role.PROCESSING, Role.RECEPTION),
        ("unit", "components"),
        ("reason",),
    ),
    Act("arrived", Kind.ARRIVED, _WORKING, Move.STAY, _grants(Role.RECEPTION, Role.PROCESSING)),
    Act(
        "correct",
        Kind.CORRECTED,
        _EVERY,
        Move.STAY,
        (Grant(Role.RECEPTION, same_day=True), Grant(Role.SUPERVISOR)),
        ("fields", "reason"),
    ),
    Act("void", Kind.VOIDED, _EVERY, Move.VOID, _SUPERVISOR, ("reason", "seconded_by")),
    Act("print", Kind.PRINTED, _EVERY, Move.STAY, (*_ALL, *_SUPERVISOR)),
    Act("resolve", Kind.RESOLVED, _EVERY, Move.STAY, (*_ALL, *_SUPERVISOR), ("fields",)),
)
ACTS: Mapping[str, Act] = MappingProxyType({act.name: act for act in _ROWS})
BY_KIND: Mapping[str, Act] = MappingProxyType({act.kind.value: act for act in _ROWS})
_PAUSING = frozenset({Kind.PAUSED, Kind.SUPPLEMENT_REQUESTED, Kind.PAYMENT_REQUESTED})
_AFTER_CLOSING = frozenset({"reopen", "correct", "void", "print", "reverse", "resolve"})


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a dossier decides which acts are allowed; ``status`` None: not yet there."""

    status: Status | None
    lifecycle: Lifecycle = Lifecycle.OPEN
    locked: bool = False
    same_day: bool = True  # still the local day of reception
    one_step: bool = True  # reception may finish it
    paused: bool = False
    supplements: int = 0  # how often the applicant was asked for more


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
    raise RoleMayNot(act.name, tuple(sorted(roles)), tuple(str(g.role) for g in act.grants))


def why_not(act: Act, standing: Standing) -> str:
    """A stable word for what in the dossier's state forbids ``act``; empty when nothing does."""
    if standing.lifecycle is Lifecycle.VOID and act.name != "print":
        return "void"
    if standing.status not in act.sources:
        return "status"
    if standing.locked and act.target is not Move.STAY:
        return "locked"
    if standing.lifecycle is Lifecycle.CLOSED and act.name not in _AFTER_CLOSING:
        return "closed"
    return _why_not_yet(act, standing)


def _why_not_yet(act: Act, standing: Standing) -> str:
    if act.kind is Kind.FINISHED and standing.status is Status.RECEIVED and not standing.one_step:
        return "steps"
    if act.kind in _PAUSING and standing.paused:
        return "paused"
    if act.kind is Kind.RESUMED and not standing.paused:
        return "running"
    return ""


def closes(status: Status) -> bool:
    """Whether arriving at ``status`` closes the dossier."""
    return status in _CLOSED_BY


def _applies(grant: Grant, standing: Standing) -> bool:
    if grant.only_at is not None and standing.status is not grant.only_at:
        return False
    if grant.first_only and standing.supplements:
        return False
    return standing.same_day or not grant.same_day
