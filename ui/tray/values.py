"""What the page of conflicts shows, as frozen values made off the GUI thread. No Qt."""

from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias
from uuid import UUID

from counter_app.domain.dossier import Dossier
from counter_app.services.disputes import Disputed
from counter_app.services.ports import DeskIdentity, DossierLine
from counter_app.services.sync_ports import (
    Rejection,
)
from ui.shown import ShownDossier
from ui.story import Line

Item: TypeAlias = DossierLine | Rejection  # one thing a person has to see to


def item_id(item: Item) -> UUID:
    """What tells it from every other: the dossier to settle, the event that was not taken."""
    return item.event if isinstance(item, Rejection) else item.id


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for a person.

    Dossiers to settle, the newest first (``is_cut``: there are more); events the centre did not
    take, the oldest first.
    """

    lines: tuple[DossierLine, ...]
    is_cut: bool
    rejections: tuple[Rejection, ...] = ()

    @property
    def count(self) -> int:
        """How many things."""
        return len(self.lines) + len(self.rejections)


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


@dataclass(frozen=True, slots=True)
class ShownRejection:
    """An event the centre did not take; of one in a dossier, that dossier and its line there."""

    rejection: Rejection
    at: datetime  # when it was written, in the counter's own time zone
    shown: ShownDossier | None = None
    line: Line | None = None
