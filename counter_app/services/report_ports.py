"""What reports ask of the store, and where they are kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from counter_app.domain.period_report import Columns, Entry, Period


class Parts(StrEnum):
    """What a report has a line for."""

    FIELD = "field"
    PROCEDURE = "procedure"
    UNIT = "unit"
    OFFICER = "officer"


@dataclass(frozen=True, slots=True)
class AsOf:
    """A point in the desk's log: events up to ``seq`` (as this desk learnt of them) were known."""

    moment: datetime
    seq: int


@dataclass(frozen=True, slots=True)
class Counted:
    """Every line's columns as of one point in the log; ``on_hand`` is what the counters say of (3)."""

    seq: int
    lines: Mapping[str, Columns]
    on_hand: int


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report that was made: what was asked, by which version of the query, and what came out."""

    id: UUID
    period: Period
    parts: Parts
    query_version: int
    as_of: AsOf
    lines: Mapping[str, Columns]


class ReportQuestions(Protocol):
    """Reads on a connection of their own; each answer is of one moment."""

    def counted(self, units: tuple[str, ...], period: Period, parts: Parts) -> Counted:
        """The lines of the dossiers these units received."""

    def counted_as_of(
        self, units: tuple[str, ...], period: Period, parts: Parts, seq: int
    ) -> Counted:
        """The same as it was at a point in the log: what has changed since is folded up to it."""

    def entries(self, units: tuple[str, ...], period: Period) -> Iterator[Entry]:
        """The dossiers the report is about, as the rows have them, in the order of reception."""


class ReportStore(Protocol):
    """The reports this desk has made."""

    def keep(self, report: StoredReport) -> None:
        """Store it; it is never changed."""

    def kept(self, report: UUID) -> StoredReport | None:
        """The report with this identity."""

    def latest(self, limit: int) -> tuple[StoredReport, ...]:
        """The newest first."""
