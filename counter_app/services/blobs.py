"""Files by SHA-256 that come from the centre: chunk by chunk, checked at both ends."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol
from uuid import UUID

from counter_app.domain.attachment import check_size
from counter_app.domain.errors import (
    BlobDamaged,
    CentreUnreachable,
    DeskStandsAlone,
    DocumentDamaged,
    UnknownBlob,
)
from counter_app.services.centre_port import (
    Centre,
)
from counter_app.services.ports import Now

CHUNK: Final = 256 * 1024  # bytes
_LULL: Final = timedelta(seconds=30)
_DIGEST: Final = re.compile(r"[0-9a-f]{64}")


class BlobFiles(Protocol):
    """The folder of attachments and papers, as the network needs it."""

    def read(self, sha256: str) -> bytes:
        """A kept file.

        Raises:
            DocumentDamaged: it is gone or has another digest.
        """

    def names(self) -> Iterator[str]:
        """Every kept file, by SHA-256.

        Raises:
            StorageFailed
        """

    def staged(self, sha256: str) -> int:
        """How many bytes of a file that is being fetched are there already."""

    def begin(self, sha256: str, event: UUID) -> None:
        """Room for a file that ``event`` or another one of its dossier names, before any byte of it.

        Raises:
            UnknownBlob: the dossier is erased; nothing is left of what was staged for it alone.
            StorageFailed
        """

    def add(self, sha256: str, offset: int, chunk: bytes) -> None:
        """The next bytes of a file that was begun; what stood behind ``offset`` goes.

        Raises:
            BlobDamaged: what was staged is gone: it was erased since, or somebody else kept it.
            StorageFailed
        """

    def keep(self, sha256: str) -> None:
        """What was staged becomes the file, on the disk when this returns.

        Raises:
            BlobDamaged: it has another digest; what was staged is gone. Or it was gone before.
            StorageFailed
        """


@dataclass(slots=True)
class Lull:
    """After the centre did not answer, nobody waits for it again for a while."""

    now: Now
    since: datetime | None = None

    def is_on(self) -> bool:
        """Whether it is too early for another try."""
        return self.since is not None and timedelta(0) <= self.now() - self.since < _LULL

    def begin(self) -> None:
        """From now on."""
        self.since = self.now()


@dataclass(frozen=True, slots=True)
class FindFile:
    """Bytes by SHA-256: from the folder, else from the centre, and then kept.

    A cut connection costs no byte that arrived. It waits for the network: never call it where a
    transaction is open or a window waits.
    """

    centre: Callable[[], Centre]  # a line of its own: it waits for no round
    files: BlobFiles
    lull: Lull  # a list of pictures must not wait for each in turn
    # The next round sees to it that the centre has these.
    keep_there: Callable[[Collection[str]], None]

    def __call__(self, sha256: str, event: UUID) -> bytes:
        """The file, which ``event`` or another one of its dossier names.

        Raises:
            DocumentDamaged: it is gone or was changed, and the desk stands alone.
            CentreUnreachable, CentreRefused, StorageFailed
            UnknownBlob: the desk that has it did not send it yet, or it was erased.
            BlobDamaged: twice another digest; the next call begins anew.
        """
        try:
            return self.files.read(sha256)
        except DocumentDamaged as damaged:
            try:
                return self._fetched(sha256, event)
            except DeskStandsAlone:
                raise damaged from None

    def _fetched(self, sha256: str, event: UUID) -> bytes:
        centre = self.centre()
        if not _DIGEST.fullmatch(sha256):
            raise UnknownBlob(sha256)  # it would be the name of a file
        if self.lull.is_on():
            raise CentreUnreachable("lull")
        try:
            self._fetch_twice(centre, sha256, event)
            self.keep_there([sha256])
            return self.files.read(sha256)
        except CentreUnreachable:
            self.lull.begin()
            raise
        except DocumentDamaged as gone:  # erased since it was kept
            raise UnknownBlob(sha256) from gone

    def _fetch_twice(self, centre: Centre, sha256: str, event: UUID) -> None:
        try:
            self._fetch(centre, sha256, event)
        except BlobDamaged:  # what was left from an earlier call may have been the matter
            self._fetch(centre, sha256, event)

    def _fetch(self, centre: Centre, sha256: str, event: UUID) -> None:
        offset = self.files.staged(sha256)
        chunk = centre.get_blob(sha256, offset, CHUNK)
        self.files.begin(sha256, event)
        while chunk:
            self.files.add(sha256, offset, chunk)
            offset += len(chunk)
            check_size(offset)
            chunk = centre.get_blob(sha256, offset, CHUNK)
        self.files.keep(sha256)
