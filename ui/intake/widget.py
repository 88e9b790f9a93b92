"""The intake page: from the citizen's card to the printed receipt, without a mouse."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.dossier import Dossier
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from counter_app.services.forms import StoredForm
from counter_app.services.intake import Accepted
from counter_app.services.receipts import StoredReceipt
from ui.intake.columns import Columns
from ui.intake.drafting import Drafting
from ui.intake.following import Following
from ui.intake.receipt_printing import ReceiptPrinting
from ui.intake.reception_panel import DECLINE, WHY
from ui.intake.refusals import tell_refusal
from ui.intake.scans import Scans
from ui.intake.view_model import IntakeViewModel
from ui.intake.wording import due_words, intake_shortcuts
from ui.messages import explain
from ui.page import Page
from ui.tasks import TaskRunner


class IntakePage(Page):
    """Joins the columns to what the desk can do."""

    def __init__(
        self,
        counter: Counter,
        officer: Officer,
        tasks: TaskRunner,
        parent: QWidget | None = None,
        *,
        in_parts: bool = False,
    ) -> None:
        super().__init__(parent)
        self._now = counter.now
        self._view_model = IntakeViewModel(counter, officer, tasks, self)
        self._printing = ReceiptPrinting(counter, officer, tasks, self)
        self._columns = Columns(tasks, self)
        self._is_new = True
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._columns)
        if not in_parts:
            for _part in self.parts():
                pass

    # what the window expects

    @classmethod
    def begun(
        cls, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QWidget
    ) -> "IntakePage":
        """A page without its ``parts``."""
        return cls(counter, officer, tasks, parent, in_parts=True)

    def title(self) -> str:
        """The word on the rail."""
        return _("Tiếp nhận")

    def enter(self) -> None:
        """The next thing is a card, or what was being done when the page was left."""
        self._view_model.load()
        if self._is_new:
            self._is_new = False
            self._view_model.find_draft()
        self._following.start()
        (self.focusWidget() or self._columns.applicant.scan).setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's hook: another page, another language, or the end."""
        self._following.stop()
        self._drafting.flush()
        super().hideEvent(event)

    def shortcuts(self) -> list[tuple[str, str]]:
        """For F1."""
        return intake_shortcuts()

    def scanned(self, text: str) -> bool:
        """A card fills the form; codes are the window's."""
        return self._scans.take(text)

    def step_back(self) -> bool:
        """Close what is open; the draft stays."""
        reception, message = self._columns.reception, self._columns.message
        if reception.is_showing(DECLINE):
            reception.leave_decline()
        elif reception.is_showing(WHY):
            reception.toggle_why()
            reception.why.setFocus()
        elif not message.isHidden():
            message.clear()
        else:
            return False
        return True

    def start_procedure(self, code: str) -> bool:
        """Choose a procedure for the citizen who is here."""
        self._columns.show_typing()
        self._following.choose(code)
        self._columns.box.procedure.setFocus()
        return True

    # the visit

    @Slot()
    def accept(self) -> None:
        """Take the visit in; what is missing is said where it is missing.

        While a refusal is being written, the same key sends the refusal.
        """
        if self._columns.reception.is_showing(DECLINE):
            self._columns.reception.decline_panel.confirm.click()
        elif not self._columns.is_done() and not self._view_model.is_busy:
            self._columns.message.clear()
            self._stop_timers()
            self._view_model.submit(self._drafting.draft())

    @Slot(str)
    def decline(self, reason: str) -> None:
        """Refuse the visit."""
        if not reason.strip():
            sentence = _("Ghi lý do từ chối; lý do được in trên phiếu.")
            self._columns.say(self._columns.reception, sentence, "danger")
            self._columns.reception.decline_panel.reason.setFocus()
            return
        self._columns.message.clear()
        self._stop_timers()
        self._view_model.decline(self._drafting.draft(), reason)

    @Slot()
    def start_anew(self) -> None:
        """An empty page for somebody else; what was typed can be brought back."""
        before = self._drafting.draft()
        self._columns.show_typing()
        self._clear()
        self._view_model.discard_draft()
        if not before.is_empty():
            self._drafting.offer_back(before, _("Đã bỏ hồ sơ đang nhập."))

    @Slot()
    def next_citizen(self) -> None:
        """Back to the empty columns."""
        self._columns.show_typing()
        self._columns.applicant.scan.setFocus()

    def _clear(self) -> None:
        self._drafting.begin_empty()
        self._following.forget()
        self._columns.applicant.scan.setFocus()

    def _stop_timers(self) -> None:
        self._following.stop()
        self._drafting.pause()

    # what happens

    @Slot(object)
    def _on_accepted(self, accepted: Accepted) -> None:
        dossier = accepted.dossier
        words = due_words(dossier, self._now().tzinfo)
        self._columns.accepted.show_accepted(dossier, words, repeated=accepted.repeated)
        self._printing.offer(dossier)
        self._clear()
        self._columns.show_done()

    @Slot(object)
    def _on_receipt(self, receipt: StoredReceipt | StoredForm) -> None:
        self._columns.accepted.show_receipt(receipt.content)

    @Slot(Exception)
    def _on_receipt_failed(self, error: Exception) -> None:
        self._columns.accepted.message.say(explain(error), "danger")

    @Slot(object)
    def _on_declined(self, dossier: Dossier) -> None:
        self._columns.accepted.show_declined(dossier)
        self._printing.offer(dossier)
        self._columns.reception.decline_panel.reason.clear()
        self._clear()
        self._columns.show_done()

    @Slot()
    def _digitise(self) -> None:
        """On to the files of the dossier just received."""
        dossier = self._printing.dossier
        if dossier is not None and dossier.code:
            self.open_files.emit(dossier.id)

    @Slot(Exception)
    def _on_refused(self, error: Exception) -> None:
        tell_refusal(self._columns, error)
        self._following.refused()
        self._drafting.touch()

    @Slot()
    def _on_scan_field_left_empty(self) -> None:
        if self._columns.is_done():
            self.next_citizen()
        else:
            self._columns.box.procedure.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(Exception)
    def _on_not_found(self, error: Exception) -> None:
        self._columns.say(self._columns.applicant, explain(error), "warning")

    # building

    def parts(self) -> Iterator[None]:
        """Builds a column at a time, then joins them to what the desk can do."""
        yield from self._columns.parts()
        self._drafting = Drafting(self._view_model, self._columns, self)
        self._scans = Scans(self._columns, self._drafting, self)
        self._following = Following(
            self._view_model, self._columns, self._drafting, self._now, self
        )
        self._connect_view_model()
        self._connect_columns()
        self._connect_keys()

    def _connect_view_model(self) -> None:
        model = self._view_model
        model.busy_changed.connect(self._columns.reception.show_busy)
        model.accepted.connect(self._on_accepted)
        model.receipt_ready.connect(self._on_receipt)
        model.receipt_failed.connect(self._on_receipt_failed)
        model.declined.connect(self._on_declined)
        model.refused.connect(self._on_refused)
        model.dossier_found.connect(self.open_dossier)
        model.dossier_not_found.connect(self._on_not_found)

    def _connect_columns(self) -> None:
        columns = self._columns
        self._scans.next_wanted.connect(self._on_scan_field_left_empty)
        self._scans.code_entered.connect(self._view_model.find_dossier)
        self._drafting.dropped.connect(self.start_anew)
        columns.applicant.open_dossier.connect(self.open_dossier)
        columns.reception.accept_wanted.connect(self.accept)
        columns.reception.decline_wanted.connect(self.decline)
        columns.reception.save_wanted.connect(self._drafting.save_now)
        columns.accepted.print_wanted.connect(self._printing.print)
        columns.accepted.files_wanted.connect(self._digitise)
        columns.accepted.next_wanted.connect(self.next_citizen)
        self._printing.said.connect(columns.accepted.message.say)
        self._printing.busy_changed.connect(columns.accepted.print.setDisabled)

    def _connect_keys(self) -> None:
        for keys, act in (
            ("Ctrl+Return", self.accept),
            ("Ctrl+Enter", self.accept),
            ("Ctrl+P", self._printing.print),
            ("Ctrl+B", self._printing.print_label),
            ("Ctrl+H", self._printing.print_list),
            ("Ctrl+U", self._digitise),
            ("Ctrl+T", self._columns.box.papers.tick_required),
            ("Ctrl+D", self._columns.reception.begin_decline),
            ("Ctrl+G", self._columns.reception.toggle_why),
            ("Ctrl+S", self._drafting.save_now),
            ("Ctrl+N", self.start_anew),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
