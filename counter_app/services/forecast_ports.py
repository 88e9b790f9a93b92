"""What forecasts ask of the store: the courses of earlier dossiers, and where the open ones are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from counter_app.domain.course import Course


@dataclass(frozen=True, slots=True)
class Courses:
    """Courses of dossiers received in some time: each ``one_in``-th by chance, without a seed."""

    courses: tuple[Course, ...]
    one_in: int


@dataclass(frozen=True, slots=True)
class AtWork:
    """A dossier that is worked on, without anybody's name; its course's last passage lasts."""

    id: UUID
    code: str
    procedure: str
    course: Course


class ForecastQuestions(Protocol):
    """Reads on a connection of their own: a long one keeps nobody's search waiting."""

    def courses(self, units: Sequence[str], since: datetime, most: int) -> Courses:
        """What these units received from ``since`` on, open ones included: about ``most``."""

    def at_work(self, units: Sequence[str]) -> tuple[AtWork, ...]:
        """Every open dossier these units received and that is worked on, in order of reception."""
