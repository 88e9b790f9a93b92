"""Whose matter a rejection is: by the rights of the acts table and of reference data."""

import pytest

from counter_app.domain.act import Role
from counter_app.domain.event import Kind
from counter_app.domain.rejection import RejectionKind
from counter_app.services.concerns import concerning, settles
from counter_app.services.sync_ports import Rejection
from tests import make

MISSING = RejectionKind.NO_BEGINNING


def rejection(act, kind=MISSING):
    return Rejection(make.identity(1), None, "", act, kind, None, make.MONDAY)


@pytest.mark.parametrize(
    ("role", "act", "kind", "is_theirs"),
    [
        (Role.RECEPTION, Kind.OFFICER_REGISTERED, MISSING, True),  # who settles sees all
        (Role.SUPERVISOR, "of-a-newer-program", MISSING, True),
        (Role.ADMINISTRATOR, Kind.OFFICER_REGISTERED, MISSING, True),
        (Role.ADMINISTRATOR, Kind.DESK_ENROLLED, MISSING, True),
        (Role.ADMINISTRATOR, Kind.UNIT_PROFILED, MISSING, True),
        (Role.ADMINISTRATOR, Kind.ERASED, MISSING, True),
        (Role.ADMINISTRATOR, Kind.RECEIVED, MISSING, False),
        (Role.ADMINISTRATOR, Kind.RECEIVED, RejectionKind.UNKNOWN_AUTHOR, True),
        (Role.ADMINISTRATOR, Kind.RECEIVED, RejectionKind.ROLE_MAY_NOT, True),
        (Role.ADMINISTRATOR, "of-a-newer-program", MISSING, False),
        (Role.CONTROL, Kind.PROCEDURE_VERSION_ISSUED, MISSING, True),
        (Role.CONTROL, Kind.RECEIVED, RejectionKind.UNKNOWN_AUTHOR, False),
    ],
)
def test_who_can_do_something_about_it(role, act, kind, is_theirs):
    assert bool(concerning([rejection(str(act), kind)], {role})) is is_theirs


def test_who_settles_dossiers():
    assert {role for role in Role if settles({role})} == {
        Role.RECEPTION,
        Role.PROCESSING,
        Role.LEADER,
        Role.SUPERVISOR,
    }
