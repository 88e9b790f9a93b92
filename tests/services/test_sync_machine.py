"""Desks that act, meet a bad network, are restored or cloned, and a centre that forgets: all end equal."""

import shutil
import tempfile
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from counter_app.bootstrap import shipped_calendar
from counter_app.domain.errors import CentreUnreachable
from counter_app.identities import SystemChance
from counter_app.services.enrolling import BeginEnrolled
from counter_app.services.sync import Sync
from db.desk_store import NewDeskStore
from tests import make
from tests.fake_centre import FakeCentre
from tests.fakes import SettableClock
from tests.sample_desk import UNIT, SampleDesk

DESKS = st.integers(0, 1)
EXAMPLES = 10
SYNC_CALLS = 9  # more than a usual round makes


class SyncMachine(RuleBasedStateMachine):
    """Two desks of one unit; the second one was made of an empty folder."""

    template: Path

    @initialize()
    def begin(self):
        self.folder = Path(tempfile.mkdtemp(prefix="machine"))
        self.clock = SettableClock(make.MONDAY)
        self.centre = FakeCentre(self.clock)
        unit = self.centre.add_unit(UNIT.code, UNIT.name)
        shutil.copytree(self.template, self.folder / "0")
        credentials = self.centre.enrol(unit, 4)
        new = NewDeskStore(self.folder / "1", shipped_calendar(), SystemChance().identity)
        BeginEnrolled(new, self.clock, SystemChance())(credentials)
        self.desks = [self._opened(0), self._opened(1)]
        self.desks[0].counter.in_step.enrol(self.centre.enrol(unit, 3))
        self.desks[1].counter.in_step.enrol(credentials)
        self.unit, self.backup, self.copies = unit, self.centre.backup(), {}
        self.behind = set()  # desks that have not heard of the centre's last restore
        for number in (0, 1):
            self._sync(number)

    @rule(number=DESKS)
    def receive(self, number):
        self.desks[number].receive()

    @rule(number=DESKS, data=st.data())
    def act(self, number, data):
        """Both desks may do it to one dossier without having heard of each other."""
        desk = self.desks[number]
        lines = [x for x in desk.counter.search("", 9) if int(x.status) in (2, 4)]
        if lines:
            line = data.draw(st.sampled_from(sorted(lines, key=lambda x: x.id)))
            to = data.draw(st.sampled_from(["processing", "leader"]))
            desk.counter.perform(line.id, "forward", {"to": to}, desk.officer())

    @rule(number=DESKS)
    def sync(self, number):
        self._sync(number)

    @rule(number=DESKS, at=st.integers(0, SYNC_CALLS), is_answer=st.booleans())
    def sync_over_a_bad_line(self, number, at, is_answer):
        """The n-th call does not get through, or its answer does not."""
        calls = iter(range(99))

        def cut(_name):
            if next(calls) == at:
                if not is_answer:
                    raise CentreUnreachable("cut")
                self.centre.lose_reply()

        self.centre.before_call = cut
        try:
            self._sync(number)
        except CentreUnreachable:
            pass
        finally:
            self.centre.before_call = lambda _name: None
            self.centre.find_line()

    @rule(number=DESKS)
    def kill(self, number):
        """The program is begun anew, whatever it was about."""
        self.desks[number].close()
        self.desks[number] = self._opened(number)

    @rule()
    def back_the_centre_up(self):
        self.backup = self.centre.backup()

    @rule()
    def restore_the_centre(self):
        self.centre.restore(self.backup)
        self.behind = {0, 1}

    @rule(number=DESKS)
    def copy_a_desk(self, number):
        self.desks[number].close()
        target = self.folder / f"copy{number}"
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.folder / str(number), target)
        self.copies[number] = target
        self.desks[number] = self._opened(number)

    @precondition(lambda self: self.copies)
    @rule(data=st.data(), is_noticed=st.booleans())
    def restore_a_desk(self, data, is_noticed):
        """Its disk broke: what was not sent since the copy is gone, the rest must come back.

        Where the mark beside the database is as old, only the centre can notice. What the centre
        and the desk that wrote it both lost cannot come back, so one of the two is spared.
        """
        number = data.draw(st.sampled_from(sorted(self.copies)))
        if number in self.behind:
            self._sync(number)
        self.desks[number].close()
        pattern = "desk.sqlite3*" if is_noticed else "desk*"
        for file in (self.folder / str(number)).glob(pattern):
            file.unlink()
        for file in self.copies[number].glob(pattern):
            shutil.copy(file, self.folder / str(number))
        self.desks[number] = self._opened(number)
        if not is_noticed:
            self._sync(number)  # a number given before would be the lost life's once more
        self.backup = self.centre.backup()

    def teardown(self):
        if not hasattr(self, "desks"):
            return
        for number in (0, 1, 0, 1, 0, 1):
            self._sync(number)
        try:
            self._all_is_well()
        finally:
            for desk in self.desks:
                desk.close()
            shutil.rmtree(self.folder)

    def _all_is_well(self):
        fed = Counter(event.id.hex for event in self.centre.feed(self.unit))
        assert max(fed.values()) == 1
        one, other = ({line.id: line for line in d.counter.search("", 500)} for d in self.desks)
        assert one == other
        codes = Counter(line.code for line in one.values())
        assert not codes or max(codes.values()) == 1
        for desk in self.desks:
            outbox = desk.counter.in_step.log.outbox()
            assert (outbox.waiting, outbox.rejected) == (0, 0)
            stored = {event for (event,) in desk.rows("SELECT id FROM events")}
            assert stored == set(fed)
            assert desk.counter.health.audit().events == len(stored)
            assert desk.counter.health.rebuild().changed == 0
        states = [[d.dossier(line) for line in one.values()] for d in self.desks]
        assert states[0] == states[1]

    def _sync(self, number):
        run: Sync = self.desks[number].counter.in_step.run
        run()
        self.behind.discard(number)

    def _opened(self, number):
        return SampleDesk(self.folder / str(number), self.clock, self.centre.connect)


def test_whatever_happens_desks_and_centre_end_equal(sample_folder):
    machine = type("Machine", (SyncMachine,), {"template": sample_folder})
    case = machine.TestCase
    case.settings = settings(
        max_examples=EXAMPLES,
        stateful_step_count=25,
        deadline=None,
        phases=(Phase.explicit, Phase.reuse, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    case().runTest()
