import json
import os
import select
import subprocess
import sys
from datetime import datetime, timedelta

import pytest

from counter_app.bootstrap import shipped_calendar
from counter_app.cli.intake import take_records
from counter_app.cli.output import Exit
from counter_app.domain.errors import StorageFailed
from counter_app.services.reading_intake import ZONE
from tests.cli.conftest import ROOT
from tests.cli.visits import visit

_HUGE = "Ă" * 10_000_000


def test_an_accepted_dossier_is_answered_with_its_promise(desk, call, events):
    written = events()
    ended = call("intake", "-", stdin=json.dumps(visit()))
    assert (ended.status, ended.err, events()) == (0, "", written + 1)
    (answer,) = ended.items
    assert answer["code"].startswith("H26.12-")
    assert answer["due_at"].endswith("+07:00")
    assert len(answer["lookup_secret"]) == 8
    shown = call("show", answer["id"], json=True).document
    assert shown["code"] == answer["code"]
    assert shown["history"][0]["id"] == answer["event_id"]


def test_a_refusal_in_between_stops_nothing_and_the_status_tells(desk, call, events):
    written = events()
    lines = [visit(), visit(components=[]), visit(procedure="9.999999"), visit()]
    ended = call("intake", "-", stdin="\n".join(map(json.dumps, lines)), json=True)
    first, second, third, fourth = ended.items
    assert ended.status == 1
    assert second["error"]["kind"] == "MissingComponents"
    assert second["error"]["details"]["procedure"] == "1.001193"
    assert len(second["error"]["details"]["names"]) == 2
    assert third["error"]["kind"] == "UnknownProcedure"
    assert fourth["code"][-2:] == f"{int(first['code'][-2:]) + 1:02}"  # no number was used up
    assert events() == written + 2


def test_one_object_may_be_printed_over_several_lines(desk, call, tmp_path):
    file = tmp_path / "one.json"
    file.write_text(json.dumps(visit(), indent=2, ensure_ascii=False), "utf-8")
    assert [item["code"][:6] for item in call("intake", str(file)).items] == ["H26.12"]


def test_the_same_key_gives_the_same_dossier_again(desk, call, events):
    twice = "\n".join([json.dumps(visit(idempotency_key="k1"))] * 2)
    first, second = call("intake", "-", stdin=twice).items
    written = events()
    third = call("intake", "-", stdin=json.dumps(visit(idempotency_key="k1"))).items[0]
    assert {first["id"], second["id"], third["id"]} == {first["id"]}
    assert {first["event_id"], second["event_id"]} == {first["event_id"]}
    assert events() == written


def test_a_required_paper_may_be_missing_for_a_reason(desk, call):
    given = visit(components=[], missing_reason="sẽ nộp bản chính khi nhận kết quả")
    answer = call("intake", "-", stdin=json.dumps(given)).items[0]
    shown = call("show", answer["code"], json=True).document
    assert len(shown["missing"]) == 2
    assert shown["missing_reason"] == "sẽ nộp bản chính khi nhận kết quả"


def test_a_card_fills_the_applicant_and_is_not_stored(desk, call):
    card = "001190012345||Trần Thị Bé|17051990|Nữ|Số 5, phường Láng|12082021"
    given = visit(applicant=None, card_qr=card)
    answer = call("intake", "-", stdin=json.dumps(given)).items[0]
    shown = call("show", answer["code"], json=True).document
    assert shown["applicant"]["name"] == "Trần Thị Bé"
    assert shown["applicant"]["birth_date"] == "1990-05-17"
    assert "12082021" not in (desk / "desk.sqlite3").read_bytes().decode("latin-1")


_NOW = datetime.now(ZONE)
_BAD = [
    (visit(applicant={"name": _HUGE}), "TextTooLong"),
    (visit(applicant={"name": "A", "address": _HUGE}), "TextTooLong"),
    (visit(content=_HUGE), "TextTooLong"),
    (visit(components=[{"name": _HUGE}]), "TextTooLong"),
    (visit(procedure=_HUGE), "TextTooLong"),
    (visit(competent_unit={"code": "H26", "name": _HUGE}), "TextTooLong"),
    (visit(idempotency_key=_HUGE), "TextTooLong"),
    (visit(applicant={"name": "Nguyễn\0Văn"}), "InvalidIntake"),
    (visit(applicant={"name": "\ud800"}), "InvalidIntake"),
    (visit(applicant={"name": " \u200b"}), "InvalidIntake"),
    (visit(applicant=None), "InvalidIntake"),
    (visit(applicant={"name": 5}), "InvalidIntake"),
    (visit(applicant={"name": "A", "fly": 1}), "InvalidIntake"),
    (visit(applicant={"name": "A", "birth_date": "1990-13-01"}), "InvalidBirthDate"),
    (visit(applicant={"name": "A", "birth_date": "2199-01-01"}), "InvalidBirthDate"),
    (visit(applicant={"name": "A", "birth_date": "0001-01-01"}), "InvalidBirthDate"),
    (visit(submitter={"name": "B", "birth_date": "2199"}), "InvalidBirthDate"),
    (visit(channel="fly"), "InvalidIntake"),
    (visit(channel=None), "InvalidIntake"),
    (visit(procedure=None), "InvalidIntake"),
    (visit(components={"name": "tp1"}), "InvalidIntake"),
    (visit(components=[{"name": "tp1", "originals": -1}]), "InvalidIntake"),
    (visit(components=[{"name": "tp1", "originals": 1.5}]), "InvalidIntake"),
    (visit(components=[{"name": f"giấy {n}"} for n in range(201)]), "InvalidIntake"),
    (visit(received_at="yesterday"), "InvalidIntake"),
    (visit(received_at="0001-01-01T00:00+14:00"), "InvalidIntake"),
    (visit(received_at="0001-01-01T00:00"), "ReceivedAtOutOfRange"),
    (visit(received_at="1900-01-01T08:00"), "ReceivedAtOutOfRange"),
    (visit(received_at="9999-12-31T23:59"), "ReceivedAtOutOfRange"),
    (visit(received_at=(_NOW + timedelta(days=1)).isoformat()), "ReceivedAtOutOfRange"),
    (visit(received_at=(_NOW - timedelta(days=40)).isoformat()), "ReceivedAtOutOfRange"),
    (visit(procedure="9.999999"), "UnknownProcedure"),
    (visit(components=[]), "MissingComponents"),
    (visit(components=[{"name": "tp1", "originals": 0}, {"name": "tp2"}]), "MissingComponents"),
    (visit(case="fly"), "UnknownCase"),
    (visit(procedure="1.013225", components=[]), "UnknownCase"),
    (visit(procedure="2.000815", channel="online"), "ProcedureNotForChannel"),
    (visit(term="3 months"), "AmbiguousTerm"),
    (visit(card_qr="fly"), "UnreadableCard"),
    ([], "InvalidIntake"),
    ("fly", "InvalidIntake"),
]


@pytest.mark.parametrize(("given", "kind"), _BAD, ids=[f"{n}-{k}" for n, (_, k) in enumerate(_BAD)])
def test_a_bad_intake_is_refused_by_kind_and_nothing_is_written(given, kind, desk, call, events):
    written = events()
    ended = call("intake", "-", stdin=json.dumps(given), json=True)
    assert (ended.status, ended.err) == (1, "")
    assert [item["error"]["kind"] for item in ended.items] == [kind]
    assert len(ended.out) < 5_000  # what was too long is not repeated
    assert ended.items[0]["error"]["message"]
    assert events() == written


@pytest.mark.parametrize("given", [b"{", b"fly", b"\xff\xfe", b"{'a': 1}", b"[" * 5_000 + b"\n"])
def test_what_is_no_json_is_refused_per_record(given, desk, call, events):
    written = events()
    ended = call("intake", "-", stdin=given)
    assert ended.status == 1
    assert [item["error"]["kind"] for item in ended.items] == ["InvalidIntake"]
    assert events() == written


def test_nothing_at_all_is_nothing_to_do(desk, call):
    ended = call("intake", "-", stdin=b"\n \n")
    assert (ended.status, ended.out) == (0, "")


def test_a_failing_disk_ends_the_intake_with_3():
    said = []

    def take(record):
        raise StorageFailed("No space left on device")

    assert take_records([{}, {}], take, said.append) is Exit.ENVIRONMENT
    assert [one["error"]["kind"] for one in said] == ["StorageFailed"]


def test_a_supervisor_may_back_date_further_than_reception(desk, call):
    day = shipped_calendar().working_day_before(_NOW.date(), 3)
    given = json.dumps(visit(received_at=f"{day.isoformat()}T09:00"))
    refused = call("intake", "-", stdin=given)
    assert refused.items[0]["error"]["kind"] == "ReceivedAtOutOfRange"
    accepted = call("intake", "-", "--officer", "giamsat", stdin=given)
    assert accepted.status == 0
    shown = call("show", accepted.items[0]["code"], json=True).document
    assert shown["received_at"] == f"{day.isoformat()}T09:00:00+07:00"
    assert shown["history"][0]["role"] == "supervisor"


def test_an_unknown_officer_is_refused_before_anything_is_read(desk, call):
    ended = call("intake", "-", "--officer", "nobody", stdin=json.dumps(visit()), json=True)
    assert (ended.status, ended.err) == (1, "")
    assert [one["error"]["kind"] for one in ended.items] == ["SignInRefused"]


def test_each_answer_comes_before_the_next_line_is_sent(desk):
    """Somebody who types lines into a pipe gets each answer at once."""
    process = subprocess.Popen(
        [sys.executable, "-m", "counter_app", "intake", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    codes = []
    for _ in range(3):
        process.stdin.write(json.dumps(visit()).encode() + b"\n")
        process.stdin.flush()
        assert select.select([process.stdout], [], [], 60)[0]
        codes.append(json.loads(process.stdout.readline())["code"])
    process.stdin.close()
    assert process.wait(60) == 0
    process.stdout.close()
    assert len(set(codes)) == 3


def test_a_missing_file_is_wrong_usage(desk, call):
    assert call("intake", "/nowhere.json").status == 2


def test_without_a_desk_nothing_is_created(call, data_dir):
    ended = call("intake", "-", stdin=json.dumps(visit()), json=True)
    assert (ended.status, ended.err) == (1, "")
    assert [one["error"]["kind"] for one in ended.items] == ["DeskNotSetUp"]
    assert not data_dir.exists()


def test_a_visit_is_declined_with_a_reason_and_gets_a_number_of_its_own(desk, call):
    ended = call("decline", "-", stdin=json.dumps(visit(reason="không thuộc thẩm quyền")))
    assert ended.status == 0
    (answer,) = ended.items
    assert (answer["status"], answer["lifecycle"], answer["code"]) == (3, "closed", None)
    assert answer["decline_number"]
    assert answer["reason"] == "không thuộc thẩm quyền"


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (visit(), "MissingActData"),
        (visit(reason=5), "InvalidIntake"),
        (visit(reason=_HUGE), "TextTooLong"),
        ([], "InvalidIntake"),
    ],
)
def test_a_decline_without_a_usable_reason_is_refused(given, kind, desk, call, events):
    written = events()
    ended = call("decline", "-", stdin=json.dumps(given))
    assert [item["error"]["kind"] for item in ended.items] == [kind]
    assert (ended.status, events()) == (1, written)
