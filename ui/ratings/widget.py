"""The ratings page (F8): results, the quarterly sheet, complaints, the citizen's screen."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QCheckBox, QTabWidget, QVBoxLayout, QWidget

from counter_app.domain.quarter import Quarter
from counter_app.domain.scan import ScanKind, read_scan
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from ui.messages import explain
from ui.page import Page
from ui.ratings.complaints_tab import ComplaintsTab
from ui.ratings.results_tab import ResultsTab
from ui.ratings.view_model import RatingsViewModel
from ui.tasks import TaskRunner
from ui.widgets.styling import identify, label


class RatingsPage(Page):
    """Nothing here joins a rating to a dossier; a receipt scanned here opens the citizen's screen."""

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view_model = RatingsViewModel(counter, officer, tasks, self)
        self.results = ResultsTab(self._view_model)
        self.complaints = ComplaintsTab(self._view_model)
        self.screen_on = QCheckBox(_("Màn hình đánh giá cho người dân đang bật"))
        identify(self.screen_on, "ratings.screen", self.screen_on.text())
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        identify(self.tabs, "ratings.tabs", _("Đánh giá"))
        self._lay_out()
        self._connect()

    def title(self) -> str:
        """As on the rail."""
        return _("Đánh giá")

    def enter(self) -> None:
        """Read anew; the focus is where one chooses."""
        self._view_model.load(self.results.quarter)
        self.results.quarters.setFocus()

    def look_again(self) -> None:
        """Figures and complaints anew; the quarter and what is being written stay."""
        self._view_model.load(self.results.quarter)

    def shortcuts(self) -> list[tuple[str, str]]:
        """For F1."""
        return [
            ("Ctrl+PgUp  Ctrl+PgDn", _("Sang phần trước, phần sau")),
            (_("Quét giấy tiếp nhận"), _("Mở màn hình đánh giá cho người dân")),
        ]

    def scanned(self, text: str) -> bool:
        """A receipt: its holder is asked on the citizen's screen."""
        scan = read_scan(text)
        if scan.kind not in (ScanKind.CODE, ScanKind.ALIAS) or not self.screen_on.isChecked():
            return False
        self.rating_wanted.emit(scan.alias or str(scan.code))
        return True

    def show_screen_state(self, is_on: bool) -> None:
        """Say whether the citizen's screen is on."""
        self.screen_on.setChecked(is_on)

    @Slot(object)
    def _load(self, quarter: Quarter) -> None:
        self._view_model.load(quarter)

    @Slot(Exception)
    def _tell(self, error: Exception) -> None:
        if self.tabs.currentWidget() is self.complaints:
            self.complaints.tell(error)
        else:
            self.results.message.say(explain(error), "warning")

    def _connect(self) -> None:
        self._view_model.failed.connect(self._tell)
        self.results.quarter_wanted.connect(self._load)
        self.complaints.dossier_wanted.connect(self.open_dossier)
        self.screen_on.toggled.connect(self.citizen_screen_wanted)

    def _lay_out(self) -> None:
        hint = label(
            _(
                "Khi bật, quét giấy tiếp nhận đã trả kết quả ở trang Trả kết quả hoặc trang này sẽ mở phiếu"
                " đánh giá trên màn hình thứ hai, hoặc trên chính màn hình này nếu chỉ có một."
            ),
            "small",
            wraps=True,
        )
        self.tabs.addTab(self.results, _("Kết quả"))
        self.tabs.addTab(self.complaints, _("Phản ánh"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(4)
        column.addWidget(self.tabs, 1)
        column.addWidget(self.screen_on)
        column.addWidget(hint)
