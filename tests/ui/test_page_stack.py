"""A page is made a part a turn of the event loop, or whole when somebody wants it now."""

import pytest
from PySide6.QtCore import QTimer

from ui.page import Page
from ui.page_stack import PageStack
from ui.pages import PAGES

NAME = "page.intake"


class SlowPage(Page):
    def __init__(self, parent):
        super().__init__(parent)
        self.built = []

    def parts(self):
        for part in ("left", "middle", "right"):
            self.built.append(part)
            yield


@pytest.fixture
def stack(qtbot):
    made = PageStack({spec.name: spec for spec in PAGES}, lambda _spec, parent: SlowPage(parent))
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_event_loop_has_its_turns_while_a_page_is_made(stack, qtbot):
    seen, look = [], QTimer(interval=0)
    look.timeout.connect(lambda: seen.extend(len(p.built) for p in stack.findChildren(SlowPage)))
    look.start()
    with qtbot.waitSignal(stack.prepared) as told:
        stack.prepare(NAME)
    assert told.args == [NAME]
    assert {1, 2, 3} <= set(seen)
    assert stack.count() == 1


def test_a_page_that_is_wanted_at_once_is_made_whole_and_told_once(stack, qtbot):
    told = []
    stack.prepared.connect(told.append)
    stack.prepare(NAME)
    assert stack.is_preparing
    assert stack.count() == 0
    assert stack.page(NAME).built == ["left", "middle", "right"]
    assert told == [NAME]
    assert not stack.is_preparing
    qtbot.wait(20)
    assert told == [NAME]
    assert stack.count() == 1
