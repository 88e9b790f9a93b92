"""SIGKILL while files are attached: whatever an event names is on the disk, whole."""

import json
import random
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import pytest

from counter_app.bootstrap import new_set_up, open_counter, open_store, sample_catalogue
from counter_app.services.setting_up import NewUnit
from tests import scans
from tests.faults.conftest import Length
from tests.search_desk import PEOPLE, receive

PROGRAM = [sys.executable, "-m", "counter_app", "--json"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    new_set_up(folder).sample(NewUnit("H26.12", "UBND phường Thử", 3), sample_catalogue())
    return folder


def attach_and_kill(folder: Path, code: str, file: Path, after_s: float) -> str:
    """Attach ``file`` and kill the program in the middle; the digest if it was acknowledged."""
    process = subprocess.Popen(
        [*PROGRAM, "--data", str(folder), "attach", code, str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    time.sleep(after_s)
    process.kill()
    said, _ = process.communicate()
    return str(json.loads(said)["sha256"]) if said.endswith("}\n") else ""


def test_no_event_names_a_file_that_is_not_there(
    folder: Path, tmp_path: Path, length: Length
) -> None:
    code = receive(open_counter(folder), PEOPLE[0]).code
    chance = random.Random(20261125)
    acknowledged = set()
    for number in range(length.of(8, 20)):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(scans.pdf(text=str(number)))
        if digest := attach_and_kill(folder, code, file, chance.uniform(0.3, 1.5)):
            acknowledged.add(digest)
    counter = open_counter(folder)
    named = counter.search.named(code).attachments
    assert acknowledged <= {one.sha256 for one in named}
    for one in named:
        assert sha256(counter.attachments.look.content(one)).hexdigest() == one.sha256
    store = open_store(folder)
    assert store.maintenance.audit().dossiers == 1
    assert store.maintenance.rebuild(lambda done, total: None).changed == 0
