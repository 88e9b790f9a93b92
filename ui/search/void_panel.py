"""Voiding a dossier: a reason, and a second officer who proves who they are."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from counter_app.i18n import _
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label


class VoidPanel(QFrame):
    """Asks for what the act needs; ``wanted`` carries reason, login and PIN."""

    wanted = Signal(str, str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._reason = QPlainTextEdit()
        self._reason.setTabChangesFocus(True)
        self._login = QLineEdit()
        self._pin = QLineEdit()
        self._pin.setEchoMode(QLineEdit.EchoMode.Password)
        self._message = MessageLine()
        self._submit = button(_("Hủy hồ sơ"), "danger", "search.void.submit")
        self._leave = button(_("Thôi"), name="search.void.leave")
        self._lay_out()
        self._submit.clicked.connect(self._ask)
        self._leave.clicked.connect(self.left)
        self._login.returnPressed.connect(self._pin.setFocus)
        self._pin.returnPressed.connect(self._ask)

    def begin(self) -> None:
        """Empty the form and put the focus on the reason."""
        self._reason.clear()
        self._login.clear()
        self._pin.clear()
        self._message.clear()
        self._reason.setFocus()

    def refuse(self, sentence: str, *, wrong_pin: bool) -> None:
        """Say why it did not happen; after a wrong PIN the PIN is asked for again."""
        self._message.say(sentence, "danger")
        self._pin.clear()
        (self._pin if wrong_pin else self._reason).setFocus()

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:
        """One act at a time."""
        self._submit.setDisabled(busy)

    @Slot()
    def _ask(self) -> None:
        if not self._submit.isEnabled():
            return
        reason = self._reason.toPlainText().strip()
        if not reason:
            self._message.say(_("Ghi lý do hủy hồ sơ."), "warning")
            self._reason.setFocus()
        elif not self._login.text().strip() or not self._pin.text():
            self._message.say(
                _("Cần người thứ hai xác nhận: nhập tên đăng nhập và mã PIN của người đó."),
                "warning",
            )
            (self._pin if self._login.text().strip() else self._login).setFocus()
        else:
            self._message.clear()
            self.wanted.emit(reason, self._login.text(), self._pin.text())

    def _lay_out(self) -> None:
        identify(self._reason, "search.void.reason", _("Lý do hủy"))
        identify(self._login, "search.void.login", _("Tên đăng nhập của người thứ hai"))
        identify(self._pin, "search.void.pin", _("Mã PIN của người thứ hai"))
        self._reason.setFixedHeight(4 * self.fontMetrics().lineSpacing() + 16)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addWidget(label(_("Hủy hồ sơ"), "title"))
        column.addWidget(
            label(
                _("Hồ sơ đã hủy vẫn được lưu cùng lý do. Hai công chức cùng chịu trách nhiệm."),
                "muted",
                wraps=True,
            )
        )
        column.addSpacing(4)
        for word, field in (
            (_("Lý do"), self._reason),
            (_("Người thứ hai: tên đăng nhập"), self._login),
            (_("Người thứ hai: mã PIN"), self._pin),
        ):
            column.addWidget(label(word, "field"))
            column.addWidget(field)
        column.addWidget(self._message)
        row = QHBoxLayout()
        row.addWidget(self._submit)
        row.addWidget(self._leave)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
