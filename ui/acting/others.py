"""The acts that are not in the bar: those that may be done, and the others with why they may not."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from counter_app.i18n import _
from ui.acting.offers import Offer, reasons
from ui.widgets.flow_layout import Flow
from ui.widgets.growing_area import GrowingArea
from ui.widgets.styling import identify, label

_TWO_COLUMNS = 110  # letters of width from which the reasons stand in two columns
_FEW = 2  # buttons that leave room for another reason beside them
_MOST = 16  # lines of text; then it scrolls


class OtherActs(QFrame):
    """Closed buttons stand beside their reason; one reason stands once."""

    def __init__(self, made: Callable[[Offer], QPushButton], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        identify(self, "work.others", _("Việc khác và lý do chưa làm được"))
        self._made = made
        self._groups: list[tuple[Flow, bool]] = []  # and whether it takes a row of its own
        self._column_count = 0
        self._open = Flow()
        self._rows = QVBoxLayout()
        self._grid = QGridLayout()
        self._sheet = QWidget()
        self._area = GrowingArea(self._sheet, _MOST)
        self._lay_out()

    def show_offers(self, offers: Iterable[Offer]) -> None:
        """Show these; the buttons of an earlier time are gone."""
        told = tuple(offers)
        for group, _is_wide in self._groups:
            group.hide()
            group.deleteLater()
        self._open.clear()
        open_ones = [offer for offer in told if offer.is_open]
        for offer in open_ones:
            self._open.add(self._made(offer))
        self._open.setVisible(bool(open_ones))
        found = reasons(told).items()
        self._groups = [(self._group(why, closed), len(closed) > _FEW) for why, closed in found]
        self._column_count = 0
        self._place()
        self._area.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: two columns where there is room for them."""
        super().resizeEvent(event)
        self._place()

    def _group(self, why: str, offers: list[Offer]) -> Flow:
        group = Flow(6)
        for offer in offers:
            group.add(self._made(offer))
        said = label(why, "muted")
        said.setMinimumHeight(_high(group))
        group.add(said)
        return group

    def _place(self) -> None:
        wide = self.width() > _TWO_COLUMNS * self.fontMetrics().averageCharWidth()
        count = 2 if wide else 1
        if count == self._column_count:
            return
        self._column_count = count
        for group in (group for group, is_wide in self._groups if is_wide):
            self._rows.addWidget(group)
        few = (group for group, is_wide in self._groups if not is_wide)
        for number, group in enumerate(few):
            self._grid.addWidget(group, number // count, number % count)
        for each in range(2):
            self._grid.setColumnStretch(each, int(each < count))

    def _lay_out(self) -> None:
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._rows.setSpacing(6)
        inside = QVBoxLayout(self._sheet)
        inside.setContentsMargins(12, 10, 12, 10)
        inside.setSpacing(8)
        inside.addWidget(self._open)
        inside.addLayout(self._rows)
        inside.addLayout(self._grid)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.addWidget(self._area)


def _high(group: Flow) -> int:
    """The height of the group's buttons, so that the words stand at their middle."""
    sizes: list[QSize] = [made.sizeHint() for made in group.findChildren(QPushButton)]
    return max((size.height() for size in sizes), default=0)
