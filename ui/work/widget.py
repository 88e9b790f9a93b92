"""The work page (F4): what must be done, the most urgent first, and one dossier beside it."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from counter_app.domain.scan import read_scan
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from counter_app.services.queue import QueueFilter, Whose
from ui.acting.keys import ActKeys
from ui.acting.words import act_commands
from ui.messages import explain
from ui.page import Page
from ui.shown import ShownDossier
from ui.tasks import TaskRunner
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import identify, label
from ui.work.bulk import BulkActs, BulkItem, BulkResult
from ui.work.bulk_bar import BulkBar
from ui.work.filter_bar import FilterBar
from ui.work.keys import keys_of_page
from ui.work.side_pane import SidePane
from ui.work.table import QueueTable
from ui.work.values import QueueList
from ui.work.view_model import WorkViewModel
from ui.work.wording import nothing_words, total_words

_REFRESH_MS = 30_000
_READ_MS = 90  # an arrow key held down reads the dossier it stops at, not all it passes


class WorkPage(Page):
    """Made like every page of the window."""

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, "page.work", _("Việc của tôi"))
        self._counter, self._tasks = counter, tasks
        self._view_model = WorkViewModel(counter, officer, tasks, self)
        self._bulk = BulkActs(counter, officer, tasks, self)
        self._filters = FilterBar()
        self._bar = BulkBar()
        self._message = MessageLine()
        self._table = QueueTable()
        self._empty = label("", "muted", wraps=True)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._made_side: SidePane | None = None
        self._shown: QueueFilter | None = None  # what the list answers
        self._refresh_timer = QTimer(self, interval=_REFRESH_MS)
        self._settled = QTimer(self, singleShot=True, interval=_READ_MS)
        self._lay_out()
        self._connect()

    def title(self) -> str:
        """The word on the rail."""
        return _("Việc của tôi")

    def enter(self) -> None:
        """The list, read anew; an open dossier stays open."""
        self._table.setFocus()
        self.refresh()
        self._read_open()

    def shortcuts(self) -> list[tuple[str, str]]:
        """For F1."""
        return keys_of_page()

    def scanned(self, text: str) -> bool:
        """A receipt's code opens its dossier beside the list."""
        scan = read_scan(text)
        if not (scan.alias or scan.code):
            return False
        self._message.clear()
        self._view_model.find_code(scan.alias or str(scan.code))
        return True

    def step_back(self) -> bool:
        """A form first, then the dossier, the choice, the filter."""
        side = self._open_side()
        if self._bulk.is_busy:
            self._bulk.stop()
        elif self._bar.is_in_form:
            self._bar.leave_form()
            self._table.setFocus()
        elif side is not None:
            if not side.step_back():
                self._close_side()
        elif self._bar.message.text():
            self._bar.message.clear()
        elif self._table.count() > 1:
            self._table.clear_choice()
        else:
            return self._filters.clear()
        return True

    @Slot()
    def refresh(self) -> None:
        """Read the list again; what is chosen stays so and nothing moves."""
        if self._shown is None:
            self._view_model.show(self._filters.wanted())
        else:
            self._view_model.refresh(self._table.rows_wanted())

    @Slot(object)
    def _on_filter(self, wanted: QueueFilter) -> None:
        self._message.clear()
        self._view_model.show(wanted)

    @Slot(object)
    def _on_listed(self, shown: QueueList) -> None:
        keeps_place = shown.wanted == self._shown
        self._shown = shown.wanted
        self._table.show_list(shown, keeps_place=keeps_place)
        self._filters.show_fields(shown.fields)
        self._filters.show_total(total_words(shown.total))
        self._bar.show_staff(shown.staff)
        self._empty.setText(nothing_words(shown.wanted))
        self._empty.setVisible(not self._table.queue.rowCount())
        if not keeps_place:
            self._table.first_row()
        self._on_selection()

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._message.say(explain(error), "danger")

    @Slot()
    def look_again(self) -> None:
        """The list and the open dossier, unless somebody is in the middle of something."""
        if self.isVisible() and not (self._view_model.is_reading or self._bulk.is_busy):
            self.refresh()
            self._read_open()

    @Slot()
    def _on_selection(self) -> None:
        count = self._table.count()
        self._bar.show_chosen(count)
        side = self._open_side()
        self._bar.offer(offers=side is None or count > 1)
        if side is not None:
            side.show_several(several=count > 1)

    @Slot(object)
    def _on_current(self, dossier: UUID | None) -> None:
        side = self._open_side()
        if side is not None and dossier is not None and not side.is_in_form:
            self._settled.start()

    @Slot()
    def _open_current(self) -> None:
        if (dossier := self._table.current()) is not None:
            self._open(dossier)

    @Slot(object)
    def _open(self, dossier: UUID) -> None:
        side = self._side()
        if side.is_in_form and side.shown and side.shown.dossier.id != dossier:
            self._message.say(_("Đang làm dở với hồ sơ bên phải. Bấm Esc để thôi."), "warning")
            return
        self._view_model.open(dossier)
        if side.isHidden():
            side.show()
            self._split.setSizes([10_000, 9_000])
            self._on_selection()
        side.focus_first()

    @Slot()
    def _read_current(self) -> None:
        if (dossier := self._table.current()) is not None and self._open_side() is not None:
            self._view_model.open(dossier)

    def _read_open(self) -> None:
        if (side := self._open_side()) is not None and side.shown is not None:
            self._view_model.open(side.shown.dossier.id)

    @Slot(object)
    def _on_read(self, shown: ShownDossier) -> None:
        if (side := self._open_side()) is not None and not side.is_in_form:
            side.show_dossier(shown)

    @Slot()
    def _close_side(self) -> None:
        if (side := self._open_side()) is not None:
            self._view_model.close()
            side.hide()
            self._on_selection()
            self._table.setFocus()

    @Slot()
    def _to_search(self) -> None:
        if self._made_side is not None and self._made_side.shown is not None:
            self.open_dossier.emit(self._made_side.shown.dossier.id)

    def _open_side(self) -> SidePane | None:
        side = self._made_side
        return side if side is not None and not side.isHidden() else None

    def _side(self) -> SidePane:
        """Made when the first dossier is opened."""
        if self._made_side is None:
            side = SidePane(self._counter, self._view_model.officer, self._tasks)
            side.hide()
            side.performed.connect(self.refresh)
            side.close_wanted.connect(self._close_side)
            side.page_wanted.connect(self._to_search)
            self._split.addWidget(side)
            self._made_side = side
        return self._made_side

    @Slot(str, object)
    def _perform(self, act: str, data: object) -> None:
        lines = (
            self._table.queue.line(self._table.queue.row_of(d)) for d in self._table.selected()
        )
        items = tuple(BulkItem(line.id, line.code) for line in lines if line is not None)
        self._bulk.perform(items, act, data)  # type: ignore[arg-type]

    @Slot(object)
    def _on_ended(self, result: BulkResult) -> None:
        self._bar.show_result(result)
        if not self._bar.is_in_form:
            self._table.setFocus()
        self.refresh()

    @Slot(str)
    def _on_act_key(self, name: str) -> None:
        side = self._open_side()
        if side is not None and self._table.count() <= 1:
            side.panel.begin(name)
        elif name in (take := "work.action.take", "work.action.forward"):
            (self._bar.take if name == take else self._bar.begin_forwarding)()
        else:
            self._message.say(_("Mở hồ sơ (Enter) trước khi làm việc này."), "info")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh_timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._refresh_timer.stop()
        self._settled.stop()

    def _connect(self) -> None:
        model, table = self._view_model, self._table
        model.listed.connect(self._on_listed)
        model.read.connect(self._on_read)
        model.failed.connect(self._on_failed)
        model.found.connect(self._open)
        table.queue.more_wanted.connect(model.more)
        table.opened.connect(self._open_current)
        table.typed.connect(self._filters.take_letter)
        table.selection_changed.connect(self._on_selection)
        table.current_changed.connect(self._on_current)
        self._filters.changed.connect(self._on_filter)
        self._filters.left.connect(table.setFocus)
        self._bar.wanted.connect(self._perform)
        self._bar.stop_wanted.connect(self._bulk.stop)
        self._bulk.advanced.connect(self._bar.show_progress)
        self._bulk.ended.connect(self._on_ended)
        self._refresh_timer.timeout.connect(self.look_again)
        self._settled.timeout.connect(self._read_current)
        self._key("Ctrl+R").activated.connect(self.refresh)
        self._key("Ctrl+F").activated.connect(self._filters.text.setFocus)
        for number, whose in enumerate(Whose, 1):
            self._key(f"Ctrl+{number}").activated.connect(partial(self._filters.show_whose, whose))
        ActKeys(self, act_commands()).pressed.connect(self._on_act_key)

    def _key(self, keys: str) -> QShortcut:
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        return QShortcut(QKeySequence(keys), self, context=context)

    def _lay_out(self) -> None:
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(32)
        self._empty.hide()
        QVBoxLayout(self._table.viewport()).addWidget(self._empty)  # the keyboard stays in the list
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._bar)
        column.addWidget(self._table, 1)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(16)
        self._split.addWidget(left)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 8)
        page.setSpacing(8)
        page.addWidget(self._filters)
        page.addWidget(self._message)
        page.addWidget(self._split, 1)
