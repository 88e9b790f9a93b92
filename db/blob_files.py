"""Files on their way from the centre: staged beside the attachments until their digest is right."""

import hashlib
import os
from pathlib import Path

from counter_app.domain.errors import BlobDamaged
from db.attachment_files import FileAttachments
from db.attachments import sync_folder
from db.engine import storage_refusals


class FileBlobs:
    """The folder of attachments and papers as the network needs it: ``services.blobs.BlobFiles``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = FileAttachments(folder)

    def read(self, sha256: str) -> bytes:
        return self._files.read(sha256)

    def staged(self, sha256: str) -> int:
        with storage_refusals():
            part = self._part(sha256)
            return part.stat().st_size if part.exists() else 0

    def add(self, sha256: str, offset: int, chunk: bytes) -> None:
        with storage_refusals():
            self._folder.mkdir(parents=True, exist_ok=True)
            part = self._part(sha256)
            part.touch()
            with part.open("r+b") as file:
                file.seek(offset)
                file.write(chunk)
                file.truncate()

    def keep(self, sha256: str) -> None:
        part = self._part(sha256)
        with storage_refusals():
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
