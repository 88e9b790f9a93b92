"""Work happens elsewhere, its outcome here."""

import logging
import threading

import pytest
from PySide6.QtCore import QObject, Slot

from counter_app.domain.errors import UnknownDossier
from ui.tasks import BugReporter, TaskRunner


class Listener(QObject):
    """Notes what came and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.outcomes: list[object] = []
        self.threads: list[int] = []

    @Slot(object)
    def take(self, outcome: object) -> None:
        self.outcomes.append(outcome)
        self.threads.append(threading.get_ident())


@pytest.fixture
def tasks(qapp) -> TaskRunner:
    runner = TaskRunner()
    yield runner
    runner.shutdown()


def started(tasks: TaskRunner, work) -> Listener:
    listener = Listener()
    task = tasks.start(work)
    task.succeeded.connect(listener.take)
    task.failed.connect(listener.take)
    return listener


def test_work_is_done_on_another_thread_and_told_on_this_one(tasks, qtbot) -> None:
    listener = started(tasks, threading.get_ident)
    qtbot.waitUntil(lambda: bool(listener.outcomes))
    assert listener.outcomes[0] != threading.get_ident()
    assert listener.threads == [threading.get_ident()]


def test_works_are_done_one_after_another_in_order(tasks, qtbot) -> None:
    order: list[str] = []
    gate = threading.Event()

    def first() -> None:
        gate.wait(10)
        order.append("first")

    started(tasks, first)
    last = started(tasks, lambda: order.append("second"))
    gate.set()
    qtbot.waitUntil(lambda: bool(last.outcomes))
    assert order == ["first", "second"]


def test_a_refusal_comes_as_it_is_and_leaves_no_trace_in_the_log(tasks, qtbot, caplog) -> None:
    refusal = UnknownDossier("x")

    def refuse() -> None:
        raise refusal

    with caplog.at_level(logging.INFO):
        listener = started(tasks, refuse)
        qtbot.waitUntil(lambda: bool(listener.outcomes))
    assert listener.outcomes == [refusal]
    assert caplog.records == []


def test_a_bug_is_logged_with_its_traceback(tasks, qtbot, caplog) -> None:
    def stumble() -> None:
        raise ZeroDivisionError

    listener = started(tasks, stumble)
    qtbot.waitUntil(lambda: bool(listener.outcomes))
    assert isinstance(listener.outcomes[0], ZeroDivisionError)
    assert "stumble" in caplog.text


def test_what_is_queued_is_finished_at_the_end(qapp) -> None:
    runner = TaskRunner()
    done: list[int] = []
    for number in range(20):
        runner.start(lambda number=number: done.append(number))
    runner.shutdown()
    assert done == list(range(20))


def test_outcomes_that_come_after_the_end_reach_nobody(qapp, qtbot) -> None:
    runner = TaskRunner()
    listener = started(runner, lambda: 1)
    runner.shutdown()
    qapp.processEvents()
    assert listener.outcomes == []


def test_a_listener_that_is_gone_is_not_called(tasks, qtbot) -> None:
    gate = threading.Event()
    listener = started(tasks, lambda: gate.wait(10))
    listener.deleteLater()
    qtbot.waitUntil(lambda: not _is_alive(listener))
    gate.set()
    qtbot.waitUntil(tasks.is_idle)
    assert listener.outcomes == []


def _is_alive(thing: QObject) -> bool:
    from shiboken6 import isValid

    return isValid(thing)


def test_what_nobody_caught_is_logged_and_told(qapp, qtbot, caplog) -> None:
    reporter = BugReporter()
    try:
        raise LookupError("deep down")
    except LookupError as error:
        with qtbot.waitSignal(reporter.noticed) as told:
            reporter.report(type(error), error, error.__traceback__)
    assert isinstance(told.args[0], LookupError)
    assert "deep down" in caplog.text


def test_work_that_lasts_keeps_nobody_waiting_and_gives_up_when_the_window_closes(qtbot):
    runner, begun, rounds = TaskRunner(), threading.Event(), []

    def work():
        begun.set()
        while not runner.lasting.has_ended():
            rounds.append(threading.Event().wait(0.01))

    runner.lasting.start(work)
    assert begun.wait(10)
    with qtbot.waitSignal(runner.start(lambda: "meanwhile").succeeded) as answer:
        pass
    assert answer.args == ["meanwhile"]
    assert not runner.is_idle()
    runner.shutdown()
    assert rounds
