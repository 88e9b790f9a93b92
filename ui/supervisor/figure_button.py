"""A figure one can press: the number, its word, and the list behind it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.figure_words import figure_word
from ui.supervisor.numbers import thousands
from ui.widgets.styling import identify, label, restyle

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
        self.word.setText(_in_two_lines(_short(word)))
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
