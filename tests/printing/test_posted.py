"""Public posting on paper, read back from the file: text, codes, pages, edges."""

import os
import re
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from counter_app.bootstrap import sample_catalogue
from counter_app.domain.forms import Letterhead
from counter_app.domain.posted import Booklet, PostedSheet, Poster, ReviewReport, lookup_text
from counter_app.domain.procedure import Component, Decision, DecisionKind, Need
from counter_app.domain.review import Candidate, Quarter, Review
from counter_app.domain.suggestion import Flaw, Outcome, Suggestion, SuggestionText
from printing.page import MM
from printing.posted import NOT_OFFICIAL, posted_leaves, render_posted
from printing.raster import decode, page_letters, page_sizes, page_texts, pictures

GOLDEN = Path(__file__).parents[1] / "golden"
LETTERHEAD = Letterhead("UBND thành phố Hà Nội", "UBND phường Nghĩa Đô", "Bộ phận", "Hà Nội")
POSTER = Poster(LETTERHEAD, date(2026, 11, 23), "dichvucong.hanoi.gov.vn", is_sample=False)
SAMPLE = {version.code: version for version in sample_catalogue()}
DECISION = Decision(
    "12/QĐ-UBND", DecisionKind.AMEND, date(2026, 1, 5), date(2026, 2, 1), date(2026, 1, 20)
)
OFFICIAL = replace(SAMPLE["1.013225"], decision=DECISION, official=True)
FIELD = tuple(version for version in SAMPLE.values() if version.field == "Hộ tịch")
LONG = "Nguyễn Thị Hoàng Hiếu " * 14
SAID = SuggestionText(Flaw.TERM_TOO_LONG, ("1.013225",), "Rút còn mười ngày.", "Bản vẽ")
FILED = Suggestion(
    UUID(int=1), SAID, UUID(int=2), datetime(2026, 11, 2, tzinfo=UTC), Outcome.DECLINED, "luật định"
)
REVIEW = Review(
    Quarter(2026, 4),
    {
        DecisionKind.NEW: ("1.013227",),
        DecisionKind.AMEND: ("1.013225",),
        DecisionKind.REPLACE: (),
        DecisionKind.REPEAL: (),
    },
    (FILED,),
    (
        Candidate(Flaw.UNUSED, ("1.013227",)),
        Candidate(Flaw.TERM_NEVER_MET, ("1.013225",), finished=7),
        Candidate(Flaw.NEEDLESS_COMPONENT, ("1.013227", "1.013225"), "Giấy phép đã cấp"),
    ),
)
NAMES = {code: version.name.vi for code, version in SAMPLE.items()}
ALL = {
    "sheet": PostedSheet(POSTER, OFFICIAL),
    "sheet-sample": PostedSheet(replace(POSTER, lookup_url=""), SAMPLE["1.012782"]),
    "booklet": Booklet(POSTER, "Hộ tịch", FIELD),
    "review": ReviewReport(POSTER, REVIEW, NAMES),
}


def stressed(name):
    """The longest of everything."""
    papers = tuple(Component(f"tp{n}", name, need=Need.UNKNOWN) for n in range(60))
    version = replace(
        OFFICIAL, name=replace(OFFICIAL.name, vi=name), components=papers, result=name, field=name
    )
    letterhead = replace(LETTERHEAD, unit=name, parent=name)
    poster = replace(POSTER, letterhead=letterhead, lookup_url=name[:150].replace(" ", ""))
    return {
        "sheet": PostedSheet(poster, version),
        "booklet": Booklet(poster, name, (version, OFFICIAL) * 12),
        "review": ReviewReport(
            poster,
            replace(REVIEW, suggestions=(replace(FILED, note=name),) * 40),
            dict.fromkeys(NAMES, name),
        ),
    }


STRESSED = {
    **ALL,
    **{f"{key}-long": paper for key, paper in stressed(LONG).items()},
    **{f"{key}-unbroken": paper for key, paper in stressed("Ặ" * 300).items()},
}


def read(paper):
    return " ".join(" ".join(page_texts(render_posted(paper))).replace("\xa0", " ").split())


@pytest.mark.parametrize("name", ALL)
def test_the_paper_reads_as_agreed(name):
    text = "\f\n".join(page_texts(render_posted(ALL[name]))).replace("\r\n", "\n") + "\n"
    golden = GOLDEN / f"posted-{name}.txt"
    if os.environ.get("COUNTER_APP_WRITE_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


@pytest.mark.parametrize("name", ALL)
def test_equal_papers_are_equal_bytes_and_composed_text(name):
    assert render_posted(ALL[name]) == render_posted(ALL[name])
    for text in page_texts(render_posted(ALL[name])):
        assert unicodedata.is_normalized("NFC", text)


def test_a_decomposed_name_is_printed_composed():
    spelt = unicodedata.normalize("NFD", OFFICIAL.name.vi)
    version = replace(OFFICIAL, name=replace(OFFICIAL.name, vi=spelt))
    assert read(PostedSheet(POSTER, version)) == read(PostedSheet(POSTER, OFFICIAL))


@pytest.mark.parametrize("name", STRESSED)
def test_nothing_stands_outside_the_page(name):
    pdf = render_posted(STRESSED[name])
    edge = 4 * MM
    for (right, upper), letters in zip(page_sizes(pdf), page_letters(pdf), strict=True):
        assert letters
        assert min(letter.left for letter in letters) >= edge
        assert min(letter.bottom for letter in letters) >= edge
        assert max(letter.right for letter in letters) <= right - edge
        assert max(letter.top for letter in letters) <= upper - edge


@pytest.mark.parametrize("name", STRESSED)
def test_no_code_touches_text(name):
    for leaf in posted_leaves(STRESSED[name]):
        for grid in leaf.grids:
            bottom = grid.y + grid.rows * grid.row
            beside = [t for t in leaf.texts if grid.y < t.y < bottom and t.x >= grid.x]
            assert beside == []


def test_the_code_holds_the_address_of_the_procedure():
    (picture, *_) = pictures(render_posted(ALL["sheet"]), 203)
    expected = "https://dichvucong.hanoi.gov.vn/thu-tuc/1.013225"
    assert [code.text for code in decode(picture)] == [expected]
    assert lookup_text("https://a.vn/", "1") == "https://a.vn/thu-tuc/1"
    assert lookup_text("", "1.013225") == "1.013225"


def test_what_is_not_official_says_so_on_every_page_of_it():
    assert NOT_OFFICIAL not in read(ALL["sheet"])
    pages = page_texts(render_posted(ALL["booklet"]))
    assert all(NOT_OFFICIAL in " ".join(text.split()) for text in pages)
    mixed = replace(ALL["booklet"], versions=(OFFICIAL, FIELD[0]))
    marked = [NOT_OFFICIAL in " ".join(t.split()) for t in page_texts(render_posted(mixed))]
    assert marked == [True, False, True]  # the contents, the official one, the other


@pytest.mark.parametrize("paper", [ALL["booklet"], STRESSED["booklet-long"]])
def test_the_contents_name_the_page_each_procedure_begins_on(paper):
    pages = [" ".join(t.split()) for t in page_texts(render_posted(paper))]
    begins = [n for n, text in enumerate(pages, 1) if "Mã thủ tục: " in text]
    contents = " ".join(pages[: begins[0] - 1])
    assert len(begins) == len(paper.versions)
    if paper is ALL["booklet"]:
        named = re.findall(
            r"(\d\.\d{6}) (?:\D|\d(?!\.))+? (\d+)(?= \d+ \d\.\d{6}| Lĩnh vực:|$)", contents
        )
        assert [int(page) for _, page in named] == begins
    for number, (text, begun) in enumerate(zip(paper.versions, begins, strict=True), 1):
        assert text.code in pages[begun - 1], number
    assert pages[-1].endswith(f"Trang {len(pages)}/{len(pages)}")
