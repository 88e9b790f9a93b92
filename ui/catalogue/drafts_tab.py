"""Drafts: taken from a file, checked against the decision, issued by somebody else."""

from uuid import UUID

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.domain.drafting import DraftCheck, DraftState
from counter_app.i18n import _
from ui.catalogue.decision_form import DecisionForm
from ui.catalogue.difference import side_by_side
from ui.catalogue.difference_table import DifferenceTable, stretch_column
from ui.catalogue.drafts_view_model import DraftsViewModel, Taken
from ui.catalogue.values import ShownDraft
from ui.catalogue.words import draft_state_words
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label
from ui.widgets.table import Table
from ui.widgets.text_table import TextTable


class DraftsTab(QWidget):
    """What waits on the left; the chosen draft, its decision and what may be done on the right."""

    def __init__(self, view_model: DraftsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._drafts: tuple[ShownDraft, ...] = ()
        self._chosen: ShownDraft | None = None
        self._list = TextTable((_("Mã"), _("Quyết định"), _("Tình trạng"), _("Tên thủ tục")), self)
        self.table = Table(self._list)
        stretch_column(self.table, 3)
        identify(self.table, "catalogue.drafts", _("Dự thảo đang chờ"))
        self.file = QLineEdit()
        identify(self.file, "catalogue.file", _("Tệp thủ tục cần nhập"))
        self.file.setPlaceholderText(_("Đường dẫn tệp JSON của thủ tục"))
        self.browse = button(_("Chọn tệp…"), "", "catalogue.file.choose")
        self.take = button(_("Nhập dự thảo"), "", "catalogue.file.take")
        self.title = label("", "section", wraps=True)
        self.people = label("", "muted", wraps=True)
        self.difference = DifferenceTable("catalogue.draft.difference")
        self.form = DecisionForm()
        self.check = button(_("Đã rà, khớp quyết định"), "", "catalogue.draft.check")
        self.issue = button("", "primary", "catalogue.draft.issue")
        self.reason = QLineEdit()
        identify(self.reason, "catalogue.draft.reason", _("Lý do bỏ dự thảo"))
        self.reason.setPlaceholderText(_("Lý do bỏ dự thảo"))
        self.reason.setMaxLength(300)
        self.drop = button(_("Bỏ dự thảo"), "", "catalogue.draft.drop")
        self.note = MessageLine()
        self._lay_out()
        self._connect()
        self._show_chosen()

    def first_focus(self) -> QWidget:
        """Where work begins."""
        return self.table if self._drafts else self.file

    @Slot(tuple)
    def show_drafts(self, drafts: tuple[ShownDraft, ...]) -> None:
        """Show the list; the draft in the form stays chosen, else the first one is."""
        before = self._chosen
        self._drafts = drafts
        self._list.show(tuple(map(_row, drafts)))
        ids = [shown.draft.id for shown in drafts]
        row = ids.index(before.draft.id) if before and before.draft.id in ids else 0
        self._chosen = drafts[row] if drafts else None
        if drafts:
            self.table.selectRow(row)
        if self._chosen != before:  # what is being typed about it stays
            self._show_chosen()
        else:
            self._show_issuable()

    def issuable(self) -> tuple[UUID, ...]:
        """The checked drafts of the chosen one's decision: they come into force together."""
        if self._chosen is None or self._chosen.draft.state is not DraftState.CHECKED:
            return ()
        number = self._chosen.draft.version.decision.number
        return tuple(
            shown.draft.id
            for shown in self._drafts
            if shown.draft.state is DraftState.CHECKED
            and shown.draft.version.decision.number == number
        )

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and self._drafts[current.row()] is not self._chosen:
            self._chosen = self._drafts[current.row()]
            self._show_chosen()

    def _show_chosen(self) -> None:
        found = self._chosen
        for part in (self.form, self.check, self.reason, self.drop, self.difference):
            part.setEnabled(found is not None)
        self._show_issuable()
        if found is None:
            self.title.setText(_("Chưa có dự thảo nào chờ. Nhập tệp thủ tục ở bên trái."))
            self.people.clear()
            self.difference.show_rows(())
            return
        version = found.draft.version
        self.title.setText(f"{version.code} · {version.name.vi}")
        self.people.setText(_people_words(found))
        self.difference.show_rows(side_by_side(found.before, version))
        self.form.show_check(DraftCheck(version.decision, version.official))

    def _show_issuable(self) -> None:
        count = len(self.issuable())
        self.issue.setEnabled(bool(count))
        self.issue.setText(
            _("Ban hành {count} dự thảo của quyết định").format(count=count)
            if count > 1
            else _("Ban hành")
        )
        self.issue.setAccessibleName(self.issue.text())

    @Slot()
    def _choose_file(self) -> None:
        file, _kind = QFileDialog.getOpenFileName(
            self,
            _("Chọn tệp thủ tục"),
            self.file.text(),
            _("Tệp thủ tục (*.json *.jsonl *.ndjson)"),
        )
        if file:
            self.file.setText(file)
            self._take()

    @Slot()
    def _take(self) -> None:
        file = self.file.text().strip()
        if not file:
            self.note.say(_("Chọn hoặc nhập đường dẫn tệp thủ tục."), "warning")
            self.file.setFocus()
            return
        self.note.say(_("Đang đọc tệp…"))
        self._view_model.take(file)

    @Slot(object)
    def _tell_taken(self, taken: Taken) -> None:
        told = _("{new} dự thảo mới, {known} đã có.").format(new=taken.new, known=taken.known)
        if taken.refused:
            told += " " + _("{count} bản ghi bị từ chối. {why}").format(
                count=taken.refused, why=taken.why
            )
        self.note.say(told, "warning" if taken.refused else "success")
        self.table.setFocus()

    @Slot()
    def _check(self) -> None:
        found = self.form.check()
        if found is not None and self._chosen is not None:
            self.note.clear()
            self._view_model.check(self._chosen.draft.id, found)

    @Slot()
    def _issue(self) -> None:
        if drafts := self.issuable():
            self.note.clear()
            self._view_model.issue(drafts)

    @Slot()
    def _drop(self) -> None:
        if self._chosen is None:
            return
        if not self.reason.text().strip():
            self.note.say(_("Ghi lý do bỏ dự thảo."), "warning")
            self.reason.setFocus()
            return
        self._view_model.drop(self._chosen.draft.id, self.reason.text())

    @Slot(object)
    def _tell_checked(self, _draft: object) -> None:
        self.note.say(_("Đã ghi là khớp quyết định. Người khác ban hành."), "success")

    @Slot(tuple)
    def _tell_issued(self, versions: tuple[object, ...]) -> None:
        told = _("Đã ban hành {count} phiên bản; có hiệu lực theo ngày của quyết định.")
        self.note.say(told.format(count=len(versions)), "success")

    @Slot()
    def _tell_dropped(self) -> None:
        self.reason.clear()
        self.note.say(_("Đã bỏ dự thảo."), "success")

    @Slot(str)
    def _tell_refused(self, sentence: str) -> None:
        self.note.say(sentence, "danger")

    def _connect(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.browse.clicked.connect(self._choose_file)
        self.take.clicked.connect(self._take)
        self.file.returnPressed.connect(self._take)
        self.check.clicked.connect(self._check)
        self.issue.clicked.connect(self._issue)
        self.drop.clicked.connect(self._drop)
        self.reason.returnPressed.connect(self._drop)
        self._view_model.listed.connect(self.show_drafts)
        self._view_model.taken.connect(self._tell_taken)
        self._view_model.checked.connect(self._tell_checked)
        self._view_model.issued.connect(self._tell_issued)
        self._view_model.dropped.connect(self._tell_dropped)
        self._view_model.refused.connect(self._tell_refused)

    def _lay_out(self) -> None:
        files = QHBoxLayout()
        files.setSpacing(8)
        files.addWidget(self.file, 1)
        files.addWidget(self.browse)
        files.addWidget(self.take)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.table, 1)
        left.addLayout(files)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(self.check)
        acts.addWidget(self.issue)
        acts.addStretch(1)
        dropping = QHBoxLayout()
        dropping.setSpacing(8)
        dropping.addWidget(self.reason, 1)
        dropping.addWidget(self.drop)
        right = QVBoxLayout()
        right.setSpacing(8)
        for part in (self.title, self.people):
            right.addWidget(part)
        right.addWidget(self.difference, 1)
        right.addWidget(self.form)
        right.addWidget(self.note)
        right.addLayout(acts)
        right.addLayout(dropping)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 16, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 5)
        row.addLayout(right, 6)


def _row(shown: ShownDraft) -> tuple[str, ...]:
    version = shown.draft.version
    number = version.decision.number or _("chưa có số")
    return (version.code, number, draft_state_words(shown.draft.state), version.name.vi)


def _people_words(shown: ShownDraft) -> str:
    parts = [_("Người lập: {name}").format(name=shown.author or "–")]
    if shown.draft.checked_by is not None:
        parts.append(_("Người rà: {name}").format(name=shown.checker or "–"))
    if shown.draft.version.replaces:
        codes = ", ".join(shown.draft.version.replaces)
        parts.append(_("Thay thế: {codes}").format(codes=codes))
    doubts = shown.draft.version.doubts
    if doubts:
        parts.append(_("{count} điểm cần người kiểm tra").format(count=len(doubts)))
    if shown.before is None:
        parts.append(_("Thủ tục mới."))
    return " · ".join(parts)
