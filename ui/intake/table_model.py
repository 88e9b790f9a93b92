"""The papers of a visit: what the procedure asks for, what the citizen brought."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont

from counter_app.domain.procedure import Component, Need
from counter_app.domain.text import fold
from counter_app.i18n import _
from ui.intake.draft import PaperEntry

Index = QModelIndex | QPersistentModelIndex

NAME, NEED, ORIGINALS, CERTIFIED, PHOTOCOPIES = range(5)
COUNTS: Final = {ORIGINALS: "originals", CERTIFIED: "certified", PHOTOCOPIES: "photocopies"}
MAX_COUNT: Final = 999
TONE: Final = Qt.ItemDataRole.UserRole  # a token of the theme; empty: plain
_CENTRE: Final = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A row: the entry, and the component it answers (None: a paper of another kind)."""

    entry: PaperEntry
    component: Component | None = None

    @property
    def is_required(self) -> bool:
        """Whether the procedure asks for it without a condition."""
        return self.component is not None and self.component.need is Need.YES

    def asked(self, field: str) -> int:
        """How many the procedure asks for."""
        return getattr(self.component, field) if self.component else 0

    def ticked(self) -> "PaperRow":
        """Handed in as asked; at least one original."""
        originals, certified, photocopies = map(self.asked, COUNTS.values())
        if not (originals or certified or photocopies):
            originals = 1
        return self._with(PaperEntry(*self._named, True, originals, certified, photocopies))

    def unticked(self) -> "PaperRow":
        """Not handed in."""
        return self._with(PaperEntry(*self._named))

    def counted(self, field: str, count: int) -> "PaperRow":
        """With another count; a row without any paper is not handed in."""
        before = (getattr(self.entry, name) for name in COUNTS.values())
        counts = dict(zip(COUNTS.values(), before, strict=True))
        counts[field] = min(count, MAX_COUNT)
        return self._with(PaperEntry(*self._named, any(counts.values()), *counts.values()))

    @property
    def _named(self) -> tuple[str, str]:
        return self.entry.component, self.entry.name

    def _with(self, entry: PaperEntry) -> "PaperRow":
        return replace(self, entry=entry)


class PapersModel(QAbstractTableModel):
    """The rows and, below them, one for papers of another kind."""

    edited = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PaperRow, ...] = ()
        self._missing: frozenset[str] = frozenset()
        self._answers: dict[int, Callable[[PaperRow, int], object]] = {
            Qt.ItemDataRole.DisplayRole: self._text,
            Qt.ItemDataRole.CheckStateRole: _check_state,
            Qt.ItemDataRole.ToolTipRole: self._hint,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            Qt.ItemDataRole.TextAlignmentRole: _alignment,
            Qt.ItemDataRole.FontRole: _font,
            TONE: self._tone,
        }

    def show(self, components: tuple[Component, ...], entries: tuple[PaperEntry, ...] = ()) -> None:
        """The papers of a procedure; ``entries`` are what was entered before, in a draft."""
        known = {entry.component: entry for entry in entries if entry.component}
        extra = tuple(PaperRow(entry) for entry in entries if not entry.component)
        self.beginResetModel()
        self._missing = frozenset()
        self._rows = (
            tuple(PaperRow(known.get(c.id, PaperEntry(c.id, c.name)), c) for c in components)
            + extra
        )
        self.endResetModel()

    def entries(self) -> tuple[PaperEntry, ...]:
        """What was entered, row by row."""
        return tuple(row.entry for row in self._rows)

    def row(self, index: int) -> PaperRow | None:
        """A row; None for the one that adds another."""
        return self._rows[index] if 0 <= index < len(self._rows) else None

    def tick(self, index: int) -> None:
        """Handed in, or not after all."""
        row = self.row(index)
        if row is not None:
            self._replace(index, row.unticked() if row.entry.ticked else row.ticked())

    def tick_required(self) -> None:
        """Everything the procedure asks for without a condition was handed in."""
        for index, row in enumerate(self._rows):
            if row.is_required and not row.entry.ticked:
                self._replace(index, row.ticked())

    def set_count(self, index: int, column: int, count: int) -> None:
        """So many originals, certified copies or photocopies."""
        row = self.row(index)
        if row is not None:
            self._replace(index, row.counted(COUNTS.get(column, "originals"), count))

    def add(self, name: str) -> None:
        """One more paper, of a kind the procedure does not name."""
        at = len(self._rows)
        self.beginInsertRows(QModelIndex(), at, at)
        self._rows += (PaperRow(PaperEntry("", name, ticked=True, originals=1)),)
        self.endInsertRows()
        self.edited.emit()

    def remove(self, index: int) -> bool:
        """Take an added paper off again; False for the procedure's own."""
        row = self.row(index)
        if row is None or row.component is not None:
            return False
        self.beginRemoveRows(QModelIndex(), index, index)
        self._rows = self._rows[:index] + self._rows[index + 1 :]
        self.endRemoveRows()
        self.edited.emit()
        return True

    def is_complete(self) -> bool:
        """Whether everything required was handed in."""
        return all(row.entry.ticked for row in self._rows if row.is_required)

    def mark_missing(self, names: tuple[str, ...]) -> None:
        """Show which required papers a refusal was about."""
        self._missing = frozenset(names)
        self._repaint(0, len(self._rows) - 1)

    def restore(self, entries: tuple[PaperEntry, ...]) -> None:
        """Put counts and ticks back as they were; for what a scanner typed over the table."""
        if len(entries) == len(self._rows) and entries != self.entries():
            pairs = zip(self._rows, entries, strict=True)
            self._rows = tuple(replace(row, entry=entry) for row, entry in pairs)
            self._repaint(0, len(self._rows) - 1)
            self.edited.emit()

    # Qt's questions

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The papers and the row that adds another."""
        return 0 if parent.isValid() else len(self._rows) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Name, need, three counts."""
        return 0 if parent.isValid() else 5

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The words over the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return (
                _("Thành phần hồ sơ"), _("Yêu cầu"), _("Chính"), _("C.thực"), _("Sao")
            )[section]  # fmt: skip
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                "", "", _("Số bản chính"), _("Số bản sao chứng thực"), _("Số bản sao, bản chụp")
            )[section]  # fmt: skip
        if role == Qt.ItemDataRole.TextAlignmentRole and section >= ORIGINALS:
            return int(_CENTRE)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every row can be walked to; the last one's name can be typed."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == NAME:
            adds = self.row(index.row()) is None
            flags |= Qt.ItemFlag.ItemIsEditable if adds else Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell shows."""
        row = self.row(index.row())
        if row is None:
            return self._adding(index.column(), role)
        answer = self._answers.get(role)
        return answer(row, index.column()) if answer else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """A tick by mouse, or the name of another paper."""
        if role == Qt.ItemDataRole.CheckStateRole:
            self.tick(index.row())
            return True
        if role == Qt.ItemDataRole.EditRole and self.row(index.row()) is None:
            if str(value).strip():
                self.add(str(value).strip())
            return True
        return False

    def _adding(self, column: int, role: int) -> object:
        if column == NAME and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return _("+ Giấy tờ khác")
        if role == Qt.ItemDataRole.EditRole:
            return ""
        return "muted" if role == TONE else None

    def _text(self, row: PaperRow, column: int) -> str:
        if column == NAME:
            return row.entry.name
        if column == NEED:
            return self._need(row)
        field = COUNTS[column]
        return str(getattr(row.entry, field) if row.entry.ticked else row.asked(field))

    def _need(self, row: PaperRow) -> str:
        if row.component is None:
            return _("thêm tại quầy")
        if row.component.need is Need.CONDITIONAL:
            if not row.component.condition:
                return _("nếu có")
            said = fold(row.component.condition) in fold(row.entry.name)
            return "" if said else row.component.condition
        if row.component.need is Need.UNKNOWN:
            return _("chưa rõ có bắt buộc không")
        return _("✕ còn thiếu") if self._is_missing(row) else _("bắt buộc")

    def _hint(self, row: PaperRow, _column: int) -> str:
        return "\n".join(filter(None, (row.entry.name, self._need(row))))

    def _spoken(self, row: PaperRow, column: int) -> str:
        if column == NAME:
            there = _("đã nhận") if row.entry.ticked else _("chưa nhận")
            return ", ".join(filter(None, (row.entry.name, self._need(row), there)))
        return self._text(row, column)

    def _tone(self, row: PaperRow, column: int) -> str:
        """Muted where counts are only asked for; what is still missing stands out."""
        if column in COUNTS:
            return "" if row.entry.ticked and getattr(row.entry, COUNTS[column]) else "muted"
        if column == NEED:
            return "danger" if self._is_missing(row) else "muted"
        return ""

    def _is_missing(self, row: PaperRow) -> bool:
        return row.entry.name in self._missing and not row.entry.ticked

    def _replace(self, index: int, row: PaperRow) -> None:
        self._rows = (*self._rows[:index], row, *self._rows[index + 1 :])
        self._repaint(index, index)
        self.edited.emit()

    def _repaint(self, first: int, last: int) -> None:
        if last >= first:
            self.dataChanged.emit(self.index(first, 0), self.index(last, PHOTOCOPIES))


def _check_state(row: PaperRow, column: int) -> object:
    if column != NAME:
        return None
    return Qt.CheckState.Checked if row.entry.ticked else Qt.CheckState.Unchecked


def _alignment(_row: PaperRow, column: int) -> object:
    return int(_CENTRE) if column >= ORIGINALS else None


def _font(row: PaperRow, column: int) -> QFont | None:
    if column != NAME or not row.is_required:
        return None
    font = QFont()
    font.setWeight(QFont.Weight.DemiBold)
    return font
