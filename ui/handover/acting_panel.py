"""The right column: money, who takes it, and the act; or why there is nothing to hand over."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.card import Card
from counter_app.domain.dossier import Status
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from ui.handover.fee_panel import FeePanel
from ui.handover.recipient_form import RecipientForm
from ui.handover.values import Found
from ui.handover.wording import standing
from ui.widgets.message_line import MessageLine
from ui.widgets.scrolling import scrolling
from ui.widgets.styling import button, identify, label, restyle


class ActingPanel(QFrame):
    """``hand_over_wanted`` carries the recipient and the method as the act takes them."""

    hand_over_wanted = Signal(object, str)
    pay_wanted = Signal(str, int, str)
    print_wanted = Signal()

    def __init__(self, officer: Officer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._officer = officer
        self._found: Found | None = None
        self._is_busy = False
        self._heading = label("", "title", wraps=True)
        self._told = label("", wraps=True)
        self.message = MessageLine()
        self.fees = FeePanel()
        self.form = RecipientForm()
        self.submit = button(_("Trả kết quả   Ctrl+Enter"), "primary", "handover.submit")
        self.print = button(_("In phiếu   Ctrl+P"), "", "handover.print")
        self._lay_out()
        self.submit.clicked.connect(self.hand_over)
        self.print.clicked.connect(self.print_wanted)
        self.fees.paid.connect(self.pay_wanted)
        self.form.changed.connect(self.message.clear)

    @property
    def is_ready(self) -> bool:
        """Whether a result is there to be handed over."""
        return self._found is not None and standing(self._found) is None

    def show_found(self, found: Found) -> None:
        """Offer what can be done; what was typed stays while it is the same dossier."""
        is_same = self._found is not None and self._found.dossier.id == found.dossier.id
        self._found = found
        told = standing(found)
        self.form.setVisible(told is None)
        self.submit.setVisible(told is None)
        self.print.setVisible(found.dossier.status is Status.RETURNED)
        self.fees.later.setVisible(told is None)
        self._heading.setText(told.heading if told else _("Trả kết quả"))
        restyle(self._heading, tone=told.tone if told else "")
        self._told.setText("\n".join(told.sentences) if told else "")
        self._told.setVisible(told is not None)
        if not is_same:
            self.message.clear()
            self.fees.forget()
            self.form.begin(found.dossier)
        may_take = found.shown.refusal("pay", self._officer) is None
        self.fees.show_owed(found.owed if may_take or told is None else {}, may_take=may_take)
        self._enable()

    def take_card(self, card: Card) -> None:
        """Somebody showed a card: they take the result."""
        self.form.take_card(card)

    def focus_first(self) -> None:
        """Where the next thing is to be done."""
        if self.fees.stands_in_the_way and not self.fees.isHidden():
            self.fees.number.setFocus()
        elif self.is_ready:
            self.form.focus_first()

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:
        """One act at a time."""
        self._is_busy = busy
        if busy:
            self.message.say(_("Đang lưu…"), "info")
        self._enable()

    @Slot()
    def hand_over(self) -> None:
        """Hand over, unless money or a name is missing: then it says so where it is."""
        if not self.is_ready or self._is_busy:
            return
        if self.fees.stands_in_the_way:
            self.message.say(
                _("Thu đủ tiền trước, hoặc tích “Trả kết quả trước, thu sau”."), "danger"
            )
            self.fees.number.setFocus()
            return
        recipient = self.form.recipient()
        if recipient is None:
            if not self.form.is_chosen:
                self.message.say(_("Chọn người nhận kết quả."), "danger")
                self.form.focus_first()
            return
        self.message.clear()
        self.hand_over_wanted.emit(recipient, self.form.method)

    def refuse(self, act: str, sentence: str) -> None:
        """Say why it did not happen, where it was wanted."""
        self.message.clear()
        if act == "pay":
            self.fees.refuse(sentence)
        else:
            self.message.say(sentence, "danger")

    def _enable(self) -> None:
        self.submit.setDisabled(self._is_busy)
        self.fees.take.setDisabled(self._is_busy)

    def _lay_out(self) -> None:
        identify(self.message, "handover.message")
        identify(self._heading, "handover.heading")
        identify(self._told, "handover.standing")
        for words in (self._heading, self._told):
            words.setTextFormat(Qt.TextFormat.PlainText)
        self._told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        content = QWidget()
        body = QVBoxLayout(content)
        body.setContentsMargins(12, 8, 8, 8)
        body.setSpacing(8)
        parts: tuple[QWidget, ...] = (self._heading, self._told, self.fees, self.form)
        for part in parts:
            body.addWidget(part)
        body.addStretch(1)
        area = scrolling(content)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 2)
        column.setSpacing(0)
        column.addWidget(area, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QVBoxLayout:
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.submit, 1)
        acts.addWidget(self.print, 0)
        foot = QVBoxLayout()
        foot.setContentsMargins(12, 4, 12, 10)
        foot.setSpacing(6)
        foot.addWidget(self.message)
        foot.addLayout(acts)
        return foot
