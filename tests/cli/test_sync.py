"""``enrol`` and ``sync`` against a real centre, as an administrator and two desks call them."""

import json
import os
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT
from tests.cli.visits import visit

pytestmark = pytest.mark.postgres
UNIT = ("--unit", "H26.12")


@pytest.fixture
def url(postgres, call):
    """A centre's database, set up."""
    address = postgres.url(postgres.new_database())
    assert call("centre", "init", address).status == 0
    return address


@pytest.fixture
def credentials(url, call, tmp_path):
    """Makes credentials files, of desk 1, 2 and so on."""
    numbers = count(1)

    def made():
        number = next(numbers)
        file = tmp_path / f"{number}.json"
        named = (*UNIT, "--unit-name", "UBND phường Cầu Giấy", "--desk", str(number))
        ended = call("centre", "enrol", url, *named, "--out", str(file))
        assert ended.status == 0, ended.err
        return str(file)

    return made


@pytest.fixture
def in_step(desk, accepted, credentials, call):
    """A sample desk with one dossier, enrolled and in step."""
    file = credentials()
    ended = call("enrol", file, json=True)
    assert ended.status == 0, ended.err
    assert "tiepnhan" in ended.document["officers"]
    return file


def other(tmp_path):
    return ("--data", str(tmp_path / "other"))


def test_what_one_desk_took_in_another_one_shows(in_step, accepted, credentials, call, tmp_path):
    ended = call("enrol", credentials(), *other(tmp_path), json=True)
    assert ended.status == 0, ended.err
    assert call("show", accepted["code"], *other(tmp_path), json=True).document["status"] == 2
    act = ("act", accepted["code"], "forward", "-", *other(tmp_path))
    assert call(*act, stdin='{"to": "processing"}').status == 0

    line = call("sync", *other(tmp_path), json=True).document
    assert (line["pushed"], line["rejected"], line["lag_s"], line["paused"]) == (1, 0, 0, False)
    back = call("sync", "--once", json=True).document
    assert back["pulled"] >= 1
    assert back["head"] == back["cursor"] > 0
    assert call("show", accepted["code"], json=True).document["status"] == 4


def test_people_read_a_sentence(in_step, call):
    ended = call("sync")
    assert ended.status == 0
    assert "Đã gửi 0" in ended.out


def test_a_stand_alone_desk_is_refused(desk, call):
    ended = call("sync", json=True)
    assert (ended.status, ended.refused) == (1, "DeskStandsAlone")


def test_once_and_watch_exclude_each_other(desk, call):
    assert call("sync", "--once", "--watch").status == 2


def test_enrolling_again_changes_nothing_and_another_number_is_refused(in_step, credentials, call):
    assert call("enrol", in_step, json=True).status == 0
    ended = call("enrol", credentials(), json=True)
    assert (ended.status, ended.refused) == (1, "DeskAlreadyEnrolled")


def test_files_that_are_no_credentials_are_refused_and_make_no_desk(call, tmp_path):
    file = tmp_path / "file"
    file.write_bytes(b"\xff\xfe")
    assert call("enrol", str(file), json=True).refused == "InvalidCredentials"
    file.write_text("{}")
    assert call("enrol", str(file), json=True).refused == "InvalidCredentials"
    assert call("enrol", str(tmp_path / "none"), json=True).status == 2
    assert call("search", json=True).refused == "DeskNotSetUp"


def test_an_empty_unit_gets_its_administrator(url, call, tmp_path, monkeypatch):
    monkeypatch.setenv("COUNTER_APP_PIN", "246810")
    file = str(tmp_path / "new.json")
    named = ("--unit", "H26.77", "--unit-name", "UBND phường Mới", "--desk", "1", "--out", file)
    assert call("centre", "enrol", url, *named).status == 0
    bare = call("enrol", file)
    assert bare.status == 0
    assert "--admin" in bare.err
    named = ("--admin", "truong", "--admin-name", "Đỗ Văn Trưởng")
    ended = call("enrol", file, *named, json=True)
    assert ended.status == 0, ended.err
    assert ended.document["officers"] == ["truong"]
    assert call("sync", json=True).document["rejected"] == 0
    assert call("enrol", file, *named, json=True).refused == "InvalidOfficer"


def test_an_unreachable_centre_ends_with_3_and_doctor_says_so(in_step, call):
    file = Path(in_step)
    file.write_text(json.dumps(json.loads(file.read_text()) | {"port": 1}))
    ended = call("enrol", in_step, json=True)
    assert (ended.status, ended.refused) == (3, "CentreUnreachable")
    said = {f["name"]: f for f in call("doctor", json=True).document["findings"]}
    assert said["centre"]["detail"] == "unreachable"


def test_a_revoked_desk_is_refused(in_step, call, url):
    assert call("centre", "enrol", url, *UNIT, "--desk", "1", "--revoke").status == 0
    ended = call("sync", json=True)
    assert (ended.status, ended.refused) == (1, "CentreRefused")


@pytest.mark.skipif(os.name != "posix", reason="needs signals")
def test_watching_goes_on_until_it_is_told_to_stop(in_step, call):
    arguments = [sys.executable, "-m", "counter_app", "sync", "--watch", "--json"]
    with subprocess.Popen(
        arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, text=True
    ) as watching:
        first = json.loads(watching.stdout.readline())
        assert call("intake", "-", stdin=json.dumps(visit())).status == 0
        second = json.loads(watching.stdout.readline())
        watching.send_signal(signal.SIGTERM)
        rest, said = watching.communicate(timeout=60)
    assert (first["pushed"], second["pushed"]) == (0, 1)
    assert (watching.returncode, rest, said) == (0, "", "")
