"""The frame of the window for one officer: rail, header, pages, status bar, overlays."""

from dataclasses import replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.domain.unit import UnitProfile
from counter_app.i18n import _
from ui.citizen.desk import CitizenDesk
from ui.header import Header
from ui.jump_box import JumpBox
from ui.jump_view_model import JumpTarget, JumpViewModel
from ui.limits import SupplementLimits
from ui.look import Look
from ui.messages import explain
from ui.page import Page
from ui.page_column import PageColumn
from ui.page_keys import PageKeys
from ui.page_stack import PageStack
from ui.pages import PAGES, PageSpec, pages_for
from ui.rail import Rail
from ui.scanner import Scanner
from ui.session import Session
from ui.shortcut_help import ShortcutHelp
from ui.status_bar import Popover, StatusBar
from ui.status_view_model import StatusViewModel
from ui.sync.worker import SyncWorker
from ui.tasks import Workers
from ui.tray.count import TrayCount
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import identify
from ui.window_keys import window_keys

_TRAY = "page.tray"


class MainWindow(QWidget):
    """One officer's pages; made at sign-in, dropped when another officer signs in."""

    lock_wanted = Signal()

    def __init__(
        self,
        session: Session,
        workers: Workers,
        look: Look,
        specs: tuple[PageSpec, ...] = PAGES,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        identify(self, "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._tasks = workers.desk
        self._sync: SyncWorker | None = None
        self._look = look
        self._specs = {s.name: s for s in pages_for(session.officer.roles, specs)}
        self._current = ""
        self._visited: list[str] = []
        self._rail = Rail(tuple(self._specs.values()), look.theme)
        self._header = Header(session, look)
        self._note = MessageLine()
        self._stack = PageStack(self._specs, self._make)
        self._popover = Popover(self, look.theme)
        self._status = StatusViewModel(session, workers, parent=self)
        self._status_bar = StatusBar(self._status, self._popover, look.theme)
        self._help: ShortcutHelp | None = None
        self._jump: JumpBox | None = None
        self._scanner: Scanner | None = None
        self._limits = SupplementLimits(session.counter, workers.desk, self)
        self._disputed = TrayCount(session.counter, session.officer, workers.desk, self)
        self._citizen = CitizenDesk(session, workers.desk, self)
        self._lay_out()
        self._connect()

    @property
    def session(self) -> Session:
        """Who works here."""
        return self._session

    @property
    def page(self) -> Page | None:
        """The page that is shown; made whole now if it is being prepared."""
        return self._stack.page(self._current) if self._current else None

    @property
    def is_preparing(self) -> bool:
        """Whether the first page is still being made."""
        return self._stack.is_preparing

    @property
    def page_names(self) -> tuple[str, ...]:
        """The pages this officer may use."""
        return tuple(self._specs)

    @property
    def page_name(self) -> str:
        """The name of the page that is shown."""
        return self._current

    def follow(self, sync: SyncWorker) -> None:
        """Say what ``sync`` does and show what it brings; call before ``begin``."""
        self._sync = sync
        self._status.take_sync(sync.state)
        sync.changed.connect(self._status.take_sync)
        sync.pulled.connect(self.look_again)
        sync.rejected_changed.connect(self._disputed.ask)
        self._status_bar.sync_wanted.connect(sync.try_now)

    def begin(self, page: str = "") -> None:
        """Show ``page`` or the officer's first one, listen to the scanner, look around."""
        self._scanner = Scanner(self.window(), self)
        self._scanner.scanned.connect(self.take_scan)
        PageKeys(self)
        if first := page or next(iter(self._specs), ""):
            self._current = first
            self._rail.mark(first)
            self._stack.prepare(first)
        else:
            self._note.say(_("Vai trò của anh/chị chưa có trang nào trên quầy này."), "info")
        self._status.begin()
        self._limits.begin()
        if _TRAY in self._specs:
            self._disputed.begin()

    def resume(self) -> None:
        """The same officer is back: the page as it was left."""
        if (page := self.page) is not None:
            page.enter()

    @Slot()
    def look_again(self) -> None:
        """Something came from elsewhere: the page that is shown and the tray's count are anew."""
        if _TRAY in self._specs:
            self._disputed.ask()
        if self._current and not self.is_preparing and self.isVisible():
            self._stack.page(self._current).look_again()

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Show the page of that name; made when it is shown for the first time."""
        if self._current and self._current != name:
            self._visited.append(self._current)
        self._close_overlays()
        self._note.clear()
        self._current = name
        page = self._stack.page(name)
        self._stack.setCurrentWidget(page)
        self._rail.mark(name)
        page.enter()

    @Slot(object)
    def open_dossier(self, dossier: UUID) -> None:
        """Show a dossier on the first page that shows dossiers."""
        for name in self._specs:
            if type(self._stack.page(name)).show_dossier is not Page.show_dossier:
                self.show_page(name)
                self._stack.page(name).show_dossier(dossier)
                return

    @Slot(object)
    def _open_files(self, dossier: UUID) -> None:
        """Show a dossier's files, to digitise its papers."""
        self.open_dossier(dossier)
        if (page := self.page) is not None:
            page.show_files(dossier)

    @Slot(str)
    def take_scan(self, text: str) -> None:
        """A burst from the scanner: the page first, else the dossier it names."""
        if not self.isVisible() or (self.page is not None and self.page.scanned(text)):
            return
        named = self._tasks.start(lambda: self._session.counter.search.named(text.strip()))
        named.succeeded.connect(self._open_found)
        named.failed.connect(self._tell_problem)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: Esc that nobody wanted steps back."""
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
            return
        super().keyPressEvent(event)

    def _step_back(self) -> None:
        if self._popover.isVisible():
            self._popover.dismiss()
        elif self._note.isVisible():
            self._note.clear()
        elif self.page is not None and self.page.step_back():
            return
        elif self._visited:
            name = self._visited.pop()
            self.show_page(name)
            self._visited.pop()  # going back is no new visit

    def _make(self, spec: PageSpec, parent: QWidget) -> Page:
        page = spec.made(self._session.counter, self._session.officer, self._tasks, parent)
        page.open_dossier.connect(self.open_dossier)
        page.open_files.connect(self._open_files)
        page.unit_described.connect(self.describe_unit)
        page.attention_changed.connect(self._disputed.ask)
        self._citizen.follow(page)
        if self._sync is not None:
            page.follow_sync(self._sync)
        return page

    @Slot(str)
    def _show_prepared(self, name: str) -> None:
        if name == self._current:  # nobody went elsewhere meanwhile
            self.show_page(name)

    @Slot(object)
    def _open_found(self, dossier: object) -> None:
        self.open_dossier(dossier.id)  # type: ignore[attr-defined]

    def tell(self, sentence: str, tone: str) -> None:
        """Say something above the page."""
        self._note.say(sentence, tone)

    @Slot(Exception)
    def _tell_problem(self, error: Exception) -> None:
        self.tell(explain(error), "warning")

    @Slot(object)
    def describe_unit(self, unit: UnitProfile) -> None:
        """The unit is called otherwise from now on."""
        self._session = replace(self._session, unit=unit)
        self._header.describe(unit)

    @Slot()
    def _toggle_help(self) -> None:
        if self._help is None:
            self._help = ShortcutHelp(self, self._look.theme)
        if self._help.isVisible():
            self._help.close_card()
            return
        page = self.page
        title, keys = (page.title(), page.shortcuts()) if page else ("", [])
        self._help.show_for(title, keys, window_keys(self._specs.values()))

    @Slot()
    def _open_jump(self) -> None:
        if self._jump is None:
            counter, specs = self._session.counter, tuple(self._specs.values())
            view_model = JumpViewModel(counter, specs, self._tasks, self)
            self._jump = JumpBox(self, view_model, self._look.theme)
            self._jump.chosen.connect(self._jump_to)
        self._jump.open()

    @Slot(JumpTarget)
    def _jump_to(self, target: JumpTarget) -> None:
        if target.kind == "page":
            self.show_page(str(target.target))
        elif target.kind == "dossier" and isinstance(target.target, UUID):
            self.open_dossier(target.target)
        else:
            self.show_page("page.intake")
            self._stack.page("page.intake").start_procedure(str(target.target))

    def _close_overlays(self) -> None:
        self._popover.hide()
        for overlay in (self._help, self._jump):
            if overlay is not None:
                overlay.close_card()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        grid.addWidget(self._rail, 0, 0)
        grid.addWidget(PageColumn(self._header, self._note, self._stack), 0, 1)
        grid.addWidget(self._status_bar, 1, 0, 1, 2)
        QWidget.setTabOrder(self._stack, self._rail)

    def _connect(self) -> None:
        self._stack.prepared.connect(self._show_prepared)
        self._disputed.changed.connect(partial(self._rail.show_count, _TRAY))
        self._limits.said.connect(self.tell)
        self._rail.chosen.connect(self.show_page)
        self._header.help_wanted.connect(self._toggle_help)
        self._header.lock_wanted.connect(self.lock_wanted)
        for keys, act in (
            *((s.key, partial(self.show_page, s.name)) for s in self._specs.values()),
            ("F1", self._toggle_help),
            ("Ctrl+K", self._open_jump),
            ("Ctrl+L", self.lock_wanted.emit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
