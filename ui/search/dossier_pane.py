"""One dossier: beside the list in short, or alone with everything that can be done."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from counter_app.i18n import _
from ui.acting.panel import ActPanel
from ui.messages import explain
from ui.papers.pane import PaperPane
from ui.search.beside import Beside
from ui.search.details import Details, Title
from ui.search.timeline import Timeline
from ui.search.view_model import SearchViewModel
from ui.shown import ShownDossier
from ui.story import story
from ui.timeline.widget import TimelinePane
from ui.widgets.styling import button

_LEAST = 96  # px of facts and history that stay while a form is open


@dataclass(frozen=True, slots=True)
class Parts:
    """What a dossier's pane is made of; each may be made in a turn of the event loop of its own."""

    acts: ActPanel
    papers: PaperPane
    events: Timeline
    times: TimelinePane
    beside: Beside


class DossierPane(QWidget):
    """Title, actions, facts, history, and on the right a paper or the form of an act."""

    open_wanted = Signal()
    back_wanted = Signal()

    def __init__(
        self, view_model: SearchViewModel, parts: Parts, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._acts = acts = parts.acts
        self._papers = parts.papers
        self._is_open = False
        self._title = Title()
        self._back = button(_("‹ Danh sách"), "link", "search.back")
        self._open = button(_("Mở hồ sơ"), name="search.open")
        self._message = acts.message
        self._details = Details()
        self._timeline = parts.events
        self._times = parts.times
        self._beside = parts.beside
        self._lay_out()
        self._connect()
        self.set_open(False)

    @property
    def is_open(self) -> bool:
        """Whether the dossier stands alone, with its actions."""
        return self._is_open

    @property
    def is_in_form(self) -> bool:
        """Whether somebody is filling in an act's form."""
        return self._beside.is_in_form or self._acts.is_in_form

    def set_open(self, is_open: bool) -> None:
        """Alone with everything, or in short beside the list."""
        self._is_open = is_open
        self._beside.setVisible(is_open)
        self._acts.setVisible(is_open)
        self._back.setVisible(is_open)
        self._open.setVisible(not is_open)
        self._middle.setSizes([10_000, 10_000])
        self._columns.setSizes([17_000, 10_000])
        if not is_open:
            self._message.clear()
        self.leave_form()
        self._papers.leave()
        if self._view_model.current is not None:
            self.show_dossier(self._view_model.current)

    def show_dossier(self, shown: ShownDossier) -> None:
        """Put ``shown`` into words."""
        self._title.show_dossier(shown)
        self._details.show_dossier(shown, masks=not self._is_open)
        self._timeline.show_story(story(shown))
        self._times.show_dossier(shown.dossier, is_open=self._is_open)
        self._acts.show_dossier(shown, self._view_model.officer)
        self._beside.show_news(shown.dossier)
        if self._is_open:
            self._papers.show_dossier(shown.dossier)

    def focus_first(self) -> None:
        """Put the focus where reading begins."""
        self._details.setFocus()

    @Slot()
    def leave_form(self) -> None:
        """Back to the bar and the papers; what was typed in a form is dropped."""
        if self.is_in_form:
            self._message.clear()
        self._acts.leave_form()
        beside = self._beside
        is_away = beside.currentWidget() is not self._papers
        had_focus = is_away and beside.isAncestorOf(self.focusWidget() or self)
        beside.show_papers()
        if had_focus:
            self.focus_first()

    def step_back(self) -> bool:
        """Leave the form, or hide the acts that are not in the bar."""
        if self._beside.is_in_form:
            self.leave_form()
            return True
        return self._beside.step_back() or self._acts.step_back()

    def do(self, name: str) -> None:
        """Begin the command ``name`` unless its button is closed."""
        if self._view_model.current is not None:
            self._acts.begin(name)

    @Slot(str)
    def _do_own(self, name: str) -> None:
        own: dict[str, Callable[[], None]] = {
            "print": self._papers.print,
            "printer": partial(self._papers.print, asks=True),
            "papers": self._show_papers,
            "save": self._papers.ask_for_file,
            "attachments": self._show_files,
            "correct": self._begin_correcting,
            "void": self._begin_voiding,
        }
        own[name.removeprefix("search.action.")]()

    def _show_papers(self) -> None:
        self.leave_form()
        self._papers.focus_list()

    def _show_files(self) -> None:
        if self._view_model.current is not None:
            self._beside.show_files(self._view_model.current.dossier)

    def _begin_correcting(self) -> None:
        if self._view_model.current is not None:
            self._message.clear()
            self._beside.begin_correcting(self._view_model.current.dossier)

    def _begin_voiding(self) -> None:
        self._message.clear()
        self._beside.begin_voiding()

    @Slot(bool)
    def _on_form(self, is_open: bool) -> None:
        """What was typed in a form beside is not dropped by a stray key."""
        text = _("Đang sửa hồ sơ này. Bấm Thôi trước khi làm việc khác.")
        self._acts.hold(text if is_open else "")

    @Slot(str)
    def _on_done(self, act: str) -> None:
        if act in ("correct", "void"):
            self._beside.show_papers()
            self.focus_first()
        if act == "correct":
            text = _("Đã cấp lại giấy tiếp nhận. In giấy mới (Ctrl+P) và thu lại giấy cũ.")
            self._message.say(text, "success")
        elif act == "void":
            self._message.say(_("Đã hủy hồ sơ."), "success")

    @Slot(str, Exception)
    def _on_refused(self, act: str, error: Exception) -> None:
        if not self._beside.refuse(act, error):
            self._message.say(explain(error), "danger")

    @Slot(str, str)
    def _on_paper_said(self, text: str, tone: str) -> None:
        self._message.say(text, tone)

    def _connect(self) -> None:
        model = self._view_model
        model.done.connect(self._on_done)
        model.refused.connect(self._on_refused)
        model.busy_changed.connect(self._acts.set_busy)
        self._acts.own_wanted.connect(self._do_own)
        self._acts.performed.connect(model.follow)
        self._acts.paper_offered.connect(self._papers.choose)
        self._beside.left.connect(self.leave_form)
        self._beside.form_changed.connect(self._on_form)
        self._papers.said.connect(self._on_paper_said)
        self._papers.saved.connect(model.note_saved)
        self._papers.printing.printed.connect(model.follow)
        self._open.clicked.connect(self.open_wanted)
        self._back.clicked.connect(self.back_wanted)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._back)
        head.addWidget(self._title, 1)
        head.addWidget(self._open)
        self._middle = QSplitter()
        self._middle.setChildrenCollapsible(False)
        self._middle.setHandleWidth(12)
        self._middle.addWidget(self._times.in_place_of(_card(self._details)))
        self._middle.addWidget(self._times)
        self._columns = QSplitter()
        self._columns.setMinimumHeight(_LEAST)  # an act's form goes before
        self._columns.setChildrenCollapsible(False)
        self._columns.setHandleWidth(12)
        self._columns.addWidget(self._times.under_clock(self._middle))
        self._columns.addWidget(self._beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._acts)
        column.addWidget(self._columns, 1)


def _card(content: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("card", True)
    column = QVBoxLayout(card)
    column.setContentsMargins(2, 2, 2, 2)
    column.addWidget(content)
    return card
