"""Refuse to start on a Qt binding that destroys the interpreter under us."""

import sys
from collections.abc import Callable
from dataclasses import dataclass

import PySide6
from PySide6.QtCore import QObject

from counter_app.domain.errors import CounterError

_CALLS = 200
_TOLERATED = 100  # other threads may drop a few references to None meanwhile


@dataclass(eq=False)
class QtLosesReferences(CounterError):
    """This PySide6 takes a reference to None on every call: Python would abort after a few thousand."""

    pyside: str
    python: str
    lost: int


def refuse_broken_qt(call_qt: Callable[[], None] | None = None) -> None:
    """Returns when Qt may be called; costs well under a millisecond. Call it before the first window.

    The wheels of PySide6 6.12.0 for Python before 3.12 return None without counting the reference
    (PYSIDE-3474); since 3.12 None is immortal and nothing can be lost. ``call_qt`` stands in for
    the call that is tried.

    Raises QtLosesReferences; nothing was shown or written.
    """
    lost = _references_lost(call_qt or _name_an_object)
    if sys.version_info < (3, 12) and lost > _TOLERATED:
        raise QtLosesReferences(PySide6.__version__, sys.version.split()[0], lost)


def _references_lost(call: Callable[[], None]) -> int:
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        call()
    return before - sys.getrefcount(None)


def _name_an_object() -> None:
    QObject().setObjectName("a")
