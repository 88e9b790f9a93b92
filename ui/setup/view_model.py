"""Setting up an empty folder: a desk of one's own or a sample to try."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.acts import Role
from counter_app.domain.dossier_code import parse_agency, serial
from counter_app.domain.errors import CounterError
from counter_app.domain.procedure import ProcedureVersion
from counter_app.i18n import _
from counter_app.services.accounts import MAX_PIN, MIN_PIN, NewOfficer
from counter_app.services.setting_up import NewUnit, SetUp
from ui.messages import explain
from ui.tasks import TaskRunner

_SAMPLE_UNIT = NewUnit("H26.12", "UBND phường Hoàn Kiếm (quầy mẫu)", 3, "UBND thành phố Hà Nội")


@dataclass(frozen=True, slots=True)
class SetUpForm:
    """What was typed on the set-up page."""

    code: str
    name: str
    parent: str
    desk_number: int
    login: str
    officer: str
    pin: str
    pin_again: str


class SetUpViewModel(QObject):
    """Creates one desk; ends in ``finished`` or ``refused``."""

    busy_changed = Signal(bool)
    finished = Signal()
    refused = Signal(str)  # a sentence

    def __init__(
        self,
        new_set_up: Callable[[], SetUp],
        sample_catalogue: Callable[[], Sequence[ProcedureVersion]],
        tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._new_set_up = new_set_up
        self._sample_catalogue = sample_catalogue
        self._tasks = tasks

    def problems(self, form: SetUpForm) -> dict[str, str]:
        """What stands in the way, a sentence by field name; empty when all is well."""
        found = {
            "code": _code_problem(form.code),
            "desk_number": _refusal(lambda: serial(form.desk_number, 1)),
            "name": ""
            if form.name.strip()
            else _("Nhập tên cơ quan, ví dụ UBND phường Hoàn Kiếm."),
            "login": "" if form.login.strip() else _("Nhập tên đăng nhập, ví dụ quantri."),
            "officer": "" if form.officer.strip() else _("Nhập họ và tên của quản trị viên."),
            "pin": _pin_problem(form.pin),
            "pin_again": ""
            if form.pin == form.pin_again
            else _("Hai lần nhập PIN chưa giống nhau."),
        }
        return {name: sentence for name, sentence in found.items() if sentence}

    def set_up(self, form: SetUpForm) -> None:
        """Create the desk in the background."""
        unit = NewUnit(form.code, form.name, form.desk_number, form.parent)
        administrator = NewOfficer(form.login, form.officer, (Role.ADMINISTRATOR,), form.pin)
        self._start(lambda: self._new_set_up()(unit, administrator))

    @Slot()
    def set_up_sample(self) -> None:
        """Create a sample desk in the background."""
        self._start(lambda: self._new_set_up().sample(_SAMPLE_UNIT, self._sample_catalogue()))

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


def _pin_problem(pin: str) -> str:
    if MIN_PIN <= len(pin) <= MAX_PIN:
        return ""
    return _("Mã PIN cần ít nhất {least} ký tự.").format(least=MIN_PIN)
