"""Something of a width of its own in the middle of a wider page."""

from PySide6.QtWidgets import QHBoxLayout, QWidget


def centred(widget: QWidget) -> QHBoxLayout:
    """``widget`` between two stretches: an alignment would reckon its height by the page's width."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row
