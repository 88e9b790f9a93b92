"""Rounds one after another."""

import pytest

from counter_app.domain.errors import CentreUnreachable, DeskStandsAlone, StorageFailed
from counter_app.services.backoff import Pace
from counter_app.services.sync import SyncReport
from counter_app.services.sync_loop import Watch

REPORT = SyncReport(1, 2, 0, 5, 5, 0.0)


class Rounds:
    """Ends in the given way, one after another; what is waited for is noted."""

    def __init__(self, *ends):
        self.ends, self.waited, self.told = list(ends), [], []

    def __call__(self):
        end = self.ends.pop(0)
        if isinstance(end, Exception):
            raise end
        return end

    def wait(self, seconds):
        self.waited.append(seconds)
        return not self.ends

    def watch(self):
        Watch(self, Pace(lambda bound: bound - 1), self.wait)(self.told.append)


def test_every_outcome_is_told_and_failures_are_waited_out_longer():
    gone, full = CentreUnreachable("cut"), StorageFailed("disk")
    rounds = Rounds(REPORT, gone, full, REPORT, gone)
    rounds.watch()
    assert rounds.told == [REPORT, gone, full, REPORT, gone]
    assert rounds.waited == [6, 1, 2, 6, 1]


def test_a_desk_that_stands_alone_is_not_waited_for():
    rounds = Rounds(DeskStandsAlone(), REPORT)
    with pytest.raises(DeskStandsAlone):
        rounds.watch()
    assert rounds.told == rounds.waited == []


def test_a_bug_is_no_outcome():
    rounds = Rounds(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        rounds.watch()
