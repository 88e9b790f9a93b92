"""Rejected events that what the centre has learnt since may have made right are sent again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from counter_app.domain.event import Kind
from counter_app.domain.rejection import RejectionKind
from counter_app.services.sync_ports import Rejection, SyncLog

_OF_OFFICERS: Final = frozenset({RejectionKind.UNKNOWN_AUTHOR, RejectionKind.ROLE_MAY_NOT})
_OF_DOSSIERS: Final = frozenset({RejectionKind.NO_BEGINNING, RejectionKind.FOREIGN_SCOPE})
_REGISTERED: Final = f'"kind":"{Kind.OFFICER_REGISTERED}"'


@dataclass(frozen=True, slots=True)
class SecondChance:
    """A centre that was restored may hear of an act before the officer or the dossier it is about.

    So an officer's registration in the feed, or an event of the dossier, is reason enough to
    offer again what was rejected for want of it; anything else waits for a person.
    """

    log: SyncLog

    def __call__(self, texts: Sequence[str]) -> bool:
        """Whether something waits once more because of these events, which are stored."""
        if not self.log.outbox().rejected:
            return False
        has_officer = any(_REGISTERED in text for text in texts)
        again = [
            r for r in self.log.rejections() if _may_be_right(r, texts, has_officer=has_officer)
        ]
        for rejection in again:
            self.log.try_again(rejection.event)
        return bool(again)


def _may_be_right(rejection: Rejection, texts: Sequence[str], *, has_officer: bool) -> bool:
    if rejection.kind in _OF_OFFICERS:
        return has_officer
    dossier = str(rejection.dossier)
    return rejection.kind in _OF_DOSSIERS and any(dossier in text for text in texts)
