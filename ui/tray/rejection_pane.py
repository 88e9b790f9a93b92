"""One event the centre did not take: what, whose, why, and the button that sends it again."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.i18n import _
from ui.tray.rejection_words import facts, what_words
from ui.tray.values import ShownRejection
from ui.widgets.message_line import MessageLine
from ui.widgets.scrolling import scrolling
from ui.widgets.styling import button, identify, label

_WORD_LETTERS = 16  # of the words before the facts


class RejectionPane(QWidget):
    """``wanted``: send it again; ``details_wanted``: the dossier's own page."""

    wanted = Signal()
    details_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "tray.rejection", _("Việc trung tâm chưa nhận"))
        self._shown: ShownRejection | None = None
        self._title = label("", "title", wraps=True)
        self._area = scrolling(QWidget())
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._details = button(_("Xem cả hồ sơ   Alt+O"), "", "tray.rejection.details")
        self.message = MessageLine()
        self.submit = button(_("Gửi lại   Ctrl+Enter"), "primary", "tray.again")
        self._lay_out()
        self.submit.clicked.connect(self.wanted)
        self._details.clicked.connect(self.details_wanted)

    def show_rejection(self, shown: ShownRejection) -> None:
        """Put ``shown`` into words."""
        if shown == self._shown:
            return
        self._shown = shown
        self.message.clear()
        code, what = shown.rejection.code, what_words(shown.rejection)
        self._title.setText(f"{code} · {what}" if code else what)
        self._details.setVisible(shown.rejection.dossier is not None)
        self._area.setWidget(_sheet(shown))

    def focus_first(self) -> None:
        """The button: there is one thing to decide."""
        self.submit.setFocus()

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:
        """One at a time."""
        self.submit.setDisabled(busy)

    def refuse(self, sentence: str) -> None:
        """Say why it will not be sent."""
        self.message.say(sentence, "danger")

    def _lay_out(self) -> None:
        identify(self.message, "tray.rejection.message")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self._details, 0, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.submit)
        hint = _("Việc này vẫn có hiệu lực ở quầy; không việc nào khác phải chờ nó.")
        foot.addWidget(label(hint, "small", wraps=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._area, 1)
        column.addWidget(self.message)
        column.addLayout(foot)


def _sheet(shown: ShownRejection) -> QWidget:
    sheet = QWidget()
    page = QVBoxLayout(sheet)
    page.setContentsMargins(0, 0, 4, 0)
    card = QFrame()
    card.setProperty("card", True)
    grid = QGridLayout(card)
    grid.setContentsMargins(12, 10, 12, 12)
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for row, (word, text) in enumerate(facts(shown)):
        told = label(text, wraps=True)
        told.setTextFormat(Qt.TextFormat.PlainText)
        told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        told.setAccessibleName(f"{word}: {text}")
        grid.addWidget(label(word, "field"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(told, row, 1)
    grid.setColumnMinimumWidth(0, card.fontMetrics().averageCharWidth() * _WORD_LETTERS)
    page.addWidget(card)
    page.addStretch(1)
    return sheet
