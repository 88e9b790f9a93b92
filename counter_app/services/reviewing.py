"""The review of procedures: suggestions and their answers, candidates, the quarter's report."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from counter_app.domain.act import OFFICER_ROLES
from counter_app.domain.errors import InvalidSuggestion, RoleMayNot, UnknownSuggestion
from counter_app.domain.event import Author, Draft, Kind, Payload
from counter_app.domain.procedure import procedures_in_force
from counter_app.domain.review import Candidate, Quarter, Review, candidates, review_of
from counter_app.domain.suggestion import LONGEST_TEXT, Outcome, Suggestion, SuggestionText
from counter_app.domain.text import clean
from counter_app.domain.unit import Officer
from counter_app.services.catalogue import catalogue_author, catalogue_scope
from counter_app.services.ports import Now, Questions, UnitOfWork


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Anybody at the unit may suggest; who controls procedures answers."""

    unit_of_work: Callable[[], UnitOfWork]
    questions: Questions
    now: Now

    def suggestions(self) -> tuple[Suggestion, ...]:
        """Everything suggested, as far as this desk knows, in the order it was filed."""
        return self.questions.reference().suggestions()

    def suggest(self, said: SuggestionText, by: Officer) -> Suggestion:
        """File a suggestion in the unit's name; the city's control officers see it too.

        Raises:
            RoleMayNot: ``by`` has no role at all.
            InvalidSuggestion: it is about a procedure nobody knows.
        """
        role = next((role for role in OFFICER_ROLES if role in by.roles), None)
        if role is None:
            raise RoleMayNot("suggest", tuple(by.roles), tuple(OFFICER_ROLES))
        with self.unit_of_work() as work:
            if not all(map(work.reference.versions, said.procedures)):
                raise InvalidSuggestion("procedures", "unknown")
            author = Author(by.id, role)
            event = work.append(self._draft(work.desk.unit, Kind.SUGGESTION_FILED, author, said))
            work.commit()
        return Suggestion(event.id, said, by.id, event.desk_time)

    def answer(self, suggestion: UUID, outcome: Outcome, note: str, by: Officer) -> None:
        """Say how far it has come; accepted or declined ends it, and declining wants a reason.

        Raises:
            RoleMayNot, UnknownSuggestion
            InvalidSuggestion: declined without a reason, a note too long, or no answer at all.
        """
        author = catalogue_author(by, "answer-suggestion")
        note = clean(note)
        if outcome is Outcome.FILED:
            raise InvalidSuggestion("outcome", "unknown_value")
        if outcome is Outcome.DECLINED and not note:
            raise InvalidSuggestion("note", "missing")
        if len(note) > LONGEST_TEXT:
            raise InvalidSuggestion("note", "too_long")
        with self.unit_of_work() as work:
            found = {s.id for s in work.reference.suggestions() if s.is_open}
            if suggestion not in found:
                raise UnknownSuggestion(str(suggestion))
            said: Payload = {"suggestion": str(suggestion), "outcome": outcome.value, "note": note}
            scope = catalogue_scope(work)
            answered = Draft(Kind.SUGGESTION_ANSWERED, scope, None, author, self.now(), said)
            work.append(answered)
            work.commit()

    def candidates(self, first: date, last: date) -> tuple[Candidate, ...]:
        """What the program finds by itself, by what happened on these days and between."""
        reference = self.questions.reference()
        uses = self.questions.uses(self._begin(first), self._begin(last + timedelta(days=1)))
        versions = procedures_in_force(reference.procedures(), self.now().date())
        return candidates(versions, uses)

    def review(self, quarter: Quarter, found: tuple[Candidate, ...] | None = None) -> Review:
        """The quarter's report; ``found`` are candidates that were looked for just before."""
        if found is None:
            found = self.candidates(quarter.first, quarter.last)
        reference = self.questions.reference()
        return review_of(quarter, reference.procedures(), reference.suggestions(), found)

    def _begin(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.now().tzinfo)

    def _draft(self, scope: UUID, kind: Kind, author: Author, said: SuggestionText) -> Draft:
        return Draft(kind, scope, None, author, self.now(), said.to_json())
