"""A field that finds one of many things while its name is being typed."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFocusEvent, QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from counter_app.domain.type_ahead import Candidate, Query, match_rank
from ui.widgets.message_line import tokens_of

Index = QModelIndex | QPersistentModelIndex

_ROWS = 8
_LETTERS = 22  # the list's least width, in heights of a letter
_SETTLE_MS = 30  # a scanner's burst or a fast typist should not make the list flicker
_KEYS = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)
_MARGIN = 10


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing to choose; ``detail`` stands below its name, ``mark`` is a doubt about it."""

    key: str
    name: str
    detail: str
    candidate: Candidate
    mark: str = ""


def found(choices: tuple[Choice, ...], recent: tuple[str, ...], text: str) -> tuple[Choice, ...]:
    """The choices ``text`` fits, best first; among equals the recently used, then the shorter."""
    query = Query.of(text)
    places = {key: place for place, key in enumerate(recent)}
    last = len(recent)
    ranked = []
    for choice in choices:
        rank = match_rank(query, choice.candidate)
        if rank is not None:
            place = places.get(choice.key, last)
            order = (rank, place, len(choice.name)) if query.words else (0, place, 0)
            ranked.append((order, choice.candidate.phrase, choice))
    return tuple(choice for _order, _name, choice in sorted(ranked, key=lambda r: r[:2]))


class _Model(QAbstractListModel):
    """What was found."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.choices: tuple[Choice, ...] = ()

    def show(self, choices: tuple[Choice, ...]) -> None:
        self.beginResetModel()
        self.choices = choices
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.choices)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        choice = self.choices[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return choice.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (choice.name, choice.detail, choice.mark)))
        return choice if role == Qt.ItemDataRole.UserRole else None


class _TwoLines(QStyledItemDelegate):
    """The name, and below it in the muted colour what distinguishes it."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(100, option.fontMetrics.height() * 2 + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        choice: Choice = index.data(Qt.ItemDataRole.UserRole)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        tokens, line = tokens_of(self._view), option.fontMetrics.height()
        painter.save()
        if selected:
            painter.fillRect(option.rect, QColor(tokens["accent_soft"]))
        box = option.rect.adjusted(_MARGIN, 5, -_MARGIN, -5)
        strong, muted = ("on_accent_soft",) * 2 if selected else ("text", "muted")
        painter.setPen(QColor(tokens[strong]))
        _draw(painter, QRect(box.x(), box.y(), box.width(), line), choice.name, bold=True)
        painter.setPen(QColor(tokens[muted]))
        detail = f"{choice.detail} · {choice.mark}" if choice.mark else choice.detail
        _draw(painter, QRect(box.x(), box.y() + line, box.width(), line), detail, bold=False)
        painter.restore()


def _draw(painter: QPainter, box: QRect, text: str, *, bold: bool) -> None:
    font = painter.font()
    font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    painter.setFont(font)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)


class TypeAhead(QLineEdit):
    """Type, walk the list with the arrows, choose with Enter; the list lies over what is below.

    ``chosen`` carries the key. Typing over a choice takes it back (``chosen`` with an empty key).
    """

    chosen = Signal(str)
    opened = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._choices: tuple[Choice, ...] = ()
        self._recent: tuple[str, ...] = ()
        self._key = ""
        self._list = QListView(self)
        self._model = _Model(self._list)
        self._list.setObjectName("typeahead.list")
        self._list.hide()
        self._list.setModel(self._model)
        self._list.setItemDelegate(_TwoLines(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setFrameShape(QFrame.Shape.StyledPanel)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.clicked.connect(self._click)
        self.destroyed.connect(self._list.deleteLater)  # it hangs from the window once shown
        self._settled = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settled.timeout.connect(self._show_found)
        self.textEdited.connect(self._edited)

    def set_choices(self, choices: tuple[Choice, ...], recent: tuple[str, ...] = ()) -> None:
        """What there is to choose, and the keys used recently, latest first."""
        self._choices, self._recent = choices, recent
        if self.is_open():
            self._show_found()

    def key(self) -> str:
        """What was chosen, or nothing."""
        return self._key

    def choose(self, key: str) -> None:
        """Choose as if it had been picked; an empty or unknown key empties the field."""
        choice = next((c for c in self._choices if c.key == key), None)
        self._key = choice.key if choice else ""
        self.setText(choice.name if choice else "")
        self.setCursorPosition(0)
        self.close_list()
        self.chosen.emit(self._key)

    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._list.isVisible()

    def open_list(self) -> None:
        """Show what fits; all of it, the recently used first, when something was chosen."""
        self._show_found()

    def close_list(self) -> None:
        """Hide the list; the text stays."""
        self._settled.stop()
        if self.is_open():
            self._list.hide()
            self.opened.emit(False)

    def remember(self) -> Callable[[], None]:
        """For the scanner: a call that brings text and choice back."""
        text, key, was_open = self.text(), self._key, self.is_open()

        def give_back() -> None:
            self.setText(text)
            if self._key != key:
                self._key = key
                self.chosen.emit(key)
            self.close_list()
            if was_open and self.hasFocus():
                self.open_list()

        return give_back

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The list's keys first, then the field's."""
        if event.key() in _KEYS:
            self._walk(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._pick_current():
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self.is_open():
            self.close_list()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Coming here to choose: what was used recently is one arrow away."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason and not self._key:
            self.open_list()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The list goes with the focus."""
        self.close_list()
        super().focusOutEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list stays below the field when the window changes its size."""
        if event.type() == QEvent.Type.Resize and self.is_open():
            self._place()
        return super().eventFilter(watched, event)

    @Slot(str)
    def _edited(self, _text: str) -> None:
        if self._key:
            self._key = ""
            self.chosen.emit("")
        self._settled.start()

    @Slot()
    def _show_found(self) -> None:
        self._settled.stop()
        if not self.hasFocus():
            return
        self._model.show(found(self._choices, self._recent, "" if self._key else self.text()))
        if not self._model.choices:
            self.close_list()
            return
        was_open = self.is_open()
        self._place()
        self._list.setCurrentIndex(self._model.index(0))
        self._list.scrollToTop()
        if not was_open:
            self.opened.emit(True)

    def _place(self) -> None:
        window = self.window()
        if self._list.parentWidget() is not window:
            self._list.setParent(window)
            window.installEventFilter(self)
        top = self.mapTo(window, QPoint(0, self.height() + 2))
        row = self._list.sizeHintForRow(0)
        wanted = min(len(self._model.choices), _ROWS) * row + 2 * self._list.frameWidth() + 2
        wide = max(self.width(), min(_LETTERS * self.fontMetrics().height(), window.width() - 16))
        left = max(8, min(top.x(), window.width() - wide - 8))
        self._list.setGeometry(left, top.y(), wide, min(wanted, window.height() - top.y() - 8))
        self._list.raise_()
        self._list.show()

    def _walk(self, event: QKeyEvent) -> None:
        if not self.is_open() or self._settled.isActive():
            self._show_found()
            return
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS}
        row = self._list.currentIndex().row() + step.get(Qt.Key(event.key()), -_ROWS)
        row = max(0, min(row, len(self._model.choices) - 1))
        self._list.setCurrentIndex(self._model.index(row))

    def _pick_current(self) -> bool:
        if self._settled.isActive():
            self._show_found()
        if not self.is_open():
            return False
        index = self._list.currentIndex()
        if index.isValid():
            self.choose(self._model.choices[index.row()].key)
        return index.isValid()

    @Slot(QModelIndex)
    def _click(self, index: QModelIndex) -> None:
        self.choose(self._model.choices[index.row()].key)
