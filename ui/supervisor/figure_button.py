"""A figure one can press: the number, its word, and the list behind it."""

from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.figure_words import figure_word
from ui.supervisor.numbers import thousands
from ui.widgets.styling import identify, restyle

_ALARMING = ("overdue", "late")
_SHORT = 10  # letters that stand in one line at any text size


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
        self.setText(f"{number}\n{_in_two_lines(_short(word))}")
        self.setEnabled(count is not None)
        self.setToolTip(word)
        self.setAccessibleName(f"{word}: {number}")
        is_alarming = self.figure.startswith(_ALARMING) and bool(count)
        restyle(self, tone="danger" if is_alarming else "")


def _short(word: str) -> str:
    """The word without what its row says already: ``Tạm dừng: niêm yết`` stands among pauses."""
    _, colon, rest = word.partition(": ")
    return rest if colon else word


def _in_two_lines(word: str) -> str:
    """Two lines about as long, so that eight figures stand beside one another at any text size."""
    breaks = [place for place, letter in enumerate(word) if letter == " "]
    if not breaks or len(word) < _SHORT:
        return f"{word}\n"
    best = min(breaks, key=lambda place: abs(len(word) - 1 - 2 * place))
    return f"{word[:best]}\n{word[best + 1 :]}"
