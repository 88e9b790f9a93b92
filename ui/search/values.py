"""What the search page shows, as frozen values made off the GUI thread."""

from dataclasses import dataclass
from datetime import datetime

from counter_app.services.ports import DossierLine


@dataclass(frozen=True, slots=True)
class Results:
    """The answer to ``text``; ``is_cut`` says that older dossiers match too."""

    text: str
    lines: tuple[DossierLine, ...]
    now: datetime
    is_cut: bool
