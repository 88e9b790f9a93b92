"""What ``doctor`` says about the centre."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from counter_app.domain.errors import CentreRefused, CentreUnreachable
from counter_app.services.centre_port import (
    Centre,
)
from counter_app.services.health import Finding, State
from counter_app.services.ports import Now
from counter_app.services.sync_ports import (
    SyncLog,
)

WARN_OFFSET: Final = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class ExamineCentre:
    """Asks the centre once: is it there, does it know the desk, and what does its clock say."""

    log: SyncLog
    centre: Callable[[], Centre]
    now: Now

    def __call__(self) -> tuple[Finding, ...]:
        """``centre``: alone, reached, unreachable, or the reason it refuses; ``offset`` in seconds."""
        if self.log.link() is None:
            return (Finding("centre", State.GOOD, "alone"),)
        asked = self.now()
        try:
            head = self.centre().head(self.log.desk.incarnation)
        except CentreUnreachable:
            return (Finding("centre", State.WARNING, "unreachable"),)
        except CentreRefused as refused:
            return (Finding("centre", State.BAD, refused.reason),)
        offset = head.at - (asked + (self.now() - asked) / 2)
        is_wrong = abs(offset) >= WARN_OFFSET
        return (
            Finding("centre", State.GOOD, "reached"),
            Finding(
                "offset",
                State.WARNING if is_wrong else State.GOOD,
                f"{offset.total_seconds():.1f}",
            ),
        )
