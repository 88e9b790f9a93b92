"""The acts that are not in the bar: those that may be done, and the others with why they may not."""

from collections.abc import Callable, Iterable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from counter_app.i18n import _
from ui.acting.offers import Offer, reasons
from ui.widgets.flow_layout import Flow
from ui.widgets.styling import identify, label

_TWO_COLUMNS = 110  # letters of width from which the reasons stand in two columns


class OtherActs(QFrame):
    """Closed buttons stand beside their reason; one reason stands once."""

    def __init__(self, made: Callable[[Offer], QPushButton], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        identify(self, "work.others", _("Việc khác và lý do chưa làm được"))
        self._made = made
        self._groups: list[QWidget] = []
        self._column_count = 0
        self._open = Flow()
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addWidget(self._open)
        column.addLayout(self._grid)

    def show_offers(self, offers: Iterable[Offer]) -> None:
        """Show these; the buttons of an earlier time are gone."""
        told = tuple(offers)
        for group in self._groups:
            dropped(group)
        self._open.clear()
        open_ones = [offer for offer in told if offer.is_open]
        for offer in open_ones:
            self._open.add(self._made(offer))
        self._open.setVisible(bool(open_ones))
        self._groups = [self._group(why, closed) for why, closed in reasons(told).items()]
        self._column_count = 0
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: two columns where there is room for them."""
        super().resizeEvent(event)
        self._place()

    def _group(self, why: str, offers: list[Offer]) -> QWidget:
        group = QWidget()
        row = QHBoxLayout(group)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for offer in offers:
            row.addWidget(self._made(offer))
        said = label(why, "muted", wraps=True)
        said.setMinimumWidth(80)
        row.addWidget(said, 1)
        return group

    def _place(self) -> None:
        wide = self.width() > _TWO_COLUMNS * self.fontMetrics().averageCharWidth()
        count = 2 if wide else 1
        if count == self._column_count:
            return
        self._column_count = count
        for number, group in enumerate(self._groups):
            self._grid.addWidget(group, number // count, number % count)
        for column in range(2):
            self._grid.setColumnStretch(column, int(column < count))


def dropped(widget: QWidget) -> None:
    """Out of sight and of reach at once, out of memory when Qt comes to it."""
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()
