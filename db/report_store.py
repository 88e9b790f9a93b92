"""The ports ``ReportQuestions`` and ``ReportStore`` on a desk's store."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple
from datetime import date
from threading import RLock
from typing import Any, Final
from uuid import UUID

from counter_app.domain.period_report import Columns, Entry, Period
from counter_app.services.report_ports import AsOf, Counted, Parts, StoredReport
from db import report_questions
from db.engine import storage_refusals
from db.figure_store import SqlFigures
from db.moments import from_ms, to_ms
from db.schema import reports
from db.statements import inserting

_INSERT: Final = inserting(reports)
_COLUMNS: Final = ", ".join(reports.columns.keys())
_BY_ID: Final = f"SELECT {_COLUMNS} FROM reports WHERE id = ?"  # noqa: S608 (our own names)
_LATEST: Final = f"SELECT {_COLUMNS} FROM reports ORDER BY made_at DESC, id DESC LIMIT ?"  # noqa: S608


class SqlReports:
    """Reads on the figures' connection, each answer in one transaction; keeps on the store's own."""

    def __init__(self, figures: SqlFigures, writing: sqlite3.Connection, lock: RLock) -> None:
        self._figures = figures
        self._writing, self._lock = writing, lock

    def counted(self, units: tuple[str, ...], period: Period, parts: Parts) -> Counted:
        with self._moment() as connection:
            return report_questions.counted(connection, units, period, parts)

    def counted_as_of(
        self, units: tuple[str, ...], period: Period, parts: Parts, seq: int
    ) -> Counted:
        with self._moment() as connection:
            return report_questions.counted_as_of(connection, units, period, (parts, seq))

    def entries(self, units: tuple[str, ...], period: Period) -> Iterator[Entry]:
        with self._moment() as connection:
            yield from report_questions.entries(connection, units, period)

    def keep(self, report: StoredReport) -> None:
        with self._lock, storage_refusals():  # one statement is a transaction of its own
            self._writing.execute(_INSERT, _row(report))

    def kept(self, report: UUID) -> StoredReport | None:
        with self._figures.asking() as connection:
            found = connection.execute(_BY_ID, (report.hex,)).fetchone()
        return _report(found) if found else None

    def latest(self, limit: int) -> tuple[StoredReport, ...]:
        with self._figures.asking() as connection:
            return tuple(map(_report, connection.execute(_LATEST, (limit,)).fetchall()))

    @contextmanager
    def _moment(self) -> Iterator[sqlite3.Connection]:
        """The connection in one transaction: others may be writing."""
        with self._figures.asking() as connection:
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                connection.execute("ROLLBACK")


def _row(report: StoredReport) -> tuple[object, ...]:
    lines = {key: astuple(columns) for key, columns in report.lines.items()}
    return (
        report.id.hex,
        to_ms(report.as_of.moment),
        report.as_of.seq,
        report.query_version,
        report.period.first.isoformat(),
        report.period.last.isoformat(),
        report.parts.value,
        json.dumps(lines, ensure_ascii=False),
    )


def _report(row: Any) -> StoredReport:
    identity, made_at, seq, version, first, last, parts, lines = row
    return StoredReport(
        id=UUID(identity),
        period=Period(date.fromisoformat(first), date.fromisoformat(last)),
        parts=Parts(parts),
        query_version=version,
        as_of=AsOf(from_ms(made_at), seq),
        lines={key: Columns(*numbers) for key, numbers in json.loads(lines).items()},
    )
