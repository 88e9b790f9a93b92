"""A decision that repeals one procedure and adds two: drafted, checked, issued, lived with."""

import json

import pytest
from PySide6.QtCore import Qt

from tests.journeys.office import CARD, OTHER_CARD
from tests.make import GUARDIAN

pytestmark = pytest.mark.journey
DECISION = {"number": "45/QĐ-UBND", "issued": "2026-11-10", "effective": "2026-11-16"}


def decision_file(office, folder):
    """What the city's portal sends: one procedure ends, two begin."""
    known = office.command("catalogue", "show", GUARDIAN)
    last = known["versions"][-1]
    repealed = known | {"versions": [last | {"decision": DECISION | {"kind": "repeal"}}]}
    added = [
        known
        | {"code": code, "name": {"vi": name, "en": None}}
        | {"versions": [last | {"decision": DECISION | {"kind": "new"}}]}
        for code, name in (
            ("9.000101", "Đăng ký giám hộ đương nhiên"),
            ("9.000102", "Đăng ký giám hộ được cử"),
        )
    ]
    file = folder / "45-QD-UBND.json"
    file.write_text(json.dumps([repealed, *added]), "utf-8")
    return file


def drafts(office):
    rows = range(office.rows("catalogue.drafts"))
    return [office.row("catalogue.drafts", row)[0] for row in rows]


def go_to_drafts(office, first):
    office.press(Qt.Key.Key_F7)
    office.settle()
    office.ctrl(Qt.Key.Key_2)
    assert office.focused() == first


def receive(office, card, words):
    """A dossier of the procedure these words find; its code."""
    office.sign_in("tiepnhan")
    office.scan(card)
    office.type(f"{words}\r")
    office.settle()
    office.ctrl(Qt.Key.Key_T)
    office.enter()
    code = office.window.wait_for("intake.code").text()
    office.settle()
    return code


def draft(office, file):
    """One officer imports the file and checks each draft; issuing them is refused."""
    office.sign_in("kiemsoat")
    go_to_drafts(office, "catalogue.file")
    office.type(f"{file}\r")
    office.waits_for("3 dự thảo mới, 0 đã có.")
    office.settle()
    assert office.focused() == "catalogue.drafts"
    assert drafts(office) == [GUARDIAN, "9.000101", "9.000102"]
    for row in range(3):
        office.tab_to("catalogue.drafts")
        office.press(Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for _ in range(row):
            office.press(Qt.Key.Key_Down)
        office.tab_to("catalogue.draft.check")
        office.press(Qt.Key.Key_Space)
        office.settle()
        office.waits_for("Đã ghi là khớp quyết định. Người khác ban hành.")
    office.tab_to("catalogue.draft.issue")
    office.press(Qt.Key.Key_Space)
    office.settle()
    office.waits_for("nên người khác phải ban hành")
    assert len(drafts(office)) == 3


def issue(office):
    """Another officer brings the whole decision into force."""
    office.sign_in("quantri")
    go_to_drafts(office, "catalogue.drafts")
    office.tab_to("catalogue.draft.issue")
    assert office.part("catalogue.draft.issue").text() == "Ban hành 3 dự thảo của quyết định"
    office.press(Qt.Key.Key_Space)
    office.settle()
    office.waits_for("Đã ban hành 3 phiên bản")
    assert drafts(office) == []
    office.ctrl(Qt.Key.Key_1)
    office.type("giám hộ đương nhiên")
    office.settle()
    assert office.row("catalogue.list", 0)[:2] == ["9.000101", "Đăng ký giám hộ đương nhiên"]


def test_a_decision_repeals_one_procedure_and_adds_two(office, tmp_path):
    running = receive(office, CARD, "giám hộ")
    before = office.show(running)["procedure"]
    assert before["code"] == GUARDIAN

    draft(office, decision_file(office, tmp_path))
    issue(office)
    review = office.command("catalogue", "review", "--quarter", "2026-Q4")
    assert review["counts"] == {"new": 2, "amend": 0, "replace": 0, "repeal": 1}

    new = receive(office, OTHER_CARD, "giám hộ được cử")
    assert office.show(new)["procedure"]["code"] == "9.000102"
    offered = {p["code"] for p in office.command("catalogue", "list", "--text", "giám hộ")}
    assert {"9.000101", "9.000102"} <= offered
    assert GUARDIAN not in offered

    office.sign_in("xuly")
    office.open(running)
    office.alt(Qt.Key.Key_N)
    office.begin("finish", Qt.Key.Key_X)
    office.fill("work.form.result", "Trích lục giám hộ 7/2026")
    office.enter()
    after = office.show(running)
    assert (after["status"], after["procedure"]) == (9, before)
