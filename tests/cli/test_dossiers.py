import json
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.visits import visit


def _act(call, code, act, data, *more):
    return call("act", code, act, "-", *more, stdin=json.dumps(data), json=True)


def test_show_answers_by_code_alias_and_identity(desk, call, accepted):
    by_code = call("show", accepted["code"].lower(), json=True).document
    assert call("show", by_code["alias"], json=True).document == by_code
    assert call("show", by_code["id"], json=True).document == by_code
    contracted = "id code status lifecycle clock due_at first_due_at pauses components fees"
    assert not [key for key in f"{contracted} history conflicts".split() if key not in by_code]
    assert (by_code["status"], by_code["lifecycle"], by_code["clock"]) == (2, "open", "running")
    assert by_code["due_at"] == by_code["first_due_at"] == accepted["due_at"]
    assert [c["photocopies"] for c in by_code["components"]] == [0, 1]
    (received,) = by_code["history"]
    assert (received["kind"], received["author"], received["role"]) == (
        "received",
        "tiepnhan",
        "reception",
    )
    assert received["at"].endswith("+07:00")
    assert received["desk"]


def test_people_read_a_dossier_in_words(desk, call, accepted):
    told = call("show", accepted["code"]).out
    assert "Đăng ký khai sinh" in told
    assert "Nguyễn Thị Hiếu" in told


@pytest.mark.parametrize("code", ["H26.12-261123-039999", "fly", "", "\u0110" * 100_000, "'; --"])
def test_an_unknown_code_is_refused(code, desk, call):
    for arguments in (["show", code], ["due", code], ["receipt", code, "--out", "/tmp/x.pdf"]):
        ended = call(*arguments, json=True)
        assert (ended.status, ended.refused) == (1, "UnknownDossier")
        assert len(ended.err) < 2_000


def test_search_finds_names_without_marks_newest_first(desk, call):
    two = [visit(), visit(applicant={"name": "Nguyễn Văn Hiếu"})]
    answers = call("intake", "-", stdin="\n".join(map(json.dumps, two))).items
    found = call("search", "hieu nguyen", json=True).document
    assert [line["code"] for line in found] == [answers[1]["code"], answers[0]["code"]]
    assert call("search", "hieu nguyen", "--limit", "1", json=True).document == found[:1]
    assert call("search", json=True).document[0]["code"] == answers[1]["code"]
    assert call("search", "van hieu", json=True).document[0]["applicant"] == "Nguyễn Văn Hiếu"
    assert call("search", "nobody at all", json=True).document == []


@pytest.mark.parametrize("text", ["\0", "%", "' OR 1=1 --", "Ă" * 1_000_000, '"*', "NEAR("])
def test_search_takes_any_text(text, desk, call, accepted):
    ended = call("search", text, json=True)
    assert ended.status == 0
    assert isinstance(ended.document, list)


def test_a_limit_nobody_can_mean_is_wrong_usage(desk, call):
    for limit in ("0", "-1", "x"):
        assert call("search", "a", "--limit", limit).status == 2


def test_a_second_receipt_is_a_reprint_of_the_same_bytes(desk, call, accepted, tmp_path, events):
    first, second = tmp_path / "1.pdf", tmp_path / "2.pdf"
    written = events()
    one = call("receipt", accepted["code"], "--out", str(first), json=True).document
    two = call("receipt", accepted["code"], "--out", str(second), json=True).document
    assert (one["copy"], two["copy"], events()) == (1, 2, written + 2)
    assert first.read_bytes() == second.read_bytes()
    assert sha256(first.read_bytes()).hexdigest() == one["sha256"] == two["sha256"]
    text = pypdfium2.PdfDocument(str(first))[0].get_textpage().get_text_range()
    assert accepted["code"] in text
    history = call("show", accepted["code"], json=True).document["history"]
    assert [entry["kind"] for entry in history] == ["received", "printed", "printed"]


def test_the_page_size_may_be_chosen(desk, call, accepted, tmp_path):
    file = tmp_path / "a4.pdf"
    assert call("receipt", accepted["code"], "--out", str(file), "--page", "A4").status == 0
    width, height = pypdfium2.PdfDocument(str(file))[0].get_size()
    assert round(max(width, height)) == 842


def test_a_receipt_that_cannot_be_written_is_not_recorded(desk, call, accepted, tmp_path, events):
    written = events()
    code = accepted["code"]
    for out in (tmp_path / "no" / "f.pdf", tmp_path):
        assert call("receipt", code, "--out", str(out)).status == 2
    assert call("receipt", code, "--out", str(tmp_path / "f.pdf"), "--page", "A3").status == 2
    ended = call("receipt", code, "--out", str(tmp_path / "f.pdf"), "--page", "80mm", json=True)
    assert (ended.status, ended.refused) == (1, "UnsupportedPageSize")
    ended = call(
        "receipt", code, "--out", str(tmp_path / "f.pdf"), "--officer", "quantri", json=True
    )
    assert (ended.status, ended.refused) == (1, "RoleMayNot")
    assert events() == written
    assert list(tmp_path.glob("*.pdf")) == []
    assert list(tmp_path.glob(".*")) == []


def test_a_full_disk_ends_with_3(desk, program, accepted):
    if not Path("/dev/full").exists():
        pytest.skip("this system has no full disk to write to")
    ended = program("receipt", accepted["code"], "--out", "/dev/full/f.pdf")
    assert ended.status == 2


def test_a_correction_reissues_under_the_same_code(desk, call, accepted, tmp_path):
    data = {
        "fields": {
            "applicant.name": "Nguyễn Thị Hiền",
            "submitter.name": "Trần Văn Ba",
            "content": "khai sinh cho con",
            "note": "đã xem bản gốc",
            "result_channel": "post",
            "sets": 2,
            "components": [{"name": "tp1", "originals": 2}, "Giấy khác"],
        },
        "reason": "nhầm tên",
    }
    ended = _act(call, accepted["code"], "correct", data)
    assert ended.status == 0, ended.err
    after = ended.document
    assert (after["code"], after["issue"], after["reissue_reason"]) == (
        accepted["code"],
        2,
        "nhầm tên",
    )
    assert after["applicant"]["name"] == "Nguyễn Thị Hiền"
    assert after["applicant"]["phone"] == "0912345678"
    assert after["submitter"]["name"] == "Trần Văn Ba"
    assert (after["content"], after["note"]) == ("khai sinh cho con", "đã xem bản gốc")
    assert (after["result_channel"], after["sets"]) == ("post", 2)
    assert [(c["id"], c["originals"]) for c in after["components"]] == [("tp1", 2), (None, 1)]
    assert after["due_at"] == accepted["due_at"]
    assert call("show", accepted["code"], json=True).document == after


_HUGE = "Ă" * 10_000_000
_BAD_ACTS = [
    ("correct", {"fields": {"applicant.name": "A"}}, "MissingActData"),
    ("correct", {"reason": "x"}, "MissingActData"),
    (
        "correct",
        {"fields": {"applicant.birth_date": "30/2/1990"}, "reason": "x"},
        "InvalidBirthDate",
    ),
    (
        "correct",
        {"fields": {"applicant.birth_date": "2199-01-01"}, "reason": "x"},
        "InvalidBirthDate",
    ),
    ("correct", {"fields": {}, "reason": "x"}, "MissingActData"),
    ("correct", {"fields": {"note": "x"}, "reason": "x", "fly": 1}, "InvalidActData"),
    ("correct", {"fields": {"code": "X"}, "reason": "x"}, "InvalidActData"),
    ("correct", {"fields": ["note"], "reason": "x"}, "InvalidActData"),
    ("correct", {"fields": {"note": 5}, "reason": "x"}, "InvalidActData"),
    ("correct", {"fields": {"note": "x"}, "reason": 5}, "InvalidActData"),
    ("correct", {"fields": {"sets": "2"}, "reason": "x"}, "InvalidActData"),
    ("correct", {"fields": {"sets": 0}, "reason": "x"}, "InvalidActData"),
    ("correct", {"fields": {"result_channel": "fly"}, "reason": "x"}, "InvalidActData"),
    ("correct", {"fields": {"components": "tp1"}, "reason": "x"}, "InvalidActData"),
    ("correct", {"fields": {"components": [{"name": ""}]}, "reason": "x"}, "InvalidActData"),
    ("correct", {"fields": {"applicant.name": ""}, "reason": "x"}, "InvalidActData"),
    ("correct", {"fields": {"applicant.name": "A\0"}, "reason": "x"}, "InvalidActData"),
    ("correct", {"fields": {"applicant.name": _HUGE}, "reason": "x"}, "TextTooLong"),
    ("correct", {"fields": {"note": "x"}, "reason": _HUGE}, "TextTooLong"),
    (
        "correct",
        {"fields": {"applicant.name": "Nguyễn Thị Hiếu"}, "reason": "x"},
        "NothingToCorrect",
    ),
    ("void", {"seconded_by": "lanhdao"}, "MissingActData"),
    ("void", {"reason": "x"}, "MissingActData"),
    ("void", {"reason": "x", "seconded_by": 5}, "InvalidActData"),
    ("void", {"reason": "x", "seconded_by": "nobody"}, "SecondPersonNeeded"),
    ("void", {"reason": "x", "seconded_by": "giamsat"}, "SecondPersonNeeded"),
    ("void", [], "InvalidActData"),
    ("finish", {"outcome": "done"}, "RoleMayNot"),
    ("decline", {"reason": "x"}, "ActNotAllowed"),
    ("receive", {}, "ActNotAllowed"),
    ("print", {}, "ActNotYetSupported"),
    ("fly", {}, "UnknownAct"),
]


@pytest.mark.parametrize("bad", _BAD_ACTS)
def test_a_bad_act_is_refused_by_kind_and_nothing_is_written(bad, call, accepted, events):
    act, data, kind = bad
    written = events()
    ended = _act(call, accepted["code"], act, data, "--officer", "giamsat")
    assert (ended.status, ended.refused) == (1, kind)
    assert len(ended.err) < 5_000
    assert events() == written


def test_act_data_that_is_no_json_is_refused(desk, call, accepted):
    for data in ("{", "", "\0"):
        ended = call("act", accepted["code"], "correct", "-", stdin=data, json=True)
        assert (ended.status, ended.refused) == (1, "InvalidActData")
    assert call("act", accepted["code"], "correct", "/nowhere.json").status == 2


def test_voiding_takes_a_supervisor_and_somebody_else(desk, call, accepted, events):
    data = {"reason": "nhập trùng", "seconded_by": "lanhdao"}
    written = events()
    ended = _act(call, accepted["code"], "void", data)
    assert (ended.status, ended.refused, events()) == (1, "RoleMayNot", written)
    ended = _act(call, accepted["code"], "void", data, "--officer", "giamsat")
    assert ended.document["lifecycle"] == "void"
    assert ended.document["reason"] == "nhập trùng"
    ended = _act(call, accepted["code"], "void", data, "--officer", "giamsat")
    assert (ended.status, ended.refused) == (1, "ActNotAllowed")


def test_personal_data_is_erased_by_two(call, accepted):
    said = {"reason": "request", "seconded_by": "giamsat"}
    ended = _act(call, accepted["code"], "erase", said)
    assert (ended.status, ended.refused) == (1, "ActNotAllowed")
    _act(call, accepted["code"], "withdraw", {"reason": "đổi ý"})
    ended = _act(call, accepted["code"], "erase", {"reason": "request", "seconded_by": "nobody"})
    assert ended.refused == "SecondPersonNeeded"
    ended = _act(call, accepted["code"], "erase", said)
    assert ended.status == 0, ended.err
    assert (ended.document["erased"], ended.document["applicant"].get("name", "")) == (True, "")
    assert call("search", "hieu", json=True).document == []
    assert call("audit", "verify").status == 0
