"""Who applied, for what, and what else waits for them: the left column."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.services.ports import ReadyLine
from ui.handover.values import Found
from ui.handover.wording import person_lines, waiting_words
from ui.widgets.scrolling import scrolling
from ui.widgets.styling import button, label
from ui.wording import moment_words


class PersonCard(QFrame):
    """The dossier's own page: names and numbers stand as they were written."""

    other_wanted = Signal(object)  # UUID: another result of the same person
    details_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._body = QVBoxLayout()
        self._details = button(_("Xem cả hồ sơ   Alt+O"), "link", "handover.details")
        self._lay_out()
        self._details.clicked.connect(self.details_wanted)

    def show_found(self, found: Found) -> None:
        """Put ``found`` into words."""
        self._empty()
        dossier, shown = found.dossier, found.shown
        applicant, submitter = dossier.applicant, dossier.submitter
        self._add(_("Chủ hồ sơ"), "field")
        self._add(applicant.name, "title")
        for line in person_lines(applicant):
            self._add(line)
        if submitter is not None:
            self._add_space()
            self._add(_("Người nộp thay"), "field")
            self._add(submitter.name, "section")
            for line in person_lines(submitter):
                self._add(line)
        self._add_space()
        self._add(_("Thủ tục"), "field")
        self._add(dossier.procedure.name)
        if dossier.content:
            self._add(dossier.content, "muted")
        received = moment_words(shown.local(dossier.received_at))
        self._add(_("Nhận lúc {moment}.").format(moment=received), "muted")
        if dossier.first_due_at is not None:
            due = moment_words(shown.local(dossier.first_due_at))
            self._add(_("Hẹn trả {moment}.").format(moment=due), "muted")
        if found.others:
            self._add_space()
            self._add(_("Người này còn kết quả chờ trả"), "section")
            for other in found.others:
                self._body.addWidget(self._other(other, found))
        self._body.addStretch(1)

    def _other(self, other: ReadyLine, found: Found) -> QWidget:
        text = _("{code} · {procedure}, đã chờ {time}").format(
            code=other.line.code,
            procedure=other.line.procedure,
            time=waiting_words(other.finished_at, found.shown.now),
        )
        made = button(other.line.code, "link", f"handover.other.{other.line.code}")
        made.setProperty("dossier", str(other.line.id))
        made.setAccessibleName(text)
        made.setToolTip(text)
        made.clicked.connect(self._on_other)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
        said = label(text.partition(" · ")[2], "small", wraps=True)
        said.setIndent(6)
        column.addWidget(said)
        return box

    @Slot()
    def _on_other(self) -> None:
        self.other_wanted.emit(self.sender().property("dossier"))

    def _add(self, text: str, level: str = "") -> QLabel:
        made = label(text, level, wraps=True)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._body.addWidget(made)
        return made

    def _add_space(self) -> None:
        self._body.addSpacing(8)

    def _empty(self) -> None:
        while (item := self._body.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()

    def _lay_out(self) -> None:
        content = QWidget()
        content.setLayout(self._body)
        self._body.setContentsMargins(12, 8, 8, 8)
        self._body.setSpacing(3)
        area = scrolling(content)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 2, 6)
        column.addWidget(area, 1)
        column.addWidget(self._details, 0, Qt.AlignmentFlag.AlignLeft)
