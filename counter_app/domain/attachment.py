"""What may be attached: scans, known by their content and never by their name."""

import re
from enum import StrEnum
from typing import Final

from counter_app.domain.errors import AttachmentNotAllowed, AttachmentTooLarge

MAX_BYTES: Final = 20 * 1024 * 1024  # a file
MAX_PIXELS: Final = 89_000_000  # a page; A3 at 600 dpi has 70 million
MAX_PIXELS_IN_ALL: Final = 1_000_000_000  # of a file of several pages
MAX_PAGES: Final = 2_000
HEAD_BYTES: Final = 4096  # enough to know a file by


class Media(StrEnum):
    """What is kept, by MIME type."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    WEBP = "image/webp"

    @property
    def suffix(self) -> str:
        """The usual end of such a file's name, with its dot."""
        return _SUFFIXES[self]


class CopyKind(StrEnum):
    """What paper the picture was taken of."""

    ORIGINAL = "original"
    CERTIFIED = "certified"
    PHOTOCOPY = "photocopy"


class Source(StrEnum):
    """Where the file comes from."""

    SCANNED = "scanned"
    FILE = "file"
    DATABASE = "database"  # reused from a database, so the citizen brings nothing


class Purpose(StrEnum):
    """What the file is to its dossier."""

    COMPONENT = "component"
    RESULT = "result"
    DOCUMENT = "document"


def media_of(head: bytes, name: str) -> Media:
    """What a file is by its first ``HEAD_BYTES``; ``name`` serves the refusal alone.

    Raises:
        AttachmentNotAllowed
    """
    for media, magic in _MAGIC:
        if magic.match(head):
            return media
    raise AttachmentNotAllowed(_look(head), suffix_of(name))


def check_size(size: int) -> None:
    """Refuse what is too large, before anything of it is read.

    Raises:
        AttachmentTooLarge
    """
    if size > MAX_BYTES:
        raise AttachmentTooLarge(size, MAX_BYTES)


def suffix_of(name: str) -> str:
    """The end of a file's name, all that may be told of it: ``.docx``; empty without one."""
    found = _SUFFIX.search(name)
    return found[0].lower() if found else ""


def bare_name(name: str) -> str:
    """A file's name without its folders, whichever way they are written."""
    return re.split(r"[/\\]", name)[-1]


_SUFFIX: Final = re.compile(r"(?<=[^/\\])\.[A-Za-z0-9]{1,8}$")
_SUFFIXES: Final = {
    Media.PDF: ".pdf",
    Media.JPEG: ".jpg",
    Media.PNG: ".png",
    Media.TIFF: ".tif",
    Media.WEBP: ".webp",
}
_MAGIC: Final = (
    (Media.PDF, re.compile(rb"(?:\xef\xbb\xbf)?\s{0,16}%PDF-\d")),
    (Media.JPEG, re.compile(rb"\xff\xd8\xff")),
    (Media.PNG, re.compile(rb"\x89PNG\r\n\x1a\n")),
    (Media.TIFF, re.compile(rb"II\*\0|MM\0\*")),
    (Media.WEBP, re.compile(rb"RIFF.{4}WEBP", re.DOTALL)),
)
# in this order: an Office document is an archive too
_LOOKS: Final = (
    ("empty", re.compile(rb"\Z")),
    ("executable", re.compile(rb"MZ|\x7fELF|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe|#!")),
    ("word_document", re.compile(rb"PK\x03\x04.*?word/|\{\\rtf", re.DOTALL)),
    ("spreadsheet", re.compile(rb"PK\x03\x04.*?xl/", re.DOTALL)),
    ("office_document", re.compile(rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")),
    ("office_document", re.compile(rb"PK\x03\x04.*?(?:\[Content_Types\]|mimetype)", re.DOTALL)),
    ("archive", re.compile(rb"PK\x03\x04|PK\x05\x06|Rar!|7z\xbc\xaf|\x1f\x8b|BZh|\xfd7zXZ")),
    ("web_page", re.compile(rb"\s*<(?:!doctype html|html|script)", re.IGNORECASE)),
    ("drawing", re.compile(rb"\s*<(?:\?xml|svg)", re.IGNORECASE)),
    ("picture", re.compile(rb"GIF8|BM|.{4}ftyp(?:heic|heix|mif1|avif)", re.DOTALL)),
    ("video", re.compile(rb".{4}ftyp|\x1a\x45\xdf\xa3|RIFF.{4}AVI ", re.DOTALL)),
    ("text", re.compile(rb"[^\x00-\x08\x0e-\x1f]*\Z")),
)


def _look(head: bytes) -> str:
    return next((word for word, begins in _LOOKS if begins.match(head)), "unknown")
