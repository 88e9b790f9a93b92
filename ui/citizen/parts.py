"""The parts of the citizen's screen: a notice, a question, a box for words, all answers."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from counter_app.i18n import said_in
from ui.citizen.view_model import Shown
from ui.citizen.words import Question, answered_words, locked_words, questions
from ui.widgets.styling import button, identify, label

_LONGEST_TEXT = 1000


class Notice(QWidget):
    """A heading and a sentence in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = label("", "display", wraps=True)
        self._sentence = label("", wraps=True)
        column = QVBoxLayout(self)
        column.addStretch(2)
        for line in (self._heading, self._sentence):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            line.setTextFormat(Qt.TextFormat.PlainText)
            column.addWidget(line)
        column.setSpacing(24)
        column.addStretch(3)

    def say(self, heading: str, sentence: str) -> None:
        """Show these words."""
        self._heading.setText(heading)
        self._sentence.setText(sentence)
        self.setAccessibleName(f"{heading}. {sentence}")


class QuestionPart(QWidget):
    """One question; none of its answers is chosen before somebody chooses it."""

    chosen = Signal(object)  # what the answer stands for

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = label("", "muted")
        self._text = label("", "display", wraps=True)
        self._answers = [button("", "answer", f"citizen.answer.{n}") for n in (1, 2, 3)]
        self._question: Question | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self._count)
        column.addWidget(self._text)
        column.addSpacing(8)
        for answer in self._answers:
            answer.setCheckable(True)
            answer.clicked.connect(self._on_clicked)
            column.addWidget(answer)
        column.addStretch(1)

    def show_question(self, shown: Shown) -> None:
        """Ask the question of ``shown``; an answer given before is marked."""
        if shown.form is None:
            return
        asked = questions(shown.form, shown.language)
        question = self._question = asked[shown.place]
        told = said_in("Câu {number}/{count} · Giấy tiếp nhận số …{receipt}", shown.language)
        self._count.setText(
            told.format(number=shown.place + 1, count=len(asked), receipt=shown.form.receipt)
        )
        self._text.setText(question.text)
        given = dict(shown.chosen).get(question.key)
        for number, (answer, (value, text)) in enumerate(
            zip(self._answers, question.answers, strict=True), 1
        ):
            answer.setText(f"{number}   {text}")
            answer.setAccessibleName(text)
            answer.setChecked(given == value)
        self.setAccessibleName(question.text)

    def focus_before(self) -> None:
        """The keyboard begins before the first answer: none looks chosen, Enter chooses none."""
        self.setFocus()

    def choose(self, number: int) -> None:
        """Choose the answer of this number, from 1, as if it were pressed."""
        if self._question is not None and self.isVisible():
            self.chosen.emit(self._question.answers[number - 1][0])

    @Slot()
    def _on_clicked(self) -> None:
        if (sender := self.sender()) in self._answers:
            self.choose(self._answers.index(sender) + 1)


class WordsPart(QWidget):
    """What the citizen wants to complain about, if anything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = label("", "display", wraps=True)
        self._hint = label("", "muted", wraps=True)
        self.box = QPlainTextEdit()
        self.box.setTabChangesFocus(True)
        identify(self.box, "citizen.text")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self._text)
        column.addWidget(self._hint)
        column.addWidget(self.box, 1)

    @property
    def text(self) -> str:
        """What was written, no longer than what is kept."""
        return self.box.toPlainText()[:_LONGEST_TEXT]

    def show_words(self, shown: Shown) -> None:
        """Ask in the language of ``shown``; what was written stays."""
        self._text.setText(
            said_in("Ông/bà có điều gì muốn phản ánh? (không bắt buộc)", shown.language)
        )
        hint = said_in(
            "Người giám sát sẽ đọc. Công chức chỉ được đọc lời văn sau khi có kết luận, không biết của"
            " hồ sơ nào. Xin đừng ghi tên mình.",
            shown.language,
        )
        self._hint.setText(hint)
        self.box.setAccessibleName(self._text.text())
        if self.box.toPlainText() != shown.text:
            self.box.setPlainText(shown.text)


class ReviewPart(QWidget):
    """Every answer before it is sent, and what dates have answered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = label("", "display", wraps=True)
        self._locked = label("", "muted", wraps=True)
        self._grid = QGridLayout()
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 2)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        self._lines: list[tuple[QLabel, QLabel]] = []
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(self._text)
        column.addLayout(self._grid)
        column.addWidget(self._locked)
        column.addStretch(1)

    def show_answers(self, shown: Shown) -> None:
        """List what was answered."""
        if shown.form is None:
            return
        self._text.setText(said_in("Xem lại rồi bấm Gửi đánh giá", shown.language))
        lines = answered_words(shown.form, dict(shown.chosen), shown.language)
        while len(self._lines) < len(lines):
            self._add_line()
        for (question, answer), (text, said) in zip(self._lines, lines, strict=True):
            question.setText(text)
            answer.setText(said)
        heading = said_in("Lấy từ ngày tháng của hồ sơ:", shown.language)
        locked = "; ".join(locked_words(shown.form, shown.language))
        self._locked.setText(f"{heading} {locked}")

    def _add_line(self) -> None:
        pair = label("", "muted", wraps=True), label("", "muted", wraps=True)
        for column, line in enumerate(pair):
            self._grid.addWidget(line, len(self._lines), column, Qt.AlignmentFlag.AlignTop)
        self._lines.append(pair)
