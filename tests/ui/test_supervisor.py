"""The supervisor's page in the real window: figures, the lists behind them, reports, the wall."""

import zipfile
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabBar,
    QTableView,
)

from counter_app.domain.acts import ACTS
from counter_app.i18n import use_language
from printing.raster import page_texts
from tests import make
from tests.sample_desk import SampleDesk
from tests.ui.window import open_window
from ui.search.table_model import TONE_ROLE
from ui.supervisor.values import GROUPS
from ui.supervisor.view_model import SupervisorViewModel

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def vietnamese():
    yield
    use_language("vi")


@pytest.fixture
def busy_desk(desk):
    """A late one, one that is paused, two that wait, one finished."""
    late = desk.receive(procedure=make.GUARDIAN)
    paused = desk.receive(procedure=make.GUARDIAN)
    desk.append(ACTS["pause"], paused)
    desk.clock.moment = late.due_at.astimezone(make.ZONE) + timedelta(days=2)
    for _ in range(3):
        done = desk.receive()
    desk.counter.perform(done.id, "finish", {"outcome": "positive"}, desk.officer())
    return desk


@pytest.fixture
def window(qtbot, busy_desk):
    made = open_window(
        qtbot,
        busy_desk.folder,
        open_counter=lambda where: SampleDesk(where, busy_desk.clock).counter,
    )
    made.sign_in("giamsat")
    made.main.show_page("page.supervisor")
    made.settle()
    yield made
    made.shell.close()
    made.workers.shutdown()


def count(window, name):
    return window.widget(f"supervisor.figure.{name}").count


def rows(window, name):
    model = window.widget(name, QTableView).model()
    return [
        [model.index(row, column).data() for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_every_figure_opens_a_list_with_as_many_dossiers(window):
    for names in GROUPS:
        for name in names:
            expected = count(window, name)
            window.widget(f"supervisor.figure.{name}").click()
            window.settle()
            assert (name, len(rows(window, "supervisor.list"))) == (name, expected)
            assert window.widget("supervisor.list.total", QLabel).text() == f"{expected} hồ sơ"
            window.press(Qt.Key.Key_Escape)
            assert window.focused()
    assert (count(window, "waiting"), count(window, "overdue"), count(window, "paused")) == (
        4,
        1,
        1,
    )
    assert (count(window, "ready"), count(window, "overdue_1_3")) == (1, 1)


def test_a_figure_is_read_to_those_who_cannot_see_it(window):
    button = window.widget("supervisor.figure.overdue", QPushButton)
    assert button.accessibleName() == "Quá hạn: 1"
    assert (button.number.text(), button.word.text()) == ("1", "Quá hạn\n")


def test_a_refresh_changes_numbers_and_moves_nothing(window, busy_desk, qtbot):
    button = window.widget("supervisor.figure.waiting")
    button.setFocus()
    parts = window.widget("supervisor.parts", QTableView)
    parts.selectRow(0)
    before = button.geometry(), count(window, "waiting")
    busy_desk.receive()
    window.main.look_again()
    window.settle()
    assert (button.geometry(), count(window, "waiting")) == (before[0], before[1] + 1)
    assert window.focused() == "supervisor.figure.waiting"
    assert parts.currentIndex().row() == 0


def test_parts_add_up_and_open_their_own_list(window):
    window.widget("supervisor.parts.by", QComboBox)
    parts = rows(window, "supervisor.parts")
    assert sum(int(number) for _, number in parts) == count(window, "open")
    table = window.widget("supervisor.parts", QTableView)
    table.setFocus()
    table.selectRow(0)
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert len(rows(window, "supervisor.list")) == int(parts[0][1])


def test_another_figure_is_broken_down_by_another_thing(window):
    for name, key in (("supervisor.parts.figure", "early"), ("supervisor.parts.by", "officer")):
        box = window.widget(name, QComboBox)
        box.setCurrentIndex(box.findData(key))
        box.activated.emit(box.currentIndex())
    window.settle()
    assert sum(int(number) for _, number in rows(window, "supervisor.parts")) == count(
        window, "early"
    )


def test_the_trend_and_the_ages_stand_as_text_beside_their_pictures(window):
    opened = count(window, "open")
    window.press(Qt.Key.Key_2, CTRL)
    days = rows(window, "supervisor.trend")
    assert len(days) == 30
    assert sum(int(day[1]) for day in days) == 5
    assert sum(int(number) for _, number in rows(window, "supervisor.ages")) == opened
    window.wait_for("supervisor.trend.chart")
    chart = window.widget("supervisor.ages.chart")
    assert chart.accessibleDescription().startswith("nhận 0-3 ngày trước: ")
    assert chart.focusPolicy() is Qt.FocusPolicy.NoFocus


def test_an_age_opens_the_list_behind_it(window):
    window.press(Qt.Key.Key_2, CTRL)
    ages = window.widget("supervisor.ages", QTableView)
    number = int(rows(window, "supervisor.ages")[0][1])
    ages.setFocus()
    ages.selectRow(0)
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert len(rows(window, "supervisor.list")) == number > 0


def test_a_dossier_of_the_list_is_opened_by_enter(window):
    window.widget("supervisor.figure.overdue").click()
    window.settle()
    window.press(Qt.Key.Key_Return)
    window.settle()
    assert window.main.page_name == "page.search"


def test_no_list_shows_a_name(window):
    window.widget("supervisor.figure.open").click()
    window.settle()
    assert not any("Hiếu" in cell for line in rows(window, "supervisor.list") for cell in line)


def made_report(window):
    window.press(Qt.Key.Key_3, CTRL)
    window.widget("supervisor.report.make").click()
    window.settle()


def test_a_report_is_shown_and_saved_as_both_files(window, tmp_path):
    made_report(window)
    lines = rows(window, "supervisor.report")
    assert lines[-1][:2] == ["Tổng cộng", "5"]
    window.widget("supervisor.report.folder", QLineEdit).setText(str(tmp_path))
    for name in ("xlsx", "pdf"):
        window.widget(f"supervisor.report.{name}").click()
        window.settle()
    (sheet,), (paper,) = tmp_path.glob("II.06a*.xlsx"), tmp_path.glob("II.06a*.pdf")
    with zipfile.ZipFile(sheet) as book:
        assert "H26.12" in book.read("xl/worksheets/sheet2.xml").decode()
    assert "II.06a" in page_texts(paper.read_bytes())[0]


def test_the_index_of_the_period_stands_behind_its_report(window):
    made_report(window)
    window.widget("supervisor.report", QTableView).setFocus()
    assert window.widget("supervisor.report", QTableView).isVisible()
    window.press(Qt.Key.Key_I, CTRL)
    assert window.focused() == "supervisor.quality"
    shown = rows(window, "supervisor.quality")
    assert [row[1] for row in shown if row[1]] == [
        "chưa tính/18", "20,0/20", "chưa tính/12", "chưa tính/10", "chưa tính/18", "chưa tính/22",
    ]  # fmt: skip
    assert ["", "", "Hồ sơ có tệp kết quả điện tử / đã giải quyết", "0/1", "0,0%"] in shown
    assert "chia điểm" in window.widget("supervisor.quality.rule", QLabel).text()
    window.press(Qt.Key.Key_I, CTRL)
    assert window.focused() == "supervisor.report"


def test_a_report_that_does_not_add_up_says_so_in_red_and_whom_to_look_at(window, busy_desk):
    busy_desk.write(
        "UPDATE dossiers SET channel = 'pigeon' WHERE row = (SELECT max(row) FROM dossiers)"
    )
    made_report(window)
    said = [
        label.text() for label in window.main.page.findChildren(QLabel) if "3=4+5+6" in label.text()
    ]
    assert any("không khớp" in text and "H26.12" in text.replace("\u200b", "") for text in said)
    assert rows(window, "supervisor.report")[-1][0].startswith("⚠")
    model = window.widget("supervisor.report", QTableView).model()
    assert model.index(model.rowCount() - 1, 0).data(TONE_ROLE) == "danger"


def test_writing_can_be_stopped_and_leaves_no_file(window, tmp_path, monkeypatch):
    made_report(window)

    def stopped_at_once(self, done):
        self.stop()
        return heard(self, done)

    heard = SupervisorViewModel._hear
    monkeypatch.setattr(SupervisorViewModel, "_hear", stopped_at_once)
    monkeypatch.setattr("printing.worksheet.STEP", 1)
    window.widget("supervisor.report.folder", QLineEdit).setText(str(tmp_path))
    window.widget("supervisor.report.xlsx").click()
    window.settle()
    assert list(tmp_path.iterdir()) == [busy for busy in tmp_path.iterdir() if busy.name == "desk"]


def test_the_wall_shows_large_figures_nobodys_name_and_esc_leaves(window, qtbot):
    window.press(Qt.Key.Key_M, CTRL)
    window.settle()
    wall = window.shell.findChild(object, "supervisor.wall")
    qtbot.waitUntil(wall.isVisible)
    assert wall.isFullScreen()
    assert wall.findChild(QLabel, "supervisor.wall.overdue").text() == "1"
    assert not any("Hiếu" in label.text() for label in wall.findChildren(QLabel))
    qtbot.keyClick(wall, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.main.page._wall is None)


@pytest.mark.parametrize(("login", "may"), [("giamsat", True), ("lanhdao", True), ("kiemsoat", True), ("tiepnhan", False)])  # fmt: skip
def test_only_who_watches_over_the_work_has_the_page(qtbot, desk, login, may):
    opened = open_window(qtbot, desk.folder)
    opened.sign_in(login)
    assert ("page.supervisor" in opened.main.page_names) is may
    opened.shell.close()
    opened.workers.shutdown()


def test_english_has_words_for_all_of_it(window):
    window.look.other_language()
    window.settle()
    window.main.show_page("page.supervisor")
    window.settle()
    assert window.widget("supervisor.figure.waiting", QPushButton).toolTip() == "Waiting"


@pytest.mark.parametrize(("language", "scale"), [("vi", 100), ("vi", 150), ("en", 150)])
def test_no_figure_is_cut_at_any_text_size(window, language, scale):
    window.read_in(language, scale, "page.supervisor")
    page = window.main.page
    for names in GROUPS:
        for name in names:
            button = window.widget(f"supervisor.figure.{name}", QPushButton)
            for part in (button.number, button.word):
                lines = part.text().split("\n")
                longest = max(map(part.fontMetrics().horizontalAdvance, lines))
                assert longest <= button.width() - 8, part.text()
                assert part.height() >= part.fontMetrics().height() * len(lines), part.text()
            assert button.number.font().pointSizeF() > button.word.font().pointSizeF()
            assert page.rect().contains(button.mapTo(page, button.rect().bottomRight()))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_tab_is_seen_in_the_largest_text(window, language):
    window.shell.resize(1366, 768)
    window.read_in(language, 150, "page.supervisor")
    [bar] = [bar for bar in window.main.page.findChildren(QTabBar) if bar.isVisible()]
    assert bar.count() == 7
    assert all(bar.rect().contains(bar.tabRect(n)) for n in range(bar.count()))
