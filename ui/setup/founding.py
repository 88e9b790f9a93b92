"""The first administrator of a unit, made at its first desk once the centre knows nobody there."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.services.counter import Counter
from ui.look import Look
from ui.look_buttons import LookButtons
from ui.messages import explain
from ui.setup.field_sheet import FieldSheet
from ui.setup.fields import founder_fields, founder_in
from ui.setup.founder_form import FounderForm, founder_problems
from ui.tasks import TaskRunner
from ui.widgets.centred_card import centred_card
from ui.widgets.message_line import MessageLine
from ui.widgets.scrolling import scrolling
from ui.widgets.styling import button, identify, label


class FoundingViewModel(QObject):
    """Registers one administrator; ends in ``finished`` or ``refused``."""

    busy_changed = Signal(bool)
    finished = Signal()
    refused = Signal(str)  # a sentence

    def __init__(self, counter: Counter, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._tasks = tasks

    def found(self, form: FounderForm) -> None:
        """Register who was typed; the next round tells the centre."""
        counter = self._counter
        self.busy_changed.emit(True)
        task = self._tasks.start(lambda: counter.found(form.officer()))
        task.succeeded.connect(self._finish)
        task.failed.connect(self._refuse)

    @Slot(object)
    def _finish(self, _officer: object) -> None:
        self.busy_changed.emit(False)
        self.finished.emit()

    @Slot(Exception)
    def _refuse(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        self.refused.emit(explain(error))


class FoundingPage(QWidget):
    """``finished`` when somebody may sign in."""

    finished = Signal()

    def __init__(
        self, unit: str, view_model: FoundingViewModel, look: Look, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, "page.founding", _("Quản trị viên đầu tiên"))
        self._view_model = view_model
        self.fields = founder_fields()
        self._sheet = FieldSheet(self.fields)
        self.submit = button(_("Tạo quản trị viên"), "primary", "setup.found")
        self.note = MessageLine()
        self._lay_out(unit, look)
        self._connect()

    def enter(self) -> None:
        """Focus the first field."""
        self.fields["officer"].control.setFocus()

    @Slot()
    def _submit(self) -> None:
        form = founder_in(self.fields)
        if not self._sheet.complain(founder_problems(form)):
            self.note.clear()
            self._view_model.found(form)

    @Slot(bool)
    def _show_busy(self, is_busy: bool) -> None:
        self.submit.setDisabled(is_busy)
        if is_busy:
            self.note.say(_("Đang lưu…"), "info")

    @Slot(str)
    def _show_refused(self, sentence: str) -> None:
        self.note.say(sentence, "danger")

    def _connect(self) -> None:
        self._sheet.submitted.connect(self._submit)
        self.submit.clicked.connect(self._submit)
        self._view_model.busy_changed.connect(self._show_busy)
        self._view_model.refused.connect(self._show_refused)
        self._view_model.finished.connect(self.finished)

    def _lay_out(self, unit: str, look: Look) -> None:
        card_row, column = centred_card(560)
        column.addWidget(label(_("Quản trị viên đầu tiên"), "title"))
        hint = _(
            "{unit} chưa có công chức nào trên hệ thống. Tạo quản trị viên đầu tiên; người này đăng ký"
            " những người khác ở trang Quản trị."
        )
        column.addWidget(label(hint.format(unit=unit), "muted", wraps=True))
        column.addSpacing(8)
        column.addWidget(self._sheet)
        column.addWidget(self.note)
        column.addWidget(self.submit, 0, Qt.AlignmentFlag.AlignRight)
        inner = QWidget()
        middle = QVBoxLayout(inner)
        middle.addStretch(1)
        middle.addLayout(card_row)
        middle.addStretch(2)
        top = QHBoxLayout()
        top.setContentsMargins(16, 8, 16, 0)
        top.addStretch(1)
        top.addWidget(LookButtons(look))
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addLayout(top)
        page.addWidget(scrolling(inner), 1)
