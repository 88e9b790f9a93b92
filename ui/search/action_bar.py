"""What may be done with the open dossier; what may not is there too, with the reason in words."""

from dataclasses import dataclass

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from counter_app.domain.unit import Officer
from counter_app.i18n import _
from ui.search.refusals import why_not_words
from ui.search.values import ShownDossier
from ui.widgets.styling import button, label


@dataclass(frozen=True, slots=True)
class Action:
    """One button: its name, word, key and role in the stylesheet; ``act`` is the domain's."""

    name: str
    word: str
    key: str
    act: str
    role: str = ""


def actions() -> tuple[Action, ...]:
    """From left to right, in the language in use."""
    return (
        Action("print", _("In giấy tiếp nhận"), "Ctrl+P", "print", "primary"),
        Action("printer", _("Chọn máy in…"), "Ctrl+Shift+P", "print"),
        Action("save", _("Lưu PDF…"), "Ctrl+S", ""),
        Action("correct", _("Đính chính…"), "Ctrl+E", "correct"),
        Action("void", _("Hủy hồ sơ…"), "Ctrl+Shift+H", "void", "danger"),
    )


class ActionBar(QWidget):
    """Buttons of the open dossier and a line that says why some are closed."""

    wanted = Signal(str)  # the action's name

    def __init__(self, officer: Officer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._officer = officer
        self._busy = False
        self._actions = actions()
        self._buttons: dict[str, QPushButton] = {}
        self._allowed: dict[str, bool] = {}
        self._why = label("", "small", wraps=True)
        self._lay_out()

    def show_dossier(self, shown: ShownDossier) -> None:
        """Open and close the buttons as ``shown`` and the officer's roles allow."""
        reasons: dict[str, list[str]] = {}
        for action in self._actions:
            refusal = shown.refusal(action.act, self._officer) if action.act else None
            if not shown.dossier.code and action.name in ("print", "printer", "save"):
                reason = _("hồ sơ không có giấy tiếp nhận")
            else:
                reason = why_not_words(refusal) if refusal else ""
            self._allowed[action.name] = not reason
            if reason:
                reasons.setdefault(reason, []).append(action.word.removesuffix("…"))
            made = self._buttons[action.name]
            made.setToolTip(f"{action.word} ({action.key})")
            made.setAccessibleDescription(reason or action.key)
        lines = [f"{', '.join(words)}: {reason}." for reason, words in reasons.items()]
        self._why.setText(" ".join(lines))
        self._why.setVisible(bool(lines))
        self._buttons["print"].setText(_("In lại") if shown.copies else _("In giấy tiếp nhận"))
        self._enable()

    def allows(self, name: str) -> bool:
        """Whether the button is open."""
        return self._buttons[name].isEnabled()

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:
        """Close every button while an act is under way."""
        self._busy = busy
        self._enable()

    def _enable(self) -> None:
        for name, made in self._buttons.items():
            made.setEnabled(not self._busy and self._allowed.get(name, False))

    @Slot()
    def _on_clicked(self) -> None:
        self.wanted.emit(self.sender().property("action"))

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for action in self._actions:
            made = button(action.word, action.role, f"search.action.{action.name}")
            made.setProperty("action", action.name)
            made.clicked.connect(self._on_clicked)
            self._buttons[action.name] = made
            row.addWidget(made)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._why)
