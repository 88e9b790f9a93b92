"""One window per data folder, by a lock of the operating system."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from counter_app.domain.errors import DeskInUse

FILE: Final = "window.lock"


@contextmanager
def window_lock(folder: Path) -> Iterator[None]:
    """Hold the folder for one window; the system lets go of it when the process ends.

    Raises:
        DeskInUse: another window has it; nothing was changed.
    """
    from filelock import FileLock, Timeout

    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / FILE, blocking=False)
    try:
        lock.acquire()
    except Timeout as error:
        raise DeskInUse(str(folder)) from error
    try:
        yield
    finally:
        lock.release()
