"""Printed pages as pictures for preview and printer, and what can be read back from them."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import Any, overload

import pypdfium2
import zxingcpp
from PIL import Image

from counter_app.domain.errors import UnreadablePrint
from counter_app.pdfium import PDFIUM

CODE128 = "Code128"
QR = "QRCode"
# Left to try every format, a reader now and then finds text that is not there (`printing.md` §1b).
_FORMATS = (zxingcpp.BarcodeFormat.Code128, zxingcpp.BarcodeFormat.QRCode)
_KEPT = 4  # pictures of pages; at 600 dpi one of A4 takes 35 MB
_BOTH = zxingcpp.BarcodeFormats(_FORMATS)


@dataclass(frozen=True, slots=True)
class Picture:
    """One page in shades of grey, a byte a pixel (0 black), row by row from the top."""

    width: int
    height: int
    dpi: int
    pixels: bytes

    def png(self) -> bytes:
        """The picture as a PNG that knows its resolution."""
        target = BytesIO()
        image(self).save(target, "PNG", dpi=(self.dpi, self.dpi))
        return target.getvalue()


@dataclass(frozen=True, slots=True)
class Code:
    """A code found in a picture: ``kind`` is ``CODE128`` or ``QR``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A character of a page and its box in points, measured from the lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float


def image(picture: Picture) -> Image.Image:
    """The picture for Pillow."""
    return Image.frombytes("L", (picture.width, picture.height), picture.pixels)


def picture_of(drawn: Image.Image, dpi: int) -> Picture:
    """A picture from Pillow's."""
    grey = drawn.convert("L")
    return Picture(grey.width, grey.height, dpi, grey.tobytes())


def pictures(pdf: bytes, dpi: int) -> tuple[Picture, ...]:
    """Each page at ``dpi`` dots per inch, as the printer or the screen gets it."""
    with _opened(pdf) as document:
        return tuple(_picture(page, dpi) for page in document)


def page_count(pdf: bytes) -> int:
    """How many pages there are."""
    with _opened(pdf) as document:
        return len(document)


def page_sizes(pdf: bytes) -> tuple[tuple[float, float], ...]:
    """Width and height of each page in points."""
    with _opened(pdf) as document:
        return tuple(page.get_size() for page in document)


def page_texts(pdf: bytes) -> tuple[str, ...]:
    """The text of each page exactly as the file holds it: nothing is composed or folded."""
    with _opened(pdf) as document:
        return tuple(page.get_textpage().get_text_bounded() for page in document)


def page_letters(pdf: bytes) -> tuple[tuple[Letter, ...], ...]:
    """Each visible character of each page with its box."""
    with _opened(pdf) as document:
        return tuple(tuple(_letters(page.get_textpage())) for page in document)


def decode(picture: Picture) -> tuple[Code, ...]:
    """The Code128 and QR codes in the picture; other kinds are not looked for."""
    found = zxingcpp.read_barcodes(image(picture), formats=_BOTH)
    return tuple(Code(CODE128 if code.format == _FORMATS[0] else QR, code.text) for code in found)


def print_proof(pdf: bytes, dpi: int, alias: str, qr_text: str | None = None) -> Sequence[Picture]:
    """The pictures for the printer, each read back before any paper moves; drawn as they are wanted.

    Every page must hold the Code128 of ``alias`` and nothing else as Code128, and a QR code that
    says ``qr_text`` (where the caller knows it; else one text on all pages). An empty text means
    that the form has no such code: a label has bars alone, a register neither.

    Raises:
        UnreadablePrint: a page does not decode to that; nothing was sent.
    """
    proofs = _Pages(pdf, dpi)
    for number, proof in enumerate(proofs, 1):
        codes = decode(proof)
        squares = {code.text for code in codes if code.kind == QR}
        if qr_text is None and len(squares) == 1:
            qr_text = min(squares)
        bars = {code.text for code in codes if code.kind == CODE128}
        if bars != _all_of(alias) or squares != _all_of(qr_text):
            expected = (alias, qr_text or "")
            raise UnreadablePrint(number, expected, tuple(code.text for code in codes))
    return proofs


class _Pages(Sequence[Picture]):
    """The pages of a PDF, all of which would fill the memory: a few are kept at a time."""

    def __init__(self, pdf: bytes, dpi: int) -> None:
        self._pdf, self._dpi = pdf, dpi
        self._count = page_count(pdf)
        self._drawn: OrderedDict[int, Picture] = OrderedDict()

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, number: int) -> Picture: ...
    @overload
    def __getitem__(self, number: slice) -> tuple[Picture, ...]: ...
    def __getitem__(self, number: int | slice) -> Picture | tuple[Picture, ...]:
        if isinstance(number, slice):
            return tuple(self[n] for n in range(*number.indices(self._count)))
        if not 0 <= number < self._count:
            raise IndexError(number)
        if number not in self._drawn:
            with _opened(self._pdf) as document:
                self._drawn[number] = _picture(document[number], self._dpi)
            while len(self._drawn) > _KEPT:
                self._drawn.popitem(last=False)
        return self._drawn[number]


def _all_of(text: str | None) -> set[str | None]:
    return set() if text == "" else {text}


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        try:
            yield document
        finally:
            document.close()


def _picture(page: Any, dpi: int) -> Picture:
    bitmap = page.render(scale=dpi / 72, grayscale=True)
    return picture_of(bitmap.to_pil(), dpi)


def _letters(text: Any) -> Iterator[Letter]:
    for number in range(text.count_chars()):
        letter = text.get_text_range(number, 1)
        if letter.strip():
            yield Letter(letter, *text.get_charbox(number))
