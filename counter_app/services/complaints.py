"""Complaints about officers: the supervisor reads and judges them, the officer may answer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from counter_app.domain.act_table import ANSWER_RATING, JUDGE_COMPLAINT
from counter_app.domain.acts import Act, Role
from counter_app.domain.canonical import Json
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import (
    AlreadyJudged,
    InvalidRating,
    MissingActData,
    RoleMayNot,
    UnknownComplaint,
)
from counter_app.domain.event import Author
from counter_app.domain.quarter import Quarter
from counter_app.domain.rating import Finding, Rating
from counter_app.domain.rating_counts import quarter_of
from counter_app.domain.unit import Officer
from counter_app.services.acting import append
from counter_app.services.ports import Now, Questions, UnitOfWork
from counter_app.services.rating_ports import RatingFigures
from counter_app.services.requests import cleaned_lines
from counter_app.services.sightings import See

LIMIT = 200


@dataclass(frozen=True, slots=True)
class Complaint:
    """A complaint as it may be read: its text and its officer, never whose dossier it is.

    ``id`` means something to this use case alone. ``text`` is empty where the citizen wrote none,
    or the dossier was erased.
    """

    id: UUID
    quarter: Quarter
    officer: UUID
    officer_name: str
    text: str
    finding: str  # a ``Finding``, or empty
    reason: str
    replies: tuple[tuple[str, str], ...]  # who, what


@dataclass(frozen=True, slots=True)
class Complaints:
    """Reads, judges and answers complaints; what is said about one is appended to it."""

    questions: Questions
    figures: RatingFigures
    unit_of_work: Callable[[], UnitOfWork]
    now: Now
    see: See

    def waiting(self, officer: Officer) -> tuple[Complaint, ...]:
        """The complaints ``officer`` may read: a supervisor all but their own, else one's own.

        Of their own an officer reads the words alone, and not before they were judged: what appears
        while the citizen is at the door would say whose it is.
        """
        names = {o.id: o.name for o in self.questions.reference().officers()}
        return tuple(
            sorted(
                (_shown(rating, names) for _, rating in self._all() if _may_read(officer, rating)),
                key=lambda complaint: (bool(complaint.finding), complaint.id),
            )
        )

    def judge(self, complaint: UUID, finding: str, reason: str, officer: Officer) -> None:
        """Find a complaint justified or not, with a reason; durable when this returns.

        Raises:
            RoleMayNot: a supervisor's, and never about oneself.
            UnknownComplaint, AlreadyJudged, InvalidRating, MissingActData, TextTooLong
        """
        _check_supervisor(officer)
        if finding not in tuple(Finding):
            raise InvalidRating("finding", "unknown_value")
        said = cleaned_lines(reason, "reason")
        if not said:
            raise MissingActData(JUDGE_COMPLAINT.name, ("reason",))
        dossier, rating = self._named(complaint, officer)
        public: dict[str, Json] = {"rating": str(rating.event), "finding": finding}
        with self.unit_of_work() as work:
            rating = _rating_of(work.dossier(dossier), rating.event)
            if rating.finding:
                raise AlreadyJudged(rating.finding)
            author = Author(officer.id, Role.SUPERVISOR.value)
            self._append(work, dossier, JUDGE_COMPLAINT, author, (public, {"reason": said}))

    def answer(self, complaint: UUID, text: str, officer: Officer) -> None:
        """Answer a complaint about oneself, once; durable when this returns.

        Raises:
            UnknownComplaint: it is about somebody else, or has no words to answer.
            InvalidRating: it was answered before; RoleMayNot, MissingActData, TextTooLong
        """
        said = cleaned_lines(text, "text")
        if not said:
            raise MissingActData(ANSWER_RATING.name, ("text",))
        role = _answering_role(officer)
        dossier, rating = self._named(complaint, officer)
        if rating.officer != officer.id:
            raise UnknownComplaint
        with self.unit_of_work() as work:
            rating = _rating_of(work.dossier(dossier), rating.event)
            if any(reply.officer == officer.id for reply in rating.replies):
                raise InvalidRating("text", "answered")
            public: dict[str, Json] = {"rating": str(rating.event)}
            author = Author(officer.id, role.value)
            self._append(work, dossier, ANSWER_RATING, author, (public, {"text": said}))

    def dossier_to_judge(self, complaint: UUID, officer: Officer) -> UUID:
        """The dossier behind a complaint that is still to be judged; who looked is kept.

        Raises:
            RoleMayNot, UnknownComplaint
            AlreadyJudged: what is judged needs no dossier any more.
        """
        _check_supervisor(officer)
        dossier, rating = self._named(complaint, officer)
        if rating.finding:
            raise AlreadyJudged(rating.finding)
        self.see.note(dossier, officer)
        return dossier

    def _append(
        self,
        work: UnitOfWork,
        dossier: UUID,
        act: Act,
        author: Author,
        payloads: tuple[dict[str, Json], dict[str, Json]],
    ) -> None:
        append(work, act, work.dossier(dossier), (author, self.now()), payloads)
        work.commit()

    def _named(self, complaint: UUID, officer: Officer) -> tuple[UUID, Rating]:
        for dossier, rating in self._all():
            if _opaque(rating.event) == complaint and _may_read(officer, rating):
                return dossier, rating
        raise UnknownComplaint

    def _all(self) -> Iterator[tuple[UUID, Rating]]:
        for identity in self.figures.complaints(LIMIT):
            for rating in self.questions.dossier(identity).ratings:
                if rating.counts and rating.complains:
                    yield identity, rating


def _may_read(officer: Officer, rating: Rating) -> bool:
    if rating.officer == officer.id:
        return bool(rating.text and rating.finding)
    return Role.SUPERVISOR in officer.roles


def _check_supervisor(officer: Officer) -> None:
    if Role.SUPERVISOR not in officer.roles:
        allowed = (Role.SUPERVISOR.value,)
        raise RoleMayNot(JUDGE_COMPLAINT.name, tuple(sorted(officer.roles)), allowed)


def _answering_role(officer: Officer) -> Role:
    allowed = tuple(grant.role for grant in ANSWER_RATING.grants)
    for role in allowed:
        if role in officer.roles:
            return role
    raise RoleMayNot(ANSWER_RATING.name, tuple(sorted(officer.roles)), allowed)


def _rating_of(dossier: Dossier, event: UUID) -> Rating:
    return next(rating for rating in dossier.ratings if rating.event == event)


def _shown(rating: Rating, names: Mapping[UUID, str]) -> Complaint:
    return Complaint(
        _opaque(rating.event),
        quarter_of(rating),
        rating.officer,
        names.get(rating.officer, ""),
        rating.text,
        rating.finding,
        rating.reason,
        tuple((names.get(reply.officer, ""), reply.text) for reply in rating.replies),
    )


def _opaque(event: UUID) -> UUID:
    """Another identity for the event, whose own begins with the moment it was made."""
    return UUID(bytes=sha256(event.bytes).digest()[:16])
