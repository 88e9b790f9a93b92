"""The administrator's page (F9): unit, officers, calendar, centre."""

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from ui.admin.calendar_tab import CalendarTab
from ui.admin.centre_tab import CentreTab
from ui.admin.notice_card import NoticeCard, NoticesViewModel
from ui.admin.officers_tab import OfficersTab
from ui.admin.scan_folder_form import ScanFolderForm, ScanFolderViewModel
from ui.admin.unit_tab import UnitTab
from ui.admin.view_model import CalendarViewModel, OfficersViewModel, UnitViewModel
from ui.page import Page
from ui.sync.worker import SyncWorker
from ui.tasks import TaskRunner
from ui.widgets.scrolling import scrolling
from ui.widgets.styling import identify


class AdminPage(Page):
    """Four tabs; Ctrl+PgUp and Ctrl+PgDn change between them."""

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._unit = UnitViewModel(counter, officer, tasks, self)
        self._officers = OfficersViewModel(counter, officer, tasks, self)
        self._calendar = CalendarViewModel(counter, officer, tasks, self)
        self._scans = ScanFolderViewModel(counter, tasks, self)
        self.scan_folder = ScanFolderForm(self._scans)
        self._notices = NoticesViewModel(counter, tasks, self)
        self.notices = NoticeCard(self._notices)
        self.unit = UnitTab(self._unit, (self.scan_folder, self.notices))
        self.officers = OfficersTab(self._officers)
        self.calendar = CalendarTab(self._calendar)
        self.centre = CentreTab()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        identify(self.tabs, "admin.tabs", _("Quản trị"))
        for part, title in (
            (self.unit, _("Cơ quan")),
            (self.officers, _("Công chức")),
            (self.calendar, _("Lịch làm việc")),
            (self.centre, _("Trung tâm")),
        ):
            self.tabs.addTab(scrolling(part), title)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.addWidget(self.tabs)
        self._unit.saved.connect(self.unit_described)
        for keys, step in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            turn = QShortcut(QKeySequence(keys), self)
            turn.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            turn.activated.connect(partial(self._turn, step))
        for view_model in (self._unit, self._officers, self._calendar, self._scans):
            view_model.load()

    def title(self) -> str:
        """As on the rail."""
        return _("Quản trị")

    def enter(self) -> None:
        """Focus the tab's first control."""
        shown = (self.unit, self.officers, self.calendar, self.centre)[self.tabs.currentIndex()]
        shown.first_focus().setFocus()
        self._notices.load()

    def follow_sync(self, sync: SyncWorker) -> None:
        """The centre's tab shows it and tells it what is wanted."""
        self.centre.follow(sync)

    def shortcuts(self) -> list[tuple[str, str]]:
        """For F1."""
        return [
            ("Ctrl+PgUp  Ctrl+PgDn", _("Sang phần trước, phần sau")),
            ("Enter", _("Lưu phần đang sửa")),
        ]

    @Slot(int)
    def show_tab(self, index: int) -> None:
        """Show one of the tabs and focus its first control."""
        self.tabs.setCurrentIndex(index)
        self.enter()

    def _turn(self, step: int) -> None:
        """To the tab beside; behind the last comes the first."""
        self.show_tab((self.tabs.currentIndex() + step) % self.tabs.count())
