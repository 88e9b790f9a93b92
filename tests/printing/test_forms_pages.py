"""Where forms 02 to 07 and the desk's own papers stand on their pages; their codes."""

import os
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pypdfium2
import pytest

from counter_app.domain.errors import UnreadablePrint, UnsupportedPageSize
from counter_app.domain.form_templates import CIRCULARS, OWN
from counter_app.domain.forms import PageSize, Party
from printing.forms import form_leaves, render_form
from printing.page import MM
from printing.raster import (
    decode,
    page_letters,
    page_sizes,
    pictures,
    print_proof,
)
from printing.receipt import render
from printing.stamp import stamped
from tests.printing.receipts import FULL, with_papers
from tests.printing.slips import (
    ALL,
    BY_NAME,
    LABEL,
    apology,
    control_slip,
    entries,
    hand_over,
    headed,
    page_of,
    refusal,
    register,
    stop_notice,
    supplement,
    visit_list,
)

LONG = "Nguyễn Thị Hoàng Hiếu " * 14
UNBROKEN = "Ặ" * 300
SIZES = {"A5": (148, 210), "A4": (210, 297), "50x30mm": (50, 30)}
CODED = ["supplement", "apology", "apology-2018", "stop", "control-slip", "hand-over"]


def pdf_of(form) -> bytes:
    return render_form(form, page_of(form))


def long_named(name):
    """Every form with that name wherever a name goes."""
    party = Party(name, address=name, email=name)
    given = replace(hand_over(), recipient=party, applicant=party, authority=name, result=name)
    slip = control_slip()
    rows = tuple(replace(r, giver=name, receiver_unit=name, note=name) for r in slip.hand_overs)
    entry = replace(entries(1)[0], name=name, address=name, unit=name, note=name, procedure=name)
    visit = visit_list()
    visited = tuple(replace(e, content=name, unit=name) for e in visit.entries)
    letterhead = replace(FULL.letterhead, parent=name, unit=name, reception=name, place=name[:60])
    return {
        "supplement": replace(supplement(), submitter=party, applicant=party, reason=name),
        "decline": replace(refusal(), submitter=party, reason=name, legal_basis=name),
        "apology": replace(apology(), recipient=party, reason=name, signer=name, copies_to=(name,)),
        "stop": replace(stop_notice(), recipient=party, collect=name, refund=name, signer=name),
        "control-slip": replace(slip, applicant=name, unit=name, hand_overs=rows),
        "register": replace(register(), entries=(entry,) * 3, officer=name, volume=name),
        "hand-over": given,
        "visit-list": replace(visit, submitter=party, entries=visited, lookup_url=name),
        "label": replace(LABEL, procedure=name),
        "letterhead": headed(apology(), letterhead=letterhead, number=name),
    }


PAPERS = with_papers(60).papers
STRESSED = {
    **ALL,
    **{f"{name}-long": form for name, form in long_named(LONG).items()},
    **{f"{name}-unbroken": form for name, form in long_named(UNBROKEN).items()},
    "supplement-60": replace(supplement(), papers=PAPERS),
    "stop-60": replace(stop_notice(), papers=PAPERS),
    "hand-over-60": replace(hand_over(), papers=PAPERS),
    "control-slip-60": replace(control_slip(), hand_overs=control_slip().hand_overs * 20),
    "visit-list-60": visit_list(count=60),
    "register-60": register(count=60),
    "label-long-code": replace(
        LABEL, code="H15.50.05.13-261008-0309751", alias="155005132610080309751".zfill(22) + "00"
    ),
}


def marks(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """The distance of everything drawn, text and vectors, from the page's edges."""
    boxes = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        width, height = page.get_size()
        for found in page.get_objects():
            left, bottom, right, top = found.get_bounds()
            boxes.append((left, bottom, width - right, height - top))
    document.close()
    return boxes


@pytest.mark.parametrize("name", STRESSED)
def test_nothing_stands_outside_the_page(name):
    form = STRESSED[name]
    pdf = pdf_of(form)
    edge = 1 * MM if page_of(form) is PageSize.LABEL else 4 * MM
    for (right, upper), letters in zip(page_sizes(pdf), page_letters(pdf), strict=True):
        assert letters
        assert min(letter.left for letter in letters) >= edge
        assert min(letter.bottom for letter in letters) >= edge
        assert max(letter.right for letter in letters) <= right - edge
        assert max(letter.top for letter in letters) <= upper - edge
    assert [box for box in marks(pdf) if min(box) < edge] == []


@pytest.mark.parametrize("name", STRESSED)
def test_no_line_of_text_stands_on_another(name):
    _, leaves = form_leaves(STRESSED[name])
    for leaf in leaves:
        for text in leaf.texts:
            beside = [
                other
                for other in leaf.texts
                if other is not text and abs(other.x - text.x) < 0.1 and other.y >= text.y
            ]
            below = min((other.y - text.y for other in beside), default=99.0)
            assert below >= 0.85 * text.size, (text, below)


@pytest.mark.parametrize("name", ALL)
def test_a_form_has_the_size_of_its_paper(name):
    form = ALL[name]
    wanted = (297, 210) if name.startswith("register") else SIZES[page_of(form)]
    for width, height in page_sizes(pdf_of(form)):
        assert (round(width / MM), round(height / MM)) == wanted


@pytest.mark.parametrize("name", ALL)
def test_another_paper_is_refused_and_the_refusal_names_the_right_one(name):
    form = ALL[name]
    for page in set(PageSize) - {page_of(form)}:
        with pytest.raises(UnsupportedPageSize) as refused:
            render_form(form, page)
        assert refused.value.pages == (page_of(form),)


def test_the_receipt_comes_out_of_the_same_door():
    assert render_form(FULL, PageSize.A5) == render(FULL, PageSize.A5)


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("name", CODED)
def test_both_codes_are_read_back_from_every_page(name, dpi):
    proofs = print_proof(pdf_of(ALL[name]), dpi, FULL.alias, FULL.qr_text)
    assert all(len(decode(proof)) == 2 for proof in proofs)


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("name", ["supplement-60", "stop-60", "hand-over-60", "control-slip-60"])
def test_both_codes_are_read_back_from_pages_overleaf(name, dpi):
    assert len(print_proof(pdf_of(STRESSED[name]), dpi, FULL.alias, FULL.qr_text)) > 1


@pytest.mark.parametrize("dpi", [203, 300])
@pytest.mark.parametrize("name", ["label", "label-long", "label-unbroken"])
def test_the_bars_of_the_label_are_read_back(name, dpi):
    (proof,) = print_proof(pdf_of(STRESSED[name]), dpi, FULL.alias, "")
    assert [code.text for code in decode(proof)] == [FULL.alias]


def test_the_bars_of_a_label_fall_on_whole_dots_and_keep_their_quiet_zones():
    for name in ("label", "label-long-code"):
        paper, (leaf,) = form_leaves(STRESSED[name])
        (bars,) = leaf.grids
        dot = 72 / 203
        for length in (bars.x, bars.y, bars.module, bars.row):
            assert abs(length / dot - round(length / dot)) < 1e-6
        right = bars.x + (bars.cells[-1][0] + bars.cells[-1][2]) * bars.module
        assert bars.module / dot == pytest.approx(2)
        assert bars.x >= 10 * bars.module - dot
        assert paper.width - right >= 10 * bars.module - dot


@pytest.mark.parametrize("name", ["decline", "register", "visit-list"])
def test_a_paper_of_no_one_dossier_has_no_codes(name):
    assert print_proof(pdf_of(ALL[name]), 203, "", "")
    with pytest.raises(UnreadablePrint):
        print_proof(pdf_of(ALL[name]), 203, FULL.alias)


def test_a_form_with_codes_does_not_pass_for_one_without():
    for alias, text in ((FULL.alias, ""), ("", FULL.qr_text)):
        with pytest.raises(UnreadablePrint):
            print_proof(pdf_of(supplement()), 203, alias, text)


def test_a_label_has_no_room_for_the_mark_of_a_reprint():
    (picture,) = pictures(pdf_of(LABEL), 203)
    assert stamped(picture, 1) == picture
    (picture,) = pictures(pdf_of(supplement()), 203)
    assert stamped(picture, 1) != picture


@pytest.mark.parametrize("name", BY_NAME)
def test_the_mark_of_a_reprint_falls_on_white_paper(name):
    for picture in pictures(pdf_of(ALL[name]), 203):
        marked = stamped(picture, 12)
        assert all(b in {a, 255} for b, a in zip(picture.pixels, marked.pixels, strict=True))


def test_a_register_lying_on_its_side_is_one_sheet_and_gets_one_mark():
    picture = pictures(pdf_of(register()), 203)[0]
    marked = stamped(picture, 1)
    width = picture.width
    changed = {
        place % width
        for place, (before, after) in enumerate(zip(picture.pixels, marked.pixels, strict=True))
        if before != after
    }
    assert min(changed) < width / 2 < max(changed)
    assert max(changed) - min(changed) < width / 8


def test_every_template_has_a_layout_for_its_paper():
    templates = [t for circular in CIRCULARS for t in circular.templates.values()]
    for template in [*templates, *OWN.values()]:
        layout = import_module(f"printing.{template.layout}")
        assert callable(layout.leaves)


def test_equal_input_gives_equal_bytes_in_any_process():
    code = (
        "from hashlib import sha256; from printing.forms import render_form;"
        "from tests.printing.slips import ALL, page_of;"
        "print(sha256(b''.join(render_form(f, page_of(f)) for f in ALL.values())).hexdigest())"
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
    assert found == {sha256(b"".join(map(pdf_of, ALL.values()))).hexdigest()}
