"""Anything that can happen to desks and their centre, in any order: in the end all is there."""

import shutil
import tempfile
from collections import Counter
from functools import cache
from itertools import count
from pathlib import Path
from time import monotonic

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from counter_app.domain.errors import CounterError
from counter_app.services import sync_round
from tests import make
from tests.faults import truth
from tests.faults.desk import ACTS_HERE
from tests.faults.mischief import CALLS, FAULTS, FILE_CALLS
from tests.scans import pdf

pytestmark = pytest.mark.timeout(900)

DESKS = st.integers(0, 3)
NUMBERS = st.integers(0, 99)
FIELDS = ("note", "content")
MOST_DESKS, MOST_COPIES = 6, 3
PAGE, BATCH = 7, 4  # small, so that a round takes many calls
FILES = 4
RELAYED = "SELECT id FROM counter.events WHERE relayed_by IS NOT NULL"


@cache
def contents():
    """What is attached."""
    return [pdf(text=str(number)) for number in range(FILES)]


class Desks(RuleBasedStateMachine):
    """``blueprint`` is set by the test that runs it."""

    blueprint = None
    done = None

    @initialize()
    def set_up(self):
        self.folder = Path(tempfile.mkdtemp(prefix="counter-city-"))
        self.built = self.blueprint.built(self.folder)
        self.city = self.built.__enter__()
        self.copies = []  # of a desk: which one, and the copy's folder
        self.serial = self.losses = 0
        self.desk(0).receive()

    def desk(self, number):
        return self.city.desks[number % len(self.city.desks)]

    def one_of(self, desk, number):
        """A dossier the desk has; None: it has none."""
        there = desk.dossiers()
        return there[number % len(there)] if there else None

    def count(self, what):
        self.done[what] = self.done.get(what, 0) + 1

    @rule(desk=DESKS)
    def receive(self, desk):
        self.refusable(lambda: self.desk(desk).receive(), "intake")

    @rule(desk=DESKS, number=NUMBERS, act=st.sampled_from(sorted(ACTS_HERE)))
    def act(self, desk, number, act):
        if dossier := self.one_of(self.desk(desk), number):
            self.refusable(lambda: self.desk(desk).perform(dossier, act), "act")

    @rule(desk=DESKS, number=NUMBERS, field=st.sampled_from(FIELDS))
    def correct(self, desk, number, field):
        if dossier := self.one_of(self.desk(desk), number):
            self.serial += 1
            said = {field: f"{self.desk(desk).name} {self.serial}"}
            self.refusable(lambda: self.desk(desk).correct(dossier, **said), "correction")

    @rule(desk=DESKS, number=NUMBERS)
    def transfer(self, desk, number):
        here = self.desk(desk)
        if dossier := self.one_of(here, number):
            units = self.city.units()
            to = units[number % len(units)]
            self.refusable(lambda: here.transfer(dossier, to), "transfer")

    @rule(desk=DESKS)
    def sync(self, desk):
        self.desk(desk).sync()
        self.count("round")

    @rule(desk=DESKS, number=NUMBERS)
    def attach(self, desk, number):
        """One of few files, so that dossiers share some."""
        if dossier := self.one_of(self.desk(desk), number):
            content = contents()[number % FILES]
            self.refusable(lambda: self.desk(desk).attach(dossier, content), "attachment")

    @rule(desk=DESKS, number=NUMBERS)
    def look(self, desk, number):
        """A file is looked at, wherever it is."""
        here = self.desk(desk)
        dossier = self.one_of(here, number)
        if dossier and (files := here.dossier(dossier).attachments):
            content = here.counter.attachments.look.content
            self.refusable(lambda: content(files[number % len(files)]), "look")

    @rule(desk=DESKS, number=NUMBERS)
    def erase(self, desk, number):
        if dossier := self.one_of(self.desk(desk), number):
            self.refusable(lambda: self.desk(desk).erase(dossier), "erasure")

    @rule(desk=DESKS, call=st.sampled_from(CALLS + FILE_CALLS), fault=st.sampled_from(FAULTS))
    def fail(self, desk, call, fault):
        here = self.desk(desk)
        here.mischief.planned[call] = fault
        here.sync()
        self.count(fault)

    @rule(desk=DESKS)
    def arrive_late(self, desk):
        here = self.desk(desk)
        centre = self.city.line(here.mischief)(here.store.sync_log.link().credentials)
        here.mischief.arrive_late(centre)
        centre.close()
        self.count("late arrival")

    @rule(desk=DESKS, transactions=st.integers(0, 6), committed=st.booleans())
    def kill_while_syncing(self, desk, transactions, committed):
        here = self.desk(desk)
        here.store.sync_log.die(transactions, committed=committed)
        here.sync()
        here.restart()
        self.count("kill")

    @rule(desk=DESKS)
    def kill(self, desk):
        self.desk(desk).restart()
        self.count("kill")

    @rule(desk=DESKS, days=st.integers(-400, 30))
    def skew(self, desk, days):
        clock = self.desk(desk).clock
        clock.moment = make.MONDAY
        clock.forward(days=days)
        self.count("skew")

    @precondition(lambda self: len(self.copies) < MOST_COPIES)
    @rule(desk=DESKS)
    def copy(self, desk):
        here = self.desk(desk)
        target = here.copied(self.folder / f"copy{len(self.copies)}")
        self.copies.append((here, target))
        self.count("copy")

    @precondition(lambda self: self.copies)
    @rule(number=NUMBERS)
    def restore(self, number):
        is_done = self.city.restored(*self.copies[number % len(self.copies)])
        self.count("restore" if is_done else "restore refused")

    @precondition(lambda self: self.copies and len(self.city.desks) < MOST_DESKS)
    @rule(number=NUMBERS)
    def clone(self, number):
        desk, copy = self.copies[number % len(self.copies)]
        name = f"{desk.name}{len(self.city.desks)}"
        shutil.copytree(copy, self.folder / name)
        twin = self.city.open(name, desk.unit)
        twin.clock.moment = desk.clock.moment
        self.count("clone")

    @precondition(lambda self: len(self.city.backups) < MOST_COPIES)
    @rule()
    def back_the_centre_up(self):
        self.city.back_up()
        self.count("backup")

    @precondition(lambda self: self.city.backups)
    @rule(number=NUMBERS)
    def restore_the_centre(self, number):
        is_done = self.city.go_back(number % len(self.city.backups))
        self.count("centre restored" if is_done else "centre not restored")

    @precondition(lambda self: self.losses < MOST_COPIES)
    @rule(desk=DESKS, heard=st.booleans())
    def lose_twice(self, desk, heard):
        """The centre and a desk are both as before what the desk wrote; others may have heard of it."""
        here = self.desk(desk)
        self.losses += 1
        backup, copy = self.city.back_up(), here.copied(self.folder / f"loss{self.losses}")
        self.refusable(here.receive, "intake")
        for other in (here, *self.city.desks) if heard else (here,):
            other.sync()
        is_done = self.city.go_back(backup) and self.city.restored(here, copy)
        self.count("lost twice" if is_done else "not lost twice")

    @rule(one=DESKS, number=NUMBERS, field=st.sampled_from(FIELDS))
    def conflict(self, one, number, field):
        """Two desks of a unit that are level write one field before they hear of each other."""
        a = self.desk(one)
        b = next(d for d in self.city.desks if d.unit == a.unit and not d.is_twin_of(a))
        self.city.sync_all()
        if (dossier := self.one_of(a, number)) is None or dossier not in b.dossiers():
            return
        self.serial += 1
        values = [f"{desk.name} {self.serial}" for desk in (a, b)]
        events = [
            self.refusable(lambda d=desk, v=value: d.correct(dossier, **{field: v}), "conflict")
            for desk, value in zip((a, b), values, strict=True)
        ]
        if all(events):
            self.city.rivals.append((dossier, field, [e.last_event for e in events], values))

    def refusable(self, act, what):
        """The act may be refused by the dossier's state or the clock; then nothing was written."""
        try:
            done = act()
        except CounterError:
            self.count(f"{what} refused")
            return None
        self.count(what)
        return done

    def teardown(self):
        if not hasattr(self, "city"):
            return
        try:
            for desk in self.city.desks:
                self.city.note(desk)
            self.city.sync_all()
            self.city.sync_for_hours()
            truth.check(self.city)
            self.count("city")
            for what, events in (
                ("relayed", self.city.rows(RELAYED)),
                ("left to others", self.city.relied_on),
                ("gone", self.city.excused),
            ):
                self.done[what] = self.done.get(what, 0) + len(events)
        finally:
            self.built.__exit__(None, None, None)
            shutil.rmtree(self.folder)


def run(blueprint, number, examples, steps, phases=(Phase.generate,)):
    """The machine from the seed ``number`` on copies of ``blueprint``; what it did."""
    done = {}
    machine = seed(number)(type("DesksHere", (Desks,), {"blueprint": blueprint, "done": done}))
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=phases,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return done


def test_whatever_happens_nothing_is_lost_or_doubled(blueprint, length, monkeypatch):
    """As many cities as fit into the time; a failure names its seed, which gives it again."""
    monkeypatch.setattr(sync_round, "PAGE", PAGE)
    monkeypatch.setattr(sync_round, "MAX_EVENTS", BATCH)
    done = Counter()
    end = monotonic() + length.of(8, 120)
    for number in count(1):
        done.update(run(blueprint, number, 5, 40))
        if monotonic() > end:
            break
    assert done["city"] >= 5
    assert done["left to others"] >= length.of(0, 1)
    length.tell("machine", seeds=number, **done)
