"""What is one key away when a visit has just ended: label, files, form 03; and limits that passed."""

import pytest
from PySide6.QtCore import Qt

from counter_app.domain.dossier import Status
from tests import make
from tests.ui.window import open_window
from ui.limits import SupplementLimits
from ui.tasks import TaskRunner


@pytest.fixture
def window(qtbot, desk):
    opened = open_window(qtbot, desk.folder, open_counter=lambda _folder: desk.counter)
    yield opened
    opened.workers.shutdown()


def received(window, desk):
    dossier = desk.receive()
    page = window.widget("page.intake")
    page._printing.offer(dossier)
    return page, dossier


def test_digitising_is_one_key_away_from_reception(window, desk):
    window.sign_in("tiepnhan")
    _page, dossier = received(window, desk)
    window.press(Qt.Key.Key_U, Qt.KeyboardModifier.ControlModifier)
    window.wait_for("page.search")
    window.settle()
    files = window.widget("page.search")._dossier._beside.files
    assert files is not None
    assert files.isVisible()
    assert window.widget("page.search")._view_model.current.dossier.id == dossier.id


def test_the_label_is_stored_as_printed_before_it_is_sent(window, desk):
    window.sign_in("tiepnhan")
    page, dossier = received(window, desk)
    sheets = []
    page._printing._papers.flow.print = sheets.append
    window.press(Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert [p.form for p in desk.dossier(dossier).printed] == ["label"]
    assert len(sheets) == 1


def test_a_refusals_paper_is_form_three(window, desk):
    window.sign_in("tiepnhan")
    page = window.widget("page.intake")
    refused = desk.counter.reception.decline(make.request(), "không đúng tuyến", desk.officer())
    page._printing.offer(refused)
    sheets = []
    page._printing._papers.flow.print = sheets.append
    window.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    window.settle()
    assert [p.form for p in desk.dossier(refused).printed] == ["decline"]
    assert sheets[0].content.startswith(b"%PDF")


def test_a_limit_that_passed_is_acted_on_once_and_said(desk, qtbot):
    dossier = desk.receive()
    asked = {"components": ["Giấy uỷ quyền"], "reason": "thiếu", "until": "2026-11-20"}
    desk.counter.perform(dossier.id, "request-supplement", asked, desk.officer())
    tasks = TaskRunner()
    said = []
    limits = SupplementLimits(desk.counter, tasks, tasks)
    limits.said.connect(lambda text, tone: said.append((text, tone)))
    limits.look()
    qtbot.waitUntil(tasks.is_idle)
    qtbot.wait(20)
    assert said == []  # its last day is not over
    desk.clock.set(2026, 11, 21, 0, 1)
    for _time in range(2):
        limits.look()
        qtbot.waitUntil(tasks.is_idle)
        qtbot.wait(20)
    tasks.shutdown()
    assert [tone for _text, tone in said] == ["warning"]
    assert desk.dossier(dossier).status is Status.STOPPED
    assert desk.dossier(dossier).history[-1].role == "limit"
