"""What the hand-over page shows, as frozen values made off the GUI thread. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from counter_app.domain.dossier import Attachment, Dossier
from counter_app.services.ports import ReadyLine
from ui.shown import ShownDossier


@dataclass(frozen=True, slots=True)
class Found:
    """A dossier at the counter: what is owed by kind in đồng, what else its applicant may take."""

    shown: ShownDossier
    owed: Mapping[str, int]
    others: tuple[ReadyLine, ...]

    @property
    def dossier(self) -> Dossier:
        """The dossier itself."""
        return self.shown.dossier


@dataclass(frozen=True, slots=True)
class ReadyList:
    """Results waiting to be collected that match ``text``; ``is_cut``: more wait."""

    text: str
    lines: tuple[ReadyLine, ...]
    now: datetime
    is_cut: bool


def results_of(dossier: Dossier) -> tuple[Attachment, ...]:
    """The files that are the result, without those taken back."""
    return tuple(a for a in dossier.attachments if a.purpose == "result" and not a.removed)
