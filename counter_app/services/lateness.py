"""What was late in a period, by step and agency, and the causes that were named for it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from counter_app.domain.lateness import LateLine, Lateness, counted
from counter_app.domain.period_report import Period
from counter_app.services.ports import Now, Questions


class LatenessQuestions(Protocol):
    """Reads on a connection of their own, in parts; ends early when the reader does."""

    def late(self, units: tuple[str, ...], since: datetime, until: datetime) -> Iterator[Lateness]:
        """Each dossier of these units whose date passed from ``since`` to before ``until``.

        It was finished after its date, or is worked on while its clock runs.
        """


@dataclass(frozen=True, slots=True)
class CountLateness:
    """Counts the unit's dossiers whose date passed in a period, each once, whatever was extended."""

    asked: LatenessQuestions
    questions: Questions
    now: Now

    def __call__(self, period: Period) -> tuple[LateLine, ...]:
        """A line for each step and agency that had them then, those with the most first.

        Agencies are told by their names, the unit itself too; a code nobody knows here stays one.
        """
        reference = self.questions.reference()
        names = {unit.code: unit.name for unit in reference.units()} | {"": reference.unit().name}
        units, until = tuple(sorted(reference.codes())), min(period.ends, self.now())
        late = self.asked.late(units, period.begins, until)
        return counted(replace(one, agency=names.get(one.agency, one.agency)) for one in late)
