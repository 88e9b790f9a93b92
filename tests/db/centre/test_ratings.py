"""Ratings at the centre: the desk itself may write them, in the citizen's role, and nothing else."""

import pytest

from counter_app.domain.act import Role
from counter_app.domain.event import Kind
from tests.real_centre import new_id

pytestmark = pytest.mark.postgres
RATING = {"scale": "tt-01-2018"}


@pytest.fixture
def begun(desk):
    received = desk.receive()
    desk.take(received)
    return received.dossier


def test_a_citizen_is_no_officer_of_the_unit_and_rates(desk, begun):
    desk.take(desk.act(Kind.RATED, begun, RATING, {"text": "x"}, by=desk.id, role=Role.CITIZEN))


@pytest.mark.parametrize("kind", [Kind.TAKEN, Kind.COMPLAINT_JUDGED, Kind.PRINTED])
def test_a_citizen_does_nothing_else(desk, begun, kind):
    planted = desk.act(kind, begun, RATING, by=desk.id, role=Role.CITIZEN)
    assert desk.refused(planted) == "role-may-not"


@pytest.mark.parametrize("role", [Role.RECEPTION, Role.SUPERVISOR])
def test_no_officer_rates(desk, begun, role):
    assert desk.refused(desk.act(Kind.RATED, begun, RATING, role=role)) == "role-may-not"


def test_complaints_are_judged_by_supervisors_of_the_unit_alone(desk, begun):
    judged = {"rating": str(new_id()), "finding": "justified"}
    desk.take(desk.act(Kind.COMPLAINT_JUDGED, begun, judged, role=Role.SUPERVISOR))
    refused = desk.act(Kind.COMPLAINT_JUDGED, begun, judged, role=Role.RECEPTION)
    assert desk.refused(refused) == "role-may-not"
    guest = desk.real.desk()
    scope = {"scope": desk.unit}
    stranger = guest.act(Kind.RATED, begun, RATING, by=guest.id, role=Role.CITIZEN, **scope)
    assert guest.refused(stranger) == "foreign-scope"
