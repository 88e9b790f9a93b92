"""A term the sources do not agree on, or do not give: a person decides it here."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from counter_app.domain.procedure import Channel, ProcedureVersion
from counter_app.domain.term import Part, Term, Unit
from counter_app.i18n import _
from ui.widgets.choices import Alternative, Choices
from ui.widgets.message_line import MessageLine
from ui.widgets.number_box import NumberBox
from ui.widgets.styling import button, identify
from ui.wording import term_words

_UNITS = (Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS, Unit.WORKING_HOURS, Unit.SAME_DAY)


class TermPanel(QWidget):
    """Hidden unless a term must be decided; ``chosen`` carries its text."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._message = MessageLine()
        self._choices = Choices()
        self._number = NumberBox()
        self._number.setRange(1, 365)
        self._unit = QComboBox()
        self._set: QPushButton = button(_("Đặt thời hạn"))
        self._own = QWidget()
        self._lay_out()
        self._choices.chosen.connect(self.chosen)
        self._set.clicked.connect(self._decide)
        self._unit.currentIndexChanged.connect(self._on_unit)
        self.hide()

    def ask_between(
        self, version: ProcedureVersion, case: str | None, channel: Channel, chosen: str | None
    ) -> None:
        """Show the contradicting terms with the sources' own words; nothing is picked."""
        offers = version.case(case).offers_through(channel)
        alternatives = {
            offer.term: Alternative(offer.term, term_words(offer.term), offer.source_text)
            for offer in offers
            if offer.term is not None
        }
        self._message.say(
            _("Nguồn ghi các thời hạn khác nhau. Chọn thời hạn áp dụng cho hồ sơ này."), "warning"
        )
        self._choices.show_alternatives(tuple(alternatives.values()), chosen)
        self._choices.show()
        self._own.hide()
        self.show()

    def ask_for_one(self, version: ProcedureVersion, case: str | None, channel: Channel) -> None:
        """No source gives a term: number and unit are set by a person."""
        words = next((o.source_text for o in version.case(case).offers_through(channel)), "")
        sentence = _("Nguồn không ghi thời hạn giải quyết. Đặt thời hạn cho hồ sơ này.")
        self._message.say(f"{sentence}\n“{words}”" if words else sentence, "warning")
        self._choices.hide()
        self._own.show()
        self.show()

    def first(self) -> QWidget | None:
        """Where the focus goes to decide."""
        return self._number if not self._own.isHidden() else self._choices.first()

    @Slot(int)
    def _on_unit(self, index: int) -> None:
        self._number.setEnabled(_UNITS[index] is not Unit.SAME_DAY)

    @Slot()
    def _decide(self) -> None:
        unit = _UNITS[self._unit.currentIndex()]
        number = 1 if unit is Unit.SAME_DAY else self._number.value()
        self.chosen.emit(str(Term((Part(number, unit),))))

    def _lay_out(self) -> None:
        identify(self._number, "intake.term.number", _("Số ngày, tháng hoặc giờ"))
        identify(self._unit, "intake.term.unit", _("Đơn vị của thời hạn"))
        identify(self._set, "intake.term.set")
        self._unit.addItems(
            [_("ngày làm việc"), _("ngày"), _("tháng"), _("giờ làm việc"), _("trong ngày")]
        )
        row = QHBoxLayout(self._own)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for control in (self._number, self._unit, self._set):
            row.addWidget(control)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._message)
        column.addWidget(self._choices)
        column.addWidget(self._own)
