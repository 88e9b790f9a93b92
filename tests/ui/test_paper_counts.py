"""The counts of papers in the correction form can be read, under the stylesheet of the window."""

import pytest
from PySide6.QtWidgets import QApplication, QSpinBox

from counter_app.domain.dossier import Paper
from ui.search.paper_counts import PaperCounts
from ui.theme import Theme

_LINE_MARGIN = 2  # px that Qt keeps clear on either side of a line's text


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme(qapp)
    yield theme
    theme.show("light", 100)
    theme.deleteLater()


@pytest.mark.parametrize("scale", [100, 150])
def test_three_digits_are_seen_whole(qtbot, theme, scale) -> None:
    theme.show("light", scale)
    counts = PaperCounts()
    qtbot.addWidget(counts)
    counts.show_papers((Paper("application", "Tờ khai", 888, 0, 12),))
    counts.show()
    boxes = counts.findChildren(QSpinBox)
    assert [box.value() for box in boxes] == [888, 0, 12]
    for box in boxes:
        line = box.lineEdit()
        room = line.width() - line.textMargins().left()
        assert room >= line.fontMetrics().horizontalAdvance("888") + 2 * _LINE_MARGIN
        assert line.height() >= line.fontMetrics().height()
        assert box.rect().contains(line.geometry())
