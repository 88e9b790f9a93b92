"""Attached files by SHA-256, beside the receipts: on the disk before an event names them."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import IO, Final
from uuid import uuid4

from counter_app.domain.attachment import HEAD_BYTES, check_size
from counter_app.domain.errors import AttachmentUnreachable, DocumentDamaged
from db.attachments import sync_folder
from db.engine import storage_refusals

_CHUNK: Final = 256 * 1024


class StagedFile:
    """Bytes that were copied beside the attachments and have no name among them yet."""

    def __init__(self, file: Path, sha256: str, size: int, head: bytes) -> None:
        self.file, self.sha256, self.size, self.head = file, sha256, size, head

    def keep(self) -> None:
        """Give the bytes their name, on the disk when this returns.

        Raises:
            StorageFailed
        """
        with storage_refusals():
            self.file.replace(self.file.parent / self.sha256)
            sync_folder(self.file.parent)


class FileAttachments:
    """The folder of attachments. A file no event names does no harm: the same bytes use it later."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @contextmanager
    def stage(self, content: bytes | Path, is_wanted: Callable[[], bool]) -> Iterator[StagedFile]:
        """A copy of ``content``, chunk by chunk; gone at the end unless it was kept.

        Raises:
            AttachmentTooLarge: by its size, nothing of it was read.
            AttachmentUnreachable, StorageFailed
            CancelledError: ``is_wanted`` said no.
        """
        temporary = self._folder / f".{uuid4().hex}"
        try:
            with _source(content) as source:
                with storage_refusals():
                    self._folder.mkdir(parents=True, exist_ok=True)
                    target = temporary.open("xb")
                with target:
                    staged = _copied(source, target, temporary, is_wanted)
            yield staged
        finally:
            with storage_refusals():
                temporary.unlink(missing_ok=True)

    def read(self, sha256: str) -> bytes:
        """The bytes that were attached.

        Raises:
            DocumentDamaged: the file is gone or has another digest.
        """
        try:
            content = (self._folder / sha256).read_bytes()
        except OSError as error:
            raise DocumentDamaged(sha256) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise DocumentDamaged(sha256)
        return content


@contextmanager
def _source(content: bytes | Path) -> Iterator[IO[bytes]]:
    if isinstance(content, bytes):
        check_size(len(content))
        yield BytesIO(content)
        return
    try:
        found = content.stat()
        if not stat.S_ISREG(found.st_mode):  # a pipe would wait for ever
            raise AttachmentUnreachable("not_a_file")
        check_size(found.st_size)
        opened = content.open("rb")
    except OSError as error:
        raise AttachmentUnreachable(error.strerror or type(error).__name__) from error
    with opened:
        yield opened


def _copied(
    source: IO[bytes], target: IO[bytes], file: Path, is_wanted: Callable[[], bool]
) -> StagedFile:
    digest, size, head = hashlib.sha256(), 0, b""
    while chunk := _next_chunk(source):
        if not is_wanted():
            raise CancelledError
        head = head or chunk[:HEAD_BYTES]
        digest.update(chunk)
        size += len(chunk)
        check_size(size)  # it may still be growing
        with storage_refusals():
            target.write(chunk)
    with storage_refusals():
        target.flush()
        os.fsync(target.fileno())
    return StagedFile(file, digest.hexdigest(), size, head)


def _next_chunk(source: IO[bytes]) -> bytes:
    try:
        return source.read(_CHUNK)
    except OSError as error:  # a stick that was pulled out
        raise AttachmentUnreachable(error.strerror or type(error).__name__) from error
