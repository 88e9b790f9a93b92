"""Rating at the desk's screen: opened by a receipt, once, by whoever holds it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from uuid import UUID

from counter_app.domain.act_table import RATE
from counter_app.domain.acts import Role
from counter_app.domain.dossier import Dossier, Lifecycle, Status
from counter_app.domain.errors import (
    ActNotAllowed,
    AlreadyRated,
    InvalidRating,
    RatedBeforeHandOver,
    UnknownScale,
)
from counter_app.domain.event import Author
from counter_app.domain.rating import Filled, rated
from counter_app.domain.rating_dates import locked_points
from counter_app.domain.rating_scale import RatingScale, scale_named, scale_on
from counter_app.services.acting import append
from counter_app.services.ports import Now, Questions, UnitOfWork
from counter_app.services.requests import cleaned_lines
from counter_app.services.searching import Search

_SHOWN_DIGITS = 4


@dataclass(frozen=True, slots=True)
class RatingForm:
    """What the citizen's screen shows; of the dossier no more than tells receipts apart."""

    dossier: UUID
    receipt: str  # the last digits of its code
    unit: str
    scale: RatingScale
    locked: tuple[tuple[str, int | None], ...]  # criteria filled from dates


@dataclass(frozen=True, slots=True)
class Rate:
    """Takes one rating of one receipt; nobody is signed in, the desk itself is the author."""

    questions: Questions
    unit_of_work: Callable[[], UnitOfWork]
    now: Now
    scales: tuple[RatingScale, ...]

    def form(self, receipt: str) -> RatingForm:
        """The form for the receipt that was scanned (a code or its alias).

        Raises:
            UnknownDossier, AmbiguousCode
            RatedBeforeHandOver, AlreadyRated, ActNotAllowed: it is void, or erased.
            UnknownScale: none is in force today.
        """
        dossier = Search(self.questions, self.now).named(receipt)
        check_ratable(dossier)
        now = self.now()
        scale = scale_on(self.scales, now.date())
        locked = locked_points(scale, dossier, now.tzinfo)
        shown = dossier.code[-_SHOWN_DIGITS:]
        return RatingForm(dossier.id, shown, dossier.unit.name, scale, tuple(locked.items()))

    def __call__(self, dossier: UUID, filled: Filled, scale: str) -> None:
        """Store the rating; it is durable when this returns, and nobody changes it any more.

        ``scale`` is the one the form showed: a form that was open at midnight keeps its own.

        Raises:
            RatedBeforeHandOver, AlreadyRated, ActNotAllowed, UnknownDossier
            CriterionLocked, InvalidRating, UnknownScale, TextTooLong: nothing was stored.
        """
        filled = replace(filled, text=cleaned_lines(filled.text, "text"))
        if filled.is_empty:
            raise InvalidRating("answers", "empty")
        now = self.now()
        chosen = scale_named(self.scales, scale)
        if chosen.effective > now.date():
            raise UnknownScale(chosen.id)
        with self.unit_of_work() as work:
            before = work.dossier(dossier)
            check_ratable(before)
            locked = locked_points(chosen, before, now.tzinfo)
            payloads = rated(chosen, before.receiver or before.desk, locked, filled)
            author = Author(work.desk.id, Role.CITIZEN.value)
            append(work, RATE, before, (author, now), payloads)
            work.commit()


def check_ratable(dossier: Dossier) -> None:
    """Refuse what cannot be rated (any more).

    Raises:
        RatedBeforeHandOver, AlreadyRated, ActNotAllowed
    """
    if dossier.lifecycle is Lifecycle.VOID:
        raise ActNotAllowed(RATE.name, dossier.status, "void")
    if dossier.erased:
        raise ActNotAllowed(RATE.name, dossier.status, "erased")
    if dossier.status is not Status.RETURNED:
        raise RatedBeforeHandOver(int(dossier.status))
    if any(rating.counts for rating in dossier.ratings):
        raise AlreadyRated
