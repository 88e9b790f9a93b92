"""The review of procedures: the quarter's counts, candidates, suggestions and their answers."""

from uuid import UUID

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.domain.procedure import DecisionKind
from counter_app.domain.review import Candidate, Quarter
from counter_app.domain.suggestion import Suggestion
from counter_app.i18n import _
from ui.catalogue.answer_form import AnswerForm
from ui.catalogue.difference_table import stretch_column
from ui.catalogue.review_view_model import ReviewViewModel
from ui.catalogue.suggestion_form import SuggestionForm
from ui.catalogue.values import ShownReview
from ui.catalogue.words import decision_kind_words, flaw_words, outcome_words
from ui.papers.saving import PdfDialog
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label
from ui.widgets.table import Table
from ui.widgets.text_table import TextTable

_MOST_CODES = 2


class ReviewTab(QWidget):
    """Found by the program and filed by officers on the left, the forms on the right."""

    def __init__(
        self, view_model: ReviewViewModel, *, may_answer: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._shown: ShownReview | None = None
        self._answered: UUID | None = None  # the suggestion the answer is for
        self.quarter = QLineEdit(str(view_model.quarter))
        self.report = button(_("Báo cáo PDF…"), "", "catalogue.review.report")
        self.counts = label("", wraps=True)
        self._candidates = TextTable((_("Vướng mắc"), _("Giấy tờ, số liệu"), _("Thủ tục")), self)
        self.candidates = Table(self._candidates)
        self._suggestions = TextTable(
            (_("Vướng mắc"), _("Thủ tục"), _("Kết quả"), _("Nội dung")), self
        )
        self.suggestions = Table(self._suggestions)
        stretch_column(self.candidates, 1)
        stretch_column(self.suggestions, 3)
        self.form = SuggestionForm()
        self.answer = AnswerForm()
        self.answer.setVisible(may_answer)
        self.note = MessageLine()
        self._file = PdfDialog(self)
        identify(self.candidates, "catalogue.candidates", _("Chương trình tự tìm thấy"))
        identify(self.suggestions, "catalogue.suggestions", _("Kiến nghị đã gửi"))
        self._lay_out()
        self._connect()
        self.answer.show_suggestion(None)

    def first_focus(self) -> QWidget:
        """Where work begins."""
        return self.candidates

    @Slot()
    def _tell_looking(self) -> None:
        self.counts.setText(_("Đang xem các hồ sơ của quý…"))

    @Slot(object)
    def show_review(self, shown: ShownReview) -> None:
        """Show the quarter; what is being typed stays."""
        self._shown = shown
        review = shown.review
        counts = [f"{decision_kind_words(kind)}: {review.count(kind)}" for kind in DecisionKind]
        self.counts.setText(
            _("Quyết định trong quý: {counts}. Kiến nghị: {filed}.").format(
                counts=" · ".join(counts), filed=len(review.suggestions)
            )
        )
        self._candidates.show(tuple(map(_candidate_row, shown.candidates)))
        newest_first = shown.suggestions[::-1]
        self._suggestions.show(tuple(map(_suggestion_row, newest_first)))
        wanted = (n for n, one in enumerate(newest_first) if one.id == self._answered)
        row = next(wanted, 0 if newest_first else -1)
        if row >= 0:
            self.suggestions.selectRow(row)
        else:
            self.answer.show_suggestion(None)

    @Slot(QModelIndex, QModelIndex)
    def _on_candidate(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self._shown is not None and current.isValid():
            self.form.begin(self._shown.candidates[current.row()])

    @Slot(QModelIndex, QModelIndex)
    def _on_suggestion(self, current: QModelIndex, _before: QModelIndex) -> None:
        if self._shown is None or not current.isValid():
            return
        found = self._shown.suggestions[::-1][current.row()]
        self._answered = found.id
        self.answer.show_suggestion(found, self._shown.names.get(found.author, ""))

    @Slot()
    def _look_at_quarter(self) -> None:
        try:
            self._view_model.quarter = Quarter.parse(self.quarter.text())
        except ValueError:
            self.note.say(_("Viết quý như 2026-Q4."), "warning")
            return
        self.note.clear()
        self._view_model.load()

    @Slot()
    def _suggest(self) -> None:
        self.note.clear()
        form = self.form
        self._view_model.suggest(form.flaw(), form.procedures(), form.text(), form.component())

    @Slot()
    def _answer(self) -> None:
        if self._answered is not None:
            self.note.clear()
            self._view_model.answer(self._answered, self.answer.outcome(), self.answer.text())

    @Slot()
    def _ask_report(self) -> None:
        name = _("Ra-soat-{quarter}.pdf").format(quarter=self._view_model.quarter)
        self._file.ask(_("Ghi báo cáo rà soát"), name)

    @Slot(str)
    def _write(self, file: str) -> None:
        self.note.say(_("Đang ghi tệp…"))
        self._view_model.write(file)

    @Slot()
    def _tell_filed(self) -> None:
        self.form.clear()
        self.note.say(_("Đã gửi kiến nghị."), "success")

    @Slot()
    def _tell_answered(self) -> None:
        self.note.say(_("Đã trả lời kiến nghị."), "success")

    @Slot(object)
    def _tell_written(self, file: str) -> None:
        self.note.say(_("Đã ghi {file}.").format(file=file), "success")

    @Slot(str)
    def _tell_refused(self, sentence: str) -> None:
        self.note.say(sentence, "danger")

    def _connect(self) -> None:
        self.candidates.selectionModel().currentRowChanged.connect(self._on_candidate)
        self.suggestions.selectionModel().currentRowChanged.connect(self._on_suggestion)
        self.quarter.returnPressed.connect(self._look_at_quarter)
        self.report.clicked.connect(self._ask_report)
        self._file.chosen.connect(self._write)
        self.form.wanted.connect(self._suggest)
        self.answer.wanted.connect(self._answer)
        self._view_model.looking.connect(self._tell_looking)
        self._view_model.shown.connect(self.show_review)
        self._view_model.filed.connect(self._tell_filed)
        self._view_model.answered.connect(self._tell_answered)
        self._view_model.written.connect(self._tell_written)
        self._view_model.refused.connect(self._tell_refused)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        words = label(_("Quý"), "field")
        words.setBuddy(self.quarter)
        identify(self.quarter, "catalogue.review.quarter", _("Quý, dạng 2026-Q4"))
        self.quarter.setMaximumWidth(self.quarter.fontMetrics().averageCharWidth() * 16)
        for part in (words, self.quarter):
            head.addWidget(part)
        head.addWidget(self.counts, 1)
        head.addWidget(self.report)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(label(_("Chương trình tự tìm thấy"), "section"))
        left.addWidget(self.candidates, 3)
        left.addWidget(label(_("Kiến nghị của công chức"), "section"))
        left.addWidget(self.suggestions, 2)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.form)
        right.addWidget(self.answer)
        right.addWidget(self.note)
        right.addStretch(1)
        both = QHBoxLayout()
        both.setSpacing(16)
        both.addLayout(left, 5)
        both.addLayout(right, 3)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(both, 1)


def _candidate_row(found: Candidate) -> tuple[str, ...]:
    about = found.component
    if found.finished:
        about = _("{count} hồ sơ đã xong").format(count=found.finished)
    return (flaw_words(found.flaw), about, _codes(found.procedures))


def _codes(codes: tuple[str, ...]) -> str:
    """The first ones, and how many more there are; choosing the row shows them all."""
    shown = ", ".join(codes[:_MOST_CODES])
    more = len(codes) - _MOST_CODES
    return f"{shown} +{more}" if more > 0 else shown


def _suggestion_row(found: Suggestion) -> tuple[str, ...]:
    said = found.said
    codes = _codes(said.procedures)
    return (flaw_words(said.flaw), codes, outcome_words(found.outcome), said.text)
