"""The figures of every unit on a tab of their own, asked for when it is looked at."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QTabWidget

from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from counter_app.services.unit_figures import MAY_SEE
from ui.supervisor.units_pane import UnitsPane
from ui.supervisor.units_view_model import UnitsViewModel
from ui.tasks import TaskRunner


class UnitsTab(QObject):
    """Only supervisors and procedure control have it."""

    opened = Signal(str)  # a figure of the own unit, whose list is wanted

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, tabs: QTabWidget
    ) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._pane: UnitsPane | None = None
        if set(MAY_SEE) & set(officer.roles):
            self._model = UnitsViewModel(counter, officer, tasks, self)
            self._pane = UnitsPane(self._model)
            self._pane.opened.connect(self.opened)

    def add(self) -> None:
        """Put it behind the tabs there are."""
        if self._pane is not None:
            self._tabs.addTab(self._pane, _("Các đơn vị"))
            self._tabs.currentChanged.connect(self._on_tab)

    def shortcuts(self) -> list[tuple[str, str]]:
        """For F1."""
        return [("Ctrl+7", _("Số liệu của các đơn vị"))] if self._pane is not None else []

    def step_back(self) -> bool:
        """Whether a list was left for the units."""
        is_seen = self._pane is not None and self._tabs.currentWidget() is self._pane
        return is_seen and self._pane is not None and self._pane.step_back()

    @Slot()
    def show_units(self) -> None:
        """Ctrl+7."""
        if self._pane is not None:
            self._tabs.setCurrentWidget(self._pane)
            self._pane.table.setFocus()

    @Slot()
    def ask_if_seen(self) -> None:
        """Ask the centre again while the tab is looked at."""
        if self._pane is not None and self._tabs.currentWidget() is self._pane:
            self._model.ask()

    @Slot(int)
    def _on_tab(self, _index: int) -> None:
        self.ask_if_seen()
