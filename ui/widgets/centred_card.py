"""A card in the middle of an otherwise empty window."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout


def centred_card(width: int) -> tuple[QHBoxLayout, QVBoxLayout]:
    """A row with a card in its middle, and the card's column.

    ``width`` is one the stylesheet knows, pixels at 100 % text. Stretches hold the card: an
    alignment would reckon the height of its sentences for the width of the window.
    """
    card = QFrame()
    card.setProperty("card", True)
    card.setProperty("fixedWidth", str(width))
    column = QVBoxLayout(card)
    column.setContentsMargins(24, 24, 24, 24)
    row = QHBoxLayout()
    row.addStretch()
    row.addWidget(card)
    row.addStretch()
    return row, column
