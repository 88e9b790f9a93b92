import json

import pytest

from tests.cli.conftest import INIT
from tests.cli.visits import visit


def test_a_sample_desk_needs_no_pin_and_no_question(desk, call):
    assert call("intake", "-", stdin=json.dumps(visit())).status == 0


def test_a_desk_is_never_set_up_over_another(desk, call, events):
    written = events()
    ended = call(*INIT, "--sample", json=True)
    assert (ended.status, ended.refused, events()) == (1, "DeskAlreadySetUp", written)


def test_a_real_desk_asks_who_writes_and_for_their_pin(real_desk, call, monkeypatch):
    entries = '{"off": ["2027-05-05"]}'
    ended = call("calendar", "import", "-", stdin=entries, json=True)
    assert ended.refused == "WrongUsage"
    named = ["calendar", "import", "-", "--officer", "truong"]
    assert call(*named, stdin=entries).status == 0
    monkeypatch.setenv("COUNTER_APP_PIN", "000000")
    ended = call(*named, stdin=entries, json=True)
    assert (ended.status, ended.refused) == (1, "SignInRefused")


def test_without_a_terminal_a_missing_pin_is_wrong_usage(real_desk, program):
    named = ["calendar", "import", "-", "--officer", "truong"]
    ended = program(*named, stdin='{"off": ["2027-05-05"]}', COUNTER_APP_PIN="")
    assert (ended.status, ended.out) == (2, "")
    assert "COUNTER_APP_PIN" in ended.err


def test_reading_needs_no_officer(real_desk, call):
    for arguments in (["search"], ["catalogue", "list"], ["calendar", "show", "2026"], ["doctor"]):
        assert call(*arguments, json=True).status == 0


@pytest.mark.parametrize(
    ("unit", "desk_number", "kind"),
    [
        ("fly", "3", "InvalidAgency"),
        ("H26.12", "0", "InvalidUnit"),
        ("H26.12", "100", "InvalidDeskNumber"),
        ("\0", "3", "InvalidAgency"),
    ],
)
def test_a_unit_that_cannot_be_is_refused_and_nothing_is_created(
    unit, desk_number, kind, call, data_dir
):
    asked = ["init", "--unit", unit, "--unit-name", "X", "--desk", desk_number, "--sample"]
    ended = call(*asked, json=True)
    assert (ended.status, ended.refused) == (1, kind)
    assert not (data_dir / "desk.sqlite3").exists()


@pytest.mark.parametrize(
    "arguments", [[], [*INIT], [*INIT, "--admin", "an"], [*INIT[:-1], "x", "--sample"], INIT[:3]]
)
def test_half_a_set_up_is_wrong_usage(arguments, call, data_dir):
    assert call(*(arguments or ["init"])).status == 2
    assert not data_dir.exists()


@pytest.mark.parametrize(("login", "pin"), [("Ă", "246810"), ("an", "1234"), ("an", "1" * 1_000)])
def test_an_administrator_that_cannot_be_is_refused(login, pin, call, data_dir, monkeypatch):
    monkeypatch.setenv("COUNTER_APP_PIN", pin)
    ended = call(*INIT, "--admin", login, "--admin-name", "X", json=True)
    assert (ended.status, ended.refused) == (1, "InvalidOfficer")
    assert not (data_dir / "desk.sqlite3").exists()
