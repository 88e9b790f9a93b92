"""One thing to decide each: a field with its values, or an act that had no effect."""

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.services.disputes import Dispute, Review
from ui.tray.value_choices import ValueChoices
from ui.tray.values import ShownDispute
from ui.tray.wording import (
    heading_words,
    review_author,
    review_words,
    side_words,
    value_words,
)
from ui.widgets.choices import Alternative
from ui.widgets.styling import identify, label

_OTHER = "other"
_KEPT = "kept"


class DisputeCard(QFrame):
    """The values of one field side by side; none is chosen beforehand."""

    changed = Signal()

    def __init__(
        self, dispute: Dispute, shown: ShownDispute, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        self._dispute = dispute
        self._chosen = ""
        self._choices = ValueChoices(_alternatives(dispute, shown))
        self._other = QLineEdit()
        words = heading_words(dispute.field)
        identify(self, f"tray.field.{dispute.field}", words)
        identify(self._choices, f"tray.values.{dispute.field}", words)
        identify(self._other, f"tray.other.{dispute.field}", _("Giá trị khác"))
        self._lay_out(words, _closed_sides(dispute, shown))
        self._choices.chosen.connect(self._on_chosen)
        self._other.textEdited.connect(self._on_typed)

    def decision(self) -> dict[str, Any]:
        """What ``resolve`` takes to settle this field; empty while nobody chose."""
        if self._chosen == _OTHER:
            text = self._other.text().strip()
            return {"fields": {self._dispute.field: text}} if text else {}
        if self._chosen == _KEPT:
            return {"acknowledged": [self._dispute.field]}
        if not self._chosen:
            return {}
        return self._dispute.settled_by(self._dispute.sides[int(self._chosen)])

    def focus_first(self) -> None:
        """The first value."""
        self._choices.focus_first()

    @Slot(str)
    def _on_chosen(self, key: str) -> None:
        self._chosen = key
        self._other.setVisible(key == _OTHER)
        if key == _OTHER:
            self._other.setFocus()
        self.changed.emit()

    @Slot(str)
    def _on_typed(self, _text: str) -> None:
        self.changed.emit()

    def _lay_out(self, words: str, closed: tuple[str, ...]) -> None:
        self._other.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(4)
        column.addWidget(label(words, "section", wraps=True))
        column.addWidget(self._choices)
        column.addWidget(self._other)
        for line in closed:
            column.addWidget(label(line, "small", wraps=True))


class ReviewCard(QFrame):
    """Acts that had no effect, settled together: somebody looked at them."""

    changed = Signal()

    def __init__(
        self, reviews: tuple[Review, ...], shown: ShownDispute, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("card", True)
        identify(self, "tray.review", _("Việc chưa có hiệu lực"))
        self._seen = QCheckBox(_("Đã xem, giữ hồ sơ như hiện nay"))
        identify(self._seen, "tray.reviewed", self._seen.text())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 10)
        column.setSpacing(2)
        column.addWidget(label(_("Việc chưa có hiệu lực"), "section", wraps=True))
        for review in reviews:
            wanted, why = review_words(review, shown)
            column.addSpacing(4)
            column.addWidget(label(wanted, wraps=True))
            column.addWidget(label(review_author(review, shown), "small", wraps=True))
            column.addWidget(label(why, wraps=True))
        hint = _("Nếu việc đó vẫn cần làm, mở hồ sơ (Alt+O) và làm lại theo trạng thái hiện nay.")
        column.addSpacing(4)
        column.addWidget(label(hint, "small", wraps=True))
        column.addWidget(self._seen)
        self._seen.toggled.connect(self._on_toggled)

    def decision(self) -> dict[str, Any]:
        """What ``resolve`` takes; empty while nobody looked."""
        return {"reviewed": True} if self._seen.isChecked() else {}

    def focus_first(self) -> None:
        """The tick."""
        self._seen.setFocus()

    @Slot(bool)
    def _on_toggled(self, _is_checked: bool) -> None:
        self.changed.emit()


def _alternatives(dispute: Dispute, shown: ShownDispute) -> list[Alternative]:
    """Each value once with whose it is; what a resolution cannot bring back is left out."""
    made = []
    for number, side in enumerate(dispute.sides):
        if not dispute.may_choose(side):
            continue
        text, whose = value_words(dispute.field, side.value, shown), side_words(side, shown)
        if side.value == dispute.present:
            whose = _("{whose} · hồ sơ đang ghi").format(whose=whose)
        made.append(Alternative(str(number), text, whose))
    if all(side.value != dispute.present for side in dispute.sides):
        present = value_words(dispute.field, dispute.present, shown)
        made.append(Alternative(_KEPT, present, _("Hồ sơ đang ghi")))
    if dispute.takes_text:
        made.append(Alternative(_OTHER, _("Giá trị khác…")))
    return made


def _closed_sides(dispute: Dispute, shown: ShownDispute) -> tuple[str, ...]:
    """Values a resolution cannot bring back, each with whose it is."""
    sentence = _("{value} ({whose}): muốn ghi lại giá trị này thì mở hồ sơ (Alt+O).")
    return tuple(
        sentence.format(
            value=value_words(dispute.field, side.value, shown), whose=side_words(side, shown)
        )
        for side in dispute.sides
        if not dispute.may_choose(side)
    )
