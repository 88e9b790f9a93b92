"""Everything to decide in one dossier, and the one button that writes the decisions down."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.i18n import _, counted
from ui.tray.cards import DisputeCard, ReviewCard
from ui.tray.values import ShownDispute
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.message_line import MessageLine
from ui.widgets.scrolling import scrolling
from ui.widgets.styling import button, identify, label, restyle
from ui.wording import status_tone, status_word


class DisputePane(QWidget):
    """``wanted`` carries what ``resolve`` takes; ``details_wanted`` the dossier's own page."""

    wanted = Signal(dict)
    details_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cards: list[DisputeCard | ReviewCard] = []
        self._shown: ShownDispute | None = None
        self._is_busy = False
        self._code = ElidedLabel()
        self._status = ElidedLabel()
        self._about = label("", "muted", wraps=True)
        self._body = QVBoxLayout()
        self.message = MessageLine()
        self.submit = button(_("Ghi các lựa chọn   Ctrl+Enter"), "primary", "tray.submit")
        self._details = button(_("Xem cả hồ sơ   Alt+O"), "", "tray.details")
        self._left = label("", "small", wraps=True)
        self._lay_out()
        self.submit.clicked.connect(self.decide)
        self._details.clicked.connect(self.details_wanted)

    def show_dispute(self, shown: ShownDispute) -> None:
        """Put ``shown`` into cards; choices made in the same ones stay."""
        if self._shown is not None and self._shown.disputed == shown.disputed:
            return
        self._shown = shown
        dossier = shown.dossier
        self._code.setText(dossier.code or dossier.decline_number or "—")
        self._status.setText(status_word(dossier.status, dossier.lifecycle))
        restyle(self._status, tone=status_tone(dossier.status, dossier.lifecycle))
        self._about.setText(f"{dossier.applicant.name} · {dossier.procedure.name}")
        self.message.clear()
        self._empty()
        disputed = shown.disputed
        self._cards = [DisputeCard(dispute, shown) for dispute in disputed.disputes]
        if disputed.reviews:
            self._cards.append(ReviewCard(disputed.reviews, shown))
        for card in self._cards:
            card.changed.connect(self._count)
            self._body.addWidget(card)
        self._body.addStretch(1)
        self._count()

    def forget(self) -> None:
        """No dossier is shown any more."""
        self._shown = None

    def focus_first(self) -> None:
        """The first thing to decide."""
        if self._cards:
            self._cards[0].focus_first()

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:
        """One decision at a time."""
        self._is_busy = busy
        if busy:
            self.message.say(_("Đang lưu…"), "info")
        self.submit.setDisabled(busy)

    def refuse(self, sentence: str) -> None:
        """Say why nothing was written; the choices stay."""
        self.message.say(sentence, "danger")

    @Slot()
    def decide(self) -> None:
        """Write down what was chosen; what was not stays for later."""
        if self._is_busy or self._shown is None:
            return
        data = _joined(card.decision() for card in self._cards)
        if not data:
            self.message.say(_("Chọn giá trị đúng cho ít nhất một mục."), "warning")
            self.focus_first()
            return
        self.message.clear()
        self.wanted.emit(data)

    @Slot()
    def _count(self) -> None:
        left = sum(not card.decision() for card in self._cards)
        text = counted("Còn {left} mục chưa chọn.", "Còn {left} mục chưa chọn.", left)
        self._left.setText(text.format(left=left) if left else _("Đã chọn đủ."))

    def _empty(self) -> None:
        while (item := self._body.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()

    def _lay_out(self) -> None:
        self._code.setProperty("level", "title")
        identify(self.message, "tray.message")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._code)
        head.addWidget(self._status, 1)
        about = QHBoxLayout()
        about.setSpacing(12)
        about.addWidget(self._about, 1)
        about.addWidget(self._details)
        content = QWidget()
        content.setLayout(self._body)
        self._body.setContentsMargins(0, 0, 4, 0)
        self._body.setSpacing(8)
        area = scrolling(content)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.submit)
        foot.addWidget(self._left, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addLayout(about)
        column.addWidget(area, 1)
        column.addWidget(self.message)
        column.addLayout(foot)


def _joined(decisions: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Several decisions as one: fields and acknowledgements together."""
    fields: dict[str, Any] = {}
    kept: list[str] = []
    joined: dict[str, Any] = {}
    for decision in decisions:
        fields |= decision.get("fields", {})
        kept += decision.get("acknowledged", [])
        joined |= {"reviewed": True} if decision.get("reviewed") else {}
    joined |= {"fields": fields} if fields else {}
    return joined | ({"acknowledged": kept} if kept else {})
