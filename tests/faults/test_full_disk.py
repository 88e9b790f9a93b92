"""The disk is full at the desk or at the server: refused, nothing half done, and it goes on after."""

import os
import shutil
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from benchmarks.server import own_server
from counter_app.domain.errors import CentreUnreachable, StorageFailed
from tests.faults import truth
from tests.faults.city import draw_up
from tests.faults.test_killed_server import wait_for

MUCH = "hồ sơ dài " * 90
_STEPS = (1_000_000, 10_000, 1_000)


@contextmanager
def small_disk(where, megabytes):
    """A file system of its own at ``where``; skipped where one may not mount."""
    where.mkdir(exist_ok=True)
    mounting = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "counter-faults", str(where)]
    if os.name != "posix" or subprocess.run(mounting, check=False, capture_output=True).returncode:
        pytest.skip("a small file system cannot be mounted here")
    where.chmod(0o755)
    try:
        yield where
    finally:
        subprocess.run(["umount", "-l", str(where)], check=True)


@contextmanager
def filled(where):
    """Not a byte more can be written there while the block runs."""
    filler = where / "filler"
    with filler.open("ab", buffering=0) as file:
        for size in _STEPS:
            with suppress(OSError):
                while True:
                    file.write(bytes(size))
    try:
        yield
    finally:
        filler.unlink()


def receive_many(desk, count):
    for _ in range(count):
        desk.receive(content=MUCH)


def send_many(desk, rounds):
    for _ in range(rounds):
        receive_many(desk, 30)
        desk.run()


def move_to(desk, disk):
    """The desk's folder is on the small disk from here on, at the same place."""
    content = desk.folder.with_name(f"{desk.name}-before")
    desk.close()
    desk.folder.rename(content)
    with disk(desk.folder):
        shutil.copytree(content, desk.folder, dirs_exist_ok=True)
        desk.open()
        yield
        desk.close()
    shutil.rmtree(desk.folder)
    content.rename(desk.folder)
    desk.open()


def test_a_full_disk_at_the_desk_refuses_and_harms_nothing(city, length):
    a, b, *_ = city.desks
    with contextmanager(move_to)(a, lambda where: small_disk(where, 24)):
        refused = 0
        for _ in range(length.of(1, 5)):
            for _ in range(20):
                b.receive(content=MUCH)
            b.run()
            with filled(a.folder):
                with pytest.raises(StorageFailed):
                    receive_many(a, 200)
                with pytest.raises(StorageFailed):
                    a.run()
                refused += 2
            a.receive()
        length.tell("full disk, desk", refusals=refused)
        city.sync_all()
        truth.check(city)


def test_a_full_disk_at_the_server_loses_nothing_that_was_acknowledged(
    tmp_path, monkeypatch, length
):
    (tmp_path / "blueprint").mkdir()
    (tmp_path / "city").mkdir()
    # pytest's own folders are closed to the account the server runs as
    with (
        tempfile.TemporaryDirectory(prefix="counter-disk-") as open_to_all,
        small_disk(Path(open_to_all), 400) as disk,
    ):
        Path(open_to_all).chmod(0o755)
        monkeypatch.setattr(tempfile, "tempdir", str(disk))
        with own_server() as server:
            monkeypatch.undo()
            blueprint = draw_up(server, tmp_path / "blueprint")
            with blueprint.built(tmp_path / "city") as city:
                fill_and_go_on(city, disk, length)


def fill_and_go_on(city, disk, length):
    a = city.desks[0]
    unreachable = 0
    for _ in range(length.of(1, 4)):
        with filled(disk), pytest.raises(CentreUnreachable):
            send_many(a, 60)
        unreachable += 1
        if city.server._process.poll() is not None:  # it could not write its log: it panicked
            city.server.start()
        wait_for(city)
    length.tell("full disk, server", times=unreachable, events=len(city.written))
    city.sync_all()
    truth.check(city)
