"""Results of ratings for who may see them, the quarterly sheet, the data set for everybody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from counter_app.domain.acts import Role
from counter_app.domain.quarter import Quarter, quarters_within
from counter_app.domain.rating_counts import RatingCount
from counter_app.domain.rating_results import UnitResults, results_of
from counter_app.domain.rating_scale import RatingScale, scale_on
from counter_app.domain.rating_sheet import (
    CriterionLine,
    RatingSheet,
    deduction_of,
    line_of,
)
from counter_app.domain.unit import Officer
from counter_app.services.on_paper import letterhead_of
from counter_app.services.ports import Now, Questions
from counter_app.services.rating_ports import RatingFigures


@dataclass(frozen=True, slots=True)
class Ratings:
    """Reads what ratings say; nothing here knows a dossier.

    A quarter that still runs is shown to supervisors alone: who sees a figure before and after a
    citizen has stood at the screen knows what was answered.
    """

    questions: Questions
    figures: RatingFigures
    now: Now
    scales: tuple[RatingScale, ...]
    render: Callable[[RatingSheet], bytes]
    tabulate: Callable[[RatingSheet], bytes]

    def quarters(self, officer: Officer | None = None) -> tuple[Quarter, ...]:
        """The quarters with ratings that ``officer`` (None: anybody) may see, in order."""
        last = self._last(officer)
        return tuple(quarter for quarter in self.figures.quarters() if quarter <= last)

    def period(self, first: date | None, last: date | None) -> tuple[Quarter, ...]:
        """The whole quarters from ``first`` to ``last``; None is as far as there is anything."""
        there = self.figures.quarters()
        if not there:
            return ()
        begins = first or there[0].first_day
        ends = min(last or there[-1].last_day, there[-1].last_day)
        return tuple(quarters_within(begins, ends))

    def results(
        self, quarters: Sequence[Quarter], officer: Officer | None = None
    ) -> tuple[UnitResults, ...]:
        """What those quarters say, one for each unit (its codes) and scale; empty: nothing."""
        shown = [quarter for quarter in quarters if quarter <= self._last(officer)]
        if not shown:
            return ()
        counts = self.figures.counts(min(shown), max(shown))
        at_desk = self._rated_officers()
        return tuple(
            results_of([c for c in counts if (c.unit, c.scale) == key], scale, shown, at_desk)
            for key in _groups(counts)
            for scale in self.scales
            if scale.id == key[1]
        )

    def sheet(self, quarter: Quarter, officer: Officer) -> RatingSheet:
        """The sheet of one quarter; of a quarter without ratings an empty one.

        Raises:
            UnknownScale: no scale was in force then.
        """
        found = self.results((quarter,), officer)
        scale = found[0].scale if found else scale_on(self.scales, quarter.last_day)
        results = found[0] if found else results_of((), scale, (quarter,), self._rated_officers())
        return self._sheet(quarter, results, officer)

    def name_of(self, officer: UUID) -> str:
        """An officer's name; empty for one this desk does not know."""
        found = self.questions.reference().officer(officer)
        return found.name if found else ""

    def _sheet(self, quarter: Quarter, results: UnitResults, officer: Officer) -> RatingSheet:
        now, scale, whole = self.now(), results.scale, results.whole
        profile = self.questions.reference().unit()
        since = datetime.combine(quarter.first_day, time(), now.tzinfo)
        until = datetime.combine(quarter.last_day, time(), now.tzinfo) + timedelta(days=1)
        issued = self.figures.handed_over(since, until)
        named = [(self.name_of(g.officer), g) for g in results.officers if g.officer]
        named.sort(key=lambda one: one[0])  # two officers may have one name
        officers = (
            line_of(group, name, issued.get(group.officer or UUID(int=0), 0), scale)
            for name, group in named
        )
        return RatingSheet(
            letterhead=letterhead_of(profile),
            made_at=now,
            made_by=officer.name,
            is_sample=profile.is_sample,
            quarter=quarter,
            scale=scale,
            lines=(line_of(whole, "", sum(issued.values()), scale), *officers),
            criteria=tuple(
                CriterionLine(scale.criterion(p.id), p, deduction_of(p, whole, scale))
                for p in whole.criteria
            ),
            total=whole.total,
            grade=scale.grade(whole.total) if whole.total is not None else None,
            double=results.double,
        )

    def _last(self, officer: Officer | None) -> Quarter:
        running = Quarter.of(self.now().date())
        is_supervisor = officer is not None and Role.SUPERVISOR in officer.roles
        return running if is_supervisor else running.previous

    def _rated_officers(self) -> tuple[UUID, ...]:
        officers = self.questions.reference().officers()
        return tuple(o.id for o in officers if o.active and Role.RECEPTION in o.roles)


def _groups(counts: Sequence[RatingCount]) -> list[tuple[str, str]]:
    return sorted({(count.unit, count.scale) for count in counts})
