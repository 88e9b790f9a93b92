"""SIGKILL between an erasure and the deletion of its files: they go when the desk is opened."""

import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from counter_app.bootstrap import new_set_up, open_counter, sample_catalogue
from counter_app.domain.forms import PageSize
from counter_app.services.attaching import NewAttachment
from counter_app.services.setting_up import NewUnit
from tests import scans
from tests.search_desk import PEOPLE, receive

# As the command line does it, in a process that dies where ``kill`` is called.
ERASE = """
import os, signal, sys
from dataclasses import replace
from pathlib import Path
from counter_app.bootstrap import open_counter
from db import erasing

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

counter = open_counter(Path(sys.argv[1]))
erase = counter.erase
{death}
people = {{one.login: one for one in counter.questions.reference().officers()}}
said = {{"reason": "request", "seconded_by": "giamsat"}}
erase(counter.search.named(sys.argv[2]).id, said, people["quantri"], people["giamsat"])
"""
DEATHS = {
    "before any file went": "erase = replace(erase, forget_files=kill)",
    "after the files, before that was noted": "erasing.sync_folder = kill",
}


@pytest.mark.parametrize("death", DEATHS.values(), ids=DEATHS)
def test_no_file_of_an_erased_dossier_outlives_a_kill(tmp_path: Path, death: str) -> None:
    folder = tmp_path / "desk"
    new_set_up(folder).sample(NewUnit("H26.12", "UBND phường Thử", 3), sample_catalogue())
    counter = open_counter(folder)
    people = {one.login: one for one in counter.questions.reference().officers()}
    gone, kept = (receive(counter, PEOPLE[0]) for _ in range(2))
    for dossier in (gone, kept):
        new = NewAttachment(scans.pdf(text=dossier.code), "x.pdf")
        counter.attachments.attach(dossier.id, new, people["tiepnhan"])
    counter.paper.receipts.show(gone.id, PageSize.A5)
    counter.void(gone.id, "nhầm", people["giamsat"], people["tiepnhan"])
    program = [sys.executable, "-c", ERASE.format(death=death), str(folder), gone.code]
    ended = subprocess.run(program, check=False)
    assert ended.returncode == -signal.SIGKILL
    again = open_counter(folder)
    assert again.search.named(gone.code).erased
    with closing(sqlite3.connect(folder / "desk.sqlite3")) as connection:
        left = "SELECT dossier FROM documents UNION SELECT dossier FROM erasures"
        assert connection.execute(left).fetchall() == []
    [one] = again.search.named(kept.code).attachments
    assert [file.name for file in (folder / "attachments").iterdir()] == [one.sha256]
