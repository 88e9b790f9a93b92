"""A file that is whole under its name, or not there: for whatever is kept where somebody wants it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def whole_file(target: Path, mode: int = 0o644) -> Iterator[IO[bytes]]:
    """A file that appears as ``target``, on disk, when the block ends well; else nothing changes.

    Raises:
        OSError: the folder or the disk would not take it.
    """
    with tempfile.NamedTemporaryFile(
        dir=target.parent, prefix=f".{target.name}.", delete=False
    ) as file:
        unfinished = Path(file.name)
        try:
            yield file
            file.flush()
            os.fsync(file.fileno())
            unfinished.chmod(mode)
        except BaseException:
            unfinished.unlink()
            raise
    try:
        unfinished.replace(target)
    except OSError:  # the name is a folder's
        unfinished.unlink()
        raise


def write_whole(target: Path, content: bytes, mode: int = 0o644) -> None:
    """All of ``content``.

    Raises:
        OSError
    """
    with whole_file(target, mode) as file:
        file.write(content)
