"""Files that another desk has: whoever waits for them, the work of this desk goes on."""

import pytest

from counter_app.domain.form_templates import Form
from counter_app.domain.forms import PageSize
from counter_app.services.attaching import NewAttachment
from tests.scans import pdf
from tests.ui.sync_desk import SyncDesk
from ui.attachments.view_model import AttachmentsViewModel
from ui.handover.view_model import HandoverViewModel
from ui.papers.view_model import PapersViewModel
from ui.tasks import TaskRunner


@pytest.fixture
def desk(sample_folder, data_dir, tmp_path):
    """A desk that knows of a receipt and of a file which only a colleague's desk has."""
    opened = SyncDesk.enrolled(sample_folder, data_dir)
    dossier = opened.receive()
    opened.sync()
    theirs = opened.colleague(tmp_path / "theirs")
    theirs.sync()
    theirs.counter.paper.receipts.print(dossier.id, PageSize.A5, theirs.officer())
    theirs.counter.attachments.attach(
        dossier.id, NewAttachment(pdf(), "kết quả.pdf"), theirs.officer()
    )
    theirs.sync()
    opened.centre.before_call = opened.gate
    opened.sync()
    opened.far = opened.dossier(dossier)
    yield opened
    opened.gate.opened.set()
    theirs.close()
    opened.close()


@pytest.fixture
def tasks(qapp):
    runner = TaskRunner()
    yield runner
    runner.shutdown()


def works(tasks, qtbot):
    done = []
    tasks.start(lambda: None).succeeded.connect(lambda _answer: done.append(True))
    qtbot.waitUntil(lambda: done == [True])


def test_a_paper_the_centre_is_slow_to_give_keeps_no_work_waiting(desk, tasks, qtbot):
    papers = PapersViewModel(desk.counter, tasks)
    desk.gate.close()
    papers.show(desk.far.id, Form.RECEIPT, PageSize.A5)
    assert desk.gate.reached.wait(10)
    works(tasks, qtbot)
    assert not tasks.is_idle()
    with qtbot.waitSignal(papers.changed) as answer:
        desk.gate.opened.set()
    assert answer.args[0].copies == 1


def test_nor_does_a_file_that_is_looked_at_when_the_result_is_handed_over(desk, tasks, qtbot):
    pages = HandoverViewModel(desk.counter, desk.officer(), tasks)
    desk.gate.close()
    pages.show_file(desk.far.attachments[0])
    assert desk.gate.reached.wait(10)
    works(tasks, qtbot)
    with qtbot.waitSignal(pages.pages_changed) as answer:
        desk.gate.opened.set()
    assert answer.args[0].startswith(b"%PDF")


def test_nor_do_a_dossiers_pictures(desk, tasks, qtbot):
    files = TaskRunner()
    pictures = AttachmentsViewModel(desk.counter, desk.officer(), tasks, files)
    desk.gate.close()
    pictures.ask_pictures(desk.far.attachments)
    assert desk.gate.reached.wait(10)
    works(tasks, qtbot)
    works(files, qtbot)
    with qtbot.waitSignal(pictures.pictured) as answer:
        desk.gate.opened.set()
    assert not answer.args[1].isNull()
    files.shutdown()
