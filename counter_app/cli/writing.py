"""Files a command writes: whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from counter_app.cli.options import WrongUsage
from counter_app.domain.errors import StorageFailed
from counter_app.i18n import _


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
        with tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=f".{target.name}.", delete=False
        ) as file:
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
            except BaseException:
                Path(file.name).unlink()
                raise
        Path(file.name).chmod(0o644)
        Path(file.name).replace(target)
    except OSError as error:
        raise StorageFailed(error.strerror or type(error).__name__) from error
