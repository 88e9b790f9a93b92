"""The middle column: the procedure, its case and term, the papers."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.procedure import Channel, ProcedureVersion
from counter_app.domain.type_ahead import Candidate
from counter_app.i18n import _, language
from ui.intake.draft import PaperEntry, VisitDraft
from ui.intake.papers_table import PapersTable
from ui.intake.table_model import PapersModel
from ui.intake.term_panel import TermPanel
from ui.intake.view_model import Procedures
from ui.intake.wording import procedure_detail, procedure_mark
from ui.widgets.choices import Alternative, Choices
from ui.widgets.styling import identify, label, restyle
from ui.widgets.type_ahead import Choice, TypeAhead
from ui.wording import channel_word

CHANNELS = (Channel.COUNTER, Channel.POST)  # what comes in online is registered elsewhere


class ProcedureBox(QFrame):
    """What the citizen asks for and what they brought."""

    edited = Signal()
    procedure_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._column = QVBoxLayout(self)
        self.procedure = TypeAhead()
        self.papers = PapersModel(self)
        self.table = PapersTable(self.papers)
        self.reason = QLineEdit()
        self.term = TermPanel()
        self.slot_for_messages = QVBoxLayout()
        self._title = label(_("Thủ tục"), "title")
        self._header = QHBoxLayout()
        self._top = QHBoxLayout()
        self._compact = self._aside = False
        self._channel = QComboBox()
        self._detail = label("", wraps=True)
        self._case_title = label(_("Trường hợp"), "section")
        self._cases = Choices()
        self._empty = label(
            _("Gõ tên thủ tục để hiện giấy tờ cần nộp. Ví dụ: khai sinh, ks, chung thuc."),
            "muted",
            wraps=True,
        )
        self._keys = label(
            _("Phím cách: nhận giấy tờ · chữ số: số bản · Ctrl+T: đủ giấy tờ bắt buộc"),
            "small",
            wraps=True,
        )
        self._version: ProcedureVersion | None = None
        self._versions: dict[str, ProcedureVersion] = {}
        self._loading = False
        self._case: str | None = None
        self._term: str | None = None
        self._lay_out()
        self._connect()
        self._show_version(None, ())

    def arrange(self, *, compact: bool) -> None:
        """With large letters on a small screen the title gives its place to the papers."""
        self._compact = compact
        self._title.setVisible(not compact)
        self._keys.setVisible(self._version is not None and not compact)
        (self._top if compact else self._header).addWidget(self._channel)
        self._show_channel()
        self._column.setContentsMargins(*((10, 8, 10, 8) if compact else (16, 12, 16, 12)))

    def step_aside(self, *, aside: bool) -> None:
        """While the column is narrow the field keeps its room; the next visit's channel comes back."""
        self._aside = aside
        self._show_channel()

    def set_procedures(self, procedures: Procedures) -> None:
        """What there is to choose; what was chosen stays."""
        self._versions = {version.code: version for version in procedures.versions}
        self.procedure.set_choices(tuple(map(_choice, procedures.versions)), procedures.recent)

    def entered(self, into: VisitDraft) -> VisitDraft:
        """``into`` with this column's part."""
        return replace(
            into,
            procedure=self.procedure.key(),
            case=self._case,
            term=self._term,
            channel=CHANNELS[self._channel.currentIndex()],
            papers=self.papers.entries(),
            missing_reason=self.reason.text() if not self.reason.isHidden() else "",
        )

    def show_draft(self, draft: VisitDraft) -> None:
        """Fill the column from a draft."""
        self._channel.setCurrentIndex(
            CHANNELS.index(draft.channel) if draft.channel in CHANNELS else 0
        )
        self._loading = True
        self.procedure.choose(draft.procedure)
        self._loading = False
        self._case, self._term = draft.case, draft.term
        self._show_version(self._versions.get(draft.procedure), draft.papers)
        self.reason.setText(draft.missing_reason)
        self.reason.setVisible(bool(draft.missing_reason))

    def version(self) -> ProcedureVersion | None:
        """The version that was chosen."""
        return self._version

    def ask_for_case(self) -> None:
        """Several cases and none was named."""
        first = self._cases.first()
        if first is not None:
            first.setFocus()

    def ask_for_term(self, *, known: bool) -> None:
        """Let a person decide the term: between known ones, or set one."""
        if self._version is None:
            return
        channel = CHANNELS[self._channel.currentIndex()]
        case = self._case or (self._version.cases[0].id if self._version.cases else None)
        if known:
            self.term.ask_between(self._version, case, channel, self._term)
        else:
            self.term.ask_for_one(self._version, case, channel)

    def ask_for_reason(self, missing: tuple[str, ...]) -> None:
        """Required papers are missing: hand them in, or say why it goes on without."""
        self.papers.mark_missing(missing)
        self.reason.show()
        self.reason.setFocus()

    def _show_channel(self) -> None:
        self._channel.setHidden(self._compact and self._aside)

    def drop_reason(self) -> None:
        """Nothing is missing any more."""
        had_focus = self.reason.hasFocus()
        self.reason.clear()
        self.reason.hide()
        if had_focus:
            self.table.setFocus()

    def focus_next(self) -> None:
        """Where the eye goes after the procedure was chosen."""
        if not self._cases.isHidden() and self._case is None:
            self.ask_for_case()
        else:
            self.table.setFocus()

    @Slot(str)
    def _on_procedure(self, code: str) -> None:
        if self._loading:
            return
        self._case = self._term = None
        self._show_version(self._versions.get(code), ())
        self.procedure_chosen.emit(code)
        self.edited.emit()
        if code and self.procedure.hasFocus():
            self.focus_next()

    @Slot(str)
    def _on_case(self, case: str) -> None:
        self._case, self._term = case, None
        self.term.hide()
        self.edited.emit()

    @Slot(str)
    def _on_term(self, term: str) -> None:
        self._term = term
        self.edited.emit()

    @Slot()
    def _on_channel(self) -> None:
        self._term = None
        self.term.hide()
        self.edited.emit()

    def _show_version(
        self, version: ProcedureVersion | None, entries: tuple[PaperEntry, ...]
    ) -> None:
        self._version = version
        self.term.hide()
        self.reason.clear()
        self.reason.hide()
        self.papers.show(version.components if version else (), entries)
        for widget in (self.table, self._detail):
            widget.setVisible(version is not None)
        self._keys.setVisible(version is not None and not self._compact)
        self._empty.setVisible(version is None)
        cases = version.cases if version is not None and len(version.cases) > 1 else ()
        self._cases.setVisible(bool(cases))
        self._case_title.setVisible(bool(cases))
        self._cases.show_alternatives(tuple(Alternative(c.id, c.name) for c in cases), self._case)
        if version is not None:
            mark = procedure_mark(version)
            self._detail.setText(" · ".join(filter(None, (procedure_detail(version), mark))))
            self._detail.setToolTip(version.source)
            restyle(self._detail, tone="warning" if mark else "")

    def _connect(self) -> None:
        self.procedure.chosen.connect(self._on_procedure)
        self._cases.chosen.connect(self._on_case)
        self.term.chosen.connect(self._on_term)
        self._channel.activated.connect(self._on_channel)
        self.papers.edited.connect(self.edited)
        self.reason.textEdited.connect(self.edited)

    def _lay_out(self) -> None:
        identify(self.procedure, "intake.procedure", _("Thủ tục"))
        self.procedure.setPlaceholderText(_("Tên thủ tục hoặc mã"))
        identify(self.table, "intake.components", _("Thành phần hồ sơ"))
        self.table.setAccessibleDescription(self._keys.text())
        identify(self.reason, "intake.missing_reason", _("Lý do vẫn tiếp nhận khi thiếu giấy tờ"))
        self.reason.setPlaceholderText(_("Lý do vẫn tiếp nhận khi còn thiếu"))
        self.reason.setMaxLength(500)
        identify(self._channel, "intake.channel", _("Cách nộp hồ sơ"))
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._channel.setSizeAdjustPolicy(policy)
        self._channel.setMinimumContentsLength(6)
        self._detail.setMinimumWidth(1)
        self._channel.addItems([channel_word(channel.value) for channel in CHANNELS])
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._header.addWidget(self._title)
        self._header.addStretch(1)
        self._top.setSpacing(8)
        self._top.addWidget(self.procedure, 1)
        column = self._column
        column.setSpacing(8)
        column.addLayout(self._header)
        column.addLayout(self._top)
        for widget in (self._detail, self._case_title, self._cases, self.term):
            column.addWidget(widget)
        column.addWidget(self._empty, 1)
        column.addWidget(self.table, 1)
        column.addWidget(self._keys)
        column.addLayout(self.slot_for_messages)
        column.addWidget(self.reason)
        self.arrange(compact=False)


def _choice(version: ProcedureVersion) -> Choice:
    english = version.name.en if language() == "en" else None
    name = version.name.vi
    detail = procedure_detail(version)
    return Choice(
        version.code,
        name,
        f"{english} · {detail}" if english else detail,
        Candidate.of(name, version.code),
        procedure_mark(version),
    )
