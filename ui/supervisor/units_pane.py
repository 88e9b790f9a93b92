"""Every unit the supervisor may see, each with its figures and how old they are."""

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.i18n import _
from counter_app.services.unit_figures import UnitBoard
from ui.supervisor.red_rows import RedRows
from ui.supervisor.unit_list_pane import UnitListPane
from ui.supervisor.units_model import AS_OF, OWN, SETS, UNIT, WIDEST, UnitsModel
from ui.supervisor.units_view_model import ShownUnitList, UnitsViewModel, WantedList
from ui.unit_figure_words import answer_words, once_words, silence_words, why_not_words
from ui.widgets.field import Field
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label
from ui.widgets.table import Table

_LETTERS = 28  # of a unit's name


class UnitsPane(QWidget):
    """Arrows walk among the numbers; Enter opens the list behind one."""

    opened = Signal(str)  # a figure's name

    def __init__(self, view_model: UnitsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._board: UnitBoard | None = None
        self.group = QComboBox()
        self._again = button(_("Hỏi lại (Ctrl+R)"), "link", "supervisor.units.again")
        self._summary = label("", "muted")
        self._note = MessageLine()
        self._rows = UnitsModel(self)
        self.table = Table(self._rows)
        self._list = UnitListPane()
        self._over = QStackedWidget()
        self._chosen = label("", "muted")
        self._lay_out()
        self._connect()
        self._choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: Enter on a number."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            self._open(self.table.currentIndex())
            return
        super().keyPressEvent(event)

    def step_back(self) -> bool:
        """Whether there was a list to leave."""
        if self._over.currentWidget() is not self._list:
            return False
        self._over.setCurrentWidget(self.table)
        self.table.setFocus()
        return True

    @Slot(object)
    def _on_listed(self, shown: ShownUnitList) -> None:
        if self._board is not None:
            self._summary.setText(answer_words(self._board))
        self._list.show_list(shown)
        self._over.setCurrentWidget(self._list)
        self._list.table.setFocus()

    @Slot()
    def _on_asked(self) -> None:
        self._summary.setText(_("Đang hỏi trung tâm…"))

    @Slot(object)
    def _on_shown(self, board: UnitBoard) -> None:
        self._board = board
        self._rows.show_board(board)
        if board.silence is None:
            self._note.clear()
            self._summary.setText(answer_words(board))
        else:
            self._summary.clear()
            self._note.say(silence_words(board.silence), "info")
        if not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self._rows.index(OWN, UNIT + 1))
        self._explain(self.table.currentIndex())

    @Slot(str)
    def _on_refused(self, sentence: str) -> None:
        self._summary.clear()
        self._note.say(sentence, "danger")

    @Slot()
    def _choose(self) -> None:
        figures = SETS[self.group.currentIndex()]
        self._rows.choose(figures)
        for column in range(1, WIDEST + 1):
            self.table.setColumnHidden(column, column > len(figures))
        if self._board is not None:
            self._rows.show_board(self._board)

    @Slot(QModelIndex)
    def _explain(self, index: QModelIndex) -> None:
        """The chosen unit in full, and how old its figures are; their columns may be out of sight."""
        cells = [index.siblingAtColumn(column).data() for column in (UNIT, AS_OF)]
        self._chosen.setText(": ".join(filter(None, cells)) if index.isValid() else "")

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        figure = self._rows.figure_at(index.column()) if index.isValid() else None
        if figure is None:
            return
        if index.row() == OWN:
            self.opened.emit(figure)
        elif self._board is not None and index.row() <= len(self._board.others):
            unit, moment = self._board.others[index.row() - 1], self._board.board.moment
            self._view_model.ask_list(WantedList(unit, figure, moment))
        else:
            self._note.say(why_not_words(), "info")

    def _lay_out(self) -> None:
        identify(self.table, "supervisor.units", _("Số liệu của các đơn vị"))
        identify(self._summary, "supervisor.units.summary")
        identify(self._note, "supervisor.units.note")
        identify(self._chosen, "supervisor.units.chosen")
        words = (_("Tổng quan"), _("Đang có"), _("Hạn trả"), _("Tạm dừng"), _("Tháng này"), _("Tuổi hồ sơ"))  # fmt: skip
        self.group.addItems(list(words))
        self.table.setItemDelegate(RedRows(self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        heading = self.table.horizontalHeader()
        heading.setSectionResizeMode(UNIT, QHeaderView.ResizeMode.Interactive)
        heading.setStretchLastSection(False)  # it would be as narrow as what is left
        heading.resizeSection(UNIT, self.fontMetrics().averageCharWidth() * _LETTERS)
        head = QHBoxLayout()
        head.addWidget(Field(_("Nhóm số liệu"), self.group, "supervisor.units.group"))
        head.addWidget(self._summary, 1)
        head.addWidget(self._again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(head)
        column.addWidget(self._note)
        self._over.addWidget(self.table)
        self._over.addWidget(self._list)
        column.addWidget(self._over, 1)
        column.addWidget(self._chosen)
        column.addWidget(label(once_words(), "small", wraps=True))

    def _connect(self) -> None:
        model = self._view_model
        model.asked.connect(self._on_asked)
        model.shown.connect(self._on_shown)
        model.refused.connect(self._on_refused)
        model.listed.connect(self._on_listed)
        self._list.left.connect(self.step_back)
        self._again.clicked.connect(model.ask)
        self.group.activated.connect(self._choose)
        self.table.doubleClicked.connect(self._open)
        self.table.selectionModel().currentChanged.connect(self._explain)
