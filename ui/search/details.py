"""What is known of one dossier: notices first, then facts in sections."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from counter_app.domain.dossier import Dossier
from counter_app.i18n import _
from ui.icons import pixmap
from ui.search.facts import Section, notices, sections
from ui.shown import ShownDossier
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.message_line import MessageLine, tokens_of
from ui.widgets.styling import identify, label, restyle
from ui.wording import status_icon, status_tone, status_word

_WORD_LETTERS = 13  # the width of the column of words, in letters


class Title(QWidget):
    """The code in large letters, the status beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = ElidedLabel()
        self._code.setProperty("level", "title")
        self._icon = QLabel()
        self._status = ElidedLabel()
        self._shown: ShownDossier | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._code)
        row.addSpacing(10)
        row.addWidget(self._icon)
        row.addWidget(self._status, 1)

    def show_dossier(self, shown: ShownDossier) -> None:
        """Name ``shown`` and say how it stands."""
        self._shown = shown
        dossier = shown.dossier
        self._code.setText(dossier.code or dossier.decline_number or "—")
        self._status.setText(status_word(dossier.status, dossier.lifecycle))
        restyle(self._status, tone=status_tone(dossier.status, dossier.lifecycle))
        self._draw()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _draw(self) -> None:
        if self._shown is None:
            return
        dossier = self._shown.dossier
        tone = status_tone(dossier.status, dossier.lifecycle) or "text"
        name = status_icon(dossier.status, dossier.lifecycle)
        side = self.fontMetrics().height()
        self._icon.setPixmap(pixmap(name, tokens_of(self)[tone], side))


class Details(QScrollArea):
    """Facts that can be read, selected and copied; arrows and Page keys scroll."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "search.details", _("Thông tin hồ sơ"))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._last: tuple[Dossier, bool] | None = None  # what is shown, and whether masked

    def show_dossier(self, shown: ShownDossier, *, masks: bool) -> None:
        """Show ``shown``; the scroll stays where it is when it is the same dossier."""
        if (shown.dossier, masks) == self._last:
            return
        is_same = self._last is not None and self._last[0].id == shown.dossier.id
        scroll = self.verticalScrollBar().value() if is_same else 0
        self._last = (shown.dossier, masks)
        self.setWidget(_sheet(shown, masks))
        self.verticalScrollBar().setValue(scroll)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)


def _sheet(shown: ShownDossier, masks: bool) -> QWidget:
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    column.setContentsMargins(12, 8, 8, 12)
    column.setSpacing(8)
    for text, tone in notices(shown):
        line = MessageLine(sheet)
        line.say(text, tone)
        column.addWidget(line)
    for number, section in enumerate(sections(shown, masks=masks)):
        if number:
            rule = QFrame()
            rule.setProperty("line", True)
            column.addWidget(rule)
        column.addWidget(_section(section))
    column.addStretch(1)
    return sheet


def _section(section: Section) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    heading = label(section.heading, "section")
    grid.addWidget(heading, 0, 0, 1, 2)
    grid.setColumnMinimumWidth(0, heading.fontMetrics().averageCharWidth() * _WORD_LETTERS)
    alone = not any(fact.word for fact in section.facts)
    for row, fact in enumerate(section.facts, 1):
        text = _text(fact.text, fact.word or section.heading)
        if alone:
            grid.addWidget(text, row, 0, 1, 2)
            continue
        grid.addWidget(label(fact.word, "field"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text, row, 1)
    return box


def _text(text: str, word: str) -> QLabel:
    made = label(text, wraps=True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setAccessibleName(f"{word}: {text}")
    # Wrapping labels ask for a square; here the column decides how wide they are.
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
    made.setMinimumWidth(80)
    return made
