"""What the administrator changes: the unit's profile, its officers, the calendar."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.calendar import Calendar
from counter_app.domain.calendar_entries import CalendarEntries
from counter_app.domain.unit import Officer, UnitProfile
from counter_app.services.accounts import NewOfficer
from counter_app.services.counter import Counter
from ui.calendar_file import read_calendar_file
from ui.errands import Errands
from ui.tasks import TaskRunner


class UnitViewModel(QObject):
    """The unit's profile: ``shown`` when loaded, ``saved`` when changed."""

    shown = Signal(UnitProfile)
    saved = Signal(UnitProfile)
    refused = Signal(str)

    def __init__(
        self, counter: Counter, by: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter, self._by = counter, by
        self._errands = Errands(tasks, self)
        self._errands.refused.connect(self.refused)

    @property
    def desk_number(self) -> int:
        """The number of this desk: the serial's width must leave room for it."""
        return self._counter.desk.number

    @Slot()
    def load(self) -> None:
        """Read the profile; ends in ``shown`` or ``refused``."""
        self._errands.start(lambda: self._counter.questions.reference().unit(), self.shown)

    def save(self, profile: UnitProfile) -> None:
        """Store the profile; ends in ``saved`` or ``refused``."""
        self._errands.start(lambda: self._counter.describe_unit(profile, self._by), self.saved)


class OfficersViewModel(QObject):
    """The officers of the unit: ``listed`` after every change."""

    listed = Signal(tuple)  # of Officer, by login
    saved = Signal(Officer)
    refused = Signal(str)

    def __init__(
        self, counter: Counter, by: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter, self._by = counter, by
        self._errands = Errands(tasks, self)
        self._errands.refused.connect(self.refused)

    @Slot()
    def load(self) -> None:
        """Read the officers; ends in ``listed`` or ``refused``."""
        self._errands.start(lambda: self._counter.questions.reference().officers(), self.listed)

    def save(self, officer: NewOfficer) -> None:
        """Register the officer; ends in ``saved`` and ``listed``, or ``refused``."""
        self._errands.start(
            lambda: self._counter.register_officer(officer, self._by), self._tell_saved
        )

    @Slot(object)
    def _tell_saved(self, officer: Officer) -> None:
        self.saved.emit(officer)
        self.load()


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
        self._counter, self._by = counter, by
        self._errands = Errands(tasks, self)
        self._errands.refused.connect(self.refused)

    @property
    def year(self) -> int:
        """The year we are in."""
        return self._counter.now().year

    @Slot()
    def load(self) -> None:
        """Read the calendar; ends in ``shown`` or ``refused``."""
        self._errands.start(lambda: self._counter.questions.reference().calendar(), self.shown)

    def read_file(self, file: str) -> None:
        """Read a calendar file and try it on the calendar; nothing is changed."""
        self._errands.start(lambda: self._tried(Path(file)), self.read)

    def change(self, entries: CalendarEntries) -> None:
        """Put ``entries`` on top; ends in ``changed`` or ``refused``."""
        self._errands.start(lambda: self._counter.change_calendar(entries, self._by), self.changed)

    def _tried(self, file: Path) -> CalendarEntries:
        entries = read_calendar_file(file)
        self._counter.questions.reference().calendar().overlaid(entries)
        return entries
