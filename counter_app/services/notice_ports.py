"""What telling people asks of the outside: a queue that forgets nothing, channels, templates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeAlias
from uuid import UUID

from counter_app.domain.notice import Notice
from counter_app.domain.notice_rules import Contact

# By language, then by name: ``subject`` and ``text`` with named places for values.
Templates: TypeAlias = Mapping[str, Mapping[str, Mapping[str, str]]]


class NoticeState(StrEnum):
    """How far a notice is; from the last three it never goes on by itself."""

    QUEUED = "queued"
    SENDING = "sending"  # begun; whoever began it may be gone
    FAILED = "failed"  # surely not delivered; it is tried again
    SENT = "sent"  # a channel has taken it
    GIVEN_UP = "given-up"
    DOUBTFUL = "doubtful"  # begun and never answered: a person must look


class Delivery(StrEnum):
    """What a channel knows of one message after having tried."""

    TAKEN = "taken"
    NOT_NOW = "not-now"  # surely not delivered; later it may be
    NEVER = "never"  # surely not delivered, nor will it be on this channel
    UNKNOWN = "unknown"  # begun, no answer


@dataclass(frozen=True, slots=True)
class Answer:
    """A channel's answer; ``reason`` is a stable word or a code, never an address or a text."""

    delivery: Delivery
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One message to one person; ``key`` is the same whenever the same notice is meant."""

    to: str
    subject: str
    text: str
    key: str  # 32 hexadecimal digits


class Channel(Protocol):
    """A way to reach people. It may wait for the network, so no transaction is open meanwhile."""

    @property
    def name(self) -> str:
        """A stable word."""

    @property
    def contact(self) -> Contact:
        """What it reaches people by."""

    def send(self, message: Message) -> Answer:
        """Try once. What went wrong is an answer, never an exception."""


@dataclass(frozen=True, slots=True)
class NoticeMark:
    """From where on this life of the desk tells: nothing from before, which may have been told."""

    began_at: datetime
    seq: int  # of the last event that was looked at


@dataclass(frozen=True, slots=True)
class Fresh:
    """The occasions the desk itself wrote after a mark, by dossier; ``seq`` is the last one seen."""

    seq: int
    events: Mapping[UUID, frozenset[str]]


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """A notice in the queue. It holds no address and no text: both are made when it is sent."""

    notice: Notice
    code: str
    state: NoticeState
    channel: str  # tried last; empty: none
    passed: int  # channels that were given up
    tries: int  # on the present one
    reason: str
    next_at: datetime
    moved_at: datetime  # when its state changed last


class NoticeQueue(Protocol):
    """The desk's notices, beside the events and not among them; never sent to the centre."""

    def mark(self, now: datetime) -> NoticeMark:
        """The mark of this life of the desk, made now if there is none.

        What another life has left, and what was begun long ago without an answer, is doubtful
        from here on.
        """

    def fresh(self, mark: NoticeMark) -> Fresh:
        """What this desk wrote after ``mark`` of the kinds people are told about."""

    def near(self, since: datetime, until: datetime) -> tuple[UUID, ...]:
        """Open dossiers received here, or moved by a notice, promised from ``since`` to ``until``."""

    def put(self, found: Sequence[tuple[Notice, str]], seq: int, times: "Times") -> int:
        """Queue notices with their dossiers' codes and move the mark; how many were new."""

    def due(self, now: datetime) -> tuple[NoticeLine, ...]:
        """What this life may try now, the longest waiting first."""

    def take(self, line: NoticeLine, channel: str, now: datetime) -> bool:
        """Whether this caller, and nobody else, is the one to send it; it is begun then."""

    def settle(self, line: NoticeLine) -> None:
        """What became of it."""

    def lines(self, limit: int) -> tuple[NoticeLine, ...]:
        """The latest ones, newest change first."""

    def counts(self) -> Mapping[NoticeState, int]:
        """How many there are of each state; every state is there."""


@dataclass(frozen=True, slots=True)
class Times:
    """When notices are queued, and from when on they may be sent."""

    now: datetime
    not_before: datetime
