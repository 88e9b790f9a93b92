"""Three buttons for language, text size and colours; they stand on every screen of the window."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from counter_app.i18n import _, language
from ui.icons import icon
from ui.look import Look
from ui.widgets.styling import identify

_THEME_ICONS = {"system": "theme", "light": "light", "dark": "dark"}


class LookButtons(QWidget):
    """Each says in its tool tip how things are and which keys do the same."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._language = tool("header.language")
        self._text = tool("header.text")
        self._theme = tool("header.theme")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for made in (self._language, self._text, self._theme):
            row.addWidget(made)
        self._language.clicked.connect(look.other_language)
        self._text.clicked.connect(self._larger_or_usual)
        self._theme.clicked.connect(look.next_theme)
        look.changed.connect(self._draw)
        self._draw()

    @Slot()
    def _larger_or_usual(self) -> None:
        before = self._look.preferences.text_scale
        self._look.larger_text()
        if self._look.preferences.text_scale == before:
            self._look.usual_text()

    @Slot()
    def _draw(self) -> None:
        chosen = self._look.preferences
        draw(self._text, "text", self._look)
        draw(self._theme, _THEME_ICONS[chosen.theme], self._look)
        self._language.setText("EN" if language() == "vi" else "VI")
        describe(self._language, _("Chuyển sang tiếng Anh (Ctrl+Shift+L)"))
        shown = {"system": _("theo hệ thống"), "light": _("sáng"), "dark": _("tối")}[chosen.theme]
        describe(self._theme, _("Màu nền: {shown} (Ctrl+Shift+M)").format(shown=shown))
        describe(self._text, _("Cỡ chữ {scale} % (Ctrl +, Ctrl −)").format(scale=chosen.text_scale))


def tool(name: str) -> QToolButton:
    """A flat button with a name."""
    made = QToolButton()
    identify(made, name)
    return made


def draw(made: QToolButton, name: str, look: Look) -> None:
    """Give the button its drawing in the colours shown."""
    made.setIcon(icon(name, look.theme.tokens["text"]))
    made.setIconSize(QSize(look.theme.px(20), look.theme.px(20)))


def describe(made: QToolButton, text: str) -> None:
    """Say what the button does, to eyes and to screen readers."""
    made.setToolTip(text)
    made.setAccessibleName(text)
