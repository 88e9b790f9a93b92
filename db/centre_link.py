"""The one row that says to which centre a desk belongs, and what it last heard of it."""

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

from counter_app.services.centre_port import (
    DirectoryEntry,
    Head,
)
from counter_app.services.reference_ports import Reach
from counter_app.services.sync_ports import (
    Credentials,
    Link,
)
from db.moments import from_ms, to_ms

_READ: Final = "SELECT credentials, is_paused, offset_ms, contact, units FROM centre_link"
_READ_UNITS: Final = "SELECT units FROM centre_link"
_IS_CITY_UNIT: Final = "SELECT is_city_unit FROM centre_link"
_PUT: Final = (
    "INSERT INTO centre_link (one, credentials, is_paused, offset_ms, contact, units, is_city_unit)"
    " VALUES (1, ?, 0, 0, NULL, '[]', 0) ON CONFLICT (one)"
    " DO UPDATE SET credentials = excluded.credentials"
)
_CONTACT: Final = "UPDATE centre_link SET contact = ?, offset_ms = ?, units = ?, is_city_unit = ?"
# What waits was written as a proposal, or as the city's own data: whichever it is now.
_REHOME: Final = (
    "UPDATE {} SET home = ? WHERE position IS NULL AND id IN"
    " (SELECT id FROM events e WHERE e.id = {}.id AND e.scope = ?)"
)
_CITYS: Final = ("procedure_versions", "calendar_changes")


def read_link(connection: sqlite3.Connection) -> Link | None:
    """How the desk stands to its centre; None: it stands alone."""
    found = connection.execute(_READ).fetchone()
    if found is None:
        return None
    credentials, is_paused, offset_ms, contact, units = found
    return Link(
        credentials=_credentials(credentials),
        is_paused=bool(is_paused),
        offset_ms=offset_ms,
        contact=from_ms(contact) if contact is not None else None,
        units=_units(units),
    )


def read_units(connection: sqlite3.Connection) -> tuple[DirectoryEntry, ...]:
    """The city's units as the centre last told them; none where the desk stands alone."""
    found = connection.execute(_READ_UNITS).fetchone()
    return _units(found[0]) if found else ()


def read_reach(connection: sqlite3.Connection) -> Reach:
    """Whose reference data the desk writes, as the centre last said."""
    found = connection.execute(_IS_CITY_UNIT).fetchone()
    if found is None:
        return Reach.ALONE
    return Reach.CITY if found[0] else Reach.UNIT


def write_credentials(connection: sqlite3.Connection, credentials: Credentials) -> None:
    """Belong to a centre, or reach it with other credentials."""
    text = json.dumps(asdict(credentials), default=str)
    connection.execute(_PUT, (text,))


def write_pause(connection: sqlite3.Connection, *, paused: bool) -> None:
    """Stop or go on; nothing where the desk stands alone."""
    connection.execute("UPDATE centre_link SET is_paused = ?", (int(paused),))


def write_contact(connection: sqlite3.Connection, head: Head, at: datetime, offset_ms: int) -> bool:
    """Remember an answer of the centre; whether it made of the city's data another thing."""
    found = connection.execute(_IS_CITY_UNIT).fetchone()
    values = (to_ms(at), offset_ms, _units_text(head.units), int(head.is_city_unit))
    connection.execute(_CONTACT, values)
    if found is None or bool(found[0]) == head.is_city_unit:
        return False
    home = int(not head.is_city_unit)
    for table in _CITYS:
        connection.execute(_REHOME.format(table, table), (home, head.city.hex))
    return True


def propose_everything(connection: sqlite3.Connection) -> None:
    """What a desk issued while it was its own city becomes the unit's proposals."""
    for table in _CITYS:
        connection.execute(f"UPDATE {table} SET home = 1")  # noqa: S608 (own names)


@lru_cache(maxsize=2)  # asked for before every call to the centre
def _units(text: str) -> tuple[DirectoryEntry, ...]:
    return tuple(DirectoryEntry(UUID(i), code, name) for i, code, name in json.loads(text))


def _units_text(units: Sequence[DirectoryEntry]) -> str:
    return json.dumps([(str(unit.id), unit.code, unit.name) for unit in units])


@lru_cache(maxsize=2)
def _credentials(text: str) -> Credentials:
    data: Any = json.loads(text)
    return Credentials(**data | {"unit": UUID(data["unit"]), "city": UUID(data["city"])})
