"""Notices (thông báo): which ones a dossier's state calls for, each with a key of its own."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from counter_app.domain.dossier import Dossier, Lifecycle, Status
from counter_app.domain.event import Kind, moment_text
from counter_app.domain.history import HistoryEntry
from counter_app.domain.procedure import Channel


class NoticeKind(StrEnum):
    """What people are told."""

    DUE_TOMORROW = "due-tomorrow"
    LATE = "late"
    SUPPLEMENT = "supplement"
    READY = "ready"
    MOVED = "moved"


class Audience(StrEnum):
    """Whom it is told: the applicant, or the officer who holds the dossier."""

    CITIZEN = "citizen"
    OFFICER = "officer"


AUDIENCES: Final = {
    NoticeKind.DUE_TOMORROW: (Audience.OFFICER,),  # a citizen would take it for a promise
    NoticeKind.LATE: (Audience.CITIZEN, Audience.OFFICER),
    NoticeKind.SUPPLEMENT: (Audience.CITIZEN,),
    NoticeKind.READY: (Audience.CITIZEN,),
    NoticeKind.MOVED: (Audience.CITIZEN,),
}
# The events that are occasions by themselves; the others follow from the promise and the time.
TOLD_EVENTS: Final = (
    Kind.SUPPLEMENT_REQUESTED,
    Kind.FINISHED,
    Kind.EXTENDED,
    Kind.RESCHEDULED,
)


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing one audience is told once: ``key`` names it for ever.

    ``occasion`` is an event's UUID, or the promised moment that comes near or has passed.
    """

    dossier: UUID
    kind: NoticeKind
    audience: Audience
    occasion: str

    @property
    def key(self) -> str:
        """Unique among all notices of a desk."""
        return f"{self.dossier}/{self.kind}/{self.audience}/{self.occasion}"


def notices_for(dossier: Dossier, desk: UUID, now: datetime, soon: datetime) -> tuple[Notice, ...]:
    """What ``desk`` has to tell about the dossier as it stands; ``soon`` ends the next working day.

    Only the desk that wrote an occasion's event tells it, for a promise the desk that gave it:
    no other desk of the unit does, whatever it has heard. Nothing is told of what is void,
    erased or under review.
    """
    if dossier.lifecycle is not Lifecycle.OPEN or dossier.erased or dossier.needs_review:
        return ()
    said = (*_by_event(dossier, desk), *_by_promise(dossier, desk, now, soon))
    return tuple(
        Notice(dossier.id, kind, audience, occasion)
        for kind, occasion in said
        for audience in AUDIENCES[kind]
        if audience is Audience.CITIZEN or _is_held(dossier)
    )


def promised_at(dossier: Dossier) -> datetime | None:
    """The moment people were told last; None where there is none or a pause is open."""
    return dossier.extended_to or dossier.due_at if dossier.due_at else None


def wording_name(notice: Notice, dossier: Dossier) -> str:
    """Which template says it: results that are sent and supplements with a limit have their own."""
    name = f"{notice.kind}-{notice.audience}"
    if notice.kind is NoticeKind.READY and dossier.result_channel in (Channel.POST, Channel.ONLINE):
        return f"{name}-{dossier.result_channel}"
    if notice.kind is NoticeKind.SUPPLEMENT and dossier.calls and dossier.calls[-1].until:
        return f"{name}-until"
    return name


def _by_event(dossier: Dossier, desk: UUID) -> list[tuple[NoticeKind, str]]:
    if dossier.status is Status.SUPPLEMENT:
        return _latest(dossier, desk, Kind.SUPPLEMENT_REQUESTED, NoticeKind.SUPPLEMENT)
    if dossier.status is Status.FINISHED:
        return _latest(dossier, desk, Kind.FINISHED, NoticeKind.READY)
    moved = _moved_by(dossier)
    return [(NoticeKind.MOVED, str(moved.id))] if moved and moved.desk == desk else []


def _by_promise(
    dossier: Dossier, desk: UUID, now: datetime, soon: datetime
) -> list[tuple[NoticeKind, str]]:
    promise = promised_at(dossier)
    if promise is None or dossier.status is Status.FINISHED or promise > soon:
        return []
    if _promising_desk(dossier) != desk:
        return []
    if promise < now:
        return [(NoticeKind.LATE, moment_text(promise))]
    today, zone = now.date(), now.tzinfo
    is_todays_own = dossier.received_at.astimezone(zone).date() == today
    if is_todays_own and promise.astimezone(zone).date() == today:
        return []  # whoever took it knows
    return [(NoticeKind.DUE_TOMORROW, moment_text(promise))]


def _is_held(dossier: Dossier) -> bool:
    """Whether one officer, not a role or nobody, has it."""
    return bool(dossier.holder) and not dossier.holder.startswith("role:")


def _promising_desk(dossier: Dossier) -> UUID:
    moved = _moved_by(dossier)
    return moved.desk if moved else dossier.desk


def _moved_by(dossier: Dossier) -> HistoryEntry | None:
    """What gave the date that holds now, where it is not the one of the receipt."""
    return _entry(dossier, Kind.EXTENDED if dossier.extended_to else Kind.RESCHEDULED)


def _latest(
    dossier: Dossier, desk: UUID, kind: Kind, told: NoticeKind
) -> list[tuple[NoticeKind, str]]:
    entry = _entry(dossier, kind)
    return [(told, str(entry.id))] if entry is not None and entry.desk == desk else []


def _entry(dossier: Dossier, kind: Kind) -> HistoryEntry | None:
    """The last event of ``kind`` that is in force."""
    history = reversed(dossier.history)
    return next((entry for entry in history if entry.kind == kind and entry.in_force), None)
