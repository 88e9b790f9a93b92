"""The current receipt as it lies in store, on either paper."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from counter_app.domain.forms import PageSize
from counter_app.i18n import _
from counter_app.services.receipts import StoredReceipt
from ui.tasks import TaskRunner
from ui.widgets.pdf_view import PdfView
from ui.widgets.styling import identify, label

_SIZES = (PageSize.A5, PageSize.A4)


class ReceiptPane(QWidget):
    """Shows the stored bytes; ``size_chosen`` asks for another paper."""

    size_chosen = Signal(object)  # PageSize

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = b""  # what is shown; empty while there is none
        self._view = PdfView(self, tasks)
        identify(self._view, "search.receipt", _("Giấy tiếp nhận"))
        self._sizes = QButtonGroup(self)
        self._issue = label("", "section")
        self._lay_out()
        self._sizes.idClicked.connect(self._on_size)

    def show_receipt(self, receipt: StoredReceipt) -> None:
        """Show the bytes of one issue."""
        self.content = receipt.content
        self._issue.setText(
            _("Giấy tiếp nhận, cấp lại lần {n}").format(n=receipt.issue - 1)
            if receipt.issue > 1
            else _("Giấy tiếp nhận")
        )
        self._view.show_pdf(receipt.content)

    def say(self, sentence: str) -> None:
        """Say why there is no receipt."""
        self.content = b""
        self._issue.setText(_("Giấy tiếp nhận"))
        self._view.set_placeholder(sentence)
        self._view.clear()

    @Slot(int)
    def _on_size(self, number: int) -> None:
        self.size_chosen.emit(_SIZES[number])

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._issue, 1)
        for number, size in enumerate(_SIZES):
            choice = QRadioButton(size.value)
            identify(choice, f"search.page.{size.value}", _("Khổ {page}").format(page=size.value))
            choice.setChecked(number == 0)
            self._sizes.addButton(choice, number)
            row.addWidget(choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._view, 1)
