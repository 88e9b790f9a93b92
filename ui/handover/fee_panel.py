"""What is still to be paid, loudly, and the few fields it takes to write that it was."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.i18n import _
from ui.handover.wording import owed_words
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label, restyle
from ui.wording import fee_word, money


class FeePanel(QWidget):
    """Shown while something is owed; one kind is taken after another."""

    paid = Signal(str, int, str)  # kind, đồng, receipt number

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = ""
        self._owed: Mapping[str, int] = {}
        self._loud = MessageLine()
        self._word = label("", "field", wraps=True)
        self.amount = QLineEdit()
        self.number = QLineEdit()
        self.take = button(_("Thu   Alt+U"), "", "handover.pay")
        self.later = QCheckBox(_("Trả kết quả trước, thu sau"))
        self._form = QWidget()
        self._lay_out()
        self.take.clicked.connect(self.submit)
        self.amount.returnPressed.connect(self.number.setFocus)
        self.number.returnPressed.connect(self.submit)

    @property
    def stands_in_the_way(self) -> bool:
        """Whether something is owed and nobody said that it will be taken later."""
        return bool(self._owed) and not self.later.isChecked()

    def show_owed(self, owed: Mapping[str, int], *, may_take: bool) -> None:
        """Name what is owed by kind; hidden when nothing is."""
        if owed != self._owed:
            self.number.clear()
        self._owed = owed
        self.setVisible(bool(owed))
        self._form.setVisible(may_take)
        if not owed:
            self.later.setChecked(False)
            return
        text = _("Còn phải thu: {amounts}.").format(amounts=owed_words(owed))
        self._loud.say(text, "danger")
        self._kind = next(iter(owed))
        self._word.setText(_("{kind} (đồng)").format(kind=fee_word(self._kind)))
        self.amount.setText(money(owed[self._kind]).rstrip("đ").strip())

    def forget(self) -> None:
        """Another citizen: nothing typed stays."""
        self.number.clear()
        self.later.setChecked(False)

    def refuse(self, sentence: str) -> None:
        """Say why the money was not written down; what was typed stays."""
        self._loud.say(sentence, "danger")
        self.number.setFocus()
        self.number.selectAll()

    @Slot()
    def submit(self) -> None:
        """Write the money down, unless its receipt's number is missing."""
        if not self.take.isEnabled() or self._form.isHidden() or self.isHidden():
            return
        digits = "".join(filter(str.isdigit, self.amount.text()))
        number = self.number.text().strip()
        restyle(self.number, invalid=not number)
        restyle(self.amount, invalid=not digits)
        if not digits:
            self.amount.setFocus()
        elif not number:
            self._loud.say(
                _("{owed} Ghi số biên lai rồi bấm Thu.").format(
                    owed=_("Còn phải thu: {amounts}.").format(amounts=owed_words(self._owed))
                ),
                "danger",
            )
            self.number.setFocus()
        else:
            self.paid.emit(self._kind, int(digits), number)

    def _lay_out(self) -> None:
        identify(self._loud, "handover.owed")
        identify(self.amount, "handover.amount", _("Số tiền thu"))
        identify(self.number, "handover.receipt_number", _("Số biên lai"))
        identify(self.later, "handover.later", self.later.text())
        grid = QGridLayout(self._form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(2)
        grid.addWidget(self._word, 0, 0)
        grid.addWidget(label(_("Số biên lai"), "field"), 0, 1)
        grid.addWidget(self.amount, 1, 0)
        grid.addWidget(self.number, 1, 1)
        grid.addWidget(self.take, 2, 0)
        for field in (self.amount, self.number):
            field.setMinimumWidth(60)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._loud)
        column.addWidget(self._form)
        column.addWidget(self.later)
