"""Acts that are refused: each by its kind with exit status 1, and nothing is written."""

import json

import pytest

from tests import scans
from tests.cli.elsewhere import in_days
from tests.cli.officers import (
    BIRTH,
    GUARDIAN,
    LEADER,
    PERMIT,
    PROCESSING,
    RECEPTION,
    SUPERVISOR,
    Officers,
)

HUGE = "Ă" * 10_000_000
TOMORROW = in_days(1).date().isoformat()
YESTERDAY = in_days(-1).date().isoformat()
ANY_DATA = {
    "take": {},
    "forward": {"to": "next"},
    "request-supplement": {"components": ["tp1"], "reason": "thiếu"},
    "supplement": {"components": ["tp1"]},
    "request-payment": {"kind": "phi", "amount": 1},
    "pay": {"kind": "phi", "amount": 1, "receipt_number": "BL1"},
    "pause": {"kind": "other", "document": "1"},
    "resume": {},
    "extend": {"until": TOMORROW, "reason": "x"},
    "finish": {"outcome": "positive"},
    "hand-over": {"recipient": "applicant", "method": "counter"},
    "withdraw": {"reason": "x"},
    "stop": {"reason": "x"},
    "transfer": {"unit": {"code": "H26.15"}, "components": ["tp1"]},
    "arrived": {},
    "accept": {},
    "decline": {"reason": "x"},
}


@pytest.fixture
def officers(desk, call):
    return Officers(call)


@pytest.fixture
def refused(officers, events):
    """Refuses as one officer; the desk has as many events afterwards."""

    def checked(login, code, act, /, **data):
        written = events()
        before = officers.show(code)
        error = officers.refused(login, code, act, **data)
        assert (events(), officers.show(code)) == (written, before)
        assert error["message"]
        return error["kind"], error["details"]

    return checked


@pytest.fixture
def taken(officers):
    """A case of three steps in the hands of processing."""
    code = officers.receive(GUARDIAN)
    officers.act(PROCESSING, code, "take")
    return code


def test_a_closed_case_takes_none_but_what_comes_after(officers, refused):
    code = officers.receive(BIRTH)
    officers.act(RECEPTION, code, "finish", outcome="positive")
    officers.act(RECEPTION, code, "hand-over", recipient="applicant", method="counter")
    for act, data in ANY_DATA.items():
        for login in (RECEPTION, PROCESSING, LEADER, SUPERVISOR):
            kind, details = refused(login, code, act, **data)
            assert (kind, details["status"]) == ("ActNotAllowed", 10)
    assert refused(SUPERVISOR, code, "reopen", reason="x")[0] == "ActNotAllowed"


def test_a_void_case_takes_nothing_at_all(officers, refused):
    code = officers.receive(GUARDIAN)
    officers.act(SUPERVISOR, code, "void", reason="trùng", seconded_by=RECEPTION)
    after = {"reopen": {"reason": "x"}, "correct": {"fields": {"sets": 2}, "reason": "x"}}
    after |= {"void": {"reason": "x", "seconded_by": LEADER}, "resolve": {"reviewed": True}}
    after |= {"reverse": {"receipt_number": "BL1", "reason": "x"}}
    for act, data in (ANY_DATA | after).items():
        kind, details = refused(SUPERVISOR, code, act, **data)
        assert (kind, details["reason"]) == ("ActNotAllowed", "void")


def test_what_is_not_finished_is_not_handed_over(taken, refused):
    kind, details = refused(RECEPTION, taken, "hand-over", recipient="applicant", method="counter")
    assert (kind, details["status"], details["reason"]) == ("ActNotAllowed", 4, "status")


def test_what_was_paid_is_not_paid_again(officers, refused):
    code = officers.receive(PERMIT, case="nha-o")
    officers.act(RECEPTION, code, "pay", kind="le_phi", amount=75_000, receipt_number="BL1")
    again = {"kind": "le_phi", "amount": 75_000}
    kind, details = refused(RECEPTION, code, "pay", **again, receipt_number="BL2")
    assert (kind, details["reason"]) == ("ActNotAllowed", "nothing_owed")
    officers.act(PROCESSING, code, "request-payment", kind="phi", amount=100_000)
    kind, details = refused(
        RECEPTION, code, "pay", kind="phi", amount=100_000, receipt_number="BL1"
    )
    assert (kind, details["reason"]) == ("InvalidActData", "used")
    kind, details = refused(RECEPTION, code, "pay", **again, receipt_number="BL2")
    assert (kind, details["path"], details["reason"]) == ("InvalidActData", "kind", "nothing_owed")
    kind, details = refused(
        RECEPTION, code, "pay", kind="phi", amount=100_001, receipt_number="BL2"
    )
    assert (kind, details["path"], details["reason"]) == ("InvalidActData", "amount", "too_much")


def test_only_what_was_paid_is_given_back_and_only_once(officers, refused):
    code = officers.receive(PERMIT, case="nha-o")
    why = {"reason": "thu nhầm"}
    kind, details = refused(RECEPTION, code, "reverse", receipt_number="BL1", **why)
    assert (kind, details["reason"]) == ("ActNotAllowed", "nothing_paid")
    officers.act(RECEPTION, code, "pay", kind="le_phi", amount=75_000, receipt_number="BL1")
    kind, details = refused(RECEPTION, code, "reverse", receipt_number="BL9", **why)
    assert (kind, details["reason"]) == ("InvalidActData", "unknown_value")
    assert refused(RECEPTION, code, "reverse", receipt_number="BL1")[0] == "MissingActData"
    officers.act(RECEPTION, code, "reverse", receipt_number="BL1", **why)
    kind, details = refused(RECEPTION, code, "reverse", receipt_number="BL1", **why)
    assert (kind, details["reason"]) == ("InvalidActData", "already_reversed")


@pytest.mark.parametrize(
    ("bad", "allowed"),
    [
        ((RECEPTION, "take", {}), ["processing"]),
        ((SUPERVISOR, "forward", {"to": "next"}), ["reception", "processing", "leader"]),
        ((RECEPTION, "pause", {"kind": "other", "document": "1"}), ["processing", "supervisor"]),
        ((PROCESSING, "extend", {"until": TOMORROW, "reason": "x"}), ["leader", "supervisor"]),
        ((RECEPTION, "finish", {"outcome": "positive"}), ["processing", "leader"]),
        ((PROCESSING, "withdraw", {"reason": "x"}), ["reception"]),
        ((LEADER, "stop", {"reason": "x"}), ["processing", "supervisor"]),
        ((RECEPTION, "request-payment", {"kind": "phi", "amount": 1}), ["processing"]),
        ((RECEPTION, "request-supplement", ANY_DATA["request-supplement"]), ["processing"]),
        (("kiemsoat", "take", {}), ["processing"]),
        (("quantri", "void", {"reason": "x", "seconded_by": LEADER}), ["supervisor"]),
    ],
)
def test_a_role_that_may_not_is_told_whose_it_is(taken, refused, bad, allowed):
    login, act, data = bad
    kind, details = refused(login, taken, act, **data)
    assert (kind, details["act"]) == ("RoleMayNot", act)
    assert set(allowed) <= set(details["allowed"])


@pytest.mark.parametrize(
    "bad",
    [
        (PROCESSING, "forward", {"to": "nobody"}, "to", "unknown_value"),
        (PROCESSING, "forward", {"to": "quantri"}, "to", "holds_no_dossiers"),
        (PROCESSING, "forward", {"to": "9"}, "to", "unknown_value"),
        (PROCESSING, "forward", {"to": "0"}, "to", "unknown_value"),
        (PROCESSING, "forward", {"to": 3}, "to", "not_text"),
        (LEADER, "extend", {"until": YESTERDAY, "reason": "x"}, "until", "past"),
        (LEADER, "extend", {"until": "mai", "reason": "x"}, "until", "not_a_moment"),
        (LEADER, "extend", {"until": "2026-13-01", "reason": "x"}, "until", "not_a_moment"),
        (
            PROCESSING,
            "request-supplement",
            ANY_DATA["request-supplement"] | {"until": YESTERDAY},
            "until",
            "past",
        ),
        (PROCESSING, "request-payment", {"kind": "tip", "amount": 1}, "kind", "unknown_value"),
        (PROCESSING, "request-payment", {"kind": "phi", "amount": -1}, "amount", "range"),
        (
            PROCESSING,
            "request-payment",
            {"kind": "phi", "amount": 1.5},
            "amount",
            "not_a_whole_number",
        ),
        (PROCESSING, "pause", {"kind": "payment", "document": "1"}, "kind", "unknown_value"),
        (PROCESSING, "finish", {"outcome": "done"}, "outcome", "unknown_value"),
        (
            PROCESSING,
            "transfer",
            {"unit": {"code": "fly"}, "components": ["tp1"]},
            "unit.code",
            "not_an_agency",
        ),
        (PROCESSING, "take", {"fly": 1}, "fly", "unknown_key"),
        (PROCESSING, "take", {"reason": "x\0"}, "$", "nul"),
    ],
)
def test_data_that_cannot_be_is_named(taken, refused, bad):
    login, act, data, path, reason = bad
    kind, details = refused(login, taken, act, **data)
    assert (kind, details["path"], details["reason"]) == ("InvalidActData", path, reason)


@pytest.mark.parametrize(
    "bad",
    [
        (PROCESSING, "finish", {"outcome": "negative"}, ["reason"]),
        (PROCESSING, "finish", {"outcome": "negative", "reason": " \n"}, ["reason"]),
        (PROCESSING, "finish", {}, ["outcome"]),
        (PROCESSING, "forward", {}, ["to"]),
        (PROCESSING, "request-supplement", {"components": [], "reason": "x"}, ["components"]),
        (PROCESSING, "request-supplement", {"components": ["tp1"]}, ["reason"]),
        (PROCESSING, "pause", {"kind": "other"}, ["document"]),
        (PROCESSING, "stop", {"reason": "  "}, ["reason"]),
        (RECEPTION, "withdraw", {}, ["reason"]),
        (LEADER, "extend", {"until": TOMORROW}, ["reason"]),
    ],
)
def test_data_that_is_missing_is_named(taken, refused, bad):
    login, act, data, fields = bad
    kind, details = refused(login, taken, act, **data)
    assert (kind, details["fields"]) == ("MissingActData", fields)


def test_nothing_lies_behind_the_last_step(taken, officers, refused):
    officers.act(PROCESSING, taken, "forward", to="next")
    kind, details = refused(LEADER, taken, "forward", to="next")
    assert (kind, details["reason"]) == ("InvalidActData", "no_next_step")


def test_no_promise_is_taken_back(taken, officers, refused):
    later = in_days(60).date().isoformat()
    officers.act(LEADER, taken, "extend", until=later, reason="x")
    for until in (later, in_days(59).date().isoformat()):
        kind, details = refused(LEADER, taken, "extend", until=until, reason="x")
        assert (kind, details["reason"]) == ("InvalidActData", "not_later")


@pytest.mark.parametrize(
    "bad",
    [
        (PROCESSING, "take", {"reason": HUGE}),
        (PROCESSING, "forward", {"to": HUGE}),
        (PROCESSING, "request-supplement", {"components": [HUGE], "reason": "x"}),
        (PROCESSING, "request-payment", {"kind": "phi", "amount": 1, "document": HUGE}),
        (PROCESSING, "pause", {"kind": "other", "document": HUGE}),
        (PROCESSING, "finish", {"outcome": "positive", "result": HUGE}),
        (PROCESSING, "transfer", {"unit": {"code": HUGE}, "components": ["tp1"]}),
        (PROCESSING, "stop", {"reason": HUGE}),
        (RECEPTION, "withdraw", {"document": HUGE}),
    ],
)
def test_ten_megabytes_of_text_are_too_long(taken, refused, bad):
    login, act, data = bad
    kind, details = refused(login, taken, act, **data)
    assert kind in {"TextTooLong", "InvalidActData"}
    assert details.get("length", len(HUGE)) == len(HUGE)


def test_a_huge_word_where_a_choice_is_wanted_is_refused(taken, refused):
    chosen = [(LEADER, "extend", {"until": HUGE, "reason": "x"})]
    chosen += [(PROCESSING, "pause", {"kind": HUGE, "document": "1"})]
    chosen += [(PROCESSING, "finish", {"outcome": HUGE}), (PROCESSING, "take", {HUGE[:90]: 1})]
    for login, act, data in chosen:
        kind, details = refused(login, taken, act, **data)
        assert kind == "InvalidActData"
        assert len(details["path"]) <= 80


@pytest.mark.parametrize(
    "bad",
    [
        (None, "AttachmentTooLarge"),  # 200 MB, none of them on the disk
        (scans.ELF, "AttachmentNotAllowed"),
        (scans.PE, "AttachmentNotAllowed"),
        (b"%PDF-1.7\n" + bytes(100), "AttachmentDamaged"),
        (b"", "AttachmentNotAllowed"),
    ],
)
def test_a_file_that_is_no_scan_is_not_kept(taken, call, desk, bad, events):
    content, kind = bad
    file = desk / "Giấy chứng sinh.pdf"
    if content is None:
        with file.open("wb") as sparse:
            sparse.write(b"%PDF-1.7\n")
            sparse.truncate(200 * 1024 * 1024)
    else:
        file.write_bytes(content)
    written = events()
    ended = call("attach", taken, str(file), json=True)
    assert (ended.status, ended.refused, events()) == (1, kind, written)
    kept = [path for path in (desk / "attachments").rglob("*") if path.is_file()]
    assert kept == []


def test_an_officer_nobody_knows_does_nothing(taken, call, events):
    written = events()
    for login in ("nobody", "", "x" * 100_000, "tiepnhan\0"):
        ended = call("act", taken, "take", "--officer", login, json=True)
        assert ended.status in {1, 2}
        assert json.loads(ended.err.splitlines()[-1])["error"]["kind"]
    assert events() == written
