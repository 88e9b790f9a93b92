from io import BytesIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from ui.tasks import TaskRunner
from ui.widgets.pdf_pages import UnreadablePdf, page_image, page_sizes
from ui.widgets.pdf_view import PdfView

BLACK, WHITE = 0xFF000000, 0xFFFFFFFF


def paper(pages=1, colour=(0, 0, 0)):
    """A5 pages; the upper half of page 1 is filled with ``colour``, the lower half stays white."""
    target = BytesIO()
    canvas = Canvas(target, pagesize=A5, invariant=True)
    for number in range(pages):
        if number == 0:
            canvas.setFillColorRGB(*colour)
            canvas.rect(0, A5[1] / 2, A5[0], A5[1] / 2, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


@pytest.fixture
def tasks(qtbot):
    runner = TaskRunner()
    yield runner
    runner.shutdown()


@pytest.fixture
def view(qtbot, tasks):
    view = PdfView(None, tasks)
    qtbot.addWidget(view)
    view.resize(400, 500)
    view.show()
    return view


def shown(view):
    return view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def test_a_page_fills_the_width_and_keeps_its_proportions(qtbot, view):
    view.show_pdf(paper())
    qtbot.waitUntil(lambda: view.is_drawn)
    picture = shown(view)
    middle = picture.width() // 2
    assert picture.pixel(middle, 100) == BLACK
    assert picture.pixel(12, 100) == BLACK
    assert picture.pixel(picture.width() - 12, 100) == BLACK
    assert picture.pixel(middle, 480) == WHITE  # below the fold of the page's middle


def test_before_a_page_is_drawn_its_place_says_so(qtbot, view):
    view.show_pdf(paper())
    assert "Đang dựng" in view.accessibleDescription()
    qtbot.waitUntil(lambda: view.is_drawn)
    assert view.accessibleDescription().startswith("1 trang")


def test_the_last_of_two_papers_is_the_one_that_stays(qtbot, view, tasks):
    view.show_pdf(paper(pages=3))
    view.show_pdf(paper(colour=(1, 0, 0)))
    qtbot.waitUntil(lambda: tasks.is_idle() and view.is_drawn)
    assert view.page_count == 1
    assert shown(view).pixelColor(200, 100).red() == 255


def test_keys_scroll_to_the_last_page_and_back(qtbot, view):
    view.show_pdf(paper(pages=4))
    qtbot.waitUntil(lambda: view.is_drawn)
    bar = view.verticalScrollBar()
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert bar.value() == bar.maximum() > 3 * 400
    qtbot.waitUntil(lambda: view.is_drawn)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert bar.value() == 0


def test_a_wider_view_gets_a_new_sharp_picture(qtbot, view, tasks):
    view.show_pdf(paper())
    qtbot.waitUntil(lambda: view.is_drawn)
    view.resize(700, 500)
    assert not view.is_drawn  # the old picture stands in
    qtbot.waitUntil(lambda: view.is_drawn)
    assert shown(view).pixel(600, 100) == BLACK


def test_what_is_no_pdf_is_said_in_place_and_the_next_paper_is_shown(qtbot, view):
    view.show_pdf(b"not a pdf")
    qtbot.waitUntil(lambda: "Không đọc được" in view.accessibleDescription())
    view.show_pdf(paper())
    qtbot.waitUntil(lambda: view.is_drawn)


def test_cleared_it_shows_the_placeholder(qtbot, view):
    view.set_placeholder("Giấy tiếp nhận sẽ hiện ở đây.")
    view.show_pdf(paper())
    qtbot.waitUntil(lambda: view.is_drawn)
    view.clear()
    assert view.page_count == 0
    assert view.accessibleDescription() == "Giấy tiếp nhận sẽ hiện ở đây."


def test_a_paper_cleared_while_it_is_read_does_not_come_back(qtbot, view, tasks):
    view.show_pdf(paper())
    view.clear()
    qtbot.waitUntil(tasks.is_idle)
    assert view.page_count == 0


def test_a_picture_of_the_paper_before_never_stands_in_for_the_new_one(qtbot, view, tasks):
    view.show_pdf(paper())
    qtbot.waitUntil(lambda: view.is_drawn)
    late = view._wanted(0)
    view.show_pdf(paper(colour=(1, 0, 0)))
    view._on_image((late, QImage(10, 10, QImage.Format.Format_RGB32)))
    assert view._images == {}
    qtbot.waitUntil(lambda: tasks.is_idle() and view.is_drawn)


def test_page_sizes_are_in_points():
    ((width, height),) = page_sizes(paper())
    assert (width, height) == pytest.approx(A5, abs=0.01)


def test_a_picture_is_as_wide_as_asked_for():
    image = page_image(paper(), 0, 333)
    assert image.width() == 333
    assert image.height() == pytest.approx(333 * A5[1] / A5[0], abs=1.5)


def test_a_page_that_cannot_be_is_refused():
    with pytest.raises(UnreadablePdf):
        page_sizes(b"%PDF-1.7 broken")
