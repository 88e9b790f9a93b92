"""Noticing that a store was restored or copied: the place it worked in, and a mark beside it."""

import hashlib
import json
import os
import sqlite3
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal
from uuid import UUID, uuid4

from db.attachments import sync_folder
from db.desk_row import DeskRow

FILE: Final = "desk.mark"
Suspicion = Literal["cloned", "restored"]
_MACHINE_IDS: Final = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
_PLACE: Final = "SELECT machine, folder FROM places"
_SETTLE: Final = (
    "INSERT INTO places (one, machine, folder) VALUES (1, ?, ?) ON CONFLICT (one)"
    " DO UPDATE SET machine = excluded.machine, folder = excluded.folder"
)
_WRITTEN: Final = (
    "SELECT coalesce(i.last_sequence, d.desk_seq) FROM incarnations i JOIN desk d"
    " WHERE i.incarnation = ?"
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a store works; ``machine`` is a SHA-256 in hexadecimal, empty where there is none."""

    machine: str
    folder: str


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a life had come when the store was opened or closed last."""

    incarnation: UUID
    sequence: int


def place_of(folder: Path) -> Place:
    """This machine and ``folder`` on it."""
    return Place(_machine(), os.path.normcase(folder.resolve()))


def suspicion(connection: sqlite3.Connection, place: Place, mark: Mark | None) -> Suspicion | None:
    """Why the store at ``place`` may not be the one that wrote last in its life, if it may not.

    A store that never noted where it works, and one without a mark, give no reason.
    """
    found = connection.execute(_PLACE).fetchone()
    if found is not None:
        machine, folder = found
        if folder != place.folder or (machine and place.machine and machine != place.machine):
            return "cloned"
    if mark is None:
        return None
    written = connection.execute(_WRITTEN, (mark.incarnation.hex,)).fetchone()
    return "restored" if written is None or written[0] < mark.sequence else None


def is_at_home(connection: sqlite3.Connection, place: Place, mark: Mark | None) -> bool:
    """Whether the store works where it noted to work, and there is no suspicion."""
    if connection.execute(_PLACE).fetchone() != (place.machine, place.folder):
        return False
    return suspicion(connection, place, mark) is None


def settle(connection: sqlite3.Connection, place: Place) -> None:
    """Note where the store works from now on."""
    if connection.execute(_PLACE).fetchone() != (place.machine, place.folder):
        connection.execute(_SETTLE, (place.machine, place.folder))


def read_mark(folder: Path) -> Mark | None:
    """The mark beside the store; None when there is none that can be read."""
    try:
        data = json.loads((folder / FILE).read_text("utf-8"))
        return Mark(UUID(data["incarnation"]), int(data["sequence"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_mark(folder: Path, connection: sqlite3.Connection) -> None:
    """Leave a mark of what is committed, whole or not at all; nothing where it lies there already.

    Where the disk will not, the old one stays: it lies further back and raises no false alarm.
    """
    desk = DeskRow.read(connection)
    if read_mark(folder) == Mark(desk.identity.incarnation, desk.desk_seq):
        return
    mark = {"incarnation": str(desk.identity.incarnation), "sequence": desk.desk_seq}
    temporary = folder / f".{FILE}.{uuid4().hex}"
    with suppress(OSError):
        try:
            with temporary.open("w", encoding="utf-8") as file:
                file.write(json.dumps(mark) + "\n")
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(folder / FILE)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(folder)


def _machine() -> str:
    name = _windows_name() if sys.platform == "win32" else _linux_name()
    return hashlib.sha256(f"counter-app {name}".encode()).hexdigest() if name else ""


def _linux_name() -> str:
    for file in _MACHINE_IDS:
        with suppress(OSError):
            return file.read_text("ascii").strip()
    return ""


def _windows_name() -> str:
    if sys.platform != "win32":
        return ""
    import winreg

    with (
        suppress(OSError),
        winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, r"SOFTWARE\Microsoft\Cryptography") as key,
    ):
        return str(winreg.QueryValueEx(key, "MachineGuid")[0])
    return ""
