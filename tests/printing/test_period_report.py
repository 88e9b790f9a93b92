"""The period report on paper and as a worksheet, read back."""

import io
import os
import zipfile
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.forms import PageSize
from counter_app.domain.forms_reports import ReportedDossier
from printing import long_sheet
from printing.forms import render_form
from printing.long_sheet import STEP
from printing.raster import page_texts
from printing.worksheet import write_report
from tests.printing.reports import broken_report, period_report
from tests.printing.slips import NEW, at

GOLDEN = Path(__file__).parents[1] / "golden"
NAMES = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@pytest.mark.parametrize(
    ("name", "form"),
    [("period-report", period_report()), ("period-report-broken", broken_report())],
)
def test_the_report_reads_as_agreed(name, form):
    text = "\f\n".join(page_texts(render_form(form, PageSize.A4))).replace("\r\n", "\n") + "\n"
    golden = GOLDEN / f"form-{name}.txt"
    if os.environ.get("COUNTER_APP_WRITE_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_every_number_of_every_line_stands_on_paper():
    text = " ".join(page_texts(render_form(period_report(), PageSize.A4)))
    for number in ("(1)", "(13)", "1.250", "1.257", "II.06a/VPCP/KSTT", "98765"):
        assert number in text


def dossier(number=0, **changed):
    made = {
        "code": f"H26.12-261123-0300{number:02}", "field": "Hộ tịch",
        "procedure_code": "1.001193", "procedure": "Đăng ký khai sinh", "channel": "Trực tiếp",
        "received_at": at(NEW, 9, 5), "due_at": None, "ended": "Đúng hạn",
        "ended_at": at(NEW, 16, 30), "officer": "Lê Thị Ngọc Bích",
    }  # fmt: skip
    return ReportedDossier(**(made | changed))


def written(form, dossiers, progress=lambda done: None):
    target = io.BytesIO()
    write_report(target, form, dossiers, progress)
    return target.getvalue()


def cells(content, sheet):
    """Each cell of a sheet as its type and its text, by its place."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{sheet}.xml"))
    found = {}
    for cell in root.iterfind(".//m:c", NAMES):
        text = "".join(cell.itertext())
        found[cell.get("r")] = (cell.get("t", "n"), text)
    return found


def moment(serial):
    """What a worksheet's number of days means."""
    return datetime(1899, 12, 30) + timedelta(days=float(serial))  # noqa: DTZ001 (sheets know none)


def test_identifiers_are_text_and_dates_are_dates():
    found = cells(
        written(period_report(), [dossier(code="0123456789", procedure_code="1.001193")]), 2
    )
    assert found["A2"] == ("inlineStr", "0123456789")
    assert found["C2"] == ("inlineStr", "1.001193")
    kind, serial = found["F2"]
    assert kind == "n"
    assert abs(moment(serial) - datetime(2026, 11, 23, 9, 5)) < timedelta(seconds=1)  # noqa: DTZ001
    assert "G2" not in found


def test_the_report_sheet_has_the_numbers_as_numbers():
    found = cells(written(period_report(), []), 1)
    assert [found[f"{column}8"] for column in "ABCD"] == [
        ("inlineStr", "1"), ("inlineStr", "Hộ tịch"), ("n", "1250"), ("n", "200")]  # fmt: skip
    assert found["B10"] == ("inlineStr", "Tổng cộng")
    assert found["C10"] == ("n", "1257")
    assert (found["A7"], found["M7"]) == (("inlineStr", "(1)"), ("inlineStr", "(13)"))


def test_what_looks_like_a_formula_or_an_address_stays_text():
    found = cells(written(period_report(), [dossier(procedure="=1+1", officer="https://x.vn")]), 2)
    assert (found["D2"], found["J2"]) == (("inlineStr", "=1+1"), ("inlineStr", "https://x.vn"))


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=1, max_size=8))
def test_any_text_stands_in_its_cell_as_the_library_writes_it(texts):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, text in enumerate(texts, 1):
            sheet.write_string(row, 3, text)
    ours = written(period_report(), [dossier(procedure=text) for text in texts])
    places = [f"D{row}" for row in range(2, len(texts) + 2)]
    theirs = cells(target.getvalue(), 1)
    assert [cells(ours, 2)[place] for place in places] == [theirs[place] for place in places]


def test_blanks_around_a_text_are_kept_and_markup_in_it_is_text():
    content = written(period_report(), [dossier(procedure=" a ", field="<r>b</r>")])
    assert cells(content, 2)["B2"] == ("inlineStr", "<r>b</r>")
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert b'<t xml:space="preserve"> a </t>' in book.read("xl/worksheets/sheet2.xml")


def test_a_moment_looks_like_one():
    content = written(period_report(), [dossier()])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet2.xml"))
        styles = ElementTree.fromstring(book.read("xl/styles.xml"))
    cell = sheet.find(".//m:c[@r='F2']", NAMES)
    style = styles.findall("m:cellXfs/m:xf", NAMES)[int(cell.get("s"))]
    looks = {one.get("numFmtId"): one.get("formatCode") for one in styles.iter() if "formatCode" in one.attrib}  # fmt: skip
    assert looks[style.get("numFmtId")] == "dd/mm/yyyy hh:mm"


def test_what_one_worksheet_cannot_hold_stands_on_the_next(monkeypatch):
    monkeypatch.setattr(long_sheet, "MOST", 3)
    content = written(period_report(), [dossier(number) for number in range(7)])
    codes = [[cells(content, sheet)[f"A{row}"][1][-2:] for row in (2, 3, 4)] for sheet in (2, 3)]
    assert codes == [["00", "01", "02"], ["03", "04", "05"]]
    last = cells(content, 4)
    assert last["A1"][1] == "Mã hồ sơ"
    assert last["A2"][1][-2:] == "06"
    assert "A3" not in last
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        root = ElementTree.fromstring(book.read("xl/workbook.xml"))
        assert b"<dimension" not in book.read("xl/worksheets/sheet2.xml")  # not the pattern's
    names = [sheet.get("name") for sheet in root.iterfind(".//m:sheet", NAMES)]
    assert names == ["II.06a", "Hồ sơ", "Hồ sơ (2)", "Hồ sơ (3)"]


def test_progress_is_told_and_stopping_leaves_nothing_to_believe():
    said = []
    written(period_report(), (dossier() for _ in range(2 * STEP + 1)), said.append)
    assert said == [STEP, 2 * STEP]

    def stop(done):
        raise InterruptedError

    with pytest.raises(InterruptedError):
        written(period_report(), (dossier() for _ in range(2 * STEP)), stop)


def test_the_same_report_gives_the_same_bytes():
    assert render_form(period_report(), PageSize.A4) == render_form(period_report(), PageSize.A4)
    assert written(period_report(), [dossier()]) == written(period_report(), [dossier()])
