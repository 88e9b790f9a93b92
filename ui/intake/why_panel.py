"""Why this date: each day on the way, counted or skipped, in an officer's words."""

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.day_count import DayCount
from counter_app.i18n import _
from counter_app.services.promise import Promise
from ui.intake.wording import day_reason
from ui.widgets.styling import identify, label
from ui.wording import day_words, moment_words, term_words

Index = QModelIndex | QPersistentModelIndex


class DaysModel(QAbstractTableModel):
    """Number of the counted day, the day, why."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[tuple[str, str, str, bool], ...] = ()

    def show(self, days: tuple[DayCount, ...]) -> None:
        """The days of a derivation, in order."""
        rows, number = [], 0
        for day in days:
            number += day.counted
            mark = str(number) if day.counted else "–"
            rows.append((mark, day_words(day.day), day_reason(day), day.counted))
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """One row a day."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Number, day and reason."""
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows."""
        mark, day, reason, counted = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return mark if index.column() == 0 else f"{day}\n{reason}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = _("tính") if counted else _("không tính")
            return f"{day}, {spoken}: {reason}"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 0:
            return int(Qt.AlignmentFlag.AlignCenter)
        return None


class _Roomy(QStyledItemDelegate):
    """Two lines and some air between the days."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """A little more than the words need; the stylesheet's padding leaves them less width."""
        narrow = QStyleOptionViewItem(option)
        narrow.rect = option.rect.adjusted(0, 0, -option.fontMetrics.height(), 0)
        hint = super().sizeHint(narrow, index)
        return QSize(hint.width(), hint.height() + 8)


class WhyPanel(QWidget):
    """The derivation of a due moment as a list."""

    def __init__(self, name: str = "intake.why.days", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = label("", "muted", wraps=True)
        self._days = DaysModel(self)
        self._list = QTableView()
        identify(self._list, name, _("Từng ngày được tính hoặc không"))
        self._lay_out()

    def show_promise(self, promise: Promise) -> None:
        """Explain the due moment of ``promise``."""
        due = promise.due
        term = term_words(str(due.term))
        if due.term.is_none:
            self.show_days(_("Pháp luật không quy định thời hạn, nên không có ngày hẹn."), ())
        else:
            sentence = _("Thời hạn {term}, tính từ {start}.").format(
                term=term, start=moment_words(due.start)
            )
            self.show_days(sentence, due.derivation)

    def show_days(self, sentence: str, days: tuple[DayCount, ...]) -> None:
        """Say ``sentence`` above ``days``, whoever reckoned them."""
        self._sentence.setText(sentence)
        self._days.show(days)
        self._list.resizeRowsToContents()

    def list_view(self) -> QTableView:
        """The list, for the focus."""
        return self._list

    def _lay_out(self) -> None:
        self._sentence.setMinimumWidth(1)
        self._list.setModel(self._days)
        self._list.setItemDelegate(_Roomy(self._list))
        self._list.setShowGrid(False)
        self._list.setWordWrap(True)
        self._list.setTabKeyNavigation(False)
        self._list.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self._list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._list.horizontalHeader().hide()
        self._list.verticalHeader().hide()
        header = self._list.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(
            self._list.resizeRowsToContents,  # words wrap by the width, once it has settled
            Qt.ConnectionType.QueuedConnection,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._sentence)
        column.addWidget(self._list, 1)
