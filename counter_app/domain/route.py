"""A dossier's way through its procedure's steps: which one it is at, and which are behind it."""

from datetime import datetime
from typing import Any
from uuid import UUID

from counter_app.domain.canonical import Json
from counter_app.domain.event import moment_of, moment_text
from counter_app.domain.value import value


@value
class StepRun:
    """A step as the dossier entered it; ``due_at`` None: no term, or the clock stands.

    ``takes_rest``: no route describes it; its time is what is left of the dossier's.
    """

    number: int  # from 1, in the route
    name: str
    role: str
    since: datetime
    due_at: datetime | None = None
    unit: str = ""
    term: str = ""  # the text of a term, empty where the route gives none
    must_be_online: bool = False
    needs_result: bool = False
    needs_signature: bool = False
    takes_rest: bool = False

    def to_json(self) -> dict[str, Json]:
        """As the event that enters the step carries it; what is usual is left out."""
        data: dict[str, Json] = {
            "number": self.number,
            "name": self.name,
            "role": self.role,
            "since": moment_text(self.since),
        }
        if self.due_at is not None:
            data["due_at"] = moment_text(self.due_at)
        if self.unit:
            data["unit"] = self.unit
        if self.term:
            data["term"] = self.term
        if any(getattr(self, name) for name in _FLAGS):
            data |= {name: True for name in _FLAGS if getattr(self, name)}
        return data

    @classmethod
    def from_json(cls, data: Any) -> "StepRun":
        """The step ``to_json`` wrote."""
        due_at = data.get("due_at")
        return cls(
            data["number"],
            data["name"],
            data["role"],
            moment_of(data["since"]),
            moment_of(due_at) if due_at else None,
            data.get("unit", ""),
            data.get("term", ""),
            bool(data.get("must_be_online")),
            bool(data.get("needs_result")),
            bool(data.get("needs_signature")),
            bool(data.get("takes_rest")),
        )


@value
class StepDone:
    """A step that was left: when, by whom, and whether in its own time."""

    step: StepRun
    until: datetime
    officer: UUID

    @property
    def was_late(self) -> bool:
        """Left after its own due moment."""
        return self.step.due_at is not None and self.until > self.step.due_at


_FLAGS = ("must_be_online", "needs_result", "needs_signature", "takes_rest")


def role_holder(role: str) -> str:
    """Whoever has the role holds the dossier."""
    return f"role:{role}"
