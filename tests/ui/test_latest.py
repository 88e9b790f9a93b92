"""Of questions that overtake one another only the newest gets an answer."""

from threading import Event

import pytest

from ui.latest import Latest
from ui.tasks import TaskRunner


@pytest.fixture
def tasks():
    runner = TaskRunner()
    yield runner
    runner.shutdown()


class Held:
    """Answers when the test lets go."""

    def __init__(self):
        self.go_on = Event()
        self.asked = []

    def __call__(self, question):
        self.asked.append(question)
        self.go_on.wait(5)
        return f"answer to {question}"


def test_of_what_is_typed_meanwhile_only_the_newest_is_asked_and_answered(qtbot, tasks):
    held, answers = Held(), []
    latest = Latest(held, tasks)
    latest.answered.connect(answers.append)
    for text in ("n", "ng", "ngu", "nguyen"):
        latest.ask(text)
    held.go_on.set()
    qtbot.waitUntil(lambda: answers == ["answer to nguyen"] and tasks.is_idle())
    assert held.asked == ["n", "nguyen"]


def test_a_question_nobody_cares_for_any_more_gets_no_answer(qtbot, tasks):
    answers = []
    latest = Latest(str.upper, tasks)
    latest.answered.connect(answers.append)
    latest.ask("n")
    latest.forget()
    qtbot.waitUntil(tasks.is_idle)
    assert answers == []
    latest.ask("m")
    qtbot.waitUntil(lambda: answers == ["M"])


def test_a_question_forgotten_before_it_was_asked_is_never_asked(qtbot, tasks):
    held = Held()
    latest = Latest(held, tasks)
    latest.ask("n")
    latest.ask("ng")
    latest.forget()
    held.go_on.set()
    qtbot.waitUntil(tasks.is_idle)
    assert held.asked == ["n"]


def test_after_a_failure_the_next_question_is_answered(qtbot, tasks):
    heard = []
    latest = Latest({"good": "answer"}.__getitem__, tasks)
    latest.failed.connect(heard.append)
    latest.answered.connect(heard.append)
    latest.ask("bad")
    qtbot.waitUntil(lambda: len(heard) == 1)
    assert isinstance(heard[0], KeyError)
    latest.ask("good")
    qtbot.waitUntil(lambda: heard[1:] == ["answer"])


def test_the_failure_of_a_question_that_was_overtaken_is_not_told(qtbot, tasks):
    heard = []
    latest = Latest({"good": "answer"}.__getitem__, tasks)
    latest.failed.connect(heard.append)
    latest.answered.connect(heard.append)
    latest.ask("bad")
    latest.ask("good")
    qtbot.waitUntil(lambda: heard == ["answer"] and tasks.is_idle())
