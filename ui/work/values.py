"""What the work page shows, as frozen values made off the GUI thread. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from counter_app.domain.unit import Officer
from counter_app.services.queue import QueueFilter
from counter_app.services.queue_ports import QueueLine, QueuePlace


@dataclass(frozen=True, slots=True)
class QueueList:
    """Lines of the queue; ``follows`` those shown before, or is the list from its beginning.

    ``next`` is None after the last line; ``now`` is local.
    """

    wanted: QueueFilter
    lines: tuple[QueueLine, ...]
    total: int
    next: QueuePlace | None
    now: datetime
    staff: tuple[Officer, ...] = ()
    fields: tuple[str, ...] = ()
    follows: bool = False
    names: Mapping[str, str] = field(init=False)  # by an officer's UUID

    def __post_init__(self) -> None:
        names = {str(officer.id): officer.name for officer in self.staff}
        object.__setattr__(self, "names", MappingProxyType(names))
