"""Where things stand: on the page, on every page, on whole printer dots, the same each time."""

import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import UnsupportedPageSize
from counter_app.domain.forms import PageSize
from printing.codes import BAR_HEIGHT
from printing.fonts import width
from printing.page import A5_WIDTH, MARGIN, MM
from printing.raster import (
    CODE128,
    QR,
    decode,
    image,
    page_letters,
    page_sizes,
    page_texts,
    pictures,
    print_proof,
)
from printing.receipt import leaves, render
from tests.printing.receipts import FULL, PLAIN, receipt, submitted_by, with_papers

LONG = "Nguyễn Thị Hoàng Hiếu " * 14
UNBROKEN = "Ặ" * 300
BLANK_EDGE = 4 * MM  # what printers cannot reach


def checked(digits: str) -> str:
    return f"{digits}{98 - int(digits) * 100 % 97:02}"


def marks(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """The box of everything drawn, text and vectors, with the page's size taken off."""
    boxes = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        width, height = page.get_size()
        for found in page.get_objects():
            left, bottom, right, top = found.get_bounds()
            boxes.append((left, bottom, width - right, height - top))
    document.close()
    return boxes


def test_a5_is_upright_and_a4_lies_down():
    sizes = page_sizes(render(FULL, PageSize.A5)) + page_sizes(render(FULL, PageSize.A4))
    in_mm = [(round(width / MM), round(height / MM)) for width, height in sizes]
    assert in_mm == [(148, 210), (297, 210)]


@pytest.mark.parametrize("page", [PageSize.ROLL_80MM, PageSize.ROLL_58MM])
def test_rolls_are_refused_and_the_refusal_names_what_can_be_had(page):
    with pytest.raises(UnsupportedPageSize) as refusal:
        render(FULL, page)
    assert refusal.value.page == page
    assert refusal.value.pages == ("A5", "A4")


@pytest.mark.parametrize("dpi", [203, 300, 600])
@pytest.mark.parametrize("page", [PageSize.A5, PageSize.A4])
def test_both_codes_are_read_back_from_the_raster(page, dpi):
    (proof,) = print_proof(render(FULL, page), dpi, FULL.alias, FULL.qr_text)
    kinds = [code.kind for code in decode(proof)]
    sheets = 2 if page is PageSize.A4 else 1
    assert kinds.count(CODE128) == kinds.count(QR) == sheets


@pytest.mark.parametrize("dpi", [300, 600])
def test_codes_snapped_to_another_printer_are_read_back_too(dpi):
    pdf = render(FULL, PageSize.A5, dots_per_inch=dpi)
    assert print_proof(pdf, dpi, FULL.alias, FULL.qr_text)


@given(st.integers(0, 10**12 - 1), st.sampled_from([203, 300]))
def test_any_alias_is_read_back(number, dpi):
    alias = checked(f"2612{number:012}")
    text = f"H26.12-{number:012};2026-12-01T09:05+07:00;H26.12"
    pdf = render(receipt(alias=alias, qr_text=text), PageSize.A5)
    assert print_proof(pdf, dpi, alias, text)


@pytest.mark.parametrize(
    "digits", ["150612610080975", "1550051326100809751", "155005132610080309751"]
)
def test_aliases_of_longer_agency_codes_leave_room_for_the_title(digits):
    alias = checked(digits.zfill(len(digits) + len(digits) % 2))
    pdf = render(receipt(alias=alias), PageSize.A5)
    assert print_proof(pdf, 203, alias, FULL.qr_text)
    assert "GIẤY TIẾP NHẬN HỒ SƠ\r\nVÀ HẸN TRẢ KẾT QUẢ" in page_texts(pdf)[0]


def test_the_qr_code_survives_a_fold():
    (picture,) = pictures(render(FULL, PageSize.A5), 300)
    found = zxingcpp.read_barcodes(image(picture), formats=zxingcpp.BarcodeFormat.QRCode)
    assert [code.ec_level for code in found] == ["Q"]


def test_a_signed_claim_of_three_hundred_bytes_would_fit_too():
    text = "MC1:" + "A0B1C2D3E4" * 20
    pdf = render(receipt(qr_text=text), PageSize.A5)
    assert print_proof(pdf, 203, FULL.alias, text)


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_bars_are_high_enough_and_fall_on_whole_dots(dpi):
    dot = 72 / dpi
    for leaf in leaves(with_papers(60), dots_per_inch=dpi):
        bars, square = leaf.grids
        assert bars.row >= BAR_HEIGHT - 1e-9
        for length in (bars.x, bars.y, bars.module, bars.row, square.x, square.y, square.module):
            assert abs(length / dot - round(length / dot)) < 1e-6
        assert bars.module / dot >= 2
        assert 0.24 < bars.module / MM < 0.27  # narrower ones a copier melts
        assert square.module / dot >= 3


def test_on_a_203_dpi_raster_every_bar_is_black_and_every_gap_white():
    (picture,) = pictures(render(FULL, PageSize.A5), 203)
    bars = leaves(FULL)[0].grids[0]
    dot = 72 / 203
    row = round((bars.y + bars.row / 2) / dot) * picture.width
    first = round(bars.x / dot)
    dots = picture.pixels[row + first : row + first + 134 * 2]
    assert sum(40 < shade < 215 for shade in dots) <= 4
    quiet = picture.pixels[row + first + 134 * 2 : row + first + 144 * 2]
    assert min(quiet) > 215


@pytest.mark.parametrize("count", [60, 200])
def test_many_papers_flow_over_pages_with_head_codes_and_page_numbers_on_each(count):
    pdf = render(with_papers(count), PageSize.A5)
    texts = page_texts(pdf)
    assert len(texts) > 1
    found = re.findall(r"№(\d{3})", "".join(texts))
    assert found == [f"{number:03}" for number in range(1, count + 1)]
    for number, text in enumerate(texts, 1):
        assert f"Trang {number}/{len(texts)}" in text
        assert "Mã hồ sơ: H26.12-261123-030017" in text
        assert ("Tên thành phần hồ sơ" in text) == ("№" in text)
    for dpi in (203, 300):
        assert len(print_proof(pdf, dpi, PLAIN.alias, PLAIN.qr_text)) == len(texts)


@pytest.mark.parametrize(
    "sample",
    [
        FULL,
        with_papers(60),
        submitted_by(LONG),
        submitted_by(UNBROKEN),
        receipt(content=UNBROKEN * 40, officer=LONG, reissue_reason=UNBROKEN, issue=2),
        receipt(lookup_url="https://" + "w" * 300, hotline="9" * 300, procedure=LONG),
    ],
    ids=["full", "60 papers", "long name", "unbroken name", "endless content", "long notes"],
)
@pytest.mark.parametrize("page", [PageSize.A5, PageSize.A4])
def test_nothing_stands_outside_the_page(sample, page):
    pdf = render(sample, page)
    letters = page_letters(pdf)
    for (right, upper), on_page in zip(page_sizes(pdf), letters, strict=True):
        assert on_page
        assert min(letter.left for letter in on_page) >= BLANK_EDGE
        assert min(letter.bottom for letter in on_page) >= BLANK_EDGE
        assert max(letter.right for letter in on_page) <= right - BLANK_EDGE
        assert max(letter.top for letter in on_page) <= upper - BLANK_EDGE
    cut = 1 if page is PageSize.A4 else 0  # the dotted line runs from edge to edge
    outside = [box for box in marks(pdf) if min(box) < BLANK_EDGE]
    assert len(outside) == cut * len(letters)


def test_the_two_sheets_of_an_a4_do_not_touch():
    pdf = render(submitted_by(UNBROKEN), PageSize.A4)
    middle = 148.5 * MM
    (letters,) = page_letters(pdf)
    assert all(abs(x - middle) > BLANK_EDGE for one in letters for x in (one.left, one.right))


@given(st.integers(0, 40), st.integers(0, 900), st.integers(0, 9000))
def test_texts_of_any_length_stay_between_the_margins_and_above_the_foot(papers, name, content):
    sample = receipt(
        papers=with_papers(papers).papers,
        submitter=submitted_by("Đỗ " + "X" * name).submitter,
        content="Nội dung " * (content // 9),
    )
    for leaf in leaves(sample):
        lowest = sorted({text.y for text in leaf.texts})
        assert lowest[-1] / MM < 205
        assert lowest[-2] / MM < 200.5  # the last line above the footer
        for text in leaf.texts:
            assert text.x >= MARGIN - 0.1
            assert text.x + width(text.face, text.text) * text.size < A5_WIDTH - MARGIN + 3


def test_every_border_and_underline_is_ink():
    for leaf, picture in zip(
        leaves(with_papers(60)), pictures(render(with_papers(60), PageSize.A5), 600), strict=True
    ):
        assert len(leaf.rules) > 10
        for rule in leaf.rules:
            across, down = (round((a + b) / 2 * 600 / 72) for a, b in ends(rule))
            around = [
                picture.pixels[(down + dy) * picture.width + across + dx]
                for dx in (-2, 0, 2)
                for dy in (-2, 0, 2)
            ]
            assert min(around) < 60


def ends(rule):
    return (rule.x1, rule.x2), (rule.y1, rule.y2)


def test_equal_input_gives_equal_bytes_in_any_process():
    code = (
        "from hashlib import sha256; from printing.receipt import render;"
        "from counter_app.domain.forms import PageSize;"
        "from tests.printing.receipts import FULL;"
        "print(sha256(render(FULL, PageSize.A4)).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=Path(__file__).parents[2],
            env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo"))
    }
    here = [sha256(render(FULL, PageSize.A4)).hexdigest() for _ in range(2)]
    assert found == set(here)


def test_receipts_drawn_at_once_do_not_mix():
    samples = [with_papers(count) for count in (1, 8, 30)]
    alone = [render(sample, PageSize.A5) for sample in samples]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)  # so that threads do meet inside the PDF library
    try:
        with ThreadPoolExecutor(4) as workers:
            together = list(workers.map(lambda s: render(s, PageSize.A5), samples * 10))
    finally:
        sys.setswitchinterval(usual)
    assert together == alone * 10


def test_no_font_is_left_out_of_the_file():
    pdf = render(FULL, PageSize.A5)
    assert b"Helvetica" not in pdf
    assert pdf.count(b"/FontFile2") >= 3
