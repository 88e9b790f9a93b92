"""Run by ``test_ratings``, on a screen of two monitors: the citizen has one of them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from tests.raters import handed_over
from tests.ui.citizen import Citizen
from tests.ui.handover_desk import Hands
from tests.ui.window import open_window
from ui.citizen.view_model import Stands


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
def test_the_citizen_has_a_monitor_and_the_officer_keeps_theirs(qtbot, desk):
    window = open_window(qtbot, desk.folder, open_counter=lambda _folder: desk.counter)
    dossier = handed_over(desk)
    own = next(s for s in QGuiApplication.screens() if s.name() == "desk")
    window.shell.setScreen(own)
    window.shell.move(own.geometry().topLeft())
    at = Hands(window, "tiepnhan", Qt.Key.Key_F5, "handover.code")
    citizen = Citizen(window)
    assert citizen.screen.isVisible()  # with a second monitor, from the beginning
    assert window.shell.isActiveWindow()
    at.scan(dossier.alias)
    citizen.is_asked()
    assert citizen.screen.screen().name() == "citizen"
    assert citizen.screen.geometry() == citizen.screen.screen().geometry()
    assert window.shell.isVisible()
    before = at.words()
    for _ in range(8):
        citizen.touch("citizen.answer.1")
    citizen.touch("citizen.next")
    citizen.touch("citizen.next")
    citizen.waits_for(Stands.THANKS)
    assert at.words() == before  # nothing of it is to be seen at the officer's
    citizen.model.leave()
    QApplication.processEvents()
    assert citizen.screen.isVisible()  # neutral, it stays where it is
    assert "Mời ông/bà đánh giá" in citizen.reads()
    assert desk.kinds().count("rated") == 1
    window.settle()
    window.shell.close()
    window.workers.shutdown()
