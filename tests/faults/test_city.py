"""The city in fair weather, and each fault by itself."""

import pytest

from tests.faults import truth
from tests.faults.mischief import CALLS, FAULTS

ON_THE_WAY = ("reordered", "late")  # what only a push can meet
ONE_BY_ONE = [(c, f) for c in CALLS for f in FAULTS if c == "push" or f not in ON_THE_WAY]


def test_in_fair_weather_everybody_has_everything(city):
    a, b, c, _ = city.desks
    dossier = a.receive()
    a.run()
    b.run()
    b.correct(dossier.id, note="B")
    c.receive()
    city.sync_all()
    truth.check(city)
    assert b.dossier(dossier.id).note == "B"


@pytest.mark.parametrize(("call", "fault"), ONE_BY_ONE)
def test_one_fault_loses_and_doubles_nothing(city, length, call, fault):
    if not length.of(call in ("push", "pull") and fault != "unmade", True):
        pytest.skip("in the long run only")
    a, b, *_ = city.desks
    dossier = a.receive()
    city.sync_all()
    a.correct(dossier.id, note="A")
    b.correct(dossier.id, content="B")
    a.receive()
    a.mischief.planned[call] = fault
    a.sync()
    b.sync()
    with_centre = city.line(b.mischief)(a.store.sync_log.link().credentials)
    a.mischief.arrive_late(with_centre)
    with_centre.close()
    city.sync_all()
    truth.check(city)
