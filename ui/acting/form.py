"""What every act's form has: fields in one or two columns, a place for refusals, two buttons."""

from collections.abc import Callable
from typing import Any, TypeAlias

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.errors import InvalidActData, MissingActData, MissingComponents, TextTooLong
from counter_app.i18n import _
from ui.acting.words import act_label
from ui.messages import explain
from ui.widgets.field import Field
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label
from ui.widgets.tab_order import tab_through

Said: TypeAlias = Callable[[], Any]  # what a field says now; empty: nothing was said
_TWO_COLUMNS = 84  # letters of width from which fields stand in two columns
_DANGEROUS = frozenset({"stop", "reverse", "decline"})


class ActForm(QFrame):
    """Asks for one act's data; ``wanted`` carries it as the act's JSON object.

    A form is made when it is opened and dropped when it is left. Subclasses add fields; what is
    missing or wrong is for the use case to say, ``refuse`` shows it at the field it names.
    """

    wanted = Signal(object)
    left = Signal()

    def __init__(self, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.act = act
        self.setProperty("card", True)
        identify(self, f"work.form.{act}", act_label(act))
        self._said: dict[str, Said] = {}
        self._fields: dict[str, Field] = {}
        self._columns = (QVBoxLayout(), QVBoxLayout())
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._message = MessageLine()
        role = "danger" if act in _DANGEROUS else "primary"
        self._submit = button(f"{act_label(act)}   Ctrl+Enter", role, "work.form.submit")
        self._leave = button(_("Thôi") + "   Esc", name="work.form.leave")
        self._lay_out()
        self._submit.clicked.connect(self.submit)
        self._leave.clicked.connect(self.left)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(self.submit)

    def add_field(
        self, name: str, words: str, control: QWidget, said: Said, column: int = 0
    ) -> Field:
        """Add ``control`` under ``words``; ``said`` tells what it holds for the act's ``name``."""
        field = Field(words, control, f"work.form.{name}")
        self._fields[name] = field
        self._said[name] = said
        self.add(field, column)
        return field

    def add_line(self, name: str, words: str, hint: str = "", column: int = 0) -> QLineEdit:
        """Add a field of one line."""
        line = QLineEdit()
        line.setPlaceholderText(hint)
        self.add_field(name, words, line, lambda: line.text().strip(), column)
        return line

    def add_lines(self, name: str, words: str, hint: str = "", column: int = 0) -> QPlainTextEdit:
        """Add a field of several lines."""
        lines = QPlainTextEdit()
        lines.setTabChangesFocus(True)
        lines.setPlaceholderText(hint)
        lines.setFixedHeight(3 * lines.fontMetrics().lineSpacing() + 16)
        self.add_field(name, words, lines, lambda: lines.toPlainText().strip(), column)
        return lines

    def add(self, widget: QWidget, column: int = 0) -> None:
        """Add something that is no field."""
        self._columns[column].addWidget(widget)

    def add_note(self, text: str, tone: str = "info", column: int = 0) -> None:
        """Add a sentence the officer should read before acting."""
        line = MessageLine(self)
        line.say(text, tone)
        self.add(line, column)

    def finish_columns(self) -> None:
        """Call when all is added: what is left of the height stands below."""
        for column in self._columns:
            column.addStretch(1)
        controls = (field.control for field in self._fields.values())
        tab_through(*controls, self._submit, self._leave)
        self._turn()

    def focus_first(self) -> None:
        """Put the focus where filling in begins."""
        for field in self._fields.values():
            if field.isVisibleTo(self):
                field.control.setFocus()
                return
        self._submit.setFocus()

    def data(self) -> dict[str, Any]:
        """The act's JSON object, without what was not said."""
        said = {n: say() for n, say in self._said.items() if self._fields[n].isVisibleTo(self)}
        return {name: value for name, value in said.items() if value not in ("", None, [])}

    def refuse(self, error: Exception) -> None:
        """Say why it did not happen, at the field where that is; what was typed stays."""
        self._message.say(explain(error), "danger")
        named = [field for path in _paths(error) if (field := self._field_at(path))]
        for field in named:
            field.complain(_("Xem lại mục này."))
        if named:
            named[0].control.setFocus()

    def set_busy(self, busy: bool) -> None:
        """One act at a time; while it is being stored the form says so."""
        self._submit.setDisabled(busy)
        if busy:
            self._message.say(_("Đang lưu…"), "info")
        elif self._message.text() == _("Đang lưu…"):
            self._message.clear()

    @Slot()
    def submit(self) -> None:
        """Ask for the act with what was typed."""
        if not self._submit.isEnabled():
            return
        self._message.clear()
        for field in self._fields.values():
            field.complain("")
        self.wanted.emit(self.data())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's hook: two columns where there is room for them."""
        super().resizeEvent(event)
        self._turn()

    def _turn(self) -> None:
        wide = self.width() > _TWO_COLUMNS * self.fontMetrics().averageCharWidth()
        directions = QBoxLayout.Direction
        wanted = directions.LeftToRight if wide else directions.TopToBottom
        if self._body.direction() != wanted:
            self._body.setDirection(wanted)

    def _field_at(self, path: str) -> Field | None:
        """The field a refusal's path names, or the one it lies in."""
        bare = path.partition("[")[0]
        while bare:
            if bare in self._fields:
                return self._fields[bare]
            bare = bare.rpartition(".")[0]
        inner = (field for name, field in self._fields.items() if name.startswith(f"{path}."))
        return next(inner, None)

    def _lay_out(self) -> None:
        for column in self._columns:
            column.setSpacing(8)
            self._body.addLayout(column, 1)
        self._body.setSpacing(16)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._submit)
        buttons.addWidget(self._leave)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addWidget(label(act_label(self.act), "title"))
        column.addLayout(self._body, 1)
        column.addWidget(self._message)
        column.addLayout(buttons)


def _paths(error: Exception) -> tuple[str, ...]:
    match error:
        case MissingActData(_act, fields):
            return fields
        case MissingComponents():
            return ("reason",)
        case InvalidActData() | TextTooLong():
            return (error.path,)
        case _:
            return ()
