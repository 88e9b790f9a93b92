"""The decision a draft is checked against: number, kind, three days, whether it is official."""

from datetime import date, datetime

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.domain.drafting import DraftCheck
from counter_app.domain.procedure import Decision, DecisionKind
from counter_app.i18n import _
from ui.catalogue.words import decision_kind_words
from ui.widgets.field import Field
from ui.widgets.styling import identify

_SHAPE = "%d/%m/%Y"


class DecisionForm(QWidget):
    """Filled from the draft; what cannot be read is complained about where it stands."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = QLineEdit()
        self.number.setMaxLength(120)
        self.kind = QComboBox()
        for kind in DecisionKind:
            self.kind.addItem(decision_kind_words(kind), kind.value)
        hint = _("ngày/tháng/năm")
        self.days = {
            "issued": Field(_("Ban hành"), QLineEdit(), "catalogue.decision.issued", hint),
            "published": Field(_("Công khai"), QLineEdit(), "catalogue.decision.published", hint),
            "effective": Field(_("Hiệu lực"), QLineEdit(), "catalogue.decision.effective", hint),
        }
        self.official = QCheckBox(_("Đúng nguyên văn quyết định (bản chính thức)"))
        identify(self.official, "catalogue.decision.official", self.official.text())
        self._lay_out()

    def show_check(self, check: DraftCheck) -> None:
        """Fill the form."""
        decision = check.decision
        self.number.setText(decision.number)
        self.kind.setCurrentIndex(self.kind.findData(decision.kind.value))
        for name, field in self.days.items():
            day: date | None = getattr(decision, name)
            self._box(field).setText(f"{day:{_SHAPE}}" if day else "")
            field.complain("")
        self.official.setChecked(check.official)

    def check(self) -> DraftCheck | None:
        """What is filled in; None while a day cannot be read, which has the focus then."""
        days: dict[str, date | None] = {}
        for name, field in self.days.items():
            text = self._box(field).text().strip()
            try:
                days[name] = _read(text)
                field.complain("")
            except ValueError:
                field.complain(_("Ghi ngày như 05/01/2027."))
                field.control.setFocus()
                return None
        kind = DecisionKind(self.kind.currentData())
        decision = Decision(self.number.text().strip(), kind, **days)
        return DraftCheck(decision, self.official.isChecked())

    @staticmethod
    def _box(field: Field) -> QLineEdit:
        box: QLineEdit = field.control  # type: ignore[assignment]
        return box

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        number = Field(_("Số quyết định"), self.number, "catalogue.decision.number")
        grid.addWidget(number, 0, 0, 1, 2)
        grid.addWidget(Field(_("Loại"), self.kind, "catalogue.decision.kind"), 0, 2)
        for place, field in enumerate(self.days.values()):
            grid.addWidget(field, 1, place)
            grid.setColumnStretch(place, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(grid)
        column.addWidget(self.official)


def _read(text: str) -> date | None:
    return datetime.strptime(text, _SHAPE).date() if text else None  # noqa: DTZ007 (a date)
