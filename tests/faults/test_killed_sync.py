"""SIGKILL of desk processes while they take in and sync, at random points."""

import json
import random
import subprocess
import sys
import time

from tests import make
from tests.faults import truth

PROGRAM = [sys.executable, "-m", "counter_app", "--json"]
VISITS = 40
SLOWEST_S = 1.0  # that a round takes here


def visit(number):
    return json.dumps(
        {
            "idempotency_key": f"visit-{number}",
            "procedure": make.BIRTH,
            "channel": "counter",
            "applicant": {"name": f"Người Thứ {number}"},
            "components": [],
            "missing_reason": "thử tải",
        }
    )


def start(desk, *command, **pipes):
    """The program on the desk's folder."""
    return subprocess.Popen(
        [*PROGRAM, "--data", str(desk.folder), *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        **pipes,
    )


def killed(process):
    """The codes among the whole lines it said and nobody read yet."""
    process.kill()
    said, _ = process.communicate()
    return {json.loads(line)["code"] for line in said.splitlines() if line.endswith("}")}


def test_desk_processes_killed_anywhere_lose_and_double_nothing(city, length):
    a, b, *_ = city.desks
    a.point_at(database=city.database)
    chance = random.Random(20261201)
    codes, kills, numbers = set(), 0, 0
    for _ in range(length.of(4, 12)):
        taking_in = start(a, "intake", "-", stdin=subprocess.PIPE)
        taking_in.stdin.write("".join(visit(numbers + n) + "\n" for n in range(VISITS)))
        taking_in.stdin.flush()
        syncing = start(a, "sync", "--once")
        for _ in range(chance.randrange(1, VISITS)):
            codes.add(json.loads(taking_in.stdout.readline())["code"])
        time.sleep(chance.uniform(0, SLOWEST_S))
        syncing.kill()
        syncing.communicate()
        codes |= killed(taking_in)
        kills += 2
        numbers += VISITS
    a.restart()
    city.note(a)
    assert codes
    length.tell("desk processes", kills=kills, acknowledged=len(codes), written=len(a.own()))
    city.sync_all()
    truth.check(city)
    has = {b.dossier(dossier).code for dossier in b.dossiers()}
    assert codes <= has
