"""Files on their way to the centre, and those it has lost since: chunk by chunk, after the events."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeAlias

from counter_app.domain.errors import BlobDamaged, CentreRefused, DocumentDamaged, UnknownBlob
from counter_app.services import blobs
from counter_app.services.blobs import BlobFiles
from counter_app.services.centre_port import MAX_FILES, Centre, FilesSeen
from counter_app.services.sync_ports import SyncLog

_AT_ONCE: Final = 100
Reach: TypeAlias = Callable[[], Centre]  # the centre for one call, or what ends the round is raised


@dataclass(frozen=True, slots=True)
class SendFiles:
    """Sends what events at the centre name; a file that cannot be sent keeps no other waiting.

    What was sent waits until a look at the centre found it whole. The centre gives every look a
    mark; where it does not remember the last one, it was restored to before that look, and whatever
    it lacks of all that is kept here is sent again, whoever brought it first.
    """

    log: SyncLog
    files: BlobFiles

    def __call__(self, reach: Reach, *, is_due: bool = False) -> int:
        """How many files the centre was found to have; it ends early when an event waits to be sent.

        Where it ``is_due`` the centre is looked at although there may be nothing to send.

        Raises:
            CentreUnreachable: the rest goes on from the byte it stopped at.
        """
        sent = self._look(reach, ()) if is_due else 0
        tried = set[str]()
        while new := [s for s in self.log.blobs_waiting(_AT_ONCE + len(tried)) if s not in tried]:
            if whole := self._send(reach, new, tried):
                sent += self._look(reach, whole)
            if self.log.outbox().waiting:
                break
        return sent

    def _send(self, reach: Reach, names: Sequence[str], tried: set[str]) -> list[str]:
        """Those that are whole there, until an event waits; what was ``tried`` is added."""
        whole = []
        for sha256 in names:
            if self.log.outbox().waiting:
                break
            tried.add(sha256)
            if self._is_sent(reach, sha256):
                whole.append(sha256)
        return whole

    def _is_sent(self, reach: Reach, sha256: str) -> bool:
        """Whether the centre has the whole file now."""
        try:
            return self._put(reach, sha256, self.files.read(sha256))
        except (DocumentDamaged, BlobDamaged, CentreRefused, UnknownBlob):
            return False  # it stays in line, and the others have their turn

    def _put(self, reach: Reach, sha256: str, content: bytes) -> bool:
        """Whether all of it is there; False: an event goes before it."""
        offset = reach().blob_size(sha256)
        if offset is None:
            return True
        for begin in range(offset, max(len(content), 1), blobs.CHUNK):
            if self.log.outbox().waiting:
                return False
            chunk = content[begin : begin + blobs.CHUNK]
            reach().put_blob(sha256, len(content), begin, chunk)
        return reach().blob_size(sha256) is None

    def _look(self, reach: Reach, whole: Sequence[str]) -> int:
        """How many of them the centre still has, at a look by which it will be known again."""
        try:
            seen = self._seen(reach, whole)
            if not seen.is_known and not self._offer_lost(reach, seen):
                return 0
        except CentreRefused as refused:
            if refused.reason != "old-program":
                return 0
            self.log.blobs_seen(whole, None)
            return len(whole)
        there = [sha256 for sha256 in whole if sha256 not in seen.lacking]
        if there or seen.mark != self.log.file_mark():
            self.log.blobs_seen(there, seen.mark)
        return len(there)

    def _seen(self, reach: Reach, names: Sequence[str]) -> FilesSeen:
        life = self.log.desk.incarnation
        return reach().look_at_files(life, self.log.file_mark(), names)

    def _offer_lost(self, reach: Reach, first: FilesSeen) -> bool:
        """Whether all that is kept here was gone through; what the centre lacks waits to be sent.

        Where the centre is restored meanwhile it is gone through again another time.
        """
        life, kept = self.log.desk.incarnation, self.files.names()
        while names := tuple(islice(kept, MAX_FILES)):
            seen = reach().look_at_files(life, first.mark, names)
            if not seen.is_known:
                return False
            if seen.lacking:
                self.log.send_blobs_again(seen.lacking)
        return True
