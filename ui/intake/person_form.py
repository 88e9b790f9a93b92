"""The fields that say who somebody is."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from counter_app.domain.person import Person, PersonKind
from counter_app.i18n import _
from counter_app.services.requests import LIMITS
from ui.widgets.styling import identify, label, restyle

_LINES: Final = ("name", "id_number", "birth_date", "tax_code", "phone", "email")
_MOST_LINES: Final = 3  # of an address
_WIDEST: Final = "   001190012345   "  # what must be readable at any text size
_ENTER: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Address(QPlainTextEdit):
    """One long line of text on two or three; Tab and Enter go on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.document().setDocumentMargin(3)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def text(self) -> str:
        """What was typed."""
        return self.toPlainText()

    def setText(self, text: str) -> None:
        """Show ``text`` from its beginning."""
        self.setPlainText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An address has one line, however often it wraps."""
        if event.key() in _ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """The same lines at any text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    @Slot()
    def _fit(self) -> None:
        needed = round(self.document().size().height())
        lines = max(2, min(_MOST_LINES, needed))
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if needed > _MOST_LINES else policy.ScrollBarAlwaysOff
        )
        frame = self.height() - self.contentsRect().height()
        above = round(self.document().documentMargin())
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + frame + above)


class PersonForm(QWidget):
    """Name, number, date of birth or tax code, telephone, e-mail, address."""

    edited = Signal()

    def __init__(self, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = PersonKind.CITIZEN
        self._labels: dict[str, QLabel] = {}
        self._lines = {name: QLineEdit() for name in _LINES}
        self._address = Address()
        self._fill = False
        self._lay_out(prefix)
        for line in self._lines.values():
            line.textChanged.connect(self._notice)
            line.returnPressed.connect(self.focusNextChild)
        self._address.textChanged.connect(self._notice)

    def person(self) -> Person:
        """What was typed, as it was typed; fields that are not shown do not count."""
        texts = {name: self._lines[name].text() for name in _LINES}
        texts["birth_date" if self._kind is not PersonKind.CITIZEN else "tax_code"] = ""
        return Person(**texts, address=self._address.text(), kind=self._kind)

    def show_person(self, person: Person) -> None:
        """Fill every field; one ``edited`` for all of them."""
        self._fill = True
        for name in _LINES:
            self._lines[name].setText(getattr(person, name))
            self._lines[name].setCursorPosition(0)
        self._address.setText(person.address)
        self._fill = False
        self.show_kind(person.kind)
        self.edited.emit()

    def show_kind(self, kind: PersonKind) -> None:
        """Citizens are born, all others have a tax code."""
        self._kind = kind
        citizen = kind is PersonKind.CITIZEN
        for name, shown in (("birth_date", citizen), ("tax_code", not citizen)):
            self._labels[name].setVisible(shown)
            self._lines[name].setVisible(shown)
        self._labels["name"].setText(_("Họ và tên") if citizen else _("Tên gọi"))
        self._labels["id_number"].setText(_("Số định danh") if citizen else _("Mã số"))

    def field(self, name: str) -> QWidget:
        """The control of a field."""
        return self._address if name == "address" else self._lines[name]

    def mark(self, name: str, doubt: str) -> None:
        """Say about a field what is doubtful; nothing when ``doubt`` is empty."""
        restyle(self.field(name), invalid=bool(doubt))
        self.field(name).setAccessibleDescription(doubt)

    @Slot()
    def _notice(self) -> None:
        if not self._fill:
            self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter that no field wanted goes on."""
        if event.key() in _ENTER and not event.modifiers():
            self.focusNextChild()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, prefix: str) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        words = {
            "name": _("Họ và tên"),
            "id_number": _("Số định danh"),
            "birth_date": _("Ngày sinh"),
            "tax_code": _("Mã số thuế"),
            "phone": _("Điện thoại"),
            "email": _("Thư điện tử"),
            "address": _("Địa chỉ"),
        }
        for row, (name, word) in enumerate(words.items()):
            control = self.field(name)
            identify(control, f"{prefix}.{name}", word)
            self._labels[name] = label(word, "field")
            self._labels[name].setBuddy(control)
            top = Qt.AlignmentFlag.AlignTop if name == "address" else Qt.AlignmentFlag.AlignVCenter
            grid.addWidget(self._labels[name], row, 0, top)
            grid.addWidget(control, row, 1)
        room = self.fontMetrics().horizontalAdvance(_WIDEST)
        for name in _LINES:
            self._lines[name].setMinimumWidth(room)
            self._lines[name].setMaxLength(LIMITS[name] + 50)  # told when it is too long, not cut
        self._lines["birth_date"].setToolTip(_("Như 17/05/1990, hoặc chỉ năm 1990"))
        self.show_kind(PersonKind.CITIZEN)
