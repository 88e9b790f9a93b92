"""Whatever was typed, pasted or scanned: printed as it is, or visibly replaced, never dropped."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.forms import PageSize, PaperLine
from printing.fonts import load, printable, uncovered
from printing.raster import page_texts
from printing.receipt import leaves, render
from tests.printing.receipts import FULL, PLAIN, receipt, submitted_by


def body(sample) -> str:
    return " ".join(" ".join(page_texts(render(sample, PageSize.A5))).split())


def decomposed(value):
    """``value`` as a keyboard that types marks separately would have given it."""
    return unicodedata.normalize("NFD", value)


def test_decomposed_text_gives_the_same_bytes():
    name, content = "Nguyễn Thị Hiếu", "hưởng lệ phí tại phường Nghĩa Đô"
    composed = replace(submitted_by(name), content=content)
    apart = replace(
        submitted_by(decomposed(name)),
        content=decomposed(content),
        letterhead=replace(PLAIN.letterhead, unit=decomposed(PLAIN.letterhead.unit)),
        papers=tuple(replace(paper, name=decomposed(paper.name)) for paper in PLAIN.papers),
    )
    assert decomposed(name) != name
    assert render(apart, PageSize.A5) == render(composed, PageSize.A5)


@pytest.mark.parametrize(
    "markup",
    ["<b>Hiếu</b>", "A & B", "</para>", "&amp;", "%s {0} {name}", "<font size=99>", "\\n (x)"],
)
def test_markup_is_printed_literally(markup):
    sample = replace(
        submitted_by(f"Bà {markup}"), content=f"Về {markup}.", papers=(PaperLine(markup, 1, 0, 0),)
    )
    text = body(sample)
    assert f"Tiếp nhận hồ sơ của: Bà {markup}" in text
    assert f"giải quyết: Về {markup}." in text
    assert f"1 {markup} 1 0 0" in text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Trần\x00 Đức", "Trần Đức"),
        ("Trần\x07 Đức", "Trần Đức"),
        ("Trần\tĐức", "Trần Đức"),
        ("Trần\r\nĐức", "Trần Đức"),
        ("Trần \u202eĐức", "Trần Đức"),
        ("Tr\u200bần Đức", "Trần Đức"),
        ("\ufeffTrần Đức", "Trần Đức"),
        ("Trần \ud800Đức", "Trần Đức"),
    ],
)
def test_what_has_no_ink_is_removed(typed, printed):
    assert f"Tiếp nhận hồ sơ của: {printed} Số CCCD" in body(submitted_by(typed))


@pytest.mark.parametrize(
    ("typed", "printed", "missing"),
    [
        ("Hiếu 😀", "Hiếu □", ("😀",)),
        ("王 An", "□ An", ("王",)),
        ("An مريم", "An □□□□", ("م", "ر", "ي")),
        ("𝓗iếu", "□iếu", ("𝓗",)),
        ("Ngọc ✓", "Ngọc □", ("✓",)),
    ],
)
def test_a_character_without_a_glyph_shows_as_a_box_and_is_reported(typed, printed, missing):
    assert uncovered(typed) == missing
    assert f"Tiếp nhận hồ sơ của: {printed} Số CCCD" in body(submitted_by(typed))


def test_vietnamese_is_covered_in_full():
    assert (
        uncovered("Đặng Thị Ngọc Hiếu – phường Nghĩa Đô, hưởng lệ phí: 1.250.000 đ (№ 3×4)") == ()
    )
    assert uncovered(decomposed("Nguyễn Ưởng Ỗ")) == ()


@given(st.text(max_size=300), st.text(max_size=3000), st.text(max_size=100))
def test_no_text_whatsoever_stops_a_receipt(name, content, paper):
    sample = replace(
        submitted_by(name), content=content, papers=(PaperLine(paper, 1, 0, 0),), officer=paper
    )
    covered = load().covered | {0xA0}
    for leaf in leaves(sample):
        assert all(covered.issuperset(map(ord, mark.text)) for mark in leaf.texts)
    assert render(sample, PageSize.A5).startswith(b"%PDF")


@given(st.text())
def test_what_is_printable_stays_as_it_is(text):
    once = printable(text)
    assert printable(once) == once
    assert uncovered(once) == ()


def test_a_paper_taller_than_a_page_is_cut_and_goes_on():
    endless = " ".join(f"mục-{number}" for number in range(2000))
    texts = page_texts(render(receipt(papers=(PaperLine(endless, 1, 2, 3),)), PageSize.A5))
    assert len(texts) > 3
    found = "".join("".join(texts).split())
    assert all(f"mục-{number}" in found for number in range(2000))
    assert "".join(texts).count("Tên thành phần hồ sơ") >= len(texts) - 1


def test_a_name_of_three_hundred_letters_without_a_space_is_there_in_full():
    name = "Ặ" * 300
    texts = "".join("".join(page_texts(render(submitted_by(name), PageSize.A5))).split())
    assert f"Tiếpnhậnhồsơcủa:{name}SốCCCD" in texts


def test_a_name_too_long_for_its_signature_says_so_there():
    text = body(submitted_by("Nguyễn Thị Hoàng Hiếu " * 14))
    assert text.count("Nguyễn Thị Hoàng Hiếu") > 14
    assert "Nguyễn… NGƯỜI TIẾP NHẬN HỒ SƠ" in text


def test_empty_texts_leave_a_form_that_can_be_filled_in_by_hand():
    bare = replace(
        PLAIN,
        submitter=replace(PLAIN.submitter, name="", id_number=""),
        letterhead=replace(PLAIN.letterhead, parent="", unit="", reception="", place=""),
        papers=(PaperLine("", 0, 0, 0),),
        officer="",
        short_hash="",
        lookup_secret="",
    )
    text = body(bare)
    assert "Ngày 23 tháng 11 năm 2026" in text
    assert "NGƯỜI NỘP HỒ SƠ (Ký, ghi rõ họ tên)" in text


def test_the_codes_say_what_they_were_given_whatever_stands_beside_them():
    square = leaves(receipt(officer="x"))[0].grids[1]
    assert square == leaves(FULL)[0].grids[1]
