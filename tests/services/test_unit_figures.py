"""Figures of every unit: as each unit's own desk has them, each dossier once, never old ones as new."""

from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from counter_app.domain.dossier import Lifecycle
from counter_app.domain.errors import (
    CentreRefused,
    CentreUnreachable,
    CounterError,
    DeskStandsAlone,
    RoleMayNot,
)
from counter_app.services.centre_port import UnitCounts
from tests import make
from tests.city_hall import city_hall, project
from tests.faults.desk import ACTS_HERE

STEPS = 120


@pytest.fixture
def city(blueprint, tmp_path):
    """Desks A and B of one ward, C of another, and one of the city's own unit."""
    with blueprint.built(tmp_path, "ABC") as made:
        city_hall(made)
        yield made


def desk_of(city, name):
    return next(desk for desk in city.desks if desk.name == name)


def live(city, seed):
    """Receptions and acts at random, at three desks that hear of one another now and then."""
    chance, units = Random(seed), {unit[1]: unit for unit in city.units()}
    desks, known = [desk_of(city, name) for name in "ABC"], []
    for _ in range(STEPS):
        desk = chance.choice(desks)
        for other in city.desks:
            other.clock.forward(minutes=chance.choice((5, 40, 300)))
        if len(known) < 10 or chance.random() < 0.2:
            known.append(desk.receive(procedure=chance.choice((make.BIRTH, make.GUARDIAN))).id)
            continue
        act = chance.choice([*ACTS_HERE, "transfer"])
        try:
            if act == "transfer":
                desk.transfer(chance.choice(known), units[chance.choice(("H26.12", "H26.15"))])
            else:
                desk.perform(chance.choice(known), act)
        except CounterError:
            continue  # the dossier's state forbids it, or this desk does not know the dossier
        if chance.random() < 0.5:
            city.sync_all()
    last = max(desk.clock() for desk in city.desks)
    for desk in city.desks:
        desk.clock.moment = last
    city.sync_all()


def own_counts(desk):
    board = desk.counter.supervision.figures.board()
    return {figure.name: figure.count for figure in (*board.figures, *board.ages)}


def asked(desk, login="giamsat"):
    return desk.counter.supervision.units(desk.officer(login))


@pytest.mark.postgres
@pytest.mark.parametrize("seed", [1, 2])
def test_the_centre_counts_what_each_units_own_desk_counts(city, seed):
    live(city, seed)
    project(city)
    told = asked(desk_of(city, "hall"))
    assert told.silence is None
    assert (told.own.code, told.own.counts) == ("H26", own_counts(desk_of(city, "hall")))
    lines = {line.code: line for line in told.others}
    assert sorted(lines) == ["H26.12", "H26.15"]
    for name, code in (("A", "H26.12"), ("B", "H26.12"), ("C", "H26.15")):
        assert lines[code].counts == own_counts(desk_of(city, name)), name
        assert lines[code].behind == 0
    met = {name for line in told.others for name, count in line.counts.items() if count}
    assert {"waiting", "in_process", "paused_posting", "visiting", "overdue"} <= met, met
    assert {"early", "withdrawn", "age_0_3"} & met
    _check_total(city, told.total())
    for line in told.others:
        for name, count in line.counts.items():
            _check_list(city, line.code, name, (told.board.moment, count))


def _check_list(city, unit, figure, told):
    """The list has as many as the figure says, and what the unit's own desk lists."""
    moment, count = told
    hall = desk_of(city, "hall")
    found = hall.counter.supervision.units.list_behind(
        hall.officer("giamsat"), unit, figure, moment
    )
    own = desk_of(city, "C" if unit == "H26.15" else "A").counter.supervision.figures
    listed = own.listed(own.selection(figure))
    assert found.total == count == listed.total
    assert {line.code for line in found.lines} == {line.code or "" for line in listed.lines}
    assert all(line.procedure and line.received_at <= moment for line in found.lines)


def _check_total(city, total):
    """Each dossier of the whole city once, wherever it lies now."""
    every = {d for desk in city.desks for d in desk.dossiers()}
    open_, guests = set(), set()
    for desk in city.desks:
        for dossier in filter(None, map(desk.dossier, desk.dossiers())):
            if dossier.lifecycle is Lifecycle.OPEN and dossier.status in (1, 2, 4, 5, 6):
                open_.add(dossier.id)
                if dossier.stay is not None and dossier.is_away:
                    guests.add(dossier.id)
    assert guests
    assert guests <= open_ <= every
    assert total["open"] == len(open_)
    assert total["visiting"] == len(guests)


@pytest.mark.postgres
def test_a_ward_is_told_of_itself_alone(city):
    desk_of(city, "C").receive()
    city.sync_all()
    project(city)
    told = asked(desk_of(city, "A"))
    assert (told.own.code, told.others, told.silence) == ("H26.12", (), None)


@pytest.mark.postgres
def test_what_the_centre_has_not_counted_yet_is_said(city):
    project(city)
    desk_of(city, "C").receive()
    city.sync_all()
    line = next(one for one in asked(desk_of(city, "hall")).others if one.code == "H26.15")
    assert (line.behind, line.counts["open"]) == (1, 0)
    project(city)
    line = next(one for one in asked(desk_of(city, "hall")).others if one.code == "H26.15")
    assert (line.behind, line.counts["open"]) == (0, 1)


@pytest.mark.postgres
def test_a_silent_centre_leaves_the_own_unit_and_its_next_answer_is_a_new_one(city):
    hall = desk_of(city, "hall")
    project(city)
    assert len(asked(hall).others) == 2
    hall.mischief.planned["figures"] = "unmade"
    own = hall.receive()
    silent = asked(hall)
    assert isinstance(silent.silence, CentreUnreachable)
    assert (silent.others, silent.own.counts["open"]) == ((), 1)
    again = asked(hall)
    assert (len(again.others), again.own.counts["open"]) == (2, 1)
    assert hall.dossier(own.id) is not None


@pytest.mark.parametrize("login", ["tiepnhan", "xuly", "lanhdao", "quantri"])
def test_only_supervisors_and_procedure_control_are_told(desk, login):
    with pytest.raises(RoleMayNot) as refusal:
        desk.counter.supervision.units(desk.officer(login))
    assert refusal.value.act == "see-units"


@pytest.mark.parametrize("login", ["giamsat", "kiemsoat"])
def test_a_desk_that_stands_alone_has_its_own_unit(desk, login):
    desk.receive()
    told = desk.counter.supervision.units(desk.officer(login))
    assert isinstance(told.silence, DeskStandsAlone)
    assert (told.own.counts["open"], told.others) == (1, ())
    assert told.total() == told.own.counts


class Answering:
    """A centre that answers one thing, and whether its connection was given back."""

    def __init__(self, answer):
        self.answer, self.is_closed = answer, False

    def figures(self, moment):
        if isinstance(self.answer, Exception):
            raise self.answer
        self.moment = moment
        return self.answer

    def close(self):
        self.is_closed = True


def test_the_own_line_is_the_desks_and_the_connection_is_given_back(desk):
    desk.receive()
    then = make.MONDAY - timedelta(hours=1)
    lines = (
        UnitCounts(make.identity(1), "H26.12", "bản ở trung tâm", 3, then, {"open": 99}),
        UnitCounts(make.identity(2), "H26.12.1", "Chi nhánh", 2, then, {"open": 4}),
    )
    centre = Answering(lines)
    units = replace(desk.counter.supervision.units, reach=lambda: centre)
    told = units(desk.officer("giamsat"))
    assert [(line.code, line.behind) for line in told.others] == [("H26.12.1", 2)]
    assert (told.own.counts["open"], told.total()["open"]) == (1, 5)
    assert centre.moment == told.board.moment
    assert centre.is_closed


def test_an_old_centre_is_silent_and_its_connection_is_given_back(desk):
    centre = Answering(CentreRefused("old-program"))
    told = replace(desk.counter.supervision.units, reach=lambda: centre)(desk.officer("giamsat"))
    assert (told.silence.reason, centre.is_closed) == ("old-program", True)
