"""What the status bar says: the desk's connection, printer, clock and officer."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from counter_app.i18n import _, counted
from ui.printers import ReceiptPrinter, receipt_printer
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
        printer: Callable[[Path], ReceiptPrinter] = receipt_printer,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._tasks = workers.desk
        self._surroundings = (
            workers.surroundings
        )  # a print system that hangs must not hold up a dossier
        self._printer = printer
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
        folder = self._session.counter.folder
        printer = self._surroundings.start(lambda: self._printer(folder))
        printer.succeeded.connect(self._tell_printer)

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
    def _tell_printer(self, printer: ReceiptPrinter) -> None:
        self.changed.emit(_printer(printer))


def _alone() -> StatusItem:
    sentence = _(
        "Quầy này làm việc độc lập: mọi hồ sơ chỉ nằm trên máy này, không có gì được gửi đi. Hãy sao"
        " lưu thư mục dữ liệu đều đặn."
    )
    return StatusItem("status.sync", "alone", _("Làm việc độc lập"), sentence)


def _printer(printer: ReceiptPrinter) -> StatusItem:
    name = printer.chosen[:24]
    if printer.is_there:
        text = _("Máy in {printer}").format(printer=name)
        sentence = _(
            "Giấy tiếp nhận in ra máy {printer}. Muốn đổi: mở hồ sơ ở trang Tra cứu rồi nhấn Ctrl+Shift+P."
        )
        tone = ""
    elif printer.chosen:
        text = _("Không thấy máy in {printer}").format(printer=name)
        sentence = _(
            "Hệ thống không thấy máy in {printer} đã chọn cho giấy tiếp nhận. Kiểm tra dây và nguồn,"
            " hoặc chọn máy khác khi in. Hồ sơ vẫn tiếp nhận được, giấy in sau."
        )
        tone = "warning"
    elif printer.known:
        text = _("Chưa chọn máy in")
        sentence = _(
            "Quầy này chưa chọn máy in cho giấy tiếp nhận. Lần in đầu tiên sẽ hỏi, sau đó in thẳng ra"
            " máy đã chọn."
        )
        tone = ""
    else:
        text = _("Chưa có máy in")
        sentence = _(
            "Máy tính này chưa cài máy in nào. Vẫn tiếp nhận được; giấy tiếp nhận được lưu và in sau."
            " Hãy cài máy in trong phần thiết lập của hệ điều hành."
        )
        tone = ""  # a desk may well do without; printing says so again
    told = sentence.format(printer=printer.chosen)
    return StatusItem("status.printer", "printer", text, told, tone)


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
        amount = counted("{days} ngày", "{days} ngày", days).format(days=days)
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
