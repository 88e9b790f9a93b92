"""Ctrl+K: finds a page, a procedure or a dossier while its name is being typed."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.domain.type_ahead import Candidate, Query, match_rank
from counter_app.i18n import _
from counter_app.services.counter import Counter
from ui.messages import explain
from ui.pages import PageSpec
from ui.tasks import TaskRunner

_PROCEDURES = 5
_DOSSIERS = 8


@dataclass(frozen=True, slots=True)
class JumpTarget:
    """Where one can go: ``kind`` is page, procedure or dossier, ``target`` its name, code or UUID."""

    kind: str
    target: object
    title: str
    subtitle: str


class JumpViewModel(QObject):
    """Answers the newest question only; what was typed before is forgotten."""

    found = Signal(tuple)  # of JumpTarget
    failed = Signal(str)  # a sentence

    def __init__(
        self,
        counter: Counter,
        pages: Sequence[PageSpec],
        tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._counter = counter
        self._pages = tuple(pages)
        self._tasks = tasks
        self._receives = any(page.name == "page.intake" for page in pages)
        self._asked = ""
        self._under_way = False

    @Slot(str)
    def look_up(self, text: str) -> None:
        """Find what fits ``text``; ends in ``found`` or ``failed``."""
        self._asked = text
        if not self._under_way:
            self._ask()

    def _ask(self) -> None:
        asked = self._asked
        self._under_way = True
        task = self._tasks.start(lambda: (asked, self._answers(asked)))
        task.succeeded.connect(self._tell)
        task.failed.connect(self._fail)

    @Slot(object)
    def _tell(self, outcome: tuple[str, tuple[JumpTarget, ...]]) -> None:
        self._under_way = False
        asked, answers = outcome
        if asked != self._asked:
            self._ask()
            return
        self.found.emit(answers)

    @Slot(Exception)
    def _fail(self, error: Exception) -> None:
        self._under_way = False
        self.failed.emit(explain(error))

    def _answers(self, text: str) -> tuple[JumpTarget, ...]:
        query = Query.of(text)
        pages = [
            JumpTarget("page", page.name, page.title(), page.key)
            for page in self._pages
            if match_rank(query, Candidate.of(page.title())) is not None
        ]
        if not text.strip():
            return tuple(pages)
        return (*pages, *self._procedures(query), *self._dossiers(text))

    def _procedures(self, query: Query) -> list[JumpTarget]:
        if not self._receives:
            return []
        ranked = []
        for version in self._counter.catalogue.in_force():
            rank = match_rank(query, Candidate.of(version.name.vi, version.code))
            if rank is not None:
                ranked.append((rank, len(version.name.vi), version.name.vi, version.code))
        return [
            JumpTarget("procedure", code, name, _("Tiếp nhận thủ tục {code}").format(code=code))
            for _rank, _length, name, code in sorted(ranked)[:_PROCEDURES]
        ]

    def _dossiers(self, text: str) -> list[JumpTarget]:
        return [
            JumpTarget("dossier", line.id, f"{line.code} · {line.applicant}", line.procedure)
            for line in self._counter.search(text, _DOSSIERS)
        ]
