"""F1: every shortcut of the page and of the window."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSlider, QGridLayout, QLabel, QScrollArea, QWidget

from counter_app.i18n import _
from ui.theme import Theme
from ui.widgets.overlay import Overlay
from ui.widgets.styling import identify, label

Shortcuts = list[tuple[str, str]]
_BETWEEN = 8  # px between the two lists
_STEPS = {
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_PageDown: QAbstractSlider.SliderAction.SliderPageStepAdd,
    Qt.Key.Key_PageUp: QAbstractSlider.SliderAction.SliderPageStepSub,
}


class ShortcutHelp(Overlay):
    """Two lists of keys; Esc, F1 or a click beside it closes it, arrows scroll it."""

    def __init__(self, host: QWidget, theme: Theme) -> None:
        super().__init__(host, theme, 560)
        identify(self, "help", _("Phím tắt"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._area = QScrollArea(self.card)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(label(_("Phím tắt"), "title"))
        self.body.addWidget(self._area)
        self.body.addWidget(label(_("Nhấn Esc để đóng."), "small"))

    def show_for(self, page_title: str, of_page: Shortcuts, of_window: Shortcuts) -> None:
        """Open with the page's keys first."""
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        if of_page:
            _add_section(grid, page_title, of_page)
        _add_section(grid, _("Toàn cửa sổ"), of_window)
        grid.setRowStretch(grid.rowCount(), 1)
        self._area.setWidget(content)
        self.open()
        room = self.height() - self.theme.px(120) - 64
        wanted = grid.totalHeightForWidth(self.card.width() - 48) + 8
        self._area.setFixedHeight(max(self.theme.px(120), min(wanted, room)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: the keyboard scrolls."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self._area.verticalScrollBar().triggerAction(step)


def _add_section(grid: QGridLayout, title: str, shortcuts: Shortcuts) -> None:
    if grid.count():
        grid.setRowMinimumHeight(grid.rowCount(), _BETWEEN)
    grid.addWidget(label(title, "section"), grid.rowCount(), 0, 1, 2)
    for keys, meaning in shortcuts:
        row = grid.rowCount()
        cap = QLabel(keys)
        cap.setProperty("keycap", True)
        grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(meaning, wraps=True), row, 1)
