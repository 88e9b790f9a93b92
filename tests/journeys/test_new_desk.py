"""A new desk joins its unit in the window, over a line that stops in the middle."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar

from counter_app.bootstrap import enrolled_counter, open_counter
from tests import make
from tests.fakes import PlainPins
from tests.faults.city import FIRST
from tests.journeys.town import QuickPace
from tests.ui.window import open_window

pytestmark = [pytest.mark.journey, pytest.mark.postgres]
NUMBER, DOSSIERS = 5, 60
SOME_BYTES = 60_000  # of the answers: some of the unit's dossiers, not all
CTRL = Qt.KeyboardModifier.ControlModifier


def hasty(counter):
    """As shipped, but the hash of a PIN and the wait between two rounds take no time."""
    return replace(
        counter,
        sign_in=replace(counter.sign_in, hasher=PlainPins()),
        in_step=replace(counter.in_step, pace=QuickPace()),
    )


class Newcomer:
    """The window on the new desk's folder, opened as often as wanted."""

    def __init__(self, town, folder):
        self.town, self.folder, self.window = town, folder, None
        self.counters = []

    def open(self):
        self.window = open_window(
            self.town.qtbot,
            self.folder,
            open_counter=lambda folder: self._kept(open_counter(folder)),
            enrolled_counter=lambda folder, said: self._kept(enrolled_counter(folder, said)),
        )
        return self.window

    def close(self):
        if self.window is not None:
            self.window.shell.close()
            self.window.workers.shutdown()
            self.window = None

    def sign_in_to_the_centres_tab(self):
        """As the unit's administrator, by keyboard."""
        self.window.wait_for("signin.login")
        self.window.type("quantri")
        self.window.press(Qt.Key.Key_Return)
        self.window.type("123456")
        self.window.press(Qt.Key.Key_Return)
        self.town.until(lambda: self.window.main is not None)
        self.window.settle()
        self.window.press(Qt.Key.Key_F9)
        self.window.settle()
        for _tab in range(3):
            self.window.press(Qt.Key.Key_PageDown, CTRL)

    def reads(self, name):
        return self.window.widget(name).text()

    def dossiers(self):
        return len(self.counters[-1].search("", 500))

    def _kept(self, counter):
        self.counters.append(hasty(counter))
        return self.counters[-1]


@pytest.fixture
def unit(town, monkeypatch):
    """The first unit, whose desk A has sent many dossiers; a few are a first sync already."""
    monkeypatch.setattr("counter_app.services.sync_round.PAGE", 20)
    monkeypatch.setattr("counter_app.services.sync_round.FIRST_SYNC", 40)
    a = town.desk("A")
    for _dossier in range(DOSSIERS):
        a.receive(procedure=make.GUARDIAN)
    a.run()
    return town


@pytest.fixture
def newcomer(unit, data_dir):
    made = Newcomer(unit, data_dir)
    yield made
    unit.lines.of(FIRST.code, NUMBER).go_on()
    made.close()
    for counter in made.counters:
        counter.hang_up()


def test_a_first_sync_is_paused_in_the_middle_and_goes_on_after_a_restart(unit, newcomer, tmp_path):
    line = unit.lines.of(FIRST.code, NUMBER)
    line.weather = replace(line.weather, held_after_answered=SOME_BYTES)
    file = unit.credentials_file(tmp_path, NUMBER)
    window = newcomer.open()
    window.wait_for("setup.enrol.file").setFocus()
    window.type(str(file))
    window.press(Qt.Key.Key_Return)
    unit.until(lambda: window.is_shown("signin.news") and "15 %" in newcomer.reads("signin.news"))
    newcomer.sign_in_to_the_centres_tab()
    assert window.focused() == "admin.centre.pause"
    assert window.is_shown("sample")  # the unit's profile came while nobody had signed in
    bar = window.widget("admin.centre.progress", QProgressBar)
    assert 0 < bar.value() < 100
    assert newcomer.dossiers() < DOSSIERS
    window.press(Qt.Key.Key_Space)
    unit.until(lambda: newcomer.reads("admin.centre.state") == "Tạm dừng đồng bộ")
    line.go_on()
    unit.until(window.workers.sync.is_idle)
    assert newcomer.dossiers() < DOSSIERS
    newcomer.close()

    window = newcomer.open()
    newcomer.sign_in_to_the_centres_tab()
    unit.until(lambda: newcomer.reads("admin.centre.state") == "Tạm dừng đồng bộ")
    assert window.focused() == "admin.centre.pause"
    window.press(Qt.Key.Key_Space)
    unit.until(lambda: newcomer.reads("admin.centre.state").startswith("Đã đồng bộ"))
    assert newcomer.dossiers() == DOSSIERS
    assert not window.is_shown("admin.centre.progress")
