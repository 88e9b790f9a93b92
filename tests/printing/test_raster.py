"""Pictures for screen and printer: read back before paper moves, stamped without touching the file."""

import pytest
from PIL import Image, ImageDraw

from counter_app.domain.errors import UnreadablePrint
from counter_app.domain.forms import PageSize
from printing.forms import render_form
from printing.page import MM
from printing.raster import Picture, decode, image, page_count, picture_of, pictures, print_proof
from printing.receipt import render
from printing.stamp import stamped
from tests.printing.receipts import FULL, with_papers
from tests.printing.slips import page_of, register


def test_a_receipt_with_another_alias_is_not_sent():
    with pytest.raises(UnreadablePrint) as refusal:
        print_proof(render(FULL, PageSize.A5), 203, "261226112303001842")
    assert refusal.value.page == 1
    assert FULL.alias in refusal.value.found


def test_a_receipt_with_another_qr_text_is_not_sent():
    with pytest.raises(UnreadablePrint):
        print_proof(render(FULL, PageSize.A5), 203, FULL.alias, "H26.12-261123-030018")


def test_a_resolution_at_which_bars_melt_is_not_sent():
    with pytest.raises(UnreadablePrint):
        print_proof(render(FULL, PageSize.A5), 72, FULL.alias, FULL.qr_text)


def test_without_the_qr_text_every_page_must_still_say_the_same():
    assert len(print_proof(render(with_papers(60), PageSize.A5), 203, FULL.alias)) > 1


def test_a_blot_over_the_bars_is_noticed():
    (picture,) = pictures(render(FULL, PageSize.A5), 203)
    drawn = image(picture)
    ImageDraw.Draw(drawn).rectangle((60, 200, 420, 420), fill=255)
    assert FULL.alias not in {code.text for code in decode(picture_of(drawn, 203))}
    assert FULL.alias in {code.text for code in decode(picture)}


def test_a_picture_has_the_size_of_the_paper_at_its_resolution():
    (picture,) = pictures(render(FULL, PageSize.A4), 300)
    assert (picture.width, picture.height) == pytest.approx(
        (297 / 25.4 * 300, 210 / 25.4 * 300), abs=1
    )
    assert len(picture.pixels) == picture.width * picture.height


def test_a_png_knows_its_resolution(tmp_path):
    (picture,) = pictures(render(FULL, PageSize.A5), 203)
    file = tmp_path / "receipt.png"
    file.write_bytes(picture.png())
    with Image.open(file) as opened:
        assert opened.info["dpi"] == pytest.approx((203, 203), abs=0.1)
        assert opened.convert("L").tobytes() == picture.pixels


@pytest.mark.parametrize("page", [PageSize.A5, PageSize.A4])
@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_a_reprint_is_stamped_at_the_foot_of_each_sheet_and_nowhere_else(page, dpi):
    (picture,) = pictures(render(FULL, page), dpi)
    marked = stamped(picture, 2)
    assert (marked.width, marked.height) == (picture.width, picture.height)
    foot = picture.height - round(12 * MM * dpi / 72)
    edge = picture.height - round(4 * MM * dpi / 72)  # below it printers do not reach
    columns = changed_columns(picture, marked, (foot, edge))
    assert rows(picture, 0, foot) == rows(marked, 0, foot)
    assert rows(picture, edge, picture.height) == rows(marked, edge, picture.height)
    sheets = 2 if page is PageSize.A4 else 1
    for sheet in range(sheets):
        middle = picture.width * (sheet + 0.5) / sheets
        near = [column for column in columns if abs(column - middle) < 12 * MM * dpi / 72]
        assert min(near) < middle < max(near)
        columns = [column for column in columns if column not in near]
    assert columns == []
    assert {c.text for c in decode(marked)} == {FULL.alias, FULL.qr_text}


@pytest.mark.parametrize("page", [PageSize.A5, PageSize.A4])
def test_the_stamp_falls_on_white_paper(page):
    (picture,) = pictures(render(FULL, page), 203)
    marked = stamped(picture, 12)
    for before, after in zip(picture.pixels, marked.pixels, strict=True):
        assert before in {after, 255}


def test_stamps_of_different_reprints_differ():
    (picture,) = pictures(render(FULL, PageSize.A5), 203)
    assert stamped(picture, 1).pixels != stamped(picture, 2).pixels


def test_pages_are_counted():
    assert page_count(render(FULL, PageSize.A4)) == 1
    assert page_count(render(with_papers(200), PageSize.A5)) > 4


def rows(picture: Picture, first: int, last: int) -> bytes:
    return picture.pixels[first * picture.width : last * picture.width]


def changed_columns(one: Picture, other: Picture, band: tuple[int, int]) -> list[int]:
    first, last = band
    return [
        column
        for column in range(one.width)
        if rows(one, first, last)[column :: one.width]
        != rows(other, first, last)[column :: one.width]
    ]


def test_pages_are_drawn_again_rather_than_all_kept():
    form = register(count=200)
    pages = print_proof(render_form(form, page_of(form)), 50, "", "")
    assert len(pages) > 8
    drawn = pages[0]
    assert pages[0] is drawn
    for page in pages[1:]:
        assert page.dpi == 50
    assert pages[0] is not drawn
    assert pages[0] == drawn
    with pytest.raises(IndexError):
        pages[len(pages)]
