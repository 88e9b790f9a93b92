"""PDFs by SHA-256 in a folder beside the database, written whole or not at all."""

import hashlib
import os
import sqlite3
from pathlib import Path
from threading import RLock
from typing import Final
from uuid import UUID, uuid4

from counter_app.domain.errors import DocumentDamaged, StorageFailed
from counter_app.domain.forms import PageSize
from db.engine import storage_refusals
from db.event_store import ERASES

ATTACHMENTS: Final = "attachments"  # the folder beside the database
_FIND: Final = (
    "SELECT sha256 FROM documents WHERE dossier = ? AND form = ? AND issue = ? AND page = ?"
)
_IS_ERASED: Final = f"SELECT 1 FROM events WHERE dossier = ?1 AND {ERASES}"  # noqa: S608 (constant)
# Not for an erased dossier: who drew it may have read what is gone.
_STORE: Final = (
    "INSERT OR IGNORE INTO documents (dossier, form, issue, page, sha256)"
    f" SELECT ?1, ?2, ?3, ?4, ?5 WHERE NOT EXISTS ({_IS_ERASED})"
)


class FileDocuments:
    """Bytes as first rendered: the file is on the disk before the database names it.

    The connection is the unit of work's own, whose lock may be taken again by its thread: inside
    a transaction a document is stored with it.
    """

    def __init__(self, connection: sqlite3.Connection, lock: RLock, folder: Path) -> None:
        self._connection = connection
        self._lock = lock
        self._folder = folder

    def find(
        self, dossier: UUID, form: str, issue: int, page: PageSize
    ) -> tuple[str, bytes] | None:
        with self._lock, storage_refusals():
            key = (dossier.hex, form, issue, page.value)
            row = self._connection.execute(_FIND, key).fetchone()
        return (row[0], self._read(row[0])) if row else None

    def store(
        self, dossier: UUID, form: str, issue: int, page: PageSize, content: bytes
    ) -> tuple[str, bytes]:
        digest = hashlib.sha256(content).hexdigest()
        with storage_refusals():
            self._write(digest, content)
            with self._lock:
                row = (dossier.hex, form, issue, page.value, digest)
                self._connection.execute(_STORE, row)
                is_erased = self._connection.execute(_IS_ERASED, (dossier.hex,)).fetchone()
            if is_erased:  # while it was drawn: nothing names the file
                (self._folder / digest).unlink(missing_ok=True)
                sync_folder(self._folder)
                raise DocumentDamaged(digest)
        found = self.find(dossier, form, issue, page)
        if found is None:
            raise StorageFailed("documents")
        return found

    def _read(self, digest: str) -> bytes:
        try:
            content = (self._folder / digest).read_bytes()
        except OSError as error:
            raise DocumentDamaged(digest) from error
        if hashlib.sha256(content).hexdigest() != digest:
            raise DocumentDamaged(digest)
        return content

    def _write(self, digest: str, content: bytes) -> None:
        target = self._folder / digest
        if target.exists() and hashlib.sha256(target.read_bytes()).hexdigest() == digest:
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        temporary = self._folder / f".{uuid4().hex}"
        try:
            with temporary.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(self._folder)


def sync_folder(folder: Path) -> None:
    """Put the new name on the disk too, where a folder can be opened at all."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
