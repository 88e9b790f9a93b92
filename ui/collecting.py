"""Garbage is collected on the GUI thread: a widget that a worker thread destroys ends the program."""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

# The middle generation more often than Python does, or it stops all for 15 ms while a page is made;
# the whole heap a tenth as often, which takes 40 ms.
_DUE: Final = (700, 2, 300)
_EVERY_MS: Final = 20


class GuiCollector(QObject):
    """Takes Python's automatic collection over, which runs on whatever thread allocates.

    Closed pages lie in cycles with what they are connected to, so that a collection destroys them.
    Make one, on the GUI thread, and keep it as long as widgets are made.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        timer = QTimer(self, interval=_EVERY_MS)
        timer.timeout.connect(self.look)
        timer.start()

    @Slot()
    def look(self) -> None:
        """Collect the oldest generation that is due, if one is."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > _DUE[generation]:
                gc.collect(generation)
                return
