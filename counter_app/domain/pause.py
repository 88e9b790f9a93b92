"""Pauses of a term (tạm dừng tính thời hạn): intervals of a kind, never days added to a date."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Self

from counter_app.domain.errors import InvalidMoment, InvalidPause


class PauseKind(StrEnum):
    """Why the clock stands still (`domain.md` §5, items 7 to 9)."""

    SUPPLEMENT = "supplement"
    PAYMENT = "payment"
    POSTING = "posting"
    VERIFICATION = "verification"
    FORCE_MAJEURE = "force_majeure"
    SYSTEM_FAILURE = "system_failure"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands from ``begins`` until ``ends``; both are aware.

    Raises:
        InvalidPause: it ends before it begins.
        InvalidMoment: a moment without a time zone.
    """

    begins: datetime
    ends: datetime | None = None  # None: still open
    kind: PauseKind = PauseKind.SUPPLEMENT

    def __post_init__(self) -> None:
        for moment in (self.begins, self.ends):
            if moment is not None and moment.tzinfo is None:
                raise InvalidMoment(moment.isoformat())
        if self.ends is not None and self.ends < self.begins:
            raise InvalidPause(f"{self.begins.isoformat()}/{self.ends.isoformat()}")

    def ended(self, now: datetime) -> Self:
        """The pause as if it ended ``now``, or as it is when it has ended.

        An open pause that begins later than ``now`` ends at once.
        """
        if self.ends is not None or now <= self.begins:
            return self
        return replace(self, ends=now)


def merged(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """The pauses in order, overlapping and touching ones as one.

    One that holds a supplement is a supplement: its end brings the papers the term waits for.
    """
    result: list[Pause] = []
    for pause in sorted(pauses, key=lambda p: p.begins):
        last = result[-1] if result else None
        if last is None or (last.ends is not None and last.ends < pause.begins):
            result.append(pause)
        else:
            result[-1] = _joined(last, pause)
    return tuple(result)


def _joined(first: Pause, second: Pause) -> Pause:
    ends = None
    if first.ends is not None and second.ends is not None:
        ends = max(first.ends, second.ends)
    kinds = (first.kind, second.kind)
    kind = PauseKind.SUPPLEMENT if PauseKind.SUPPLEMENT in kinds else first.kind
    return Pause(first.begins, ends, kind)
