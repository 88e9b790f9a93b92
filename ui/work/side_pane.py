"""The open dossier beside the queue: who and what, everything that may be done, all that is known."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from ui.acting.panel import ActPanel
from ui.search.details import Details, Title
from ui.shown import ShownDossier
from ui.tasks import TaskRunner
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.styling import button, identify, label


class SidePane(QWidget):
    """One dossier with its acts; a sentence in its place while several lines are chosen."""

    performed = Signal(object)  # Dossier
    close_wanted = Signal()
    page_wanted = Signal()  # the dossier on the page that shows everything

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, "work.dossier", _("Hồ sơ đang mở"))
        self._officer = officer
        self.shown: ShownDossier | None = None
        self.panel = ActPanel(counter, tasks)
        self._title = Title()
        self._details = Details()
        self._close = button(_("Đóng"), "link", "work.dossier.close")
        self._page = button(_("Xem cả hồ sơ"), "link", "work.dossier.page")
        self._several = label(
            _("Đang chọn nhiều hồ sơ. Dùng các nút phía trên danh sách."), "muted", wraps=True
        )
        self._stack = QStackedWidget()
        self._lay_out()
        self.panel.performed.connect(self.performed)
        self.panel.form_changed.connect(self._on_form)
        self._close.clicked.connect(self.close_wanted)
        self._page.clicked.connect(self.page_wanted)

    @property
    def is_in_form(self) -> bool:
        """Whether an act's data is being typed."""
        return self.panel.is_in_form

    @Slot(object)
    def show_dossier(self, shown: ShownDossier) -> None:
        """Show it with what the officer may do."""
        self.shown = shown
        self._title.show_dossier(shown)
        self.panel.show_dossier(shown, self._officer)
        self._details.show_dossier(shown, masks=False)

    def show_several(self, *, several: bool) -> None:
        """Whether the acts are for more than this dossier."""
        self._stack.setCurrentIndex(1 if several else 0)

    def focus_first(self) -> None:
        """The act that comes next."""
        self._details.setFocus()

    def step_back(self) -> bool:
        """Leave a form first; False when there is nothing to leave."""
        return self.panel.step_back()

    @Slot(bool)
    def _on_form(self, _is_open: bool) -> None:
        self.updateGeometry()

    def _lay_out(self) -> None:
        head = QWidget()
        line = FlowLayout(head)
        for part in (self._title, self._page, self._close):
            line.addWidget(part)
        self._title.setMinimumHeight(self._close.sizeHint().height())
        one = QWidget()
        column = QVBoxLayout(one)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self.panel)
        column.addWidget(self._details, 1)
        self._several.setMargin(24)
        self._stack.addWidget(one)
        self._stack.addWidget(self._several)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
