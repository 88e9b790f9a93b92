from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counter_app.domain.dossier import Lifecycle, Status
from counter_app.services.ports import DossierLine
from ui.search.results import ResultsPane
from ui.search.table_model import ICON_ROLE, TONE_ROLE, Column, ResultsModel, lateness
from ui.search.values import Results

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)


def line(number=1, **changes):
    given = {
        "id": UUID(int=number),
        "code": f"H26.12-261123-{number:06}",
        "procedure_code": "1.001193",
        "procedure": "Đăng ký khai sinh",
        "applicant": "Nguyễn Thị Hiếu",
        "id_number": "001190012345",
        "phone": "0912345678",
        "status": Status.IN_PROCESS,
        "lifecycle": Lifecycle.OPEN,
        "paused": False,
        "received_at": NOW - timedelta(days=1),
        "due_at": NOW + timedelta(days=2),
    }
    return DossierLine(**{**given, **changes})


def results(*lines, text="", is_cut=False):
    return Results(text, lines, NOW, is_cut)


def shown(model, column, row=0, role=Qt.ItemDataRole.DisplayRole):
    return model.index(row, column).data(role)


@pytest.fixture
def model(qtbot):
    return ResultsModel()


@pytest.fixture
def pane(qtbot):
    pane = ResultsPane()
    qtbot.addWidget(pane)
    pane.resize(1200, 400)
    pane.show()
    return pane


def test_a_line_says_who_what_when_and_how_it_stands(model):
    model.show(results(line()))
    texts = [shown(model, column) for column in Column]
    assert texts == [
        "H26.12-261123-000001",
        "Nguyễn Thị Hiếu",
        "001••••••345",
        "Đăng ký khai sinh",
        "22/11/2026 09:00",
        "25/11/2026 09:00",
        "Đang giải quyết",
    ]


def test_no_cell_of_the_list_shows_a_whole_personal_number(model):
    model.show(results(line()))
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
    cells = [str(shown(model, column, role=role)) for column in Column for role in roles]
    assert not any("001190012345" in cell or "0912345678" in cell for cell in cells)


@pytest.mark.parametrize(
    ("changes", "word", "tone"),
    [
        ({"due_at": NOW - timedelta(days=3)}, "quá hạn 3 ngày", "danger"),
        ({"due_at": NOW - timedelta(hours=1)}, "quá hạn", "danger"),
        ({"due_at": NOW + timedelta(hours=2)}, "trong hôm nay", "warning"),
        ({"due_at": NOW + timedelta(days=1)}, "", ""),
        ({"due_at": None}, "", ""),
        ({"due_at": None, "paused": True}, "tạm dừng", "muted"),
        ({"due_at": NOW - timedelta(days=3), "status": Status.FINISHED}, "", ""),
        ({"due_at": NOW - timedelta(days=3), "lifecycle": Lifecycle.VOID}, "", ""),
    ],
)
def test_lateness_is_said_in_words(changes, word, tone):
    assert lateness(line(**changes), NOW) == (word, tone)


def test_what_is_late_has_an_icon_a_word_and_a_tone(model):
    model.show(results(line(due_at=NOW - timedelta(days=3))))
    assert shown(model, Column.DUE) == "20/11/2026 · quá hạn 3 ngày"
    assert shown(model, Column.DUE, role=ICON_ROLE) == "danger"
    assert shown(model, Column.DUE, role=TONE_ROLE) == "danger"


def test_every_status_has_a_word_of_its_own_and_an_icon(model):
    model.show(results(*(line(number, status=status) for number, status in enumerate(Status))))
    words = [shown(model, Column.STATUS, row) for row in range(len(Status))]
    assert len(set(words)) == len(Status)
    assert all(shown(model, Column.STATUS, row, ICON_ROLE) for row in range(len(Status)))


def test_a_void_dossier_has_no_other_status(model):
    model.show(results(line(lifecycle=Lifecycle.VOID)))
    assert shown(model, Column.STATUS) == "Đã hủy"


def test_a_refresh_keeps_the_chosen_dossier_under_the_hand(pane):
    lines = [line(number) for number in range(1, 60)]
    pane.show_results(results(*lines))
    pane.choose(UUID(int=40))
    before = pane.table.rowViewportPosition(39)
    assert pane.table.verticalScrollBar().value() > 0
    chosen = []
    pane.chosen.connect(chosen.append)
    pane.show_results(results(line(99), *lines))
    assert pane.table.currentIndex().row() == 40  # one further down
    assert pane.table.rowViewportPosition(40) == before
    assert chosen == []


def test_what_was_just_typed_selects_its_best_answer(pane):
    pane.show_results(results(line(1), line(2)))
    assert not pane.table.currentIndex().isValid()  # nothing was asked for yet
    pane.show_results(results(line(5), line(2), text="hieu"))
    assert pane.table.currentIndex().row() == 0


def test_a_chosen_row_is_marked_from_its_first_column_to_its_last(pane):
    pane.resize(3000, 400)  # no column gives way
    pane.show_results(results(*(line(number) for number in range(1, 5))))
    pane.choose(UUID(int=1))
    assert marked(pane) == {(0, column) for column in Column}
    pane.step(1)
    assert marked(pane) == {(1, column) for column in Column}
    pane.show_results(results(line(3), line(2), text="hieu"))
    assert marked(pane) == {(0, column) for column in Column}
    place = pane.table.visualRect(pane.table.model().index(1, Column.STATUS)).center()
    QTest.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert marked(pane) == {(1, column) for column in Column}
    picture = pane.table.viewport().grab().toImage()
    grounds = [[ground(pane, picture, row, column) for column in Column] for row in (0, 1)]
    assert len(set(grounds[1])) == 1
    assert not set(grounds[0]) & set(grounds[1])  # and it is drawn so


def marked(pane):
    return {
        (index.row(), index.column()) for index in pane.table.selectionModel().selectedIndexes()
    }


def ground(pane, picture, row, column):
    """The colour a cell is painted on, at a place where no letter stands."""
    cell = pane.table.visualRect(pane.table.model().index(row, column))
    return picture.pixelColor(cell.left() + 3, cell.top() + 3).name()


def test_arrow_keys_stop_at_the_ends(pane):
    pane.show_results(results(*(line(n) for n in range(1, 4))))
    for step, row in ((1, 0), (1, 1), (10, 2), (-10, 0)):
        pane.step(step)
        assert pane.table.currentIndex().row() == row


def test_an_empty_answer_says_what_else_to_try(pane):
    pane.show_results(results(text="zzz"))
    assert pane._empty.isVisible()
    assert "một phần họ tên" in pane._empty.text()
    pane.show_results(results())
    assert "F2" in pane._empty.text()


def test_a_cut_list_says_so(pane):
    pane.show_results(results(line(), is_cut=True))
    assert pane._footer.isVisible()
    pane.show_results(results(line()))
    assert not pane._footer.isVisible()
