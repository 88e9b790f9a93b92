"""Where a dossier was when its date passed, and what for it was promised anew."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from counter_app.domain.dossier import Dossier
from counter_app.domain.late_causes import LateCause
from counter_app.domain.value import value

UNNAMED: Final = "unnamed"  # promised anew without a code for the cause
UNTOLD: Final = "untold"  # nobody has promised anything anew
CAUSES: Final = (*(cause.value for cause in LateCause), UNNAMED, UNTOLD)


@value
class Extension:
    """A new promise as its event has it; ``cause`` is empty where none was named."""

    until: datetime
    cause: str = ""


@value
class Lateness:
    """One late dossier: the step it was at and the agency whose step that was, and its cause.

    ``step`` is empty where no route is known; ``agency`` is empty at home, else as the step names
    it. ``cause`` is one of ``CAUSES``.
    """

    step: str
    agency: str
    cause: str


@dataclass(frozen=True, slots=True)
class LateLine:
    """The late dossiers of a step at an agency (its name), by cause; causes without any are left out."""

    step: str
    agency: str
    causes: Mapping[str, int]

    @property
    def total(self) -> int:
        """All of them: each has one cause."""
        return sum(self.causes.values())


def lateness_of(dossier: Dossier, extensions: Iterable[Extension]) -> Lateness:
    """Where the date of a late dossier passed; ``extensions`` are in the order of its events.

    What counts is the promise in force: the cause named with it, of several with that date the last.
    """
    step, agency = "", ""
    runs = [done.step for done in dossier.steps_done] + ([dossier.step] if dossier.step else [])
    for run in runs:
        if dossier.due_at is None or run.since <= dossier.due_at:
            step, agency = run.name, run.unit
    if dossier.extended_to is None:
        return Lateness(step, agency, UNTOLD)
    named = [one.cause for one in extensions if one.until == dossier.extended_to]
    known = named and named[-1] in CAUSES
    return Lateness(step, agency, named[-1] if known else UNNAMED)


def counted(late: Iterable[Lateness]) -> tuple[LateLine, ...]:
    """A line for each step and agency, those with the most first."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for one in late:
        found.setdefault((one.step, one.agency), Counter())[one.cause] += 1
    lines = (LateLine(*where, dict(causes)) for where, causes in found.items())
    return tuple(sorted(lines, key=lambda line: (-line.total, line.step, line.agency)))
