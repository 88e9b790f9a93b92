"""What the status bar says: the desk's connection, printer, clock and officer."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from counter_app.i18n import _
from ui.session import Session
from ui.tasks import Workers
from ui.words import role_words

_EVERY_MS = 60_000
_TOLERATED_S = 1.0  # events of the same second are no wrong clock


@dataclass(frozen=True, slots=True)
class StatusItem:
    """One thing in the status bar: ``text`` is short, ``explanation`` says what it means."""

    name: str  # the button's contracted name
    icon: str
    text: str
    explanation: str
    tone: str = ""  # empty, warning or danger


class StatusViewModel(QObject):
    """Looks at the desk's surroundings now and then, never on the GUI thread."""

    changed = Signal(StatusItem)

    def __init__(
        self,
        session: Session,
        workers: Workers,
        printer_name: Callable[[], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = workers.desk
        self._surroundings = (
            workers.surroundings
        )  # a print system that hangs must not hold up a dossier
        self._printer_name = printer_name
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Say what is known, look at the rest, and again every minute."""
        self.changed.emit(_alone())
        self.changed.emit(_officer(self._session))
        self.look()
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Look at the clock and the printer."""
        clock = self._tasks.start(self._session.counter.health.clock_behind)
        clock.succeeded.connect(self._tell_clock)
        printer = self._surroundings.start(self._printer_name)
        printer.succeeded.connect(self._tell_printer)
        printer.failed.connect(self._tell_no_printer)

    @Slot(object)
    def _tell_clock(self, behind_s: float) -> None:
        now = self._session.counter.now()
        if behind_s > _TOLERATED_S:
            self.changed.emit(_slow_clock(behind_s))
            return
        self.changed.emit(
            StatusItem(
                "status.clock",
                "clock",
                f"{now:%H:%M}",
                _(
                    "Giờ của máy là {time} ngày {day}, không sớm hơn việc ghi gần nhất. Quầy"
                    " độc lập nên chưa đối chiếu được với giờ của trung tâm."
                ).format(time=f"{now:%H:%M}", day=f"{now:%d/%m/%Y}"),
            )
        )

    @Slot(object)
    def _tell_printer(self, name: str) -> None:
        if not name:
            self._tell_no_printer(None)
            return
        sentence = _(
            "Giấy tờ sẽ in ra máy {printer}. Khi in, có thể chọn máy khác trong hộp in của hệ thống."
        )
        text = _("Máy in {printer}").format(printer=name[:24])
        self.changed.emit(
            StatusItem("status.printer", "printer", text, sentence.format(printer=name))
        )

    @Slot(Exception)
    def _tell_no_printer(self, _error: Exception | None) -> None:
        sentence = _(
            "Máy tính này chưa có máy in mặc định. Vẫn tiếp nhận được; giấy tiếp nhận được lưu và in"
            " sau. Hãy cài máy in trong phần thiết lập của hệ điều hành."
        )
        self.changed.emit(
            StatusItem("status.printer", "printer", _("Chưa có máy in"), sentence, "warning")
        )


def _alone() -> StatusItem:
    sentence = _(
        "Quầy này làm việc độc lập: mọi hồ sơ chỉ nằm trên máy này, không có gì được gửi đi. Hãy sao"
        " lưu thư mục dữ liệu đều đặn."
    )
    return StatusItem("status.sync", "alone", _("Làm việc độc lập"), sentence)


def _officer(session: Session) -> StatusItem:
    officer = session.officer
    sentence = _(
        "{officer} ({roles}) đăng nhập lúc {time} bằng tên {login}. Mỗi việc ghi lại mang tên này."
        " Rời quầy thì nhấn Ctrl+L để khóa."
    )
    return StatusItem(
        "status.officer",
        "officer",
        officer.name,
        sentence.format(
            officer=officer.name,
            roles=role_words(officer.roles),
            time=f"{session.since:%H:%M}",
            login=officer.login,
        ),
    )


def _slow_clock(behind_s: float) -> StatusItem:
    minutes = max(1, round(behind_s / 60))
    days, hours = minutes // 1440, minutes // 60
    if days >= 2:
        amount = _("{days} ngày").format(days=days)
    elif hours >= 2:
        amount = _("{hours} giờ").format(hours=hours)
    else:
        amount = _("{minutes} phút").format(minutes=minutes)
    sentence = _(
        "Đồng hồ của máy chậm {amount} so với việc ghi gần nhất trên quầy này. Hãy chỉnh lại giờ trước"
        " khi tiếp nhận, nếu không ngày hẹn trả sẽ sai."
    )
    return StatusItem(
        "status.clock",
        "warning",
        _("Đồng hồ chậm {amount}").format(amount=amount),
        sentence.format(amount=amount),
        "danger",
    )
