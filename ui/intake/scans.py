"""What a scan does to the intake page."""

from PySide6.QtCore import QObject, Qt, Signal, Slot

from counter_app.domain.card import Card
from counter_app.domain.scan import ScanKind, classify_scan
from counter_app.i18n import _
from ui.intake.columns import Columns
from ui.intake.drafting import Drafting
from ui.intake.request import person_on_card
from ui.intake.wording import card_doubt, mangled_scan


class Scans(QObject):
    """Cards fill the form that is shown; what is bent is said where cards are scanned."""

    code_entered = Signal(str)  # a dossier's code or alias in the scan field
    next_wanted = Signal()  # Enter in the empty scan field

    def __init__(self, columns: Columns, drafting: Drafting, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._columns = columns
        self._drafting = drafting
        columns.applicant.scan_entered.connect(self._enter)

    def take(self, text: str) -> bool:
        """Use a scan; False for a code: that is the window's."""
        scan = classify_scan(text)
        if scan.card is not None:
            self._fill(scan.card)
        elif scan.mangled is not None:
            self._columns.show_typing()
            self._warn(mangled_scan(scan.mangled.reason))
        else:
            return False
        return True

    def _fill(self, card: Card) -> None:
        applicant, box = self._columns.applicant, self._columns.box
        self._columns.show_typing()
        self._columns.message.clear()
        before = applicant.form().person()
        if before.name and before.id_number.strip() not in ("", card.id_number):
            sentence = _("Đã thay {name} bằng người trên thẻ vừa quét.").format(name=before.name)
            self._drafting.offer_back(self._drafting.draft(), sentence)
        doubts = tuple(filter(None, map(card_doubt, card.warnings)))
        applicant.fill_from_card(person_on_card(card, before), doubts)
        if box.version() is None:
            box.procedure.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            box.focus_next()

    @Slot(str)
    def _enter(self, text: str) -> None:
        """Enter in the scan field: a scanner slower than a burst, or the next citizen."""
        if not text.strip():
            self.next_wanted.emit()
        elif not self.take(text):
            if classify_scan(text).kind is ScanKind.UNKNOWN:
                self._warn(
                    _("Đây không phải thẻ căn cước hay mã hồ sơ. Quét lại, hoặc nhập tay bên dưới.")
                )
            else:
                self.code_entered.emit(text.strip())

    def _warn(self, sentence: str) -> None:
        self._columns.say(self._columns.applicant, sentence, "warning")
