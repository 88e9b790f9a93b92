"""What a control holds, so that it can be given back what a scanner typed over."""

from collections.abc import Callable
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QWidget,
)


@runtime_checkable
class Remembers(Protocol):
    """A control of our own that keys change."""

    def remember(self) -> Callable[[], None]:
        """A call that brings back what the control holds now."""


def takes_text(control: QWidget) -> bool:
    """Whether letters typed in ``control`` are text, not commands."""
    if isinstance(control, QPlainTextEdit | QTextEdit | QLineEdit):
        return not control.isReadOnly()
    return isinstance(control, QAbstractSpinBox)


def what_is_in(control: QWidget) -> Callable[[], None] | None:
    """A call that brings back what ``control`` holds now; None: keys change nothing in it."""
    if isinstance(control, Remembers):
        return control.remember()
    if isinstance(control, QLineEdit):
        return _line(control)
    if isinstance(control, QPlainTextEdit):
        return _lines(control)
    if isinstance(control, QSpinBox):
        value = control.value()
        return lambda: control.setValue(value)
    if isinstance(control, QComboBox):
        index = control.currentIndex()
        return lambda: control.setCurrentIndex(index)
    return None


def _line(control: QLineEdit) -> Callable[[], None]:
    text, cursor = control.text(), control.cursorPosition()
    start, length = control.selectionStart(), control.selectionLength()

    def give_back() -> None:
        control.setText(text)
        control.setCursorPosition(cursor)
        if start >= 0:
            control.setSelection(start, length)

    return give_back


def _lines(control: QPlainTextEdit) -> Callable[[], None]:
    text, cursor = control.toPlainText(), control.textCursor()
    at, anchor = cursor.position(), cursor.anchor()

    def give_back() -> None:
        control.setPlainText(text)
        restored = control.textCursor()
        restored.setPosition(anchor)
        restored.setPosition(at, restored.MoveMode.KeepAnchor)
        control.setTextCursor(restored)

    return give_back
