"""A new desk of a centre's unit: set up in the window, its first sync, the unit's first person."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.errors import DeskNotSetUp
from counter_app.i18n import use_language
from tests import make
from tests.fake_centre import FakeCentre
from tests.fakes import SettableClock
from tests.ui.sync_desk import SyncDesk, close_synced, new_desk, open_synced
from tests.ui.window import open_window

DOSSIERS = 30  # more than a list shows at once


@pytest.fixture
def desk(sample_folder, tmp_path):
    """The unit's first desk, which sent all it has."""
    opened = SyncDesk.enrolled(sample_folder, tmp_path / "first")
    for _ in range(DOSSIERS):
        opened.receive(procedure=make.GUARDIAN)
    opened.sync()
    yield opened
    opened.close()


class Folder:
    """An empty folder and the window on it; what enrolling makes of it is opened again."""

    def __init__(self, qtbot, folder, centre):
        self.folder, self.centre, self.desk = folder, centre, None
        self.window = open_window(
            qtbot, folder, open_counter=self._open, enrolled_counter=self._enrol
        )

    def _open(self, folder):
        if self.desk is None:
            raise DeskNotSetUp(str(folder))
        return self.desk.counter

    def _enrol(self, folder, credentials):
        self.desk = new_desk(folder, self.centre, credentials)
        return self.desk.counter

    def close(self):
        self.window.shell.close()
        self.window.workers.shutdown()
        if self.desk is not None:
            self.desk.close()
        use_language("vi")


@pytest.fixture
def empty(qtbot, data_dir):
    made = []

    def on(centre):
        made.append(Folder(qtbot, data_dir, centre))
        return made[0]

    yield on
    made[0].close()


def enrol(folder, credentials_of, tmp_path):
    folder.window.wait_for("setup.enrol.file").setFocus()
    folder.window.type(str(credentials_of.file(tmp_path)))
    folder.window.press(Qt.Key.Key_Return)


def test_an_empty_folder_becomes_a_desk_of_the_unit_by_keyboard(empty, desk, tmp_path):
    desk.credentials = desk.centre.enrol(desk.unit, 4)
    folder = empty(desk.centre)
    enrol(folder, desk, tmp_path)
    window = folder.window
    window.wait_for("signin.login")
    window.qtbot.waitUntil(lambda: window.shell._sync.worker.state.synced_at is not None)
    main = window.sign_in("tiepnhan")
    assert main.session.officer.name == "Nguyễn Thị An"
    assert main.session.unit.name == "UBND phường Hoàn Kiếm"
    assert len(folder.desk.counter.search("", 50)) == DOSSIERS


def test_a_wrong_file_is_refused_beside_its_field_and_makes_no_desk(empty, tmp_path, data_dir):
    folder = empty(FakeCentre(SettableClock(make.MONDAY)))
    window = folder.window
    window.wait_for("setup.enrol.file").setFocus()
    window.type(str(tmp_path / "khong-co.json"))
    window.press(Qt.Key.Key_Return)
    form = window.shell.screen_shown.enrol
    window.qtbot.waitUntil(lambda: "Không mở được tệp" in form.note.text())
    assert window.focused() == "setup.enrol.file"
    assert not (data_dir / "desk.sqlite3").exists()
    assert window.widget("setup.submit").isEnabled()


def test_a_units_first_person_is_made_once_the_centre_knows_nobody_there(empty, tmp_path):
    centre = FakeCentre(SettableClock(make.MONDAY))
    unit = centre.add_unit("H26.20", "UBND phường Mới")
    folder = empty(centre)
    made = SyncDeskFile(centre.enrol(unit, 1))
    enrol(folder, made, tmp_path)
    window = folder.window
    window.wait_for("page.founding")
    assert window.focused() == "setup.officer"
    window.press(Qt.Key.Key_Return)
    page = window.shell.screen_shown
    assert {n for n, f in page.fields.items() if f.complaint} == {"officer", "login", "pin"}
    said = ("Đỗ Văn Trưởng", "truong", "246810", "246810")
    for field, text in zip(page.fields.values(), said, strict=True):
        field.control.setText(text)
    window.press(Qt.Key.Key_Return)
    window.wait_for("signin.login").setText("truong")
    window.widget("signin.pin").setText("246810")
    window.widget("signin.submit").click()
    window.qtbot.waitUntil(lambda: window.main is not None)
    window.settle()
    pages = ("page.search", "page.catalogue", "page.admin", "page.tray")
    assert window.main.page_names == pages
    waiting = 15_000  # a round is due within six seconds
    window.qtbot.waitUntil(lambda: centre.known.members[unit] != {}, timeout=waiting)


class SyncDeskFile:
    """Credentials alone, as a file."""

    file = SyncDesk.file

    def __init__(self, credentials):
        self.credentials = credentials


def test_a_first_sync_is_told_at_the_door_and_goes_on_where_it_was_stopped(
    qtbot, desk, tmp_path, monkeypatch
):
    monkeypatch.setattr("counter_app.services.sync_round.PAGE", 20)
    new = desk.colleague(tmp_path / "second")
    everything = len(desk.centre.feed(desk.unit))
    pulls = []

    def wait_at_the_third(call):
        if call == "pull":
            pulls.append(call)
            if len(pulls) == 3:
                new.gate.close()
        new.gate(call)

    desk.centre.before_call = wait_at_the_third
    window = open_synced(qtbot, new)
    window.qtbot.waitUntil(lambda: "lần đầu: " in window.wait_for("signin.news").accessibleName())
    window.qtbot.waitUntil(lambda: len(pulls) == 3)
    window.shell._sync.worker.pause(paused=True)
    window.qtbot.waitUntil(window.workers.desk.is_idle)
    new.gate.opened.set()
    window.qtbot.waitUntil(window.workers.sync.is_idle)
    assert 0 < new.log.cursor(new.unit).position < everything
    close_synced(window, new)

    again = open_synced(qtbot, new)
    again.shell._sync.worker.pause(paused=False)
    qtbot.waitUntil(lambda: new.log.cursor(new.unit).position == everything)
    qtbot.waitUntil(lambda: again.shell._sync.worker.state.synced_at is not None)
    assert len(new.counter.search("", 50)) == DOSSIERS
    close_synced(again, new)
    new.close()


def test_what_another_desk_did_appears_without_a_hand(qtbot, desk, tmp_path):
    new = desk.colleague(tmp_path / "second")
    new.sync()
    window = open_synced(qtbot, new)
    window.sign_in("tiepnhan").show_page("page.search")
    window.settle()
    results = window.widget("search.results")
    results.setFocus()
    results.selectRow(2)
    chosen = results.model().index(2, 0).data()
    at = results.rowViewportPosition(2)
    for _ in range(3):
        desk.receive(procedure=make.GUARDIAN)
    desk.sync()
    window.shell._sync.worker.sync_now()
    qtbot.waitUntil(lambda: results.model().rowCount() == DOSSIERS + 3)
    window.settle()
    row = results.currentIndex().row()
    assert results.model().index(row, 0).data() == chosen
    assert results.rowViewportPosition(row) == at
    close_synced(window, new)
    new.close()


def test_the_new_name_of_the_unit_is_shown_as_soon_as_it_comes(qtbot, desk, tmp_path):
    new = desk.colleague(tmp_path / "second")
    new.sync()
    window = open_synced(qtbot, new)
    window.sign_in("tiepnhan")
    unit = desk.counter.questions.reference().unit()
    desk.counter.describe_unit(replace(unit, name="UBND phường Cửa Nam"), desk.officer("quantri"))
    desk.sync()
    window.shell._sync.worker.sync_now()
    qtbot.waitUntil(lambda: window.main.session.unit.name == "UBND phường Cửa Nam")
    close_synced(window, new)
    new.close()
