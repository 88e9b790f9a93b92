"""What passes by itself: a dossier whose supplement did not come in time is stopped, once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from counter_app.domain.acts import ACTS, Role, role_for, why_not
from counter_app.domain.dossier import Dossier, Status, SupplementCall
from counter_app.domain.event import Author, moment_text
from counter_app.services.acting import append, standing_here
from counter_app.services.ports import Now, Questions, UnitOfWork
from counter_app.services.reckoning import reckoned

_GRACE: Final = timedelta(days=1)  # the desk that asked may be switched off for good
_REASON = "Hết thời hạn bổ sung hồ sơ mà không nhận được giấy tờ yêu cầu."


@dataclass(frozen=True, slots=True)
class StopUnanswered:
    """Stops the dossiers whose limit has passed. The act is the limit's, which an officer set."""

    questions: Questions
    unit_of_work: Callable[[], UnitOfWork]
    now: Now

    def __call__(self) -> tuple[Dossier, ...]:
        """The dossiers that were stopped now; asked again, there is nothing left to stop."""
        found = self.questions.overdue_supplements(self.now())
        return tuple(stopped for dossier in found if (stopped := self._stop(dossier)))

    def _stop(self, dossier: UUID) -> Dossier | None:
        """Stop it unless somebody was faster: what was brought or asked for anew counts."""
        now, act = self.now(), ACTS["stop"]
        with self.unit_of_work() as work:
            before = work.dossier(dossier)
            standing = standing_here(work, before, now)
            call = _passed_call(before, now)
            is_ours = call is not None and _is_left_to(work.desk.id, call, before, now)
            if call is None or not is_ours or why_not(act, standing):
                return None
            author = Author(call.officer, role_for(act, standing, (Role.LIMIT,)))
            public = reckoned(before, work.reference, now).payload()
            public.pop("step_due_at", None)
            said = {**public, "limit": moment_text(call.until or now)}
            append(work, act, before, (author, now), (said, {"reason": _REASON}))
            after = work.dossier(dossier)
            work.commit()
        return after


def _is_left_to(desk: UUID, call: SupplementCall, dossier: Dossier, now: datetime) -> bool:
    """Whether ``desk`` stops it: the one that asked, and only after a day any other of the unit.

    All of them would, each before it heard of the others, and every stop but one need a review.
    """
    asking = next((entry.desk for entry in dossier.history if entry.id == call.event), desk)
    return asking == desk or (call.until or now) + _GRACE < now


def _passed_call(dossier: Dossier, now: datetime) -> SupplementCall | None:
    """The open request for papers whose last day is over."""
    if dossier.status is not Status.SUPPLEMENT or not dossier.calls:
        return None
    call = dossier.calls[-1]
    return call if call.until is not None and call.until < now else None
