"""The folder a scanner writes to: a file is offered once it stands still, never attached by itself."""

import stat
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal, Slot

from ui.tasks import TaskRunner

_LOOK_MS = 300
_STILL_S = 1.0  # a scanner writes on for longer than it waits
_RECENT_S = 600.0  # what was scanned before the dossier was opened is offered too


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file as it was at ``since`` (monotonic seconds) and has been from then on."""

    size: int
    changed_ns: int
    since: float


class ScanFolder(QObject):
    """Watches one folder; ``offered`` names each file once."""

    offered = Signal(object)  # Path

    def __init__(self, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._folder: Path | None = None
        self._seen: dict[Path, _Seen] = {}
        self._told: set[Path] = set()
        self._is_looking = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._look)
        self._timer = QTimer(self, interval=_LOOK_MS)  # growing is no change of the folder
        self._timer.timeout.connect(self._look)

    def watch(self, folder: Path) -> None:
        """Look for scans in ``folder`` from now on."""
        self._folder = folder
        self._watcher.addPath(str(folder))
        self._timer.start()
        self._look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        if self._folder is not None:
            self._watcher.removePath(str(self._folder))
            self._folder = None

    @Slot()
    def _look(self) -> None:
        if self._folder is None or self._is_looking:
            return
        self._is_looking = True
        task = self._tasks.start(_listing(self._folder))
        task.succeeded.connect(self._on_listing)
        task.failed.connect(self._on_failed)

    @Slot(object)
    def _on_listing(self, found: dict[Path, tuple[int, int]]) -> None:
        self._is_looking = False
        now = time.monotonic()
        before, self._seen = self._seen, {}
        for file, (size, changed_ns) in found.items():
            seen = before.get(file)
            if seen is None or (seen.size, seen.changed_ns) != (size, changed_ns):
                seen = _Seen(size, changed_ns, now)
            self._seen[file] = seen
            if size and now - seen.since >= _STILL_S and file not in self._told:
                self._told.add(file)
                self.offered.emit(file)
        self._told &= set(found)
        # nothing new: the watcher tells when there is
        is_quiet = all(file in self._told for file in self._seen)
        self._timer.setInterval(_LOOK_MS * 10 if is_quiet else _LOOK_MS)

    @Slot(Exception)
    def _on_failed(self, _error: Exception) -> None:
        self._is_looking = False  # logged by the runner; the folder may come back


def _listing(folder: Path) -> Callable[[], dict[Path, tuple[int, int]]]:
    """Size and time of change (ns) of the visible recent files, read on a worker."""

    def read() -> dict[Path, tuple[int, int]]:
        found: dict[Path, tuple[int, int]] = {}
        try:
            files = [file for file in folder.iterdir() if not file.name.startswith((".", "~"))]
        except OSError:  # a share that is away just now
            return found
        for file in files:
            try:
                facts = file.stat()
            except OSError:  # renamed meanwhile
                continue
            if stat.S_ISREG(facts.st_mode) and time.time() - facts.st_mtime < _RECENT_S:
                found[file] = (facts.st_size, facts.st_mtime_ns)
        return found

    return read
