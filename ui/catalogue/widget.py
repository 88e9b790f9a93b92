"""The catalogue's page (F7): procedures and decisions, drafts, the review."""

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from ui.catalogue.drafts_tab import DraftsTab
from ui.catalogue.drafts_view_model import DraftsViewModel
from ui.catalogue.procedures_tab import ProceduresTab
from ui.catalogue.review_tab import ReviewTab
from ui.catalogue.review_view_model import ReviewViewModel
from ui.catalogue.view_model import ProceduresViewModel
from ui.page import Page
from ui.tasks import TaskRunner
from ui.widgets.scrolling import scrolling
from ui.widgets.styling import identify


class CataloguePage(Page):
    """Tabs by Ctrl+1, Ctrl+2, Ctrl+3; drafts only for who writes the catalogue."""

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._procedures = ProceduresViewModel(counter, officer, tasks, self)
        self._drafts = DraftsViewModel(counter, officer, tasks, self)
        self._review = ReviewViewModel(counter, officer, tasks, self)
        self.procedures = ProceduresTab(self._procedures)
        self.drafts = DraftsTab(self._drafts)
        self.review = ReviewTab(self._review, may_answer=self._procedures.may_write)
        self.tabs = QTabWidget()
        self._parts: tuple[ProceduresTab | DraftsTab | ReviewTab, ...]
        if self._procedures.may_write:
            self._parts = (self.procedures, self.drafts, self.review)
        else:
            self._parts = (self.procedures, self.review)
            self.drafts.setParent(self)
            self.drafts.hide()
        self._lay_out()
        self._connect()
        self.look_again()

    def title(self) -> str:
        """As on the rail."""
        return _("Thủ tục")

    def enter(self) -> None:
        """Focus the tab's first control."""
        self._parts[self.tabs.currentIndex()].first_focus().setFocus()

    def look_again(self) -> None:
        """Versions, drafts and suggestions may have come from elsewhere."""
        self._procedures.load()
        if self._procedures.may_write:
            self._drafts.load()
        if self._review.is_loaded:
            self._review.refresh()

    def shortcuts(self) -> list[tuple[str, str]]:
        """For F1."""
        return [
            ("Ctrl+1 … Ctrl+3", _("Sang phần thủ tục, dự thảo, rà soát")),
            ("Enter", _("Từ ô tìm sang danh sách")),
            ("↑ ↓", _("Chọn thủ tục, phiên bản, dự thảo, kiến nghị")),
        ]

    @Slot(int)
    def show_tab(self, index: int) -> None:
        """Show one of the tabs and focus its first control."""
        if index < len(self._parts):
            self.tabs.setCurrentIndex(index)
            self.enter()

    @Slot(object)
    def _after_issue(self, _versions: object) -> None:
        self._procedures.load()
        if self._review.is_loaded:
            self._review.load()

    @Slot(int)
    def _on_tab(self, index: int) -> None:
        """The review is looked for when somebody wants to see it."""
        if self._parts[index] is self.review and not self._review.is_loaded:
            self._review.load()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._on_tab)
        self._drafts.issued.connect(self._after_issue)
        for number in range(3):
            keys = QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self)
            keys.activated.connect(lambda number=number: self.show_tab(number))

    def _lay_out(self) -> None:
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        identify(self.tabs, "catalogue.tabs", _("Thủ tục"))
        titles = {
            self.procedures: _("Thủ tục và quyết định"),
            self.drafts: _("Dự thảo"),
            self.review: _("Rà soát"),
        }
        for part in self._parts:
            self.tabs.addTab(scrolling(part), titles[part])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 16)
        column.addWidget(self.tabs)
