import json
from pathlib import Path

import pytest

from counter_app.services.reference_ports import Reach
from db.reference_store import StoredReference

_PORTAL = Path(__file__).parents[1] / "data/portal"


def _own(**changes):
    offer = {"channel": "counter", "term": "5 working_days", "fees": []}
    version = {
        "decision": {"number": "12/QĐ-UBND", "kind": "new", "effective": "2026-01-01"},
        "cases": [{"id": "chung", "name": "Chung", "channels": [offer]}],
        "components": [{"id": "tp1", "name": "Đơn", "required": "yes"}],
    }
    whole = {"code": "9.000001", "name": {"vi": "Thủ tục thử"}, "field": "Thử", "level": "commune"}
    return whole | {"versions": [version]} | changes


def _codes(call):
    return [p["code"] for p in call("catalogue", "list", json=True).document]


def test_an_import_is_a_draft_that_two_people_bring_into_force(desk, call, events):
    written = events()
    file = desk / "p.json"
    file.write_text(json.dumps(_own()), "utf-8")
    ended = call("catalogue", "import", str(file), json=True)
    assert ended.status == 0, ended.out
    (item,) = ended.items
    assert (item["code"], item["new"], item["draft"]) == ("9.000001", True, True)
    assert events() == written + 1
    again = call("catalogue", "import", str(file), json=True)
    assert [(i["version"], i["new"]) for i in again.items] == [(item["version"], False)]
    assert events() == written + 1
    assert "9.000001" not in _codes(call)
    (draft,) = call("catalogue", "drafts", json=True).document
    assert (draft["draft"], draft["state"], draft["author"]) == (
        item["version"],
        "written",
        "kiemsoat",
    )
    refused = call("catalogue", "issue", draft["draft"], json=True)
    assert (refused.status, refused.refused) == (1, "DraftNotChecked")
    published = ("--published", "2026-03-01", "--kind", "amend", "--official")
    checked = call("catalogue", "check", draft["draft"], *published, json=True).document
    assert (checked["state"], checked["decision"]["published"]) == ("checked", "2026-03-01")
    refused = call("catalogue", "issue", draft["draft"], "--officer", "kiemsoat", json=True)
    assert (refused.status, refused.refused) == (1, "OwnDraft")
    (issued,) = call("catalogue", "issue", draft["draft"], json=True).document
    assert (issued["code"], issued["decision"]["kind"]) == ("9.000001", "amend")
    assert "9.000001" in _codes(call)
    assert call("catalogue", "drafts").out.strip() == "Không có dự thảo nào đang chờ."


def test_an_import_may_be_issued_at_once_by_a_second_person(desk, call):
    file = desk / "p.json"
    file.write_text(json.dumps(_own()), "utf-8")
    at_once = ("catalogue", "import", str(file), "--issued-by")
    ended = call(*at_once, "kiemsoat", json=True)  # who imports as well
    assert (ended.status, ended.items[0]["error"]["kind"]) == (1, "OwnDraft")
    assert "9.000001" not in _codes(call)
    ended = call(*at_once, "nobody", json=True)
    assert ended.items[0]["error"]["kind"] == "SecondPersonNeeded"
    (draft,) = call("catalogue", "drafts", json=True).document
    assert call("catalogue", "drop", draft["draft"], "--reason", "làm lại").status == 0
    (item,) = call(*at_once, "quantri", json=True).items
    assert (item["new"], item["draft"]) == (True, False)
    assert "9.000001" in _codes(call)


@pytest.mark.parametrize(
    ("second", "kind"),
    [
        ({"number": "2/QĐ", "effective": "2026-01-01"}, "OverlappingVersions"),
        ({"number": "2/QĐ", "effective": "2025-01-01"}, "EffectiveTooEarly"),
    ],
)
def test_versions_that_cannot_follow_one_another_are_refused(desk, call, events, second, kind):
    whole = _own()
    whole["versions"].append(whole["versions"][0] | {"decision": second})
    other = _own(code="9.000002")
    other["versions"][0] |= {"replaces": ["9.404"]}
    file = desk / "p.json"
    file.write_text(json.dumps([whole, other, _own(code="9.000003")]), "utf-8")
    written = events()
    ended = call("catalogue", "import", str(file), json=True)
    assert [item.get("error", item).get("kind") for item in ended.items] == [
        kind,
        "ReplacesUnknown",
        None,
    ]
    assert (ended.status, events()) == (1, written + 1)


def test_unknown_drafts_are_told(desk, call):
    for draft in ("fly", "01a22958-2dc1-7726-97ff-99ce40b4cd80"):
        for command in (("check", draft), ("issue", draft), ("drop", draft, "--reason", "x")):
            ended = call("catalogue", *command, json=True)
            assert (ended.status, ended.refused) == (1, "UnknownDraft"), command


def test_what_show_answers_can_be_imported_again(desk, call, tmp_path):
    shown = call("catalogue", "show", "1.001193", json=True).document
    assert [component["id"] for component in shown["versions"][0]["components"]][:2] == [
        "tp1",
        "tp2",
    ]
    file = tmp_path / "shown.json"
    file.write_text(json.dumps(shown), "utf-8")
    ended = call("catalogue", "import", str(file), json=True)
    assert [item["new"] for item in ended.items] == [False]


def test_a_folder_of_portal_records_answers_for_each(desk, call):
    ended = call("catalogue", "import", str(_PORTAL), json=True)
    places = [Path(item["place"].split("[")[0]).name for item in ended.items]
    assert sorted(set(places)) == sorted(file.name for file in _PORTAL.glob("*.json"))
    assert all(("error" in item) != ("code" in item) for item in ended.items)
    assert ended.status == (1 if any("error" in item for item in ended.items) else 0)
    assert any(item.get("doubts") for item in ended.items)


def test_a_damaged_record_leaves_the_others_and_the_status_tells(desk, call, tmp_path, events):
    file = tmp_path / "many.json"
    broken = _own(code="9.000002")
    del broken["versions"][0]["cases"][0]["channels"][0]["term"]
    file.write_text(json.dumps([_own(), broken, _own(code="9.000003")]), "utf-8")
    written = events()
    ended = call("catalogue", "import", str(file), json=True)
    first, second, third = ended.items
    assert (first["code"], third["code"]) == ("9.000001", "9.000003")
    assert second["error"]["kind"] == "UnreadableRecord"
    assert second["place"].endswith("many.json[1]")
    assert (ended.status, events()) == (1, written + 2)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff", b"[]", b"5", b'{"code": "\\u0000"}', b'{"fly": 1}', b"[" * 100_000],
)
def test_a_file_that_cannot_be_read_is_refused_and_nothing_written(
    content, desk, call, tmp_path, events
):
    file = tmp_path / "bad.json"
    file.write_bytes(content)
    written = events()
    ended = call("catalogue", "import", str(file), json=True)
    assert [item["error"]["kind"] for item in ended.items] == ["UnreadableRecord"]
    assert (ended.status, events()) == (1, written)


def test_the_decision_may_be_named_and_a_later_one_is_compared(desk, call, tmp_path):
    file = tmp_path / "p.json"
    file.write_text(json.dumps(_own()), "utf-8")
    at_once = ["--issued-by", "quantri"]
    assert call("catalogue", "import", str(file), *at_once).status == 0
    decided = ["--decision", "99/QĐ-UBND", "--effective", "2026-02-01", *at_once]
    assert call("catalogue", "import", str(file), *decided).status == 0
    changes = call("catalogue", "diff", "9.000001", json=True).document["changes"]
    assert {"path": "decision.number", "before": "12/QĐ-UBND", "after": "99/QĐ-UBND"} in changes
    before = call("catalogue", "show", "9.000001", "--at", "2026-01-15", json=True).document
    assert before["versions"][0]["decision"]["number"] == "12/QĐ-UBND"
    ended = call("catalogue", "show", "9.000001", "--at", "2025-01-15", json=True)
    assert (ended.status, ended.refused) == (1, "UnknownProcedure")


def test_the_list_is_narrowed_by_field_and_words(desk, call):
    found = call("catalogue", "list", "--text", "khai sinh", json=True).document
    assert found
    assert all("khai sinh" in procedure["name"]["vi"].lower() for procedure in found)
    field = call("catalogue", "list", "--field", "hộ TỊCH", json=True).document
    assert {procedure["field"] for procedure in field} == {"Hộ tịch"}
    assert call("catalogue", "list", "--field", "fly", json=True).document == []


def test_reception_may_not_import(desk, call, tmp_path, events):
    file = tmp_path / "p.json"
    file.write_text(json.dumps(_own()), "utf-8")
    written = events()
    ended = call("catalogue", "import", str(file), "--officer", "tiepnhan", json=True)
    assert [item["error"]["kind"] for item in ended.items] == ["RoleMayNot"]
    assert (ended.status, events()) == (1, written)


def test_unknown_procedures_and_files_are_told(desk, call):
    for command in ("show", "diff"):
        ended = call("catalogue", command, "9.999999", json=True)
        assert (ended.status, ended.refused) == (1, "UnknownProcedure")
    assert call("catalogue", "import", "/nowhere.json").status == 2
    ended = call("catalogue", "show", "1.001193", "--at", "soon", json=True)
    assert (ended.status, ended.refused) == (1, "InvalidMoment")


def test_a_units_proposal_is_marked_listed_and_taken_over(desk, call, monkeypatch):
    def stand(reach):
        monkeypatch.setattr(StoredReference, "reach", lambda _: reach)

    file = desk / "p.json"
    file.write_text(json.dumps(_own(code="9.000009")), "utf-8")
    stand(Reach.UNIT)
    at_once = ("--issued-by", "quantri")
    assert call("catalogue", "import", str(file), *at_once, json=True).status == 0
    listed = {p["code"]: p for p in call("catalogue", "list", json=True).document}
    assert (listed["9.000009"]["proposal"], listed["1.001193"]["proposal"]) == (True, False)
    assert "(đề xuất)" in call("catalogue", "show", "9.000009").out
    assert "(đề xuất)" in call("catalogue", "list", "--text", "9.000009").out
    (proposal,) = call("catalogue", "proposals", json=True).document
    assert (proposal["code"], proposal["in_force"]) == ("9.000009", True)
    ended = call("catalogue", "accept", proposal["version"], json=True)
    assert (ended.status, ended.refused) == (1, "OnlyTheCity")
    stand(Reach.CITY)
    ended = call("catalogue", "accept", proposal["version"], json=True)
    assert (ended.status, ended.document["proposal"]) == (0, proposal["version"])
    assert call("catalogue", "proposals").out.strip() == "Không có đề xuất nào."
    for wrong in (proposal["version"], "fly"):
        ended = call("catalogue", "accept", wrong, json=True)
        assert (ended.status, ended.refused) == (1, "UnknownProposal")
