"""``forecast``: what may miss its date; ``forecast calibration``: whether forecasts held."""

from itertools import pairwise

import pytest


@pytest.fixture
def busy(desk, call):
    ended = call("generate", "--dossiers", "900", "--seed", "1", "--days", "60")
    assert ended.status == 0, ended.err


def test_every_open_dossier_is_told_of_or_counted_and_none_by_its_applicant(busy, call):
    said = call("forecast", json=True).document
    counted = len(said["dossiers"]) + said["silent"] + said["without_date"]
    assert counted == call("backlog", json=True).document["figures"]["open"]
    chances = [one["chance"] for one in said["dossiers"]]
    assert all(one >= other - 0.01 for one, other in pairwise(chances))  # by whole per cents
    assert set(said["dossiers"][0]) == {
        *("id", "code", "procedure", "step", "holder", "due_at"),
        *("chance", "reason", "why", "queue", "usual_queue", "cases"),
    }


def test_people_read_sentences(busy, call):
    said = call("forecast").out.splitlines()
    assert said[0].startswith("Dự báo cho ")
    assert all("H26.12-" in line and " quá hạn" in line for line in said[1:])
    assert call("--lang", "en", "forecast").out.startswith("Forecasts for dossiers: ")


def test_the_account_says_what_was_stated_and_how_it_came_out(busy, call):
    said = call("forecast", "calibration", json=True).document
    assert said["forecasts"] == sum(tenth["count"] for tenth in said["tenths"]) > 0
    assert [tenth["from"] for tenth in said["tenths"]] == [n / 10 for n in range(10)]
    assert said["split"] < said["until"]
    assert said["is_better"] is (said["brier"] < said["plain_brier"])
    assert "Điểm Brier 0." in call("forecast", "calibration").out


def test_a_new_desk_is_silent(desk, call):
    assert call("forecast", json=True).document["dossiers"] == []
    account = call("forecast", "calibration", json=True).document
    assert (account["forecasts"], account["brier"], account["is_better"]) == (0, None, False)
    said = call("forecast", "calibration").out
    assert "Chưa đủ hồ sơ" in said
    assert "Brier" not in said
    assert call("forecast", "weather").status == 2
