"""Who takes the result, on what paper, and how."""

from collections.abc import Mapping

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from counter_app.domain.card import Card
from counter_app.domain.dossier import Dossier
from counter_app.domain.procedure import Channel
from counter_app.i18n import _
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.styling import identify, label
from ui.wording import result_channel_word

APPLICANT, SUBMITTER, PROXY = range(3)
_METHODS = (Channel.COUNTER, Channel.POST, Channel.ONLINE)


class RecipientForm(QWidget):
    """The applicant where nobody else handed the dossier in; else somebody has to say who."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._numbers = ("", "")  # of the applicant and the submitter
        self._people = QButtonGroup(self)
        self._methods = QButtonGroup(self)
        self.choices = tuple(QRadioButton() for _number in range(3))
        self.name = QLineEdit()
        self.id_number = QLineEdit()
        self.document = QLineEdit()
        self._name_field = Field(_("Họ và tên người được ủy quyền"), self.name, "handover.name")
        self._proxy = QWidget()
        self._lay_out()
        self._people.idToggled.connect(self._on_person)
        self.name.textEdited.connect(self._on_typed)

    def begin(self, dossier: Dossier) -> None:
        """Offer the people of ``dossier``; what was typed for another one is dropped."""
        submitter = dossier.submitter
        self._numbers = (dossier.applicant.id_number, submitter.id_number if submitter else "")
        self._people.setExclusive(False)
        for choice in self.choices:
            choice.setChecked(False)
        self._people.setExclusive(True)
        words = _("Chủ hồ sơ: {name}").format(name=dossier.applicant.name)
        self._name(self.choices[APPLICANT], words)
        if submitter is not None:
            words = _("Người nộp thay: {name}").format(name=submitter.name)
            self._name(self.choices[SUBMITTER], words)
        self.choices[SUBMITTER].setVisible(submitter is not None)
        self.choices[APPLICANT].setChecked(submitter is None)
        for field in (self.name, self.id_number, self.document):
            field.clear()
        self._name_field.complain("")
        self._proxy.setVisible(False)
        wanted = [m.value for m in _METHODS].index(dossier.result_channel or Channel.COUNTER.value)
        self._methods.button(wanted).setChecked(True)

    def take_card(self, card: Card) -> None:
        """The card of who stands at the counter: one of the dossier's people, or a proxy."""
        if card.id_number in self._numbers and card.id_number:
            chosen = self.choices[self._numbers.index(card.id_number)]
            chosen.setChecked(True)
            chosen.setFocus()
            return
        self.choices[PROXY].setChecked(True)
        self.name.setText(card.name)
        self.id_number.setText(card.id_number)
        self.document.setFocus()

    def recipient(self) -> str | Mapping[str, str] | None:
        """As the act wants it; None, and a sentence where it is missing, when nobody is named."""
        chosen = self._people.checkedId()
        if chosen == APPLICANT:
            return "applicant"
        if chosen == SUBMITTER:
            return "submitter"
        if chosen != PROXY:
            return None
        name = self.name.text().strip()
        if not name:
            self._name_field.complain(_("Ghi họ tên người nhận thay."))
            self.name.setFocus()
            return None
        given = {
            "name": name,
            "id_number": self.id_number.text().strip(),
            "document": self.document.text().strip(),
        }
        return {key: text for key, text in given.items() if text}

    @property
    def method(self) -> str:
        """How it goes to them."""
        return _METHODS[self._methods.checkedId()].value

    @property
    def is_chosen(self) -> bool:
        """Whether somebody said who takes it."""
        return self._people.checkedId() >= 0

    def focus_first(self) -> None:
        """The person, chosen or to be chosen."""
        (self._people.checkedButton() or self.choices[APPLICANT]).setFocus()

    @Slot(int, bool)
    def _on_person(self, person: int, is_chosen: bool) -> None:
        if is_chosen:
            self._proxy.setVisible(person == PROXY)
            self.changed.emit()

    @Slot(str)
    def _on_typed(self, _text: str) -> None:
        self._name_field.complain("")

    @staticmethod
    def _name(choice: QRadioButton, words: str) -> None:
        choice.setText(words.replace("&", "&&"))
        choice.setToolTip(words)
        choice.setAccessibleName(words)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(label(_("Cách trả"), "section"))
        methods = QWidget()
        row = FlowLayout(methods, 12)
        for number, method in enumerate(_METHODS):
            choice = QRadioButton(result_channel_word(method.value))
            identify(choice, f"handover.method.{method.value}", choice.text())
            self._methods.addButton(choice, number)
            row.addWidget(choice)
        column.addWidget(methods)
        column.addSpacing(6)
        column.addWidget(label(_("Ai nhận"), "section"))
        self._name(self.choices[PROXY], _("Người được ủy quyền"))
        names = ("applicant", "submitter", "proxy")
        for number, (choice, name) in enumerate(zip(self.choices, names, strict=True)):
            identify(choice, f"handover.recipient.{name}")
            choice.setMinimumWidth(80)
            self._people.addButton(choice, number)
            column.addWidget(choice)
        fields = QVBoxLayout(self._proxy)
        fields.setContentsMargins(24, 2, 0, 0)
        fields.setSpacing(4)
        number_field = Field(_("Số định danh"), self.id_number, "handover.id_number")
        paper = Field(_("Giấy ủy quyền (số, ngày)"), self.document, "handover.document")
        for field in (self._name_field, number_field, paper):
            fields.addWidget(field)
        column.addWidget(self._proxy)
