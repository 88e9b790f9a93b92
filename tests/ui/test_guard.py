"""The guard against Qt bindings that lose references to None."""

import ctypes
import sys
from collections.abc import Iterator

import pytest

from ui.guard import QtLosesReferences, refuse_broken_qt

mortal_none = pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there")


class Thief:
    """Takes references to None away, as the broken binding does, and can give them back."""

    def __init__(self, per_call: int) -> None:
        self._per_call = per_call
        self._taken = 0

    def __call__(self) -> None:
        for _ in range(self._per_call):
            ctypes.pythonapi.Py_DecRef(ctypes.py_object(None))
            self._taken += 1

    def give_back(self) -> None:
        while self._taken:
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(None))
            self._taken -= 1


@pytest.fixture
def thief() -> Iterator[Thief]:
    thief = Thief(per_call=1)
    yield thief
    thief.give_back()


def test_the_installed_qt_loses_no_references() -> None:
    refuse_broken_qt()


@mortal_none
def test_a_qt_that_takes_a_reference_per_call_is_refused(thief: Thief) -> None:
    with pytest.raises(QtLosesReferences) as refusal:
        refuse_broken_qt(thief)
    assert 150 <= refusal.value.lost <= 250
    assert refusal.value.kind == "QtLosesReferences"
    assert set(refusal.value.details) == {"pyside", "python", "lost"}


def test_a_qt_that_keeps_references_is_not_refused() -> None:
    kept: list[None] = []
    refuse_broken_qt(lambda: kept.append(None))
    assert len(kept) == 200
