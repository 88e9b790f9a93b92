"""The hand-over page (F5): the receipt is scanned, the person asked for, the result given."""

from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.domain.dossier import Status
from counter_app.domain.scan import Scan, ScanKind, read_scan
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from ui.handover.acting_panel import ActingPanel
from ui.handover.code_field import CodeField
from ui.handover.person_card import PersonCard
from ui.handover.ready_pane import ReadyPane
from ui.handover.result_card import ResultCard
from ui.handover.slip import Slip
from ui.handover.values import Found, ReadyList
from ui.handover.view_model import HandoverViewModel
from ui.handover.wording import handed_over_sentence
from ui.intake.wording import mangled_scan
from ui.messages import explain
from ui.page import Page
from ui.tasks import TaskRunner
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, restyle
from ui.wording import status_tone, status_word


class HandoverPage(Page):
    """Made like every page of the window; the focus comes back to the scan after every citizen."""

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, "page.handover", _("Trả kết quả"))
        self._view_model = HandoverViewModel(counter, officer, tasks, self)
        self._slip = Slip(counter, officer, tasks, self)
        self._field = CodeField()
        self._message = MessageLine()
        self._ready = ReadyPane()
        self._code = ElidedLabel()
        self._status = ElidedLabel()
        self._back = button(_("‹ Danh sách"), "link", "handover.back")
        self._person = PersonCard()
        self._result = ResultCard(TaskRunner(self))
        self._panel = ActingPanel(officer)
        self._stack = QStackedWidget()
        self._dossier = QWidget()
        self._scanned_receipt = ""
        self._lay_out()
        self._connect()

    # what the window expects

    def title(self) -> str:
        """The word on the rail."""
        return _("Trả kết quả")

    def enter(self) -> None:
        """The field, its text selected; an open dossier stays open and is read anew."""
        current = self._view_model.current
        if current is not None:
            self._view_model.open(current.dossier.id)
        else:
            self._view_model.find(self._ready.text or "")
        self._focus_field()

    def look_again(self) -> None:
        """The whole list; what somebody looked for or opened stays as it is."""
        if not (self._is_open or self._ready.text or self._view_model.is_busy):
            self._view_model.find("")

    def shortcuts(self) -> list[tuple[str, str]]:
        """For F1."""
        return [
            ("Ctrl+F", _("Quét hoặc gõ hồ sơ khác")),
            ("↑ ↓", _("Chọn trong danh sách kết quả chờ trả")),
            ("Enter", _("Tìm hồ sơ đã gõ, hoặc mở hồ sơ đang chọn")),
            ("Alt+U", _("Ghi thu tiền")),
            ("Ctrl+Enter", _("Trả kết quả")),
            ("Ctrl+P", _("In phiếu bàn giao kết quả")),
            ("Alt+O", _("Xem cả hồ sơ ở trang Tra cứu")),
            ("Esc", _("Về danh sách kết quả chờ trả")),
        ]

    def scanned(self, text: str) -> bool:
        """A receipt opens its dossier; a card says who takes the result, or whose results wait."""
        scan = read_scan(text)
        if scan.kind is ScanKind.UNKNOWN:
            return False
        if self._view_model.is_busy:
            self._message.say(_("Đang lưu việc vừa rồi. Quét lại sau giây lát."), "warning")
        elif scan.kind is ScanKind.MANGLED and scan.mangled is not None:
            self._message.say(mangled_scan(scan.mangled.reason), "warning")
        else:
            self._take(scan)
        return True

    def step_back(self) -> bool:
        """The dossier is left first, then the text that was looked for."""
        if not self._message.isHidden():
            self._message.clear()
        elif self._is_open:
            self._show_list()
        elif self._field.text() or self._ready.text:
            self._field.clear()
            self._view_model.find("")
        else:
            return False
        return True

    # the visit

    @property
    def _is_open(self) -> bool:
        return self._stack.currentWidget() is self._dossier

    def _take(self, scan: Scan) -> None:
        if scan.card is not None and self._is_open and self._panel.is_ready:
            self._panel.take_card(scan.card)
            return
        self._message.clear()
        wanted = scan.card.id_number if scan.card else scan.alias or str(scan.code)
        self._scanned_receipt = "" if scan.card else wanted
        self._field.clear()
        self._view_model.find(wanted)

    @Slot()
    def _look_up(self) -> None:
        """What was typed; the line chosen where the list answers what was typed."""
        text = self._field.text().strip()
        if not self._is_open and text == (self._ready.text or "") and self._ready.chosen:
            self._view_model.open(self._ready.chosen)
        elif text or not self._is_open:
            self._message.clear()
            self._view_model.find(text)

    @Slot(object)
    def _open(self, dossier: UUID | str) -> None:
        self._message.clear()
        self._view_model.open(dossier if isinstance(dossier, UUID) else UUID(dossier))

    @Slot(object)
    def _show_found(self, found: Found) -> None:
        self._show(found)
        self._field.clear()
        self._ask_to_rate(found)
        self._panel.focus_first()
        if not self._panel.is_ready and not self._panel.fees.isVisible():
            self._field.setFocus()

    def _ask_to_rate(self, found: Found) -> None:
        """A receipt that is scanned after the hand-over: its holder may rate."""
        receipt, self._scanned_receipt = self._scanned_receipt, ""
        if receipt and found.dossier.status is Status.RETURNED:
            self.rating_wanted.emit(receipt)

    def _show(self, found: Found) -> None:
        dossier = found.dossier
        self._code.setText(dossier.code or dossier.decline_number or "—")
        self._status.setText(status_word(dossier.status, dossier.lifecycle))
        restyle(self._status, tone=status_tone(dossier.status, dossier.lifecycle))
        self._person.show_found(found)
        self._result.show_found(found)
        self._panel.show_found(found)
        self._stack.setCurrentWidget(self._dossier)

    @Slot(object)
    def _show_ready(self, ready: ReadyList) -> None:
        self._view_model.close()
        self._ready.show_ready(ready)
        self._stack.setCurrentWidget(self._ready)

    @Slot()
    def _show_list(self) -> None:
        self._view_model.close()
        self._view_model.find("")
        self._stack.setCurrentWidget(self._ready)
        self._focus_field()

    @Slot(str, object)
    def _on_done(self, act: str, after: Found) -> None:
        if act == "hand-over":
            self._message.say(handed_over_sentence(after.dossier), "success")
        if self._view_model.current is not after:
            return  # another citizen stands there already
        self._panel.message.clear()
        self._show(after)
        if act == "hand-over":
            self._focus_field()
        else:
            self._message.say(_("Đã ghi thu tiền."), "success")
            self._panel.focus_first()

    @Slot(str, Exception)
    def _on_refused(self, act: str, error: Exception) -> None:
        self._panel.refuse(act, explain(error))

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._message.say(explain(error), "warning")
        self._focus_field()

    @Slot(Exception)
    def _on_no_pages(self, error: Exception) -> None:
        self._result.say_missing(explain(error))

    @Slot()
    def _focus_field(self) -> None:
        self._field.setFocus()
        self._field.selectAll()

    @Slot()
    def _open_details(self) -> None:
        if self._is_open and self._view_model.current is not None:
            self.open_dossier.emit(self._view_model.current.dossier.id)

    @Slot()
    def _print(self) -> None:
        current = self._view_model.current
        if self._is_open and current is not None and self._panel.print.isVisible():
            self._slip.print(current.dossier)

    # building

    def _connect(self) -> None:
        model, panel = self._view_model, self._panel
        model.found.connect(self._show_found)
        model.ready_changed.connect(self._show_ready)
        model.failed.connect(self._on_failed)
        model.done.connect(self._on_done)
        model.refused.connect(self._on_refused)
        model.busy_changed.connect(panel.set_busy)
        model.pages_changed.connect(self._result.show_pages)
        model.pages_missing.connect(self._on_no_pages)
        self._field.stepped.connect(self._ready.step)
        self._field.opened.connect(self._look_up)
        self._ready.opened.connect(self._open)
        self._back.clicked.connect(self._show_list)
        self._person.other_wanted.connect(self._open)
        self._person.details_wanted.connect(self._open_details)
        self._result.file_wanted.connect(model.show_file)
        panel.pay_wanted.connect(model.pay)
        panel.hand_over_wanted.connect(model.hand_over)
        panel.print_wanted.connect(self._print)
        self._slip.said.connect(panel.message.say)
        for keys, act in (
            ("Ctrl+F", self._focus_field),
            ("Ctrl+Return", panel.hand_over),
            ("Ctrl+Enter", panel.hand_over),
            ("Ctrl+P", self._print),
            ("Alt+U", panel.fees.submit),
            ("Alt+O", self._open_details),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        self._code.setProperty("level", "title")
        identify(self._message, "handover.note")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._back)
        head.addWidget(self._code)
        head.addWidget(self._status, 1)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        for part, share in ((self._person, 10), (self._result, 11), (self._panel, 12)):
            columns.addWidget(part, share)
        whole = QVBoxLayout(self._dossier)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        whole.addLayout(head)
        whole.addLayout(columns, 1)
        self._stack.addWidget(self._ready)
        self._stack.addWidget(self._dossier)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 8)
        page.setSpacing(8)
        page.addWidget(self._field)
        page.addWidget(self._message)
        page.addWidget(self._stack, 1)
