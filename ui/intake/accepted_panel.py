"""The right column after acceptance: the code, the receipt, print, next."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.dossier import Dossier
from counter_app.i18n import _
from ui.tasks import TaskRunner
from ui.widgets.code_label import CodeLabel
from ui.widgets.message_line import MessageLine
from ui.widgets.pdf_view import PdfView
from ui.widgets.styling import button, identify, label


class AcceptedPanel(QFrame):
    """What became of the visit; shown until the next one begins."""

    print_wanted = Signal()
    files_wanted = Signal()
    next_wanted = Signal()

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self.code = CodeLabel()
        self.receipt = PdfView(self, tasks)
        self.print = button("", "", "intake.print")
        self.files = button("", "", "intake.files")
        self.next = button("", "primary", "intake.next")
        self.message = MessageLine()
        self._title = label("", "section", wraps=True)
        self._facts = label("", "muted", wraps=True)
        self._lay_out()
        self.print.clicked.connect(self.print_wanted)
        self.files.clicked.connect(self.files_wanted)
        self.next.clicked.connect(self.next_wanted)

    def show_accepted(self, dossier: Dossier, due: str, *, repeated: bool) -> None:
        """The code, at once; the picture follows."""
        title = _("Hồ sơ này đã được tiếp nhận trước đó") if repeated else _("Đã tiếp nhận")
        self._title.setText(title)
        self.code.setText(dossier.code)
        self.code.setAccessibleName(f"{title}: {dossier.code}")
        self._facts.setText(f"{dossier.applicant.name} · {due}")
        self.message.clear()
        self.receipt.clear()
        self.receipt.set_placeholder(_("Đang lập giấy tiếp nhận…"))
        self.receipt.setAccessibleName(_("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"))
        self.files.show()
        self.print.setEnabled(False)

    def show_declined(self, dossier: Dossier) -> None:
        """The number of the refusal and its reason."""
        self._title.setText(_("Đã từ chối tiếp nhận"))
        self.code.setText(dossier.decline_number)
        self.code.setAccessibleName(f"{self._title.text()}: {dossier.decline_number}")
        self._facts.setText(f"{dossier.applicant.name} · {dossier.procedure.name}")
        self.message.say(_("Lý do: {reason}").format(reason=dossier.reason), "info")
        self.receipt.clear()
        self.receipt.set_placeholder(_("Đang lập phiếu từ chối…"))
        self.receipt.setAccessibleName(_("Phiếu từ chối tiếp nhận giải quyết hồ sơ"))
        self.files.hide()
        self.print.setEnabled(False)

    def show_receipt(self, content: bytes) -> None:
        """The picture of the receipt, or of the refusal."""
        self.receipt.show_pdf(content)
        self.print.setEnabled(True)

    def _lay_out(self) -> None:
        identify(self.code, "intake.code", _("Mã hồ sơ"))
        identify(self.receipt, "intake.receipt", _("Giấy tiếp nhận hồ sơ và hẹn trả kết quả"))
        identify(self.message, "intake.accepted.message")
        self.print.setText(_("In") + "   Ctrl+P")
        self.print.setAccessibleName(_("In giấy tiếp nhận"))
        self.files.setText(_("Số hóa") + "   Ctrl+U")
        self.files.setAccessibleName(_("Số hóa giấy tờ"))
        self.next.setText(_("Tiếp theo") + "   Enter")
        self.next.setAccessibleName(_("Người tiếp theo"))
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.print, 1)
        acts.addWidget(self.files, 1)
        acts.addWidget(self.next, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(self._title)
        column.addWidget(self.code)
        column.addWidget(self._facts)
        column.addWidget(self.message)
        column.addWidget(self.receipt, 1)
        column.addStretch(0)
        column.addLayout(acts)
