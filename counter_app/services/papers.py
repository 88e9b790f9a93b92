"""Stored papers: the same bytes at every desk, whichever rendered them first."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import DocumentDamaged
from counter_app.domain.forms import PageSize
from counter_app.services.attachment_ports import ReadFile
from counter_app.services.paper_ports import Documents


@dataclass(frozen=True, slots=True)
class PaperKey:
    """Which paper of a dossier: a form, its issue and its page size."""

    form: str
    issue: int
    page: PageSize


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of dossiers. Once one was printed anywhere, its bytes count everywhere."""

    documents: Documents
    read_here: Callable[[str], bytes]  # by SHA-256; DocumentDamaged
    read: ReadFile  # the centre may be asked

    def find_anywhere(self, dossier: Dossier, key: PaperKey) -> tuple[str, bytes] | None:
        """The digest and the bytes; what another desk printed may come from the centre.

        Never call it where a transaction is open.

        Raises:
            DocumentDamaged: the file is gone or was changed, and there is no centre.
            CentreUnreachable, CentreRefused, UnknownBlob: it is not here, and cannot be had now.
        """
        try:
            return self.find(dossier, key)
        except DocumentDamaged as damaged:
            return damaged.sha256, self.read(damaged.sha256, dossier.last_event)

    def find(self, dossier: Dossier, key: PaperKey) -> tuple[str, bytes] | None:
        """The digest and the bytes, where this desk has them.

        Raises:
            DocumentDamaged: it was rendered, and its file is not here.
        """
        if printed := _printed(dossier, key):
            return printed, self.read_here(printed)
        return self.documents.find(dossier.id, key.form, key.issue, key.page)

    def store(self, dossier: Dossier, key: PaperKey, content: bytes) -> tuple[str, bytes]:
        """Keep ``content`` unless somebody was first; the digest and the bytes that now count.

        Of an erased dossier nothing is kept.

        Raises:
            DocumentDamaged: it was erased while ``content`` was drawn.
        """
        if dossier.erased:
            return hashlib.sha256(content).hexdigest(), content
        return self.documents.store(dossier.id, key.form, key.issue, key.page, content)


FindPaper = Callable[[Dossier, PaperKey], tuple[str, bytes] | None]


def _printed(dossier: Dossier, key: PaperKey) -> str | None:
    """The digest under which some desk printed it first."""
    wanted = (key.form, key.issue, key.page.value)
    return next((p.sha256 for p in dossier.printed if (p.form, p.issue, p.page) == wanted), None)
