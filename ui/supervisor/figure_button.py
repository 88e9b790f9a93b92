"""A figure one can press: the number, its word, and the list behind it."""

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.figure_words import figure_word
from ui.supervisor.numbers import thousands
from ui.supervisor.short_words import in_two_lines, short
from ui.widgets.styling import identify, restyle

_ALARMING = ("overdue", "late")


class FigureButton(QPushButton):
    """Keeps its place and size: a refresh changes the number alone."""

    def __init__(self, figure: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = figure
        identify(self, f"supervisor.figure.{figure}")
        self.setProperty("role", "figure")
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(1)  # the grid gives every column the same
        self.count = 0
        self.show_count(None)

    def show_count(self, count: int | None) -> None:
        """The number; None: the figure has none for what is shown."""
        self.count = count or 0
        word, number = figure_word(self.figure), "—" if count is None else thousands(count)
        self.setText(f"{number}\n{in_two_lines(short(word))}")
        self.setEnabled(count is not None)
        self.setToolTip(word)
        self.setAccessibleName(f"{word}: {number}")
        is_alarming = self.figure.startswith(_ALARMING) and bool(count)
        restyle(self, tone="danger" if is_alarming else "")
