"""Keeping what is typed: while typing, on demand, over a crash, and after a change of mind."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from counter_app.i18n import _
from ui.intake.columns import Columns
from ui.intake.draft import VisitDraft
from ui.intake.view_model import IntakeViewModel

_KEEP_MS = 700


class Drafting(QObject):
    """One officer's draft: on disk while there is something to lose, gone when it is stored."""

    restored = Signal()  # the columns were filled from a draft
    dropped = Signal()  # the officer does not want the draft that was opened again

    def __init__(
        self, view_model: IntakeViewModel, columns: Columns, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._columns = columns
        self._key = view_model.new_key()
        self._undo: VisitDraft | None = None
        self._saving = False
        self._keep = QTimer(self, singleShot=True, interval=_KEEP_MS)
        self._keep.timeout.connect(self._keep_typed)
        view_model.draft_found.connect(self._open)
        view_model.draft_saved.connect(self._on_saved)
        columns.message.acted.connect(self._take_back)

    def draft(self) -> VisitDraft:
        """Everything as it is typed now."""
        return self._columns.draft(self._key)

    def show(self, draft: VisitDraft) -> None:
        """Fill the columns from ``draft``."""
        self._key = draft.key
        self._columns.show_draft(draft)
        self.restored.emit()

    def touch(self) -> None:
        """Something was typed: it is on disk in a moment."""
        self._keep.start()

    def pause(self) -> None:
        """Nothing is kept until something is typed."""
        self._keep.stop()

    def flush(self) -> None:
        """The page goes away (another page, another language, the end): nothing waits."""
        if self._keep.isActive():
            self._keep.stop()
            self._keep_typed()

    def begin_empty(self) -> None:
        """Empty columns and a key of their own, for the next visit."""
        self._undo = None
        self._columns.message.clear()
        self.show(VisitDraft(self._view_model.new_key()))
        self._keep.stop()

    def offer_back(self, draft: VisitDraft, sentence: str) -> None:
        """Say what was replaced, and offer it back."""
        self._undo = draft
        self._columns.say(self._columns.applicant, sentence, "info", _("Lấy lại"))

    @Slot()
    def save_now(self) -> None:
        """Keep what is typed, and say so."""
        self._keep.stop()
        self._saving = True
        self._columns.say(self._columns.reception, _("Đang lưu…"), "info")
        self._view_model.save_draft(self.draft())

    @Slot()
    def _keep_typed(self) -> None:
        draft = self.draft()
        if draft.is_empty():
            self._view_model.discard_draft()
        else:
            self._view_model.save_draft(draft)

    @Slot(object)
    def _open(self, found: tuple[VisitDraft, str]) -> None:
        if not self.draft().is_empty():
            return  # somebody is already being served
        draft, saved_at = found
        self.show(draft)
        time = f"{saved_at[11:16]} {saved_at[8:10]}/{saved_at[5:7]}"
        sentence = _("Đã mở lại hồ sơ nhập dở lúc {time}.").format(time=time)
        self._columns.say(self._columns.applicant, sentence, "info", _("Bỏ"))

    @Slot(object)
    def _on_saved(self, saved: bool) -> None:
        if not self._saving:
            return
        self._saving = False
        if saved:
            sentence = _("Đã lưu nháp. Bản nháp vẫn còn khi mở lại chương trình.")
        else:
            sentence = _("Chưa lưu được nháp. Kiểm tra ổ đĩa rồi lưu lại.")
        self._columns.say(self._columns.reception, sentence, "success" if saved else "danger")

    @Slot()
    def _take_back(self) -> None:
        undo, self._undo = self._undo, None
        self._columns.message.clear()
        if undo is None:
            self.dropped.emit()
        else:
            self.show(undo)
            self._keep.start()
