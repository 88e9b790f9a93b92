"""The parts of the attachments' card and where they stand."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.dossier import Attachment
from counter_app.i18n import _
from ui.attachments.file_list import FileList
from ui.attachments.form import AttachmentForm
from ui.tasks import TaskRunner
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.message_line import MessageLine
from ui.widgets.pdf_view import PdfView
from ui.widgets.scrolling import scrolling
from ui.widgets.styling import button, identify, label

_LINES = 11  # of text there is always room for: two files and the buttons


class Parts(QObject):
    """What the card is made of; it shows and hides, it decides nothing."""

    reason_given = Signal(str)

    def __init__(self, card: QFrame, files: TaskRunner) -> None:
        super().__init__(card)
        self.add = button(_("Thêm tệp…"), "primary", "attachments.add")
        self.leave = button(_("Đóng"), name="attachments.leave")
        self.form = AttachmentForm()
        self.message = MessageLine()
        self.scan = MessageLine()
        self.list = FileList()
        self.view = button(_("Xem"), name="attachments.view")
        self.remove = button(_("Gỡ…"), "danger", "attachments.remove")
        self.cancel = button(_("Dừng"), name="attachments.cancel")
        self._bar = QProgressBar(textVisible=False)
        self._under_way = ElidedLabel()
        self._empty = label("", "muted", wraps=True)
        self._reason = QLineEdit()
        self._confirm = button(_("Gỡ tệp"), "danger", "attachments.reason.submit")
        self._pages = PdfView(None, files)
        self._viewed = ElidedLabel()
        self._back = button(_("‹ Danh sách"), "link", "attachments.back")
        self._body = _Room()
        self._lay_out(card)
        self._connect()

    @property
    def is_viewing(self) -> bool:
        """Whether a file is being looked at."""
        return self._body.currentIndex() == 2

    @property
    def is_asking(self) -> bool:
        """Whether the reason for taking a file back is being asked for."""
        return not self._asking.isHidden()

    def show_files(self, files: tuple[Attachment, ...], components: Mapping[str, str]) -> None:
        """The list, or how to begin."""
        self.list.show_files(files, components)
        if not self.is_viewing:
            self._body.setCurrentIndex(0 if files else 1)
        for made in (self.view, self.remove):
            made.setEnabled(bool(files))

    @Slot(int, int, str)
    def show_progress(self, done: int, in_all: int, name: str) -> None:
        """How far the files on their way are; nothing when none is."""
        self._progress.setVisible(in_all > 0)
        self._bar.setRange(0, in_all if in_all > 1 else 0)  # of one file nobody knows how far
        self._bar.setValue(done)
        text = _("Đang đính kèm {number}/{in_all}: {name}")
        self._under_way.setText(
            text.format(number=min(done + 1, in_all), in_all=in_all, name=name) if in_all else ""
        )

    def show_opening(self, name: str) -> None:
        """A file will be looked at as soon as it is read."""
        self._viewed.setText(name)
        self._pages.clear()
        self._pages.set_placeholder(_("Đang mở tệp…"))
        self._body.setCurrentIndex(2)
        self._pages.setFocus()

    def show_pages(self, name: str, pages: bytes) -> None:
        """The pages of the file called ``name``."""
        self._viewed.setText(name)
        self._pages.show_pdf(pages)

    @Slot()
    def leave_view(self) -> None:
        """Back to the list."""
        had_focus = self.is_viewing and self._body.isAncestorOf(
            self._body.focusWidget() or self.add
        )
        self._pages.clear()
        self._body.setCurrentIndex(0 if self.list.count() else 1)
        if had_focus:
            self.list.setFocus()

    @Slot()
    def ask_reason(self) -> None:
        """Why the chosen file is taken back."""
        if self.list.chosen is None:
            return
        self._reason.clear()
        self._asking.show()
        self._reason.setFocus()

    @Slot()
    def leave_reason(self) -> None:
        """The file stays."""
        had_focus = self.is_asking and (self._reason.hasFocus() or self._confirm.hasFocus())
        self._asking.hide()
        if had_focus:
            (self.list if self.list.count() else self.add).setFocus()

    @Slot()
    def _give_reason(self) -> None:
        self.reason_given.emit(self._reason.text())

    def _connect(self) -> None:
        self.remove.clicked.connect(self.ask_reason)
        self.list.removal_wanted.connect(self.ask_reason)
        self._back.clicked.connect(self.leave_view)
        self._reason.returnPressed.connect(self._give_reason)
        self._confirm.clicked.connect(self._give_reason)

    def _lay_out(self, card: QFrame) -> None:
        identify(self._reason, "attachments.reason", _("Lý do gỡ tệp"))
        identify(self._pages, "attachments.pages", _("Xem tệp đính kèm"))
        identify(self.message, "attachments.message")
        identify(self.scan, "attachments.scan")
        identify(self._bar, "attachments.progress", _("Đang đính kèm"))
        self._reason.setPlaceholderText(_("Lý do gỡ tệp"))
        self._empty.setText(
            _(
                "Chưa có tệp nào. Bấm Thêm tệp (Ctrl+O), kéo tệp vào đây, hoặc dán ảnh (Ctrl+V)."
                " Nhận PDF, JPEG, PNG, TIFF, WebP tới 20 MB."
            )
        )
        self._empty.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._empty.setMargin(16)
        for part in (self._files(), self._empty, self._viewing()):
            self._body.addWidget(part)
        self._body.setCurrentIndex(1)
        column = QVBoxLayout(card)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(_row(label(_("Tệp đính kèm"), "title"), None, self.add, self.leave))
        column.addWidget(self._scrolled(), 1)

    def _scrolled(self) -> QScrollArea:
        """All but the head: with large letters on a small screen it is higher than the card."""
        self._progress = _framed(_row(self._under_way, self.cancel), self._bar)
        self._progress.hide()
        content = _Content()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.form, self.scan, self.message, self._progress):
            column.addWidget(part)
        column.addWidget(self._body, 1)
        area = scrolling(content)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return area

    def _files(self) -> QWidget:
        page = QWidget()
        self._asking = _framed(_row(self._reason, self._confirm))
        self._asking.hide()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.list, 1)
        column.addLayout(_row(self.view, self.remove, None))
        column.addWidget(self._asking)
        return page

    def _viewing(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(_row(self._back, self._viewed))
        column.addWidget(self._pages, 1)
        return page


class _Room(QStackedWidget):
    """As high as what is left, but never too low for ``_LINES``.

    The pages and the words it holds do not stretch the card.
    """

    def hasHeightForWidth(self) -> bool:
        """Qt's hook."""
        return False

    def sizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(super().sizeHint().width(), self._least())

    def minimumSizeHint(self) -> QSize:
        """Qt's hook."""
        return QSize(super().minimumSizeHint().width(), self._least())

    def _least(self) -> int:
        return _LINES * self.fontMetrics().height()


class _Content(QWidget):
    """What is scrolled; its height follows from its width, a sentence in one column says nothing."""

    def minimumSizeHint(self) -> QSize:
        """Qt's hook: what is too high scrolls, also where no sentence stands."""
        hint, layout = super().minimumSizeHint(), self.layout()
        follows = layout is not None and layout.hasHeightForWidth()
        return QSize(hint.width(), 0) if follows else hint


def _row(*parts: QWidget | None) -> QHBoxLayout:
    """Side by side; None is room that stretches, labels that give way take what is left."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts:
        if part is None:
            row.addStretch(1)
        else:
            row.addWidget(part, 1 if isinstance(part, ElidedLabel | QLineEdit) else 0)
    return row


def _framed(row: QHBoxLayout, *below: QWidget) -> QWidget:
    frame = QWidget()
    column = QVBoxLayout(frame)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addLayout(row)
    for part in below:
        column.addWidget(part)
    return frame
