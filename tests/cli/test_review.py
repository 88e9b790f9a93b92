"""``catalogue review``, suggestions and the papers for public posting."""

from uuid import uuid4

import pytest

from tests import make


def test_a_suggestion_is_filed_listed_and_answered(desk, call):
    said = ("term-too-long", make.GUARDIAN, "--text", "Rút còn hai ngày", "--component", "Tờ khai")
    filed = call("catalogue", "suggest", *said, json=True).document
    assert (filed["flaw"], filed["procedures"], filed["outcome"]) == (
        "term-too-long",
        [make.GUARDIAN],
        "filed",
    )
    answered = call("catalogue", "answer", filed["suggestion"], "accepted", "--note", "đồng ý")
    assert answered.status == 0
    (found,) = call("catalogue", "suggestions", json=True).document
    assert (found["outcome"], found["note"]) == ("accepted", "đồng ý")
    assert "Rút còn hai ngày" in call("catalogue", "suggestions").out


@pytest.mark.parametrize(
    ("command", "kind"),
    [
        (("suggest", "unused", "9.404", "--text", "x"), "InvalidSuggestion"),
        (("suggest", "unused", make.BIRTH, "--text", " "), "InvalidSuggestion"),
        (("answer", "fly", "accepted"), "UnknownSuggestion"),
        (("answer", str(uuid4()), "accepted"), "UnknownSuggestion"),
        (("sheet", "9.404", "--out", "x.pdf"), "UnknownProcedure"),
        (("booklet", "--field", "fly", "--out", "x.pdf"), "UnknownField"),
    ],
)
def test_what_cannot_be_done_is_told(desk, call, command, kind):
    ended = call("catalogue", *command, json=True)
    assert (ended.status, ended.refused) == (1, kind)


def test_the_review_counts_a_quarter_and_may_be_printed(desk, call, tmp_path):
    out = tmp_path / "review.pdf"
    found = call("catalogue", "review", "--quarter", "2026-Q4", "--out", str(out), json=True)
    document = found.document
    assert (document["from"], document["to"]) == ("2026-10-01", "2026-12-31")
    assert document["counts"] == {"new": 0, "amend": 0, "replace": 0, "repeal": 0}
    flaws = {one["flaw"] for one in document["candidates"]}
    assert flaws == {"overlapping", "needless-component", "unused"}
    assert out.read_bytes().startswith(b"%PDF")
    assert "Rà soát thủ tục, quý" in call("catalogue", "review").out
    assert call("catalogue", "review", "--quarter", "fly").status == 2


def test_the_sheet_and_the_booklet_are_written(desk, call, tmp_path):
    sheet, booklet = tmp_path / "sheet.pdf", tmp_path / "booklet.pdf"
    ended = call("catalogue", "sheet", make.BIRTH, "--out", str(sheet), json=True)
    assert ended.document == {"file": str(sheet), "bytes": sheet.stat().st_size}
    assert call("catalogue", "booklet", "--field", "hộ TỊCH", "--out", str(booklet)).status == 0
    assert booklet.stat().st_size > sheet.stat().st_size
