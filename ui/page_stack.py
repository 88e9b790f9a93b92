"""The pages of one officer: made when they are needed, the first one a part at a time."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.page import Page
from ui.pages import PageSpec
from ui.widgets.styling import identify

MakePage = Callable[[PageSpec, QWidget], Page]  # ``PageSpec.begun`` with what a page works with
_BREATH_MS = 1


class PageStack(QStackedWidget):
    """Shows one page. A page that is being prepared leaves the event loop its turns."""

    prepared = Signal(str)

    def __init__(
        self, specs: dict[str, PageSpec], make: MakePage, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._specs = specs
        self._make = make
        self._pages: dict[str, Page] = {}
        self._preparing = ""
        self._parts: Iterator[None] = iter(())
        self._turn = QTimer(self, interval=_BREATH_MS, singleShot=True)
        self._turn.timeout.connect(self._go_on)

    @property
    def is_preparing(self) -> bool:
        """Whether parts of a page are still to be made."""
        return bool(self._preparing)

    def page(self, name: str) -> Page:
        """The page of that name, whole; made now if it was not."""
        if name == self._preparing:
            self.finish()
        if name not in self._pages:
            for _part in self._built(name):
                pass
        return self._pages[name]

    def prepare(self, name: str) -> None:
        """Make the page a part a turn of the event loop; ``prepared`` tells when it is whole."""
        self.finish()
        self._preparing, self._parts = name, self._built(name)
        self._turn.start()

    def finish(self) -> None:
        """Make what is being prepared whole at once."""
        while self._preparing:
            self._go_on()

    @Slot()
    def _go_on(self) -> None:
        if next(self._parts, self) is not self:
            self._turn.start()  # only now: what became due meanwhile has its turn first
            return
        self._turn.stop()
        name, self._preparing = self._preparing, ""
        self.prepared.emit(name)

    def _built(self, name: str) -> Iterator[None]:
        if name in self._pages:
            return
        page = self._make(self._specs[name], self)
        identify(page, name, self._specs[name].title())
        yield
        yield from page.parts()
        self._pages[name] = page
        self.addWidget(page)
