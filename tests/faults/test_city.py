"""The city in fair weather, and each fault by itself."""

import pytest

from tests.faults import truth
from tests.faults.mischief import CALLS, FAULTS


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


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("call", CALLS)
def test_one_fault_loses_and_doubles_nothing(city, call, fault):
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
