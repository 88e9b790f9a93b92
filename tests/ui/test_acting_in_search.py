"""The acts in the dossier's own page: their keys reach it from the list, the page follows."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton, QWidget

from tests.ui.acts_desk import guardian, lived
from ui.search.widget import SearchPage
from ui.tasks import TaskRunner

ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(qtbot, desk):
    """The page of a processing officer who has taken the only dossier there is."""
    dossier = lived(desk, guardian(desk), ("xuly", "take", {}))
    tasks = TaskRunner()
    made = SearchPage(desk.counter, desk.officer("xuly"), tasks)
    qtbot.addWidget(made)
    made.resize(1290, 700)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.enter()
    qtbot.waitUntil(tasks.is_idle)
    made.scanned(dossier.alias)
    qtbot.waitUntil(lambda: bool(details(made)) and tasks.is_idle())
    yield made, dossier, tasks
    made.hide()
    tasks.shutdown()


def press(key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def details(page):
    found = page.findChild(QWidget, "search.details")
    return "\n".join(label.text() for label in found.findChildren(QLabel)) if found else ""


def test_an_act_by_its_key_and_the_page_shows_what_came_of_it(qtbot, desk, page):
    made, dossier, tasks = page
    press(Qt.Key.Key_C, ALT)
    assert made.findChild(QWidget, "work.form.forward").isVisible()
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: "3/3: Phê duyệt kết quả" in details(made))
    qtbot.waitUntil(tasks.is_idle)
    assert desk.dossier(dossier).holder == "role:leader"
    assert "Bộ phận lãnh đạo" in details(made)
    story = made.findChild(QListView, "search.timeline").model()
    assert "chuyển hồ sơ cho bộ phận lãnh đạo" in story.index(0, 0).data()


def test_esc_leaves_the_form_then_the_other_acts_then_the_dossier(page):
    made, _dossier, _tasks = page
    press(Qt.Key.Key_C, ALT)
    press(Qt.Key.Key_K, ALT)  # the form is not finished: nothing else opens
    assert made.findChild(QWidget, "work.form.forward").isVisible()
    assert made.step_back()
    press(Qt.Key.Key_K, ALT)
    others = made.findChild(QWidget, "work.others")
    assert others.isVisible()
    assert made.step_back()
    assert not others.isVisible()
    assert made.step_back()
    assert not made.findChild(QPushButton, "work.action.forward").isVisible()


def test_a_form_beside_and_a_form_above_are_not_open_together(page, desk):
    made, dossier, _tasks = page
    press(Qt.Key.Key_D, ALT)
    press(Qt.Key.Key_E, CTRL)
    assert made.findChild(QWidget, "search.correct.reason") is None
    assert made.findChild(QWidget, "work.form.stop").isVisible()
    assert made.scanned(dossier.alias)  # and a scan throws nothing away
    assert made.findChild(QWidget, "work.form.stop").isVisible()


def test_the_dossiers_half_is_made_while_its_page_is_shown_and_never_twice(qtbot, desk):
    lived(desk, guardian(desk))
    tasks = TaskRunner()
    made = SearchPage(desk.counter, desk.officer("xuly"), tasks)
    qtbot.addWidget(made)
    made.enter()
    half = made._beside
    qtbot.waitUntil(lambda: half._is_due)
    qtbot.waitUntil(tasks.is_idle)
    assert half._pane is None
    made.show()
    qtbot.waitUntil(lambda: half._pane is not None)
    pane = half.pane
    made.hide()
    made.show()
    half.prepare()
    assert not half._turns.isActive()
    assert half.pane is pane
    tasks.shutdown()
