"""State of a dossier's attachments: files on their way, pictures of those that are there."""

from collections import deque
from collections.abc import Sequence
from concurrent.futures import CancelledError
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from counter_app.domain.dossier import Attachment, Dossier
from counter_app.domain.unit import Officer
from counter_app.services.attaching import NewAttachment, components_of
from counter_app.services.counter import Counter
from counter_app.settings import Settings
from counter_app.whole_file import write_whole
from ui.attachments.offers import Offer
from ui.latest import Latest
from ui.tasks import TaskRunner


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file on its way: to which dossier, as what."""

    dossier: UUID
    offer: Offer
    as_what: NewAttachment  # its content is not made yet


class AttachmentsViewModel(QObject):
    """Attaches one file after another on ``files``, a worker of its own; no widgets.

    What is there is looked at by the desk's patient worker: it may have to come from the centre.
    """

    changed = Signal(object)  # Dossier: with one file more, or one less
    refused = Signal(str, Exception)  # the file's name, why it was not attached
    detach_refused = Signal(Exception)
    progressed = Signal(int, int, str)  # done, in all, the name under way; 0 in all: at rest
    pictured = Signal(str, QImage)  # a SHA-256 and its thumbnail
    opened = Signal(object, bytes)  # Attachment, its pages as a PDF
    opening_failed = Signal(Exception)
    components_changed = Signal(object, object)  # whose (UUID), a tuple of (id, name)
    scan_folder_known = Signal(object)  # Path

    def __init__(
        self,
        counter: Counter,
        officer: Officer,
        desk: TaskRunner,
        files: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._counter, self._officer = counter, officer
        self._desk, self._files = desk, files
        self._waiting: deque[Waiting] = deque()
        self._under_way: Waiting | None = None
        self._done = self._in_all = 0
        self._round = 0  # counts the cancellations
        self._asked: set[str] = set()
        self._pages = Latest(self._read_pages, desk.patient, self)
        self._pages.answered.connect(self._on_pages)
        self._pages.failed.connect(self.opening_failed)

    @property
    def is_busy(self) -> bool:
        """Whether files are on their way."""
        return self._under_way is not None

    def ask_components(self, dossier: Dossier) -> None:
        """Which papers files of ``dossier`` may belong to; ends in ``components_changed``."""
        task = self._desk.start(
            lambda: (dossier.id, components_of(dossier, self._counter.questions.reference()))
        )
        task.succeeded.connect(self._on_components)

    def ask_scan_folder(self) -> None:
        """Where the scanner writes, if the desk's settings say so."""
        folder = self._counter.folder
        task = self._files.start(lambda: Settings.load(folder).scan_folder)
        task.succeeded.connect(self._on_scan_folder)

    def add(self, dossier: UUID, offers: Sequence[Offer], as_what: NewAttachment) -> None:
        """Attach ``offers`` one after another; each ends in ``changed`` or ``refused``."""
        self._waiting += [Waiting(dossier, offer, as_what) for offer in offers]
        self._in_all += len(offers)
        if self._under_way is None:
            self._next()
        else:
            self._tell()

    def cancel(self) -> None:
        """Attach nothing more; the file under way is dropped unless it is stored already."""
        self._round += 1
        self._waiting.clear()

    def detach(self, dossier: UUID, attachment: UUID, reason: str) -> None:
        """Take a file back; ends in ``changed`` or ``detach_refused``."""
        officer = self._officer
        task = self._files.start(
            lambda: self._counter.attachments.detach(dossier, attachment, reason, officer)
        )
        task.succeeded.connect(self.changed)
        task.failed.connect(self.detach_refused)

    def open(self, attachment: Attachment) -> None:
        """Get its pages; ends in ``opened`` or ``opening_failed``."""
        self._pages.ask(attachment)

    def save(self, attachment: Attachment, target: Path) -> None:
        """Write the bytes as they were attached to a file the officer chose."""
        read = self._counter.attachments.look.content
        task = self._desk.patient.start(lambda: write_whole(target, read(attachment)))
        task.failed.connect(self.opening_failed)

    def ask_pictures(self, attachments: Sequence[Attachment]) -> None:
        """Thumbnails of those nobody asked for yet; each ends in ``pictured``, or in nothing."""
        for one in attachments:
            if one.sha256 not in self._asked:
                self._asked.add(one.sha256)
                self._desk.patient.start(lambda a=one: self._picture(a)).succeeded.connect(  # type: ignore[misc]
                    self._on_picture
                )

    def _next(self) -> None:
        if not self._waiting:
            self._under_way, self._done, self._in_all = None, 0, 0
            self._tell()
            return
        self._under_way = waiting = self._waiting.popleft()
        self._tell()
        begun = self._round
        task = self._files.start(lambda: self._attach(waiting, begun))
        task.succeeded.connect(self._on_attached)
        task.failed.connect(self._on_refused)

    def _attach(self, waiting: Waiting, begun: int) -> Dossier:
        new = replace(waiting.as_what, content=waiting.offer.bytes_or_path())
        return self._counter.attachments.attach(
            waiting.dossier, new, self._officer, lambda: self._round == begun
        )

    @Slot(object)
    def _on_attached(self, dossier: Dossier) -> None:
        self._done += 1
        self.changed.emit(dossier)
        self._next()

    @Slot(Exception)
    def _on_refused(self, error: Exception) -> None:
        self._done += 1
        name = self._under_way.offer.name if self._under_way else ""
        if not isinstance(error, CancelledError):
            self.refused.emit(name, error)
        self._next()

    def _tell(self) -> None:
        name = self._under_way.offer.name if self._under_way else ""
        self.progressed.emit(self._done, self._in_all, name)

    def _picture(self, one: Attachment) -> tuple[str, QImage]:
        return one.sha256, QImage.fromData(self._counter.attachments.look.thumbnail(one))

    def _read_pages(self, one: Attachment) -> tuple[Attachment, bytes]:
        return one, self._counter.attachments.look.pages(one)

    @Slot(object)
    def _on_components(self, both: tuple[UUID, tuple[tuple[str, str], ...]]) -> None:
        self.components_changed.emit(*both)

    @Slot(object)
    def _on_picture(self, both: tuple[str, QImage]) -> None:
        self.pictured.emit(*both)

    @Slot(object)
    def _on_pages(self, both: tuple[Attachment, bytes]) -> None:
        self.opened.emit(*both)

    @Slot(object)
    def _on_scan_folder(self, named: str) -> None:
        if named:
            self.scan_folder_known.emit(Path(named).expanduser())
