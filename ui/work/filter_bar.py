"""What narrows the queue: whose work, words, a field, and chips that switch on and off."""

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.dossier import Status
from counter_app.i18n import _
from counter_app.services.queue import QueueFilter, Urgency, Whose
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.styling import button, identify, label
from ui.wording import status_word

_DEBOUNCE_MS = 80
_FIELD_LETTERS = 14
_LISTS = (Whose.MINE, Whose.UNIT, Whose.ELSEWHERE)
_OPEN = (
    Status.REGISTERED,
    Status.RECEIVED,
    Status.IN_PROCESS,
    Status.SUPPLEMENT,
    Status.PAYMENT,
    Status.FINISHED,
)


class FilterField(QLineEdit):
    """Down and Enter go to the list."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
            return
        super().keyPressEvent(event)


class FilterBar(QWidget):
    """``changed`` carries the filter as it is now; words settle first."""

    changed = Signal(object)  # QueueFilter
    left = Signal()  # the keyboard goes to the list

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = FilterField()
        self._whose = QButtonGroup(self)
        self._field = QComboBox()
        self._chips: dict[object, QPushButton] = {}
        self._total = label("", "muted")
        self._typed = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._last = QueueFilter()
        self._lay_out()
        self._connect()

    def wanted(self) -> QueueFilter:
        """What is chosen now."""
        is_on = {key: chip.isChecked() for key, chip in self._chips.items()}
        urgency = next((one for one in (Urgency.LATE, Urgency.TODAY) if is_on[one]), Urgency.ANY)
        paused = next((one for one in (True, False) if is_on[_clock(one)]), None)
        return QueueFilter(
            whose=_LISTS[self._whose.checkedId()],
            statuses=frozenset(status for status in _OPEN if is_on[status]),
            field=str(self._field.currentData() or ""),
            paused=paused,
            urgency=urgency,
            text=self.text.text().strip(),
        )

    def show_whose(self, whose: Whose) -> None:
        """Go to the other list; everything else stays as it is."""
        self._whose.button(_LISTS.index(whose)).setChecked(True)
        self._tell()

    def clear(self) -> bool:
        """No filter but whose work it is; False when there was none."""
        if self.wanted().is_plain:
            return False
        with QSignalBlocker(self._field):
            self._field.setCurrentIndex(0)
        self.text.clear()
        for chip in self._chips.values():
            chip.setChecked(False)
        self._tell()
        return True

    def show_fields(self, fields: tuple[str, ...]) -> None:
        """Offer these fields; the chosen one stays chosen."""
        if [self._field.itemData(row) for row in range(1, self._field.count())] == list(fields):
            return
        chosen = self._field.currentData()
        with QSignalBlocker(self._field):
            self._field.clear()
            self._field.addItem(_("Mọi lĩnh vực"), "")
            for field in fields:
                self._field.addItem(field, field)
            self._field.setCurrentIndex(max(0, self._field.findData(chosen)))

    def show_total(self, words: str) -> None:
        """How many there are in all."""
        self._total.setText(words)

    def take_letter(self, letter: str) -> None:
        """A letter typed elsewhere begins the words, or goes on with them."""
        self.text.setFocus()
        self.text.end(False)
        self.text.insert(letter)

    @Slot()
    def _tell(self) -> None:
        self._typed.stop()
        wanted = self.wanted()
        if wanted != self._last:
            self._last = wanted
            self.changed.emit(wanted)

    @Slot(bool)
    def _on_chip(self, is_on: bool) -> None:
        """Late and today, paused and running: one of each pair at most."""
        other = self.sender().property("other")
        if is_on and other is not None:
            self._chips[other].setChecked(False)
        self._tell()

    def _connect(self) -> None:
        self.text.textChanged.connect(self._typed.start)
        self.text.left.connect(self._tell)
        self.text.left.connect(self.left)
        self._typed.timeout.connect(self._tell)
        self._field.currentIndexChanged.connect(self._tell)
        self._whose.idClicked.connect(self._tell)

    def _lay_out(self) -> None:
        identify(self.text, "work.filter", _("Lọc danh sách"))
        self.text.setPlaceholderText(_("Lọc theo tên, mã hồ sơ, số định danh, thủ tục"))
        self.text.setMaxLength(200)
        identify(self._field, "work.field", _("Lĩnh vực"))
        self._field.setMinimumContentsLength(_FIELD_LETTERS)
        self._field.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._field.addItem(_("Mọi lĩnh vực"), "")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addLayout(self._switch())
        row.addWidget(self.text, 1)
        row.addWidget(self._field)
        row.addWidget(self._total)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._chip_row())

    def _switch(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(0)
        words = (_("Việc của tôi"), _("Của cơ quan"), _("Đang ở nơi khác"))
        for number, (whose, word) in enumerate(zip(_LISTS, words, strict=True)):
            place = "first" if not number else "last" if whose is _LISTS[-1] else "middle"
            made = button(word, "segment", f"work.list.{whose.value}")
            made.setProperty("place", place)
            made.setCheckable(True)
            self._whose.addButton(made, number)
            row.addWidget(made)
        self._whose.button(0).setChecked(True)
        return row

    def _chip_row(self) -> QWidget:
        chips = QWidget()
        flow = FlowLayout(chips, 6)
        pairs = (
            (Urgency.LATE, _("Trễ hạn"), "late", Urgency.TODAY),
            (Urgency.TODAY, _("Đến hạn hôm nay"), "today", Urgency.LATE),
            (_clock(True), _("Tạm dừng"), "paused", _clock(False)),
            (_clock(False), _("Đang tính thời hạn"), "running", _clock(True)),
        )
        for key, word, name, other in pairs:
            flow.addWidget(self._chip(key, word, name, other))
        for status in _OPEN:
            flow.addWidget(self._chip(status, status_word(status), f"status.{int(status)}"))
        return chips

    def _chip(self, key: object, word: str, name: str, other: object = None) -> QPushButton:
        made = button(word, "chip", f"work.chip.{name}")
        made.setCheckable(True)
        made.setProperty("other", other)
        made.clicked.connect(self._on_chip)
        self._chips[key] = made
        return made


def _clock(is_paused: bool) -> str:
    return "paused" if is_paused else "running"
