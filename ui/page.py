"""What the window expects of a page."""

from collections.abc import Iterator
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.sync.worker import SyncWorker


class Page(QWidget):
    """One page of the window. Subclasses say what they can; everything else does nothing.

    Pages are made as ``SomePage(counter, officer, tasks, parent)`` the first time they are shown
    and live until the officer signs out or the language changes.
    """

    open_dossier = Signal(object)  # UUID: show this dossier on the page that shows dossiers
    open_files = Signal(object)  # UUID: the same, at the files of the dossier
    unit_described = Signal(object)  # UnitProfile: the unit's profile was changed
    rating_wanted = Signal(str)  # a receipt, whose holder is to be asked on the citizen's screen
    citizen_screen_wanted = Signal(bool)  # on or off
    attention_changed = Signal()  # what waits for people is perhaps less, or more

    def parts(self) -> Iterator[None]:
        """Builds what a page made with ``in_parts`` still lacks, up to 30 ms of it at a time.

        The window's event loop runs between the parts; the page is shown after the last one.
        """
        yield from ()

    def title(self) -> str:
        """The page's name, as on the rail."""
        return ""

    def enter(self) -> None:
        """The page was just shown: put the focus where work begins."""
        self.setFocus()

    def show_screen_state(self, is_on: bool) -> None:
        """Whether the citizen's screen is on, for a page that turns it on and off."""
        del is_on

    def follow_sync(self, sync: SyncWorker) -> None:
        """What keeps the desk in step with the centre; called once, where there is one."""
        del sync

    def look_again(self) -> None:
        """Something came from elsewhere: show it, but move nothing under the hand."""

    def shortcuts(self) -> list[tuple[str, str]]:
        """Keys and what they do, for F1: ``[("Ctrl+Enter", "Tiếp nhận hồ sơ"), …]``."""
        return []

    def scanned(self, text: str) -> bool:
        """A burst the scanner caught; True if the page used it."""
        del text
        return False

    def step_back(self) -> bool:
        """Esc that no control wanted; True if the page closed or left something."""
        return False

    def show_dossier(self, dossier: UUID) -> bool:
        """Show this dossier; False if the page does not show dossiers."""
        del dossier
        return False

    def show_files(self, dossier: UUID) -> None:
        """Go to the files of ``dossier``, which was just asked to be shown."""

    def start_procedure(self, code: str) -> bool:
        """Begin a reception with this procedure chosen; False if the page does not receive."""
        del code
        return False
