"""What the page of conflicts shows, as frozen values made off the GUI thread. No Qt."""

from dataclasses import dataclass
from uuid import UUID

from counter_app.domain.dossier import Dossier
from counter_app.services.disputes import Disputed
from counter_app.services.ports import DeskIdentity, DossierLine
from ui.shown import ShownDossier


@dataclass(frozen=True, slots=True)
class Waiting:
    """Dossiers that wait for a person, the newest first; ``is_cut``: there are more."""

    lines: tuple[DossierLine, ...]
    is_cut: bool


@dataclass(frozen=True, slots=True)
class ShownDispute:
    """One dossier, what is to be settled in it, and which desk is asking."""

    shown: ShownDossier
    disputed: Disputed
    desk: DeskIdentity

    @property
    def dossier(self) -> Dossier:
        """The dossier itself."""
        return self.disputed.dossier

    @property
    def count(self) -> int:
        """How many things there are to settle."""
        return len(self.disputed.disputes) + len(self.disputed.reviews)

    def is_here(self, desk: UUID) -> bool:
        """Whether this desk wrote it."""
        return desk == self.desk.id
