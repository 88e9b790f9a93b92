"""The rail: the pages this officer may use, one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QVBoxLayout, QWidget

from counter_app.i18n import _
from ui.icons import icon
from ui.pages import PageSpec
from ui.theme import Theme
from ui.widgets.styling import identify

_LONGEST_LINE = 9  # letters


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

    @Slot(QToolButton)
    def _choose(self, chosen: QToolButton) -> None:
        self.chosen.emit(chosen.property("page"))

    @Slot()
    def _draw(self) -> None:
        colours = self._theme.tokens
        for name, made in self._buttons.items():
            made.setIcon(icon(self._specs[name].icon, colours["accent"], colours["disabled"]))
            made.setIconSize(QSize(self._theme.px(20), self._theme.px(20)))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 8, 4, 8)
        column.setSpacing(4)
        for made in self._buttons.values():
            self._group.addButton(made)
            column.addWidget(made, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)


def _button(spec: PageSpec) -> QToolButton:
    made = QToolButton()
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


def _in_lines(word: str) -> str:
    """A title of several words on two lines where one would be cut."""
    return word if len(word) <= _LONGEST_LINE else word.replace(" ", "\n", 1)
