"""Attached files opened: what they hold, a small picture of them, their pages to look at."""

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import pypdfium2
from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from counter_app.domain.attachment import (
    MAX_PAGES,
    MAX_PIXELS,
    MAX_PIXELS_IN_ALL,
    Media,
)
from counter_app.domain.errors import AttachmentDamaged
from counter_app.pdfium import PDFIUM
from counter_app.services.attachment_ports import Inspected
from printing.tiff_chain import is_whole

THUMBNAIL: Final = 256  # pixels of the longer side, at most
_SHOWN: Final = 2000  # pixels of a page's longer side, to look at
_SHOWN_DPI: Final = 170  # makes an A4 page of them
_TAIL: Final = 2048  # bytes in which a whole PDF says that it ends
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_ORIENTATION: Final = 0x0112  # of EXIF
_ON_ITS_SIDE: Final = (5, 6, 7, 8)
_FORMATS: Final = {
    Media.JPEG: "JPEG",
    Media.PNG: "PNG",
    Media.TIFF: "TIFF",
    Media.WEBP: "WEBP",
}
# what Pillow lets through when a file is not what its first bytes promise
_BROKEN: Final = (
    *(OSError, ValueError, SyntaxError, EOFError, struct.error),
    *(TypeError, KeyError, IndexError),
)


def inspect(file: Path, media: Media) -> Inspected:
    """What ``file`` holds; every page of a picture is decoded, so that a broken one is noticed.

    Raises:
        AttachmentDamaged
    """
    if media is Media.PDF:
        return _inspected_pdf(file)
    if media is Media.TIFF and not is_whole(file, MAX_PAGES):
        raise AttachmentDamaged(media, "truncated")
    with _opened_image(file, media) as image:
        sizes = [_checked_size(frame, media) for frame in _frames(image, media)]
    return Inspected(media, len(sizes), *sizes[0])


def thumbnail(content: bytes, media: Media) -> bytes:
    """The first page as a PNG of at most ``THUMBNAIL`` pixels a side, the right way up.

    Raises:
        AttachmentDamaged
    """
    if media is Media.PDF:
        picture = _first_page(content)
    else:
        with _opened_image(BytesIO(content), media) as image:
            picture = _upright(image, THUMBNAIL)
    target = BytesIO()
    picture.save(target, "PNG")
    return target.getvalue()


def as_pdf(content: bytes, media: Media) -> bytes:
    """The file as a PDF to look at: a PDF is its own, a picture becomes a page of one.

    Raises:
        AttachmentDamaged
    """
    if media is Media.PDF:
        return content
    target = BytesIO()
    canvas = Canvas(target, invariant=True)
    with _opened_image(BytesIO(content), media) as image:
        for frame in _frames(image, media):
            _draw_page(canvas, _upright(frame, _SHOWN))
    canvas.save()
    return target.getvalue()


def _inspected_pdf(file: Path) -> Inspected:
    with file.open("rb") as source:
        source.seek(max(0, file.stat().st_size - _TAIL))
        if b"%%EOF" not in source.read():  # pdfium mends what it can; half a file is no scan
            raise AttachmentDamaged(Media.PDF, "truncated")
    with _opened_pdf(file) as document:
        pages = len(document)
        if pages > MAX_PAGES:
            raise AttachmentDamaged(Media.PDF, "too_many_pages")
        width, height = document.get_page_size(0)
    return Inspected(Media.PDF, pages, round(width), round(height))


def _first_page(content: bytes) -> Image.Image:
    with _opened_pdf(content) as document:
        page = document[0]
        bitmap = page.render(scale=THUMBNAIL / max(1, *page.get_size()))
        drawn: Image.Image = bitmap.to_pil().convert("RGB")
    drawn.thumbnail((THUMBNAIL, THUMBNAIL))  # pdfium rounds a side up
    return drawn


@contextmanager
def _opened_pdf(source: Path | bytes) -> Iterator[Any]:
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(source)
        except pypdfium2.PdfiumError as error:
            is_locked = getattr(error, "err_code", None) == _PASSWORD
            reason = "password" if is_locked else "unreadable"
            raise AttachmentDamaged(Media.PDF, reason) from error
        try:
            if len(document) == 0:
                raise AttachmentDamaged(Media.PDF, "unreadable")
            yield document
        except pypdfium2.PdfiumError as error:
            raise AttachmentDamaged(Media.PDF, "unreadable") from error
        finally:
            document.close()


@contextmanager
def _opened_image(source: Path | BytesIO, media: Media) -> Iterator[Image.Image]:
    """The picture, not decoded yet. Pillow's own limit is a warning first, an error later."""
    try:
        with Image.open(source, formats=(_FORMATS[media],)) as image:
            yield image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise AttachmentDamaged(media, "too_many_pixels") from error
    except UnidentifiedImageError as error:
        raise AttachmentDamaged(media, "unreadable") from error
    except _BROKEN as error:
        is_cut = "truncated" in str(error).lower()
        raise AttachmentDamaged(media, "truncated" if is_cut else "unreadable") from error


def _frames(image: Image.Image, media: Media) -> Iterator[Image.Image]:
    """The pages; what moves in other kinds of pictures is not a page."""
    if media is not Media.TIFF:
        _check_pixels(image, media)
        yield image
        return
    in_all = 0
    for number, frame in enumerate(ImageSequence.Iterator(image), 1):
        _check_pixels(frame, media)
        in_all += frame.width * frame.height
        if number > MAX_PAGES:
            raise AttachmentDamaged(media, "too_many_pages")
        if in_all > MAX_PIXELS_IN_ALL:
            raise AttachmentDamaged(media, "too_many_pixels")
        yield frame


def _check_pixels(image: Image.Image, media: Media) -> None:
    if image.width * image.height > MAX_PIXELS:
        raise AttachmentDamaged(media, "too_many_pixels")


def _checked_size(frame: Image.Image, media: Media) -> tuple[int, int]:
    """Width and height as one sees them; the page is decoded, a JPEG in small."""
    width, height = frame.size
    is_on_its_side = frame.getexif().get(_ORIENTATION) in _ON_ITS_SIDE
    if media is Media.JPEG:
        frame.draft(None, (THUMBNAIL, THUMBNAIL))
    frame.load()
    return (height, width) if is_on_its_side else (width, height)


def _upright(frame: Image.Image, side: int) -> Image.Image:
    """A copy in colour, the way the camera was held, on white, at most ``side`` pixels a side."""
    frame.draft("RGB", (side, side))
    turned = ImageOps.exif_transpose(frame)
    if turned.has_transparency_data:
        over = turned.convert("RGBA")
        turned = Image.new("RGB", over.size, "white")
        turned.paste(over, mask=over)
    elif turned.mode.startswith(("I", "F")):  # 16 bits a pixel and more
        turned = turned.convert("F").point(lambda value: value / 257).convert("L")
    drawn = turned.convert("RGB")
    drawn.thumbnail((side, side))
    return drawn


def _draw_page(canvas: Canvas, picture: Image.Image) -> None:
    page = BytesIO()
    picture.save(page, "JPEG", quality=85)
    page.seek(0)
    width, height = (pixels * 72 / _SHOWN_DPI for pixels in picture.size)
    canvas.setPageSize((width, height))
    canvas.drawImage(ImageReader(page), 0, 0, width, height)
    canvas.showPage()
