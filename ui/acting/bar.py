"""The acts as buttons: what comes next in the bar, everything else one key away with its reason."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from counter_app.i18n import _
from ui.acting.offers import Offer
from ui.acting.others import OtherActs
from ui.acting.words import OTHERS, OTHERS_KEY
from ui.widgets.flow_layout import Flow
from ui.widgets.styling import button

_IN_BAR = 4  # open acts beside the pages' own; the rest are among the others


class ActBar(QWidget):
    """The likely acts and a button that opens the others."""

    wanted = Signal(str)  # a command's name

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] | None = None
        self._primary = ""
        self._is_busy = False
        self._buttons: dict[str, QPushButton] = {}
        self._row = Flow()
        self._others = OtherActs(self._made)
        self._more = button("", name=OTHERS)
        self._more.clicked.connect(self.toggle_others)
        self._lay_out()

    @property
    def shows_others(self) -> bool:
        """Whether the other acts are shown."""
        return not self._others.isHidden()

    def show_offers(self, offers: tuple[Offer, ...], primary: str) -> None:
        """Show these; buttons stay where they are while nothing changed."""
        if (offers, primary) == (self._offers, self._primary):
            return
        had_focus = self._row.isAncestorOf(self.focusWidget() or self)
        self._offers, self._primary = offers, primary
        self._clear()
        acts = [o for o in offers if o.is_open and o.command.act and not o.command.stays]
        in_bar = [o for o in acts if o.command.name.startswith("work.")][:_IN_BAR]
        in_bar += [o for o in offers if o.command.stays]
        for offer in in_bar:
            self._row.add(self._made(offer))
        self._row.add(self._more)
        others = [offer for offer in offers if offer not in in_bar]
        self._others.show_offers(others)
        self._more.setVisible(bool(others))
        self._enable()
        if had_focus:
            self.focus_first()

    def focus_first(self) -> None:
        """The act most likely to come next, or the door to the others."""
        first = next(
            (b for b in self._buttons.values() if b.isEnabled() and b.isVisibleTo(self)), None
        )
        (first or self._more).setFocus()

    def allows(self, name: str) -> bool:
        """Whether the command's button is open."""
        return name in self._buttons and self._buttons[name].isEnabled()

    def why_not(self, name: str) -> str:
        """Why a command is closed."""
        found = (o.why_not for o in self._offers or () if o.command.name == name)
        return next(found, "")

    def set_busy(self, busy: bool) -> None:
        """Close every button while an act is under way."""
        self._is_busy = busy
        self._enable()

    @Slot()
    def toggle_others(self) -> None:
        """Show the other acts, or hide them."""
        self._others.setVisible(self._others.isHidden())
        self._say_more()
        if self.shows_others:
            inside = (b for b in self._buttons.values() if self._others.isAncestorOf(b))
            next((b for b in inside if b.isEnabled()), self._more).setFocus()
        else:
            self._more.setFocus()

    def hide_others(self) -> None:
        """Hide the other acts."""
        if self.shows_others:
            self.toggle_others()

    def _made(self, offer: Offer) -> QPushButton:
        command = offer.command
        is_primary = bool(command.act) and command.act == self._primary
        role = "primary" if is_primary else command.role
        words = f"{command.word}   {command.key}" if offer.is_open else command.word
        made = button(words, role, command.name)
        made.setAccessibleName(command.word.removesuffix("…"))
        made.setAccessibleDescription(offer.why_not or command.key)
        made.setToolTip(offer.why_not or f"{command.word} ({command.key})")
        made.setProperty("command", command.name)
        made.clicked.connect(self._on_clicked)
        self._buttons[command.name] = made
        return made

    def _enable(self) -> None:
        open_ones = {o.command.name for o in self._offers or () if o.is_open}
        for name, made in self._buttons.items():
            made.setEnabled(not self._is_busy and name in open_ones)

    def _clear(self) -> None:
        for made in self._buttons.values():  # gone by name at once, by memory when Qt comes to it
            made.setObjectName("")
        self._row.take(self._more)  # it stays; the acts' buttons are made anew
        self._row.clear()
        self._buttons = {}

    def _say_more(self) -> None:
        mark = "▴" if self.shows_others else "▾"
        self._more.setText(_("Khác") + f" {mark}   {OTHERS_KEY}")
        self._more.setAccessibleName(_("Việc khác và lý do chưa làm được"))
        self._more.setAccessibleDescription(OTHERS_KEY)

    @Slot()
    def _on_clicked(self) -> None:
        self.wanted.emit(self.sender().property("command"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._row)
        column.addWidget(self._others)
        self._others.hide()
        self._say_more()
