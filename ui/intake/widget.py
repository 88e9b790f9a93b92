"""The intake page: from the citizen's card to the printed receipt, without a mouse."""

from datetime import date

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from counter_app.domain.card import Card
from counter_app.domain.errors import (
    AmbiguousTerm,
    InvalidAgency,
    InvalidBirthDate,
    InvalidIntake,
    MissingComponents,
    UnknownCase,
    UnknownTerm,
)
from counter_app.domain.scan import ScanKind, classify_scan
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from counter_app.services.intake import Accepted
from counter_app.services.ports import DossierLine
from counter_app.services.promise import Promise
from counter_app.services.receipts import StoredReceipt
from ui.intake.accepted_panel import AcceptedPanel
from ui.intake.applicant_panel import ApplicantPanel
from ui.intake.draft import VisitDraft
from ui.intake.procedure_box import ProcedureBox
from ui.intake.receipt_printing import ReceiptPrinting
from ui.intake.reception_panel import DECLINE, WHY, ReceptionPanel
from ui.intake.request import person_on_card
from ui.intake.view_model import IntakeViewModel, Procedures, Uncovered
from ui.intake.wording import (
    birth_date_refusal,
    card_doubt,
    mangled_scan,
    names_in_short,
    uncovered_letters,
)
from ui.messages import explain
from ui.page import Page
from ui.tasks import TaskRunner
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import identify
from ui.wording import moment_words, short_moment

_SETTLE_MS = 120  # the promise and the doubts follow the typing, they do not chase it
_DRAFT_MS = 700
_TYPING = (9, 14, 9)  # shares of the width
_DONE = (9, 10, 12)
_ROOMY = 60  # letters' heights side by side: below that the columns get compact


def _covers_all(_text: str) -> tuple[str, ...]:
    return ()


class IntakePage(Page):
    """Three columns, read left to right; the third turns into what became of the visit."""

    code_scanned = Signal(str)  # a code or an alias entered in the scan field itself

    def __init__(
        self,
        counter: Counter,
        officer: Officer,
        tasks: TaskRunner,
        parent: QWidget | None = None,
        uncovered: Uncovered = _covers_all,
    ) -> None:
        super().__init__(parent)
        self._today = counter.now
        self._view_model = IntakeViewModel(counter, officer, tasks, uncovered, self)
        self._printing = ReceiptPrinting(counter, officer, tasks, self)
        self._applicant = ApplicantPanel()
        self._box = ProcedureBox()
        self._reception = ReceptionPanel()
        self._accepted = AcceptedPanel(tasks)
        self._right = QStackedWidget()
        self._message = MessageLine()
        self._columns = QHBoxLayout(self)
        self._key = self._view_model.new_key()
        self._undo: VisitDraft | None = None
        self._wanted_procedure = ""
        self._entered = False
        self._missing = False
        self._compact = False
        self._showing = False
        self._follow = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._keep = QTimer(self, singleShot=True, interval=_DRAFT_MS)
        self._lay_out()
        self._connect()

    def minimumSizeHint(self) -> QSize:
        """The columns give way: lists and notes scroll before anything is cut off."""
        return QSize(640, 400)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: how much room there is, measured in letters."""
        super().resizeEvent(event)
        self._arrange(compact=event.size().width() < _ROOMY * self.fontMetrics().height())

    # what the window expects

    def title(self) -> str:
        """The word on the rail."""
        return _("Tiếp nhận")

    def enter(self) -> None:
        """The next thing is a card."""
        if not self._entered:
            self._entered = True
            self._view_model.find_draft()
        self._view_model.load()
        if self.focusWidget() is None or not self.isAncestorOf(self.focusWidget()):
            self._applicant.scan.setFocus()
        else:
            self.focusWidget().setFocus()

    def shortcuts(self) -> list[tuple[str, str]]:
        """For F1."""
        return [
            ("Ctrl+Enter", _("Tiếp nhận hồ sơ")),
            ("Ctrl+P", _("In giấy tiếp nhận vừa lập")),
            ("Ctrl+T", _("Nhận đủ giấy tờ bắt buộc")),
            ("Ctrl+D", _("Từ chối tiếp nhận")),
            ("Ctrl+Y", _("Vì sao ngày này?")),
            ("Ctrl+S", _("Lưu nháp")),
            ("Ctrl+N", _("Bắt đầu hồ sơ khác")),
            (_("Phím cách, chữ số"), _("Nhận giấy tờ, đặt số bản chính")),
        ]

    def scanned(self, text: str) -> bool:
        """A card fills the form; codes are the window's."""
        scan = classify_scan(text)
        if scan.kind is ScanKind.CARD and scan.card is not None:
            self._take_card(scan.card)
            return True
        if scan.kind is ScanKind.MANGLED and scan.mangled is not None:
            self._show_typing()
            self._say_in(self._applicant.slot_for_messages)
            self._message.say(mangled_scan(scan.mangled.reason), "warning")
            return True
        return False

    def step_back(self) -> bool:
        """Close what is open; the draft stays."""
        if self._reception.is_showing(DECLINE):
            self._reception.leave_decline()
            return True
        if self._reception.is_showing(WHY):
            self._reception.toggle_why()
            self._reception.why.setFocus()
            return True
        if not self._message.isHidden():
            self._message.clear()
            return True
        return False

    def start_procedure(self, code: str) -> bool:
        """Choose a procedure for the citizen who is here."""
        self._show_typing()
        if self._view_model.version(code) is None:
            self._wanted_procedure = code  # it is chosen as soon as the catalogue is there
        else:
            self._box.procedure.choose(code)
        self._box.procedure.setFocus()
        return True

    # the visit

    def draft(self) -> VisitDraft:
        """Everything as it is typed now."""
        applicant, submitter = self._applicant.people()
        empty = VisitDraft(self._key, applicant, submitter)
        return self._reception.entered(self._box.entered(empty))

    def show_draft(self, draft: VisitDraft) -> None:
        """Fill the page from a draft."""
        self._showing = True
        self._key = draft.key
        self._applicant.show_people(draft.applicant, draft.submitter)
        self._box.show_draft(draft)
        self._reception.show_draft(draft)
        self._showing = False
        if not draft.procedure:
            self._reception.show_no_promise("")
        self._follow_up()

    @Slot()
    def accept(self) -> None:
        """Take the visit in; what is missing is said where it is missing."""
        if self._right.currentWidget() is self._accepted or self._view_model.is_busy:
            return
        self._message.clear()
        self._stop_timers()
        self._view_model.submit(self.draft())

    @Slot(str)
    def decline(self, reason: str) -> None:
        """Refuse the visit."""
        if not reason.strip():
            self._say_in(self._reception.slot_for_messages)
            self._message.say(_("Ghi lý do từ chối; lý do được in trên phiếu."), "danger")
            self._reception.decline_panel.reason.setFocus()
            return
        self._message.clear()
        self._stop_timers()
        self._view_model.decline(self.draft(), reason)

    @Slot()
    def start_anew(self) -> None:
        """An empty page for somebody else; what was typed can be brought back."""
        before = self.draft()
        self._clear()
        self._view_model.discard_draft()
        if not before.is_empty():
            self._undo = before
            self._say_in(self._applicant.slot_for_messages)
            self._message.say(_("Đã bỏ hồ sơ đang nhập."), "info", _("Lấy lại"))

    @Slot()
    def next_citizen(self) -> None:
        """Back to the empty columns."""
        self._show_typing()
        self._applicant.scan.setFocus()

    @Slot()
    def save_draft(self) -> None:
        """Keep what is typed, now."""
        self._keep.stop()
        self._say_in(self._reception.slot_for_messages)
        self._message.say(_("Đang lưu…"), "info")
        self._view_model.save_draft(self.draft())

    def _take_card(self, card: Card) -> None:
        self._show_typing()
        self._message.clear()
        before = self._applicant.form().person()
        doubts = tuple(filter(None, map(card_doubt, card.warnings)))
        if before.name and before.id_number.strip() not in ("", card.id_number):
            self._undo = self.draft()
            self._say_in(self._applicant.slot_for_messages)
            self._message.say(
                _("Đã thay {name} bằng người trên thẻ vừa quét.").format(name=before.name),
                "info",
                _("Lấy lại"),
            )
        self._applicant.fill_from_card(person_on_card(card, before), doubts)
        if self._box.version() is None:
            self._box.procedure.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._box.focus_next()

    def _show_typing(self) -> None:
        """The third column is about the visit that is being typed."""
        if self._right.currentWidget() is not self._reception:
            self._right.setCurrentWidget(self._reception)
            self._share(_TYPING)

    def _clear(self) -> None:
        self._stop_timers()
        self._message.clear()
        self._undo = None
        self.show_draft(VisitDraft(self._view_model.new_key()))
        self._stop_timers()
        self._applicant.scan.setFocus()

    def _stop_timers(self) -> None:
        self._follow.stop()
        self._keep.stop()

    def _say_in(self, slot: QVBoxLayout) -> None:
        """The one message stands in the column of its cause."""
        slot.addWidget(self._message)

    # what happens

    @Slot()
    def _on_edited(self) -> None:
        if self._showing:
            return
        self._show_typing()
        if self._missing and self._box.papers.is_complete():
            self._missing = False
            self._message.clear()
            self._box.drop_reason()
        self._follow.start()
        self._keep.start()

    @Slot()
    def _follow_up(self) -> None:
        draft = self.draft()
        self._applicant.judge(self._now_date())
        self._view_model.check(draft)
        self._view_model.preview(draft)
        if not draft.procedure:
            self._reception.show_no_promise("")

    @Slot()
    def _keep_draft(self) -> None:
        draft = self.draft()
        if not draft.is_empty():
            self._view_model.save_draft(draft)

    @Slot(object)
    def _on_procedures(self, procedures: Procedures) -> None:
        self._box.set_procedures(procedures)
        if self._wanted_procedure:
            self._box.procedure.choose(self._wanted_procedure)
            self._wanted_procedure = ""

    @Slot(object)
    def _on_promised(self, promise: Promise) -> None:
        if self._box.procedure.key() == promise.version.code:
            self._reception.show_promise(promise)

    @Slot(Exception)
    def _on_promise_refused(self, error: Exception) -> None:
        if isinstance(error, UnknownCase):
            self._reception.show_no_promise(_("Chọn trường hợp để có ngày hẹn."))
        elif isinstance(error, AmbiguousTerm) and error.terms:
            self._reception.show_no_promise(_("Chọn thời hạn để có ngày hẹn."))
            self._box.ask_for_term(known=True)
        elif isinstance(error, UnknownTerm | AmbiguousTerm):
            self._reception.show_no_promise(_("Đặt thời hạn để có ngày hẹn."))
            self._box.ask_for_term(known=False)
        elif isinstance(error, InvalidAgency):
            self._reception.show_no_promise(_("Mã cơ quan giải quyết chưa đúng."))
        else:
            self._reception.show_no_promise(explain(error))

    @Slot(object)
    def _on_duplicates(self, found: tuple[DossierLine, ...]) -> None:
        sentence = ""
        if found:
            zone = self._today().tzinfo
            sentence = _("Đã có hồ sơ cùng loại: {code}, nhận {at}.").format(
                code=found[0].code, at=short_moment(found[0].received_at.astimezone(zone))
            )
        self._applicant.show_duplicates(found, sentence)

    @Slot(object)
    def _on_uncovered(self, letters: tuple[str, ...]) -> None:
        self._applicant.show_letters(uncovered_letters(letters) if letters else "")

    @Slot(object)
    def _on_accepted(self, accepted: Accepted) -> None:
        dossier = accepted.dossier
        zone = self._today().tzinfo
        due = moment_words(dossier.due_at.astimezone(zone)) if dossier.due_at else ""
        words = _("hẹn trả {due}").format(due=due) if due else _("không hẹn ngày trả")
        self._accepted.show_accepted(dossier, words, repeated=accepted.repeated)
        self._printing.offer(dossier)
        self._clear()
        self._show_done()

    @Slot(object)
    def _on_receipt(self, receipt: StoredReceipt) -> None:
        self._accepted.show_receipt(receipt.content)

    @Slot(Exception)
    def _on_receipt_failed(self, error: Exception) -> None:
        self._accepted.message.say(explain(error), "danger")

    @Slot(object)
    def _on_declined(self, dossier: object) -> None:
        self._accepted.show_declined(dossier)  # type: ignore[arg-type]
        self._reception.decline_panel.reason.clear()
        self._clear()
        self._show_done()

    def _show_done(self) -> None:
        self._right.setCurrentWidget(self._accepted)
        self._share(_DONE)
        self._applicant.scan.setFocus()

    @Slot(Exception)
    def _on_refused(self, error: Exception) -> None:
        slot, sentence = self._place_of(error)
        self._say_in(slot)
        self._message.say(sentence, "danger")

    def _place_of(self, error: Exception) -> tuple[QVBoxLayout, str]:
        """Where the cause is, and what to say there; the focus goes to it."""
        if isinstance(error, MissingComponents):
            self._missing = True
            self._box.ask_for_reason(error.names)
            return self._box.slot_for_messages, _(
                "Thiếu {papers}. Tích giấy tờ đã nhận, hoặc ghi lý do vẫn tiếp nhận rồi bấm Ctrl+Enter."
            ).format(papers=names_in_short(error.names))
        if isinstance(error, InvalidIntake) and error.reason == "missing":
            return self._place_of_gap(error.path)
        if isinstance(error, InvalidBirthDate):
            self._applicant.focus_field("applicant", "birth_date")
            return self._applicant.slot_for_messages, birth_date_refusal(error.reason)
        if isinstance(error, UnknownCase):
            self._box.ask_for_case()
            return self._box.slot_for_messages, _("Chọn trường hợp của thủ tục.")
        if isinstance(error, AmbiguousTerm | UnknownTerm):
            self._on_promise_refused(error)
            first = self._box.term.first()
            if first is not None:
                first.setFocus()
            return self._box.slot_for_messages, _("Chọn thời hạn trước khi tiếp nhận.")
        return self._reception.slot_for_messages, explain(error)

    def _place_of_gap(self, path: str) -> tuple[QVBoxLayout, str]:
        if path == "procedure":
            self._box.procedure.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return self._box.slot_for_messages, _("Chọn thủ tục trước khi tiếp nhận.")
        whose, _dot, field = path.partition(".")
        self._applicant.focus_field(whose, field or "name")
        sentence = (
            _("Nhập họ tên người nộp.") if whose == "submitter" else _("Nhập họ tên chủ hồ sơ.")
        )
        return self._applicant.slot_for_messages, sentence

    @Slot(object)
    def _on_draft_found(self, found: tuple[VisitDraft, str]) -> None:
        if not self.draft().is_empty():
            return  # somebody is already being served
        draft, saved_at = found
        self.show_draft(draft)
        self._undo = None
        self._say_in(self._applicant.slot_for_messages)
        time = f"{saved_at[11:16]} {saved_at[8:10]}/{saved_at[5:7]}"
        self._message.say(
            _("Đã mở lại hồ sơ nhập dở lúc {time}.").format(time=time), "info", _("Bỏ")
        )

    @Slot(bool)
    def _on_draft_saved(self, saved: bool) -> None:
        if self._message.text() == _("Đang lưu…"):
            if saved:
                self._message.say(_("Đã lưu nháp. Bản nháp vẫn còn khi mở lại máy."), "success")
            else:
                self._message.say(_("Chưa lưu được nháp. Kiểm tra ổ đĩa."), "danger")

    @Slot()
    def _on_message_action(self) -> None:
        undo, self._undo = self._undo, None
        self._message.clear()
        if undo is not None:
            self.show_draft(undo)
            self._keep.start()
        else:
            self.start_anew()

    @Slot(str)
    def _on_scan_entered(self, text: str) -> None:
        """The scan field itself: a slow scanner, or Enter for the next citizen."""
        if not text.strip():
            if self._right.currentWidget() is self._accepted:
                self.next_citizen()
            else:
                self._box.procedure.setFocus(Qt.FocusReason.TabFocusReason)
        elif not self.scanned(text):
            scan = classify_scan(text)
            if scan.kind is ScanKind.UNKNOWN:
                self._say_in(self._applicant.slot_for_messages)
                self._message.say(
                    _(
                        "Đây không phải thẻ căn cước hay mã hồ sơ. Quét lại, hoặc nhập tay bên dưới."
                    ),
                    "warning",
                )
            else:
                self.code_scanned.emit(text.strip())

    def _now_date(self) -> date:
        return self._today().date()

    # building

    def _arrange(self, *, compact: bool) -> None:
        if compact == self._compact:
            return
        self._compact = compact
        for column in (self._applicant, self._box, self._reception):
            column.arrange(compact=compact)
        self._columns.setSpacing(8 if compact else 12)
        self._columns.setContentsMargins(*((8, 8, 8, 8) if compact else (16, 12, 16, 12)))

    def _share(self, shares: tuple[int, int, int]) -> None:
        for panel in (self._reception, self._accepted):  # the hidden one asks for no room
            shown = panel is self._right.currentWidget()
            policy = QSizePolicy.Policy.Preferred if shown else QSizePolicy.Policy.Ignored
            panel.setSizePolicy(policy, policy)
        for column, share in enumerate(shares):
            self._columns.setStretch(column, share)

    def _lay_out(self) -> None:
        identify(self._message, "intake.message")
        self._say_in(self._reception.slot_for_messages)
        self._right.addWidget(self._reception)
        self._right.addWidget(self._accepted)
        self._columns.setContentsMargins(16, 12, 16, 12)
        self._columns.setSpacing(12)
        for column in (self._applicant, self._box, self._right):
            self._columns.addWidget(column)
        self._share(_TYPING)

    def _connect(self) -> None:
        model = self._view_model
        model.procedures_loaded.connect(self._on_procedures)
        model.promised.connect(self._on_promised)
        model.promise_refused.connect(self._on_promise_refused)
        model.duplicates_found.connect(self._on_duplicates)
        model.uncovered_found.connect(self._on_uncovered)
        model.busy_changed.connect(self._reception.show_busy)
        model.accepted.connect(self._on_accepted)
        model.receipt_ready.connect(self._on_receipt)
        model.receipt_failed.connect(self._on_receipt_failed)
        model.declined.connect(self._on_declined)
        model.refused.connect(self._on_refused)
        model.draft_found.connect(self._on_draft_found)
        model.draft_saved.connect(self._on_draft_saved)
        self._connect_controls()
        for keys, act in (
            ("Ctrl+Return", self.accept),
            ("Ctrl+Enter", self.accept),
            ("Ctrl+P", self._printing.print),
            ("Ctrl+T", self._box.papers.tick_required),
            ("Ctrl+D", self._reception.begin_decline),
            ("Ctrl+Y", self._reception.toggle_why),
            ("Ctrl+S", self.save_draft),
            ("Ctrl+N", self.start_anew),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _connect_controls(self) -> None:
        self._follow.timeout.connect(self._follow_up)
        self._keep.timeout.connect(self._keep_draft)
        self._message.acted.connect(self._on_message_action)
        for column in (self._applicant, self._box, self._reception):
            column.edited.connect(self._on_edited)
        self._applicant.scan_entered.connect(self._on_scan_entered)
        self._applicant.open_dossier.connect(self.open_dossier)
        self._reception.accept_wanted.connect(self.accept)
        self._reception.decline_wanted.connect(self.decline)
        self._reception.save_wanted.connect(self.save_draft)
        self._accepted.print_wanted.connect(self._printing.print)
        self._accepted.next_wanted.connect(self.next_citizen)
        self._printing.said.connect(self._accepted.message.say)
        self._printing.busy_changed.connect(self._accepted.print.setDisabled)
