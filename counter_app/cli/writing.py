"""Files a command writes: whole or not at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from counter_app.cli.options import WrongUsage
from counter_app.domain.errors import StorageFailed
from counter_app.i18n import _
from counter_app.whole_file import whole_file


@contextmanager
def new_file(name: str) -> Iterator[IO[bytes]]:
    """A file that appears under its name, on disk, when the block ends well; else nothing does.

    Raises:
        WrongUsage: there is no such folder, or the name is a folder's.
        StorageFailed: the disk would not take it.
    """
    target = Path(name)
    if not target.parent.is_dir() or target.is_dir():
        raise WrongUsage(_("Không thể ghi tệp “{name}”: không có thư mục đó.").format(name=name))
    try:
        with whole_file(target) as file:
            yield file
    except OSError as error:
        raise StorageFailed(error.strerror or type(error).__name__) from error
