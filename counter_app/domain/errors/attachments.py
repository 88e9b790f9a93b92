"""Refusals about attached files."""

from dataclasses import dataclass

from counter_app.domain.errors.base import CounterError


@dataclass(eq=False)
class AttachmentTooLarge(CounterError):
    """A file larger than what is kept; it was not read."""

    size: int  # bytes
    limit: int


@dataclass(eq=False)
class AttachmentNotAllowed(CounterError):
    """A file that is no scan by its content; ``looks_like`` is a stable word for what it is."""

    looks_like: str
    suffix: str  # all that is said of its name


@dataclass(eq=False)
class AttachmentDamaged(CounterError):
    """A file that begins rightly but cannot be opened; ``reason`` is a stable word."""

    media: str
    reason: str


@dataclass(eq=False)
class AttachmentUnreachable(CounterError):
    """The file to be attached is gone, is no file, or may not be read."""

    reason: str


@dataclass(eq=False)
class ScanFolderUnusable(CounterError):
    """A folder that cannot be watched for scans; ``reason`` is a stable word, nothing was kept."""

    folder: str
    reason: str


@dataclass(eq=False)
class AlreadyAttached(CounterError):
    """The same bytes belong to the same component of the dossier already."""

    sha256: str
    component: str


@dataclass(eq=False)
class UnknownAttachment(CounterError):
    """The dossier has no such attachment, or it was taken back."""

    attachment: str
