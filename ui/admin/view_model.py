"""What the administrator changes: the unit's profile, its officers, the calendar."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.calendar import Calendar
from counter_app.domain.calendar_entries import CalendarEntries
from counter_app.domain.unit import Officer, UnitProfile
from counter_app.services.accounts import NewOfficer
from counter_app.services.counter import Counter
from ui.calendar_file import read_calendar_file
from ui.messages import explain
from ui.tasks import Task, TaskRunner


class UnitViewModel(QObject):
    """The unit's profile: ``shown`` when loaded, ``saved`` when changed."""

    shown = Signal(UnitProfile)
    saved = Signal(UnitProfile)
    refused = Signal(str)

    def __init__(
        self, counter: Counter, by: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter = counter
        self._by = by
        self._tasks = tasks

    @property
    def desk_number(self) -> int:
        """The number of this desk: the serial's width must leave room for it."""
        return self._counter.desk.number

    @Slot()
    def load(self) -> None:
        """Read the profile; ends in ``shown`` or ``refused``."""
        task = self._tasks.start(lambda: self._counter.questions.reference().unit())
        task.succeeded.connect(self.shown)
        task.failed.connect(self._refuse)

    def save(self, profile: UnitProfile) -> None:
        """Store the profile; ends in ``saved`` or ``refused``."""
        task = self._tasks.start(lambda: self._counter.describe_unit(profile, self._by))
        task.succeeded.connect(self.saved)
        task.failed.connect(self._refuse)

    @Slot(Exception)
    def _refuse(self, error: Exception) -> None:
        self.refused.emit(explain(error))


class OfficersViewModel(QObject):
    """The officers of the unit: ``listed`` after every change."""

    listed = Signal(tuple)  # of Officer, by login
    saved = Signal(Officer)
    refused = Signal(str)

    def __init__(
        self, counter: Counter, by: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter = counter
        self._by = by
        self._tasks = tasks

    @Slot()
    def load(self) -> None:
        """Read the officers; ends in ``listed`` or ``refused``."""
        task = self._tasks.start(lambda: self._counter.questions.reference().officers())
        task.succeeded.connect(self.listed)
        task.failed.connect(self._refuse)

    def save(self, officer: NewOfficer) -> None:
        """Register the officer; ends in ``saved`` and ``listed``, or ``refused``."""
        task = self._tasks.start(lambda: self._counter.register_officer(officer, self._by))
        task.succeeded.connect(self._tell_saved)
        task.failed.connect(self._refuse)

    @Slot(object)
    def _tell_saved(self, officer: Officer) -> None:
        self.saved.emit(officer)
        self.load()

    @Slot(Exception)
    def _refuse(self, error: Exception) -> None:
        self.refused.emit(explain(error))


class CalendarViewModel(QObject):
    """The calendar: a file is read first (``read``), put on top only when asked (``changed``)."""

    shown = Signal(Calendar)
    read = Signal(CalendarEntries)
    changed = Signal(Calendar)
    refused = Signal(str)

    def __init__(
        self, counter: Counter, by: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter = counter
        self._by = by
        self._tasks = tasks

    @property
    def year(self) -> int:
        """The year we are in."""
        return self._counter.now().year

    @Slot()
    def load(self) -> None:
        """Read the calendar; ends in ``shown`` or ``refused``."""
        task = self._tasks.start(lambda: self._counter.questions.reference().calendar())
        task.succeeded.connect(self.shown)
        task.failed.connect(self._refuse)

    def read_file(self, file: str) -> None:
        """Read a calendar file and try it on the calendar; nothing is changed."""
        task: Task = self._tasks.start(lambda: self._tried(Path(file)))
        task.succeeded.connect(self.read)
        task.failed.connect(self._refuse)

    def change(self, entries: CalendarEntries) -> None:
        """Put ``entries`` on top; ends in ``changed`` or ``refused``."""
        task = self._tasks.start(lambda: self._counter.change_calendar(entries, self._by))
        task.succeeded.connect(self.changed)
        task.failed.connect(self._refuse)

    def _tried(self, file: Path) -> CalendarEntries:
        entries = read_calendar_file(file)
        self._counter.questions.reference().calendar().overlaid(entries)
        return entries

    @Slot(Exception)
    def _refuse(self, error: Exception) -> None:
        self.refused.emit(explain(error))
