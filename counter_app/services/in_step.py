"""What a window asks of keeping in step with the centre, in one value."""

from collections.abc import Callable
from dataclasses import dataclass

from counter_app.services.backoff import Pace
from counter_app.services.centre_port import (
    DirectoryEntry,
)
from counter_app.services.progress import Progress
from counter_app.services.sync import SyncReport
from counter_app.services.sync_ports import (
    Credentials,
    SyncLog,
)


@dataclass(frozen=True, slots=True)
class InStep:
    """The desk's side of the centre; ``run`` alone waits for the network."""

    log: SyncLog
    run: Callable[[Progress], SyncReport]  # one round
    pace: Pace
    enrol: Callable[[Credentials], object]

    def units(self) -> tuple[DirectoryEntry, ...]:
        """The city's units as the centre last told them; none while the desk stands alone."""
        link = self.log.link()
        return link.units if link is not None else ()
