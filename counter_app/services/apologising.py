"""Clearing a bad week: many late dossiers get a new date, each with its event and its form 04."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import CounterError
from counter_app.domain.form_templates import Form
from counter_app.domain.late_causes import LateCause
from counter_app.domain.unit import Officer
from counter_app.services.forms import Forms
from counter_app.services.performing import Perform
from counter_app.services.ports import Now, Questions


@dataclass(frozen=True, slots=True)
class NewPromise:
    """One cause and one rule for many: the date so many working days after today or after theirs.

    The later of the two counts. ``reason`` is printed on each form.
    """

    cause: LateCause
    reason: str
    working_days: int  # at least 1


@dataclass(frozen=True, slots=True)
class Apologised:
    """What became of one dossier; ``refusal`` None: extended, its form 04 made.

    With ``after`` and a refusal it was extended, and the form is still to be made.
    """

    dossier: UUID
    after: Dossier | None
    refusal: CounterError | None = None


@dataclass(frozen=True, slots=True)
class Apologise:
    """Extends dossiers one after another, a transaction each; a refusal stops none of the others."""

    perform: Perform
    forms: Forms
    questions: Questions
    now: Now

    def __call__(
        self, dossiers: Sequence[UUID], promise: NewPromise, officer: Officer
    ) -> Iterator[Apologised]:
        """A result for each dossier, as soon as it is on disk; who stops asking stops the rest."""
        for dossier in dossiers:
            yield self._apologised(dossier, promise, officer)

    def _apologised(self, dossier: UUID, promise: NewPromise, officer: Officer) -> Apologised:
        after = None
        try:
            data = {
                "until": self._until(dossier, promise.working_days).isoformat(),
                "reason": promise.reason,
                "cause": promise.cause.value,
            }
            after = self.perform(dossier, "extend", data, officer)
            self.forms.show(dossier, Form.APOLOGY)
        except CounterError as refusal:
            return Apologised(dossier, after, refusal)
        return Apologised(dossier, after)

    def _until(self, dossier: UUID, working_days: int) -> date:
        """The new date by the desk's calendar.

        Raises:
            UnknownDossier, DueOutOfRange
        """
        state, now = self.questions.dossier(dossier), self.now()
        promised = state.extended_to or state.due_at or now
        first = max(now, promised.astimezone(now.tzinfo)).date()
        return self.questions.reference().calendar().working_day_after(first, working_days)
