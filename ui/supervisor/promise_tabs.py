"""What is decided about promises, on tabs of their own: a calendar's change, what is late, and why."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QTabWidget

from counter_app.domain.act import Role
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from ui.supervisor.impact_pane import ImpactPane
from ui.supervisor.impact_view_model import ImpactViewModel
from ui.supervisor.late_tab import LateTab
from ui.tasks import TaskRunner


class PromiseTabs(QObject):
    """Only who may decide has them: supervisors all, leaders what is late and why."""

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, tabs: QTabWidget
    ) -> None:
        super().__init__(tabs)
        self._tabs = tabs
        self._impact: ImpactPane | None = None
        if Role.SUPERVISOR in officer.roles:
            self._impact = ImpactPane(ImpactViewModel(counter, officer, tasks.lasting, self))
        self._late: LateTab | None = None
        if {Role.SUPERVISOR, Role.LEADER} & set(officer.roles):
            self._late = LateTab(counter, officer, tasks)

    def add(self) -> None:
        """Put them behind the tabs there are."""
        if self._impact is not None:
            self._tabs.addTab(self._impact, _("Đổi lịch"))
        if self._late is not None:
            self._tabs.addTab(self._late, _("Quá hạn"))
        self._tabs.currentChanged.connect(self._on_tab)

    def shortcuts(self) -> list[tuple[str, str]]:
        """For F1."""
        found = []
        if self._impact is not None:
            found.append(("Ctrl+5", _("Đổi lịch làm việc")))
        if self._late is not None:
            found.append(("Ctrl+6", _("Quá hạn: xin lỗi và hẹn lại")))
        return found

    @Slot()
    def show_impact(self) -> None:
        """Ctrl+5."""
        if self._impact is not None:
            self._tabs.setCurrentWidget(self._impact)
            self._impact.file.setFocus()

    @Slot()
    def show_late(self) -> None:
        """Ctrl+6."""
        if self._late is not None:
            self._tabs.setCurrentWidget(self._late)

    @Slot(int)
    def _on_tab(self, _index: int) -> None:
        if self._late is not None and self._tabs.currentWidget() is self._late:
            self._late.ask()
