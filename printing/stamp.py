"""The mark of a reprint: on what goes to the printer, never in the stored bytes."""

from functools import lru_cache

from PIL import ImageDraw, ImageFont

from printing.fonts import Face, font_file
from printing.page import FOOT, MM
from printing.raster import Picture, image, picture_of

_SIZE = 9.0  # points
_PAD = 0.7 * MM
_LINE = 0.7  # points
_LEAST_HEIGHT = 100 * MM


def stamped(picture: Picture, number: int) -> Picture:
    """``picture`` with "In lại lần ``number``" framed at the foot of each sheet on it.

    It stands in the middle of the footer's line, which the forms keep free for it. A label has no
    such line and stays as it is.
    """
    if picture.height < _LEAST_HEIGHT * picture.dpi / 72:
        return picture
    drawn = image(picture)
    pen = ImageDraw.Draw(drawn)
    sheets = 2 if picture.width > picture.height else 1  # landscape: two sheets side by side
    for sheet in range(sheets):
        middle = picture.width / sheets * (sheet + 0.5)
        _stamp(pen, f"In lại lần {number}", (middle, picture.height), picture.dpi)
    return picture_of(drawn, picture.dpi)


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
