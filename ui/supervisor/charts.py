"""Trend and age as pictures; the same numbers stand beside them as text.

Imported when the page is first shown: pyqtgraph brings numpy, which no other page needs.
"""

from collections.abc import Sequence
from typing import Any, Final

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget

from counter_app.domain.ending import FINISHED
from counter_app.i18n import _
from counter_app.services.figure_ports import DayCount
from counter_app.services.figures import Figure
from ui.figure_words import figure_word
from ui.tokens import Tokens
from ui.widgets.message_line import tokens_of
from ui.widgets.styling import identify

_ABOVE: Final = 1.15  # of the highest value: the legend lies over no line
_LABELLED_DAYS: Final = 5  # every so many
_BAR: Final = 0.7


class _Chart(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """A picture alone: nobody zooms it, the keyboard passes it by."""

    _drawn: Any = None  # here: Qt calls the hooks before ``__init__`` is over

    def __init__(self, name: str, spoken: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, name, spoken)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMenuEnabled(False)
        self.hideButtons()
        self.setMouseEnabled(False, False)
        self.setMinimumSize(1, 1)

    def changeEvent(self, event: QEvent) -> None:
        """Qt's hook: another theme draws anew."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and self._drawn is not None:
            self._draw(self._drawn)

    def _draw(self, drawn: Any) -> None:
        raise NotImplementedError

    def _begin(self, ticks: Sequence[tuple[int, str]]) -> Tokens:
        tokens = tokens_of(self)
        self.clear()
        self.setBackground(tokens["card"])
        for side in ("left", "bottom"):
            axis = self.getAxis(side)
            axis.setPen(tokens["border"])
            axis.setTextPen(tokens["muted"])
        self.getAxis("bottom").setTicks([list(ticks)])
        if (legend := self.plotItem.legend) is not None:
            legend.setLabelTextColor(tokens["text"])
        return tokens


class TrendChart(_Chart):
    """Received and finished day by day, late ones as bars."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("supervisor.trend.chart", _("Biểu đồ theo ngày"), parent)
        self.addLegend(offset=(1, 1), colCount=3)

    def show_days(self, days: Sequence[DayCount]) -> None:
        """Draw these days."""
        self._drawn = tuple(days)
        self._draw(self._drawn)

    def _draw(self, drawn: tuple[DayCount, ...]) -> None:
        marked = range(len(drawn) - 1, -1, -_LABELLED_DAYS)
        tokens = self._begin([(n, f"{drawn[n].day:%d/%m}") for n in marked])
        places = list(range(len(drawn)))
        late = [day.endings.get(FINISHED[2], 0) for day in drawn]
        finished = [sum(day.endings.get(how, 0) for how in FINISHED) for day in drawn]
        bars = pg.BarGraphItem(
            x=places, height=late, width=_BAR, brush=tokens["danger"], name=_("Xong quá hạn")
        )
        self.addItem(bars)
        received = [day.received for day in drawn]
        for values, colour, style, word in (
            (received, "accent", Qt.PenStyle.SolidLine, _("Tiếp nhận")),
            (finished, "success", Qt.PenStyle.DashLine, _("Xong")),
        ):
            self.plot(places, values, pen=pg.mkPen(tokens[colour], width=2, style=style), name=word)
        most = max((*received, *finished, *late), default=0)
        self.setYRange(0, max(most, 1) * _ABOVE)


class AgeChart(_Chart):
    """How long ago what is open was received."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("supervisor.ages.chart", _("Biểu đồ theo tuổi hồ sơ"), parent)

    def show_ages(self, ages: Sequence[Figure]) -> None:
        """Draw these spans."""
        self._drawn = tuple(ages)
        self._draw(self._drawn)

    def _draw(self, drawn: tuple[Figure, ...]) -> None:
        tokens = self._begin([(n, _days(figure.name)) for n, figure in enumerate(drawn)])
        counts = [figure.count for figure in drawn]
        places = list(range(len(drawn)))
        bars = pg.BarGraphItem(x=places, height=counts, width=_BAR, brush=tokens["accent"])
        self.addItem(bars)
        self.setAccessibleDescription(
            "; ".join(f"{figure_word(figure.name)}: {figure.count}" for figure in drawn)
        )


def _days(name: str) -> str:
    """``4–7`` of ``age_4_7``, ``31+`` of ``age_31_``."""
    _kind, first, last = name.split("_")
    return f"{first}–{last}" if last else f"{first}+"
