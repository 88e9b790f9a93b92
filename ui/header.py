"""The line above every page: where we are, who works here, how the window looks."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from counter_app.domain.unit import UnitProfile
from counter_app.i18n import _
from ui.look import Look
from ui.look_buttons import LookButtons, describe, draw, tool
from ui.sample_mark import sample_mark
from ui.session import Session
from ui.widgets.elided_label import ElidedLabel
from ui.words import role_words


class Header(QFrame):
    """Unit and desk on the left, officer and the window's look on the right."""

    help_wanted = Signal()
    lock_wanted = Signal()

    def __init__(self, session: Session, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self._look = look
        self._desk_number = session.counter.desk.number
        self._unit = ElidedLabel()
        self._unit.setObjectName("header-unit")
        self._sample = sample_mark()
        officer = _("{officer} ({roles})").format(
            officer=session.officer.name, roles=role_words(session.officer.roles)
        )
        self._officer = ElidedLabel(officer)
        self._officer.setProperty("level", "muted")
        self._help = tool("header.help")
        self._lock = tool("header.lock")
        describe(self._help, _("Phím tắt (F1)"))
        describe(self._lock, _("Khóa màn hình (Ctrl+L)"))
        self._lay_out()
        self._help.clicked.connect(self.help_wanted)
        self._lock.clicked.connect(self.lock_wanted)
        look.changed.connect(self._draw)
        self.describe(session.unit)
        self._draw()

    def describe(self, unit: UnitProfile) -> None:
        """Show this unit."""
        self._unit.setText(_("{unit} · Quầy {desk}").format(unit=unit.name, desk=self._desk_number))
        self._sample.setVisible(unit.is_sample)

    @Slot()
    def _draw(self) -> None:
        draw(self._help, "keyboard", self._look)
        draw(self._lock, "lock", self._look)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(self._unit, 0)
        row.addSpacing(8)
        row.addWidget(self._sample, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(8)
        row.addStretch(1)
        row.addWidget(self._officer, 0)
        row.addSpacing(8)
        row.addWidget(LookButtons(self._look))
        row.addWidget(self._help)
        row.addWidget(self._lock)
