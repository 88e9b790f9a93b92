"""Whole lives of dossiers through ``act``: every act, by the officer whose it is."""

import json

import pytest

from counter_app.domain.act_table import ROWS
from tests.cli.elsewhere import corrected_twice, in_days, registered_online, unanswered
from tests.cli.officers import (
    BIRTH,
    GUARDIAN,
    LAND,
    LEADER,
    PERMIT,
    PROCESSING,
    RECEPTION,
    SUPERVISOR,
    Officers,
)

NEXT_YEAR = f"{in_days(365).year}-12-31"


@pytest.fixture
def officers(desk, call):
    return Officers(call)


def kinds(document):
    return [entry["kind"] for entry in document["history"]]


def stands(document):
    return document["status"], document["lifecycle"], document["clock"]


def test_one_step_is_finished_by_reception_and_handed_over(officers):
    code = officers.receive(BIRTH)
    done = officers.act(RECEPTION, code, "finish", outcome="positive", result="Giấy khai sinh 12")
    assert stands(done) == (9, "open", "stopped")
    assert (done["outcome"], done["result"]) == ("positive", "Giấy khai sinh 12")
    assert done["finished_at"] == done["history"][-1]["at"]
    given = officers.act(RECEPTION, code, "hand-over", recipient="applicant", method="counter")
    assert stands(given) == (10, "closed", "stopped")
    assert (given["recipient"], given["closed_at"]) == (
        "Nguyễn Thị Hiếu",
        given["history"][-1]["at"],
    )
    assert kinds(given) == ["received", "finished", "handed-over"]


def test_a_route_is_walked_by_three_officers(officers):
    code = officers.receive(GUARDIAN)
    taken = officers.act(PROCESSING, code, "take")
    assert stands(taken) == (4, "open", "running")
    assert taken["holder"] == PROCESSING
    assert taken["step"] == {"number": 2, "name": "Thẩm định hồ sơ", "role": "processing"}
    sent = officers.act(PROCESSING, code, "forward", to="next", reason="trình duyệt")
    assert (sent["holder"], sent["step"]["number"]) == ("role:leader", 3)
    back = officers.act(LEADER, code, "forward", to="xuly")
    assert (back["holder"], back["step"]["number"]) == (PROCESSING, 2)
    again = officers.act(PROCESSING, code, "forward", to="Phê duyệt kết quả")
    assert (again["holder"], again["step"]["number"]) == ("role:leader", 3)
    done = officers.act(LEADER, code, "finish", outcome="negative", reason="không đủ điều kiện")
    assert (done["status"], done["outcome"]) == (9, "negative")
    given = officers.act(
        RECEPTION,
        code,
        "hand-over",
        recipient={"name": "Trần Văn Ba", "id_number": "001085054321", "document": "12/UQ"},
        method="post",
    )
    assert (given["status"], given["recipient"]) == (10, "Trần Văn Ba")
    assert [entry["role"] for entry in given["history"]] == [
        *("reception", "processing", "processing", "leader", "processing", "leader", "reception")
    ]


def test_a_supplement_stops_the_clock_until_the_papers_come(officers):
    code = officers.receive(PERMIT, case="nha-o")
    before = officers.act(PROCESSING, code, "take")
    asked = officers.act(
        PROCESSING,
        code,
        "request-supplement",
        components=["tp4", {"name": "Ảnh hiện trạng", "originals": 2}],
        reason="thiếu bản cam kết",
        until=NEXT_YEAR,
    )
    assert stands(asked) == (5, "open", "paused")
    assert asked["due_at"] is None
    assert asked["supplement_until"].startswith(NEXT_YEAR + "T23:59:59")
    (pause,) = asked["pauses"]
    assert (pause["kind"], pause["to"], pause["reason"]) == (
        "supplement",
        None,
        "thiếu bản cam kết",
    )
    brought = officers.act(
        RECEPTION, code, "supplement", components=["tp4", {"name": "Ảnh hiện trạng"}]
    )
    assert stands(brought) == (4, "open", "running")
    assert [paper["name"] for paper in brought["components"]][-1] == "Ảnh hiện trạng"
    assert "tp4" in [paper["id"] for paper in brought["components"]]
    assert brought["pauses"][0]["to"] == brought["history"][-1]["at"]
    assert brought["due_at"] >= before["due_at"]
    assert brought["first_due_at"] == before["first_due_at"]


def test_a_second_supplement_takes_a_supervisor(officers, events):
    code = officers.receive(GUARDIAN)
    asked = {"components": ["tp2"], "reason": "thiếu"}
    officers.act(RECEPTION, code, "request-supplement", **asked)
    officers.act(RECEPTION, code, "supplement", components=["tp2"])
    written = events()
    for login in (RECEPTION, PROCESSING):
        error = officers.refused(login, code, "request-supplement", **asked)
        assert (error["kind"], error["details"]["allowed"]) == ("RoleMayNot", ["supervisor"])
    assert events() == written
    again = officers.act(SUPERVISOR, code, "request-supplement", **asked)
    assert (again["status"], again["history"][-1]["role"]) == (5, "supervisor")


def test_payment_in_parts_opens_the_second_phase_and_its_date(officers):
    code = officers.receive(LAND)
    officers.act(PROCESSING, code, "take")
    first, second = officers.show(code)["phases"]
    assert (first["due_at"] is not None, second["due_at"]) == (True, None)
    asked = officers.act(
        PROCESSING, code, "request-payment", kind="le_phi", amount=120_000, document="7/TB"
    )
    assert stands(asked) == (6, "open", "paused")
    assert asked["unpaid"] == {"le_phi": 120_000}
    part = officers.act(
        RECEPTION,
        code,
        "pay",
        kind="le_phi",
        amount=20_000,
        receipt_number="BL1",
        method="tiền mặt",
    )
    assert (part["status"], part["unpaid"]) == (6, {"le_phi": 100_000})
    paid = officers.act(RECEPTION, code, "pay", kind="le_phi", amount=100_000, receipt_number="BL2")
    assert stands(paid) == (4, "open", "running")
    assert paid["unpaid"] == {}
    ended, begun = paid["phases"]
    assert ended["due_at"] == first["due_at"]
    assert begun["due_at"] == paid["due_at"] > paid["history"][-1]["at"]
    back = officers.act(RECEPTION, code, "reverse", receipt_number="BL1", reason="thu nhầm")
    assert [(p["receipt_number"], p["amount"]) for p in back["payments"]] == [
        ("BL1", 20_000),
        ("BL2", 100_000),
        ("BL1", -20_000),
    ]


def test_a_pause_has_a_paper_and_an_extension_a_new_promise(officers):
    code = officers.receive(GUARDIAN)
    officers.act(PROCESSING, code, "take")
    still = officers.act(
        PROCESSING, code, "pause", kind="verification", document="15/CV", reason="xác minh"
    )
    assert stands(still) == (4, "open", "paused")
    assert (still["due_at"], still["pauses"][0]["document"]) == (None, "15/CV")
    runs = officers.act(SUPERVISOR, code, "resume")
    assert runs["clock"] == "running"
    assert runs["due_at"] >= runs["first_due_at"]
    later = officers.act(LEADER, code, "extend", until=NEXT_YEAR, reason="chờ ý kiến", document="9")
    assert later["extended_to"].startswith(NEXT_YEAR)
    assert later["due_at"] == runs["due_at"]


def test_a_transferred_case_arrives_elsewhere(officers):
    code = officers.receive(LAND)
    sent = officers.act(
        RECEPTION,
        code,
        "transfer",
        unit={"code": "H26.15", "name": "Sở Xây dựng"},
        components=["tp1"],
        reason="đúng thẩm quyền",
    )
    assert sent["status"] == 4
    assert sent["competent_unit"] == {"code": "H26.15", "name": "Sở Xây dựng"}
    assert sent["place"]["code"] == "H26.12"  # no desk of that unit is known: the work stays here
    assert sent["transfer"]["arrived_at"] is None
    there = officers.act(RECEPTION, code, "arrived")
    assert kinds(there) == ["received", "transferred", "arrived"]
    assert there["transfer"]["unit"] == sent["competent_unit"]
    assert there["transfer"]["arrived_at"] == there["history"][-1]["at"]
    assert (there["step"]["unit"], there["steps_done"][0]["late"]) == ("Sở Xây dựng", False)
    assert {entry["unit"] for entry in there["history"]} == {there["unit"]["name"]}


def test_a_withdrawn_case_is_opened_again_and_stopped_for_good(officers):
    code = officers.receive(GUARDIAN)
    gone = officers.act(RECEPTION, code, "withdraw", document="đơn xin rút")
    assert stands(gone) == (7, "closed", "stopped")
    back = officers.act(SUPERVISOR, code, "reopen", reason="rút nhầm")
    assert (back["status"], back["lifecycle"]) == (4, "open")
    over = officers.act(PROCESSING, code, "stop", reason="không thuộc thẩm quyền", document="3/TB")
    assert (over["status"], over["lifecycle"], over["reason"]) == (
        8,
        "closed",
        "không thuộc thẩm quyền",
    )


def test_a_corrected_case_is_declared_void_by_two(officers):
    code = officers.receive(BIRTH)
    right = officers.act(RECEPTION, code, "correct", fields={"sets": 2}, reason="ghi sai")
    assert (right["sets"], right["issue"]) == (2, 2)
    void = officers.act(SUPERVISOR, code, "void", reason="nhập trùng", seconded_by=LEADER)
    assert void["lifecycle"] == "void"


@pytest.mark.parametrize(
    ("act", "data", "expected"),
    [("accept", {}, (2, "open")), ("decline", {"reason": "sai nơi nộp"}, (3, "closed"))],
)
def test_an_online_registration_is_accepted_or_declined(desk, officers, act, data, expected):
    dossier = registered_online(desk)
    after = officers.act(RECEPTION, dossier, act, **data)
    assert (after["status"], after["lifecycle"]) == expected
    assert bool(after["code"]) == (act == "accept")
    assert bool(after["decline_number"]) == (act == "decline")
    assert kinds(after) == ["registered", after["history"][-1]["kind"]]


def test_what_two_desks_disagree_on_is_settled(desk, officers):
    code = officers.receive(GUARDIAN)
    corrected_twice(desk, code, "ở đây", "ở kia")
    disputed = officers.show(code)
    (conflict,) = disputed["conflicts"]
    assert (conflict["field"], conflict["values"]) == ("note", ["ở đây", "ở kia"])
    settled = officers.act(RECEPTION, code, "resolve", fields={"note": "ở đây"})
    assert (settled["note"], settled["conflicts"]) == ("ở đây", [])
    assert settled["history"][-1]["kind"] == "resolved"


def test_a_step_that_must_be_online_is_left_with_a_reason(officers, call, desk, events):
    shown = call("catalogue", "show", GUARDIAN, json=True).document
    shown |= {"code": "9.000009"}
    shown["versions"][0]["steps"][1]["must_be_online"] = True
    file = desk / "online.json"
    file.write_text(json.dumps(shown), "utf-8")
    decided = ("--decision", "9/QĐ-UBND", "--effective", "2026-01-01", "--issued-by", "quantri")
    assert call("catalogue", "import", str(file), *decided).status == 0
    code = officers.receive("9.000009")
    officers.act(PROCESSING, code, "take")
    written = events()
    error = officers.refused(PROCESSING, code, "forward", to="next")
    assert error["kind"] == "StepMustBeOnline"
    assert error["details"]["step"] == "Thẩm định hồ sơ"
    assert officers.refused(PROCESSING, code, "finish", outcome="positive")["kind"] == (
        "StepMustBeOnline"
    )
    assert events() == written
    after = officers.act(PROCESSING, code, "forward", to="next", reason="mất kết nối trung tâm")
    assert after["step"]["number"] == 3


def test_a_supplement_that_did_not_come_stops_the_case_once(desk, officers, call, events):
    late, soon = unanswered(desk), officers.receive(GUARDIAN)
    asked = {"components": ["tp2"], "reason": "thiếu", "until": in_days(0).date().isoformat()}
    officers.act(RECEPTION, soon, "request-supplement", **asked)  # all of its last day is left
    written = events()
    ended = call("limits", json=True)
    assert (ended.status, [one["code"] for one in ended.document]) == (0, [late])
    assert events() == written + 1
    stopped = officers.show(late)
    assert (stopped["status"], stopped["lifecycle"]) == (8, "closed")
    assert (stopped["history"][-1]["kind"], stopped["history"][-1]["role"]) == ("stopped", "limit")
    assert officers.show(soon)["status"] == 5
    assert (call("limits", json=True).document, events()) == ([], written + 1)


def test_no_act_of_the_table_is_left_out(request):
    source = request.path.read_text("utf-8")
    elsewhere = {"receive", "register", "print", "attach", "detach"}  # commands or the portal's
    assert [a.name for a in ROWS if f'"{a.name}"' not in source and a.name not in elsewhere] == []
