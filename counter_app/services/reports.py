"""Making the statutory report and the period report, keeping them, and making one again."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Final
from uuid import UUID

from counter_app.domain.errors import UnknownReport
from counter_app.domain.period_report import (
    QUERY_VERSION,
    Columns,
    Identity,
    Period,
    offending,
)
from counter_app.services.ports import Chance, Now, Questions
from counter_app.services.report_ports import (
    AsOf,
    Counted,
    Parts,
    ReportQuestions,
    ReportStore,
    StoredReport,
)

MAX_OFFENDING: Final = 50


@dataclass(frozen=True, slots=True)
class Offence:
    """A dossier that breaks an identity."""

    id: UUID
    code: str
    identity: Identity


@dataclass(frozen=True, slots=True)
class Report:
    """A report, whether it adds up, and which dossiers keep it from that (a few of them)."""

    stored: StoredReport
    broken: Mapping[str, tuple[Identity, ...]]  # by line; the sum's are under ""
    offences: tuple[Offence, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether every identity holds in every line."""
        return not self.broken

    @property
    def total(self) -> Columns:
        """The last line: the sum of all others."""
        return total_of(self.stored.lines)


def total_of(lines: Mapping[str, Columns]) -> Columns:
    """The sum of the lines."""
    return sum(lines.values(), Columns())


@dataclass(frozen=True, slots=True)
class Reports:
    """Reports of the dossiers the unit received, each counted once, wherever it lies now."""

    asked: ReportQuestions
    store: ReportStore
    questions: Questions
    now: Now
    chance: Chance

    def __call__(self, period: Period, parts: Parts = Parts.FIELD) -> Report:
        """Count now, check the identities, and keep the result so that it can be made again."""
        counted = self.asked.counted(self.units(), period, parts)
        as_of = AsOf(self.now().replace(microsecond=0), counted.seq)
        stored = StoredReport(
            self.chance.identity(), period, parts, QUERY_VERSION, as_of, counted.lines
        )
        self.store.keep(stored)
        return self._checked(stored, counted)

    def again(self, report: UUID) -> Report:
        """The same report counted once more from the log, as of the point it was made at.

        Raises:
            UnknownReport: this desk made none of this identity, or by another query's version.
        """
        kept = self.store.kept(report)
        if kept is None or kept.query_version != QUERY_VERSION:
            raise UnknownReport(str(report))
        counted = self.asked.counted_as_of(self.units(), kept.period, kept.parts, kept.as_of.seq)
        same = StoredReport(
            kept.id, kept.period, kept.parts, kept.query_version, kept.as_of, counted.lines
        )
        return self._checked(same, counted)

    def kept(self, report: UUID) -> StoredReport:
        """A report as it came out when it was made.

        Raises:
            UnknownReport
        """
        found = self.store.kept(report)
        if found is None:
            raise UnknownReport(str(report))
        return found

    def units(self) -> tuple[str, ...]:
        """Every code the unit has or had."""
        return tuple(sorted(self.questions.reference().codes()))

    def _checked(self, stored: StoredReport, counted: Counted) -> Report:
        broken = {key: line.broken for key, line in stored.lines.items() if line.broken}
        total = total_of(stored.lines)
        of_sum = total.broken + ((Identity.COUNTED,) if total.total != counted.on_hand else ())
        if of_sum:
            broken[""] = of_sum
        return Report(stored, broken, self._offences(stored.period) if broken else ())

    def _offences(self, period: Period) -> tuple[Offence, ...]:
        found = offending(self.asked.entries(self.units(), period), period)
        return tuple(
            Offence(entry.id, entry.code, identity)
            for entry, identity in islice(found, MAX_OFFENDING)
        )
