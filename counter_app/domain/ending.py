"""How a dossier ended, and when: what every figure about finished work is counted by."""

from datetime import datetime, timedelta, timezone
from enum import StrEnum
from typing import Final

from counter_app.domain.dossier import Dossier, Lifecycle, Status
from counter_app.domain.due import Timeliness, timeliness
from counter_app.domain.value import value

LOCAL: Final = timezone(timedelta(hours=7))  # Asia/Ho_Chi_Minh, the whole year


class Ending(StrEnum):
    """Finished early, on time or late (`domain.md` §5.12), or ended without being finished."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"


FINISHED: Final = (Ending.EARLY, Ending.ON_TIME, Ending.LATE)
EXCLUDED: Final = (Ending.DECLINED, Ending.WITHDRAWN, Ending.STOPPED)


@value
class End:
    """How a dossier ended and at which moment: of one handed over, when it was finished."""

    how: Ending
    at: datetime


def end_of(dossier: Dossier) -> End | None:
    """How ``dossier`` ended; None while it is worked on, and for a void one, which never counts.

    A finished one is judged at *finished*, not at hand-over, by the due moment its pauses leave
    it and without extensions: a new promise does not make late work punctual. Where the law sets
    no term nothing can be late: it counts as on time.
    """
    if dossier.lifecycle is Lifecycle.VOID:
        return None
    if dossier.status in (Status.FINISHED, Status.RETURNED):
        return _finished(dossier.finished_at, dossier.due_at)
    how = _UNFINISHED.get(dossier.status)
    if how is None or dossier.closed_at is None:
        return None
    return End(how, dossier.closed_at)


def day_number(moment: datetime) -> int:
    """The local day ``moment`` belongs to, counted from 1 January 1970."""
    return moment.astimezone(LOCAL).toordinal() - _FIRST_DAY


_FIRST_DAY: Final = datetime(1970, 1, 1, tzinfo=LOCAL).toordinal()
_UNFINISHED: Final = {
    Status.DECLINED: Ending.DECLINED,
    Status.WITHDRAWN: Ending.WITHDRAWN,
    Status.STOPPED: Ending.STOPPED,
}
_JUDGED: Final = {
    Timeliness.EARLY: Ending.EARLY,
    Timeliness.ON_TIME: Ending.ON_TIME,
    Timeliness.LATE: Ending.LATE,
}


def _finished(at: datetime | None, due_at: datetime | None) -> End | None:
    if at is None:
        return None
    if due_at is None:
        return End(Ending.ON_TIME, at)
    return End(_JUDGED[timeliness(at, due_at.astimezone(LOCAL))], at)
