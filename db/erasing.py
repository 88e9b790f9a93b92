"""Erasure: what is personal in a dossier goes, its events and their chain stay."""

import sqlite3
from pathlib import Path
from threading import RLock
from typing import Any, Final
from uuid import UUID

from counter_app.domain.event import Kind
from db import event_store
from db.engine import storage_refusals

_EMPTY: Final = (
    "UPDATE events SET private = NULL, salt = NULL WHERE dossier = ?"
    " AND (private IS NOT NULL OR salt IS NOT NULL)"
)
_SEND_NO_MORE: Final = "DELETE FROM blob_sends WHERE sha256 = ?"
_DOCUMENTS: Final = "SELECT sha256 FROM documents WHERE dossier = ?"
_FORGET: Final = "DELETE FROM documents WHERE dossier = ?"
_OTHERS_DOCUMENTS: Final = "SELECT DISTINCT sha256 FROM documents WHERE dossier <> ?"
_OTHERS_ATTACHMENTS: Final = (
    "SELECT DISTINCT json_extract(text, '$.public.sha256') FROM events"
    " WHERE kind = 'attached' AND dossier <> ?"
)


def empty(connection: sqlite3.Connection, dossier: UUID) -> None:
    """Take the private parts of every event of ``dossier``, also of those that come late.

    What stood on the pages is overwritten, not only set free.
    """
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute(_EMPTY, (dossier.hex,))
    connection.execute("PRAGMA secure_delete = OFF")


class SqlErasure:
    """Files of erased dossiers: papers that were rendered, and attachments."""

    def __init__(self, connection: sqlite3.Connection, lock: RLock, folder: Path) -> None:
        self._connection = connection
        self._lock = lock
        self._folder = folder

    def forget_files(self, dossier: UUID) -> int:
        """Delete the dossier's files that no other dossier names; how many there were.

        Others are kept from writing meanwhile: nobody comes to name a file that is just going.
        """
        with self._lock, storage_refusals():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                names = self._only_of(dossier)
                found = [file for name in names if (file := self._folder / name).exists()]
                for file in found:
                    file.unlink()
                self._connection.executemany(_SEND_NO_MORE, [(name,) for name in names])
                self._connection.execute(_FORGET, (dossier.hex,))
                self._connection.execute("COMMIT")
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
        return len(found)

    def _only_of(self, dossier: UUID) -> set[str]:
        events = event_store.events_of(self._connection, dossier)
        attached: list[Any] = [e.public["sha256"] for e in events if e.kind == Kind.ATTACHED]
        own = {*attached, *self._named(_DOCUMENTS, dossier)}
        own -= self._named(_OTHERS_DOCUMENTS, dossier)
        return own - self._named(_OTHERS_ATTACHMENTS, dossier) if own else own

    def _named(self, sql: str, dossier: UUID) -> set[str]:
        return {str(name) for (name,) in self._connection.execute(sql, (dossier.hex,))}
