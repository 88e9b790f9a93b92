"""Realistic synthetic load through the same events, fold and projections as real work."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Protocol, Self

from counter_app.collector import no_collector
from counter_app.services.lives import History, Lives, Load
from counter_app.services.ports import DeskIdentity, Reference, UnitOfWork

BATCH: Final = 2000


class BulkWork(UnitOfWork, Protocol):
    """A unit of work that takes whole lives at once, through the same fold and projections."""

    def __enter__(self) -> Self:
        """Begin the transaction."""

    def append_all(self, histories: Sequence[History]) -> None:
        """Seal and store every draft of ``histories``; each begins a dossier of its own."""


@dataclass(frozen=True, slots=True)
class Generate:
    """Fills a desk with dossiers that could have been received there."""

    desk: DeskIdentity
    reference: Callable[[], Reference]
    bulk_work: Callable[[], BulkWork]

    def __call__(self, load: Load, progress: Callable[[int], None] = lambda done: None) -> int:
        """The number of dossiers stored; ``progress(done)`` is called after each batch.

        Raises:
            NothingToGenerate: no procedure has a plain term, or nobody receives or processes.
            DayFull: more dossiers a day than the desk's serials.
        """
        lives = Lives(load, self.desk, self.reference())
        wanted = lives.all()
        done = 0
        while done < load.dossiers:
            with no_collector(), self.bulk_work() as work:
                lives.take_serial = work.take_serial
                histories = list(islice(wanted, BATCH))
                work.append_all(histories)
                work.commit()
            done += len(histories)
            progress(done)
        return done
