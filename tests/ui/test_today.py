"""Act today in the real window: open dossiers by their chance of missing the date."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QTableView

from counter_app.i18n import use_language
from tests.sample_desk import SampleDesk
from tests.services.test_generation import generate
from tests.ui.window import open_window
from ui.search.table_model import TONE_ROLE

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def vietnamese():
    yield
    use_language("vi")


@pytest.fixture
def busy(desk):
    generate(desk, 900, days=60)
    desk.clock.forward(days=2)
    return desk


@pytest.fixture
def window(qtbot, busy):
    made = open_window(
        qtbot, busy.folder, open_counter=lambda where: SampleDesk(where, busy.clock).counter
    )
    made.sign_in("giamsat")
    made.main.show_page("page.supervisor")
    made.settle()
    yield made
    made.shell.close()
    made.workers.shutdown()


def opened(window):
    window.press(Qt.Key.Key_4, CTRL)
    window.settle()
    return window.widget("supervisor.today", QTableView)


def rows(table):
    model = table.model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_the_list_says_whose_turn_it_is_how_likely_and_why(window, busy):
    table, told = opened(window), busy.counter.supervision.forecast()
    lines = rows(table)
    assert [line[0] for line in lines] == [line.code for line in told.lines]
    assert window.focused() == "supervisor.today"
    late = [line for line in lines if line[1] == "Đã quá hạn"]
    assert late
    assert late == lines[: len(late)]
    assert all(int(line[3]) <= 0 for line in late)
    assert all(line[1].endswith(" %") for line in lines[len(late) :])
    assert all(line[7].endswith(".") for line in lines)
    assert table.model().index(0, 0).data(TONE_ROLE) == "danger"
    why = window.widget("supervisor.today.why", QLabel)
    assert why.text() == "\n".join(lines[0][6:])
    window.press(Qt.Key.Key_Down)
    assert why.text() == "\n".join(lines[1][6:])
    summary = window.widget("supervisor.today.summary", QLabel).text()
    assert summary.startswith(f"Dự báo cho {len(lines)} hồ sơ.")
    assert f"{told.silent} hồ sơ chưa dự báo được" in summary


def test_no_line_names_an_applicant(window, busy):
    names = {name for (name,) in busy.rows("SELECT applicant FROM dossiers")}
    said = " ".join(cell for line in rows(opened(window)) for cell in line)
    assert not any(name in said for name in names if name)


def test_enter_opens_the_dossier(window):
    table = opened(window)
    code = rows(table)[0][0]
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert window.main.page_name == "page.search"
    assert any(
        code in label.text().replace("\u200b", "")
        for label in window.main.page.findChildren(QLabel)
    )


def test_read_again_the_chosen_dossier_stays_chosen_though_others_went(window, busy):
    table = opened(window)
    table.selectRow(3)
    before = rows(table)
    first, chosen = before[0][0], before[3][0]
    dossier = busy.dossier(busy.counter.search(first, 1)[0])
    busy.counter.perform(dossier.id, "withdraw", {"reason": "đổi ý"}, busy.officer())
    window.press(Qt.Key.Key_R, CTRL)
    window.settle()
    after = rows(table)
    assert first not in [line[0] for line in after]
    assert after[table.currentIndex().row()][0] == chosen


def test_a_timer_does_not_change_the_order_under_the_hand(window, busy):
    table = opened(window)
    before = rows(table)
    busy.clock.forward(hours=5)
    window.main.page.refresh()
    window.settle()
    assert rows(table) == before


def test_a_desk_without_a_past_says_why_it_is_silent(qtbot, desk):
    desk.receive()
    made = open_window(
        qtbot, desk.folder, open_counter=lambda where: SampleDesk(where, desk.clock).counter
    )
    made.sign_in("giamsat")
    made.main.show_page("page.supervisor")
    made.settle()
    assert rows(opened(made)) == []
    text = made.widget("supervisor.today.summary", QLabel).text()
    assert "1 hồ sơ chưa dự báo được" in text
    made.shell.close()
    made.workers.shutdown()


@pytest.mark.parametrize(("language", "scale"), [("vi", 100), ("vi", 150), ("en", 150)])
def test_no_word_is_cut_at_any_text_size(window, language, scale):
    window.read_in(language, scale, "page.supervisor")
    table = opened(window)
    QApplication.processEvents()  # the layout gives the words their place
    page, heading = window.main.page, table.horizontalHeader()
    for name in ("summary", "why"):
        words = window.widget(f"supervisor.today.{name}", QLabel)
        room = QRect(0, 0, words.contentsRect().width(), 0)
        needed = words.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, words.text())
        assert words.text()
        assert words.contentsRect().height() >= needed.height(), name
        assert page.rect().contains(words.mapTo(page, words.rect().bottomRight())), name
    for column in range(table.model().columnCount()):
        assert heading.sectionSize(column) >= heading.sectionSizeHint(column), column
    row = table.rowHeight(0)
    assert row >= table.fontMetrics().height()
    assert table.viewport().height() >= 5 * row  # a list, not a slit


def test_english_has_words_for_it(window):
    window.look.other_language()
    window.settle()
    window.main.show_page("page.supervisor")
    window.settle()
    lines = rows(opened(window))
    assert lines[0][1] == "Overdue"
    assert lines[0][7] == "The term is over without a result."
