"""The papers of an open dossier: which there are, and one of them as it lies in store."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import CounterError
from counter_app.domain.form_templates import Form
from counter_app.domain.forms import PageSize
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from ui.messages import explain
from ui.papers.list import PaperList
from ui.papers.papers import Paper, lines_of
from ui.papers.printing import PaperPrinting
from ui.papers.saving import PdfDialog
from ui.papers.view_model import PapersViewModel
from ui.papers.words import paper_word
from ui.tasks import TaskRunner
from ui.widgets.pdf_view import PdfView
from ui.widgets.styling import identify, label

_SIZES = (PageSize.A5, PageSize.A4)


class PaperPane(QWidget):
    """Lists, shows, prints and saves; what becomes of it is ``said``."""

    said = Signal(str, str)  # a sentence, its tone
    saved = Signal()

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._counter = counter
        self._officer = officer
        self._dossier: Dossier | None = None
        self._form: Form | None = None
        self._page = PageSize.A5
        self.content = b""  # what is shown; empty while there is none
        self.printing = PaperPrinting(counter, tasks, self)
        self._view_model = PapersViewModel(counter, tasks, self)
        self._file = PdfDialog(self)
        self._list = PaperList()
        self._view = PdfView(self, TaskRunner(self))
        self._sizes = QButtonGroup(self)
        self._choices: list[QRadioButton] = []
        self._size = label("", "small")
        self._lay_out()
        self._connect()

    def show_dossier(self, dossier: Dossier) -> None:
        """Its papers as they stand; the receipt of another one, or of a new issue, comes first."""
        before, self._dossier = self._dossier, dossier
        lines = lines_of(self._counter, dossier)
        forms = [line.form for line in lines]
        is_same = before is not None and (before.id, before.issue) == (dossier.id, dossier.issue)
        if not is_same or self._form not in forms:
            self._form = forms[0] if forms else None
            self._say(_("Đang lấy giấy tờ…") if forms else _("Hồ sơ này chưa có giấy tờ để in."))
        self._show()

    def leave(self) -> None:
        """No dossier is open any more."""
        self._dossier = self._form = None
        self._view_model.forget()

    @Slot(object)
    def choose(self, form: Form) -> None:
        """Show another paper of the same dossier."""
        if self._dossier is None or form is self._form:
            return
        self._form = form
        self._say(_("Đang lấy giấy tờ…"))
        self._show()

    def focus_list(self) -> None:
        """Choose by the keyboard."""
        self._list.setFocus()

    def print(self, *, asks: bool = False) -> None:
        """Print what is shown; with ``asks`` the officer chooses the printer anew."""
        if self._dossier is not None and self._form is not None:
            wanted = (self._form, self._page)
            self.printing.print(self._dossier, wanted, self._officer, asks=asks)

    def ask_for_file(self) -> None:
        """Ask where to keep what is shown."""
        if self._dossier is None or self._form is None or not self.content:
            return
        number = self._dossier.code or self._dossier.decline_number.replace("/", "-")
        tail = "" if self._form is Form.RECEIPT else f"-{self._form.value}"
        self._file.ask(_("Lưu giấy tờ"), f"{number}{tail}.pdf")

    @Slot(str)
    def save_to(self, target: str) -> None:
        """Write the shown paper's bytes to ``target``."""
        self._view_model.save(Path(target), self.content)

    def _show(self) -> None:
        if self._dossier is None:
            return
        self._list.show_lines(lines_of(self._counter, self._dossier), self._form)
        is_receipt = self._form is Form.RECEIPT
        for choice in self._choices:
            choice.setVisible(is_receipt)
        self._size.setVisible(not is_receipt)
        if self._form is not None:
            self._view.setAccessibleName(paper_word(self._form))
            self._view_model.show(self._dossier.id, self._form, self._page)
        else:
            self._view_model.forget()

    def _say(self, sentence: str) -> None:
        self.content = b""
        self._size.clear()
        self._view.set_placeholder(sentence)
        self._view.clear()

    @Slot(object)
    def _on_changed(self, paper: Paper) -> None:
        self.content = paper.content
        size = "50 × 30 mm" if paper.page is PageSize.LABEL else paper.page.value
        self._size.setText(_("Khổ {page}").format(page=size))
        self._view.show_pdf(paper.content)

    @Slot(Exception)
    def _on_missing(self, error: Exception) -> None:
        self._say(explain(error))

    @Slot(int)
    def _on_size(self, number: int) -> None:
        self._page = _SIZES[number]
        self._show()

    @Slot()
    def _on_saved(self) -> None:
        self.said.emit(_("Đã lưu tệp PDF."), "success")
        self.saved.emit()

    @Slot(Exception)
    def _on_not_saved(self, error: Exception) -> None:
        text = _("Không ghi được tệp. Chọn thư mục khác rồi lưu lại.")
        self.said.emit(explain(error) if isinstance(error, CounterError) else text, "danger")

    def _connect(self) -> None:
        self._list.opened.connect(self.choose)
        self._sizes.idClicked.connect(self._on_size)
        self._view_model.changed.connect(self._on_changed)
        self._view_model.missing.connect(self._on_missing)
        self._view_model.saved.connect(self._on_saved)
        self._view_model.not_saved.connect(self._on_not_saved)
        self._file.chosen.connect(self.save_to)
        self.printing.said.connect(self.said)

    def _lay_out(self) -> None:
        identify(self._view, "search.receipt", _("Giấy tiếp nhận"))
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(_("Giấy tờ"), "section"), 1)
        row.addWidget(self._size)
        for number, size in enumerate(_SIZES):
            choice = QRadioButton(size.value)
            identify(choice, f"search.page.{size.value}", _("Khổ {page}").format(page=size.value))
            choice.setChecked(number == 0)
            self._sizes.addButton(choice, number)
            self._choices.append(choice)
            row.addWidget(choice)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._list)
        column.addWidget(self._view, 1)
