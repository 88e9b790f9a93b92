"""The queue: open dossiers in the order they must be worked on."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from counter_app.domain.dossier import Status
from counter_app.domain.procedure import ProcedureVersion
from counter_app.domain.route import role_holder
from counter_app.domain.text import search_words
from counter_app.domain.unit import Officer
from counter_app.services.ports import Now, Questions
from counter_app.services.queue_ports import QueuePage, QueuePlace, QueueQuery

MAX_PAGE = 500
NOBODY = ""


class Whose(StrEnum):
    """Which of the lists."""

    MINE = "mine"  # the officer's, their roles', and what nobody holds
    UNIT = "unit"
    ELSEWHERE = "elsewhere"  # received here, now another unit's work


class Urgency(StrEnum):
    """How pressing; ``TODAY`` is what comes due before midnight and is not over yet."""

    ANY = ""
    LATE = "late"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What an officer wants to see; empty: everything."""

    whose: Whose = Whose.MINE
    statuses: frozenset[Status] = frozenset()
    field: str = ""
    procedure: str = ""
    paused: bool | None = None
    urgency: Urgency = Urgency.ANY
    text: str = ""

    @property
    def is_plain(self) -> bool:
        """Whether nothing is filtered but whose it is."""
        return self == QueueFilter(self.whose)


@dataclass(frozen=True, slots=True)
class Queue:
    """The work of an officer and of the unit. Asks nothing of the network."""

    questions: Questions
    now: Now

    def page(
        self,
        wanted: QueueFilter,
        officer: Officer,
        after: QueuePlace | None = None,
        limit: int = 100,
    ) -> QueuePage:
        """The most urgent lines after a place; the next page goes on from ``QueuePage.next``."""
        query = self._query(wanted, officer)
        return self.questions.queue_page(query, after, max(1, min(limit, MAX_PAGE)))

    def fields(self) -> tuple[str, ...]:
        """The fields of the procedures this desk knows, by name."""
        procedures = self.questions.reference().procedures()
        return tuple(sorted({version.field for version in procedures if version.field}))

    def overdue_supplements(self) -> tuple[UUID, ...]:
        """Dossiers whose applicants did not bring what was missing in time, longest ago first."""
        return self.questions.overdue_supplements(self.now())

    def _query(self, wanted: QueueFilter, officer: Officer) -> QueueQuery:
        now = self.now()
        is_late, is_today = (wanted.urgency is one for one in (Urgency.LATE, Urgency.TODAY))
        text = wanted.text.strip()[:200]
        reference = self.questions.reference()
        versions = reference.procedures() if wanted.field or text else ()
        own, is_elsewhere = tuple(sorted(reference.codes())), wanted.whose is Whose.ELSEWHERE
        return QueueQuery(
            holders=holders_of(officer) if wanted.whose is Whose.MINE else (),
            statuses=tuple(sorted(wanted.statuses)),
            procedures=_procedures(wanted, versions),
            paused=wanted.paused,
            due_before=now if is_late else None,
            urgent_from=now if is_today else None,
            urgent_before=_midnight(now) if is_today else None,
            text=text,
            named=_named(text, versions),
            places=() if is_elsewhere else own,
            away_from=own if is_elsewhere else (),
        )


def holders_of(officer: Officer) -> tuple[str, ...]:
    """As whom the officer holds dossiers; what nobody holds is everybody's."""
    return (str(officer.id), *map(role_holder, officer.roles), NOBODY)


def _procedures(
    wanted: QueueFilter, versions: tuple[ProcedureVersion, ...]
) -> tuple[str, ...] | None:
    if wanted.procedure:
        return (wanted.procedure,)
    if not wanted.field:
        return None
    return tuple(sorted({version.code for version in versions if version.field == wanted.field}))


def _named(text: str, versions: tuple[ProcedureVersion, ...]) -> tuple[str, ...]:
    """The procedures whose names hold the beginnings of all words of ``text``."""
    words = [f" {word}" for word in search_words(text)]
    if not words:
        return ()
    names = {version.code: f" {' '.join(search_words(version.name.vi))}" for version in versions}
    return tuple(code for code, name in names.items() if all(word in name for word in words))


def _midnight(now: datetime) -> datetime:
    return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
