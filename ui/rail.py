"""The rail: the pages this officer may use, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from counter_app.i18n import _, counted
from ui.icons import icon
from ui.pages import PageSpec
from ui.theme import Theme
from ui.widgets.styling import identify

_LONGEST_LINE = 9  # letters
_MOST = 99  # more is shown as 99+


class RailButton(QToolButton):
    """A page's button; a number in its corner says how many things wait there."""

    def __init__(self, spec: PageSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = _("Mở trang {page} ({key})").format(page=spec.title(), key=spec.key)
        self.count = 0
        self.colours = ("#000000", "#ffffff")  # of the number's ground and of the number
        self.setAccessibleDescription(self._page)

    def show_count(self, count: int) -> None:
        """So many wait; none: no number."""
        self.count = count
        waiting = counted("{count} việc đang chờ", "{count} việc đang chờ", count)
        told = f"{self._page}. {waiting.format(count=_number(count))}" if count else self._page
        self.setAccessibleDescription(told)
        self.setToolTip(waiting.format(count=_number(count)) if count else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the number over the icon's corner."""
        super().paintEvent(event)
        if not self.count:
            return
        ground, ink = map(QColor, self.colours)
        font = QFont(self.font())
        font.setBold(True)
        metrics, text = QFontMetrics(font), _number(self.count)
        high = metrics.height()
        wide = max(high, metrics.horizontalAdvance(text) + high // 2)
        badge = QRect(min(self.width() // 2 + high // 3, self.width() - wide - 3), 3, wide, high)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(badge, high / 2, high / 2)
            painter.setPen(ink)
            painter.setFont(font)
            painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), text)


class Rail(QFrame):
    """Icon, short word, F-key for every page; ``chosen`` carries the page's name."""

    chosen = Signal(str)

    def __init__(
        self, specs: Sequence[PageSpec], theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("rail")
        self._theme = theme
        self._specs = {spec.name: spec for spec in specs}
        self._buttons = {spec.name: _button(spec) for spec in specs}
        self._group = QButtonGroup(self)
        self._lay_out()
        self._group.buttonClicked.connect(self._choose)
        theme.changed.connect(self._draw)
        self._draw()

    def mark(self, name: str) -> None:
        """Show which page is open."""
        self._buttons[name].setChecked(True)

    def show_count(self, name: str, count: int) -> None:
        """Say how many things wait on a page."""
        if name in self._buttons:
            self._buttons[name].show_count(count)

    @Slot(QToolButton)
    def _choose(self, chosen: QToolButton) -> None:
        self.chosen.emit(chosen.property("page"))

    @Slot()
    def _draw(self) -> None:
        colours, side = self._theme.tokens, self._theme.px(20)
        sharp = (side, 2 * side)  # as the screen is scaled; others would be drawn for nobody
        for name, made in self._buttons.items():
            drawing = self._specs[name].icon
            made.setIcon(icon(drawing, colours["accent"], colours["disabled"], sharp))
            made.setIconSize(QSize(side, side))
            made.colours = (colours["danger"], colours["card"])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(4)
        for made in self._buttons.values():
            self._group.addButton(made)
            column.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)


def _button(spec: PageSpec) -> RailButton:
    made = RailButton(spec)
    made.setText(f"{_in_lines(spec.title())}\n{spec.key}")
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
    made.setCheckable(True)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setProperty("page", spec.name)
    identify(made, spec.name.replace("page.", "rail."), spec.title())
    made.setAccessibleDescription(
        _("Mở trang {page} ({key})").format(page=spec.title(), key=spec.key)
    )
    return made


def _number(count: int) -> str:
    return f"{_MOST}+" if count > _MOST else str(count)


def _in_lines(word: str) -> str:
    """A title of several words on two lines where one would be cut."""
    return word if len(word) <= _LONGEST_LINE else word.replace(" ", "\n", 1)
