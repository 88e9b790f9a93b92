"""The left column: the card, the applicant, who hands in for them, and what is doubtful."""

from datetime import date
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.person import NOBODY, Person, PersonKind
from counter_app.i18n import _
from counter_app.services.ports import DossierLine
from ui.intake.person_form import PersonForm
from ui.intake.wording import birth_date_doubt, id_doubts, kind_word, phone_doubt
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import identify, label

APPLICANT, SUBMITTER = 0, 1
_KINDS: Final = tuple(PersonKind)


class _Notes(QWidget):
    """As high as its sentences at the width it gets, not at the least width there could be."""

    def minimumSizeHint(self) -> QSize:
        """Nothing: the height for the width decides."""
        return QSize(0, 0)


class ApplicantPanel(QFrame):
    """Who the dossier is about, and who stands at the counter."""

    edited = Signal()
    scan_entered = Signal(str)  # something was typed in the scan field and ended with Enter
    open_dossier = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._column = QVBoxLayout(self)
        self.scan = QLineEdit(clearButtonEnabled=False)
        self.applicant = PersonForm("intake.applicant")
        self.submitter = PersonForm("intake.submitter")
        self.for_another = QCheckBox(_("Nộp thay người khác"))
        self._kind = QComboBox()
        self._tabs = QTabBar()
        self._swap = QToolButton()
        self._title = label(_("Người nộp"), "title")
        self._header = QHBoxLayout()
        self._top = QHBoxLayout()
        self._compact = False
        self._forms = QStackedWidget()
        self._doubts = MessageLine()
        self._duplicates = MessageLine()
        self._duplicate: DossierLine | None = None
        self._card_doubts: tuple[str, ...] = ()
        self._sentences: tuple[str, ...] = ()
        self._letters = ""
        self.slot_for_messages = QVBoxLayout()
        self._lay_out()
        self._connect()

    def arrange(self, *, compact: bool) -> None:
        """With large letters on a small screen the title gives its place to the fields."""
        self._compact = compact
        self._title.setVisible(not compact and not self.for_another.isChecked())
        self.scan.setPlaceholderText(_("Quét thẻ") if compact else _("Quét thẻ CCCD"))
        (self._top if compact else self._header).addWidget(self._kind)
        self._column.setContentsMargins(*((10, 8, 10, 8) if compact else (16, 12, 16, 12)))

    def people(self) -> tuple[Person, Person | None]:
        """Applicant and, if it is another, submitter."""
        submitter = self.submitter.person() if self.for_another.isChecked() else None
        return self.applicant.person(), submitter

    def show_people(self, applicant: Person, submitter: Person | None) -> None:
        """Fill the column."""
        self._card_doubts = ()
        self._kind.setCurrentIndex(_KINDS.index(applicant.kind))
        self.applicant.show_person(applicant)
        self.for_another.setChecked(submitter is not None)
        self.submitter.show_person(submitter or NOBODY)
        self._show_tab(APPLICANT)

    def fill_from_card(self, person: Person, doubts: tuple[str, ...]) -> None:
        """Put a card's person into the form that is shown."""
        form = self.form()
        if form is self.applicant:
            self._kind.setCurrentIndex(0)
        form.show_person(person)
        self._card_doubts = doubts
        self.scan.clear()
        self._show_doubts()

    def form(self) -> PersonForm:
        """The form that is shown."""
        return self.submitter if self._forms.currentIndex() == SUBMITTER else self.applicant

    def focus_field(self, whose: str, name: str) -> None:
        """Bring a field before the officer."""
        self._show_tab(SUBMITTER if whose == "submitter" else APPLICANT)
        self.form().field(name).setFocus()

    def focus_birth_date(self) -> None:
        """Bring the date of birth that cannot be read before the officer."""
        born = self.applicant.field("birth_date")
        wrong = bool(born.property("invalid")) or not self.for_another.isChecked()
        self.focus_field("applicant" if wrong else "submitter", "birth_date")

    def judge(self, today: date) -> None:
        """Look at numbers and dates; warns, never blocks."""
        self._sentences = self._judged(self.applicant, today)
        if self.for_another.isChecked():
            self._sentences += self._judged(self.submitter, today)
        self._show_doubts()

    def show_duplicates(self, found: tuple[DossierLine, ...], sentence: str) -> None:
        """Earlier dossiers of the same person and procedure; the newest can be opened."""
        self._duplicate = found[0] if found else None
        if found:
            self._duplicates.say(sentence, "warning", _("Mở"))
        else:
            self._duplicates.clear()

    def show_letters(self, sentence: str) -> None:
        """Letters that cannot be printed."""
        self._letters = sentence
        self._show_doubts()

    def doubts(self) -> str:
        """All that is doubtful, as shown."""
        return self._doubts.text()

    def _judged(self, form: PersonForm, today: date) -> tuple[str, ...]:
        person = form.person()
        ids = id_doubts(person)
        phone, born = phone_doubt(person.phone), birth_date_doubt(person.birth_date, today)
        form.mark("id_number", " ".join(ids))
        form.mark("phone", phone)
        form.mark("birth_date", born)
        return tuple(filter(None, (*ids, born, phone)))

    def _show_doubts(self) -> None:
        lines = dict.fromkeys((*self._card_doubts, *self._sentences, self._letters))
        text = "\n".join(filter(None, lines))
        if text:
            self._doubts.say(text, "warning")
        else:
            self._doubts.clear()

    def _show_tab(self, tab: int) -> None:
        self._tabs.setCurrentIndex(tab)

    @Slot(int)
    def _on_tab(self, tab: int) -> None:
        self._forms.setCurrentIndex(tab)
        self._kind.setVisible(tab == APPLICANT)

    @Slot(bool)
    def _on_for_another(self, checked: bool) -> None:
        self._title.setVisible(not checked and not self._compact)
        self._tabs.setVisible(checked)
        self._swap.setVisible(checked)
        self._show_tab(SUBMITTER if checked else APPLICANT)
        if checked and self.for_another.hasFocus():
            self.submitter.field("name").setFocus()
        self.edited.emit()

    @Slot(int)
    def _on_kind(self, index: int) -> None:
        self.applicant.show_kind(_KINDS[index])
        self.edited.emit()

    @Slot()
    def _exchange(self) -> None:
        """Whose card was scanned first is often the one who hands in."""
        applicant, submitter = self.applicant.person(), self.submitter.person()
        self.applicant.show_person(submitter)
        self.submitter.show_person(applicant)

    @Slot()
    def _open_duplicate(self) -> None:
        if self._duplicate is not None:
            self.open_dossier.emit(self._duplicate.id)

    @Slot()
    def _enter_scan(self) -> None:
        text = self.scan.text()
        self.scan.clear()
        self.scan_entered.emit(text)

    def _connect(self) -> None:
        self.scan.returnPressed.connect(self._enter_scan)
        self.applicant.edited.connect(self.edited)
        self.submitter.edited.connect(self.edited)
        self.for_another.toggled.connect(self._on_for_another)
        self._tabs.currentChanged.connect(self._on_tab)
        self._kind.activated.connect(self._on_kind)
        self._swap.clicked.connect(self._exchange)
        self._duplicates.acted.connect(self._open_duplicate)

    def _lay_out(self) -> None:
        self._prepare()
        self._header.setSpacing(8)
        self._header.addWidget(self._title)
        self._header.addWidget(self._tabs)
        self._header.addStretch(1)
        self._header.addWidget(self._swap)
        self._top.setSpacing(8)
        self._top.addWidget(self.scan, 1)
        column = self._column
        column.setSpacing(8)
        column.addLayout(self._header)
        column.addLayout(self._top)
        column.addWidget(self._forms)
        column.addWidget(self.for_another)
        column.addWidget(self._notes(), 1)
        self.arrange(compact=False)

    def _notes(self) -> QScrollArea:
        """What is to be said, below the fields, so that none of them moves."""
        body = _Notes()
        notes = QVBoxLayout(body)
        notes.setContentsMargins(0, 0, 0, 0)
        notes.setSpacing(8)
        notes.addLayout(self.slot_for_messages)
        notes.addWidget(self._duplicates)
        notes.addWidget(self._doubts)
        notes.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(body)
        return area

    def _prepare(self) -> None:
        identify(self.scan, "intake.scan", _("Quét thẻ căn cước hoặc mã hồ sơ"))
        self.scan.setMaxLength(2000)
        identify(self.for_another, "intake.for_another", self.for_another.text())
        identify(self._kind, "intake.applicant.kind", _("Chủ hồ sơ là"))
        self._kind.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._kind.setMinimumContentsLength(7)
        self._kind.addItems([kind_word(kind) for kind in _KINDS])
        self._tabs.addTab(_("Chủ hồ sơ"))
        self._tabs.addTab(_("Người nộp"))
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setAccessibleName(_("Chủ hồ sơ hoặc người nộp"))
        self._tabs.hide()
        self._swap.setText("⇄")
        self._swap.setAccessibleName(_("Đổi chỗ chủ hồ sơ và người nộp"))
        self._swap.setToolTip(self._swap.accessibleName())
        self._swap.hide()
        self._forms.addWidget(self.applicant)
        self._forms.addWidget(self.submitter)
        self._forms.setTabOrder(self.scan, self._forms)
        self.slot_for_messages.setContentsMargins(0, 0, 0, 0)
        self._duplicates.setObjectName("intake.duplicates")
        self._doubts.setObjectName("intake.doubts")
