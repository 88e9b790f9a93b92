"""The window tells people by itself, on a worker of its own."""

import json
import logging

import pytest

from tests import make
from tests.channels.servers import gateway
from tests.ui.window import open_window
from ui.notice_sender import NoticeSender
from ui.tasks import TaskRunner

ALL_DAY = '[rules]\nquiet_from = "00:00"\nquiet_until = "00:00"\n'


@pytest.fixture
def tasks(qapp):
    runner = TaskRunner()
    yield runner
    runner.shutdown()


def configure(desk, server):
    body = '{to = "{to}", text = "{text}"}'
    text = f"{ALL_DAY}[gateway]\nurl = {json.dumps(server.url)}\nbody = {body}\n"
    (desk.folder / "notices.toml").write_text(text, "utf-8")


def supplement(desk):
    dossier = desk.receive(procedure=make.GUARDIAN)
    asked = {"components": ["tp2"], "reason": "thiếu"}
    desk.counter.perform(dossier.id, "request-supplement", asked, desk.officer())


def test_what_is_called_for_is_sent_and_a_look_meanwhile_begins_nothing(desk, tasks, qtbot):
    with gateway(patient=True) as server:
        configure(desk, server)
        sender = NoticeSender(desk.counter, tasks, tasks)
        sender.look()
        qtbot.waitUntil(tasks.is_idle)
        qtbot.waitUntil(lambda: not sender._is_at_work)
        supplement(desk)
        sender.look()
        qtbot.waitUntil(server.arrived.is_set)
        sender.look()
        supplement(desk)  # the desk goes on while the gateway thinks
        server.may_answer.set()
        qtbot.waitUntil(lambda: not sender._is_at_work)
        assert len(server.asked) == 1
        sender.look()
        qtbot.waitUntil(lambda: not sender._is_at_work)
        assert len(server.asked) == 2


def test_after_its_end_no_message_is_begun(desk, tasks, qtbot):
    with gateway() as server:
        configure(desk, server)
        desk.counter.tell()()
        supplement(desk)
        sender = NoticeSender(desk.counter, tasks, tasks)
        sender.end()
        sender.look()
        qtbot.waitUntil(lambda: not sender._is_at_work)
        assert server.asked == []


def test_settings_that_cannot_be_are_logged_with_their_place(desk, tasks, qtbot, caplog):
    (desk.folder / "notices.toml").write_text("[fax]\n", "utf-8")
    sender = NoticeSender(desk.counter, tasks, tasks)
    with caplog.at_level(logging.WARNING):
        sender.look()
        qtbot.waitUntil(lambda: not sender._is_at_work)
    [record] = caplog.records
    assert "InvalidSettings" in record.getMessage()
    assert "fax" in record.getMessage()


def test_the_open_desk_tells_people_before_anybody_has_signed_in(desk, qtbot):
    with gateway() as server:
        configure(desk, server)
        desk.counter.tell()()
        supplement(desk)
        window = open_window(qtbot, desk.folder, open_counter=lambda _folder: desk.counter)
        qtbot.waitUntil(lambda: window.shell._sync._notices is not None)
        sender = window.shell._sync._notices
        assert sender._timer.isActive()
        sender._timer.timeout.emit()
        qtbot.waitUntil(server.arrived.is_set)
        window.settle()
        window.shell._sync.end()
        assert not sender._timer.isActive()
        window.workers.shutdown()
