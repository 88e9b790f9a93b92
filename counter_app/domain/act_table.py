"""The acts of `design.md` §6 as data: from where to where, by whom, with what."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from counter_app.domain.act import Act, Grant, Move, Role
from counter_app.domain.dossier import Status
from counter_app.domain.event import Kind

_S = Status
_WORKING = frozenset({_S.RECEIVED, _S.IN_PROCESS})
_PENDING = _WORKING | {_S.SUPPLEMENT, _S.PAYMENT}
_KEPT = _PENDING | {_S.FINISHED}  # not yet closed
_EVERY = frozenset(Status)


def _grants(*roles: Role) -> tuple[Grant, ...]:
    return tuple(Grant(role) for role in roles)


_RECEPTION = _grants(Role.RECEPTION)
_PROCESSING = _grants(Role.PROCESSING)
_SUPERVISOR = _grants(Role.SUPERVISOR)
_ALL = _grants(Role.RECEPTION, Role.PROCESSING, Role.LEADER)
# Not in the table of `design.md` §6: it leads nowhere, and belongs to nobody's daily work.
ERASE: Final = Act(
    "erase",
    Kind.ERASED,
    _EVERY,
    Move.STAY,
    _grants(Role.ADMINISTRATOR),
    ("reason", "seconded_by"),
    ("document",),
)
# Nor is moving the dates a calendar change moves: many dossiers at once, and by that desk alone.
RESCHEDULE: Final = Act(
    "reschedule",
    Kind.RESCHEDULED,
    _PENDING,
    Move.STAY,
    _SUPERVISOR,
    ("reason",),
)
_CATALOGUE: Final = (Role.CONTROL, Role.ADMINISTRATOR)
# Reference data is written by no act; who may write it, by kind of event.
REFERENCE_ROLES: Final[Mapping[str, tuple[Role, ...]]] = MappingProxyType(
    {
        Kind.UNIT_PROFILED.value: (Role.ADMINISTRATOR,),
        Kind.DESK_ENROLLED.value: (Role.ADMINISTRATOR,),
        Kind.OFFICER_REGISTERED.value: (Role.ADMINISTRATOR,),
        Kind.PROCEDURE_VERSION_ISSUED.value: _CATALOGUE,
        Kind.CALENDAR_CHANGED.value: (Role.ADMINISTRATOR, Role.SUPERVISOR, Role.CONTROL),
        Kind.PROCEDURE_DRAFTED.value: _CATALOGUE,
        Kind.DRAFT_CHECKED.value: _CATALOGUE,
        Kind.DRAFT_DROPPED.value: _CATALOGUE,
        Kind.SUGGESTION_ANSWERED.value: _CATALOGUE,
    }
)
# Nor are those about a rating: they move nothing, and no list of an officer's acts offers them.
RATE: Final = Act(
    "rate", Kind.RATED, frozenset({_S.RETURNED}), Move.STAY, _grants(Role.CITIZEN), ("answers",)
)
ANSWER_RATING: Final = Act(
    "answer-rating",
    Kind.RATING_ANSWERED,
    frozenset({_S.RETURNED}),
    Move.STAY,
    (*_ALL, *_SUPERVISOR),
    ("text",),
)
JUDGE_COMPLAINT: Final = Act(
    "judge-complaint",
    Kind.COMPLAINT_JUDGED,
    frozenset({_S.RETURNED}),
    Move.STAY,
    _SUPERVISOR,
    ("finding", "reason"),
)
ABOUT_RATINGS: Final = (RATE, ANSWER_RATING, JUDGE_COMPLAINT)
ROWS: Final = (
    Act("receive", Kind.RECEIVED, frozenset({None}), _S.RECEIVED, (*_RECEPTION, *_SUPERVISOR)),
    Act("register", Kind.REGISTERED, frozenset({None}), _S.REGISTERED, _grants(Role.PORTAL)),
    Act(
        "accept",
        Kind.ACCEPTED,
        frozenset({_S.REGISTERED}),
        _S.RECEIVED,
        _RECEPTION,
        (),
        ("reason",),  # why it is accepted although papers are missing
    ),
    Act(
        "decline",
        Kind.DECLINED,
        frozenset({None, _S.REGISTERED}),
        _S.DECLINED,
        _RECEPTION,
        ("reason",),
    ),
    Act("take", Kind.TAKEN, _WORKING, _S.IN_PROCESS, _PROCESSING, (), ("reason",)),
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
        _WORKING | {_S.PAYMENT, _S.FINISHED},  # besides a request: what the tariff names
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
        ("kind", "document"),
        ("reason",),
    ),
    Act("resume", Kind.RESUMED, _WORKING, Move.STAY, _grants(Role.PROCESSING, Role.SUPERVISOR)),
    Act(
        "extend",
        Kind.EXTENDED,
        _PENDING,
        Move.STAY,
        _grants(Role.LEADER, Role.SUPERVISOR),
        ("until", "reason"),
        ("document", "cause"),
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
        (),
        ("reason", "document"),  # one of them: the applicant's request, in words or as a paper
    ),
    Act(
        "stop",
        Kind.STOPPED,
        _PENDING,
        _S.STOPPED,
        (*_grants(Role.PROCESSING, Role.SUPERVISOR), Grant(Role.LIMIT, only_at=_S.SUPPLEMENT)),
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
    Act(
        "attach",
        Kind.ATTACHED,
        _KEPT,
        Move.STAY,
        (*_ALL, *_SUPERVISOR),
        ("sha256",),
        ("component", "copy", "source", "purpose"),
    ),
    Act(
        "detach",
        Kind.DETACHED,
        _KEPT,
        Move.STAY,
        (*_ALL, *_SUPERVISOR),
        ("attachment", "reason"),
    ),
    Act("print", Kind.PRINTED, _EVERY, Move.STAY, (*_ALL, *_SUPERVISOR)),
    Act(
        "resolve",
        Kind.RESOLVED,
        _EVERY,
        Move.STAY,
        (*_ALL, *_SUPERVISOR),
        (),
        ("fields", "acknowledged", "reviewed"),
    ),
)
