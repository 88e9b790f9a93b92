"""One dossier with what it takes to show it and to act on it, made off the GUI thread. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from counter_app.domain.acts import ACTS, Standing, role_for
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import CounterError
from counter_app.domain.procedure import ProcedureVersion
from counter_app.domain.side import unit_of
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.acting import acting_unit, standing_of
from counter_app.services.centre_port import (
    DirectoryEntry,
)
from counter_app.services.counter import Counter
from counter_app.services.receipts import printed_copies
from counter_app.services.routing import version_of


@dataclass(frozen=True, slots=True)
class ShownDossier:
    """One dossier with what it takes to put it into words; ``now`` is local."""

    dossier: Dossier
    officers: Mapping[UUID, str]  # names
    now: datetime
    staff: tuple[Officer, ...] = ()  # all of the unit, by login
    version: ProcedureVersion | None = None  # what it was received under, if this desk has it
    here: UUID | None = None  # the unit of this desk
    units: tuple[DirectoryEntry, ...] = ()  # the city's, as the centre last told them
    acting: str = ""  # the code of this desk's unit where that is not the dossier's home

    @property
    def standing(self) -> Standing:
        """What decides which acts are allowed."""
        return standing_of(self.dossier, self.now, self.acting)

    @property
    def copies(self) -> int:
        """How many papers of the current receipt left a printer."""
        return printed_copies(self.dossier)

    def local(self, at: datetime) -> datetime:
        """``at`` in the counter's own time zone."""
        return at.astimezone(self.now.tzinfo)

    def name_of(self, officer: UUID) -> str:
        """An officer's name; of one this desk does not know, whose officer it is."""
        if found := self.officers.get(officer):
            return found
        return _("công chức của {unit}").format(unit=unit_of(self.dossier, officer))

    def refusal(self, act: str, officer: Officer) -> CounterError | None:
        """Why ``officer`` may not do ``act`` now; None when they may."""
        try:
            role_for(ACTS[act], self.standing, officer.roles)
        except CounterError as error:
            return error
        return None


def shown(counter: Counter, dossier: Dossier) -> ShownDossier:
    """``dossier`` with the names its history needs; reads the desk's reference data."""
    reference = counter.questions.reference()
    staff = reference.officers()
    names = {officer.id: officer.name for officer in staff}
    unit = acting_unit(dossier, counter.desk, reference)
    return ShownDossier(
        dossier,
        names,
        counter.now(),
        staff,
        version_of(dossier, reference),
        here=reference.unit().id,
        units=counter.in_step.units(),
        acting=unit.code if unit else "",
    )
