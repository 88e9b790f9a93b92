"""Units and their figures as a table: the desk's own unit first, the total last."""

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, Qt

from counter_app.i18n import _
from counter_app.services.unit_figures import UnitBoard
from ui.figure_words import figure_word
from ui.supervisor.numbers import thousands
from ui.supervisor.rows_model import RowsModel
from ui.supervisor.short_words import in_two_lines, short
from ui.supervisor.values import GROUPS
from ui.unit_figure_words import counted_words, own_words, why_not_words
from ui.widgets.text_table import AnyIndex

OVERVIEW: Final = ("open", "due_today", "overdue", "paused", "supplement", "ready", "early", "on_time", "late")  # fmt: skip
AGES: Final = ("open", "age_0_3", "age_4_7", "age_8_15", "age_16_30", "age_31_")
SETS: Final = (OVERVIEW, *GROUPS, AGES)
WIDEST: Final = max(map(len, SETS))
OWN: Final = 0  # the row of the desk's own unit
UNIT: Final = 0  # the column of the unit's name
AS_OF: Final = WIDEST + 1


class UnitsModel(RowsModel):
    """``figures`` are the columns between the unit's name and how old its numbers are."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([""] * (WIDEST + 2), range(1, WIDEST + 1), parent)
        self.figures: tuple[str, ...] = ()
        self.choose(OVERVIEW)

    def choose(self, figures: tuple[str, ...]) -> None:
        """Other figures; columns nobody needs are empty."""
        self.figures = figures
        words = [in_two_lines(short(figure_word(name))) for name in figures]
        self.head([_("Đơn vị"), *_padded(words), _("Đã tính")])

    def show_board(self, board: UnitBoard) -> None:
        """A row for each unit; a total only where the centre told of others."""
        rows = [self._row(board.own.name, board.own.counts, own_words(board))]
        rows += [self._row(line.name, line.counts, counted_words(line)) for line in board.others]
        if board.others:
            rows.append(self._row(_("Cộng"), board.total(), ""))
        self.show(rows, [row for row, line in enumerate(board.others, 1) if line.behind])

    def figure_at(self, column: int) -> str | None:
        """The figure in a column; None: there is none."""
        place = column - 1
        return self.figures[place] if 0 <= place < len(self.figures) else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt's hook: what a number opens, or why it opens nothing, as its tip."""
        is_figure = index.isValid() and self.figure_at(index.column()) is not None
        if is_figure and role == Qt.ItemDataRole.ToolTipRole:
            is_total = index.row() > OWN and index.row() == self.rowCount() - 1
            return why_not_words() if is_total else _("Enter: mở danh sách hồ sơ")
        return super().data(index, role)

    def _row(self, name: str, counts: Mapping[str, int], as_of: str) -> tuple[str, ...]:
        numbers = [
            thousands(counts[figure]) if figure in counts else "—" for figure in self.figures
        ]
        return (name, *_padded(numbers), as_of)


def _padded(cells: list[str]) -> list[str]:
    return cells + [""] * (WIDEST - len(cells))
