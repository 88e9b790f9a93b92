"""The lower half of the search page: a hint, then the dossier that was chosen."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.search.dossier_pane import DossierPane
from ui.widgets.styling import label


class DossierHalf(QStackedWidget):
    """Makes the dossier's pane while the officer still types, or when it is first wanted."""

    open_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, make: Callable[[], DossierPane], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make = make
        self._pane: DossierPane | None = None
        self._hint = label("", "muted", wraps=True)
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setMargin(24)
        self.addWidget(self._hint)

    @property
    def pane(self) -> DossierPane:
        """The dossier's pane."""
        if self._pane is None:
            self._pane = self._make()
            self._pane.open_wanted.connect(self.open_wanted)
            self._pane.back_wanted.connect(self.back_wanted)
            self.addWidget(self._pane)
        return self._pane

    @property
    def is_open(self) -> bool:
        """Whether the dossier stands alone, with its acts."""
        return self._pane is not None and self._pane.is_open

    @property
    def is_in_form(self) -> bool:
        """Whether somebody is filling in an act's form."""
        return self._pane is not None and self._pane.is_in_form

    def prepare(self) -> None:
        """Make the pane as soon as nothing else is to be done."""
        if self._pane is None:
            QTimer.singleShot(0, self._make_ready)

    def show_hint(self) -> None:
        """No dossier is chosen."""
        self.setCurrentWidget(self._hint)

    def say_hint(self, text: str) -> None:
        """What to do to see a dossier here."""
        self._hint.setText(text)

    def show_pane(self) -> None:
        """A dossier is chosen."""
        self.setCurrentWidget(self.pane)

    @Slot()
    def _make_ready(self) -> None:
        self.pane.ensurePolished()
