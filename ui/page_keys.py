"""The window's keys work from a line of text too, where the desktop gives them to editing."""

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from shiboken6 import isValid

# To the end of the line, and the whole line away: on X11 a line of text keeps them from shortcuts.
_OURS = (Qt.Key.Key_E, Qt.Key.Key_U)


class PageKeys(QObject):
    """Lets a page have Ctrl+E and Ctrl+U; where the page does not use them, the line still does."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._watched: QLineEdit | None = None
        QApplication.instance().focusChanged.connect(self._watch)  # type: ignore[union-attr]
        self._watch(None, QApplication.focusWidget())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Qt's hook: True keeps the question from the line, so that the shortcut is looked up."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        is_ours = event.key() in _OURS
        if not is_ours or event.modifiers() != Qt.KeyboardModifier.ControlModifier:
            return False
        event.ignore()
        return True

    @Slot(QWidget, QWidget)
    def _watch(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = new if isinstance(new, QLineEdit) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)
