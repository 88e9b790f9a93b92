"""What a window asks of keeping in step with the centre, in one value."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from counter_app.services.sync_ports import DirectoryEntry, Progress, SyncLog


class Round(Protocol):
    """What one round came to."""

    @property
    def pulled(self) -> int:
        """Events that came from elsewhere."""


class Pace(Protocol):
    """When the next round is due."""

    def after_success(self) -> float:
        """Seconds."""

    def after_failure(self) -> float:
        """Seconds, more from one failure to the next."""


@dataclass(frozen=True, slots=True)
class InStep:
    """The desk's side of the centre. ``log`` is quick; ``run`` and ``enrol`` wait for the network."""

    log: SyncLog
    run: Callable[[Progress], Round]  # one round
    pace: Pace
    enrol: Callable[[Path], object]  # with a credentials file

    def units(self) -> tuple[DirectoryEntry, ...]:
        """The city's units as the centre last told them; none while the desk stands alone."""
        link = self.log.link()
        return link.units if link is not None else ()
