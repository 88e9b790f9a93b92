"""Attaching files to a dossier, taking them back, and looking at them."""

from collections.abc import Callable
from concurrent.futures import CancelledError
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from counter_app.domain.acts import ACTS, role_for
from counter_app.domain.attachment import CopyKind, Media, Purpose, Source, bare_name, media_of
from counter_app.domain.canonical import Json
from counter_app.domain.dossier import Attachment, Dossier
from counter_app.domain.errors import AlreadyAttached, InvalidActData, UnknownAttachment
from counter_app.domain.event import Author
from counter_app.domain.unit import Officer
from counter_app.services.acting import append, needed_reason, standing_here
from counter_app.services.attachment_ports import (
    AttachmentFiles,
    Drawn,
    Inspect,
    ReadFile,
    StagedAttachment,
)
from counter_app.services.ports import Now, Reference, UnitOfWork
from counter_app.services.requests import cleaned


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """A file and what it is to its dossier; ``component`` is a component's id, or empty."""

    content: bytes | Path
    name: str
    component: str = ""
    copy: CopyKind = CopyKind.ORIGINAL
    source: Source = Source.FILE
    purpose: Purpose = Purpose.COMPONENT


@dataclass(frozen=True, slots=True)
class Attach:
    """Checks a file by its content, keeps it, and makes it part of a dossier."""

    unit_of_work: Callable[[], UnitOfWork]
    now: Now
    files: AttachmentFiles
    inspect: Inspect

    def __call__(
        self,
        dossier: UUID,
        new: NewAttachment,
        officer: Officer,
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> Dossier:
        """The dossier with the file, which is on the disk before the event that names it.

        Raises:
            AttachmentTooLarge, AttachmentNotAllowed, AttachmentDamaged, AttachmentUnreachable
            AlreadyAttached: the same bytes belong to the same component.
            InvalidActData: no such component; TextTooLong
            ActNotAllowed, RoleMayNot, UnknownDossier, StorageFailed
            CancelledError: ``is_wanted``, asked along the way, said no.

        Nothing was stored when it raises.
        """
        name = cleaned(bare_name(new.name), "name", "name")
        with self.files.stage(new.content, is_wanted) as staged:
            media = media_of(staged.head, name)
            self.inspect(staged.file, media)
            if not is_wanted():
                raise CancelledError
            return self._store(dossier, (new, name), (staged, media), officer)

    def _store(
        self,
        dossier: UUID,
        named: tuple[NewAttachment, str],
        kept: tuple[StagedAttachment, Media],
        officer: Officer,
    ) -> Dossier:
        (new, name), (staged, media) = named, kept
        now = self.now()
        with self.unit_of_work() as work:
            before, act = work.dossier(dossier), ACTS["attach"]
            role = role_for(act, standing_here(work, before, now), officer.roles)
            _check_component(before, new.component, work.reference)
            if _holds(before, staged.sha256, new.component):
                raise AlreadyAttached(staged.sha256, new.component)
            staged.keep()
            public: dict[str, Json] = {
                "sha256": staged.sha256,
                "size": staged.size,
                "media": media.value,
                "component": new.component,
                "copy": new.copy.value,
                "source": new.source.value,
                "purpose": new.purpose.value,
            }
            append(work, act, before, (Author(officer.id, role), now), (public, {"name": name}))
            after = work.dossier(dossier)
            work.commit()
        return after


@dataclass(frozen=True, slots=True)
class Detach:
    """Takes an attachment back: its line stays in the history, its bytes stay kept."""

    unit_of_work: Callable[[], UnitOfWork]
    now: Now

    def __call__(self, dossier: UUID, attachment: UUID, reason: str, officer: Officer) -> Dossier:
        """The dossier without the file that the event ``attachment`` attached.

        Raises:
            UnknownAttachment: no such event, or it was taken back before.
            MissingActData, TextTooLong, ActNotAllowed, RoleMayNot, UnknownDossier
        """
        now = self.now()
        with self.unit_of_work() as work:
            before = work.dossier(dossier)
            act = ACTS["detach"]
            role = role_for(act, standing_here(work, before, now), officer.roles)
            if not any(a.event == attachment for a in attached(before)):
                raise UnknownAttachment(str(attachment))
            public: dict[str, Json] = {"attachment": str(attachment)}
            private: dict[str, Json] = {"reason": needed_reason("detach", reason)}
            append(work, act, before, (Author(officer.id, role), now), (public, private))
            after = work.dossier(dossier)
            work.commit()
        return after


@dataclass(frozen=True, slots=True)
class Attachments:
    """The bytes of what is attached, and pictures of them; no database is asked.

    What another desk attached may have to come from the centre first: keep it off the GUI thread.
    """

    read: ReadFile
    draw_small: Drawn
    draw_pages: Drawn

    def content(self, attachment: Attachment) -> bytes:
        """The file as it was attached.

        Raises:
            DocumentDamaged: it is gone or was changed.
            CentreUnreachable, CentreRefused, UnknownBlob: it is not here, and cannot be had now.
            BlobDamaged, StorageFailed
        """
        return self.read(attachment.sha256, attachment.event)

    def thumbnail(self, attachment: Attachment) -> bytes:
        """A small PNG of its first page.

        Raises:
            As ``content``; AttachmentDamaged
        """
        return self.draw_small(self.content(attachment), Media(attachment.media))

    def pages(self, attachment: Attachment) -> bytes:
        """The file as a PDF to look at.

        Raises:
            As ``content``; AttachmentDamaged
        """
        return self.draw_pages(self.content(attachment), Media(attachment.media))


def attached(dossier: Dossier) -> tuple[Attachment, ...]:
    """What is attached now, in the order it came."""
    return tuple(a for a in dossier.attachments if not a.removed)


def components_of(dossier: Dossier, reference: Reference) -> tuple[tuple[str, str], ...]:
    """The id and the name of each paper a file may belong to: the procedure's and those brought."""
    version = reference.version(dossier.procedure.version)
    named = {c.id: c.name for c in version.components} if version else {}
    return tuple((named | {p.id: p.name for p in dossier.papers if p.id}).items())


def _holds(dossier: Dossier, sha256: str, component: str) -> bool:
    return any(a.sha256 == sha256 and a.component == component for a in attached(dossier))


def _check_component(dossier: Dossier, component: str, reference: Reference) -> None:
    if component and component not in dict(components_of(dossier, reference)):
        raise InvalidActData("attach", "component", "unknown_value")
