"""Setting up an empty folder: a desk of one's own, one of a centre's unit, or a sample to try."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.dossier_code import parse_agency, serial
from counter_app.domain.errors import CounterError
from counter_app.domain.procedure import ProcedureVersion
from counter_app.i18n import _
from counter_app.services.setting_up import NewUnit, SetUp
from counter_app.services.sync_ports import (
    Credentials,
)
from ui.messages import explain
from ui.setup.founder_form import FounderForm, founder_problems
from ui.sync.credentials_file import read_credentials
from ui.tasks import TaskRunner

_SAMPLE_UNIT = NewUnit("H26.12", "UBND phường Hoàn Kiếm (quầy mẫu)", 3, "UBND thành phố Hà Nội")


@dataclass(frozen=True, slots=True)
class SetUpForm:
    """What was typed on the set-up page."""

    code: str
    name: str
    parent: str
    desk_number: int
    founder: FounderForm


class SetUpViewModel(QObject):
    """Creates one desk; ends in ``finished``, ``refused`` or ``enrolment_refused``."""

    busy_changed = Signal(bool)
    finished = Signal()
    refused = Signal(str)  # a sentence
    enrolment_refused = Signal(str)

    def __init__(
        self,
        new_set_up: Callable[[], SetUp],
        sample_catalogue: Callable[[], Sequence[ProcedureVersion]],
        enrol: Callable[[Credentials], object],
        tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._new_set_up = new_set_up
        self._sample_catalogue = sample_catalogue
        self._enrol = enrol
        self._tasks = tasks

    def problems(self, form: SetUpForm) -> dict[str, str]:
        """What stands in the way, a sentence by field name; empty when all is well."""
        found = {
            "code": _code_problem(form.code),
            "desk_number": _refusal(lambda: serial(form.desk_number, 1)),
            "name": ""
            if form.name.strip()
            else _("Nhập tên cơ quan, ví dụ UBND phường Hoàn Kiếm."),
        }
        found |= founder_problems(form.founder)
        return {name: sentence for name, sentence in found.items() if sentence}

    def set_up(self, form: SetUpForm) -> None:
        """Create the desk in the background."""
        unit = NewUnit(form.code, form.name, form.desk_number, form.parent)
        self._start(lambda: self._new_set_up()(unit, form.founder.officer()))

    @Slot()
    def set_up_sample(self) -> None:
        """Create a sample desk in the background."""
        self._start(lambda: self._new_set_up().sample(_SAMPLE_UNIT, self._sample_catalogue()))

    def enrol(self, file: Path) -> None:
        """Make the folder a desk of the unit the credentials name."""
        enrol = self._enrol
        self.busy_changed.emit(True)
        task = self._tasks.start(lambda: enrol(read_credentials(file)))
        task.succeeded.connect(self._finish)
        task.failed.connect(self._refuse_enrolment)

    def _start(self, work: Callable[[], object]) -> None:
        self.busy_changed.emit(True)
        task = self._tasks.start(work)
        task.succeeded.connect(self._finish)
        task.failed.connect(self._refuse)

    @Slot(object)
    def _finish(self, _identity: object) -> None:
        self.busy_changed.emit(False)
        self.finished.emit()

    @Slot(Exception)
    def _refuse(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        self.refused.emit(explain(error))

    @Slot(Exception)
    def _refuse_enrolment(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        self.enrolment_refused.emit(explain(error))


def _code_problem(code: str) -> str:
    if not code.strip():
        return _("Nhập mã định danh cơ quan theo quyết định giao mã, ví dụ H26.12.")
    return _refusal(lambda: parse_agency(code))


def _refusal(check: Callable[[], object]) -> str:
    try:
        check()
    except CounterError as refusal:
        return explain(refusal)
    return ""
