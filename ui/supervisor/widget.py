"""The supervisor's page (F6): what waits, what is late, and the period's report."""

from importlib import import_module

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from counter_app.services.figure_ports import By
from counter_app.services.figures import narrowed
from ui.figure_words import figure_word, share_word
from ui.messages import explain
from ui.page import Page
from ui.supervisor.board_pane import BoardPane
from ui.supervisor.list_pane import ListPane
from ui.supervisor.parts_pane import PartsPane
from ui.supervisor.promise_tabs import PromiseTabs
from ui.supervisor.report_pane import ReportPane
from ui.supervisor.today_pane import TodayPane
from ui.supervisor.trend_pane import TrendPane
from ui.supervisor.units_tab import UnitsTab
from ui.supervisor.values import ShownBoard, ShownList, ShownProspects, ShownReport, Wanted
from ui.supervisor.view_model import SupervisorViewModel
from ui.supervisor.wall import WallScreen
from ui.tasks import TaskRunner
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify

_REFRESH_MS = 30_000
_CHARTS = "ui.supervisor.charts"


class SupervisorPage(Page):
    """Figures, their trend and reports on tabs; a list covers the figures until it is left."""

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, "page.supervisor", _("Điều hành"))
        self._counter, self._tasks = counter, tasks.patient  # a long report delays no search
        self._view_model = SupervisorViewModel(counter, officer, self._tasks, self)
        self._message = MessageLine()
        self._tabs = QTabWidget()
        self._over = QStackedWidget()
        self._board, self._list = BoardPane(), ListPane()
        self._parts, self._trend = PartsPane(), TrendPane()
        self._today = TodayPane()
        self._report = ReportPane(counter.now().date())
        self._promises = PromiseTabs(counter, officer, tasks, self._tabs)
        self._units = UnitsTab(counter, officer, tasks, self._tabs)
        self._wall: WallScreen | None = None
        self._show_wall = button(_("Màn hình lớn (Ctrl+M)"), "link", "supervisor.wall.show")
        self._shown: ShownBoard | None = None
        self._has_charts = False
        self._origin: QWidget | None = None  # where the focus was when a list was opened
        self._timer = QTimer(self, interval=_REFRESH_MS)
        self._lay_out()
        self._connect()

    def title(self) -> str:
        """The word on the rail."""
        return _("Điều hành")

    def enter(self) -> None:
        """The figures, read anew; the first of them has the focus."""
        self._load_charts()
        self.refresh()
        self._board.buttons[0].setFocus()

    def look_again(self) -> None:
        """Numbers change where they stand."""
        self.refresh()

    def shortcuts(self) -> list[tuple[str, str]]:
        """For F1."""
        return [
            ("Tab", _("Sang số liệu tiếp theo")),
            ("Enter", _("Mở danh sách sau số liệu")),
            ("Ctrl+1 Ctrl+2 Ctrl+3 Ctrl+4", _("Số liệu, diễn biến, báo cáo, cần làm hôm nay")),
            *self._promises.shortcuts(),
            *self._units.shortcuts(),
            ("Ctrl+I", _("Báo cáo: biểu hoặc chỉ số; quá hạn: danh sách hoặc lý do")),
            ("Ctrl+M", _("Màn hình lớn; Esc để thoát")),
            ("Ctrl+R", _("Lấy lại số liệu")),
            ("Esc", _("Về số liệu")),
        ]

    def step_back(self) -> bool:
        """The list is left for the figures."""
        if not self._message.isHidden():
            self._message.clear()
        elif self._units.step_back():
            pass
        elif self._tabs.currentIndex():
            self._show_figures()
        elif self._over.currentWidget() is self._list:
            self._leave_list()
        else:
            return False
        return True

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's hook: it refreshes itself while it is seen."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's hook: a wall screen goes on by itself."""
        super().hideEvent(event)
        if self._wall is None:
            self._timer.stop()

    @Slot()
    def read_again(self) -> None:
        """Read again what is seen; a forecast changes its order only when it is asked to."""
        self.refresh()
        self._units.ask_if_seen()
        if self._tabs.currentWidget() is self._today:
            self._view_model.forecast()

    @Slot()
    def refresh(self) -> None:
        """Read the figures again; nothing moves."""
        figure, by = self._parts.choice
        self._view_model.refresh(Wanted(figure=figure, by=by))

    @Slot(object)
    def _on_board(self, shown: ShownBoard) -> None:
        self._shown = shown
        self._board.show_board(shown)
        if (shown.wanted.figure, shown.wanted.by) == self._parts.choice:
            self._parts.show_board(shown)
        self._trend.show_board(shown)
        if self._wall is not None:
            self._wall.show_board(shown)

    @Slot(str)
    def _open_figure(self, name: str) -> None:
        self._tabs.setCurrentIndex(0)
        if self._shown is not None:
            self._view_model.list(figure_word(name), self._shown.board.figure(name).selection)

    @Slot(str, object, str)
    def _open_part(self, name: str, by: By, key: str) -> None:
        if self._shown is not None:
            part = share_word(by, key, dict(self._shown.names))
            title = _("{figure} · {part}").format(figure=figure_word(name), part=part)
            selection = self._shown.board.figure(name).selection
            self._view_model.list(title, narrowed(selection, by, key))

    @Slot(object)
    def _on_list(self, shown: ShownList) -> None:
        self._origin = self.focusWidget()
        self._list.show_list(shown)
        self._over.setCurrentWidget(self._list)
        self._list.table.setFocus()

    @Slot()
    def _leave_list(self) -> None:
        self._over.setCurrentIndex(0)
        (self._origin or self._board.buttons[0]).setFocus()

    @Slot(object)
    def _on_prospects(self, shown: ShownProspects) -> None:
        self._today.show_prospects(shown)

    @Slot(object)
    def _on_report(self, shown: ShownReport) -> None:
        self._report.show_report(shown)

    @Slot(object)
    def _on_written(self, file: object) -> None:
        self._report.tell(_("Đã lưu {file}.").format(file=file), "success")

    @Slot()
    def _on_stopped(self) -> None:
        self._report.tell(_("Đã dừng, không có tệp nào được lưu."), "info")

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._message.say(explain(error), "danger")

    @Slot()
    def _open_wall(self) -> None:
        if self._wall is None:
            self._wall = WallScreen(self._counter.questions.reference().unit().name, self)
            self._wall.left.connect(self._close_wall)
        if self._shown is not None:
            self._wall.show_board(self._shown)
        self._wall.showFullScreen()

    @Slot()
    def _close_wall(self) -> None:
        if self._wall is not None:
            self._wall.close()
            self._wall.deleteLater()
            self._wall = None
            self.window().activateWindow()

    def _load_charts(self) -> None:
        """The library of pictures is loaded on the worker, so that the numbers need not wait."""
        if not self._has_charts:
            self._has_charts = True
            task = self._tasks.start(lambda: import_module(_CHARTS))
            task.succeeded.connect(self._draw)
            task.failed.connect(self._on_failed)

    @Slot(object)
    def _draw(self, _module: object) -> None:
        from ui.supervisor.charts import AgeChart, TrendChart

        self._trend.draw_with((TrendChart(), AgeChart()))

    def _lay_out(self) -> None:
        identify(self._tabs, "supervisor.tabs")
        figures = QWidget()
        column = QVBoxLayout(figures)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._board)
        column.addWidget(self._parts, 1)
        self._over.addWidget(figures)
        self._over.addWidget(self._list)
        self._tabs.addTab(self._over, _("Số liệu"))
        self._tabs.addTab(self._trend, _("Diễn biến"))
        self._tabs.addTab(self._report, _("Báo cáo"))
        self._tabs.addTab(self._today, _("Cần làm hôm nay"))
        self._promises.add()
        self._units.add()
        self._tabs.setCornerWidget(self._show_wall)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addWidget(self._message)
        whole.addWidget(self._tabs, 1)

    def _connect(self) -> None:
        model, report = self._view_model, self._report
        model.board_changed.connect(self._on_board)
        model.list_changed.connect(self._on_list)
        model.prospects_changed.connect(self._on_prospects)
        model.report_made.connect(self._on_report)
        model.written.connect(self._on_written)
        model.stopped.connect(self._on_stopped)
        model.failed.connect(self._on_failed)
        model.busy_changed.connect(report.set_busy)
        model.progressed.connect(report.show_progress)
        report.wanted.connect(model.make_report)
        report.file_wanted.connect(model.save)
        report.stop_wanted.connect(model.stop)
        self._board.opened.connect(self._open_figure)
        self._trend.opened.connect(self._open_figure)
        self._units.opened.connect(self._open_figure)
        self._parts.opened.connect(self._open_part)
        self._parts.wanted.connect(self.refresh)
        self._list.opened.connect(self.open_dossier)
        self._today.opened.connect(self.open_dossier)
        self._tabs.currentChanged.connect(self._forecast)
        self._list.left.connect(self._leave_list)
        self._timer.timeout.connect(self.refresh)
        self._show_wall.clicked.connect(self._open_wall)
        for keys, act in (
            ("Ctrl+R", self.read_again),
            ("Ctrl+M", self._open_wall),
            ("Ctrl+1", self._show_figures),
            ("Ctrl+2", self._show_trend),
            ("Ctrl+3", self._show_reports),
            ("Ctrl+4", self._show_today),
            ("Ctrl+5", self._promises.show_impact),
            ("Ctrl+6", self._promises.show_late),
            ("Ctrl+7", self._units.show_units),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    @Slot()
    def _show_figures(self) -> None:
        self._tabs.setCurrentIndex(0)

    @Slot()
    def _show_trend(self) -> None:
        self._tabs.setCurrentIndex(1)

    @Slot()
    def _show_reports(self) -> None:
        self._tabs.setCurrentIndex(2)

    @Slot()
    def _show_today(self) -> None:
        self._tabs.setCurrentWidget(self._today)
        self._today.table.setFocus()

    @Slot(int)
    def _forecast(self, _tab: int) -> None:
        if self._tabs.currentWidget() is self._today:
            self._view_model.forecast()
