"""SIGKILL at random points of 200 intakes: what was acknowledged is there, once, and provable."""

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from counter_app.bootstrap import new_set_up, open_counter, open_store, sample_catalogue
from counter_app.domain.event import Kind
from counter_app.services.setting_up import NewUnit

INTAKES = 200
PACE_S = 0.005  # an intake or two
PROGRAM = [sys.executable, "-m", "counter_app"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "desk"
    new_set_up(folder).sample(NewUnit("H26.12", "UBND phường Thử", 3), sample_catalogue())
    return folder


def visit(number: int) -> str:
    return json.dumps(
        {
            "idempotency_key": f"visit-{number}",
            "procedure": "1.001193",
            "channel": "counter",
            "applicant": {"name": f"Người Thứ {number}"},
            "components": [],
            "missing_reason": "thử tải",
        }
    )


def start(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*PROGRAM, "--data", str(folder), "--json", "intake", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )


def run_and_kill(folder: Path, waiting: list[int], chance: random.Random) -> dict[int, str]:
    """Feed the waiting visits and kill after a random number of answers; the answered ones."""
    process = start(folder)
    assert process.stdin is not None
    assert process.stdout is not None
    kill_after = chance.randrange(1, 40)
    answered: dict[int, str] = {}
    for number in waiting:
        process.stdin.write(visit(number) + "\n")
    process.stdin.flush()
    for number in waiting:
        line = process.stdout.readline()
        answered[number] = json.loads(line)["code"]
        if len(answered) == kill_after:
            break
    time.sleep(chance.random() * PACE_S)  # a point of the next ones, early or late
    process.kill()
    rest, _ = process.communicate()
    for line in rest.splitlines():  # answers that were on their way when it died
        if line.endswith("}"):
            number = waiting[len(answered)]
            answered[number] = json.loads(line)["code"]
    return answered


def proved(folder: Path) -> int:
    """How many dossiers there are: the chain is whole, and a rebuild gives what is searched."""
    store = open_store(folder)
    audit = store.maintenance.audit()
    rebuilt = store.maintenance.rebuild(lambda done, total: None)
    store.close()
    assert (rebuilt.dossiers, rebuilt.changed) == (audit.dossiers, 0)
    return audit.dossiers


def test_no_acknowledged_dossier_is_lost_or_doubled_by_sigkill(folder: Path) -> None:
    chance = random.Random(20261123)
    codes: dict[int, str] = {}
    kills = 0
    while len(codes) < INTAKES:
        waiting = [number for number in range(INTAKES) if number not in codes]
        codes |= run_and_kill(folder, waiting, chance)
        kills += 1

    assert kills >= 4
    counter = open_counter(folder)
    for number, code in codes.items():
        dossier = counter.search.named(code)
        assert dossier.applicant.name == f"Người Thứ {number}"
    received = [e for e in counter.questions.chain() if e.kind == Kind.RECEIVED]
    assert len(received) == INTAKES  # none twice, although many were asked for twice
    assert len({e.public["code"] for e in received}) == INTAKES
    assert proved(folder) == INTAKES


def test_the_chain_and_the_projections_hold_after_sigkill(folder: Path) -> None:
    chance = random.Random(7)
    for round_ in range(5):
        run_and_kill(folder, list(range(round_ * 50, round_ * 50 + 50)), chance)
        assert proved(folder) > round_


def test_eight_processes_write_at_once_and_every_number_is_given_once(folder: Path) -> None:
    processes = [start(folder) for _ in range(8)]
    answers = []
    for index, process in enumerate(processes):
        assert process.stdin is not None
        lines = "".join(visit(index * 25 + n) + "\n" for n in range(25))
        process.stdin.write(lines)
        process.stdin.close()
    for process in processes:
        assert process.stdout is not None
        answers += [json.loads(line) for line in process.stdout]
        process.stdout.close()
        assert process.wait() == 0

    codes = {answer["code"] for answer in answers}
    assert len(codes) == 200
    serials = sorted(int(code.rsplit("-", 1)[1][2:]) for code in codes)
    days = {code.split("-")[1] for code in codes}
    if len(days) == 1:  # midnight in Hà Nội did not fall into the test
        assert serials == list(range(1, 201))
    assert proved(folder) == 200
