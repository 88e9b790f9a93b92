"""The mark of a reprint: on what goes to the printer, never in the stored bytes."""

from functools import lru_cache

from PIL import ImageDraw, ImageFont

from printing.fonts import Face, font_file
from printing.page import FOOT, MM
from printing.raster import CODE128, Picture, decode, image, picture_of

_SIZE = 9.0  # points
_PAD = 0.7 * MM
_LINE = 0.7  # points
_LEAST_HEIGHT = 100 * MM


def stamped(picture: Picture, number: int) -> Picture:
    """``picture`` with "In lại lần ``number``" framed at the foot of each sheet on it.

    It stands in the middle of the footer's line, which the forms keep free for it. A label has no
    such line and stays as it is. Two sheets lie side by side where a page lying on its side bears
    two barcodes; a register lies on its side as one sheet.
    """
    if picture.height < _LEAST_HEIGHT * picture.dpi / 72:
        return picture
    drawn = image(picture)
    pen = ImageDraw.Draw(drawn)
    sheets = _sheets(picture)
    for sheet in range(sheets):
        middle = picture.width / sheets * (sheet + 0.5)
        _stamp(pen, f"In lại lần {number}", (middle, picture.height), picture.dpi)
    return picture_of(drawn, picture.dpi)


def _sheets(picture: Picture) -> int:
    if picture.width <= picture.height:
        return 1
    return max(1, sum(code.kind == CODE128 for code in decode(picture)))


def _stamp(pen: ImageDraw.ImageDraw, text: str, foot: tuple[float, float], dpi: int) -> None:
    dot = dpi / 72
    font = _font(round(_SIZE * dot))
    middle = (foot[0], foot[1] - (FOOT + _SIZE / 2) * dot)
    left, top, right, bottom = pen.textbbox(middle, text, font=font, anchor="mm")
    pad = _PAD * dot
    frame = (left - pad, top - pad, right + pad, bottom + pad)
    pen.rectangle(frame, fill=255, outline=0, width=max(1, round(_LINE * dot)))
    pen.text(middle, text, fill=0, font=font, anchor="mm")


@lru_cache(maxsize=8)
def _font(pixels: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(font_file(Face.BOLD)), pixels)
