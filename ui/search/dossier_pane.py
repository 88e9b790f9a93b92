"""One dossier: beside the list in short, or alone with everything that can be done."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.errors import CounterError
from counter_app.domain.forms import PageSize
from counter_app.i18n import _
from counter_app.services.receipts import StoredReceipt
from ui.acting.panel import ActPanel
from ui.messages import explain
from ui.search.beside import Beside
from ui.search.details import Details, Title
from ui.search.receipt_pane import ReceiptPane
from ui.search.timeline import Timeline
from ui.search.view_model import SearchViewModel
from ui.shown import ShownDossier
from ui.story import story
from ui.tasks import TaskRunner
from ui.timeline.widget import TimelinePane
from ui.widgets.print_flow import PrintFlow, Sheet
from ui.widgets.styling import button


class DossierPane(QWidget):
    """Title, actions, facts, history, and on the right the receipt or the form of an act."""

    open_wanted = Signal()
    back_wanted = Signal()

    def __init__(
        self,
        view_model: SearchViewModel,
        acts: ActPanel,
        printing: PrintFlow,
        paper_tasks: TaskRunner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._acts = acts
        self._printing = printing
        self._is_open = False
        self._chooses_printer = False
        self._receipt_of: tuple[UUID, int] | None = None
        self._title = Title()
        self._back = button(_("‹ Danh sách"), "link", "search.back")
        self._open = button(_("Mở hồ sơ"), name="search.open")
        self._message = acts.message
        self._details = Details()
        self._timeline = Timeline()
        self._times = TimelinePane(self._timeline, view_model.timeline)
        self._receipt = ReceiptPane(paper_tasks)
        self._beside = Beside(view_model, self._receipt)
        self._file: QFileDialog | None = None
        self._lay_out()
        self._connect()
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        """Whether the dossier stands alone, with its actions."""
        return self._is_open

    @property
    def is_in_form(self) -> bool:
        """Whether somebody is filling in an act's form."""
        return self._beside.is_in_form or self._acts.is_in_form

    def set_open(self, is_open: bool) -> None:
        """Alone with everything, or in short beside the list."""
        self._is_open = is_open
        self._beside.setVisible(is_open)
        self._acts.setVisible(is_open)
        self._back.setVisible(is_open)
        self._open.setVisible(not is_open)
        self._middle.setSizes([10_000, 10_000])
        self._columns.setSizes([17_000, 10_000])
        if not is_open:
            self._message.clear()
        self.leave_form()
        self._receipt_of = None
        if self._view_model.current is not None:
            self.show_dossier(self._view_model.current)

    @Slot(object)
    def show_dossier(self, shown: ShownDossier) -> None:
        """Put ``shown`` into words."""
        self._title.show_dossier(shown)
        self._details.show_dossier(shown, masks=not self._is_open)
        self._timeline.show_story(story(shown))
        self._times.show_dossier(shown.dossier, is_open=self._is_open)
        self._acts.show_dossier(shown, self._view_model.officer)
        self._beside.show_news(shown.dossier)
        issue = (shown.dossier.id, shown.dossier.issue)
        if self._is_open and issue != self._receipt_of:
            self._receipt_of = issue
            self._receipt.say(_("Đang lấy giấy tiếp nhận…"))
            self._view_model.show_receipt()

    def focus_first(self) -> None:
        """Put the focus where reading begins."""
        self._details.setFocus()

    @Slot()
    def leave_form(self) -> None:
        """Back to the bar and the receipt; what was typed in a form is dropped."""
        if self.is_in_form:
            self._message.clear()
        self._acts.leave_form()
        beside = self._beside
        is_away = beside.currentWidget() is not self._receipt
        had_focus = is_away and beside.isAncestorOf(self.focusWidget() or self)
        beside.show_receipt()
        if had_focus:
            self.focus_first()

    def step_back(self) -> bool:
        """Leave the form, or hide the acts that are not in the bar."""
        if self._beside.is_in_form:
            self.leave_form()
            return True
        return self._beside.step_back() or self._acts.step_back()

    def do(self, name: str) -> None:
        """Begin the command ``name`` unless its button is closed."""
        if self._view_model.current is not None:
            self._acts.begin(name)

    @Slot(str)
    def _do_own(self, name: str) -> None:
        {
            "print": self._print,
            "printer": self._choose_printer,
            "save": self._ask_for_file,
            "attachments": self._show_files,
            "correct": self._begin_correcting,
            "void": self._begin_voiding,
        }[name.removeprefix("search.action.")]()

    def _print(self) -> None:
        if self._printing.is_busy:
            self._message.say(_("Máy in đang nhận tờ trước. Đợi một chút rồi in lại."), "warning")
            return
        self._chooses_printer = False
        self._message.say(_("Đang ghi lượt in…"), "info")
        self._view_model.reprint()

    def _choose_printer(self) -> None:
        if not self._printing.is_busy:
            self._print()
            self._chooses_printer = True

    def _ask_for_file(self) -> None:
        shown = self._view_model.current
        if shown is None or not self._receipt.content:
            return
        self._file = QFileDialog(self, _("Lưu giấy tiếp nhận"), f"{shown.dossier.code}.pdf")
        self._file.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self._file.setDefaultSuffix("pdf")
        self._file.setNameFilter(_("Tệp PDF (*.pdf)"))
        self._file.fileSelected.connect(self.save_to)
        self._file.open()

    @Slot(str)
    def save_to(self, target: str) -> None:
        """Write the shown receipt's bytes to ``target``."""
        self._view_model.save(Path(target), self._receipt.content)

    def _show_files(self) -> None:
        if self._view_model.current is not None:
            self._beside.show_files(self._view_model.current.dossier)

    def _begin_correcting(self) -> None:
        if self._view_model.current is not None:
            self._message.clear()
            self._beside.begin_correcting(self._view_model.current.dossier)

    def _begin_voiding(self) -> None:
        self._message.clear()
        self._beside.begin_voiding()

    @Slot(bool)
    def _on_form(self, is_open: bool) -> None:
        """What was typed in a form beside is not dropped by a stray key."""
        text = _("Đang sửa hồ sơ này. Bấm Thôi trước khi làm việc khác.")
        self._acts.hold(text if is_open else "")

    @Slot(object)
    def _on_printable(self, receipt: StoredReceipt) -> None:
        shown = self._view_model.current
        if shown is None:
            return
        dossier = shown.dossier
        sheet = Sheet(receipt.content, dossier.alias, receipt.copies, dossier.code)
        if self._chooses_printer:
            self._printing.choose_printer(sheet)
        else:
            self._printing.print(sheet)

    @Slot(str)
    def _on_done(self, act: str) -> None:
        if act in ("correct", "void"):
            self._beside.show_receipt()
            self.focus_first()
        if act == "correct":
            text = _("Đã cấp lại giấy tiếp nhận. In giấy mới (Ctrl+P) và thu lại giấy cũ.")
            self._message.say(text, "success")
        elif act == "void":
            self._message.say(_("Đã hủy hồ sơ."), "success")
        elif act == "save":
            self._message.say(_("Đã lưu tệp PDF."), "success")

    @Slot(str, Exception)
    def _on_refused(self, act: str, error: Exception) -> None:
        if self._beside.refuse(act, error):
            return
        if act == "save" and not isinstance(error, CounterError):
            self._message.say(_("Không ghi được tệp. Chọn thư mục khác rồi lưu lại."), "danger")
        else:
            self._message.say(explain(error), "danger")

    @Slot(Exception)
    def _on_no_receipt(self, error: Exception) -> None:
        self._receipt.say(explain(error))

    @Slot(object)
    def _on_size(self, size: PageSize) -> None:
        self._view_model.page = size
        self._view_model.show_receipt()

    @Slot(str, str)
    def _on_print_said(self, text: str, tone: str) -> None:
        self._message.say(text, tone)

    def _connect(self) -> None:
        model = self._view_model
        model.dossier_changed.connect(self.show_dossier)
        model.receipt_changed.connect(self._receipt.show_receipt)
        model.receipt_missing.connect(self._on_no_receipt)
        model.printable.connect(self._on_printable)
        model.done.connect(self._on_done)
        model.refused.connect(self._on_refused)
        model.busy_changed.connect(self._acts.set_busy)
        self._acts.own_wanted.connect(self._do_own)
        self._acts.performed.connect(model.follow)
        self._beside.left.connect(self.leave_form)
        self._beside.form_changed.connect(self._on_form)
        self._receipt.size_chosen.connect(self._on_size)
        self._printing.said.connect(self._on_print_said)
        self._open.clicked.connect(self.open_wanted)
        self._back.clicked.connect(self.back_wanted)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._back)
        head.addWidget(self._title, 1)
        head.addWidget(self._open)
        self._middle = QSplitter()
        self._middle.setChildrenCollapsible(False)
        self._middle.setHandleWidth(12)
        self._middle.addWidget(self._times.in_place_of(_card(self._details)))
        self._middle.addWidget(self._times)
        self._columns = QSplitter()
        self._columns.setChildrenCollapsible(False)
        self._columns.setHandleWidth(12)
        self._columns.addWidget(self._times.under_clock(self._middle))
        self._columns.addWidget(self._beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._acts)
        column.addWidget(self._columns, 1)


def _card(content: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    column = QVBoxLayout(card)
    column.setContentsMargins(2, 2, 2, 2)
    column.addWidget(content)
    return card
