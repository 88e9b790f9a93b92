"""Files on their way from the centre: staged beside the attachments until their digest is right."""

import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from uuid import UUID

from counter_app.domain.errors import BlobDamaged, UnknownBlob
from db.attachment_files import FileAttachments
from db.attachments import sync_folder
from db.engine import storage_refusals

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class FileBlobs:
    """The folder of attachments and papers as the network needs it: ``services.blobs.BlobFiles``.

    An erasure deletes the part that is being staged, and nobody else makes it anew: what is staged
    when an erasure comes is never kept. ``forget_if_erased`` asks whether one came before.
    """

    def __init__(self, folder: Path, forget_if_erased: Callable[[UUID], bool]) -> None:
        self._folder = folder
        self._forget_if_erased = forget_if_erased
        self._files = FileAttachments(folder)

    def read(self, sha256: str) -> bytes:
        return self._files.read(sha256)

    def names(self) -> Iterator[str]:
        if not self._folder.exists():
            return
        with storage_refusals(), os.scandir(self._folder) as entries:  # there may be very many
            yield from (entry.name for entry in entries if _DIGEST.fullmatch(entry.name))

    def staged(self, sha256: str) -> int:
        with storage_refusals():
            part = self._part(sha256)
            return part.stat().st_size if part.exists() else 0

    def begin(self, sha256: str, event: UUID) -> None:
        with storage_refusals():
            self._folder.mkdir(parents=True, exist_ok=True)
            self._part(sha256).touch()
        if self._forget_if_erased(event):  # from here on an erasure finds the part
            raise UnknownBlob(sha256)

    def add(self, sha256: str, offset: int, chunk: bytes) -> None:
        with storage_refusals(), _still_there(sha256), self._part(sha256).open("r+b") as file:
            file.seek(offset)
            file.write(chunk)
            file.truncate()

    def keep(self, sha256: str) -> None:
        part = self._part(sha256)
        with storage_refusals(), _still_there(sha256):
            with part.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                os.fsync(file.fileno())
            if digest == sha256:
                part.replace(self._folder / sha256)
                sync_folder(self._folder)
                return
            part.unlink()
        raise BlobDamaged(sha256)

    def _part(self, sha256: str) -> Path:
        return self._folder / f".{sha256}.part"


@contextmanager
def _still_there(sha256: str) -> Iterator[None]:
    """Where the part is gone it was erased, or somebody else has kept it."""
    try:
        yield
    except FileNotFoundError as gone:
        raise BlobDamaged(sha256) from gone
