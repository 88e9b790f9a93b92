"""Erasure: what is personal in a dossier goes, its events and their chain stay."""

import re
import sqlite3
from pathlib import Path
from threading import RLock
from typing import Final
from uuid import UUID

from db.attachments import sync_folder
from db.engine import storage_refusals
from db.event_store import ERASES

_EMPTY: Final = (
    "UPDATE events SET private = NULL, salt = NULL WHERE dossier = ?"
    " AND (private IS NOT NULL OR salt IS NOT NULL)"
)
_NOTE: Final = "INSERT OR IGNORE INTO erasures (dossier) VALUES (?)"
_NOTED: Final = "SELECT EXISTS (SELECT 1 FROM erasures)"
_SEND_NO_MORE: Final = "DELETE FROM blob_sends WHERE sha256 = ?"
_FORGET_PAPERS: Final = "DELETE FROM documents WHERE dossier IN (SELECT dossier FROM erasures)"
_FORGET: Final = "DELETE FROM erasures"
_OWN: Final = (
    "SELECT json_extract(text, '$.public.sha256') FROM events WHERE kind IN ('attached', 'printed')"
    " AND dossier IN (SELECT dossier FROM erasures)"
    " UNION SELECT sha256 FROM documents WHERE dossier IN (SELECT dossier FROM erasures)"
)
# What a dossier names that is not erased.
_OTHERS: Final = (
    "SELECT json_extract(text, '$.public.sha256') FROM events WHERE kind IN ('attached', 'printed')"  # noqa: S608
    " AND dossier NOT IN (SELECT dossier FROM erasures) AND dossier NOT IN ("
    f" SELECT dossier FROM events WHERE dossier IS NOT NULL AND {ERASES})"
    " UNION SELECT sha256 FROM documents WHERE dossier NOT IN (SELECT dossier FROM erasures)"
)
# Whether the dossier of an event is erased.
_IS_ERASED: Final = (
    "SELECT dossier FROM events WHERE dossier = (SELECT dossier FROM events WHERE id = ?)"  # noqa: S608
    f" AND {ERASES}"
)
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")  # whatever else an event says is no file's name


def empty(connection: sqlite3.Connection, dossier: UUID) -> None:
    """Take the private parts of every event of ``dossier``, also of those that come late.

    What stood on the pages is overwritten, not only set free. Where something was taken the files
    are noted too.
    """
    connection.execute("PRAGMA secure_delete = ON")
    if connection.execute(_EMPTY, (dossier.hex,)).rowcount:
        note(connection, dossier)
    connection.execute("PRAGMA secure_delete = OFF")


def note(connection: sqlite3.Connection, dossier: UUID) -> None:
    """The files of ``dossier`` are to go once the running transaction is committed."""
    connection.execute(_NOTE, (dossier.hex,))


class SqlErasure:
    """Files of erased dossiers: papers that were rendered, and attachments."""

    def __init__(self, connection: sqlite3.Connection, lock: RLock, folder: Path) -> None:
        self._connection = connection
        self._lock = lock
        self._folder = folder

    def forget_files(self) -> int:
        """Delete files of noted dossiers that no other dossier names; how many there were.

        Others are kept from writing meanwhile: nobody comes to name a file that is just going.
        Broken off anywhere, it is done again by the next call.

        Raises:
            StorageFailed: a file could not be deleted; the dossiers stay noted.
        """
        with self._lock, storage_refusals():
            if not self._connection.execute(_NOTED).fetchone()[0]:
                return 0
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                names = self._named(_OWN)
                names -= self._named(_OTHERS) if names else names
                found = sum(self._delete(name) for name in sorted(names))
                if found:
                    sync_folder(self._folder)  # before it is remembered that they are gone
                self._connection.executemany(_SEND_NO_MORE, [(name,) for name in names])
                self._connection.execute(_FORGET_PAPERS)
                self._connection.execute(_FORGET)
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
        return found

    def forget_if_erased(self, event: UUID) -> bool:
        """Whether the dossier of ``event`` is erased: then what came of its files since goes too.

        Raises:
            StorageFailed: as ``forget_files``.
        """
        with self._lock, storage_refusals():
            found = self._connection.execute(_IS_ERASED, (event.hex,)).fetchone()
            if found is not None:
                note(self._connection, UUID(found[0]))
        if found is not None:
            self.forget_files()
        return found is not None

    def _named(self, sql: str) -> set[str]:
        names = (str(name) for (name,) in self._connection.execute(sql))
        return {name for name in names if _DIGEST.fullmatch(name)}

    def _delete(self, name: str) -> bool:
        """Whether there was such a file, or what has arrived of it, which goes first."""
        files = [self._folder / f".{name}.part", self._folder / name]
        is_there = any(file.exists() for file in files)
        for file in files:
            file.unlink(missing_ok=True)
        return is_there
