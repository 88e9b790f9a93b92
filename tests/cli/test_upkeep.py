import json
import sqlite3

import pytest

import resources
from tests.cli.visits import visit


def test_the_chain_is_proved(desk, call, accepted, events):
    ended = call("audit", "verify", json=True)
    assert ended.status == 0
    assert ended.document["events"] == events()
    assert ended.document["dossiers"] == 1


def test_a_broken_chain_is_named(desk, call, accepted):
    with sqlite3.connect(desk / "desk.sqlite3") as connection:
        connection.execute("DROP TRIGGER IF EXISTS events_never_change")
        connection.execute("UPDATE events SET text = replace(text, 'received', 'receivef')")
    connection.close()
    ended = call("audit", "verify", json=True)
    assert (ended.status, ended.refused) == (1, "BrokenChain")


def test_a_rebuild_of_a_sound_desk_changes_nothing(desk, call, accepted):
    ended = call("rebuild", json=True)
    assert (ended.status, ended.err) == (0, "")  # no bar where there is no terminal
    assert ended.document == {"dossiers": 1, "changed": 0}


def test_doctor_finds_a_sample_desk_good(desk, call):
    ended = call("doctor", json=True)
    bad = [finding for finding in ended.document["findings"] if finding["state"] == "bad"]
    assert (ended.status, bad) == (0, [])
    names = {finding["name"] for finding in ended.document["findings"]}
    assert names >= {"database", "clock", "fonts", "qt", "display", "printers"}


def test_doctor_without_a_desk_says_so(call, data_dir):
    ended = call("doctor", json=True)
    assert (ended.status, ended.document["good"]) == (1, False)
    desk = {"name": "desk", "state": "bad", "detail": "DeskNotSetUp"}
    assert desk in ended.document["findings"]
    assert not data_dir.exists()


def test_generated_dossiers_can_be_found_and_the_desk_stays_sound(desk, call):
    ended = call("generate", "--dossiers", "20", "--seed", "7", json=True)
    assert (ended.status, ended.document["dossiers"]) == (0, 20)
    assert len(call("search", "--limit", "50", json=True).document) == 20
    assert call("rebuild", json=True).document == {"dossiers": 20, "changed": 0}
    assert call("audit", "verify").status == 0
    assert call("intake", "-", stdin=json.dumps(visit())).status == 0


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--dossiers", "5"],
        ["--dossiers", "0", "--seed", "1"],
        ["--dossiers", "x", "--seed", "1"],
    ],
)
def test_generating_nothing_is_wrong_usage(arguments, desk, call):
    assert call("generate", *arguments).status == 2


def test_only_an_administrator_generates(desk, call, events):
    written = events()
    asked = ["generate", "--dossiers", "5", "--seed", "1", "--officer", "tiepnhan"]
    ended = call(*asked, json=True)
    assert (ended.status, ended.refused, events()) == (1, "RoleMayNot", written)


def test_a_desk_without_the_officers_has_nothing_to_generate(real_desk, call, events):
    path = str(resources.path("catalogue/sample.json"))
    assert call("catalogue", "import", path, "--officer", "truong").status == 0
    written = events()
    asked = ["generate", "--dossiers", "5", "--seed", "1", "--officer", "truong"]
    ended = call(*asked, json=True)
    assert (ended.status, ended.refused, events()) == (1, "NothingToGenerate", written)


def test_an_unknown_benchmark_is_wrong_usage_and_names_the_known_ones(call):
    ended = call("bench", "fly")
    assert ended.status == 2
    assert "receipt" in ended.err


def test_a_benchmark_answers_with_its_budgets(call):
    ended = call("bench", "receipt", json=True)
    assert ended.status == 0
    names = [figure["name"] for figure in ended.document["figures"]]
    assert names == ["receipt.8", "receipt.60"]
    assert all(figure["value"] > 0 and figure["budget"] for figure in ended.document["figures"])
