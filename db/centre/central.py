"""The centre's own work on a connection that is opened again after it broke."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg.errors import InsufficientPrivilege

from counter_app.domain.errors import CentreNotSetUp, CentreRefused, CentreUnreachable
from counter_app.services.central import Held, InPlaceOf, Reported
from counter_app.services.centre_port import (
    Digest,
)
from db.centre.administration import centre_refusals
from db.centre.projections import SCHEMA
from db.centre.projector import Projector
from db.digest import dossiers_digest, events_digest
from db.schema_projections import dossiers

ROLE: Final = "counter_projector"  # whoever connects must be of it, and works as it
_IS_THERE: Final = (
    f"SELECT FROM pg_tables WHERE schemaname = '{SCHEMA}' AND tablename = 'projected'"
)
_REPORTED: Final = (
    "SELECT u.code, d.number, d.scope, d.position, d.event_count, d.events, d.dossier_count,"
    " d.dossiers FROM counter.digests d JOIN counter.units u ON u.id = d.unit"
    " ORDER BY u.code, d.number, d.scope"
)
_FEED: Final = (
    " FROM counter.feed f JOIN counter.events e ON e.id = f.event"
    " WHERE f.scope = %s AND f.position <= %s"
)
_EVENTS: Final = f"SELECT e.hash, f.home_position{_FEED}"
# The feed has not gone on, and every scope it has guests from is projected to its end.
_IS_CURRENT: Final = (
    "SELECT NOT EXISTS (SELECT FROM counter.feed WHERE scope = %s AND position > %s)"  # noqa: S608
    " AND NOT EXISTS (SELECT FROM counter.scopes s LEFT JOIN projected p ON p.scope = s.id"
    f" WHERE s.head > coalesce(p.position, 0) AND s.id IN (SELECT e.scope{_FEED}))"
)
_COLUMNS: Final = ", ".join(column.name for column in dossiers.columns if column.name != "row")
_DOSSIERS: Final = f"SELECT {_COLUMNS} FROM dossiers WHERE id IN (SELECT e.dossier{_FEED})"  # noqa: S608
_SET_ASIDE: Final = "SELECT count(*) FROM set_aside"
_RELAYED: Final = (
    "SELECT u.code, a.number, r.number, count(*) FROM counter.events e"
    " JOIN counter.installations a ON a.desk = e.desk"
    " JOIN counter.installations r ON r.desk = e.relayed_by"
    " JOIN counter.units u ON u.id = a.unit"
    " WHERE e.relayed_by IS NOT NULL GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"
)
_PAGE: Final = 2000


class CentralDatabase:
    """``Projections`` and ``Digests`` of the centre at ``url``."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._connection: psycopg.Connection[Any] | None = None

    def step(self) -> int:
        with self._working() as connection:
            return Projector(connection).step()

    def start_over(self) -> None:
        with self._working() as connection:
            Projector(connection).start_over()

    def set_aside(self) -> int:
        with self._working() as connection:
            return int(connection.execute(_SET_ASIDE).fetchall()[0][0])

    def reported(self) -> Sequence[Reported]:
        with self._working() as connection:
            return [
                Reported(unit, number, Digest(*digest))
                for unit, number, *digest in connection.execute(_REPORTED).fetchall()
            ]

    def held(self, scope: UUID, position: int) -> Held:
        with self._working() as connection, connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            place = (scope, position)
            events = events_digest(_streamed(connection, _EVENTS, place))
            is_current = connection.execute(_IS_CURRENT, place * 2).fetchall()[0][0]
            if not is_current:
                return Held(events, None)
            return Held(
                events, dossiers_digest(map(_plain, _streamed(connection, _DOSSIERS, place)))
            )

    def relayed(self) -> Sequence[InPlaceOf]:
        with self._working() as connection:
            return [InPlaceOf(*row) for row in connection.execute(_RELAYED).fetchall()]

    def close(self) -> None:
        """Give the connection back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    @contextmanager
    def _working(self) -> Iterator[psycopg.Connection[Any]]:
        try:
            with centre_refusals():
                if self._connection is None:
                    self._connection = connected(self._url)
                yield self._connection
        except CentreUnreachable:
            self.close()
            raise


def connected(url: str) -> psycopg.Connection[Any]:
    """A connection that works as the projector, commits by itself and knows the projections first.

    Raises:
        CentreNotSetUp
        CentreRefused: ``not-the-projector``: the user of ``url`` is none.
    """
    connection = psycopg.connect(
        url, autocommit=True, connect_timeout=10, application_name="counter-app projector"
    )
    with ExitStack() as opened:
        opened.enter_context(closing(connection))
        if connection.execute(_IS_THERE).fetchone() is None:
            raise CentreNotSetUp("empty")
        try:
            connection.execute(f"SET ROLE {ROLE}")
        except InsufficientPrivilege as error:
            raise CentreRefused("not-the-projector") from error
        connection.execute(f"SET search_path TO {SCHEMA}, pg_temp")
        opened.pop_all()
    return connection


def _streamed(
    connection: psycopg.Connection[Any], sql: str, values: tuple[object, ...]
) -> Iterator[Any]:
    """Rows as they come: a scope may have millions."""
    with connection.cursor(name="digest") as cursor:
        cursor.itersize = _PAGE
        yield from cursor.execute(sql, values)


def _plain(row: Sequence[Any]) -> list[Any]:
    """Identities as a desk has them."""
    return [value.hex if isinstance(value, UUID) else value for value in row]
