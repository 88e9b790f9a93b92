"""Rounds one after another, each when it is due."""

from collections.abc import Callable
from dataclasses import dataclass

from counter_app.domain.errors import CounterError, DeskStandsAlone
from counter_app.services.backoff import Pace
from counter_app.services.sync import SyncReport

Outcome = SyncReport | CounterError


@dataclass(frozen=True, slots=True)
class Watch:
    """Keeps a desk in step until ``wait`` says that it is enough.

    ``wait(seconds)`` returns after that time, or earlier with True: stop (as a ``threading.Event``
    does).
    """

    sync: Callable[[], SyncReport]
    pace: Pace
    wait: Callable[[float], bool]

    def __call__(self, tell: Callable[[Outcome], None]) -> None:
        """Round after round; ``tell`` hears what became of each.

        Raises:
            DeskStandsAlone: waiting would not change it.
        """
        while not self.wait(self._round(tell)):
            pass

    def _round(self, tell: Callable[[Outcome], None]) -> float:
        """Seconds until the next one."""
        try:
            report = self.sync()
        except DeskStandsAlone:
            raise
        except CounterError as refusal:
            tell(refusal)
            return self.pace.after_failure()
        tell(report)
        return self.pace.after_success()
