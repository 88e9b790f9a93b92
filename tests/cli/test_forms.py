"""``form`` and ``label``: every paper of a dossier, under the circular of its day."""

import json
from datetime import datetime
from hashlib import sha256

import pytest

from tests import make
from tests.cli.elsewhere import desk_at, in_days, perform
from tests.cli.officers import GUARDIAN, LEADER, PERMIT, PROCESSING, RECEPTION, Officers
from tests.cli.visits import visit
from tests.papers import words

TODAY, IN_MAY = in_days(0).date().isoformat(), "2025-05-12"
MAY_2025 = datetime(2025, 5, 12, 9, 0, tzinfo=make.ZONE)  # TT 03/2025/TT-VPCP came in July
OLD, NEW = "(Thông tư 01/2018/TT-VPCP)", "(Thông tư 03/2025/TT-VPCP)"
ASKED = {"components": ["tp2"], "reason": "thiếu chữ ký"}
EXTENDED = {"until": in_days(60).date().isoformat(), "reason": "chờ ý kiến liên ngành"}
FINISHED = {"outcome": "positive", "result": "15/QĐ-UBND"}
GIVEN = {"recipient": "applicant", "method": "counter"}
LIVES = {
    "supplement": [(RECEPTION, "request-supplement", ASKED)],
    "apology": [(LEADER, "extend", EXTENDED)],
    "stop": [(PROCESSING, "stop", {"reason": "không đủ căn cứ"})],
    "control-slip": [(PROCESSING, "take", {})],
    "hand-over": [
        (PROCESSING, "take", {}),
        (LEADER, "finish", FINISHED),
        (RECEPTION, "hand-over", GIVEN),
    ],
}
SAID = {
    "supplement": ["thiếu chữ ký", "Mẫu số 02", NEW],
    "apology": ["chờ ý kiến liên ngành", "Mẫu số 04", NEW],
    "stop": ["không đủ căn cứ", "Mẫu số 05", NEW],
    "control-slip": ["PHIẾU KIỂM SOÁT", "Mẫu số 06", NEW],
    "hand-over": ["15/QĐ-UBND", "GIẤY BIÊN NHẬN"],
}


@pytest.fixture
def officers(desk, call):
    return Officers(call)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "paper.pdf"


@pytest.fixture
def printed(call, out):
    """The answer of a command that wrote a paper, and what stands on it."""

    def made(*arguments):
        ended = call(*arguments, "--out", str(out), json=True)
        assert ended.status == 0, ended.err
        answer = ended.document
        assert (answer["file"], answer["bytes"]) == (str(out), out.stat().st_size)
        return answer, words(out)

    return made


@pytest.fixture
def refused(call, out, events):
    """The refusal of a paper: no file, no event."""

    def tried(*arguments):
        written = events()
        ended = call(*arguments, "--out", str(out), json=True)
        assert (ended.status, ended.out, events()) == (1, "", written)
        assert not out.exists()
        return json.loads(ended.err.splitlines()[-1])["error"]

    return tried


def unbroken(text):
    """The words with their codes whole, which a narrow column breaks."""
    return text.replace("- ", "-")


@pytest.mark.parametrize("kind", LIVES)
def test_a_form_tells_what_happened_and_comes_back_as_the_same_bytes(officers, printed, out, kind):
    code = officers.receive(GUARDIAN)
    for login, act, data in LIVES[kind]:
        officers.act(login, code, act, **data)
    first, text = printed("form", kind, code)
    content = out.read_bytes()
    assert (first["form"], first["code"], first["copy"]) == (kind, code, 1)
    assert first["sha256"] == sha256(content).hexdigest()
    assert [said for said in ("Nguyễn Thị Hiếu", code, *SAID[kind]) if said not in text] == []
    second, _ = printed("form", kind, code)
    assert (second["copy"], second["issue"]) == (2, first["issue"])
    assert out.read_bytes() == content
    assert [entry["kind"] for entry in officers.show(code)["history"]][-2:] == ["printed"] * 2


@pytest.mark.parametrize("kind", [kind for kind in LIVES if kind != "control-slip"])
def test_what_did_not_happen_is_not_printed(officers, refused, kind):
    code = officers.receive(GUARDIAN)
    error = refused("form", kind, code)
    assert (error["kind"], error["details"]) == ("NothingToPrint", {"form": kind, "code": code})


def test_a_refusal_at_the_counter_has_form_03_and_a_number_of_its_own(call, printed, desk):
    said = json.dumps(visit() | {"reason": "không đúng nơi nộp"})
    dossier = call("decline", "-", stdin=said).items[0]
    answer, text = printed("form", "decline", dossier["id"])
    assert (answer["code"], answer["copy"]) == (None, 1)
    for expected in ("không đúng nơi nộp", dossier["decline_number"], "Mẫu số 03", NEW):
        assert expected in text


def test_each_change_of_hands_makes_another_control_slip(officers, printed):
    code = officers.receive(GUARDIAN)
    officers.act(PROCESSING, code, "take")
    first, _ = printed("form", "control-slip", code)
    officers.act(PROCESSING, code, "forward", to="lanhdao")
    second, text = printed("form", "control-slip", code)
    assert (second["copy"], second["issue"]) == (1, first["issue"] + 1)
    hands = ("Nguyễn Thị An Trần Văn Bình", "Trần Văn Bình Lê Thị Chi")  # who gave, who received
    assert [pair for pair in hands if pair not in text] == []


def test_a_label_carries_the_code_and_names_nobody(officers, printed):
    code = officers.receive(PERMIT, case="nha-o")
    answer, text = printed("label", code)
    assert (answer["form"], answer["copy"]) == ("label", 1)
    assert code in text
    assert "Hiếu" not in text


def test_a_register_lists_the_days_dossiers_and_is_no_event(officers, printed, events):
    codes = [officers.receive(GUARDIAN), officers.receive()]
    written = events()
    answer, text = printed("form", "register", "--from", TODAY, "--to", TODAY)
    assert (answer["form"], answer["from"], answer["to"]) == ("register", TODAY, TODAY)
    assert answer["dossiers"] == 2
    assert [said for said in (*codes, "Mẫu số 07", NEW) if said not in unbroken(text)] == []
    assert events() == written
    _, text = printed("form", "register", "--from", "2026-01-01", "--to", "2026-01-31")
    assert codes[0] not in unbroken(text)


def test_a_register_of_more_than_a_year_is_refused_and_no_file_is_begun(officers, call, out):
    officers.receive()
    days = ("--from", "2020-01-01", "--to", TODAY)
    ended = call("form", "register", *days, "--out", str(out), json=True)
    assert (ended.status, ended.refused) == (1, "InvalidPeriod")
    assert not out.exists()


def test_a_visit_list_has_all_dossiers_of_one_visitor(officers, printed):
    codes = [officers.receive(GUARDIAN), officers.receive()]
    answer, text = printed("form", "visit-list", *codes)
    assert answer["dossiers"] == [officers.show(code)["id"] for code in codes]
    assert [code for code in (*codes, "Nguyễn Thị Hiếu") if code not in text] == []


def test_what_the_form_cannot_be_about_is_wrong_usage(officers, call, out, events):
    code = officers.receive(GUARDIAN)
    written = events()
    for arguments in (
        ["fly", code],
        ["control-slip"],
        ["control-slip", code, code],
        ["register"],
        ["register", "--from", TODAY],
        ["register", "--from", TODAY, "--to", IN_MAY],
        ["register", "--from", "x", "--to", TODAY],
    ):
        assert call("form", *arguments, "--out", str(out)).status == 2
    assert call("form", "control-slip", code).status == 2
    assert (events(), out.exists()) == (written, False)


def test_an_unknown_dossier_has_no_papers(desk, refused):
    nobody = "H26.12-261123-039999"
    for command in (["form", "control-slip"], ["form", "visit-list"], ["label"]):
        assert refused(*command, nobody)["kind"] == "UnknownDossier"
    assert refused("form", "visit-list")["kind"] == "NothingToPrint"


@pytest.fixture
def old(desk):
    """A dossier of May 2025: asked for papers, brought, extended, taken; and one that was stopped."""
    with desk_at(desk, MAY_2025) as then:
        going = then.receive(procedure=make.GUARDIAN)
        perform(then, RECEPTION, going, "request-supplement", **ASKED)
        perform(then, RECEPTION, going, "supplement", components=["tp2"])
        perform(then, LEADER, going, "extend", **EXTENDED)
        perform(then, PROCESSING, going, "take")
        over = then.receive(procedure=make.GUARDIAN)
        perform(then, PROCESSING, over, "stop", reason="không đủ căn cứ")
        refused = then.counter.reception.decline(make.request(), "sai nơi nộp", then.officer())
    return going.code, over.code, str(refused.id)


@pytest.mark.parametrize(
    ("kind", "number"),
    [("supplement", "02"), ("apology", "04"), ("control-slip", "05")],
)
def test_an_old_dossier_has_the_forms_of_its_day(old, printed, kind, number):
    _, text = printed("form", kind, old[0])
    assert f"Mẫu số {number} {OLD}" in text
    assert NEW not in text


def test_an_old_refusal_and_an_old_register_have_the_old_forms(old, printed):
    assert f"Mẫu số 03 {OLD}" in printed("form", "decline", old[2])[1]
    _, text = printed("form", "register", "--from", IN_MAY, "--to", IN_MAY)
    assert f"Mẫu số 06 {OLD}" in text
    assert [code for code in old[:2] if code not in unbroken(text)] == []


def test_no_circular_of_its_day_had_a_notice_that_an_old_case_was_stopped(old, refused):
    error = refused("form", "stop", old[1])
    expected = {"form": "stop", "day": IN_MAY, "since": "2025-07-01"}
    assert (error["kind"], error["details"]) == ("FormNotInForce", expected)


def test_a_role_that_may_not_print_prints_nothing(officers, refused):
    code = officers.receive(GUARDIAN)
    for command in (["label"], ["form", "control-slip"]):
        assert refused(*command, code, "--officer", "quantri")["kind"] == "RoleMayNot"
