"""Forms about money: phí and lệ phí stay apart, a receipt number goes with every amount taken."""

from PySide6.QtCore import Slot

from counter_app.domain.change_money import unpaid_of
from counter_app.domain.dossier import Dossier, Payment
from counter_app.domain.procedure import FeeKind
from counter_app.i18n import _
from ui.acting.echo_field import AmountField
from ui.acting.form import ActForm
from ui.acting.radios import Radios
from ui.shown import ShownDossier
from ui.wording import fee_word, money, payment_method_word

_METHODS = ("cash", "transfer")


class RequestPaymentForm(ActForm):
    """An obligation to be met before the case goes on."""

    def __init__(self, shown: ShownDossier) -> None:
        super().__init__("request-payment")
        owed = unpaid_of(shown.dossier)
        words = {kind.value: fee_word(kind.value) for kind in FeeKind}
        first = next(iter(owed), "")
        kind = Radios("work.form.kind", words, first)
        self.add_field("kind", _("Khoản"), kind, kind.value)
        amount = AmountField()
        amount.set_amount(owed.get(first, 0))
        self.add_field("amount", _("Số tiền"), amount, amount.said, column=1)
        self.add_line("document", _("Số thông báo"), _("Nếu có"), column=1)
        self.finish_columns()


class PayForm(ActForm):
    """What is owed stands there; the receipt number is asked for."""

    def __init__(self, shown: ShownDossier) -> None:
        super().__init__("pay")
        self._owed = unpaid_of(shown.dossier)
        text = _("{kind}: còn {amount}")
        words = {
            kind: text.format(kind=fee_word(kind), amount=money(amount))
            for kind, amount in self._owed.items()
        }
        first = shown.dossier.owed_kind if shown.dossier.owed else ""
        first = first if first in words else next(iter(words), "")
        kind = Radios("work.form.kind", words, first)
        self._amount = AmountField()
        self._number = self.add_line("receipt_number", _("Số biên lai"), column=1)
        self.add_field("kind", _("Khoản phải thu"), kind, kind.value)
        self.add_field("amount", _("Số tiền"), self._amount, self._amount.said)
        methods = {key: payment_method_word(key) for key in _METHODS}
        method = Radios("work.form.method", methods, _METHODS[0])
        self.add_field("method", _("Cách nộp"), method, method.value, column=1)
        self._show_owed(first)
        kind.chosen.connect(self._show_owed)
        self.finish_columns()

    @Slot(str)
    def _show_owed(self, kind: str) -> None:
        self._amount.set_amount(self._owed.get(kind, 0))


class ReverseForm(ActForm):
    """Which payment is given back, whole, and why."""

    def __init__(self, shown: ShownDossier) -> None:
        super().__init__("reverse")
        text = _("{kind} {amount}, biên lai {number}")
        words = {
            p.receipt_number: text.format(
                kind=fee_word(p.kind), amount=money(p.amount), number=p.receipt_number
            )
            for p in reversible(shown.dossier)
        }
        line = Radios("work.form.line", words, next(iter(words), ""), stacked=True)
        self.add_field("receipt_number", _("Khoản đã thu"), line, line.value)
        self.add_lines("reason", _("Lý do hủy"), column=1)
        self.finish_columns()


def reversible(dossier: Dossier) -> tuple[Payment, ...]:
    """The payments that were not given back, in order."""
    given_back = {p.receipt_number for p in dossier.payments if p.amount < 0}
    return tuple(p for p in dossier.payments if p.amount > 0 and p.receipt_number not in given_back)
