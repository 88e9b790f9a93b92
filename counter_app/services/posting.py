"""Public posting on paper: a procedure's sheet, a field's booklet, the review's report."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from counter_app.domain.errors import UnknownField, UnknownProcedure
from counter_app.domain.posted import Booklet, PostedPaper, PostedSheet, Poster, ReviewReport
from counter_app.domain.procedure import ProcedureVersion, procedures_in_force
from counter_app.domain.review import Review
from counter_app.domain.text import fold
from counter_app.services.on_paper import letterhead_of
from counter_app.services.ports import Now, Questions

RenderPosted: TypeAlias = Callable[[PostedPaper], bytes]


@dataclass(frozen=True, slots=True)
class Posting:
    """What is in force today as PDF bytes; nothing is stored."""

    questions: Questions
    render: RenderPosted
    now: Now

    def sheet(self, code: str) -> bytes:
        """One procedure.

        Raises:
            UnknownProcedure: it cannot be received today.
        """
        found = [version for version in self._in_force() if version.code == code]
        if not found:
            raise UnknownProcedure(code[:80])
        return self.render(PostedSheet(self._poster(), found[0]))

    def booklet(self, field: str) -> bytes:
        """Every procedure of a field, however its name is typed.

        Raises:
            UnknownField: none of it can be received today.
        """
        found = tuple(v for v in self._in_force() if fold(v.field) == fold(field))
        if not found:
            raise UnknownField(field[:80])
        return self.render(Booklet(self._poster(), found[0].field, found))

    def review(self, review: Review) -> bytes:
        """The review's report with the procedures' names."""
        names = {v.code: v.name.vi for v in self.questions.reference().procedures()}
        return self.render(ReviewReport(self._poster(), review, names))

    def _in_force(self) -> tuple[ProcedureVersion, ...]:
        return procedures_in_force(self.questions.reference().procedures(), self.now().date())

    def _poster(self) -> Poster:
        unit = self.questions.reference().unit()
        return Poster(letterhead_of(unit), self.now().date(), unit.lookup_url, unit.is_sample)
