"""The register of a period: read, set and painted in steps that can be watched and stopped."""

from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import RegisterTooLong
from counter_app.domain.forms_slips import Register
from counter_app.domain.period import Period
from counter_app.domain.unit import Officer
from counter_app.services.forms.folders import register_entries, register_heading
from counter_app.services.paper_ports import RenderRegister
from counter_app.services.ports import Now, Questions
from counter_app.services.progress import Progress, unhindered

_PARTS: Final = 3  # reading, setting and painting take about as long as each other
MOST: Final = 10_000  # dossiers: some 700 pages, more than is bound into one book


@dataclass(frozen=True, slots=True)
class RegisterPaper:
    """A register as a PDF; it is kept nowhere, since it can be made again."""

    content: bytes
    dossiers: int


@dataclass(frozen=True, slots=True)
class MakeRegister:
    """Form 07 (06 in TT 01/2018/TT-VPCP); it is no act on a dossier, any officer may make it."""

    questions: Questions
    render: RenderRegister
    now: Now

    def __call__(
        self, first: date, last: date, officer: Officer, progress: Progress = unhindered
    ) -> RegisterPaper:
        """The register of the dossiers received from ``first`` to ``last``, both included.

        Raises:
            InvalidPeriod, FormNotInForce
            RegisterTooLong: more than ``MOST`` dossiers.
            CancelledError: ``progress`` said no.
        """
        period = Period(first, last)
        reference, now = self.questions.reference(), self.now()
        heading = register_heading(first, reference, now)
        found = self._found(period, now)
        entries = tuple(register_entries(self._read(found, progress), reference, now))
        made = Register(heading, "", first, last, entries, officer.name)
        content = self.render(made, _after_reading(progress, len(found)))
        return RegisterPaper(content, len(found))

    def _found(self, period: Period, now: datetime) -> tuple[UUID, ...]:
        since = datetime.combine(period.first, time(), now.tzinfo)
        until = datetime.combine(period.last + timedelta(days=1), time(), now.tzinfo)
        found = self.questions.received_between(since, until, MOST + 1)
        if len(found) > MOST:
            raise RegisterTooLong(MOST)
        return found

    def _read(self, found: Sequence[UUID], progress: Progress) -> Iterator[Dossier]:
        for number, dossier in enumerate(found):
            if not progress(number, _PARTS * len(found)):
                raise CancelledError
            yield self.questions.dossier(dossier)


def _after_reading(progress: Progress, count: int) -> Progress:
    """The same way, of which the first part lies behind."""

    def told(done: int, all_: int) -> bool:
        share = (_PARTS - 1) * count * done // max(1, all_)
        return progress(count + share, _PARTS * count)

    return told
