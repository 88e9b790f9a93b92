"""Tab walks a form as the eye does, whatever order its parts were made in."""

from collections.abc import Iterator
from itertools import chain, pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def tab_through(*parts: QWidget) -> None:
    """Let Tab go through the controls of ``parts`` in this order, each part's as they are laid out.

    Call when all are in one window; again when a part has got another control.
    """
    for before, after in pairwise(chain.from_iterable(map(_stops, parts))):
        QWidget.setTabOrder(before, after)


def _stops(part: QWidget) -> Iterator[QWidget]:
    inside = part.widget() if isinstance(part, QScrollArea) else None
    if inside is not None:
        yield from _stops(inside)
    elif (layout := part.layout()) is not None:
        yield from _laid_out(layout)
    elif part.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield part


def _laid_out(layout: QLayout) -> Iterator[QWidget]:
    items = (layout.itemAt(index) for index in range(layout.count()))
    for item in items:
        if item is not None and (widget := item.widget()) is not None:
            yield from _stops(widget)
        elif item is not None and (inner := item.layout()) is not None:
            yield from _laid_out(inner)
