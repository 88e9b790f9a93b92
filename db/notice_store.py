"""The port ``NoticeQueue`` on a desk's store: rows beside the events, each step one statement."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from threading import RLock
from typing import Final
from uuid import UUID

from counter_app.domain.notice import TOLD_EVENTS, Audience, Notice, NoticeKind
from counter_app.services.notice_ports import Fresh, NoticeLine, NoticeMark, NoticeState, Times
from db.desk_row import DeskRow
from db.engine import storage_refusals
from db.moments import from_ms, to_ms
from db.schema_sync import WAITING, notice_marks, notices
from db.statements import inserting

# Longer than any channel waits: whoever began it by then is gone.
_ABANDONED: Final = timedelta(minutes=15)
_COLUMNS: Final = "dossier, kind, audience, occasion, code, state, channel, passed, tries, reason, next_at, moved_at"
_KINDS: Final = ", ".join(f"'{kind}'" for kind in TOLD_EVENTS)
_MARK: Final = "SELECT began_at, seq FROM notice_marks WHERE incarnation = ?"
_BEGIN: Final = inserting(notice_marks).replace("INSERT", "INSERT OR IGNORE", 1)
_MOVE_MARK: Final = "UPDATE notice_marks SET seq = max(seq, ?) WHERE incarnation = ?"
_DOUBT: Final = (
    "UPDATE notices SET state = 'doubtful', moved_at = ?1, reason ="  # noqa: S608
    " CASE WHEN incarnation <> ?2 THEN 'other-life' ELSE 'unanswered' END"
    f" WHERE {WAITING} AND (incarnation <> ?2 OR state = 'sending' AND moved_at < ?3)"
)
_HEAD: Final = "SELECT seq FROM desk WHERE one = 1"
_FRESH: Final = (
    "SELECT dossier, id FROM events WHERE seq > ? AND seq <= ? AND learnt = 0"  # noqa: S608
    f" AND dossier IS NOT NULL AND kind IN ({_KINDS}) ORDER BY seq"
)
# What was received here, by its first event: others' would be folded for nothing. A promise this
# desk moved is among its notices.
_NEAR: Final = (
    "SELECT d.id FROM dossiers d JOIN events e ON e.seq = d.row WHERE d.lifecycle = 'open'"
    " AND d.urgent_at <= ?2 AND d.due_at BETWEEN ?1 AND ?2 AND d.status <> 9 AND e.learnt = 0"
    " UNION SELECT dossier FROM notices WHERE kind = 'moved' AND moved_at > ?3"
)
_MOVED_WITHIN: Final = timedelta(days=400)
_INSERT: Final = inserting(notices).replace("INSERT", "INSERT OR IGNORE", 1)
_DUE: Final = (
    f"SELECT {_COLUMNS} FROM notices WHERE {WAITING} AND state <> 'sending' AND next_at <= ?"  # noqa: S608
    " AND incarnation = (SELECT incarnation FROM desk WHERE one = 1) ORDER BY next_at, key"
)
# Nobody else may have moved it since it was read: two processes never both begin.
_TAKE: Final = (
    "UPDATE notices SET state = 'sending', channel = ?, moved_at = ? WHERE key = ? AND state = ?"
    " AND passed = ? AND tries = ? AND incarnation = (SELECT incarnation FROM desk WHERE one = 1)"
)
_SETTLE: Final = (
    "UPDATE notices SET state = ?, channel = ?, passed = ?, tries = ?, reason = ?, next_at = ?,"
    " moved_at = ? WHERE key = ? AND state IN ('queued', 'failed', 'sending')"
)
_LINES: Final = f"SELECT {_COLUMNS} FROM notices ORDER BY moved_at DESC, key LIMIT ?"  # noqa: S608
_COUNTS: Final = "SELECT state, count(*) FROM notices GROUP BY state"


class SqlNotices:
    """Written and read on the desk's writing connection; no transaction outlives a call."""

    def __init__(self, connection: sqlite3.Connection, lock: RLock) -> None:
        self._connection = connection
        self._lock = lock

    def mark(self, now: datetime) -> NoticeMark:
        with self._lock, storage_refusals():
            life, head = self._life(), self._connection.execute(_HEAD).fetchone()[0]
            abandoned = (to_ms(now), life, to_ms(now - _ABANDONED))
            self._connection.execute(_DOUBT, abandoned)
            self._connection.execute(_BEGIN, (life, to_ms(now), head))
            began_at, seq = self._connection.execute(_MARK, (life,)).fetchone()
        return NoticeMark(from_ms(began_at), seq)

    def fresh(self, mark: NoticeMark) -> Fresh:
        found: defaultdict[UUID, set[str]] = defaultdict(set)
        with self._lock, storage_refusals():
            head = self._connection.execute(_HEAD).fetchone()[0]
            for dossier, event in self._connection.execute(_FRESH, (mark.seq, head)):
                found[UUID(dossier)].add(str(UUID(event)))
        return Fresh(head, {dossier: frozenset(events) for dossier, events in found.items()})

    def near(self, since: datetime, until: datetime) -> tuple[UUID, ...]:
        limits = (to_ms(since), to_ms(until), to_ms(since - _MOVED_WITHIN))
        with self._lock, storage_refusals():
            rows = self._connection.execute(_NEAR, limits).fetchall()
        return tuple(UUID(dossier) for (dossier,) in rows)

    def put(self, found: Sequence[tuple[Notice, str]], seq: int, times: Times) -> int:
        with self._lock, storage_refusals():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                life = self._life()
                rows = [_new_row(notice, code, life, times) for notice, code in found]
                count = self._connection.executemany(_INSERT, rows).rowcount if rows else 0
                self._connection.execute(_MOVE_MARK, (seq, life))
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
        return count

    def due(self, now: datetime) -> tuple[NoticeLine, ...]:
        with self._lock, storage_refusals():
            rows = self._connection.execute(_DUE, (to_ms(now),)).fetchall()
        return tuple(map(_line, rows))

    def take(self, line: NoticeLine, channel: str, now: datetime) -> bool:
        seen = (line.notice.key, line.state.value, line.passed, line.tries)
        with self._lock, storage_refusals():
            done = self._connection.execute(_TAKE, (channel, to_ms(now), *seen))
            return done.rowcount == 1

    def settle(self, line: NoticeLine) -> None:
        step = (line.state.value, line.channel, line.passed, line.tries, line.reason[:40])
        moments = (to_ms(line.next_at), to_ms(line.moved_at))
        with self._lock, storage_refusals():
            self._connection.execute(_SETTLE, (*step, *moments, line.notice.key))

    def lines(self, limit: int) -> tuple[NoticeLine, ...]:
        with self._lock, storage_refusals():
            rows = self._connection.execute(_LINES, (limit,)).fetchall()
        return tuple(map(_line, rows))

    def counts(self) -> Mapping[NoticeState, int]:
        with self._lock, storage_refusals():
            found = dict(self._connection.execute(_COUNTS).fetchall())
        return {state: found.get(state.value, 0) for state in NoticeState}

    def _life(self) -> str:
        return DeskRow.read(self._connection).identity.incarnation.hex


def _new_row(notice: Notice, code: str, life: str, times: Times) -> tuple[object, ...]:
    what = (notice.kind.value, notice.audience.value, notice.occasion)
    named = (notice.key, notice.dossier.hex, code, *what, life)
    moments = (to_ms(times.not_before), to_ms(times.now))
    return (*named, NoticeState.QUEUED.value, "", 0, 0, "", *moments)


def _line(row: tuple[str, str, str, str, str, str, str, int, int, str, int, int]) -> NoticeLine:
    dossier, kind, audience, occasion, code, state, channel, passed, tries, reason, *moments = row
    next_at, moved_at = moments
    notice = Notice(UUID(dossier), NoticeKind(kind), Audience(audience), occasion)
    return NoticeLine(
        notice=notice,
        code=code,
        state=NoticeState(state),
        channel=channel,
        passed=passed,
        tries=tries,
        reason=reason,
        next_at=from_ms(next_at),
        moved_at=from_ms(moved_at),
    )
