"""Papers to tick, with counts where they are handed in, and a line for papers nobody foresaw."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from counter_app.i18n import _
from counter_app.services.requests import MAX_COUNT
from ui.widgets.growing_area import GrowingArea
from ui.widgets.number_box import NumberBox
from ui.widgets.styling import identify, label
from ui.widgets.tab_order import tab_through

_COUNTS = ("originals", "certified", "photocopies")
_MOST = 12  # lines of text; then the list scrolls


@dataclass(frozen=True, slots=True)
class TickedPaper:
    """One line: a paper's name, whether it is ticked at first, the counts it would come with."""

    name: str
    ticked: bool = False
    counts: tuple[int, int, int] = (1, 0, 0)


class PaperTicks(QWidget):
    """``components`` is what an act's data says of the ticked papers."""

    def __init__(
        self,
        name: str,
        papers: Iterable[TickedPaper],
        *,
        counts: bool = False,
        free: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self._has_counts = counts
        self._rows: list[tuple[QCheckBox, str, tuple[QSpinBox, ...]]] = []
        self._names: dict[QObject, QCheckBox] = {}
        self._sheet = QWidget()
        self._grid = QGridLayout(self._sheet)
        self._area = GrowingArea(self._sheet, _MOST)
        self._free = QLineEdit()
        self._lay_out(free=free)
        for paper in papers:
            self._add(paper)
        self._fit()
        self.setFocusProxy(self.first())

    def components(self) -> list[Any]:
        """The ticked papers, by name, with counts where they are asked for; a name still in the
        free line counts too."""
        chosen: list[Any] = []
        for tick, name, boxes in self._rows:
            if tick.isChecked():
                counted = {key: b.value() for key, b in zip(_COUNTS, boxes, strict=False)}
                chosen.append({"name": name, **counted} if self._has_counts else name)
        if left_over := self._free.text().strip():
            plain = {"name": left_over, "originals": 1}
            chosen.append(plain if self._has_counts else left_over)
        return chosen

    def first(self) -> QWidget:
        """Where ticking begins."""
        return self._rows[0][0] if self._rows else self._free

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click on a name is a click on its tick; Enter in the free line adds a paper."""
        if event.type() == QEvent.Type.MouseButtonRelease and watched in self._names:
            self._names[watched].click()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: a plain Enter in here sends no form."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        super().keyPressEvent(event)

    @Slot()
    def _add_free(self) -> None:
        if name := self._free.text().strip():
            self._free.clear()
            self._add(TickedPaper(name, ticked=True))
            self._fit()
            tab_through(self)
            bar = self._area.verticalScrollBar()
            bar.setValue(bar.maximum())

    def _add(self, paper: TickedPaper) -> None:
        row = len(self._rows) + 1
        tick = QCheckBox()
        tick.setChecked(paper.ticked)
        identify(tick, f"{self._name}.{row}", paper.name)
        words = label(paper.name, wraps=True)
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setMinimumWidth(80)
        words.installEventFilter(self)
        self._names[words] = tick
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(tick, row, 0, top)
        self._grid.addWidget(words, row, 1, Qt.AlignmentFlag.AlignVCenter)
        boxes = self._boxes(row, paper, tick) if self._has_counts else ()
        self._rows.append((tick, paper.name, boxes))

    def _boxes(self, row: int, paper: TickedPaper, tick: QCheckBox) -> tuple[QSpinBox, ...]:
        made = []
        for place, (key, word) in enumerate(zip(_COUNTS, _words(), strict=True)):
            box = NumberBox()
            box.setRange(0, MAX_COUNT)
            box.setValue(paper.counts[place])
            box.fit_digits(3)
            box.setEnabled(paper.ticked)
            tick.toggled.connect(box.setEnabled)
            identify(box, f"{self._name}.{row}.{key}", f"{paper.name}: {word}")
            self._grid.addWidget(box, row, 2 + place, Qt.AlignmentFlag.AlignTop)
            made.append(box)
        return tuple(made)

    def _fit(self) -> None:
        self._area.setVisible(bool(self._rows))
        self._area.fit()

    def _lay_out(self, *, free: bool) -> None:
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(1, 1)
        if self._has_counts:
            for column, word in enumerate(_words(), 2):
                head: QLabel = label(word, "small")
                self._grid.addWidget(head, 0, column, Qt.AlignmentFlag.AlignHCenter)
        identify(self._free, f"{self._name}.free", _("Giấy tờ khác"))
        self._free.setPlaceholderText(_("Giấy tờ khác: ghi tên rồi nhấn Enter"))
        self._free.returnPressed.connect(self._add_free)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(4)
        column_of_all.addWidget(self._area)
        column_of_all.addWidget(self._free)
        self._free.setVisible(free)  # it has a parent now: else it would be a window


def _words() -> tuple[str, str, str]:
    return _("chính"), _("c.thực"), _("sao")
