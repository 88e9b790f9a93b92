"""State of the ratings page: results, the quarterly sheet as files, complaints and what becomes of them."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.acts import Role
from counter_app.domain.quarter import Quarter
from counter_app.domain.rating_results import Group, UnitResults
from counter_app.domain.unit import Officer
from counter_app.services.complaints import Complaint
from counter_app.services.counter import Counter
from ui.kept_file import keep
from ui.tasks import Task, TaskRunner


@dataclass(frozen=True, slots=True)
class Results:
    """What is shown of one quarter; officers with their names, None: nothing may be told yet."""

    quarters: tuple[Quarter, ...]
    quarter: Quarter
    unit: UnitResults | None
    officers: tuple[tuple[str, Group], ...]


class RatingsViewModel(QObject):
    """Asks the use cases in the background; no widgets."""

    results_changed = Signal(object)  # Results
    complaints_changed = Signal(object)  # tuple[Complaint, ...]
    dossier_found = Signal(object)  # UUID, to judge a complaint by
    written = Signal(str)  # the file
    judged = Signal()
    answered = Signal()
    failed = Signal(Exception)

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._rating = counter.rating
        self._now = counter.now
        self._officer = officer
        self._tasks = tasks

    @property
    def is_supervisor(self) -> bool:
        """Whether complaints are this officer's to judge."""
        return Role.SUPERVISOR in self._officer.roles

    @property
    def officer(self) -> Officer:
        """Who looks."""
        return self._officer

    def load(self, quarter: Quarter | None = None) -> None:
        """Read one quarter, None: the latest; and the complaints."""
        self._start(lambda: self._results(quarter), self.results_changed.emit)
        self._load_complaints()

    def write_sheet(self, quarter: Quarter, file: str) -> None:
        """Write the quarterly sheet; the file's ending says whether as PDF or as a workbook."""
        use, officer = self._rating.ratings, self._officer

        def write() -> str:
            sheet = use.sheet(quarter, officer)
            render = use.tabulate if file.lower().endswith(".xlsx") else use.render
            return keep(render(sheet), file)

        self._start(write, self.written.emit)

    def publish(self, folder: str) -> None:
        """Write the data set that anybody may have into ``folder``."""
        publish = self._rating.publish

        def write() -> str:
            for name, content in publish().items():
                keep(content, str(Path(folder, name)))
            return folder

        self._start(write, self.written.emit)

    def judge(self, complaint: UUID, finding: str, reason: str) -> None:
        """Judge a complaint; ends in ``judged`` or ``failed``."""
        use, officer = self._rating.complaints, self._officer
        task = self._start(
            lambda: use.judge(complaint, finding, reason, officer), lambda _none: self.judged.emit()
        )
        task.succeeded.connect(self._load_complaints)

    def answer(self, complaint: UUID, text: str) -> None:
        """Answer a complaint about oneself; ends in ``answered`` or ``failed``."""
        use, officer = self._rating.complaints, self._officer
        task = self._start(
            lambda: use.answer(complaint, text, officer), lambda _none: self.answered.emit()
        )
        task.succeeded.connect(self._load_complaints)

    def find_dossier(self, complaint: UUID) -> None:
        """The dossier to judge by; that somebody looked is kept."""
        use, officer = self._rating.complaints, self._officer
        self._start(lambda: use.dossier_to_judge(complaint, officer), self.dossier_found.emit)

    @Slot()
    def _load_complaints(self) -> None:
        use, officer = self._rating.complaints, self._officer
        self._start(lambda: use.waiting(officer), self._tell_complaints)

    @Slot(object)
    def _tell_complaints(self, complaints: tuple[Complaint, ...]) -> None:
        self.complaints_changed.emit(complaints)

    def _results(self, wanted: Quarter | None) -> Results:
        use = self._rating.ratings
        quarters = use.quarters(self._officer)
        latest = quarters[-1] if quarters else Quarter.of(self._now().date())
        quarter = wanted or latest
        found = use.results((quarter,), self._officer)
        unit = found[0] if found else None
        groups = unit.officers if unit else ()
        named = ((use.name_of(g.officer) if g.officer else "", g) for g in groups)
        return Results(quarters, quarter, unit, tuple(sorted(named, key=lambda one: one[0])))

    def _start(self, work: Callable[[], object], tell: Callable[..., object]) -> Task:
        task = self._tasks.start(work)
        task.succeeded.connect(tell)
        task.failed.connect(self.failed)
        return task
