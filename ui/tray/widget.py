"""The page of conflicts (F10): what two desks wrote differently, what the centre did not take."""

from uuid import UUID

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.concerns import settles
from counter_app.services.counter import Counter
from ui.messages import explain
from ui.page import Page
from ui.sync.worker import SyncWorker
from ui.tasks import TaskRunner
from ui.tray.dispute_pane import DisputePane
from ui.tray.lines_pane import LinesPane
from ui.tray.rejection_pane import RejectionPane
from ui.tray.values import Item, ShownDispute, ShownRejection, Waiting
from ui.tray.view_model import TrayViewModel
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import identify, label


class TrayPage(Page):
    """The list on the left, what is to be decided on the right; made like every page."""

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, "page.tray", _("Đối chiếu"))
        self._view_model = TrayViewModel(counter, officer, tasks, self)
        self._message = MessageLine()
        self._lines = LinesPane()
        self._pane = DisputePane()
        self._rejection = RejectionPane()
        self._sync: SyncWorker | None = None
        self._beside = QStackedWidget()
        self._hint = label(_("Chọn một dòng để xem việc cần quyết định."), "muted", wraps=True)
        self._empty = label(_nothing_words(officer), "muted", wraps=True)
        self._whole = QStackedWidget()
        self._lay_out()
        self._connect()

    def title(self) -> str:
        """The word on the rail."""
        return _("Đối chiếu")

    def enter(self) -> None:
        """The list; it is asked anew."""
        self.setFocus()
        self._lines.table.setFocus()
        self._view_model.refresh()

    def shortcuts(self) -> list[tuple[str, str]]:
        """For F1."""
        return [
            ("↑ ↓", _("Chọn việc, hoặc chọn giá trị")),
            ("Enter", _("Sang các mục cần quyết định")),
            ("Tab", _("Sang mục tiếp theo")),
            ("Ctrl+Enter", _("Ghi các lựa chọn, hoặc gửi lại trung tâm")),
            ("Alt+O", _("Xem cả hồ sơ ở trang Tra cứu")),
            ("Ctrl+R", _("Lấy lại danh sách")),
            ("Esc", _("Về danh sách")),
        ]

    def step_back(self) -> bool:
        """A message is left first, then the dossier for the list."""
        if not self._message.isHidden():
            self._message.clear()
        elif self._beside.isAncestorOf(self.focusWidget() or self):
            self._lines.table.setFocus()
        else:
            return False
        return True

    def follow_sync(self, sync: SyncWorker) -> None:
        """What was not taken may be sent again."""
        self._sync = sync
        sync.rejected_changed.connect(self._view_model.refresh)
        sync.tried_again.connect(self._on_tried_again)
        sync.refused.connect(self._on_not_tried)

    def look_again(self) -> None:
        """The list is asked anew; choices made stay."""
        self._view_model.refresh()

    @Slot(object)
    def _show_waiting(self, waiting: Waiting) -> None:
        self._whole.setCurrentIndex(0 if waiting.count else 1)
        self._lines.show_waiting(waiting)
        self.attention_changed.emit()
        if not waiting.count:
            self.setFocus()
        elif self.hasFocus():
            self._lines.table.setFocus()

    @Slot(object)
    def _on_chosen(self, item: Item | None) -> None:
        if item is None:
            self._view_model.choose_none()
            self._pane.forget()
            self._beside.setCurrentWidget(self._hint)
        else:
            self._view_model.choose(item)

    @Slot(object)
    def _show_dossier(self, shown: ShownDispute) -> None:
        self._pane.show_dispute(shown)
        self._beside.setCurrentWidget(self._pane)

    @Slot(object)
    def _show_rejection(self, shown: ShownRejection) -> None:
        self._rejection.show_rejection(shown)
        self._beside.setCurrentWidget(self._rejection)

    @Slot()
    def _decide_chosen(self) -> None:
        if isinstance(beside := self._beside.currentWidget(), DisputePane | RejectionPane):
            beside.focus_first()

    @Slot()
    def _decide(self) -> None:
        """Ctrl+Enter: what the button of the open pane does."""
        if self._beside.currentWidget() is self._pane:
            self._pane.decide()
        elif self._beside.currentWidget() is self._rejection:
            self._try_again()

    @Slot()
    def _try_again(self) -> None:
        rejected = self._view_model.rejected
        if rejected is not None and self._sync is not None:
            self._rejection.set_busy(True)
            self._sync.try_again(rejected.rejection.event)

    @Slot(object)
    def _on_tried_again(self, _event: UUID) -> None:
        self._rejection.set_busy(False)
        self._message.say(_("Việc này đang được gửi lại trung tâm."), "success")
        self._lines.table.setFocus()
        self._view_model.refresh()

    @Slot(Exception)
    def _on_not_tried(self, error: Exception) -> None:
        self._rejection.set_busy(False)
        self._rejection.refuse(explain(error))

    @Slot(object)
    def _on_settled(self, after: ShownDispute) -> None:
        code = after.dossier.code
        if after.count:
            text = _("Đã ghi. Hồ sơ {code} còn mục chưa quyết định.")
            self._show_dossier(after)
            self._pane.focus_first()
        else:
            text = _("Đã ghi. Hồ sơ {code} không còn chỗ nào ghi khác nhau.")
            self._lines.table.setFocus()
        self._message.say(text.format(code=code), "success")

    @Slot(Exception)
    def _on_refused(self, error: Exception) -> None:
        self._pane.refuse(explain(error))

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._message.say(explain(error), "danger")

    @Slot()
    def _open_details(self) -> None:
        rejected = self._view_model.rejected
        if self._view_model.current is not None:
            self.open_dossier.emit(self._view_model.current.dossier.id)
        elif rejected is not None and rejected.rejection.dossier is not None:
            self.open_dossier.emit(rejected.rejection.dossier)

    def _connect(self) -> None:
        model = self._view_model
        model.lines_changed.connect(self._show_waiting)
        model.dossier_changed.connect(self._show_dossier)
        model.rejection_changed.connect(self._show_rejection)
        model.settled.connect(self._on_settled)
        model.refused.connect(self._on_refused)
        model.failed.connect(self._on_failed)
        model.busy_changed.connect(self._pane.set_busy)
        self._lines.chosen.connect(self._on_chosen)
        self._lines.opened.connect(self._decide_chosen)
        self._pane.wanted.connect(model.settle)
        self._pane.details_wanted.connect(self._open_details)
        self._rejection.wanted.connect(self._try_again)
        self._rejection.details_wanted.connect(self._open_details)
        for keys, act in (
            ("Ctrl+Return", self._decide),
            ("Ctrl+Enter", self._decide),
            ("Alt+O", self._open_details),
            ("Ctrl+R", model.refresh),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _lay_out(self) -> None:
        identify(self._message, "tray.note")
        for words in (self._hint, self._empty):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            words.setMargin(32)
        self._beside.addWidget(self._hint)
        self._beside.addWidget(self._pane)
        self._beside.addWidget(self._rejection)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(12)
        split.addWidget(self._lines)
        split.addWidget(self._beside)
        split.setSizes([10_000, 22_000])
        self._whole.addWidget(split)
        self._whole.addWidget(self._empty)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 8)
        page.setSpacing(8)
        page.addWidget(self._message)
        page.addWidget(self._whole, 1)


def _nothing_words(officer: Officer) -> str:
    """What will appear on the empty page."""
    if settles(officer.roles):
        return _(
            "Không có hồ sơ nào cần đối chiếu. Khi hai quầy ghi khác nhau vào một hồ sơ, hoặc có"
            " việc không hợp với trạng thái hồ sơ, hồ sơ sẽ hiện ở đây để anh/chị quyết định."
            "\n\nViệc nào trung tâm chưa nhận cũng hiện ở đây, kèm lý do và cách xử lý."
        )
    return _(
        "Không có việc nào chờ quản trị viên. Việc quản trị mà trung tâm chưa nhận, và việc chưa nhận"
        " vì thiếu đăng ký hay vai trò của công chức, sẽ hiện ở đây, kèm lý do và cách xử lý."
    )
