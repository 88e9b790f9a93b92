"""Keeping in step with the centre, round by round; ``docs/sync.md`` tells why nothing is lost."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from counter_app.services.file_sending import SendFiles
from counter_app.services.ports import Now
from counter_app.services.progress import Progress, unhindered
from counter_app.services.sync_ports import (
    SyncLog,
)
from counter_app.services.sync_round import Round, RoundParts, RoundStopped

DIGEST_EVERY: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one round did, and how desk and centre stand after it.

    ``pulled`` counts events of other desks. ``head`` and ``cursor`` are positions in the unit's
    scope; ``lag_s`` is the age of the oldest event that still waits, 0 when none does.
    """

    pushed: int
    pulled: int
    rejected: int
    head: int
    cursor: int
    lag_s: float
    is_paused: bool = False  # paused or cancelled before its end


@dataclass(slots=True)
class SeldomReport:
    """Tells the centre what the desk has: when nothing waits, and at most once an hour."""

    log: SyncLog
    now: Now
    last: datetime | None = None

    def __call__(self, round_: Round) -> bool:
        """Report both scopes where it is time to, as after a restore of the centre; whether it was."""
        now = self.now()
        is_due = self.last is None or not timedelta(0) <= now - self.last < DIGEST_EVERY
        if not (is_due or round_.was_forked) or self.log.outbox().waiting:
            return False
        desk = self.log.desk
        for scope in (desk.unit, desk.city):
            if digest := self.log.digest(scope):
                round_.reach().report(digest)
        self.last = now
        return True


@dataclass(frozen=True, slots=True)
class Sync:
    """One round between the desk and its centre. No transaction is open while the network is used.

    It may be broken off anywhere: what was sent and not answered is offered again, and the
    centre knows it by its identity.
    """

    parts: RoundParts
    report: Callable[[Round], bool]  # whether it was time to
    send_files: SendFiles

    def __call__(self, progress: Progress = unhindered) -> SyncReport:
        """Hear the centre, push, pull, report, and then send files.

        ``progress`` is called before each call to the centre with how many events were sent and
        stored and how many there are; where it answers False the round ends, and the next one
        goes on.

        Raises:
            DeskStandsAlone
            CentreUnreachable, CentreRefused: what was done before stands.
            BrokenFeed, StorageFailed
        """
        round_ = Round(self.parts, progress)
        try:
            round_.hear()
            round_.level()
            is_due = self.report(round_)
            if is_due:
                round_.try_again()
            self.send_files(round_.reach, is_due=is_due)
        except RoundStopped:
            return self._report(round_, is_paused=True)
        return self._report(round_, is_paused=False)

    def _report(self, round_: Round, *, is_paused: bool) -> SyncReport:
        log = self.parts.log
        scope = log.desk.unit
        cursor = log.cursor(scope).position
        return SyncReport(
            pushed=round_.pushed,
            pulled=round_.pulled,
            rejected=round_.rejected,
            head=max(round_.heads.get(scope, 0), cursor),
            cursor=cursor,
            lag_s=_age(log.outbox().oldest, self.parts.now()),
            is_paused=is_paused,
        )


def _age(oldest: datetime | None, now: datetime) -> float:
    """Seconds; never below 0, whatever was done to the clock."""
    return max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
