"""How the window looks: fonts, colours and sizes from tokens, light and dark, at any text scale."""

from string import Template

from PySide6.QtCore import QDir, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from resources import path
from ui.tokens import DARK, LIGHT, Tokens

_FONTS = ("Regular", "SemiBold", "Bold")
_POINTS = 10.5
_TEXT_SIZES = {
    "_small": 9.0,
    "": _POINTS,
    "_large": 13.0,
    "_figure": 16.0,
    "_screen": 16.0,
    "_question": 22.0,
    "_code": 28.0,
    "_wall": 64.0,
}
_SIZES = (1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 14, 16, 18, 20, 24, 28, 30, 32, 36, 40, 44, 48, 56, 64)
_SIZES_OF_PARTS = (72, 76, 96, 120, 160, 200, 240, 280, 320, 360, 400, 440, 480, 560, 640)
_ROLES = {
    QPalette.ColorRole.Window: "surface",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "surface",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Dark: "control",
}
_TEXTS = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


class Theme(QObject):
    """The application's look; ``changed`` follows every new look, so that icons can be redrawn."""

    changed = Signal()

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        self._wish = "system"
        self._scale = 1.0
        self._shown: tuple[bool, float] | None = None
        self._template = Template(path("theme/style.qss").read_text("utf-8"))
        self._family = _load_fonts()
        if not app.styleSheet():  # under a style sheet Qt may touch what an earlier window left
            app.setStyle("Fusion")
        QDir.addSearchPath("theme", str(path("theme")))
        app.styleHints().colorSchemeChanged.connect(self._follow)

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours are shown."""
        if self._wish == "system":
            return self._app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self._wish == "dark"

    @property
    def tokens(self) -> Tokens:
        """The colours shown, by name."""
        return DARK if self.is_dark else LIGHT

    @property
    def scale(self) -> float:
        """The text scale, 1.0 to 1.5."""
        return self._scale

    def px(self, size: int) -> int:
        """``size`` pixels of the 8 px grid at the text scale."""
        return round(size * self._scale)

    def colour(self, token: str) -> QColor:
        """The colour of a token, for painting."""
        return QColor(self.tokens[token])

    def show(self, theme: str, text_scale: int) -> None:
        """Look like ``theme`` (system, light, dark) at ``text_scale`` per cent."""
        self._wish, self._scale = theme, text_scale / 100
        self._follow()

    @Slot()
    def _follow(self) -> None:
        if self._shown == (self.is_dark, self._scale):
            return
        self._shown = (self.is_dark, self._scale)
        self._app.setPalette(_palette(self.tokens))
        self._app.setFont(_font(self._family, self._scale))
        self._app.setStyleSheet(self._template.substitute(self._values()))
        self.changed.emit()

    def _values(self) -> dict[str, str]:
        sizes = {f"px{size}": f"{self.px(size)}px" for size in (*_SIZES, *_SIZES_OF_PARTS)}
        points = {f"pt{name}": f"{size * self._scale:.2f}pt" for name, size in _TEXT_SIZES.items()}
        shade = "dark" if self.is_dark else "light"
        return {**self.tokens, **sizes, **points, "shade": shade, "family": self._family}


def _load_fonts() -> str:
    families = []
    for weight in _FONTS:
        font = QFontDatabase.addApplicationFont(str(path(f"theme/fonts/CounterSans-{weight}.ttf")))
        families += QFontDatabase.applicationFontFamilies(font)
    return families[0]


def _font(family: str, scale: float) -> QFont:
    font = QFont(family)
    font.setPointSizeF(_POINTS * scale)
    return font


def _palette(tokens: Tokens) -> QPalette:
    palette = QPalette()
    for role, token in _ROLES.items():
        palette.setColor(role, QColor(tokens[token]))
    for role in _TEXTS:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens["disabled"]))
    return palette
