"""What a desk sends, is answered and applies: several real stores and a centre that only orders."""

import pytest

from tests import make
from tests.sample_desk import SampleDesk
from tests.small_centre import UNIT, SmallCentre


@pytest.fixture
def centre():
    return SmallCentre()


@pytest.fixture
def desks(sample_folder, tmp_path, centre):
    """Two enrolled desks of one unit."""
    opened = [SampleDesk.copied(sample_folder, tmp_path / name) for name in ("a", "b")]
    for number, desk in enumerate(opened, 3):
        desk.write("UPDATE desk SET id = ?", make.identity(0xDE00 + number).hex)
        centre.enrol(desk, number)
    yield opened
    for desk in opened:
        desk.close()


DIFFERENT = ("desk", "serials", "places", "incarnations", "sends", "centre_link", "events")
LOCAL = "row"


def test_what_one_desk_receives_the_other_sees(desks, centre):
    a, b = desks
    dossier = a.receive()
    centre.sync(a, b)
    assert b.dossier(dossier) == a.dossier(dossier)
    assert [line.id for line in b.counter.search("hieu")] == [dossier.id]
    assert b.counter.health.rebuild().changed == 0
    assert b.counter.health.audit().dossiers == 1
    digests = [desk.store.sync_log.digest(UNIT) for desk in desks]
    assert digests[0] == digests[1] is not None
    assert digests[0].dossier_count == 1
