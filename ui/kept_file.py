"""Files an officer keeps: whole or not at all, and a sentence where they cannot be."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from counter_app.domain.errors import StorageFailed
from counter_app.whole_file import whole_file


@contextmanager
def kept_file(target: Path) -> Iterator[IO[bytes]]:
    """A new file where the officer wants it, there when the block ends well.

    Raises:
        StorageFailed
    """
    try:
        with whole_file(target) as file:
            yield file
    except OSError as error:
        raise StorageFailed(error.strerror or type(error).__name__) from error


def keep(content: bytes, file: str) -> str:
    """Write a paper where the officer wants it; the file.

    Raises:
        StorageFailed
    """
    with kept_file(Path(file)) as target:
        target.write(content)
    return file
