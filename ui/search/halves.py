"""The list above, the dossier below; the officer may move the border."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget


def halves(upper: QWidget, lower: QWidget) -> QSplitter:
    """Both, neither of which can be dragged away."""
    split = QSplitter(Qt.Orientation.Vertical)
    split.setChildrenCollapsible(False)
    split.setHandleWidth(12)
    split.addWidget(upper)
    split.addWidget(lower)
    split.setSizes([14_000, 10_000])
    return split
