"""How the desk stands to the centre right now, for everything that shows it. No Qt."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from counter_app.services.sync_ports import (
    Link,
    Outbox,
)

NOTHING = Outbox(0, None, 0)


@dataclass(frozen=True, slots=True)
class ShownSync:
    """``link`` None: the desk stands alone. All moments are aware."""

    now: datetime
    link: Link | None = None
    outbox: Outbox = NOTHING
    is_running: bool = False  # a round is under way
    is_long: bool = False  # and has been for a while
    is_first: bool = False  # the desk is still to have everything of its unit once
    synced_at: datetime | None = None  # when a round last came to its end
    trouble: Exception | None = None  # why the last round did not
    progress: tuple[int, int] | None = None  # of a long round: done, all

    @property
    def is_paused(self) -> bool:
        """Whether somebody stopped syncing."""
        return self.link is not None and self.link.is_paused

    @property
    def contact(self) -> datetime | None:
        """When the centre was last heard of, by the desk's clock."""
        heard = self.link.contact if self.link is not None else None
        return max(filter(None, (heard, self.synced_at)), default=None)

    @property
    def percent(self) -> int | None:
        """How much of a long round is done; 100 only when all of it is."""
        if self.progress is None or self.progress[1] <= 0:
            return None
        done, total = self.progress
        return min(100, done * 100 // total)

    @property
    def age(self) -> timedelta | None:
        """How long the oldest event that was not sent has waited."""
        oldest = self.outbox.oldest
        return max(self.now - oldest, timedelta()) if oldest is not None else None

    @property
    def lag(self) -> timedelta | None:
        """How old what came from elsewhere may be: the time since the last whole round."""
        return max(self.now - self.synced_at, timedelta()) if self.synced_at is not None else None

    @property
    def offset(self) -> timedelta:
        """The centre's clock less this desk's."""
        return timedelta(milliseconds=self.link.offset_ms if self.link is not None else 0)
