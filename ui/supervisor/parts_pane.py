"""What a figure consists of: by field, procedure, step, officer or unit."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.services.figure_ports import By, Share
from ui.figure_words import by_word, figure_word, share_word
from ui.supervisor.numbers import thousands
from ui.supervisor.rows_model import RowsModel
from ui.supervisor.values import ShownBoard
from ui.widgets.styling import identify, label
from ui.widgets.table import Table

_BROKEN_DOWN = ("open", "waiting", "in_process", "paused", "due_today", "overdue", "ready", "early", "on_time", "late")  # fmt: skip
_BY = (By.FIELD, By.PROCEDURE, By.STEP, By.OFFICER, By.UNIT, By.PLACE)


class PartsPane(QWidget):
    """Which figure, by what, and its parts; Enter opens the list behind a part."""

    wanted = Signal(str, object)  # a figure's name, By
    opened = Signal(str, object, str)  # a figure's name, By, the part's key

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figure, self._by = QComboBox(), QComboBox()
        self._rows = RowsModel((_("Phần"), _("Số hồ sơ")), (1,))
        self.table = Table(self._rows)
        self._shares: tuple[Share, ...] = ()
        self._shown: tuple[str, By] | None = None
        self._lay_out()
        self._connect()

    @property
    def choice(self) -> tuple[str, By]:
        """The figure, and what it is broken down by."""
        return str(self._figure.currentData()), By(self._by.currentData())

    def show_board(self, shown: ShownBoard) -> None:
        """The parts of the figure that was asked for."""
        self._shares = shown.shares
        self._shown = (shown.wanted.figure, shown.wanted.by)
        names = dict(shown.names)
        self._rows.head((by_word(shown.wanted.by), _("Số hồ sơ")))
        self._rows.show(
            [
                (share_word(shown.wanted.by, share.key, names), thousands(share.count))
                for share in shown.shares
            ]
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: Enter on a part."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            self._open(self.table.currentIndex())
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_choice(self) -> None:
        self.wanted.emit(*self.choice)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and self._shown is not None and index.row() < len(self._shares):
            self.opened.emit(*self._shown, self._shares[index.row()].key)

    def _lay_out(self) -> None:
        identify(self._figure, "supervisor.parts.figure", _("Số liệu được chia"))
        identify(self._by, "supervisor.parts.by", _("Chia theo"))
        identify(self.table, "supervisor.parts", _("Các phần của số liệu"))
        for name in _BROKEN_DOWN:
            self._figure.addItem(figure_word(name), name)
        for by in _BY:
            self._by.addItem(by_word(by), by.value)
        head = QHBoxLayout()
        for widget in (self._figure, label(_("theo"), "muted"), self._by):
            head.addWidget(widget)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        for box in (self._figure, self._by):
            box.activated.connect(self._on_choice)
        self.table.doubleClicked.connect(self._open)
