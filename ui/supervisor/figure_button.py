"""A figure one can press: the number, its word, and the list behind it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.figure_words import figure_word
from ui.supervisor.numbers import thousands
from ui.supervisor.short_words import in_two_lines, short
from ui.widgets.styling import identify, label, restyle

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
        self.number, self.word = label("", "figure"), label("", "figure-word")
        self.count = 0
        self._lay_out()
        self.show_count(None)

    def sizeHint(self) -> QSize:
        """Qt's hook: what stands in it, not the text it has not."""
        return self._inside.sizeHint()

    def show_count(self, count: int | None) -> None:
        """The number; None: the figure has none for what is shown."""
        self.count = count or 0
        word, number = figure_word(self.figure), "—" if count is None else thousands(count)
        self.number.setText(number)
        self.word.setText(in_two_lines(short(word)))
        self.setEnabled(count is not None)
        self.setToolTip(word)
        self.setAccessibleName(f"{word}: {number}")
        is_alarming = self.figure.startswith(_ALARMING) and bool(count)
        for part in (self, self.number, self.word):
            restyle(part, tone="danger" if is_alarming else "")

    def _lay_out(self) -> None:
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(4, 2, 4, 2)
        self._inside.setSpacing(0)
        for part in (self.number, self.word):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            part.setMinimumWidth(1)
            self._inside.addWidget(part)
