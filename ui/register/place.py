"""A page's usual content, or the register in its place."""

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.register.widget import RegisterPane


class RegisterPlace(QStackedWidget):
    """Makes the register's pane when it is first wanted; what it is making goes on unseen."""

    left = Signal()  # the usual content is back

    def __init__(
        self, usual: QWidget, make: Callable[[], RegisterPane], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._usual, self._make = usual, make
        self._pane: RegisterPane | None = None
        self.addWidget(usual)

    @property
    def shown(self) -> RegisterPane | None:
        """The register, while it stands there."""
        return self._pane if self.currentWidget() is self._pane else None

    def open(self) -> None:
        """Show the register, ready for its days."""
        if self._pane is None:
            self._pane = self._make()
            self._pane.left.connect(self.leave)
            self.addWidget(self._pane)
        self.setCurrentWidget(self._pane)
        self._pane.enter()

    @Slot()
    def leave(self) -> None:
        """Show the usual content; nothing happens where it is shown already."""
        if self.shown is not None:
            self.setCurrentWidget(self._usual)
            self.left.emit()

    def step_back(self) -> bool:
        """Stop what is being made, or leave; False when the register is not there."""
        if self.shown is None:
            return False
        if not self.shown.step_back():
            self.leave()
        return True
