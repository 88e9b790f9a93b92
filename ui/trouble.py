"""What stands in the window when the desk cannot be opened: why, and a way to try again."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from counter_app.i18n import _
from ui.look import Look
from ui.widgets.centred import centred
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label


class TroublePage(QWidget):
    """One sentence, one button."""

    retry_wanted = Signal()

    def __init__(self, sentence: str, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "page.trouble", _("Chưa mở được quầy"))
        card = QFrame()
        card.setProperty("card", True)
        card.setProperty("wide", "480")
        column = QVBoxLayout(card)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(12)
        column.addWidget(label(_("Chưa mở được quầy"), "title"))
        self.note = MessageLine()
        self.note.say(sentence, "danger")
        column.addWidget(self.note)
        self.retry = button(_("Thử lại"), "primary", "trouble.retry")
        self.retry.clicked.connect(self.retry_wanted)
        column.addWidget(self.retry)
        page = QVBoxLayout(self)
        page.addStretch(2)
        page.addLayout(centred(card))
        page.addStretch(3)

    def enter(self) -> None:
        """Focus the button."""
        self.retry.setFocus()
