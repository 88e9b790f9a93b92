"""The acts' keys, wherever on a page the focus is."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.acting.words import OTHERS, OTHERS_KEY, Command


class ActKeys(QObject):
    """Shortcuts of a page for its commands and for the others; ``pressed`` names the command."""

    pressed = Signal(str)

    def __init__(self, page: QWidget, commands: Iterable[Command]) -> None:
        super().__init__(page)
        keys = {command.name: command.key for command in commands} | {OTHERS: OTHERS_KEY}
        for name, key in keys.items():
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            made = QShortcut(QKeySequence(key), page, context=context)
            made.setObjectName(f"shortcut.{name}")
            made.activated.connect(self._on_key)

    @Slot()
    def _on_key(self) -> None:
        self.pressed.emit(self.sender().objectName().removeprefix("shortcut."))
