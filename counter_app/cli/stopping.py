"""Ending in an orderly way: Ctrl+C, or whoever runs the program as a service."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from types import FrameType
from typing import Final

_SLICE_S: Final = 0.1  # a stop is noticed so soon


@contextmanager
def asked_to_stop() -> Iterator[Callable[[float], bool]]:
    """A wait of that many seconds, which ends early and answers True once a stop was asked for.

    What is being done is finished first; who asks a second time ends the program at once.
    """
    asked: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        asked.append(number)
        restore()

    def wait(seconds: float) -> bool:
        end = monotonic() + seconds
        while not asked and (left := end - monotonic()) > 0:
            sleep(min(left, _SLICE_S))
        return bool(asked)

    before = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}

    def restore() -> None:
        for number, handler in before.items():
            signal.signal(number, handler)

    try:
        yield wait
    finally:
        restore()
