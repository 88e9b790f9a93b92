"""Keeps the desk in step with the centre while the window is open, a round at a time."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from counter_app.services.in_step import InStep
from counter_app.services.ports import Now
from counter_app.services.sync import SyncReport
from counter_app.services.sync_ports import (
    Link,
    Outbox,
    SyncLog,
)
from ui.sync.credentials_file import read_credentials
from ui.sync.shown import ShownSync
from ui.tasks import Task, Workers

_LOOK_MS = 5_000
_SECOND_MS = 1_000


class SyncWorker(QObject):
    """Rounds run on a thread of their own; what they came to is told on the GUI thread.

    The desk's thread is asked only for what waits here, which takes no network.
    """

    changed = Signal(object)  # ShownSync
    pulled = Signal()  # something came from elsewhere: what is shown may be old
    rejected_changed = Signal()
    enrolled = Signal()  # a desk that stood alone does no more
    renewed = Signal()  # the same desk with new credentials
    refused = Signal(Exception)  # an enrolment, a pause, another try
    tried_again = Signal(object)  # UUID: the rejected event will be sent once more
    _advanced = Signal(int, int)  # from the round's thread: done, all

    def __init__(
        self, in_step: InStep, workers: Workers, now: Now, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._in_step = in_step
        self._desk, self._sync, self._now = workers.desk, workers.sync, now
        self._state = ShownSync(now())
        self._must_stop = Event()
        self._has_ended = False
        self._looks_again = QTimer(self, interval=_LOOK_MS)
        self._next = QTimer(self, singleShot=True)
        self._lasts = QTimer(self, singleShot=True, interval=_SECOND_MS)
        self._looks_again.timeout.connect(self.look)
        self._next.timeout.connect(self._run)
        self._lasts.timeout.connect(self._on_lasting)
        self._advanced.connect(self._on_advanced)

    @property
    def state(self) -> ShownSync:
        """How the desk stands to the centre, as last seen."""
        return self._state

    def begin(self) -> None:
        """Look whether the desk belongs to a centre; if so, the first round follows at once."""
        self._looks_again.start()
        self.look()

    def end(self) -> None:
        """Begin no further round; the one under way stops at its next step."""
        self._has_ended = True
        self._must_stop.set()
        for timer in (self._looks_again, self._next, self._lasts):
            timer.stop()

    @Slot()
    def look(self) -> None:
        """Ask the desk how it stands to the centre and what waits."""
        log = self._in_step.log
        looking = self._desk.start(lambda: _seen(log))
        looking.succeeded.connect(self._on_looked)

    @Slot()
    def sync_now(self) -> None:
        """Do not wait for the timer; a round under way is followed by another one."""
        self._next.start(0)

    @Slot()
    def try_now(self) -> None:
        """After trouble, do not wait until it is tried again."""
        if self._state.trouble is not None:
            self.sync_now()

    def pause(self, *, paused: bool) -> None:
        """Stop syncing, at the next step of a round under way, or go on; survives a restart."""
        log = self._in_step.log
        self._tell(self._desk.start(lambda: log.pause(paused=paused)), self.look)

    def try_again(self, event: UUID) -> None:
        """Send a rejected event once more; ends in ``tried_again`` or ``refused``."""
        log = self._in_step.log

        def work() -> UUID:
            log.try_again(event)
            return event

        task = self._desk.start(work)
        task.succeeded.connect(self.tried_again)
        self._tell(task, self._look_and_send)

    def enrol(self, credentials: Path) -> None:
        """Enrol the desk with this file; ends in ``enrolled``, ``renewed`` or ``refused``."""
        enrol = self._in_step.enrol
        self._tell(
            self._desk.start(lambda: enrol(read_credentials(credentials))), self._on_enrolled
        )

    def _tell(self, task: Task, done: Callable[[], None]) -> None:
        task.succeeded.connect(done)
        task.failed.connect(self.refused)

    @Slot()
    def _look_and_send(self) -> None:
        self.look()
        self.sync_now()

    @Slot()
    def _on_enrolled(self) -> None:
        if self._state.link is None:
            self.enrolled.emit()
        else:
            self.renewed.emit()
            self._look_and_send()

    @Slot(object)
    def _on_looked(self, seen: tuple[Link | None, Outbox, bool]) -> None:
        link, outbox, has_nothing = seen
        before = self._state.outbox.rejected
        is_first = self._state.synced_at is None and (has_nothing or self._state.is_first)
        self._show(link=link, outbox=outbox, is_first=is_first)
        if outbox.rejected != before:
            self.rejected_changed.emit()
        if link is None or link.is_paused:
            self._next.stop()
        elif not (self._state.is_running or self._next.isActive()):
            self.sync_now()

    @Slot()
    def _run(self) -> None:
        if self._has_ended:
            return
        if self._state.is_running:
            self._next.start(_SECOND_MS)
            return
        self._show(is_running=True)
        self._lasts.start()
        run = self._in_step.run
        task = self._sync.start(lambda: run(self._may_go_on))
        task.succeeded.connect(self._on_done)
        task.failed.connect(self._on_failed)

    def _may_go_on(self, done: int, total: int) -> bool:
        """On the round's thread."""
        self._advanced.emit(done, total)
        return not self._must_stop.is_set()

    @Slot(int, int)
    def _on_advanced(self, done: int, total: int) -> None:
        if self._state.is_running:
            self._show(progress=(done, total))

    @Slot()
    def _on_lasting(self) -> None:
        self._show(is_long=True)

    @Slot(object)
    def _on_done(self, report: SyncReport) -> None:
        self._rest(trouble=None)
        if not report.is_paused:  # where it was stopped is where it goes on
            self._show(synced_at=self._now(), progress=None, is_first=False)
        self._follow(self._in_step.pace.after_success())
        if report.pulled:
            self.pulled.emit()

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._rest(trouble=error)
        self._follow(self._in_step.pace.after_failure())

    def _rest(self, *, trouble: Exception | None) -> None:
        self._lasts.stop()
        self._show(is_running=False, is_long=False, trouble=trouble)

    def _follow(self, delay_s: float) -> None:
        if not self._has_ended:
            self._next.start(round(delay_s * _SECOND_MS))
            self.look()

    def _show(self, **news: Any) -> None:
        self._state = replace(self._state, now=self._now(), **news)
        self.changed.emit(self._state)


def _seen(log: SyncLog) -> tuple[Link | None, Outbox, bool]:
    """How the desk stands, what waits, and whether it never had anything of its unit."""
    link = log.link()
    has_nothing = link is not None and not log.cursor(link.credentials.unit).position
    return link, log.outbox(), has_nothing
