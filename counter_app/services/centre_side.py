"""A desk's side of the centre, put together: what syncs, what fetches, what examines."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from counter_app.services.backoff import Pace
from counter_app.services.blobs import BlobFiles, FindFile, Lull
from counter_app.services.centre_check import ExamineCentre
from counter_app.services.centre_line import CentreLine, Connect
from counter_app.services.centre_port import Centre
from counter_app.services.file_sending import SendFiles
from counter_app.services.incarnations import Renew
from counter_app.services.numbering import KeepClear
from counter_app.services.ports import Chance, Now, UnitOfWork
from counter_app.services.sync import SeldomReport, Sync
from counter_app.services.sync_ports import (
    SyncLog,
)
from counter_app.services.sync_round import RoundParts


@dataclass(frozen=True, slots=True)
class CentreSide:
    """Rounds, files on demand, ``doctor`` and figures wait for no other's call: each has a line."""

    run: Sync
    pace: Pace
    read: FindFile
    examine: ExamineCentre
    reach: Callable[[], Centre]  # for questions beside all these
    lines: tuple[CentreLine, ...]

    @classmethod
    def of(
        cls,
        log: SyncLog,
        files: BlobFiles,
        unit_of_work: Callable[[], UnitOfWork],
        clock: tuple[Now, Chance],
        connect: Connect,
    ) -> Self:
        """Nothing is connected until the first call."""
        now, chance = clock
        lines = tuple(CentreLine(log, connect) for _ in range(4))
        to_sync, to_fetch, to_examine, to_ask = lines
        clear = KeepClear(unit_of_work, now)
        parts = RoundParts(log, to_sync, now, Renew(log, now, chance), clear)
        return cls(
            run=Sync(parts, SeldomReport(log, now), SendFiles(log, files)),
            pace=Pace(chance.below),
            read=FindFile(to_fetch, files, Lull(now), log.send_blobs_again),
            examine=ExamineCentre(log, to_examine, now),
            reach=to_ask,
            lines=lines,
        )

    def hang_up(self) -> None:
        """Give the connections back; the next call opens one."""
        for line in self.lines:
            line.close()
