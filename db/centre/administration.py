"""The central database as its administrator reaches it."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg import errors
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from counter_app.domain.errors import (
    CentreNotSetUp,
    CentreRefused,
    CentreUnreachable,
    DeskNumberTaken,
)
from counter_app.services.centre_admin import Address, City, UnitName
from counter_app.services.sync_ports import (
    Credentials,
)
from db.centre import installing

_CITY: Final = "SELECT c.scope, c.unit, u.code, u.name FROM counter.city c JOIN counter.units u ON u.id = c.unit"
_UNIT: Final = "SELECT id, name FROM counter.units WHERE code = %s"
_DESK: Final = "SELECT EXISTS (SELECT FROM counter.desks WHERE unit = %s AND number = %s)"
_ENROL: Final = (
    "INSERT INTO counter.desks (unit, number, token_hash, enrolled_at) VALUES (%s, %s, %s, now())"
    " ON CONFLICT (unit, number) DO NOTHING"
)
_ROTATE: Final = (
    "UPDATE counter.desks SET token_hash = %s, revoked_at = NULL, id = NULL"
    " WHERE unit = %s AND number = %s"
)
_REVOKE: Final = "UPDATE counter.desks SET revoked_at = now() WHERE unit = %s AND number = %s"
_RENAME: Final = "UPDATE counter.units SET name = %s WHERE id = %s"
_CHANGED: Final = "UPDATE counter.city SET directory = directory + 1"
_SETTINGS: Final = "SELECT name, value FROM counter.settings"


class PostgresAdministration:
    """Implements ``services.centre_admin.CentreAdministration`` on the database of ``url``.

    ``set_up`` and ``upgrade`` need a superuser, the rest ``counter_admin``.
    """

    def __init__(self, url: str, address: Address) -> None:
        self._url, self._address = url, address

    def set_up(self, city: City) -> City:
        """Make the centre in an empty database; where there is one it stays, renewed.

        Raises:
            CentreNotSetUp: a newer program made it.
        """
        with self._begun() as joined:
            connection = installing.raw(joined)
            _check_not_newer(connection)
            installing.install(joined)
            installing.make_city(connection, city.code, city.name, city.scope, city.unit)
            installing.let_desks_in(connection)
            return _city(connection)

    def upgrade(self) -> str:
        """Bring schema, rights and functions to this program's; their revision.

        Raises:
            CentreNotSetUp: there is none, or a newer program made it.
        """
        with self._begun() as joined:
            if installing.revision_of(installing.raw(joined)) is None:
                raise CentreNotSetUp("empty")
            city = _city(installing.raw(joined))
        self.set_up(city)
        return installing.HEAD

    def enrol(self, unit: UnitName, unit_id: UUID, number: int, token: bytes) -> Credentials:
        """A new desk; a unit nobody knows is made with ``unit_id``.

        Raises:
            DeskNumberTaken: nothing was changed.
        """
        with self._begun() as joined:
            connection = _todays(joined)
            found = _known_unit(connection, unit, unit_id)
            digest = hashlib.sha256(token).digest()
            if connection.execute(_ENROL, (found, number, digest)).rowcount == 0:
                raise DeskNumberTaken(unit.code, number)
            return self._credentials(connection, unit.code, number, token)

    def rotate(self, unit: str, number: int, token: bytes) -> Credentials:
        """Another token for a desk; the old one is worth nothing from here on.

        Whichever installation registers with it first is the desk: the same as before, or the one
        in place of a lost one.
        """
        with self._begun() as joined:
            connection = _todays(joined)
            desk = _known_desk(connection, unit, number)
            connection.execute(_ROTATE, (hashlib.sha256(token).digest(), *desk))
            return self._credentials(connection, unit, number, token)

    def revoke(self, unit: str, number: int) -> None:
        """The desk may not call any more; its number stays taken."""
        with self._begun() as joined:
            connection = _todays(joined)
            connection.execute(_REVOKE, _known_desk(connection, unit, number))

    def _credentials(
        self, connection: psycopg.Connection[Any], code: str, number: int, token: bytes
    ) -> Credentials:
        settings = dict(connection.execute(_SETTINGS).fetchall())
        [(unit, name)] = connection.execute(_UNIT, (code,)).fetchall()
        info = connection.info
        return Credentials(
            host=self._address.host or info.host,
            port=self._address.port or info.port,
            database=info.dbname,
            user=settings[installing.DESK_ROLE],
            password=settings[installing.DESK_PASSWORD],
            ca=self._address.ca or _trusted_by(info),
            token=token.hex(),
            unit=unit,
            unit_code=code,
            unit_name=name,
            city=_city(connection).scope,
            desk_number=number,
        )

    @contextmanager
    def _begun(self) -> Iterator[Connection]:
        """One transaction, committed at the end."""
        engine = create_engine(
            "postgresql+psycopg://",
            creator=lambda: psycopg.connect(self._url, connect_timeout=10, client_encoding="utf8"),
            poolclass=NullPool,
        )
        with centre_refusals(), engine.begin() as joined:
            yield joined


@contextmanager
def centre_refusals() -> Iterator[None]:
    """What the server does not do becomes a refusal.

    Raises:
        CentreUnreachable, CentreRefused
    """
    try:
        yield
    except DBAPIError as error:
        if isinstance(error.orig, psycopg.Error):
            raise _refusal(error.orig) from error
        raise
    except psycopg.Error as error:
        raise _refusal(error) from error


def _refusal(error: psycopg.Error) -> Exception:
    if isinstance(error, errors.InsufficientPrivilege):
        return CentreRefused("not-an-administrator")
    if isinstance(error, psycopg.OperationalError | psycopg.InterfaceError):
        return CentreUnreachable(error.sqlstate or type(error).__name__)
    return error


def _check_not_newer(connection: psycopg.Connection[Any]) -> None:
    revision = installing.revision_of(connection)
    if revision is not None and revision not in installing.KNOWN:
        raise CentreNotSetUp("newer")


def _todays(joined: Connection) -> psycopg.Connection[Any]:
    """The connection to a centre of this program's version.

    Raises:
        CentreNotSetUp: ``reason`` is ``empty``, ``older`` or ``newer``.
    """
    connection = installing.raw(joined)
    revision = installing.revision_of(connection)
    if revision is None:
        raise CentreNotSetUp("empty")
    if revision != installing.HEAD:
        raise CentreNotSetUp("older" if revision in installing.KNOWN else "newer")
    return connection


def _city(connection: psycopg.Connection[Any]) -> City:
    found = connection.execute(_CITY).fetchone()
    if found is None:
        raise CentreNotSetUp("empty")
    return City(*found)


def _known_unit(connection: psycopg.Connection[Any], unit: UnitName, unit_id: UUID) -> UUID:
    """The unit of this code, made or renamed when that is asked for."""
    found = connection.execute(_UNIT, (unit.code,)).fetchone()
    if found is None:
        installing.make_unit(connection, unit_id, unit.code, unit.name or unit.code)
        connection.execute(_CHANGED)
        return unit_id
    known: UUID = found[0]
    if unit.name not in ("", found[1]):
        connection.execute(_RENAME, (unit.name, known))
        connection.execute(_CHANGED)
    return known


def _known_desk(connection: psycopg.Connection[Any], unit: str, number: int) -> tuple[UUID, int]:
    found = connection.execute(_UNIT, (unit,)).fetchone()
    if found is None or not connection.execute(_DESK, (found[0], number)).fetchall()[0][0]:
        raise CentreRefused("unknown-desk")
    return found[0], number


def _trusted_by(info: psycopg.ConnectionInfo) -> str:
    """The certificate authority this connection trusts; desks need one.

    Raises:
        CentreRefused: ``no-certificate``: neither the URL nor anybody names one.
    """
    file = info.get_parameters().get("sslrootcert", "")
    try:
        return Path(file).read_text("ascii")
    except (OSError, ValueError) as error:
        raise CentreRefused("no-certificate") from error
