"""What was decided, and the papers of the decision to look at: the middle column."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QFrame, QRadioButton, QVBoxLayout, QWidget

from counter_app.domain.dossier import Attachment
from counter_app.i18n import _
from ui.handover.values import Found, results_of
from ui.tasks import TaskRunner
from ui.widgets.pdf_view import PdfView
from ui.widgets.styling import identify, label
from ui.wording import moment_words, outcome_word


class ResultCard(QFrame):
    """Outcome, number, files; ``file_wanted`` asks for one of them as pages."""

    file_wanted = Signal(object)  # Attachment

    def __init__(self, tasks: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._outcome = label("", "title", wraps=True)
        self._facts = label("", wraps=True)
        self._none = label(_("Không có tệp kết quả đính kèm."), "muted", wraps=True)
        self._files = QVBoxLayout()
        self._choices = QButtonGroup(self)
        self._attachments: tuple[Attachment, ...] = ()
        self.preview = PdfView(self, tasks)
        self.preview.hide()  # until there is a file
        identify(self.preview, "handover.result", _("Tệp kết quả"))
        self._lay_out()
        self._choices.idClicked.connect(self._on_chosen)

    def show_found(self, found: Found) -> None:
        """Tell the result; without one, that there is none yet."""
        dossier = found.dossier
        is_decided = dossier.finished_at is not None
        self._outcome.setText(outcome_word(dossier.outcome) if is_decided else _("Chưa có kết quả"))
        lines = []
        if dossier.result:
            lines.append(_("Số, tên kết quả: {result}").format(result=dossier.result))
        if is_decided and dossier.reason:
            lines.append(_("Lý do: {reason}").format(reason=dossier.reason))
        if dossier.finished_at is not None:
            moment = moment_words(found.shown.local(dossier.finished_at))
            lines.append(_("Có kết quả lúc {moment}.").format(moment=moment))
        self._facts.setText("\n".join(lines))
        self._facts.setVisible(bool(lines))
        files = results_of(dossier)
        self._none.setVisible(is_decided and not files)
        self._show_files(files)

    def show_pages(self, content: bytes) -> None:
        """Show the pages of the chosen file."""
        self.preview.show_pdf(content)

    def say_missing(self, sentence: str) -> None:
        """Say why the chosen file cannot be shown."""
        self.preview.clear()
        self.preview.set_placeholder(sentence)

    def _show_files(self, attachments: tuple[Attachment, ...]) -> None:
        if attachments == self._attachments:
            return
        self._attachments = attachments
        for old in self._choices.buttons():
            self._choices.removeButton(old)
            old.hide()
            old.deleteLater()
        for number, attachment in enumerate(attachments):
            choice = QRadioButton(attachment.name or _("Tệp {number}").format(number=number + 1))
            identify(choice, f"handover.file.{number}", choice.text())
            choice.setToolTip(choice.text())
            choice.setMinimumWidth(80)  # a long name is cut, the column stays
            choice.setChecked(number == 0)
            self._choices.addButton(choice, number)
            self._files.addWidget(choice)
        self.preview.setVisible(bool(attachments))
        self.preview.clear()
        if attachments:
            self.preview.set_placeholder(_("Đang lấy tệp kết quả…"))
            self.file_wanted.emit(attachments[0])

    @Slot(int)
    def _on_chosen(self, number: int) -> None:
        self.file_wanted.emit(self._attachments[number])

    def _lay_out(self) -> None:
        for line in (self._outcome, self._facts):
            line.setTextFormat(Qt.TextFormat.PlainText)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._files.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(6)
        column.addWidget(label(_("Kết quả"), "field"))
        column.addWidget(self._outcome)
        column.addWidget(self._facts)
        column.addLayout(self._files)
        column.addWidget(self._none)
        column.addWidget(self.preview, 1)
        column.addStretch(0)
