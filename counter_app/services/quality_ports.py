"""What the service-quality index asks of the store beside the report's own columns."""

from dataclasses import dataclass
from typing import Protocol

from counter_app.domain.period_report import Period
from counter_app.domain.service_quality import Ratio


@dataclass(frozen=True, slots=True)
class Handled:
    """Dossiers of a period, each counted once in a number."""

    received: int = 0
    digitised: int = 0  # of the received: a file of one of their papers is attached
    reused: int = 0  # of the received: one of those came out of a database
    solved: int = 0
    results: int = 0  # of the solved: a file of the result is attached
    paid: int = 0  # of the solved: money was taken and not given back, and it is kept how
    by_transfer: int = 0  # of the paid: all of it by bank transfer


class QualityQuestions(Protocol):
    """Reads on a connection of their own, as of now."""

    def handled(self, units: tuple[str, ...], period: Period) -> Handled:
        """What became of the dossiers these units received or solved in the period."""

    def published(self, period: Period) -> Ratio | None:
        """Official versions in force from a day of the period: by that day issued, of all.

        Versions in force before the desk was set up do not count; None: there is none.
        """
