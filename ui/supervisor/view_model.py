"""State of the supervisor's page: asks for figures, lists and reports in the background."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.period_report import Period
from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from counter_app.services.figure_ports import Selection
from counter_app.services.report_ports import Parts
from ui.kept_file import kept_file
from ui.latest import Latest
from ui.supervisor.values import ShownBoard, ShownList, ShownProspects, ShownReport, Wanted
from ui.tasks import TaskRunner


class Stopped(Exception):
    """The officer wants the file no more."""


class SupervisorViewModel(QObject):
    """Everything here runs beside the work of the desk; no widgets."""

    board_changed = Signal(object)  # ShownBoard
    list_changed = Signal(object)  # ShownList
    prospects_changed = Signal(object)  # ShownProspects
    report_made = Signal(object)  # ShownReport
    progressed = Signal(int)  # rows written
    written = Signal(object)  # Path
    stopped = Signal()
    busy_changed = Signal(bool)  # whether a report is made or written
    failed = Signal(Exception)

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter, self._officer = counter, officer
        self._tasks = tasks
        self._stop = Event()
        self._boards = Latest(self._board, tasks, self)
        self._lists = Latest(self._list, tasks, self)
        self._prospects = Latest(self._told, tasks, self)
        self._boards.answered.connect(self.board_changed)
        self._lists.answered.connect(self.list_changed)
        self._prospects.answered.connect(self.prospects_changed)
        for latest in (self._boards, self._lists, self._prospects):
            latest.failed.connect(self.failed)

    def refresh(self, wanted: Wanted) -> None:
        """Ask for the figures; ends in ``board_changed``, of the newest question alone."""
        self._boards.ask(wanted)

    def list(self, title: str, selection: Selection) -> None:
        """Ask for the list behind a figure; ends in ``list_changed``."""
        self._lists.ask((title, selection))

    def forecast(self) -> None:
        """Ask what may miss its date; ends in ``prospects_changed``."""
        self._prospects.ask(None)

    def make_report(self, period: Period, parts: Parts) -> None:
        """Count, check and keep a report; ends in ``report_made``."""
        self.busy_changed.emit(True)
        task = self._tasks.start(lambda: self._report(period, parts))
        task.succeeded.connect(self._on_report)
        task.failed.connect(self._on_failed)

    def save(self, shown: ShownReport, file: Path) -> None:
        """Write the report to ``file``, as its ending says; ends in ``written`` or ``stopped``."""
        self._stop.clear()
        self.busy_changed.emit(True)
        task = self._tasks.start(lambda: self._write(shown, file))
        task.succeeded.connect(self._on_written)
        task.failed.connect(self._on_failed)

    def stop(self) -> None:
        """Write no further; nothing stays of the file."""
        self._stop.set()

    def _board(self, wanted: Wanted) -> ShownBoard:
        figures = self._counter.supervision.figures
        board = figures.board(wanted.narrowing)
        known = {figure.name: figure for figure in board.figures}
        selection = known.get(wanted.figure, known["open"]).selection
        return ShownBoard(wanted, board, figures.shares(selection, wanted.by), self._names())

    def _list(self, asked: tuple[str, Selection]) -> ShownList:
        title, selection = asked
        return ShownList(
            title, selection, self._counter.supervision.figures.listed(selection), self._names()
        )

    def _told(self, _question: None) -> ShownProspects:
        return ShownProspects(self._counter.supervision.forecast(), self._names())

    def _names(self) -> dict[str, str]:
        reference = self._counter.questions.reference()
        officers = {str(officer.id): officer.name for officer in reference.officers()}
        return officers | {version.code: version.name.vi for version in reference.procedures()}

    def _report(self, period: Period, parts: Parts) -> ShownReport:
        report = self._counter.supervision.reports(period, parts)
        return ShownReport(
            report, self._counter.supervision.report_forms.form(report, self._officer)
        )

    def _write(self, shown: ShownReport, file: Path) -> Path:
        """On the worker: a file that appears whole or not at all."""
        forms = self._counter.supervision.report_forms
        with kept_file(file) as target:
            if file.suffix == ".pdf":
                target.write(forms.pdf(shown.form))
            else:
                forms.worksheet(shown.form, target, self._hear)
        return file

    def _hear(self, done: int) -> None:
        if self._stop.is_set():
            raise Stopped
        self.progressed.emit(done)

    @Slot(object)
    def _on_report(self, shown: ShownReport) -> None:
        self.busy_changed.emit(False)
        self.report_made.emit(shown)

    @Slot(object)
    def _on_written(self, file: Path) -> None:
        self.busy_changed.emit(False)
        self.written.emit(file)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        if isinstance(error, Stopped):
            self.stopped.emit()
        else:
            self.failed.emit(error)
