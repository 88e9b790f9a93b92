"""Widgets in cycles are destroyed on the GUI thread, whoever allocates meanwhile."""

import gc
import threading

import pytest
from PySide6.QtCore import QObject

from ui.collecting import GuiCollector


@pytest.fixture
def collector(qapp):
    yield GuiCollector(qapp)
    gc.enable()


class Page(QObject):
    """Something in a cycle that notes which thread ended it."""

    ended_by: list = []  # noqa: RUF012 (the test's notebook)

    def __init__(self):
        super().__init__()
        self.itself = self

    def __del__(self):
        self.ended_by.append(threading.get_ident())


def test_a_worker_that_allocates_destroys_no_widget(qtbot, collector):
    Page.ended_by.clear()
    for _ in range(3):
        Page()
    worker = threading.Thread(target=lambda: [[] for _ in range(200_000)])
    worker.start()
    worker.join()
    assert Page.ended_by == []
    kept = [[] for _ in range(1000)]
    qtbot.waitUntil(lambda: len(Page.ended_by) == 3)
    assert set(Page.ended_by) == {threading.get_ident()}
    assert kept


def test_older_generations_have_their_turn(qtbot, collector):
    gc.collect()
    kept = []

    def oldest_looked_at():
        kept.extend([] for _ in range(1000))
        collector.look()
        return gc.get_count()[1] == 0 and len(kept) > 5000

    qtbot.waitUntil(oldest_looked_at)
