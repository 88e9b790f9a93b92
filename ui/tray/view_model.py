"""State of the page of conflicts: what waits, what is open, what became of a decision."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.unit import Officer
from counter_app.services.concerns import concerning, settles
from counter_app.services.counter import Counter
from counter_app.services.disputes import disputed_of
from counter_app.services.sync_ports import (
    Rejection,
)
from ui.latest import Latest
from ui.shown import shown
from ui.story import story
from ui.tasks import TaskRunner
from ui.tray.values import Item, ShownDispute, ShownRejection, Waiting

LIMIT = 200  # lines in the list


class TrayViewModel(QObject):
    """Lists, reads and settles in the background; no widgets."""

    lines_changed = Signal(object)  # Waiting
    dossier_changed = Signal(object)  # ShownDispute
    rejection_changed = Signal(object)  # ShownRejection
    settled = Signal(object)  # ShownDispute as the decision left it
    refused = Signal(Exception)
    failed = Signal(Exception)  # the list or an opening
    busy_changed = Signal(bool)

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._counter = counter
        self._officer = officer
        self._tasks = tasks
        self.current: ShownDispute | None = None
        self.rejected: ShownRejection | None = None  # of both at most one is chosen
        self.is_busy = False
        self._lists = Latest(self._list, tasks, self)
        self._items = Latest(self._read_item, tasks, self)
        self._lists.answered.connect(self.lines_changed)
        self._lists.failed.connect(self.failed)
        self._items.answered.connect(self._on_item)
        self._items.failed.connect(self.failed)

    def refresh(self) -> None:
        """Ask what waits; ends in ``lines_changed``."""
        self._lists.ask("")

    def choose(self, item: Item) -> None:
        """Read ``item``; ends in ``dossier_changed`` or ``rejection_changed``, the newest alone."""
        self._items.ask(item)

    def choose_none(self) -> None:
        """Nothing is chosen any more."""
        self.current = self.rejected = None
        self._items.forget()

    def settle(self, data: Mapping[str, Any]) -> None:
        """Perform ``resolve`` on the chosen dossier."""
        if self.is_busy or self.current is None:
            return
        dossier, officer = self.current.dossier.id, self._officer
        self._set_busy(True)
        perform = self._counter.perform

        def work() -> ShownDispute:
            perform(dossier, "resolve", data, officer)
            return self._read(dossier)

        task = self._tasks.start(work)
        task.succeeded.connect(self._on_settled)
        task.failed.connect(self._on_refused)

    def _set_busy(self, busy: bool) -> None:
        self.is_busy = busy
        self.busy_changed.emit(busy)

    @Slot(object)
    def _on_settled(self, after: ShownDispute) -> None:
        self._set_busy(False)
        if self.current is not None and self.current.dossier.id == after.dossier.id:
            self.current = after
        self.settled.emit(after)
        self.refresh()

    @Slot(Exception)
    def _on_refused(self, error: Exception) -> None:
        self._set_busy(False)
        self.refused.emit(error)

    @Slot(object)
    def _on_item(self, read: ShownDispute | ShownRejection) -> None:
        if isinstance(read, ShownRejection):
            self.current, self.rejected = None, read
            self.rejection_changed.emit(read)
        else:
            self.current, self.rejected = read, None
            self.dossier_changed.emit(read)

    def _list(self, _question: str) -> Waiting:
        roles = self._officer.roles
        lines = self._counter.questions.disputed(LIMIT + 1) if settles(roles) else ()
        rejections = concerning(self._counter.in_step.log.rejections(), roles)
        return Waiting(lines[:LIMIT], len(lines) > LIMIT, rejections)

    def _read_item(self, item: Item) -> ShownDispute | ShownRejection:
        return self._rejected(item) if isinstance(item, Rejection) else self._read(item.id)

    def _rejected(self, rejection: Rejection) -> ShownRejection:
        at = rejection.at.astimezone(self._counter.now().tzinfo)
        if rejection.dossier is None:
            return ShownRejection(rejection, at)
        found = shown(self._counter, self._counter.questions.dossier(rejection.dossier))
        history = (entry.id for entry in reversed(found.dossier.history))
        lines = dict(zip(history, story(found), strict=True))
        return ShownRejection(rejection, at, found, lines.get(rejection.event))

    def _read(self, dossier: UUID) -> ShownDispute:
        disputed = disputed_of(self._counter.questions, dossier)
        return ShownDispute(shown(self._counter, disputed.dossier), disputed, self._counter.desk)
