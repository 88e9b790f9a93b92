"""Ratings as files: the sheet as PDF and workbook, the data set with its schema; no way back."""

import json
import zipfile
from io import BytesIO
from xml.etree import ElementTree

import jsonschema
import pypdfium2
import pytest

from counter_app.cli.shapes import dossier_document, dossier_text
from counter_app.domain.quarter import Quarter
from counter_app.domain.rating import Finding, Satisfaction
from counter_app.rating_parts import published_schema
from counter_app.services.accounts import NewOfficer
from counter_app.services.rating_publication import publication
from tests.raters import BEST, rated

Q4 = Quarter(2026, 4)
NEXT_YEAR = (2027, 1, 4, 9)
_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


@pytest.fixture
def year(desk):
    """A quarter at two counters: one of many ratings, one of few; a complaint unfounded."""
    rated(desk, times=6)
    rated(desk, times=6, answers=BEST | {"3": 1}, satisfaction=Satisfaction.SATISFIED)
    rated(desk, "giamsat", times=6)
    [unhappy] = rated(
        desk,
        answers=BEST | {"7": 0},
        satisfaction=Satisfaction.NOT,
        text="Bắt chờ, nói trống không",
    )
    complaints, judge = desk.counter.rating.complaints, desk.officer("giamsat")
    [complaint] = complaints.waiting(judge)
    complaints.judge(complaint.id, Finding.UNJUSTIFIED, "Đã xem camera", judge)
    desk.clock.set(*NEXT_YEAR)
    return unhappy


def cells(content):
    """Every sheet's rows, as the workbook holds them."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        shared = [
            "".join(part.itertext())
            for part in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        ]
        for number in (1, 2):
            root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
            yield [
                [shared[int(c[0].text)] if c.get("t") == "s" else float(c[0].text) for c in row if len(c)]
                for row in root.iter(f"{_CELL}row")
            ]  # fmt: skip


def said(content):
    with pypdfium2.PdfDocument(content) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())


def test_the_sheet_is_read_back_from_paper(desk, year):
    use = desk.counter.rating.ratings
    sheet = use.sheet(Q4, desk.officer("giamsat"))
    told = said(use.render(sheet))
    assert "BẢNG TỔNG HỢP KẾT QUẢ ĐÁNH GIÁ" in told
    assert "Quý IV năm 2026" in told
    assert "Cả cơ quan 19 19" in told  # issued and returned
    assert "Tiêu chí 3: 6/19 phiếu dưới 2 điểm" in told
    assert "không tính 1 phản ánh không có cơ sở" in told
    assert use.render(sheet) == use.render(sheet)


def test_the_workbook_holds_numbers_and_the_same_figures(desk, year):
    use = desk.counter.rating.ratings
    sheet = use.sheet(Q4, desk.officer("giamsat"))
    officers, criteria = cells(use.tabulate(sheet))
    rows = {row[0]: row[1:] for row in officers}
    whole = rows["Cả cơ quan"]
    assert whole[:2] == [19.0, 19.0]
    assert whole[2] == pytest.approx(18 / 19, abs=0.001)
    assert rows[desk.officer("giamsat").name][:2] == [6.0, 6.0]
    third = next(row for row in criteria if row[0] == "3")
    assert third[2:4] == [19.0, pytest.approx(32 / 19, abs=0.001)]
    assert use.tabulate(sheet) == use.tabulate(sheet)


def test_two_officers_of_one_name_have_a_line_each(desk):
    first, second = desk.officer("tiepnhan"), desk.officer("giamsat")
    desk.counter.register_officer(
        NewOfficer(second.login, first.name, second.roles, id=second.id), desk.officer("quantri")
    )
    rated(desk, times=5)
    rated(desk, "giamsat", times=6)
    desk.clock.set(*NEXT_YEAR)
    lines = desk.counter.rating.ratings.sheet(Q4, second).lines
    named = [(line.issued, line.forms) for line in lines if line.name == first.name]
    assert sorted(named) == [(5, 5), (6, 6)]


def test_of_a_small_group_paper_and_workbook_say_that_it_is_too_small(desk):
    rated(desk, times=3)
    desk.clock.set(*NEXT_YEAR)
    use = desk.counter.rating.ratings
    sheet = use.sheet(Q4, desk.officer("giamsat"))
    assert "không đủ phiếu" in said(use.render(sheet))
    officers, _ = cells(use.tabulate(sheet))
    assert next(row for row in officers if row[0] == "Cả cơ quan")[2] == "không đủ phiếu"
    empty = use.sheet(Q4.previous, desk.officer("giamsat"))
    assert empty.lines[0].issued == 0
    assert use.render(empty)


def test_the_published_set_keeps_to_its_schema_and_csv_says_the_same(desk, year):
    made = publication(desk.counter.rating.ratings)
    document = json.loads(json.dumps(made.document))
    jsonschema.validate(document, json.loads(published_schema()))
    whole, *officers = document["results"]
    assert (whole["quarter"], whole["forms"], whole["officer"]) == ("2026-Q4", 19, None)
    named = {one["officer"]["name"]: one["forms"] for one in officers}
    assert named == {desk.officer().name: 13, desk.officer("giamsat").name: 6} | {
        name: None for name, forms in named.items() if forms is None
    }
    lines = [line.split(",") for line in made.csv.splitlines()]
    [score] = [line for line in lines if line[3:5] == ["", "criterion_3_verified"]]
    third = whole["criteria"]["3"]["verified"]
    assert score[5:] == [str(third[part]) for part in ("n", "value", "low", "high")]


def test_a_quarter_that_runs_is_not_published(desk):
    rated(desk, times=6)
    made = publication(desk.counter.rating.ratings)
    jsonschema.validate(json.loads(json.dumps(made.document)), json.loads(published_schema()))
    assert made.document["results"] == []
    assert made.document["until"] is None


def test_no_file_line_or_log_leads_from_a_rating_back_to_a_citizen(desk, year, caplog):
    """What identifies the dossier stands in nothing that is given out, nor the reverse."""
    use = desk.counter.rating.ratings
    dossier = desk.dossier(year)
    [rating] = dossier.ratings
    secret = {
        dossier.code, dossier.alias, str(dossier.id), dossier.id.hex, dossier.lookup_secret,
        dossier.applicant.name, dossier.applicant.id_number, str(rating.event), rating.event.hex,
        rating.text, dossier.code[-6:],
    }  # fmt: skip
    supervisor, officer = desk.officer("giamsat"), desk.officer()
    sheet = use.sheet(Q4, supervisor)
    made = publication(use)
    officers, criteria = cells(use.tabulate(sheet))
    given_out = [
        said(use.render(sheet)), repr(officers), repr(criteria), json.dumps(made.document), made.csv,
        repr(use.results([Q4], officer)), repr(use.results([Q4], supervisor)), caplog.text,
        repr(desk.rows("SELECT * FROM rating_counts")), repr(desk.rows("SELECT * FROM ratings")),
    ]  # fmt: skip
    for text in given_out:
        assert not [word for word in secret if word and word in text]
    for reader in (officer, supervisor):
        read = repr(desk.counter.rating.complaints.waiting(reader))
        assert rating.text in read
        assert not [word for word in secret - {rating.text} if word and word in read]
    log = desk.folder / "log"
    assert not log.exists() or rating.text not in "".join(p.read_text() for p in log.iterdir())


def test_the_same_dossier_shows_nothing_of_its_rating_to_anybody(desk, year):
    dossier, reference = desk.dossier(year), desk.counter.questions.reference()
    text = json.dumps(dossier_document(dossier, reference)) + dossier_text(dossier, reference)
    for word in ("rated", "rating", "complaint", "đánh giá", "Bắt chờ", "Đã xem camera"):
        assert word not in text


def test_the_files_are_the_same_figures_and_no_name_is_a_formula(desk, year):
    officer = desk.officer()
    desk.counter.register_officer(
        NewOfficer(officer.login, "=1+1", officer.roles, id=officer.id), desk.officer("quantri")
    )
    files = desk.counter.rating.publish()
    assert sorted(files) == ["ratings.csv", "ratings.json", "ratings.schema.json"]
    jsonschema.validate(json.loads(files["ratings.json"]), json.loads(files["ratings.schema.json"]))
    assert ",'=1+1," in files["ratings.csv"].decode("utf-8-sig")
