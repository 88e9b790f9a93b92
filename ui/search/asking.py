"""What is typed becomes a question once it settles; Enter waits for the answer."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.search.field import SearchField

_DEBOUNCE_MS = 60


class Asking(QObject):
    """Knows whether the list answers what stands in the field, or will."""

    due = Signal(str)  # search for this
    ready = Signal()  # what is chosen is what Enter meant

    def __init__(self, field: SearchField, parent: QObject) -> None:
        super().__init__(parent)
        self._field = field
        self._typed = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._typed.timeout.connect(self.ask)
        self._awaits = False
        self._opens_first = False  # Enter came before the list did

    @property
    def is_settling(self) -> bool:
        """Whether somebody typed a moment ago."""
        return self._typed.isActive()

    def change_mind(self) -> None:
        """Something else is being typed: Enter meant what stood there before."""
        self._opens_first = False

    def settle(self) -> None:
        """Ask in a moment, unless more is typed."""
        self._typed.start()

    def rest(self) -> None:
        """Ask nothing by itself."""
        self._typed.stop()

    @Slot()
    def ask(self) -> None:
        """Ask now."""
        self._typed.stop()
        self._awaits = True
        self.due.emit(self._field.text().strip())

    def open(self) -> None:
        """``ready`` comes as soon as the list answers what was typed."""
        if self.is_settling:
            self.ask()
        if self._awaits:
            self._opens_first = True
        else:
            self.ready.emit()

    def answered(self) -> None:
        """The list is there."""
        self._awaits = False
        if self._opens_first:
            self._opens_first = False
            self.ready.emit()

    def fail(self) -> None:
        """No list will come."""
        self._awaits = self._opens_first = False
