"""Finding dossiers, and what an officer should know before receiving another one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import AmbiguousCode, UnknownDossier
from counter_app.services.ports import DossierLine, Now, Questions

DUPLICATE_WINDOW = timedelta(days=30)
MAX_LIMIT = 500


@dataclass(frozen=True, slots=True)
class Search:
    """Search of everything on the desk; asks nothing of the network."""

    questions: Questions
    now: Now

    def __call__(self, text: str, limit: int = 20) -> tuple[DossierLine, ...]:
        """Newest first; empty text gives the newest dossiers."""
        return self.questions.search(text[:200], max(1, min(limit, MAX_LIMIT)))

    def named(self, code: str) -> Dossier:
        """The one dossier a code, an alias or a UUID names.

        Raises:
            UnknownDossier, AmbiguousCode
        """
        found = self.questions.identify(code)
        if not found:
            raise UnknownDossier(code[:80])
        if len(found) > 1:
            raise AmbiguousCode(code[:80], tuple(str(dossier) for dossier in found))
        return self.questions.dossier(found[0])

    def dossier(self, dossier: UUID) -> Dossier:
        """One dossier by identity.

        Raises:
            UnknownDossier
        """
        return self.questions.dossier(dossier)

    def duplicates(self, id_number: str, procedure: str) -> Sequence[DossierLine]:
        """Dossiers of the same person and procedure in the last 30 days, newest first."""
        if not id_number:
            return ()
        since = self.now() - DUPLICATE_WINDOW
        return self.questions.same_applicant(id_number, procedure, since)
