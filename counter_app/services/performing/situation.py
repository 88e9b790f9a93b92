"""What an act is done in: the dossier as it stands, who acts, when; and how its data is read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeAlias

from counter_app.domain.act import Act
from counter_app.domain.canonical import Json
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import InvalidActData, InvalidMoment, MissingActData
from counter_app.domain.event import Author
from counter_app.services.ports import UnitOfWork
from counter_app.services.reading_intake import read_moment
from counter_app.services.requests import cleaned, cleaned_lines

Payloads: TypeAlias = tuple[dict[str, Json], dict[str, Json]]  # public, private
HIGHEST_AMOUNT = 10**12  # đồng


@dataclass(frozen=True, slots=True)
class Situation:
    """One act about to happen; ``now`` is aware and local, ``work`` the open transaction."""

    act: Act
    dossier: Dossier
    author: Author
    now: datetime
    work: UnitOfWork
    data: Mapping[str, Any]

    def refuse(self, path: str, reason: str) -> InvalidActData:
        """The refusal of one field, by a stable word."""
        return InvalidActData(self.act.name, path, reason)

    def line(self, name: str) -> str:
        """A field of one line, cleaned; empty when it was not given.

        Raises:
            InvalidActData, TextTooLong
        """
        return cleaned(self._text(name), name, name)

    def lines(self, name: str) -> str:
        """A field of several lines, cleaned; empty when it was not given.

        Raises:
            InvalidActData, TextTooLong
        """
        return cleaned_lines(self._text(name), name)

    def needed_line(self, name: str) -> str:
        """A field of one line that must say something.

        Raises:
            MissingActData, InvalidActData, TextTooLong
        """
        return self._said(name, self.line(name))

    def needed_reason(self) -> dict[str, Json]:
        """The private part of an act that must have a reason.

        Raises:
            MissingActData, InvalidActData, TextTooLong
        """
        return {"reason": self._said("reason", self.lines("reason"))}

    def reasoned(self) -> dict[str, Json]:
        """The private part of an act that may have a reason."""
        reason = self.lines("reason")
        return {"reason": reason} if reason else {}

    def choice(self, name: str, *allowed: str) -> str:
        """One of the words ``allowed``.

        Raises:
            InvalidActData
        """
        value = self._text(name)
        if value not in allowed:
            raise self.refuse(name, "unknown_value")
        return value

    def amount(self) -> int:
        """Whole đồng, at least 1.

        Raises:
            InvalidActData
        """
        value = self.data.get("amount")
        if not isinstance(value, int) or isinstance(value, bool):
            raise self.refuse("amount", "not_a_whole_number")
        if not 1 <= value <= HIGHEST_AMOUNT:
            raise self.refuse("amount", "range")
        return value

    def until(self, at: time) -> datetime:
        """The moment ``until`` names, in the future; of a day alone, the local time ``at``.

        Raises:
            InvalidActData
        """
        text = self._text("until")
        try:
            moment = read_moment(text)
            if len(text) <= len("2026-11-25"):
                moment = datetime.combine(date.fromisoformat(text), at, self.now.tzinfo)
        except (InvalidMoment, ValueError) as error:
            raise self.refuse("until", "not_a_moment") from error
        if moment <= self.now:
            raise self.refuse("until", "past")
        return moment

    def _said(self, name: str, text: str) -> str:
        if not text:
            raise MissingActData(self.act.name, (name,))
        return text

    def _text(self, name: str) -> str:
        value = self.data.get(name)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.refuse(name, "not_text")
        return value
