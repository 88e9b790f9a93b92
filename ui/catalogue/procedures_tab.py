"""Every procedure: found while typing, its versions by decision, two of them side by side."""

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.domain.procedure import ProcedureVersion
from counter_app.i18n import _, counted
from ui.catalogue.difference import side_by_side
from ui.catalogue.difference_table import DifferenceTable, stretch_column
from ui.catalogue.values import Procedure, State, Wanted, narrowed
from ui.catalogue.view_model import ProceduresViewModel
from ui.catalogue.words import day_words, decision_kind_words, state_words
from ui.papers.saving import PdfDialog
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label
from ui.widgets.table import Table
from ui.widgets.text_table import TextTable


class ProceduresTab(QWidget):
    """The list on the left; what decisions made of the chosen procedure on the right."""

    def __init__(self, view_model: ProceduresViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._all: tuple[Procedure, ...] = ()
        self._found: tuple[Procedure, ...] = ()
        self._chosen: Procedure | None = None
        self.text = QLineEdit()
        self.field, self.state = QComboBox(), QComboBox()
        self._list = TextTable((_("Mã"), _("Tên thủ tục"), _("Tình trạng")), self)
        self.table = Table(self._list)
        stretch_column(self.table, 1)
        self._versions = TextTable(
            (_("Quyết định"), _("Loại"), _("Ban hành"), _("Công khai"), _("Hiệu lực")), self
        )
        self.versions = Table(self._versions)
        self.difference = DifferenceTable("catalogue.difference")
        self.count = label("", "small")
        self.title = label("", "section", wraps=True)
        self.facts = label("", "muted", wraps=True)
        self.compared = label("", "small", wraps=True)
        self.note = MessageLine()
        self.sheet = button(_("Tờ niêm yết…"), "", "catalogue.sheet")
        self.booklet = button(_("Tập của lĩnh vực…"), "", "catalogue.booklet")
        self._sheet_file, self._booklet_file = PdfDialog(self), PdfDialog(self)
        self._name_parts()
        self._lay_out()
        self._connect()
        self._show_chosen()

    def first_focus(self) -> QWidget:
        """Where work begins."""
        return self.text

    @property
    def chosen(self) -> Procedure | None:
        """The procedure on the right."""
        return self._chosen

    def choose(self, code: str) -> None:
        """Show the procedure of this code, whatever the list is narrowed to."""
        self._chosen = next((p for p in self._all if p.code == code), None)
        self._show_chosen()

    @Slot(tuple)
    def show_procedures(self, procedures: tuple[Procedure, ...]) -> None:
        """Show the catalogue; what is chosen and typed stays."""
        self._all = procedures
        field = self.field.currentData() or ""
        fields = sorted({procedure.shown.field for procedure in procedures})
        self.field.blockSignals(True)
        self.field.clear()
        self.field.addItem(_("Mọi lĩnh vực"), "")
        for name in fields:
            self.field.addItem(name, name)
        self.field.setCurrentIndex(max(self.field.findData(field), 0))
        self.field.blockSignals(False)
        self._narrow()
        before = self._chosen
        if before is not None and before not in procedures:
            self.choose(before.code)

    @Slot()
    def _narrow(self) -> None:
        wanted = Wanted(self.text.text(), self.field.currentData() or "", self._state())
        self._found = narrowed(self._all, wanted)
        self._list.show(tuple((p.code, p.shown.name.vi, state_words(p.state)) for p in self._found))
        count = len(self._found)
        self.count.setText(counted("{count} thủ tục", "{count} thủ tục", count).format(count=count))

    def _state(self) -> State | None:
        state = self.state.currentData()
        return State(state) if state else None

    @Slot(QModelIndex, QModelIndex)
    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._chosen = self._found[current.row()]
            self._show_chosen()

    @Slot()
    def _go_to_list(self) -> None:
        if self._found:
            self.table.setFocus()
            self.table.selectRow(max(self.table.currentIndex().row(), 0))

    def _show_chosen(self) -> None:
        found = self._chosen
        self.sheet.setEnabled(found is not None and found.state is State.IN_FORCE)
        self.booklet.setEnabled(self.sheet.isEnabled())
        if found is None:
            self.title.setText(_("Chọn một thủ tục để xem các quyết định đã làm nên nó."))
            for part in (self.facts, self.compared):
                part.clear()
            self._versions.show(())
            self.difference.show_rows(())
            return
        version = found.shown
        self.title.setText(f"{found.code} · {version.name.vi}")
        official = _("bản chính thức") if version.official else _("mẫu, chưa chính thức")
        parts = [version.field, state_words(found.state), official]
        if version.checked_by:
            parts.append(_("người rà: {name}").format(name=version.checked_by))
        self.facts.setText(" · ".join(parts))
        self._versions.show(tuple(map(_version_row, reversed(found.versions))))
        self.versions.selectRow(0)
        self._compare(0)

    @Slot(QModelIndex, QModelIndex)
    def _on_version(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._compare(current.row())

    def _compare(self, row: int) -> None:
        if self._chosen is None:
            return
        newest_first = self._chosen.versions[::-1]
        after = newest_first[row]
        before = newest_first[row + 1] if row + 1 < len(newest_first) else None
        rows = side_by_side(before, after)
        self.difference.show_rows(rows)
        self.compared.setText(_compared_words(before, after, len(rows)))

    @Slot()
    def _ask_sheet(self) -> None:
        if self._chosen is not None:
            self._sheet_file.ask(_("Ghi tờ niêm yết"), f"{self._chosen.code}.pdf")

    @Slot()
    def _ask_booklet(self) -> None:
        if self._chosen is not None:
            self._booklet_file.ask(_("Ghi tập niêm yết"), f"{self._chosen.shown.field}.pdf")

    @Slot(str)
    def _write_sheet(self, file: str) -> None:
        if self._chosen is not None:
            self.note.say(_("Đang ghi tệp…"))
            self._view_model.write_sheet(self._chosen.code, file)

    @Slot(str)
    def _write_booklet(self, file: str) -> None:
        if self._chosen is not None:
            self.note.say(_("Đang ghi tệp…"))
            self._view_model.write_booklet(self._chosen.shown.field, file)

    @Slot(object)
    def _tell_written(self, file: str) -> None:
        self.note.say(_("Đã ghi {file}.").format(file=file), "success")

    @Slot(str)
    def _tell_refused(self, sentence: str) -> None:
        self.note.say(sentence, "danger")

    def _name_parts(self) -> None:
        identify(self.text, "catalogue.text", _("Tìm thủ tục theo tên hoặc mã"))
        self.text.setPlaceholderText(_("Tên, chữ đầu hoặc mã: khai sinh, ks, 1.001193"))
        self.text.setMaxLength(120)
        identify(self.field, "catalogue.field", _("Lĩnh vực"))
        self.field.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        identify(self.state, "catalogue.state", _("Tình trạng"))
        for state in (State.IN_FORCE, State.COMING, State.ENDED):
            self.state.addItem(state_words(state), state.value)
        self.state.addItem(_("mọi tình trạng"), "")
        identify(self.table, "catalogue.list", _("Danh sách thủ tục"))
        identify(self.versions, "catalogue.versions", _("Các phiên bản theo quyết định"))

    def _connect(self) -> None:
        self.text.textChanged.connect(self._narrow)
        self.text.returnPressed.connect(self._go_to_list)
        self.field.currentIndexChanged.connect(self._narrow)
        self.state.currentIndexChanged.connect(self._narrow)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.versions.selectionModel().currentRowChanged.connect(self._on_version)
        self.sheet.clicked.connect(self._ask_sheet)
        self.booklet.clicked.connect(self._ask_booklet)
        self._sheet_file.chosen.connect(self._write_sheet)
        self._booklet_file.chosen.connect(self._write_booklet)
        self._view_model.listed.connect(self.show_procedures)
        self._view_model.written.connect(self._tell_written)
        self._view_model.refused.connect(self._tell_refused)

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(8)
        filters.addWidget(self.field, 3)
        filters.addWidget(self.state, 2)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(self.text)
        left.addLayout(filters)
        left.addWidget(self.table, 1)
        left.addWidget(self.count)
        papers = QHBoxLayout()
        papers.addWidget(self.sheet)
        papers.addWidget(self.booklet)
        papers.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        for part in (self.title, self.facts):
            right.addWidget(part)
        right.addWidget(self.versions, 2)
        right.addWidget(self.compared)
        right.addWidget(self.difference, 3)
        right.addWidget(self.note)
        right.addLayout(papers)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 16, 0, 0)
        row.setSpacing(16)
        row.addLayout(left, 5)
        row.addLayout(right, 6)


def _version_row(version: ProcedureVersion) -> tuple[str, ...]:
    decision = version.decision
    return (
        decision.number or _("chưa có số"),
        decision_kind_words(decision.kind),
        day_words(decision.issued),
        day_words(decision.published),
        day_words(decision.effective),
    )


def _compared_words(before: ProcedureVersion | None, after: ProcedureVersion, count: int) -> str:
    if before is None:
        return _("Phiên bản đầu tiên, không có gì để so.")
    if not count:
        return _("Hai phiên bản không khác nhau chỗ nào.")
    return _("{after} so với {before}: {count} chỗ khác nhau.").format(
        after=after.decision.number or "–", before=before.decision.number or "–", count=count
    )
