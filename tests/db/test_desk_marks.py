"""A store that was copied or restored begins a new life by itself; one that was killed does not."""

import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from counter_app.domain.errors import BrokenChain
from db import desk_marks
from tests.sample_desk import SampleDesk

ROOT = Path(__file__).parents[2]
KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, ".")
from tests.sample_desk import SampleDesk
desk = SampleDesk(Path(sys.argv[1]))
desk.receive()
print("received", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def serial(dossier):
    return int(dossier.code[-4:])


def lives(desk):
    return [life.id for life in desk.store.sync_log.incarnations()]


@pytest.fixture
def used(desk):
    """A closed desk that has given out two numbers."""
    for _ in range(2):
        desk.receive()
    desk.close()
    return desk


def test_opening_a_desk_again_is_no_reason(used):
    for number in (3, 4):
        again = used.reopened()
        assert again.store.suspicion is None
        assert serial(again.receive()) == number
        assert len(lives(again)) == 1
        again.close()


def test_who_only_looks_writes_nothing(used):
    before = {file.name: file.stat().st_mtime_ns for file in used.folder.iterdir()}
    again = used.reopened()
    assert len(again.counter.search("")) == 2
    again.close()
    after = {file.name: file.stat().st_mtime_ns for file in used.folder.iterdir()}
    assert after == before


def test_two_processes_on_one_folder_are_no_reason(used):
    first, second = used.reopened(), used.reopened()
    assert serial(first.receive()) == 3
    assert serial(second.receive()) == 4
    first.close()
    third = used.reopened()
    assert (second.store.suspicion, third.store.suspicion) == (None, None)
    second.close()
    third.close()


def test_a_killed_desk_is_no_reason(used):
    for _ in range(2):
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, str(used.folder)], cwd=ROOT, check=False
        )
        assert ended.returncode == -signal.SIGKILL
    again = used.reopened()
    assert again.store.suspicion is None
    assert serial(again.receive()) == 5
    again.close()


def test_a_copy_in_another_folder_begins_a_new_life(used, tmp_path):
    shutil.copytree(used.folder, tmp_path / "copy")
    copy = SampleDesk(tmp_path / "copy", used.clock)
    assert copy.store.suspicion == "cloned"
    assert serial(copy.receive()) == 203
    assert len(set(lives(copy))) == 2
    assert copy.store.identity.incarnation == lives(copy)[-1]
    assert copy.counter.health.audit().events > 0
    copy.close()
    again = SampleDesk(tmp_path / "copy", used.clock)
    assert again.store.suspicion is None
    assert serial(again.receive()) == 204
    again.close()
    original = used.reopened()
    assert original.store.suspicion is None
    assert serial(original.receive()) == 3
    original.close()


def test_another_machine_begins_a_new_life(used, monkeypatch):
    monkeypatch.setattr(desk_marks, "_machine", lambda: "")
    nameless = used.reopened()
    assert nameless.store.suspicion is None
    nameless.close()
    monkeypatch.setattr(desk_marks, "_machine", lambda: "f" * 64)
    first = used.reopened()
    assert first.store.suspicion is None  # nothing is known of the one before
    first.close()
    monkeypatch.setattr(desk_marks, "_machine", lambda: "e" * 64)
    moved = used.reopened()
    assert moved.store.suspicion == "cloned"
    assert serial(moved.receive()) == 203
    moved.close()


def test_a_store_behind_its_mark_was_restored(used, tmp_path):
    backup = tmp_path / "backup.sqlite3"
    shutil.copy(used.file, backup)
    later = used.reopened()
    later.receive()
    later.close()
    shutil.copy(backup, used.file)
    restored = used.reopened()
    assert restored.store.suspicion == "restored"
    assert serial(restored.receive()) == 203
    restored.close()
    assert used.reopened().store.suspicion is None


def test_numbers_jump_on_a_day_the_backup_has_never_seen(used, tmp_path):
    """What was given out on it is lost; the day after that begins as usual."""
    backup = tmp_path / "backup.sqlite3"
    shutil.copy(used.file, backup)
    used.clock.forward(days=1)
    later = used.reopened()
    lost = later.receive()
    later.close()
    shutil.copy(backup, used.file)
    restored = used.reopened()
    first, second = restored.receive(), restored.receive()
    assert (serial(lost), serial(first), serial(second)) == (1, 201, 202)
    used.clock.forward(days=1)
    assert serial(restored.receive()) == 1
    used.clock.forward(days=-2)
    assert serial(restored.receive()) == 203
    restored.close()


def test_a_store_from_before_a_new_life_was_restored_too(used, tmp_path):
    backup = tmp_path / "backup.sqlite3"
    shutil.copy(used.file, backup)
    for _ in range(2):
        restored = used.reopened()
        restored.receive()
        restored.close()
        shutil.copy(backup, used.file)
    again = used.reopened()
    assert again.store.suspicion == "restored"
    again.close()


def test_a_desk_that_never_noted_its_place_notes_it(used, tmp_path):
    """The first opening after an upgrade: no mark, no place, no reason."""
    (used.folder / desk_marks.FILE).unlink()
    used.write("DELETE FROM places")
    moved = tmp_path / "moved"
    used.folder.rename(moved)
    desk = SampleDesk(moved, used.clock)
    assert desk.store.suspicion is None
    assert desk.rows("SELECT folder FROM places") == [(str(moved.resolve()),)]
    assert (moved / desk_marks.FILE).exists()
    desk.close()


@pytest.mark.parametrize("content", ["", "{}", "[1]", '{"incarnation": "x", "sequence": 1}'])
def test_a_mark_that_cannot_be_read_is_no_reason(used, content):
    (used.folder / desk_marks.FILE).write_text(content)
    again = used.reopened()
    assert again.store.suspicion is None
    assert desk_marks.read_mark(used.folder).sequence > 2
    again.close()


def test_a_folder_that_takes_no_mark_opens_all_the_same(used, monkeypatch):
    before = desk_marks.read_mark(used.folder)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("db.desk_marks.os.fsync", full)
    again = used.reopened()
    again.receive()
    again.close()
    assert desk_marks.read_mark(used.folder) == before
    assert not list(used.folder.glob(".desk.mark*"))


def test_a_life_that_ended_is_proved_as_far_as_it_came(used, tmp_path):
    shutil.copytree(used.folder, tmp_path / "copy")
    copy = SampleDesk(tmp_path / "copy", used.clock)
    copy.receive()
    assert copy.counter.health.audit().dossiers == 3
    sql = "DELETE FROM events WHERE seq = (SELECT max(seq) - 1 FROM events)"
    copy.write(sql)  # the last event of the life before
    with pytest.raises(BrokenChain, match="head"):
        copy.counter.health.audit()
    copy.close()


def test_this_machine_has_a_name_nobody_can_read_back(tmp_path, monkeypatch):
    file = tmp_path / "machine-id"
    file.write_text("3d1219c7c4c5404aaa1f6d2a48adfda4\n")
    monkeypatch.setattr(desk_marks, "_MACHINE_IDS", (tmp_path / "none", file))
    named = desk_marks.place_of(tmp_path)
    assert len(named.machine) == 64
    assert "3d12" not in named.machine
    monkeypatch.setattr(desk_marks, "_MACHINE_IDS", ())
    assert desk_marks.place_of(tmp_path).machine == ""
