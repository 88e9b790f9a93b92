"""The ratings page: who sees what, and that nothing moves under the hand."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTableView

from counter_app.i18n import use_language
from tests.raters import BEST, handed_over, rate, rated
from tests.ui.handover_desk import Hands
from tests.ui.window import open_window
from ui.preferences import Preferences


@pytest.fixture
def opened(qtbot, desk):
    """The page of an officer; it is closed at the end."""
    windows = []

    def opened(login, preferences=None):
        windows.append(
            open_window(qtbot, desk.folder, preferences, open_counter=lambda _folder: desk.counter)
        )
        return Hands(windows[-1], login, Qt.Key.Key_F8, "ratings.quarter")

    yield opened
    for window in windows:
        window.settle()
        window.shell.close()
        window.workers.shutdown()
    use_language("vi")


def rows(at, name="ratings.results"):
    model = at.find(name, QTableView).model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_an_empty_page_says_what_will_be_there(opened):
    at = opened("tiepnhan")
    assert not at.sees("ratings.results")
    assert any("khi quý đã kết thúc" in label.text() for label in at.page.findChildren(QLabel))


def test_the_supervisor_reads_figures_of_groups_large_enough(opened, desk):
    rated(desk, times=6, answers=BEST | {"3": 1})
    at = opened("giamsat")
    whole, officer = rows(at)
    assert whole[:3] == ["Cả cơ quan", "6", "100 % (61–100)"]
    assert officer[:2] == [desk.officer().name, "6"]
    assert officer[3].startswith("7,0 (")  # of ten: on time twice, once to reception again
    assert officer[4:7] == ["1,0", "1,0", "1,0"]


def test_an_officer_sees_a_quarter_only_when_it_is_over(opened, desk):
    rated(desk, times=6)
    at = opened("tiepnhan")
    assert not at.sees("ratings.results")
    desk.clock.set(2027, 1, 4, 9)
    at.press(Qt.Key.Key_F3)
    at.settle()
    at.press(Qt.Key.Key_F8)
    at.settle()
    assert rows(at)[0][:2] == ["Cả cơ quan", "6"]


def test_the_chosen_quarter_stays_when_something_comes_from_elsewhere(opened, desk):
    rated(desk, times=5)
    desk.clock.set(2027, 2, 1, 9)
    rated(desk, times=7)
    at = opened("giamsat")
    assert rows(at)[0][1] == "7"
    at.page.results.quarters.setCurrentIndex(0)
    at.page.results.quarters.activated.emit(0)
    at.settle()
    assert rows(at)[0][1] == "5"
    at.page.look_again()
    at.settle()
    assert rows(at)[0][1] == "5"


def test_a_reason_stays_with_the_complaint_it_was_written_for(opened, desk):
    for text in ("một", "hai"):
        rate(desk, handed_over(desk), BEST | {"7": 0}, text=text)
    at = opened("giamsat")
    at.page.tabs.setCurrentWidget(at.page.complaints)
    table, reason = (
        at.find("ratings.complaints", QTableView),
        at.find("ratings.reason", QPlainTextEdit),
    )
    table.selectRow(0)
    reason.setPlainText("vì thế")
    at.page.look_again()
    at.settle()
    assert reason.toPlainText() == "vì thế"
    table.selectRow(1)
    assert reason.toPlainText() == ""


@pytest.mark.parametrize("language", ["vi", "en"])
def test_everything_fits_at_150_per_cent(opened, desk, language):
    rated(desk, times=6)
    at = opened("giamsat", Preferences(text_scale=150, language=language))
    table = at.find("ratings.results", QTableView)
    assert table.horizontalScrollBar().maximum() == 0
