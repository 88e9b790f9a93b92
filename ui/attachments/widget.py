"""The files of one dossier: looked at, added from anywhere, taken back with a reason."""

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QHideEvent,
    QKeySequence,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from counter_app.domain.dossier import Attachment, Dossier
from counter_app.domain.unit import Officer
from counter_app.i18n import _, counted
from counter_app.services.attaching import attached
from counter_app.services.counter import Counter
from ui.attachments.layout import Parts
from ui.attachments.offers import Offer, offers_in, offers_of
from ui.attachments.scan_folder import ScanFolder
from ui.attachments.view_model import AttachmentsViewModel
from ui.messages import explain
from ui.tasks import TaskRunner

_SHOWN = 2  # refusals in full; more would leave the list no room


class AttachmentsPanel(QFrame):
    """A card for the side of a dossier; ``left`` wants it gone."""

    changed = Signal(object)  # Dossier: with one file more, or one less
    left = Signal()

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.files = TaskRunner(self)  # its own: a slow file keeps no page waiting
        self.setProperty("card", True)
        self.setAcceptDrops(True)
        self._view_model = AttachmentsViewModel(counter, officer, tasks, self.files, self)
        self._dossier: Dossier | None = None
        self._components: dict[str, str] | None = None  # not known yet
        self._held: list[Offer] = []  # came before the papers they may be were known
        self._refusals: list[str] = []
        self._scans: list[Path] = []  # offered, the first one next
        self._dialog: QFileDialog | None = None
        self._folder = ScanFolder(self.files, self)
        self.parts = Parts(self, self.files)
        self._connect()

    def show_dossier(self, dossier: Dossier) -> None:
        """Show its files; what was chosen for the next file stays for the same dossier."""
        is_same = self._dossier is not None and self._dossier.id == dossier.id
        self._dossier = dossier
        if not is_same:
            self.parts.message.clear()
            self.parts.leave_view()
            self.parts.form.begin()
            self._components, self._held = None, []
            self._view_model.ask_components(dossier)
        self._refresh()

    def focus_first(self) -> None:
        """Put the focus where work begins."""
        (self.parts.list if self.parts.list.count() else self.parts.add).setFocus()

    def shortcuts(self) -> list[tuple[str, str]]:
        """For F1."""
        return [
            ("Ctrl+O", _("Thêm tệp đính kèm")),
            ("Ctrl+V", _("Dán ảnh hoặc tệp")),
            ("Ctrl+Enter", _("Đính kèm bản vừa quét")),
            ("Enter", _("Xem tệp đang chọn")),
            ("Delete", _("Gỡ tệp đang chọn")),
        ]

    @property
    def is_busy(self) -> bool:
        """Whether files are on their way."""
        return self._view_model.is_busy

    def step_back(self) -> bool:
        """Esc: the reason is left first, then the view, then the files on their way."""
        if self.parts.is_asking:
            self.parts.leave_reason()
        elif self.parts.is_viewing:
            self.parts.leave_view()
        elif self._view_model.is_busy:
            self._view_model.cancel()
        else:
            return False
        return True

    def offer(self, offers: tuple[Offer, ...]) -> None:
        """Attach ``offers`` as what is chosen in the form."""
        if self._dossier is None or not offers:
            return
        self.parts.message.clear()
        self._refusals.clear()
        if self._components is None:
            self._held += offers
            return
        for one in offers:
            self._view_model.add(self._dossier.id, (one,), self.parts.form.chosen(one.name))

    @Slot()
    def choose_files(self) -> None:
        """Ask for files."""
        self._dialog = QFileDialog(self, _("Chọn tệp đính kèm"))
        self._dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._dialog.setNameFilters(
            [_("Bản quét (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.webp)"), _("Mọi tệp (*)")]
        )
        self._dialog.filesSelected.connect(self._on_files)
        self._dialog.open()

    @Slot()
    def paste(self) -> None:
        """Attach what the clipboard holds."""
        offers = offers_in(QGuiApplication.clipboard().mimeData())
        if not offers:
            self.parts.message.say(_("Bộ nhớ tạm không có ảnh hoặc tệp nào để dán."), "warning")
        self.offer(offers)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt's hook: files and pictures may be dropped."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt's hook."""
        offers = offers_in(event.mimeData())
        if offers:
            event.acceptProposedAction()
            self.offer(offers)

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's hook: the scanner's folder is watched while somebody looks."""
        super().showEvent(event)
        self._view_model.ask_scan_folder()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt's hook."""
        super().hideEvent(event)
        self._folder.stop()

    def _refresh(self) -> None:
        if self._dossier is None:
            return
        files = attached(self._dossier)
        self.parts.show_files(files, self._components or {})
        self._view_model.ask_pictures(files)

    @Slot(object)
    def _on_changed(self, dossier: Dossier) -> None:
        if self._dossier is not None and dossier.id == self._dossier.id:
            self._dossier = dossier
            was_asking = self.parts.is_asking
            self.parts.leave_reason()
            self._refresh()
            if was_asking:  # its list may be gone
                self.focus_first()
        self.changed.emit(dossier)

    @Slot(object, object)
    def _on_components(self, dossier: UUID, components: tuple[tuple[str, str], ...]) -> None:
        if self._dossier is None or dossier != self._dossier.id:
            return
        self._components = dict(components)
        self.parts.form.show_components(components)
        self._refresh()
        held, self._held = tuple(self._held), []
        self.offer(held)

    @Slot(str, Exception)
    def _on_refused(self, name: str, error: Exception) -> None:
        text = _("{name}: {why}").format(name=name, why=explain(error))
        self._refusals.append(text)
        shown, left_out = self._refusals[:_SHOWN], len(self._refusals) - _SHOWN
        if left_out > 0:
            shown.append(_("Và {count} tệp khác không đính kèm được.").format(count=left_out))
        self.parts.message.say("\n".join(shown), "danger")

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self.parts.message.say(explain(error), "danger")

    @Slot(object)
    def _on_scan_folder(self, folder: Path) -> None:
        if self.isVisible():
            self._folder.watch(folder)

    @Slot(object)
    def _on_scan(self, file: Path) -> None:
        self._scans.append(file)
        self._offer_scan()

    @Slot()
    def _take_scan(self) -> None:
        """The first one: the next may be another paper, chosen meanwhile."""
        if self._scans:
            file = self._scans.pop(0)
            self._offer_scan()
            self.offer(offers_of([file]))

    def _offer_scan(self) -> None:
        if not self._scans:
            self.parts.scan.clear()
            return
        text, more = _("Vừa quét: {name}").format(name=self._scans[0].name), len(self._scans) - 1
        if more:
            after = counted("còn {count} tệp nữa", "còn {count} tệp nữa", more).format(count=more)
            text = f"{text} ({after})"
        self.parts.scan.say(text, "info", _("Đính kèm   Ctrl+Enter"))

    @Slot(list)
    def _on_files(self, names: list[str]) -> None:
        self.offer(offers_of([Path(name) for name in names]))

    @Slot()
    def _open(self) -> None:
        if (one := self.parts.list.chosen) is not None:
            self.parts.show_opening(one.name)
            self._view_model.open(one)

    @Slot(object, bytes)
    def _on_opened(self, one: Attachment, pages: bytes) -> None:
        self.parts.show_pages(one.name, pages)

    @Slot(str)
    def _detach(self, reason: str) -> None:
        one = self.parts.list.chosen
        if self._dossier is None or one is None:
            return
        if not reason.strip():
            self.parts.message.say(_("Ghi lý do gỡ tệp; lý do được lưu cùng hồ sơ."), "warning")
            return
        self.parts.message.clear()
        self._view_model.detach(self._dossier.id, UUID(str(one.event)), reason)

    def _connect(self) -> None:
        model, parts = self._view_model, self.parts
        model.changed.connect(self._on_changed)
        model.refused.connect(self._on_refused)
        model.detach_refused.connect(self._on_failed)
        model.opening_failed.connect(self._on_failed)
        model.progressed.connect(parts.show_progress)
        model.pictured.connect(parts.list.show_picture)
        model.opened.connect(self._on_opened)
        model.components_changed.connect(self._on_components)
        model.scan_folder_known.connect(self._on_scan_folder)
        self._folder.offered.connect(self._on_scan)
        parts.scan.acted.connect(self._take_scan)
        parts.add.clicked.connect(self.choose_files)
        parts.cancel.clicked.connect(model.cancel)
        parts.leave.clicked.connect(self.left)
        parts.view.clicked.connect(self._open)
        parts.list.opened.connect(self._open)
        parts.reason_given.connect(self._detach)
        for keys, act in (
            ("Ctrl+O", self.choose_files),
            ("Ctrl+V", self.paste),
            ("Ctrl+Return", self._take_scan),
        ):
            shortcut = QShortcut(
                QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
            )
            shortcut.activated.connect(act)
