"""Days off and worked days of a year; a file is tried first, then put on top."""

from PySide6.QtCore import Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.calendar import Calendar
from counter_app.domain.calendar_entries import CalendarEntries
from counter_app.i18n import _
from ui.admin.table_model import calendar_rows
from ui.admin.view_model import CalendarViewModel
from ui.widgets.calendar_file_line import CalendarFileLine
from ui.widgets.field import Field
from ui.widgets.message_line import MessageLine
from ui.widgets.number_box import NumberBox
from ui.widgets.styling import button, identify, label
from ui.widgets.table import Table
from ui.widgets.text_table import TextTable


class CalendarTab(QWidget):
    """The year on the left, the import on the right."""

    def __init__(self, view_model: CalendarViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._calendar: Calendar | None = None
        self._entries: CalendarEntries | None = None
        self._model = TextTable((_("Ngày"), _("Thứ"), _("Loại"), _("Ghi chú")), self)
        self.table = Table(self._model)
        identify(self.table, "admin.calendar", _("Ngày nghỉ và ngày làm bù"))
        self.year = NumberBox()
        identify(self.year, "admin.calendar.year", _("Năm"))
        self.state = label("", "muted", wraps=True)
        self.read = button(_("Đọc tệp"), "", "admin.calendar.read")
        self.file = CalendarFileLine("admin.calendar", self.read)
        self.apply = button(_("Áp dụng vào lịch"), "primary", "admin.calendar.apply")
        self.note = MessageLine()
        self._lay_out()
        self._connect()
        self.apply.hide()

    def first_focus(self) -> QWidget:
        """Where work begins."""
        return self.year

    @Slot(Calendar)
    def show_calendar(self, calendar: Calendar) -> None:
        """Show the calendar; at first the year we are in."""
        is_first = self._calendar is None
        self._calendar = calendar
        self.year.setRange(calendar.first_year, calendar.last_year)
        if is_first:
            self.year.setValue(self._view_model.year)
        self._show_year()

    @Slot()
    def _show_year(self) -> None:
        if self._calendar is None:
            return
        year = self._calendar.year(self.year.value())
        self._model.show(calendar_rows(year))
        told = (
            _("Năm {year}: {days} ngày làm việc, theo quyết định đã công bố.")
            if year.official
            else _("Năm {year}: {days} ngày làm việc, là dự kiến vì chưa có quyết định công bố.")
        )
        self.state.setText(told.format(year=year.year, days=year.working_days))

    @Slot(str)
    def _read_file(self, file: str) -> None:
        self._forget_entries()
        self._view_model.read_file(file)

    @Slot(str)
    def _ask_for_file(self, sentence: str) -> None:
        self._forget_entries()
        self.note.say(sentence, "warning")

    @Slot(CalendarEntries)
    def _tell_read(self, entries: CalendarEntries) -> None:
        self._entries = entries
        told = _(
            "Tệp có {off} ngày nghỉ và {worked} ngày làm bù. Nguồn: {source}. Lịch mới dùng cho hồ sơ"
            " tiếp theo; ngày đã hẹn giữ nguyên."
        )
        source = entries.source or _("không ghi")
        self.note.say(
            told.format(off=len(entries.off), worked=len(entries.worked), source=source[:120]),
            "info",
        )
        self.apply.show()
        self.apply.setFocus()

    @Slot()
    def _apply(self) -> None:
        if self._entries is not None:
            self._view_model.change(self._entries)
            self._forget_entries()

    @Slot(Calendar)
    def _tell_changed(self, calendar: Calendar) -> None:
        self.show_calendar(calendar)
        self.note.say(_("Đã đưa các ngày vào lịch."), "success")
        self.table.setFocus()

    @Slot(str)
    def _tell_refused(self, sentence: str) -> None:
        self.note.say(sentence, "danger")

    @Slot()
    def _forget_entries(self) -> None:
        self._entries = None
        self.apply.hide()
        self.note.clear()

    def _connect(self) -> None:
        self.year.valueChanged.connect(self._show_year)
        self.file.wanted.connect(self._read_file)
        self.file.missed.connect(self._ask_for_file)
        self.file.textEdited.connect(self._forget_entries)
        self.apply.clicked.connect(self._apply)
        self._view_model.shown.connect(self.show_calendar)
        self._view_model.read.connect(self._tell_read)
        self._view_model.changed.connect(self._tell_changed)
        self._view_model.refused.connect(self._tell_refused)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        words = label(_("Năm"), "field")
        words.setBuddy(self.year)
        for part in (words, self.year):
            head.addWidget(part)
        head.addWidget(self.state, 1)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addLayout(head)
        left.addWidget(self.table, 1)
        card = QFrame()
        card.setProperty("card", True)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(label(_("Nhập ngày nghỉ, ngày làm bù"), "section"))
        hint = _("Tệp JSON theo mẫu tệp lịch kèm theo chương trình.")
        column.addWidget(Field(_("Tệp lịch"), self.file, "admin.calendar.file", hint))
        buttons = QHBoxLayout()
        buttons.addWidget(self.file.choose)
        buttons.addWidget(self.read)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self.note)
        column.addWidget(self.apply)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 16, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 2)
        row.addWidget(card, 1)
