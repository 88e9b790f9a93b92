import json
from datetime import datetime
from pathlib import Path

import pytest

from counter_app.services.reading_intake import ZONE
from tests.cli.visits import visit

_VECTORS = json.loads((Path(__file__).parents[1] / "data/due-vectors.json").read_text("utf-8"))


@pytest.mark.parametrize("vector", _VECTORS["vectors"], ids=lambda v: v["why"])
def test_every_given_vector_comes_out_without_a_desk(vector, call, tmp_path, data_dir):
    arguments = ["due", "--term", vector["term"], "--received", vector["received"]]
    for pause in vector.get("pauses", ()):
        arguments += ["--pause", pause]
    if "policy" in vector:
        arguments += ["--policy", vector["policy"]]
    if "calendar_overlay" in vector:
        overlay = tmp_path / "overlay.json"
        overlay.write_text(json.dumps(vector["calendar_overlay"]))
        arguments += ["--overlay", str(overlay)]
    ended = call(*arguments, json=True)
    assert ended.status == 0, ended.err
    due_at = datetime.fromisoformat(ended.document["due_at"])
    assert due_at.utcoffset() == ZONE.utcoffset(due_at.replace(tzinfo=None))
    if "due" in vector:
        assert due_at == datetime.fromisoformat(vector["due"]).replace(tzinfo=ZONE)
    else:
        assert due_at.date().isoformat() == vector["due_day"]
    assert not data_dir.exists()


def test_the_derivation_tells_each_day_with_its_reason(call):
    ended = call("due", "--term", "1 working_day", "--received", "2026-04-29T10:00", json=True)
    assert ended.document["derivation"][0] == {
        "date": "2026-04-29",
        "counted": False,
        "reason": "day_zero",
    }
    assert [day["counted"] for day in ended.document["derivation"]].count(True) == 1
    assert ended.document["calendar_version"].startswith("vn-")
    assert ended.document["start"] == "2026-04-29T10:00:00+07:00"


def test_people_read_the_derivation_in_words_of_their_language(call):
    vietnamese = call("due", "--term", "1 working_day", "--received", "2026-03-06T10:00")
    assert "09/03/2026  ngày làm việc" in vietnamese.out
    assert "07/03/2026  nghỉ cuối tuần" in vietnamese.out


def test_a_day_off_of_no_named_decision_is_told_whole(call):
    asked = ["due", "--term", "2 working_days", "--received", "2026-12-07T09:00", "--overlay", "-"]
    ended = call(*asked, stdin='{"off": ["2026-12-08"]}')
    assert "08/12/2026  nghỉ theo lịch bổ sung" in ended.out


def test_an_offset_is_honoured_and_the_answer_is_in_hanoi(call):
    asked = ["due", "--term", "1 working_day", "--received", "2026-03-02T03:00+00:00"]
    assert call(*asked, json=True).document["due_at"] == "2026-03-03T10:00:00+07:00"


def test_an_open_pause_leaves_no_due_moment(call):
    asked = ["due", "--term", "3 working_days", "--received", "2026-03-02T09:00"]
    ended = call(*asked, "--pause", "2026-03-03T09:00/", json=True)
    assert (ended.document["due_at"], ended.document["paused"]) == (None, True)


def test_the_hour_may_be_the_closing(call):
    asked = [
        "due",
        "--term",
        "1 working_day",
        "--received",
        "2026-03-02T09:00",
        "--hour",
        "closing",
    ]
    assert call(*asked, json=True).document["due_at"] == "2026-03-03T17:00:00+07:00"


def test_a_procedure_is_due_as_its_dossier_will_be(desk, call):
    asked = ["due", "--procedure", "1.013225", "--case", "nha-o", "--received", "2026-03-02T09:00"]
    ended = call(*asked, json=True)
    assert ended.document["term"] == "15 calendar_days"
    assert ended.document["due_at"] == "2026-03-17T09:00:00+07:00"


def test_a_dossier_is_due_when_its_receipt_says(desk, call, accepted):
    ended = call("due", accepted["code"], json=True)
    assert ended.document["due_at"] == ended.document["promised_at"] == accepted["due_at"]


def test_a_changed_calendar_moves_no_promise(desk, call, accepted):
    day = accepted["due_at"][:10]
    off = json.dumps({"off": [day], "source": "QĐ 1"})
    assert call("calendar", "import", "-", stdin=off).status == 0
    ended = call("due", accepted["code"], json=True)
    assert ended.document["promised_at"] == accepted["due_at"]
    assert ended.document["due_at"] > accepted["due_at"]
    assert ended.document["calendar_version"] != ended.document["promised_calendar_version"]


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (["--term", "5 days", "--received", "2026-03-02T09:00"], "InvalidTerm"),
        (["--term", "x" * 10_000, "--received", "2026-03-02T09:00"], "InvalidTerm"),
        (["--term", "5 working_days", "--received", "yesterday"], "InvalidMoment"),
        (["--term", "5 working_days", "--received", "0001-01-01T00:00"], "DueOutOfRange"),
        (["--term", "5 working_days", "--received", "0001-01-01T00:00+14:00"], "InvalidMoment"),
        (["--term", "5 working_days", "--received", "9999-12-31T23:59"], "DueOutOfRange"),
        (["--term", "1 month", "--received", "2026-03-02", "--pause", "a/b"], "InvalidPause"),
        (
            ["--term", "1 month", "--received", "2026-03-02", "--pause", "2026-03-03"],
            "InvalidPause",
        ),
        (
            ["--term", "1 month", "--received", "2026-03-02", "--pause", "2026-03-05/2026-03-03"],
            "InvalidPause",
        ),
        (["--procedure", "1.001193", "--received", "2026-03-02"], "DeskNotSetUp"),
    ],
)
def test_what_cannot_be_is_refused_by_kind(arguments, kind, call):
    ended = call("due", *arguments, json=True)
    assert (ended.status, ended.refused) == (1, kind)


def test_a_contradictory_overlay_is_refused(call):
    for overlay in (
        '{"off": ["2026-13-01"]}',
        "[]",
        "{",
        '{"fly": 1}',
        '{"off": ["2026-03-03"] * 2}',
    ):
        asked = ["due", "--term", "1 month", "--received", "2026-03-02", "--overlay", "-"]
        ended = call(*asked, stdin=overlay, json=True)
        assert (ended.status, ended.refused) == (1, "InvalidCalendar")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--term", "5 working_days"],
        ["--procedure", "1.001193"],
        ["CODE", "--term", "1 month", "--received", "2026-03-02"],
        ["--term", "1 month", "--received", "2026-03-02", "--policy", "fly"],
        ["--term", "1 month", "--received", "2026-03-02", "--overlay", "/nowhere.json"],
    ],
)
def test_a_question_that_asks_nothing_is_wrong_usage(arguments, call):
    assert call("due", *arguments, json=True).refused == "WrongUsage"


def test_intake_and_due_agree_about_a_back_dated_visit(desk, call):
    now = datetime.now(ZONE)
    answer = call("intake", "-", stdin=json.dumps(visit(received_at=now.isoformat()))).items[0]
    asked = call("due", "--procedure", "1.001193", "--received", now.isoformat(), json=True)
    assert asked.document["due_at"] == answer["due_at"]
