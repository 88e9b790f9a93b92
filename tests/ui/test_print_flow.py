from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from counter_app.domain.errors import UnreadablePrint
from counter_app.domain.forms import PageSize
from counter_app.renderings import printer_pages
from printing.forms import render_form
from printing.receipt import render
from tests.printing.receipts import receipt, with_papers
from tests.printing.slips import LABEL, control_slip, page_of, register, visit_list
from ui.widgets.print_flow import PrintFlow, Sheet
from ui.widgets.printer_memory import PrinterMemory

MM = 72 / 25.4


@pytest.fixture
def memory(tmp_path):
    return PrinterMemory(tmp_path)


@pytest.fixture
def flow(qtbot, memory):
    window = QWidget()
    qtbot.addWidget(window)
    flow = PrintFlow(printer_pages, memory, window)
    yield flow
    flow.shutdown()


def sheet(value=None, page=PageSize.A5, copy=1):
    value = value or receipt()
    return Sheet(render(value, page), value.alias, copy, value.code)


def to_file(path):
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def printed(qtbot, flow, printer, what):
    """The pages that arrived: a PDF document."""
    with qtbot.waitSignal(flow.said) as said:
        flow.print_to(printer, what)
    assert said.args[1] == "success", said.args
    return pypdfium2.PdfDocument(printer.outputFileName())


def looked_at(page):
    return page.render(scale=300 / 72, grayscale=True).to_pil()


def test_an_a5_receipt_arrives_in_its_own_size_with_both_codes_readable(qtbot, flow, tmp_path):
    document = printed(qtbot, flow, to_file(tmp_path / "a5.pdf"), sheet())
    assert len(document) == 1
    assert document[0].get_size() == pytest.approx((148 * MM, 210 * MM), abs=1.5)
    codes = zxingcpp.read_barcodes(looked_at(document[0]))
    assert {code.format for code in codes} >= {
        zxingcpp.BarcodeFormat.Code128,
        zxingcpp.BarcodeFormat.QRCode,
    }
    assert receipt().alias in {code.text for code in codes}


def test_an_a4_receipt_lies_on_its_side(qtbot, flow, tmp_path):
    document = printed(qtbot, flow, to_file(tmp_path / "a4.pdf"), sheet(page=PageSize.A4))
    assert document[0].get_size() == pytest.approx((297 * MM, 210 * MM), abs=1.5)
    found = [c.text for c in zxingcpp.read_barcodes(looked_at(document[0]))]
    assert found.count(receipt().alias) == 2


def test_a_barcode_keeps_its_width_in_millimetres(qtbot, flow, tmp_path):
    what = sheet()
    document = printed(qtbot, flow, to_file(tmp_path / "a5.pdf"), what)
    assert _bar_width(looked_at(document[0])) == pytest.approx(
        _bar_width(looked_at(pypdfium2.PdfDocument(what.content)[0])), abs=3
    )


def _bar_width(picture):
    (code,) = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.Code128)
    return code.position.top_right.x - code.position.top_left.x


def test_every_page_of_a_long_receipt_arrives(qtbot, flow, tmp_path):
    what = sheet(with_papers(60))
    pages = len(pypdfium2.PdfDocument(what.content))
    document = printed(qtbot, flow, to_file(tmp_path / "long.pdf"), what)
    assert len(document) == pages > 1


def test_a_reprint_differs_from_the_first_paper_only_by_its_stamp(qtbot, flow, tmp_path):
    first = looked_at(printed(qtbot, flow, to_file(tmp_path / "1.pdf"), sheet())[0])
    second = looked_at(printed(qtbot, flow, to_file(tmp_path / "2.pdf"), sheet(copy=2))[0])
    dark = [(_ink(first, part), _ink(second, part)) for part in ((0, 0.9), (0.9, 1.0))]
    assert dark[0][0] == dark[0][1]
    assert dark[1][1] > dark[1][0] + 500


def _ink(picture, part):
    top, bottom = (round(picture.height * side) for side in part)
    band = picture.crop((0, top, picture.width, bottom))
    return sum(band.histogram()[:128])


def test_a_paper_whose_barcode_is_another_dossiers_is_not_sent(qtbot, flow, tmp_path):
    what = sheet()
    wrong = Sheet(what.content, "999999999999999999", 1, "x")
    with qtbot.waitSignal(flow.said) as said:
        flow.print_to(to_file(tmp_path / "no.pdf"), wrong)
    assert said.args[1] == "danger"
    assert not (tmp_path / "no.pdf").exists()
    with pytest.raises(UnreadablePrint):
        printer_pages(what.content, 300, wrong.alias, 1)


@pytest.mark.parametrize(
    ("form", "has_qr", "size"),
    [
        (LABEL, False, (50, 30)),
        (register(), False, (297, 210)),
        (visit_list(), False, (148, 210)),
        (control_slip(), True, (210, 297)),
    ],
)
def test_a_form_arrives_in_its_own_size_whatever_codes_it_bears(
    qtbot, to_files, form, has_qr, size
):
    flow, arrived, refused = to_files
    alias = form.alias if form is LABEL else form.heading.alias
    what = Sheet(render_form(form, page_of(form)), alias, 1, "x", has_qr)
    document = printed(qtbot, flow, arrived, what)
    assert document[0].get_size() == pytest.approx([side * MM for side in size], abs=1.5)
    with qtbot.waitSignal(flow.said) as said:  # a code more or less than it should have: not sent
        flow.print_to(refused, replace(what, has_qr=not has_qr))
    assert (said.args[1], Path(refused.outputFileName()).exists()) == ("danger", False)


@pytest.fixture
def to_files(flow, tmp_path):
    return flow, to_file(tmp_path / "form.pdf"), to_file(tmp_path / "no.pdf")


def test_a_remembered_printer_that_is_gone_is_named_in_place(qtbot, flow, memory):
    memory.save("receipt", "Máy in A5 quầy 3")
    heard = []
    flow.said.connect(lambda text, tone: heard.append((text, tone)))
    flow.print(sheet())
    qtbot.waitUntil(lambda: heard and heard[-1][1] == "danger")
    assert "Máy in A5 quầy 3" in heard[-1][0]


def test_the_printer_of_each_purpose_is_remembered_across_sessions(tmp_path):
    PrinterMemory(tmp_path).save("receipt", "A5")
    PrinterMemory(tmp_path).save("label", "Nhãn")
    assert PrinterMemory(tmp_path).load("receipt") == "A5"
    assert PrinterMemory(tmp_path).load("label") == "Nhãn"
    assert PrinterMemory(tmp_path).load("report") == ""


def test_large_papers_go_where_receipts_go_until_another_printer_is_chosen_for_them(memory):
    memory.save("receipt", "A5")
    assert (memory.load("a4"), memory.load("label")) == ("A5", "")
    memory.save("a4", "A4")
    assert (memory.load("a4"), memory.load("receipt")) == ("A4", "A5")


def test_without_a_printer_the_dialogue_opens_and_leaving_it_is_said(qtbot, flow):
    heard = []
    flow.said.connect(lambda text, tone: heard.append((text, tone)))
    flow.print(sheet())
    qtbot.waitUntil(lambda: flow._dialog is not None)
    assert flow.is_busy
    flow._dialog.reject()
    qtbot.waitUntil(lambda: heard[-1][1] == "warning")
    assert not flow.is_busy
    assert "chưa chọn máy in" in heard[-1][0]


def test_what_was_chosen_in_the_dialogue_prints(qtbot, flow, tmp_path):
    what = sheet()
    flow.choose_printer(what)
    printer = flow._printer
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "chosen.pdf"))
    with qtbot.waitSignal(flow.sent) as sent:
        flow._dialog.done(QDialog.DialogCode.Accepted)
    assert sent.args == [what]
    assert len(pypdfium2.PdfDocument(str(tmp_path / "chosen.pdf"))) == 1
