"""What printed papers ask of the outside: rendering, a printer's pages, keeping the bytes."""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeAlias
from uuid import UUID

from counter_app.domain.forms import PageSize, Receipt
from counter_app.domain.forms_slips import PrintedForm, Register
from counter_app.services.progress import Progress

Render: TypeAlias = Callable[[Receipt, PageSize], bytes]
RenderForm: TypeAlias = Callable[[PrintedForm, PageSize], bytes]
RenderRegister: TypeAlias = Callable[[Register, Progress], bytes]


class PagePicture(Protocol):
    """One page for a printer in shades of grey, a byte a pixel (0 black), from the top left."""

    @property
    def width(self) -> int:
        """Pixels."""

    @property
    def height(self) -> int:
        """Pixels."""

    @property
    def dpi(self) -> int:
        """Dots per inch."""

    @property
    def pixels(self) -> bytes:
        """Row by row, ``width`` bytes each."""


class PrinterPages(Protocol):
    """A stored paper as a printer gets it."""

    def __call__(
        self, content: bytes, dpi: int, alias: str, copy: int, *, has_qr: bool = True
    ) -> Sequence[PagePicture]:
        """Each page at ``dpi``; from ``copy`` 2 on it says that it is a reprint.

        An empty ``alias`` means that the paper bears no barcode.

        Raises:
            UnreadablePrint: the pictures do not decode to ``alias`` and a QR code, or bear a code
                the paper should not have; nothing was sent.
        """


class Documents(Protocol):
    """Stored PDF bytes by SHA-256: one per dossier, form, issue and page size."""

    def find(
        self, dossier: UUID, form: str, issue: int, page: PageSize
    ) -> tuple[str, bytes] | None:
        """The digest and the bytes as first rendered.

        Raises:
            DocumentDamaged: the file is gone or has another digest.
        """

    def store(
        self, dossier: UUID, form: str, issue: int, page: PageSize, content: bytes
    ) -> tuple[str, bytes]:
        """Keep ``content`` unless somebody was first; the digest and the bytes that now count."""
