"""Where this desk's scanner writes: a setting of the desk, not of the unit."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.services.counter import Counter
from counter_app.settings import Settings, keep_scan_folder
from ui.errands import Errands
from ui.tasks import TaskRunner
from ui.widgets.field import Field
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button


class ScanFolderViewModel(QObject):
    """Reads and keeps the setting; on the worker that keeps the desk's other settings too."""

    shown = Signal(object)  # the folder as it was written; empty: none
    saved = Signal(object)
    refused = Signal(str)

    def __init__(self, counter: Counter, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = counter.folder
        self._errands = Errands(tasks, self)
        self._errands.refused.connect(self.refused)

    def load(self) -> None:
        """Read the setting; ends in ``shown`` or ``refused``."""
        self._errands.start(lambda: Settings.stored(self._folder).scan_folder, self.shown)

    def save(self, named: str) -> None:
        """Try the folder and keep it; ends in ``saved`` or ``refused``."""
        self._errands.start(lambda: keep_scan_folder(self._folder, named), self.saved)


class ScanFolderForm(QWidget):
    """A path, typed or chosen; Enter keeps it, an empty one watches nothing."""

    def __init__(self, view_model: ScanFolderViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._kept: str | None = None  # not known yet
        self.path = QLineEdit()
        self.path.setMaxLength(1000)
        hint = _("Bản quét mới trong thư mục này được mời đính kèm; để trống nếu không dùng")
        self.field = Field(_("Thư mục máy quét"), self.path, "admin.desk.scan_folder", hint)
        self.choose = button(_("Chọn thư mục…"), "", "admin.desk.choose")
        self.save = button(_("Lưu thư mục"), "", "admin.desk.save")
        self.note = MessageLine()
        self._dialog: QFileDialog | None = None
        self._lay_out()
        self._connect()
        self._offer()

    @Slot(object)
    def show_folder(self, kept: str) -> None:
        """What is kept now."""
        self._kept = kept
        self.path.setText(kept)
        self._offer()

    @Slot()
    def _choose_folder(self) -> None:
        self._dialog = QFileDialog(self, _("Chọn thư mục máy quét"), self.path.text())
        self._dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._dialog.fileSelected.connect(self._take_folder)
        self._dialog.open()

    @Slot(str)
    def _take_folder(self, folder: str) -> None:
        self.path.setText(folder)
        self.save.setFocus()

    @Slot()
    def _save(self) -> None:
        if self.save.isEnabled():
            self.save.setEnabled(False)
            self._view_model.save(self.path.text())

    @Slot()
    def _on_edited(self) -> None:
        self.note.clear()
        self._offer()

    @Slot(object)
    def _tell_saved(self, kept: str) -> None:
        self.show_folder(kept)
        watched = _("Đã lưu. Bản quét mới trong thư mục này sẽ được mời đính kèm.")
        self.note.say(watched if kept else _("Đã lưu. Quầy không theo dõi thư mục nào."), "success")

    @Slot(str)
    def _tell_refused(self, sentence: str) -> None:
        self._offer()
        self.note.say(sentence, "danger")

    def _offer(self) -> None:
        self.save.setEnabled(self._kept is not None and self.path.text().strip() != self._kept)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose_folder)
        self.save.clicked.connect(self._save)
        self.path.returnPressed.connect(self._save)
        self.path.textChanged.connect(self._on_edited)
        self._view_model.shown.connect(self.show_folder)
        self._view_model.saved.connect(self._tell_saved)
        self._view_model.refused.connect(self._tell_refused)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for made in (self.choose, self.save):
            buttons.addWidget(made)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.field)
        column.addLayout(buttons)
        column.addWidget(self.note)
