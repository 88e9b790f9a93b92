"""The register of reception and return (form 07): a period, its preview, the printer."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from counter_app.domain.unit import Officer
from counter_app.i18n import _, counted
from counter_app.services.counter import Counter
from counter_app.services.forms import RegisterPaper
from ui.acting.echo_field import DayField
from ui.messages import explain
from ui.papers.printing import PaperPrinting
from ui.papers.saving import PdfDialog
from ui.register.view_model import RegisterViewModel
from ui.tasks import TaskRunner
from ui.widgets.field import Field
from ui.widgets.message_line import MessageLine
from ui.widgets.pdf_view import PdfView
from ui.widgets.print_flow import Sheet
from ui.widgets.printer_memory import LARGE
from ui.widgets.styling import button, identify, label
from ui.widgets.tab_order import tab_through


class RegisterPane(QWidget):
    """Stands in the place of the list; ``left`` wants it gone, a register under way goes on."""

    left = Signal()

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, "register", _("Sổ theo dõi hồ sơ"))
        self._view_model = RegisterViewModel(counter, officer, tasks, self)
        self._printing = PaperPrinting(counter, tasks, self)
        self._file = PdfDialog(self)
        self._paper: RegisterPaper | None = None
        today = self._view_model.today
        self._first, self._last = DayField(today), DayField(today)
        self._fields = (
            Field(_("Nhận từ ngày"), self._first, "register.from"),
            Field(_("Đến hết ngày"), self._last, "register.to"),
        )
        self._make = button(_("Lập sổ   Enter"), "primary", "register.make")
        self._print = button(_("In sổ   Ctrl+P"), name="register.print")
        self._printer = button(_("Chọn máy in…   Ctrl+Shift+P"), name="register.printer")
        self._save = button(_("Lưu PDF…   Ctrl+S"), name="register.save")
        self._back = button(_("‹ Tra cứu"), "link", "register.back")
        self._message = MessageLine()
        self._bar = QProgressBar(textVisible=False)
        self._under_way = label("", "small")
        self._stop = button(_("Dừng   Esc"), name="register.stop")
        self._progress = QWidget()
        self._view = PdfView(None, tasks.lasting)
        self._lay_out()
        self._connect()
        self._first.set_day(today.replace(day=1))
        self._last.set_day(today)
        self._offer()

    def enter(self) -> None:
        """The first day, ready to be typed over."""
        self._first.setFocus()
        self._first.selectAll()

    def shortcuts(self) -> list[tuple[str, str]]:
        """For F1."""
        return [
            ("Enter", _("Lập sổ của thời gian đã ghi")),
            ("↑ ↓", _("Sang ngày sau, về ngày trước")),
            ("Ctrl+P", _("In sổ đang xem")),
            ("Ctrl+Shift+P", _("Chọn máy in khác")),
            ("Ctrl+S", _("Lưu sổ ra tệp PDF")),
            ("Esc", _("Dừng lập sổ, về tra cứu")),
        ]

    def step_back(self) -> bool:
        """Stop what is being made; False when nothing is."""
        if not self._view_model.is_busy:
            return False
        self._view_model.stop()
        return True

    @Slot()
    def make(self) -> None:
        """Make the register of the days that stand there."""
        days = [field.day() for field in (self._first, self._last)]
        for field, day in zip(self._fields, days, strict=True):
            field.complain("" if day else _("Ghi ngày như 05/12/2026."))
        first, last = days
        if first is None or last is None:
            (self._last if first else self._first).setFocus()
        elif not self._view_model.is_busy:
            self._begin(first, last)

    def _begin(self, first: date, last: date) -> None:
        self._message.clear()
        self._show(None)
        self._view.set_placeholder(_("Đang lập sổ…"))
        self._view_model.make(first, last)

    @Slot()
    def print(self, *, asks: bool = False) -> None:
        """Print what is shown; with ``asks`` the officer chooses the printer anew."""
        if self._paper is not None:
            title = _("Sổ theo dõi hồ sơ")
            sheet = Sheet(self._paper.content, "", 1, title, has_qr=False, purpose=LARGE)
            self._printing.send(sheet, asks=asks)

    @Slot()
    def choose_printer(self) -> None:
        """Print on another printer than usually."""
        self.print(asks=True)

    @Slot()
    def ask_for_file(self) -> None:
        """Ask where to keep what is shown."""
        if self._paper is not None:
            self._file.ask(_("Lưu sổ"), "so-theo-doi.pdf")

    @Slot(str)
    def save_to(self, target: str) -> None:
        """Write what is shown to ``target``."""
        if self._paper is not None:
            self._view_model.save(Path(target), self._paper.content)

    @Slot(object)
    def _on_made(self, paper: RegisterPaper) -> None:
        self._show(paper)
        count = f"{paper.dossiers:,}".replace(",", ".")
        text = counted("Đã lập sổ: {count} hồ sơ.", "Đã lập sổ: {count} hồ sơ.", paper.dossiers)
        nothing = _("Không có hồ sơ nào được nhận trong thời gian này; sổ để trống.")
        is_empty = not paper.dossiers
        self._message.say(nothing if is_empty else text.format(count=count), "success")

    @Slot()
    def _on_stopped(self) -> None:
        self._show(None)
        self._message.say(_("Đã dừng; chưa lập sổ nào."), "info")

    @Slot(Exception)
    def _on_refused(self, error: Exception) -> None:
        self._show(None)
        self._message.say(explain(error), "danger")

    @Slot(bool)
    def _on_busy(self, is_busy: bool) -> None:
        had_focus = self._stop.hasFocus()
        self._progress.setVisible(is_busy)
        self._make.setDisabled(is_busy)
        if had_focus and not is_busy:
            self._make.setFocus()

    @Slot(int)
    def _on_progress(self, percent: int) -> None:
        self._bar.setValue(percent)
        self._under_way.setText(_("Đang lập sổ… {percent} %").format(percent=percent))

    @Slot()
    def _on_saved(self) -> None:
        self._message.say(_("Đã lưu tệp PDF."), "success")

    @Slot(Exception)
    def _on_not_saved(self, _error: Exception) -> None:
        text = _("Không ghi được tệp. Chọn thư mục khác rồi lưu lại.")
        self._message.say(text, "danger")

    def _show(self, paper: RegisterPaper | None) -> None:
        self._paper = paper
        if paper is not None:
            self._view.show_pdf(paper.content)
        else:
            self._view.set_placeholder(_("Chọn thời gian rồi bấm Enter; sổ sẽ hiện ở đây."))
            self._view.clear()
        self._offer()

    def _offer(self) -> None:
        for made in (self._print, self._printer, self._save):
            made.setEnabled(self._paper is not None)

    def _connect(self) -> None:
        model = self._view_model
        model.made.connect(self._on_made)
        model.stopped.connect(self._on_stopped)
        model.refused.connect(self._on_refused)
        model.busy_changed.connect(self._on_busy)
        model.progressed.connect(self._on_progress)
        model.saved.connect(self._on_saved)
        model.not_saved.connect(self._on_not_saved)
        for field in (self._first, self._last):
            field.returnPressed.connect(self.make)
        self._file.chosen.connect(self.save_to)
        self._printing.said.connect(self._message.say)
        self._back.clicked.connect(self.left)
        self._stop.clicked.connect(model.stop)
        self._make.clicked.connect(self.make)
        for made, keys, act in (
            (self._print, "Ctrl+P", self.print),
            (self._printer, "Ctrl+Shift+P", self.choose_printer),
            (self._save, "Ctrl+S", self.ask_for_file),
        ):
            made.clicked.connect(act)
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(act)

    def _lay_out(self) -> None:
        identify(self._view, "register.preview", _("Xem trước sổ"))
        identify(self._message, "register.message")
        identify(self._bar, "register.progress", _("Tiến độ lập sổ"))
        head = QHBoxLayout()
        head.addWidget(self._back)
        head.addWidget(label(_("Sổ theo dõi hồ sơ"), "title"), 1)
        for made in (self._print, self._printer, self._save):
            head.addWidget(made)
        asked = QHBoxLayout()
        asked.setSpacing(8)
        for field in self._fields:
            asked.addWidget(field, 1)
        asked.addWidget(self._make, 0, Qt.AlignmentFlag.AlignBottom)
        way = QHBoxLayout(self._progress)
        way.setContentsMargins(0, 0, 0, 0)
        way.setSpacing(8)
        way.addWidget(self._bar, 1)
        way.addWidget(self._under_way)
        way.addWidget(self._stop)
        self._progress.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for line in (head, asked):
            column.addLayout(line)
        for part in (self._progress, self._message):
            column.addWidget(part)
        column.addWidget(self._view, 1)
        printing = (self._print, self._printer, self._save)
        tab_through(self._back, *self._fields, self._make, *printing, self._progress, self._view)
