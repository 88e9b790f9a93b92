"""Fields that show, inside and in grey, how what was typed is understood."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from counter_app.i18n import _
from ui.widgets.message_line import tokens_of
from ui.wording import money, weekday_word

_PAD = 10
_SHAPES = ("%d/%m/%Y", "%d%m%Y", "%d/%m/%y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y")


class EchoField(QLineEdit):
    """One line; ``echo`` stands at its right end where there is room."""

    def echo(self) -> str:
        """How the text is understood; empty while it is not."""
        return ""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's hook: the text, then the echo."""
        super().paintEvent(event)
        echo = self.echo()
        metrics = self.fontMetrics()
        taken = metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(echo)
        if not echo or taken + 3 * _PAD > self.width():
            return
        room = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        with QPainter(self) as painter:
            painter.setPen(QColor(tokens_of(self)["muted"]))
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(flags), echo)


class DayField(EchoField):
    """A day as officers write it, ``5/12`` or ``05/12/2026``; up and down go a day on or back."""

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setPlaceholderText(_("ngày/tháng/năm"))
        self.setMaxLength(20)

    def day(self) -> date | None:
        """The day; None while there is none that can be read."""
        return read_day(self.text(), self._today)

    def said(self) -> str:
        """The day in ISO 8601, or the text as it was typed, for the refusal to name."""
        day = self.day()
        return day.isoformat() if day else self.text().strip()

    def set_day(self, day: date) -> None:
        """Show ``day``."""
        self.setText(f"{day:%d/%m/%Y}")

    def echo(self) -> str:
        """The weekday."""
        day = self.day()
        if day is None:
            return ""
        known = weekday_word(day)
        return f"{known} {day:%d/%m/%Y}" if str(day.year) not in self.text() else known

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: the arrows count days."""
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.set_day((self.day() or self._today) + timedelta(days=step))
        self.textEdited.emit(self.text())


class AmountField(EchoField):
    """Đồng; points, commas and spaces between the digits do not matter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(20)

    def said(self) -> int | str:
        """Whole đồng, or the text as it was typed, for the refusal to name."""
        digits = "".join(c for c in self.text() if c not in " .,\u00a0đ")
        return int(digits) if digits.isdecimal() else self.text().strip()

    @Slot(int)
    def set_amount(self, amount: int) -> None:
        """Show ``amount`` as it is written."""
        self.setText(money(amount).replace("đ", "").strip() if amount else "")

    def echo(self) -> str:
        """The currency, or the number as it is written where it was typed another way."""
        said = self.said()
        if not isinstance(said, int):
            return ""
        return "đ" if self.text().strip() == money(said).replace("đ", "").strip() else money(said)


def read_day(text: str, today: date) -> date | None:
    """The day ``text`` names; without a year the next such day from ``today`` on."""
    text = text.strip()
    for shape in _SHAPES:
        try:
            return datetime.strptime(text, shape).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    for year in (today.year, today.year + 1):
        try:
            day = datetime.strptime(f"{text}/{year}", "%d/%m/%Y").date()  # noqa: DTZ007
        except ValueError:
            continue
        if day >= today:
            return day
    return None
