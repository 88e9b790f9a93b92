"""The search page (F3): everything on the desk as you type, and one dossier with all that was done."""

from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from counter_app.domain.scan import ScanKind, read_scan
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from ui.acting.keys import ActKeys
from ui.acting.panel import ActPanel
from ui.acting.words import act_commands
from ui.intake.wording import mangled_scan
from ui.messages import explain
from ui.page import Page
from ui.papers.pane import PaperPane
from ui.search.commands import own_commands, page_keys
from ui.search.dossier_pane import DossierPane
from ui.search.field import SearchField
from ui.search.halves import halves
from ui.search.results import ResultsPane
from ui.search.values import Results
from ui.search.view_model import SearchViewModel
from ui.shown import ShownDossier
from ui.tasks import TaskRunner
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import identify, label

_DEBOUNCE_MS = 60
_READ_MS = 90  # an arrow key held down reads the dossier it stops at, not all it passes


class SearchPage(Page):
    """Finds dossiers and shows them; made like every page of the window."""

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, "page.search", _("Tra cứu"))
        self._view_model = SearchViewModel(counter, officer, tasks, self)
        self._counter = counter
        self._tasks = tasks
        self._made_pane: DossierPane | None = None
        self._field = SearchField()
        self._message = MessageLine()
        self._results = ResultsPane()
        self._beside = QStackedWidget()
        self._hint = label("", "muted", wraps=True)
        self._typed = QTimer(self, singleShot=True, interval=_DEBOUNCE_MS)
        self._settled = QTimer(self, singleShot=True, interval=_READ_MS)
        self._chosen: UUID | None = None
        self._wants_files: UUID | None = None
        self._asked = ""  # the text the list answers, or will
        self._awaits_results = False
        self._opens_first = False  # Enter came before the list did
        self._lay_out()
        self._connect()

    def title(self) -> str:
        """The page's name."""
        return _("Tra cứu")

    def enter(self) -> None:
        """The field, its text selected; an open dossier stays open. The list is asked anew."""
        if not self._is_open:
            self._field.take_focus()
        elif self._view_model.current is not None:
            self._view_model.choose(self._view_model.current.dossier.id)
        self._ask()

    def look_again(self) -> None:
        """The list and the dossier are read anew, unless somebody types or fills in a form."""
        if self._is_in_form or self._typed.isActive():
            return
        self._view_model.refresh()
        if (current := self._view_model.current) is not None:
            self._view_model.choose(current.dossier.id)

    def shortcuts(self) -> list[tuple[str, str]]:
        """For F1."""
        return page_keys()

    def scanned(self, text: str) -> bool:
        """A receipt's code opens its dossier; a citizen's card lists the citizen's dossiers."""
        scan = read_scan(text)
        if scan.kind is ScanKind.UNKNOWN:
            return False
        if self._is_in_form:
            self._say_unfinished()
        elif scan.kind is ScanKind.MANGLED and scan.mangled is not None:
            self._message.say(mangled_scan(scan.mangled.reason), "warning")
        elif scan.card is not None:
            self._show_list()
            self._field.setText(scan.card.id_number)
            self._ask()
        else:
            self._message.clear()
            self._view_model.find_code(scan.alias or str(scan.code))
        return True

    def step_back(self) -> bool:
        """A form is left first, then the dossier, then the text that was searched for."""
        if self._is_open and self._dossier.step_back():
            return True
        if self._is_open:
            self._show_list()
        elif self._field.text():
            self._field.clear()
            self._ask()
        else:
            return False
        return True

    @Slot(object)
    def show_dossier(self, dossier: UUID) -> bool:
        """Open ``dossier`` with everything that can be done."""
        self._message.clear()
        self._results.choose(dossier)
        self._open(dossier)
        return True

    def show_files(self, dossier: UUID) -> None:
        """The files of ``dossier`` as soon as it is read."""
        self._wants_files = dossier
        self._show_wanted_files(self._view_model.current)

    def _show_wanted_files(self, shown: ShownDossier | None) -> None:
        if shown is not None and shown.dossier.id == self._wants_files:
            self._wants_files = None
            self._dossier.do("search.action.attachments")

    @property
    def _dossier(self) -> DossierPane:
        """The other half of the page, made when the first dossier is chosen."""
        if self._made_pane is None:
            acts = ActPanel(self._counter, self._tasks, own_commands())
            papers = PaperPane(self._counter, self._view_model.officer, self._tasks)
            self._made_pane = DossierPane(self._view_model, acts, papers)
            self._made_pane.open_wanted.connect(self._open_chosen)
            self._made_pane.back_wanted.connect(self.step_back)
            self._beside.addWidget(self._made_pane)
        return self._made_pane

    @Slot()
    def _prepare(self) -> None:
        """Make the other half while the officer still types."""
        self._dossier.ensurePolished()

    @property
    def _is_open(self) -> bool:
        return self._made_pane is not None and self._made_pane.is_open

    @property
    def _is_in_form(self) -> bool:
        return self._made_pane is not None and self._made_pane.is_in_form

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._typed.stop()
        self._settled.stop()

    @Slot()
    def _ask(self) -> None:
        self._typed.stop()
        self._asked, self._awaits_results = self._field.text().strip(), True
        self._view_model.search(self._asked)

    @Slot(object)
    def _on_results(self, results: Results) -> None:
        self._awaits_results = False
        self._results.show_results(results)
        self._hint.setText(_("Chọn một hồ sơ để xem; Enter để mở.") if results.lines else "")
        if self._made_pane is None:
            QTimer.singleShot(0, self._prepare)
        if self._opens_first:
            self._opens_first = False
            self._open_chosen()

    @Slot(str)
    def _on_edited(self, _text: str) -> None:
        self._message.clear()
        self._opens_first = False
        if self._is_in_form:
            self._say_unfinished()
            return
        if self._is_open:
            self._show_list()
        self._typed.start()

    @Slot(object)
    def _on_chosen(self, dossier: UUID | None) -> None:
        self._chosen = dossier
        if dossier is None:
            self._settled.stop()
            if not self._is_open:
                self._view_model.choose_none()
                self._beside.setCurrentWidget(self._hint)
        elif not self._is_open:
            self._settled.start()

    @Slot()
    def _read_chosen(self) -> None:
        if self._chosen is not None:
            self._view_model.choose(self._chosen)

    @Slot(object)
    def _on_dossier(self, shown: ShownDossier) -> None:
        self._dossier.show_dossier(shown)
        self._beside.setCurrentWidget(self._dossier)
        self._show_wanted_files(shown)

    @Slot()
    def _open_chosen(self) -> None:
        """Open the chosen line; what was typed a moment ago is found first."""
        if self._is_in_form:
            return
        if self._typed.isActive():
            self._ask()
        if self._awaits_results:
            self._opens_first = True
        elif self._chosen is not None:
            self._open(self._chosen)

    def _open(self, dossier: UUID) -> None:
        self._settled.stop()
        current = self._view_model.current
        if current is None or current.dossier.id != dossier:
            self._view_model.choose_none()
        self._results.hide()
        self._beside.setCurrentWidget(self._dossier)
        self._dossier.set_open(True)
        self._dossier.focus_first()
        self._view_model.choose(dossier)

    @Slot()
    def _show_list(self) -> None:
        if not self._is_open:
            return
        self._dossier.set_open(False)
        self._results.show()
        if self._chosen is None:
            self._beside.setCurrentWidget(self._hint)
        current = self._view_model.current
        if self._chosen is not None and (current is None or current.dossier.id != self._chosen):
            self._settled.start()
        self._field.setFocus()

    def _say_unfinished(self) -> None:
        self._message.say(_("Đang sửa hồ sơ này. Bấm Thôi trước khi làm việc khác."), "warning")

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._awaits_results = self._opens_first = False
        self._message.say(explain(error), "danger")

    @Slot(str)
    def _do(self, command: str) -> None:
        """What is chosen in the list is opened by the key of an act."""
        if not self._is_open and self._view_model.current is not None:
            self._open(self._view_model.current.dossier.id)
        self._dossier.do(command)

    def _connect(self) -> None:
        model = self._view_model
        self._field.textEdited.connect(self._on_edited)
        self._field.stepped.connect(self._results.step)
        self._field.opened.connect(self._open_chosen)
        self._typed.timeout.connect(self._ask)
        self._settled.timeout.connect(self._read_chosen)
        self._results.chosen.connect(self._on_chosen)
        self._results.opened.connect(self._open_chosen)
        model.results_changed.connect(self._on_results)
        model.dossier_changed.connect(self._on_dossier)
        model.failed.connect(self._on_failed)
        model.found.connect(self.show_dossier)
        ActKeys(self, (*own_commands(), *act_commands())).pressed.connect(self._do)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        find = QShortcut(QKeySequence("Ctrl+F"), self, context=context)
        find.activated.connect(self._field.take_focus)

    def _lay_out(self) -> None:
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setMargin(24)
        self._beside.addWidget(self._hint)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 8)
        page.setSpacing(8)
        page.addWidget(self._field)
        page.addWidget(self._message)
        page.addWidget(halves(self._results, self._beside), 1)
