"""Around the list of events: why the date was the date then, and who looked."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QTableView

from counter_app.services.sightings import Seen
from tests import make
from tests.lives import Life, with_five_pauses
from tests.ui.window import open_window
from ui.tasks import TaskRunner
from ui.timeline.explanation_panel import ExplanationPanel
from ui.timeline.onlookers import Onlookers
from ui.timeline.view_model import TimelineViewModel
from ui.timeline.widget import TimelinePane
from ui.timeline.words import span_words


@pytest.fixture
def tasks(qtbot):
    runner = TaskRunner()
    yield runner
    runner.shutdown()


class Shown:
    """A pane with a list of as many rows as there are events."""

    def __init__(self, qtbot, desk, tasks):
        self.qtbot, self.desk, self.tasks = qtbot, desk, tasks
        self.events = QListView()
        self.rows = QStringListModel()
        self.events.setModel(self.rows)
        self.model = TimelineViewModel(desk.counter, desk.officer(), tasks)
        self.pane = TimelinePane(self.events, self.model)
        qtbot.addWidget(self.pane)
        qtbot.addWidget(self.pane.clock)
        self.facts = QLabel("facts")
        self.places = self.pane.in_place_of(self.facts)
        qtbot.addWidget(self.places)
        self.pane.resize(420, 600)
        self.pane.show()
        self.places.show()

    def open(self, lived, is_open=True):
        dossier = self.desk.dossier(lived.dossier)
        self.rows.setStringList([entry.kind for entry in reversed(dossier.history)])
        self.pane.show_dossier(dossier, is_open=is_open)
        self.settle()
        return dossier

    def settle(self):
        self.qtbot.waitUntil(self.tasks.is_idle)

    @property
    def why(self):
        return self.places.findChild(ExplanationPanel)

    @property
    def onlookers(self):
        return self.pane.findChild(Onlookers)

    @property
    def days(self):
        model = self.places.findChild(QTableView, "search.timeline.why.days").model()
        return [model.index(row, 1).data() for row in range(model.rowCount())]

    def choose(self, row):
        self.events.setCurrentIndex(self.rows.index(row))
        self.settle()


@pytest.fixture
def shown(qtbot, desk, tasks):
    return Shown(qtbot, desk, tasks)


def test_choosing_an_event_shows_the_date_as_it_stood_after_it(shown, desk):
    lived = with_five_pauses(desk)
    dossier = shown.open(lived)
    why = shown.why
    assert not why.isVisible()
    shown.events.setFocus()
    for _press in range(2):  # the first key only enters the list
        QTest.keyClick(shown.events, Qt.Key.Key_End)  # the reception
    shown.settle()
    assert why.isVisible()
    assert why.text() == "Sau việc này hẹn trả 09:00 thứ Năm 19/11/2026."
    assert shown.days[0] == "thứ Hai 16/11/2026\nngày nhận, không tính"
    assert len(shown.days) == 4
    QTest.keyClick(shown.events, Qt.Key.Key_Up)
    QTest.keyClick(shown.events, Qt.Key.Key_Up)
    shown.settle()
    assert dossier.history[2].kind == "supplement-requested"
    assert why.text() == "Sau việc này thời hạn tạm dừng, chưa có ngày hẹn."
    assert shown.days[-1] == "thứ Ba 17/11/2026\ntạm dừng tính thời hạn"
    QTest.keyClick(shown.events, Qt.Key.Key_Home)
    shown.settle()
    assert why.text() == (
        "Sau việc này hẹn trả 11:30 thứ Tư 09/12/2026.\nĐã gia hạn tới 09:00 thứ Hai 14/12/2026."
    )


def test_closing_the_explanation_gives_the_focus_back_to_the_events(shown, desk):
    shown.open(Life(desk))
    shown.choose(0)
    why = shown.why
    assert not shown.facts.isVisible()
    close = why.findChild(object, "search.timeline.why.close")
    close.setFocus()
    QTest.keyClick(close, Qt.Key.Key_Space)
    assert not why.isVisible()
    assert shown.facts.isVisible()
    assert shown.events.selectionModel().selectedIndexes() == []
    shown.events.setFocus()
    QTest.keyClick(shown.events, Qt.Key.Key_Return)  # the same event again
    shown.settle()
    assert why.isVisible()


def test_another_dossier_begins_without_an_explanation(shown, desk):
    shown.open(Life(desk))
    shown.choose(0)
    shown.open(Life(desk, applicant=make.person("Trần Văn Đức")))
    assert not shown.why.isVisible()


def test_beside_the_list_there_are_only_events(shown, desk):
    lived = Life(desk)
    shown.open(lived, is_open=False)
    shown.choose(0)
    assert not shown.why.isVisible()
    assert not shown.onlookers.isVisible()
    assert not shown.pane.clock.isVisible()
    assert desk.counter.see.of(lived.dossier.id) == ()  # nobody has opened its page


def test_a_dossier_s_own_page_notes_who_looks_and_tells_who_did(shown, desk):
    lived = Life(desk)
    desk.counter.see.note(lived.dossier.id, desk.officer("xuly"))
    desk.clock.forward(minutes=3)
    shown.open(lived)
    shown.open(lived)  # news of the same dossier are no second look
    assert shown.pane.clock.isVisible()
    onlookers = shown.onlookers
    fold = onlookers.findChild(object, "search.seen")
    names = [o.name for o in desk.counter.see.of(lived.dossier.id)]
    assert fold.text() == "Ai đã xem (2) ▸"
    listed = onlookers.findChild(QListView, "search.seen.list")
    assert not listed.isVisible()
    QTest.keyClick(fold, Qt.Key.Key_Space)
    assert listed.isVisible()
    assert onlookers.lines() == [
        f"09:03 thứ Hai 16/11/2026 · {names[0]} (tiếp nhận): xem hồ sơ",
        f"09:00 thứ Hai 16/11/2026 · {names[1]} (xử lý): xem hồ sơ",
    ]


def test_what_else_was_looked_at_is_said_too(shown, desk):
    lived = Life(desk)
    for what in (Seen.RECEIPT, Seen.ATTACHMENT):
        shown.model.note(lived.dossier.id, what)
        shown.settle()
    desk.counter.see.note(lived.dossier.id, make.officer())
    shown.open(lived)
    said = " ".join(shown.onlookers.lines())
    assert "xem giấy tiếp nhận" in said
    assert "xem tệp đính kèm" in said
    assert "Người không còn trong danh sách: xem hồ sơ" in said


def test_a_store_that_does_not_answer_is_said_where_the_reason_would_stand(shown, desk):
    shown.open(Life(desk))
    desk.write("ALTER TABLE events RENAME TO elsewhere")
    shown.choose(0)
    why = shown.why
    assert why.isVisible()
    assert why.text()
    assert "hẹn trả" not in why.text()


@pytest.fixture
def window(qtbot, desk):
    opened = open_window(qtbot, desk.folder, open_counter=lambda _folder: desk.counter)
    yield opened
    opened.workers.shutdown()


def test_in_the_window_the_chosen_event_is_the_one_explained(window, desk):
    lived = with_five_pauses(desk)
    window.shell.resize(1366, 768)
    window.sign_in("tiepnhan")
    window.press(Qt.Key.Key_F3)
    window.settle()
    window.widget("page.search").show_dossier(lived.dossier.id)
    window.wait_for("search.clock")
    window.settle()
    events = window.widget("search.timeline", QListView)
    assert events.model().rowCount() == len(lived.dossier.history)
    events.setFocus()
    for row, entry in enumerate(reversed(lived.dossier.history)):
        events.setCurrentIndex(events.model().index(row, 0))
        window.settle()
        why = window.wait_for("search.timeline.why")
        assert why.explained == entry.id
    assert not window.is_shown("search.details")  # its place is taken for a while
    window.widget("search.timeline.why.close").click()
    assert window.is_shown("search.details")
    assert [kind for (kind,) in desk.rows("SELECT what FROM sightings")] == ["page"]
    window.widget("search.back").click()
    window.settle()
    assert not window.is_shown("search.clock")


def test_a_copy_of_the_receipt_that_leaves_as_a_file_is_noted(window, desk, tmp_path, qtbot):
    lived = Life(desk)
    window.sign_in("tiepnhan")
    window.press(Qt.Key.Key_F3)
    window.settle()
    page = window.widget("page.search")
    page.show_dossier(lived.dossier.id)
    window.wait_for("search.clock")
    window.settle()
    papers = page._dossier._papers
    qtbot.waitUntil(lambda: bool(papers.content))
    papers.save_to(str(tmp_path / "r.pdf"))
    window.settle()
    seen = {what for (what,) in desk.rows("SELECT what FROM sightings")}
    assert seen == {"page", "receipt"}


@pytest.mark.parametrize(
    ("span", "words"),
    [
        ({"minutes": 0}, "0 phút"),
        ({"minutes": 59}, "59 phút"),
        ({"minutes": 60}, "1 giờ"),
        ({"minutes": 61}, "1 giờ 1 phút"),
        ({"days": 1}, "1 ngày"),
        ({"days": 1, "minutes": 61}, "1 ngày 1 giờ"),
        ({"days": 3, "hours": 2}, "3 ngày 2 giờ"),
    ],
)
def test_a_span_is_told_in_two_numbers_at_most(span, words):
    assert span_words(timedelta(**span)) == words
