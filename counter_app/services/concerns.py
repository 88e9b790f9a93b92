"""Whose matter it is, what the page of conflicts shows: by the rights the acts table gives."""

from collections.abc import Collection, Iterable
from typing import Final

from counter_app.domain.act_table import REFERENCE_ROLES
from counter_app.domain.acts import ACTS, BY_KIND, ERASE, Act, Role
from counter_app.domain.event import Kind
from counter_app.domain.rejection import RejectionKind
from counter_app.services.sync_ports import Rejection

SETTLING: Final = frozenset(grant.role for grant in ACTS["resolve"].grants)
_OF_PEOPLE: Final = frozenset({RejectionKind.UNKNOWN_AUTHOR, RejectionKind.ROLE_MAY_NOT})


def settles(roles: Collection[Role]) -> bool:
    """Whether such an officer decides about dossiers, and so sees all that waits."""
    return not SETTLING.isdisjoint(roles)


def concerning(rejections: Iterable[Rejection], roles: Collection[Role]) -> tuple[Rejection, ...]:
    """The rejections such an officer can do something about, in their order.

    Who settles dossiers sees all. Others see what they might have done themselves; an
    administrator also what wants an officer registered or given a role.
    """
    return tuple(one for one in rejections if settles(roles) or _is_theirs(one, roles))


def _is_theirs(rejection: Rejection, roles: Collection[Role]) -> bool:
    if rejection.kind in _OF_PEOPLE and Role.ADMINISTRATOR in roles:
        return True
    return not _doers(rejection.act).isdisjoint(roles)


def _doers(kind: str) -> frozenset[Role]:
    """Who may write an event of this kind."""
    act: Act | None = ERASE if kind == Kind.ERASED.value else BY_KIND.get(kind)
    if act is not None:
        return frozenset(grant.role for grant in act.grants)
    return frozenset(REFERENCE_ROLES.get(kind, ()))
