"""What the catalogue's page asks and does: procedures and their papers."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.acts import Role
from counter_app.domain.unit import Officer
from counter_app.services.counter import Counter
from ui.catalogue.values import Procedure, procedures_of
from ui.errands import Errands
from ui.kept_file import keep
from ui.tasks import TaskRunner

_WRITERS = (Role.CONTROL, Role.ADMINISTRATOR)


class ProceduresViewModel(QObject):
    """Every procedure with its versions; ``listed`` after each look."""

    listed = Signal(tuple)  # of Procedure
    written = Signal(object)  # the file's path
    refused = Signal(str)

    def __init__(
        self, counter: Counter, by: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter, self._by = counter, by
        self._errands = Errands(tasks, self)
        self._errands.refused.connect(self.refused)

    @property
    def may_write(self) -> bool:
        """Whether this officer drafts, checks, issues and answers."""
        return any(role in self._by.roles for role in _WRITERS)

    @Slot()
    def load(self) -> None:
        """Read the catalogue; ends in ``listed`` or ``refused``."""
        self._errands.start(self._look, self.listed)

    def write_sheet(self, code: str, file: str) -> None:
        """Write the posted sheet; ends in ``written`` or ``refused``."""
        self._write(lambda: self._counter.procedures.posting.sheet(code), file)

    def write_booklet(self, field: str, file: str) -> None:
        """Write the field's booklet; ends in ``written`` or ``refused``."""
        self._write(lambda: self._counter.procedures.posting.booklet(field), file)

    def _write(self, make: Callable[[], bytes], file: str) -> None:
        """Beside the other work: nobody waits for a booklet."""
        self._errands.start(lambda: keep(make(), file), self.written, patient=True)

    def _look(self) -> tuple[Procedure, ...]:
        counter = self._counter
        return procedures_of(counter.catalogue.everything(), counter.now().date())
