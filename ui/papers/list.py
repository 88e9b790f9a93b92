"""The papers of a dossier by name, with how many copies of each there are."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from counter_app.domain.form_templates import Form
from counter_app.i18n import _
from ui.papers.papers import PaperLine
from ui.papers.words import line_words
from ui.widgets.styling import identify

_FORM = Qt.ItemDataRole.UserRole
_ROWS = 4  # shown at once


class PaperList(QListWidget):
    """Enter or a click shows a paper; the one that is shown stands in bold."""

    opened = Signal(object)  # Form

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "search.papers", _("Giấy tờ của hồ sơ"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._lines: tuple[PaperLine, ...] = ()
        self._shown: Form | None = None
        self.itemClicked.connect(self._open)

    def show_lines(self, lines: tuple[PaperLine, ...], shown: Form | None) -> None:
        """List ``lines``; ``shown`` is the one below. Where the keyboard was, it stays."""
        if (lines, shown) == (self._lines, self._shown):
            return
        is_same = [line.form for line in lines] == [line.form for line in self._lines]
        chosen = self.chosen if is_same and shown is self._shown else shown
        self._lines, self._shown = lines, shown
        self.clear()
        for line in lines:
            item = QListWidgetItem(line_words(line))
            item.setData(_FORM, line.form)
            item.setToolTip(item.text())
            self._mark(item, is_shown=line.form is shown)
            self.addItem(item)
            if line.form is chosen:
                self.setCurrentItem(item)
        self._fit()

    @property
    def chosen(self) -> Form | None:
        """The paper the keyboard is at."""
        item = self.currentItem()
        return Form(item.data(_FORM)) if item else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: Enter shows the paper."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.chosen is not None:
            self.opened.emit(self.chosen)
            return
        super().keyPressEvent(event)

    def _mark(self, item: QListWidgetItem, *, is_shown: bool) -> None:
        font = QFont(self.font())
        font.setBold(is_shown)
        item.setFont(font)
        spoken = _("{paper}, đang xem").format(paper=item.text()) if is_shown else item.text()
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def _fit(self) -> None:
        """As high as the first rows, no higher."""
        rows = sum(max(0, self.sizeHintForRow(row)) for row in range(min(_ROWS, self.count())))
        self.setFixedHeight(rows + 2 * self.frameWidth() + 2)

    @Slot(QListWidgetItem)
    def _open(self, item: QListWidgetItem) -> None:
        self.opened.emit(Form(item.data(_FORM)))
