"""Sparing a batch Python's search for cycles: its values are many, short-lived and form none."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collector() -> Iterator[None]:
    """No search for cycles inside; afterwards as it was, and what was made counts as looked at."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if not gc.get_freeze_count():  # what somebody froze stays so
                gc.freeze()  # or the next search, which is due at once, would go through all of it
                gc.unfreeze()
            gc.enable()
