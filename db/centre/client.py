"""The centre as one desk reaches it: psycopg on one kept connection, a round trip a call."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import lru_cache
from threading import RLock
from typing import Any, Final, NoReturn, TypeAlias
from uuid import UUID

import psycopg
from psycopg import errors

from counter_app.domain.errors import (
    BlobDamaged,
    CentreRefused,
    CentreUnreachable,
    ChainGap,
    CounterError,
    UnknownBlob,
)
from counter_app.services.centre_port import (
    Accepted,
    Digest,
    DirectoryEntry,
    FedEvent,
    FeedEnd,
    FilesSeen,
    Head,
    Incarnation,
    Pushed,
    Rejected,
    Relayed,
    SentEvent,
    UnitCounts,
    UnitDossier,
    UnitList,
)
from counter_app.services.sync_ports import Credentials
from db.centre.connection import CALL_TIMEOUT_S, PatientConnection

_UNDONE_AT_MOST: Final = 4  # times in a row, until somebody else's turn is waited for
_REFUSED: Final = "CT001"  # the functions' own states
_GAP: Final = "CT002"
_UNKNOWN_BLOB: Final = "CT003"
_NO_IDENTITY: Final = UUID(int=0)  # of a text nobody can read
_Row: TypeAlias = tuple[Any, ...]


class PostgresCentre:
    """Implements ``services.centre_port.Centre``; usable from any thread, one call at a time.

    After a failure the connection is dropped and the next call opens another one.
    """

    def __init__(self, credentials: Credentials, timeout_s: float = CALL_TIMEOUT_S) -> None:
        self._credentials, self._timeout_s = credentials, timeout_s
        self._token = bytes.fromhex(credentials.token)
        self._connection: PatientConnection | None = None
        self._lock = RLock()
        self._directory: tuple[int, tuple[DirectoryEntry, ...]] = (0, ())

    def head(self, incarnation: UUID) -> Head:
        """Where the centre stands."""
        version, units = self._directory
        row = self._one("head_v2(%b, %b, %b::int)", incarnation, version)
        unit, city, unit_head, city_head, known, at, is_city_unit, newest, listed, *last = row
        if listed is not None:
            units = tuple(DirectoryEntry(UUID(i), code, name) for i, code, name in listed)
            self._directory = (newest, units)
        ends = (_end(unit, unit_head, *last[:2]), _end(city, city_head, *last[2:]))
        return Head(unit, city, ends, known, at, units, is_city_unit)

    def register(self, incarnation: Incarnation) -> None:
        """Make an incarnation of this desk known."""
        named = (incarnation.id, incarnation.desk, incarnation.record)
        self._one("register_v1(%b, %b, %b, %b)", *named)

    def push(self, incarnation: UUID, events: Sequence[SentEvent]) -> Pushed:
        """Offer events of one incarnation in their order.

        Raises:
            ChainGap
        """
        if not events:
            return Pushed(())
        sql = "push_v1(%b, %b, %b::text[], %b::text[], %b::bytea[])"
        ids, positions, rejected, forked = self._one(sql, incarnation, *_columns(events))
        answers: list[Accepted | Rejected] = list(map(Accepted, ids, positions))
        for place, kind, details in rejected:
            identity = ids[place - 1] or _identity_of(events[place - 1].text)
            answers[place - 1] = Rejected(identity, kind, details)
        return Pushed(tuple(answers), forked)

    def relay(self, incarnation: UUID, events: Sequence[SentEvent]) -> Relayed:
        """Offer what another desk of the unit wrote and the centre has lost.

        Raises:
            ChainGap
        """
        sql = "relay_v1(%b, %b, %b::text[], %b::text[], %b::bytea[])"
        return Relayed(*self._one(sql, incarnation, *_columns(events)))

    def pull(self, scope: UUID, position: int, limit: int) -> tuple[FedEvent, ...]:
        """The feed from ``position`` on, that row included, in order."""
        rows = self._call("pull_v1(%b, %b, %b::bigint, %b::int)", scope, position, limit)
        return tuple(
            FedEvent(at, at_home, SentEvent(text, private, salt), _moment(received), home or scope)
            for at, at_home, text, private, salt, received, home in rows
        )

    def report(self, digest: Digest) -> None:
        """Tell what this desk has, for the centre to compare."""
        self._one(
            "report_v1(%b, %b, %b::bigint, %b::bigint, %b, %b::bigint, %b)",
            *(digest.scope, digest.position, digest.event_count, digest.events),
            *(digest.dossier_count, digest.dossiers),
        )

    def figures(self, moment: datetime) -> tuple[UnitCounts, ...]:
        """What the units have that this desk's unit may see, as of ``moment``."""
        return tuple(
            UnitCounts(unit, code, name, behind, None if at is None else _moment(at), counts)
            for unit, code, name, behind, at, counts in self._call(
                "figures_v1(%b, %b::timestamptz)", moment
            )
        )

    def unit_list(self, unit: str, figure: str, moment: datetime, limit: int) -> UnitList:
        """The dossiers one of the ``figures`` of a unit counts."""
        asked = (moment, unit, figure, limit)
        rows = self._call("unit_list_v1(%b, %b::timestamptz, %b, %b, %b::int)", *asked)
        return UnitList(rows[0][0] if rows else 0, tuple(_dossier(*row[1:]) for row in rows))

    def blob_size(self, sha256: str) -> int | None:
        """How many bytes of a file the centre has; None: it has all of it."""
        (size,) = self._one("blob_size_v1(%b, %b)", sha256)
        return None if size is None else int(size)

    def put_blob(self, sha256: str, size: int, offset: int, chunk: bytes) -> None:
        """The next bytes of a file.

        Raises:
            BlobDamaged
        """
        said = (sha256, size, offset, chunk)
        (state,) = self._one("put_blob_v1(%b, %b, %b::bigint, %b::bigint, %b)", *said)
        if state == "damaged":
            raise BlobDamaged(sha256)

    def look_at_files(
        self, incarnation: UUID, known: UUID | None, names: Sequence[str]
    ) -> FilesSeen:
        """Which of these files are not whole here, and whether the centre remembers the mark."""
        sql = "look_at_files_v1(%b, %b, %b::uuid, %b::text[])"
        mark, is_known, lacking = self._one(sql, incarnation, known, list(names))
        return FilesSeen(mark, is_known, frozenset(lacking))

    def get_blob(self, sha256: str, offset: int, limit: int) -> bytes:
        """Bytes of a complete file; empty behind its end.

        Raises:
            UnknownBlob
        """
        (content,) = self._one("get_blob_v1(%b, %b, %b::bigint, %b::int)", sha256, offset, limit)
        return bytes(content)

    def close(self) -> None:
        """Give the connection back; the next call opens one."""
        with self._lock:
            connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _one(self, call: str, *values: object) -> _Row:
        return self._call(call, *values)[0]

    def _call(self, call: str, *values: object) -> list[_Row]:
        sql = f"SELECT * FROM counter_api.{call}"  # noqa: S608 (constants of this module)
        with self._lock, _refusals():
            try:
                return self._answered(sql, values)
            except (psycopg.OperationalError, psycopg.InterfaceError):
                self.close()
                raise

    def _answered(self, sql: str, values: tuple[object, ...]) -> list[_Row]:
        """What the server says; where it undid a call for the sake of another one, once more."""
        given = (self._token, *values)
        for _ in range(_UNDONE_AT_MOST):
            with suppress(errors.SerializationFailure, errors.DeadlockDetected):
                return self._connected().execute(sql.encode(), given, binary=True).fetchall()
        return self._connected().execute(sql.encode(), given, binary=True).fetchall()

    def _connected(self) -> PatientConnection:
        if self._connection is None or self._connection.closed:
            self._connection = PatientConnection.reach(self._credentials, self._timeout_s)
        return self._connection


def _columns(events: Sequence[SentEvent]) -> tuple[list[str], list[str | None], list[bytes | None]]:
    """A batch as the functions take it."""
    return (
        [event.text for event in events],
        [event.private for event in events],
        [event.salt for event in events],
    )


@contextmanager
def _refusals() -> Iterator[None]:
    """What the driver or the server says becomes the port's refusals."""
    try:
        yield
    except (psycopg.OperationalError, psycopg.InterfaceError) as error:
        raise CentreUnreachable(error.sqlstate or type(error).__name__) from error
    except psycopg.Error as error:
        _refuse(error)


def _refuse(error: psycopg.Error) -> NoReturn:
    raise _refusal(error) from error


def _refusal(error: psycopg.Error) -> CounterError | psycopg.Error:
    said = error.diag
    if error.sqlstate == _REFUSED:
        return CentreRefused(said.message_primary or "")
    if error.sqlstate == _GAP:
        return ChainGap(int(said.message_detail or 0))
    if error.sqlstate == _UNKNOWN_BLOB:
        return UnknownBlob(said.message_detail or "")
    if isinstance(error, errors.UndefinedFunction | errors.InvalidSchemaName):
        return CentreRefused("old-program")
    if isinstance(error, errors.InsufficientPrivilege):
        return CentreRefused("not-allowed")
    return error


def _end(scope: UUID, position: int, event: UUID | None, received: float | None) -> FeedEnd:
    return FeedEnd(scope, position, event, None if received is None else _moment(received))


def _dossier(
    code: str | None,
    procedure: str,
    status: int,
    received_ms: int,
    due_ms: int | None,
    *ended: Any,
) -> UnitDossier:
    how, ended_ms = ended
    due_at, ended_at = (None if ms is None else _moment(ms / 1000) for ms in (due_ms, ended_ms))
    received_at = _moment(received_ms / 1000)
    return UnitDossier(code or "", procedure, status, received_at, due_at, how or "", ended_at)


@lru_cache(maxsize=1024)
def _moment(seconds: float) -> datetime:
    """An aware moment; events of one push share theirs."""
    return datetime.fromtimestamp(seconds, UTC)


def _identity_of(text: str) -> UUID:
    """The identity a text claims although it is no event's, as far as one can tell."""
    with suppress(ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return UUID(json.loads(text)["id"])
    return _NO_IDENTITY
