"""Report II.06a/VPCP/KSTT and the period report: columns, identities, and who breaks them.

Source: `domain.md` §3.9. What was declined, withdrawn or stopped in the period is neither solved
(7) nor in process (11) and has columns of its own, so that (3) = (7) + (11) + those three.
"""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from counter_app.domain.dossier import Dossier, Lifecycle
from counter_app.domain.ending import EXCLUDED, LOCAL, Ending, end_of

QUERY_VERSION: Final = 1  # of what the columns count; a report says which one made it
ONLINE: Final = "online"
AT_THE_COUNTER: Final = ("counter", "post")


@dataclass(frozen=True, slots=True)
class Period:
    """Local days, both among them."""

    first: date
    last: date

    @property
    def begins(self) -> datetime:
        """The first moment of it."""
        return datetime.combine(self.first, time(), LOCAL)

    @property
    def ends(self) -> datetime:
        """The first moment after it."""
        return datetime.combine(self.last + timedelta(days=1), time(), LOCAL)


class Identity(StrEnum):
    """What must hold in every line, by the numbers of the form's columns."""

    RECEIVED = "3=4+5+6"
    SOLVED = "7=8+9+10"
    IN_PROCESS = "11=12+13"
    ALL = "3=7+11+excluded"
    COUNTED = "3=counted"  # the rows and the counters that were kept event by event agree


@dataclass(frozen=True, slots=True)
class Columns:
    """The numbers of one line; those of the form by their column there."""

    total: int = 0  # 3
    online: int = 0  # 4
    direct: int = 0  # 5: at the counter or by post
    carried: int = 0  # 6
    solved: int = 0  # 7
    early: int = 0  # 8
    on_time: int = 0  # 9
    late: int = 0  # 10
    open: int = 0  # 11
    in_time: int = 0  # 12
    overdue: int = 0  # 13
    declined: int = 0
    withdrawn: int = 0
    stopped: int = 0

    def __add__(self, other: "Columns") -> "Columns":
        return Columns(*(a + b for a, b in zip(astuple(self), astuple(other), strict=True)))

    def __sub__(self, other: "Columns") -> "Columns":
        return Columns(*(a - b for a, b in zip(astuple(self), astuple(other), strict=True)))

    @property
    def excluded(self) -> int:
        """Ended in the period without being solved."""
        return self.declined + self.withdrawn + self.stopped

    @property
    def broken(self) -> tuple[Identity, ...]:
        """The identities that do not hold."""
        sums = {
            Identity.RECEIVED: (self.total, self.online + self.direct + self.carried),
            Identity.SOLVED: (self.solved, self.early + self.on_time + self.late),
            Identity.IN_PROCESS: (self.open, self.in_time + self.overdue),
            Identity.ALL: (self.total, self.solved + self.open + self.excluded),
        }
        return tuple(identity for identity, (left, right) in sums.items() if left != right)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a report asks of one dossier; ``officer`` is who finished it, holds it, or received it."""

    id: UUID
    code: str
    unit: str
    field: str
    procedure: str
    officer: str
    channel: str
    received_at: datetime
    due_at: datetime | None
    ended: str  # an `Ending`, empty, or what no program of ours would write
    ended_at: datetime | None
    is_open: bool  # somebody still works on it


def entry_of(dossier: Dossier) -> Entry | None:
    """The dossier as a report sees it; None for a void one."""
    if dossier.lifecycle is Lifecycle.VOID:
        return None
    end = end_of(dossier)
    is_open = dossier.lifecycle is Lifecycle.OPEN and end is None
    return Entry(
        id=dossier.id,
        code=dossier.code,
        unit=dossier.unit.code,
        field=dossier.procedure.field,
        procedure=dossier.procedure.code,
        officer=_officer(dossier, is_open),
        channel=dossier.channel,
        received_at=dossier.received_at,
        due_at=dossier.due_at,
        ended=end.how.value if end else "",
        ended_at=end.at if end else None,
        is_open=is_open,
    )


def columns_of(entry: Entry, period: Period) -> Columns:
    """The columns a dossier is counted in, each 0 or 1: the sum of all is the report."""
    begins, ends = period.begins, period.ends
    if entry.received_at >= ends or (entry.ended_at is not None and entry.ended_at < begins):
        return Columns()
    is_new, is_over = entry.received_at >= begins, _is_over(entry, ends)
    is_unfinished = entry.ended in _UNFINISHED
    is_late = entry.due_at is not None and entry.due_at < ends
    lies_open = not is_over and (entry.is_open or entry.ended_at is not None)
    return Columns(
        total=1,
        online=int(is_new and entry.channel == ONLINE),
        direct=int(is_new and entry.channel in AT_THE_COUNTER),
        carried=int(not is_new),
        solved=int(is_over and not is_unfinished),
        early=int(is_over and entry.ended == Ending.EARLY),
        on_time=int(is_over and entry.ended == Ending.ON_TIME),
        late=int(is_over and entry.ended == Ending.LATE),
        open=int(lies_open),
        in_time=int(lies_open and not is_late),
        overdue=int(lies_open and is_late),
        declined=int(is_over and entry.ended == Ending.DECLINED),
        withdrawn=int(is_over and entry.ended == Ending.WITHDRAWN),
        stopped=int(is_over and entry.ended == Ending.STOPPED),
    )


def offending(entries: Iterable[Entry], period: Period) -> Iterable[tuple[Entry, Identity]]:
    """The dossiers for which alone an identity does not hold, each with the first of these."""
    for entry in entries:
        if broken := columns_of(entry, period).broken:
            yield entry, broken[0]


_UNFINISHED: Final = frozenset(how.value for how in EXCLUDED)


def _is_over(entry: Entry, ends: datetime) -> bool:
    return entry.ended_at is not None and entry.ended_at < ends


def _officer(dossier: Dossier, is_open: bool) -> str:
    if dossier.finisher is not None:
        return str(dossier.finisher)
    if is_open and dossier.holder:
        return dossier.holder
    return str(dossier.receiver or "")
