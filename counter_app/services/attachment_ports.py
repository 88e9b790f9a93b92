"""What attaching asks of the outside: a folder for files, and somebody who can open them."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from uuid import UUID

from counter_app.domain.attachment import Media


@dataclass(frozen=True, slots=True)
class Inspected:
    """What an attached file holds; of its first page, width and height in pixels (PDF: points)."""

    media: Media
    pages: int
    width: int
    height: int


class Inspect(Protocol):
    """Opens a file that looks like an attachment."""

    def __call__(self, file: Path, media: Media) -> Inspected:
        """What it holds.

        Raises:
            AttachmentDamaged: it cannot be opened, wants a password, or is too large a picture.
        """


class ReadFile(Protocol):
    """Bytes by SHA-256, from wherever they are."""

    def __call__(self, sha256: str, event: UUID) -> bytes:
        """The file, which ``event`` or another one of its dossier names.

        Raises:
            DocumentDamaged: it is gone or was changed, and nobody can be asked for it.
            CentreUnreachable, CentreRefused, UnknownBlob: it is not here, and cannot be had now.
            BlobDamaged, StorageFailed
        """


class Drawn(Protocol):
    """An attachment in another form: a small PNG of its first page, or a PDF to look at."""

    def __call__(self, content: bytes, media: Media) -> bytes:
        """The PNG or the PDF; pictures stand as the camera was held.

        Raises:
            AttachmentDamaged
        """


class StagedAttachment(Protocol):
    """Bytes copied beside the attachments, not yet one of them."""

    @property
    def file(self) -> Path:
        """Where they are until the staging ends."""

    @property
    def sha256(self) -> str:
        """Their digest in hexadecimal."""

    @property
    def size(self) -> int:
        """How many they are."""

    @property
    def head(self) -> bytes:
        """The first of them, enough to know the kind of file."""

    def keep(self) -> None:
        """Make them an attachment, on the disk when this returns.

        Raises:
            StorageFailed
        """


class AttachmentFiles(Protocol):
    """Attached files by SHA-256."""

    def stage(
        self, content: bytes | Path, is_wanted: Callable[[], bool]
    ) -> AbstractContextManager[StagedAttachment]:
        """A copy of ``content`` while the block runs; for good only when it is kept.

        Raises:
            AttachmentTooLarge: by its size, before anything of it was read.
            AttachmentUnreachable, StorageFailed
            CancelledError: ``is_wanted`` said no.
        """

    def read(self, sha256: str) -> bytes:
        """The bytes that were attached.

        Raises:
            DocumentDamaged: the file is gone or has another digest.
        """
