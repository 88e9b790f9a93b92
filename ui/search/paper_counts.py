"""How many originals and copies of each paper were really handed in."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSpinBox, QWidget

from counter_app.domain.dossier import Paper
from counter_app.i18n import _
from counter_app.services.requests import MAX_COUNT
from ui.widgets.number_box import NumberBox
from ui.widgets.styling import identify, label

_COUNTS = ("originals", "certified", "photocopies")


class PaperCounts(QWidget):
    """A row of three numbers for each paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._papers: tuple[Paper, ...] = ()
        self._boxes: list[tuple[QSpinBox, ...]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)

    def show_papers(self, papers: tuple[Paper, ...]) -> None:
        """Show ``papers`` with their counts."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self._papers, self._boxes = papers, []
        for column, word in enumerate(_words(), 1):
            self._grid.addWidget(label(word, "small"), 0, column, Qt.AlignmentFlag.AlignRight)
        for row, paper in enumerate(papers, 1):
            self._grid.addWidget(label(paper.name, wraps=True), row, 0)
            self._boxes.append(self._row(row, paper))

    def papers(self) -> tuple[Paper, ...]:
        """The papers with the counts as they stand."""
        return tuple(
            Paper(paper.id, paper.name, *(box.value() for box in boxes))
            for paper, boxes in zip(self._papers, self._boxes, strict=True)
        )

    def _row(self, row: int, paper: Paper) -> tuple[QSpinBox, ...]:
        boxes = []
        for column, (name, word) in enumerate(zip(_COUNTS, _words(), strict=True), 1):
            box = NumberBox()
            box.setRange(0, MAX_COUNT)
            box.setValue(getattr(paper, name))
            box.fit_digits(3)
            identify(box, f"search.correct.paper.{row}.{name}", f"{paper.name}: {word}")
            self._grid.addWidget(box, row, column)
            boxes.append(box)
        return tuple(boxes)


def _words() -> tuple[str, str, str]:
    return _("chính"), _("c.thực"), _("sao")
