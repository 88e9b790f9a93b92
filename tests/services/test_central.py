"""The centre's own work: projecting until nothing is left, watching, comparing digests."""

from dataclasses import dataclass, field

import pytest

from counter_app.domain.errors import CentreUnreachable
from counter_app.services.central import POLL_S, Check, Held, InPlaceOf, Project, Reported, Verdict
from counter_app.services.centre_port import (
    Digest,
)
from tests import make

HERE, THERE = make.identity(1), make.identity(2)
GONE = CentreUnreachable("gone")


class FakeProjections:
    """Answers each step with the next of ``steps``; raises the errors among them."""

    def __init__(self, *steps):
        self.steps = list(steps)

    def step(self):
        passed = self.steps.pop(0)
        if isinstance(passed, Exception):
            raise passed
        return passed


@dataclass
class Waits:
    """Lets some waits pass and then says that it is enough."""

    left: int
    seconds: list = field(default_factory=list)

    def __call__(self, seconds):
        self.seconds.append(seconds)
        self.left -= 1
        return self.left < 0


def test_projecting_goes_on_until_nothing_is_left():
    said = []
    assert Project(FakeProjections(4, 3, 0))(said.append) == 7
    assert said == [4, 7]
    assert Project(FakeProjections(2, 0))() == 2


def test_watching_waits_only_where_nothing_was_left():
    waits = Waits(3)
    assert Project(FakeProjections(5, 0, 2, 0)).watch(waits, pytest.fail) == 7
    assert waits.seconds == [0.0, POLL_S, 0.0, POLL_S]


def test_a_database_that_goes_is_told_once_each_time():
    waits, told = Waits(5), []
    done = Project(FakeProjections(1, GONE, GONE, 2, GONE, 0)).watch(waits, told.append)
    assert (done, told) == (3, [GONE, GONE])
    assert waits.seconds == [0.0, POLL_S, POLL_S, 0.0, POLL_S, POLL_S]


def test_a_database_that_never_was_there_is_a_refusal():
    with pytest.raises(CentreUnreachable):
        Project(FakeProjections(GONE)).watch(Waits(9), pytest.fail)


@dataclass
class FakeDigests:
    """``all`` was reported; ``has`` says what the centre has."""

    all: tuple
    has: Held
    asked: list = field(default_factory=list)
    brought: tuple = ()

    def relayed(self):
        return self.brought

    def reported(self):
        return self.all

    def held(self, scope, position):
        self.asked.append((scope, position))
        return self.has


def reported(desk=1, scope=HERE, position=9, events=(9, "e"), dossiers=(3, "d")):
    return Reported("H26.12", desk, Digest(scope, position, *events, *dossiers))


@pytest.mark.parametrize(
    ("said", "has", "verdict", "part"),
    [
        (reported(), Held((9, "e"), (3, "d")), Verdict.EQUAL, ""),
        (reported(), Held((9, "x"), (3, "d")), Verdict.DIFFERS, "events"),
        (reported(), Held((8, "e"), None), Verdict.DIFFERS, "events"),
        (reported(), Held((9, "e"), None), Verdict.BEHIND, ""),
        (reported(), Held((9, "e"), (3, "x")), Verdict.DIFFERS, "dossiers"),
        (reported(), Held((9, "e"), (2, "d")), Verdict.DIFFERS, "dossiers"),
    ],
)
def test_events_are_compared_first_and_dossiers_where_they_can_be(said, has, verdict, part):
    (compared,) = Check(FakeDigests((said,), has))()
    assert (compared.reported, compared.verdict, compared.part) == (said, verdict, part)


def test_who_brought_anothers_events_is_told():
    brought = InPlaceOf("H26.12", 3, 4, 2)
    digests = FakeDigests((), Held((0, ""), None), brought=(brought,))
    assert Check(digests).relayed() == (brought,)


def test_desks_at_one_place_are_compared_with_one_look():
    digests = FakeDigests(
        (reported(1), reported(2), reported(2, THERE), reported(3, position=8)),
        Held((9, "e"), (3, "d")),
    )
    assert len(list(Check(digests)())) == 4
    assert digests.asked == [(HERE, 9), (THERE, 9), (HERE, 8)]
