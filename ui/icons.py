"""The program's own drawings, in the colours of the theme."""

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from resources import path

_SIDES = (16, 20, 24, 32, 48, 64)  # pixels; the sharper ones serve scaled screens


def icon(
    name: str, colour: str, disabled: str | None = None, sides: Sequence[int] = _SIDES
) -> QIcon:
    """The drawing ``resources/icons/<name>.svg`` in ``colour`` (``#rrggbb``), ``sides`` pixels wide."""
    made = QIcon()
    for side in sides:
        made.addPixmap(_picture(name, colour, side))
        if disabled is not None:
            made.addPixmap(_picture(name, disabled, side), QIcon.Mode.Disabled)
    return made


def read_all() -> None:
    """Have the files of all drawings at hand; from any thread, so that the window's need not."""
    for file in path("icons").glob("*.svg"):
        _text(file.stem)


def pixmap(name: str, colour: str, side: int) -> QPixmap:
    """The drawing as one picture of ``side`` pixels, for a label."""
    return _picture(name, colour, side)


@lru_cache(maxsize=400)
def _picture(name: str, colour: str, side: int) -> QPixmap:
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _drawing(name, colour).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture


@lru_cache(maxsize=100)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_text(name).replace("currentColor", colour).encode()))


@lru_cache(maxsize=100)
def _text(name: str) -> str:
    return path(f"icons/{name}.svg").read_text("utf-8")
