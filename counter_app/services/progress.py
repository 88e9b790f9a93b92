"""How long work tells how far it has come, and hears that nobody wants it any more."""

from collections.abc import Callable
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int], bool]  # done, all; False: stop here


def unhindered(_done: int, _all: int) -> bool:
    """Nobody looks on, nobody stops it."""
    return True
