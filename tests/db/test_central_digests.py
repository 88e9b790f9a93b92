"""What desks say they have against what the centre has: real desks, a real centre."""

from contextlib import closing
from dataclasses import replace

import psycopg
import pytest

from counter_app.services.central import Check, Project
from db.centre.central import CentralDatabase
from tests import make
from tests.desks_in_step import real_centre
from tests.sample_desk import UNIT, SampleDesk, sample_catalogue, set_up

pytestmark = pytest.mark.postgres

HERE, THERE = "H26.12", "H26.15"


@pytest.fixture
def centre(postgres):
    with real_centre(postgres) as centre:
        yield centre


@pytest.fixture
def database(centre):
    with closing(CentralDatabase(centre.url)) as database:
        yield database


@pytest.fixture
def desks(tmp_path, centre):
    """Two desks of one unit, and one of another."""
    opened = []
    for name, unit, number in (("a", HERE, 3), ("b", HERE, 4), ("c", THERE, 3)):
        set_up(tmp_path / name).sample(replace(UNIT, code=unit), sample_catalogue())
        opened.append(SampleDesk(tmp_path / name))
        centre.enrol(opened[-1], unit, number)
    yield opened
    for desk in opened:
        desk.close()


@pytest.fixture
def reported(centre, database, desks):
    """All of them in step with a centre that has projected everything; each said what it has."""
    a, b, c = desks
    for desk in desks:
        dossier = desk.receive(procedure=make.GUARDIAN)
        perform(desk, dossier, "take", {}, "xuly")
    centre.sync(a, b, c, a)
    centre.report(*desks)
    Project(database)()


def perform(desk, dossier, act, data, login):
    desk.counter.perform(dossier.id, act, data, desk.officer(login))


def verdicts(database):
    """Of each desk, its unit's scope before the city's."""
    found = {}
    for compared in Check(database)():
        said = compared.reported
        word = f"{compared.verdict}: {compared.part}" if compared.part else compared.verdict.value
        is_units = said.digest.dossier_count > 0
        found[said.unit, said.desk, "unit" if is_units else "city"] = word
    return found


EQUAL = {
    (unit, number, scope): "equal"
    for unit, number in ((HERE, 3), (HERE, 4), (THERE, 3))
    for scope in ("unit", "city")
}


def test_desks_in_step_have_what_the_centre_has(reported, database):
    assert verdicts(database) == EQUAL


def test_who_reported_before_the_feed_went_on_is_behind(reported, centre, database, desks):
    a, *_ = desks
    a.receive()
    centre.sync(a)
    assert verdicts(database)[HERE, 4, "unit"] == "behind"
    centre.report(a)
    assert verdicts(database)[HERE, 3, "unit"] == "behind"  # the centre has not projected it
    Project(database)()
    behind = {(HERE, 4, "unit"): "behind"}
    assert verdicts(database) == EQUAL | behind


def test_a_dossier_of_two_units_is_the_same_for_both_and_the_centre(
    reported, centre, database, desks
):
    a, b, c = desks
    moved = a.receive(procedure=make.GUARDIAN)
    data = {"unit": {"code": THERE, "name": "Sở"}, "components": ["Tờ khai"]}
    perform(a, moved, "transfer", data, "tiepnhan")
    centre.sync(a, c)
    perform(c, moved, "arrived", {}, "tiepnhan")
    centre.sync(c, a, b)
    Project(database)()
    centre.report(*desks)
    assert verdicts(database) == EQUAL
    with psycopg.connect(centre.url) as connection:
        sql = "SELECT competent_code FROM projection.dossiers WHERE id = %s"
        assert connection.execute(sql, (moved.id,)).fetchall() == [(THERE,)]


@pytest.mark.parametrize(
    ("sql", "word"),
    [
        ("UPDATE projection.dossiers SET holder = '' WHERE unit_code = 'H26.12'", "dossiers"),
        ("DELETE FROM projection.dossiers", "dossiers"),
        ("UPDATE counter.events SET hash = sha256('x') WHERE kind = 'taken'", "events"),
        ("UPDATE counter.feed SET home_position = 99 WHERE position = 2", "events"),
    ],
)
def test_what_is_not_the_same_is_told(reported, centre, database, sql, word):
    with psycopg.connect(centre.url) as connection:
        connection.execute(sql)
    assert verdicts(database)[HERE, 3, "unit"] == f"differs: {word}"


def test_what_the_centre_has_lost_differs(reported, centre, database):
    """A centre restored from an older copy knows less than its desks."""
    with psycopg.connect(centre.url) as connection:
        connection.execute(
            "WITH last AS (DELETE FROM counter.feed f USING counter.scopes s"
            " WHERE f.scope = s.id AND f.position = s.head RETURNING f.scope)"
            " UPDATE counter.scopes SET head = head - 1 WHERE id IN (SELECT scope FROM last)"
        )
    found = verdicts(database)
    assert {found[desk] for desk in EQUAL if desk[2] == "unit"} == {"differs: events"}
