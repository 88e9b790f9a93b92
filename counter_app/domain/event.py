"""One act, never changed: its canonical text, its salted private part, its place in the chain."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

import orjson

from counter_app.domain.canonical import Json, canonical
from counter_app.domain.errors import BrokenChain, NotCanonical
from counter_app.domain.value import value

SCHEMA = 1  # of the payloads this program writes
SALT_BYTES = 16
_DIGITS = 32  # of an identity, hexadecimal
Payload = Mapping[str, Json]


class Kind(StrEnum):
    """Every kind this program knows; an event of another kind is kept and locks its dossier."""

    REGISTERED = "registered"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TAKEN = "taken"
    FORWARDED = "forwarded"
    SUPPLEMENT_REQUESTED = "supplement-requested"
    SUPPLEMENTED = "supplemented"
    PAYMENT_REQUESTED = "payment-requested"
    PAID = "paid"
    REVERSED = "reversed"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    RESCHEDULED = "rescheduled"
    FINISHED = "finished"
    HANDED_OVER = "handed-over"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    REOPENED = "reopened"
    TRANSFERRED = "transferred"
    ARRIVED = "arrived"
    CORRECTED = "corrected"
    VOIDED = "voided"
    PRINTED = "printed"
    ATTACHED = "attached"
    DETACHED = "detached"
    RESOLVED = "resolved"
    ERASED = "erased"
    RATED = "rated"
    RATING_ANSWERED = "rating-answered"
    COMPLAINT_JUDGED = "complaint-judged"
    # reference data: no dossier
    UNIT_PROFILED = "unit-profiled"
    DESK_ENROLLED = "desk-enrolled"
    OFFICER_REGISTERED = "officer-registered"
    PROCEDURE_VERSION_ISSUED = "procedure-version-issued"
    CALENDAR_CHANGED = "calendar-changed"
    PROCEDURE_DRAFTED = "procedure-drafted"
    DRAFT_CHECKED = "draft-checked"
    DRAFT_DROPPED = "draft-dropped"
    SUGGESTION_FILED = "suggestion-filed"
    SUGGESTION_ANSWERED = "suggestion-answered"


@value
class Author:
    """Who acts, and in which of their roles."""

    officer: UUID
    role: str


@value
class Draft:
    """An act as a use case states it, before the desk gives it a place in its chain.

    ``base`` is the last event its author had seen on the dossier; ``desk_time`` is aware.
    Personal data stands in ``private`` alone.
    """

    kind: Kind
    scope: UUID
    dossier: UUID | None
    author: Author
    desk_time: datetime
    public: Payload
    private: Payload | None = None
    base: UUID | None = None


@value
class ChainPlace:
    """The next link of one incarnation of one desk; ``previous`` is a hash of 32 bytes."""

    desk: UUID
    incarnation: UUID
    sequence: int
    previous: bytes


@value
class Event:
    """A sealed act. ``text`` is stored and sent to the letter; ``hash`` is SHA-256 of it.

    ``kind`` is text, because other programs may know more kinds. ``private`` and ``salt`` are
    None after an erasure, while ``text`` still proves the chain.
    """

    id: UUID
    scope: UUID
    dossier: UUID | None
    kind: str
    schema: int
    public: Payload
    private: Payload | None
    author: Author
    place: ChainPlace
    base: UUID | None
    desk_time: datetime
    salt: bytes | None
    private_hash: str | None  # hexadecimal, from the text
    private_text: bytes | None  # canonical
    text: bytes
    hash: bytes

    @property
    def short_hash(self) -> str:
        """Eight hexadecimal digits in two groups, as printed on the receipt."""
        digits = self.hash.hex()[:8].upper()
        return f"{digits[:4]} {digits[4:]}"


def seal(draft: Draft, place: ChainPlace, event_id: UUID, salt: bytes) -> Event:
    """``draft`` as the event at ``place``: text and hash are final from here on."""
    private = canonical(draft.private) if draft.private is not None else None
    private_hash = hashlib.sha256(salt + private).hexdigest() if private is not None else None
    at = _stored(draft.desk_time)
    text = _written(draft, at, place, event_id, private_hash)
    return Event(
        id=event_id,
        scope=draft.scope,
        dossier=draft.dossier,
        kind=draft.kind.value,
        schema=SCHEMA,
        public=draft.public,
        private=draft.private,
        author=draft.author,
        place=place,
        base=draft.base,
        desk_time=at,
        salt=salt if draft.private is not None else None,
        private_hash=private_hash,
        private_text=private,
        text=text,
        hash=hashlib.sha256(text).digest(),
    )


def unseal(text: bytes, private: bytes | None, salt: bytes | None, text_hash: bytes) -> Event:
    """The event that was stored or sent as ``text``; ``check_event`` proves it was not changed.

    Raises:
        NotCanonical: ``text`` is not an event's.
    """
    try:
        data = orjson.loads(text)
        return Event(
            id=_identity(data["id"]),
            scope=_identity(data["scope"]),
            dossier=_identity(data["dossier"]) if data["dossier"] else None,
            kind=data["kind"],
            schema=data["schema"],
            public=data["public"],
            private=orjson.loads(private) if private is not None else None,
            author=Author(_identity(data["author"]["officer"]), data["author"]["role"]),
            place=ChainPlace(
                _identity(data["desk"]),
                _identity(data["incarnation"]),
                data["desk_seq"],
                bytes.fromhex(data["previous"]),
            ),
            base=_identity(data["base"]) if data["base"] else None,
            desk_time=moment_of(data["desk_time"]),
            salt=salt,
            private_hash=data["private"],
            private_text=private,
            text=text,
            hash=text_hash,
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotCanonical("event") from error


def enrolment_hash(record: Payload) -> bytes:
    """What the first event of an incarnation names as its previous hash."""
    return hashlib.sha256(canonical(record)).digest()


def check_chain(events: Iterable[Event], genesis: bytes) -> Iterator[Event]:
    """Yield the events of one incarnation in order while each link holds.

    Raises:
        BrokenChain: text, private part, sequence or previous hash do not agree.
    """
    previous = genesis
    for sequence, event in enumerate(events, 1):
        if event.place.sequence != sequence:
            raise BrokenChain(str(event.id), sequence, "sequence")
        if event.place.previous != previous:
            raise BrokenChain(str(event.id), sequence, "previous")
        check_event(event)
        previous = event.hash
        yield event


def check_event(event: Event) -> None:
    """Prove that the event's text has its hash and that its private part is the text's own.

    Raises:
        BrokenChain: one of them was changed after sealing.
    """
    if hashlib.sha256(event.text).digest() != event.hash:
        raise BrokenChain(str(event.id), event.place.sequence, "hash")
    if event.salt is None and event.private is None:
        return  # it never had a private part, or was erased
    salt = event.salt or b""
    if event.private is None or _private_hash(event.private, salt) != event.private_hash:
        raise BrokenChain(str(event.id), event.place.sequence, "private")


def moment_text(moment: datetime) -> str:
    """A moment in UTC to the millisecond, the form all payloads use."""
    return _utc_text(moment.astimezone(UTC))


def moment_of(text: str) -> datetime:
    """The aware UTC moment of what ``moment_text`` wrote."""
    return datetime.fromisoformat(text)


def _stored(moment: datetime) -> datetime:
    """The moment as the text has it, so that a fold before and after storing is the same."""
    cut = moment.microsecond % 1000
    return (moment.replace(microsecond=moment.microsecond - cut) if cut else moment).astimezone(UTC)


def _private_hash(private: Payload | None, salt: bytes) -> str | None:
    if private is None:
        return None
    return hashlib.sha256(salt + canonical(private)).hexdigest()


def _written(
    draft: Draft, at: datetime, place: ChainPlace, id_: UUID, private: str | None
) -> bytes:
    author = draft.author
    return canonical(
        {
            "author": {"officer": author.officer, "role": str(author.role)},
            "base": draft.base,
            "desk": place.desk,
            "desk_seq": place.sequence,
            "desk_time": _utc_text(at),
            "dossier": draft.dossier,
            "id": id_,
            "incarnation": place.incarnation,
            "kind": draft.kind.value,
            "previous": place.previous.hex(),
            "private": private,
            "public": draft.public,
            "schema": SCHEMA,
            "scope": draft.scope,
        }
    )


def _utc_text(utc: datetime) -> str:
    """By the encoder of the texts: a third of what ``isoformat`` takes."""
    seconds = orjson.dumps(utc)[1:20].decode()
    return f"{seconds}.{utc.microsecond // 1000:03}Z"


@lru_cache(maxsize=4096)
def _identity(text: str) -> UUID:
    """Read once: an identity recurs in the events of a desk or a dossier, an event's in the next."""
    digits = text.replace("-", "")
    if len(digits) != _DIGITS:
        raise ValueError(text)
    return UUID(int=int(digits, 16))
