"""What the status bar says: the desk's connection, printer, clock and officer."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from counter_app.i18n import _, counted
from ui.printers import ReceiptPrinter, receipt_printer
from ui.session import Session
from ui.status_item import StatusItem
from ui.sync.shown import ShownSync
from ui.sync.words import clock_item, sync_item
from ui.tasks import Workers
from ui.words import role_words

_EVERY_MS = 60_000
_TOLERATED_S = 1.0  # events of the same second are no wrong clock


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
        self._sync = ShownSync(session.counter.now())
        self._behind_s = 0.0
        self._said: dict[str, StatusItem] = {}
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def begin(self) -> None:
        """Say what is known, look at the rest, and again every minute."""
        self._say(sync_item(self._sync))
        self._say(_officer(self._session))
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
    def take_sync(self, state: ShownSync) -> None:
        """Say how the desk stands to the centre now."""
        self._sync = state
        self._say(sync_item(state))
        self._say_clock()

    @Slot(object)
    def _tell_clock(self, behind_s: float) -> None:
        self._behind_s = behind_s
        self._say_clock()

    def _say_clock(self) -> None:
        """What the desk's own events prove goes before what the network measured."""
        if self._behind_s > _TOLERATED_S:
            self._say(_slow_clock(self._behind_s))
            return
        self._say(clock_item(replace(self._sync, now=self._session.counter.now())))

    @Slot(object)
    def _tell_printer(self, printer: ReceiptPrinter) -> None:
        self._say(_printer(printer))

    def _say(self, item: StatusItem) -> None:
        if self._said.get(item.name) != item:
            self._said[item.name] = item
            self.changed.emit(item)


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
