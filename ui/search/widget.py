"""The search page (F3): everything on the desk as you type, and one dossier with all that was done."""

from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.domain.scan import ScanKind, read_scan
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from ui.acting.keys import ActKeys
from ui.acting.words import act_commands
from ui.intake.wording import mangled_scan
from ui.messages import explain
from ui.page import Page
from ui.register.place import RegisterPlace
from ui.register.widget import RegisterPane
from ui.search.asking import Asking
from ui.search.commands import own_commands, page_keys
from ui.search.dossier_pane import DossierPane
from ui.search.field import SearchField
from ui.search.half import DossierHalf
from ui.search.halves import halves
from ui.search.results import ResultsPane
from ui.search.values import Results
from ui.search.view_model import SearchViewModel
from ui.shown import ShownDossier
from ui.tasks import TaskRunner
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify

_READ_MS = 90  # an arrow key held down reads the dossier it stops at, not all it passes


class SearchPage(Page):
    """Finds dossiers and shows them; made like every page of the window."""

    def __init__(
        self, counter: Counter, officer: Officer, tasks: TaskRunner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        identify(self, "page.search", _("Tra cứu"))
        self._view_model = SearchViewModel(counter, officer, tasks, self)
        self._finding = QWidget()
        self._whole = RegisterPlace(self._finding, lambda: RegisterPane(counter, officer, tasks))
        self._field = SearchField()
        self._asking = Asking(self._field, self)
        self._register = button(_("Sổ theo dõi…   Ctrl+B"), name="search.register")
        self._message = MessageLine()
        self._results = ResultsPane()
        self._beside = DossierHalf(self._view_model)
        self._settled = QTimer(self, singleShot=True, interval=_READ_MS)
        self._chosen: UUID | None = None
        self._wants_files: UUID | None = None
        self._lay_out()
        self._connect()

    def title(self) -> str:
        """The page's name."""
        return _("Tra cứu")

    def enter(self) -> None:
        """The field, its text selected; an open dossier stays open. The list is asked anew."""
        if self._whole.shown is not None:
            self._whole.shown.enter()
        elif not self._beside.is_open:
            self._field.take_focus()
        elif self._view_model.current is not None:
            self._view_model.choose(self._view_model.current.dossier.id)
        self._asking.ask()

    def look_again(self) -> None:
        """The list and the dossier are read anew, unless somebody types or fills in a form."""
        if self._beside.is_in_form or self._asking.is_settling:
            return
        self._view_model.refresh()
        if (current := self._view_model.current) is not None:
            self._view_model.choose(current.dossier.id)

    def shortcuts(self) -> list[tuple[str, str]]:
        """For F1."""
        return self._whole.shown.shortcuts() if self._whole.shown else page_keys()

    def scanned(self, text: str) -> bool:
        """A receipt's code opens its dossier; a citizen's card lists the citizen's dossiers."""
        scan = read_scan(text)
        if scan.kind is ScanKind.UNKNOWN:
            return False
        self._whole.leave()
        if self._beside.is_in_form:
            self._say_unfinished()
        elif scan.kind is ScanKind.MANGLED and scan.mangled is not None:
            self._message.say(mangled_scan(scan.mangled.reason), "warning")
        elif scan.card is not None:
            self._show_list()
            self._field.setText(scan.card.id_number)
            self._asking.ask()
        else:
            self._message.clear()
            self._view_model.find_code(scan.alias or str(scan.code))
        return True

    def step_back(self) -> bool:
        """A form is left first, then the dossier, then the text that was searched for."""
        if self._whole.step_back() or (self._beside.is_open and self._dossier.step_back()):
            return True
        if self._beside.is_open:
            self._show_list()
        elif self._field.text():
            self._field.clear()
            self._asking.ask()
        else:
            return False
        return True

    @Slot(object)
    def show_dossier(self, dossier: UUID) -> bool:
        """Open ``dossier`` with everything that can be done."""
        self._whole.leave()
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
        return self._beside.pane

    @Slot()
    def _show_register(self) -> None:
        """The register in the place of the list; a form is finished first."""
        if self._beside.is_in_form:
            self._say_unfinished()
        else:
            self._whole.open()

    @Slot()
    def _take_focus(self) -> None:
        (self._dossier.focus_first if self._beside.is_open else self._field.setFocus)()

    @Slot()
    def _find(self) -> None:
        self._whole.leave()
        self._field.take_focus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._asking.rest()
        self._settled.stop()

    @Slot(object)
    def _on_results(self, results: Results) -> None:
        self._results.show_results(results)
        self._beside.say_hint(_("Chọn một hồ sơ để xem; Enter để mở.") if results.lines else "")
        self._beside.prepare()
        self._asking.answered()

    @Slot(str)
    def _on_edited(self, _text: str) -> None:
        self._message.clear()
        self._asking.change_mind()
        if self._beside.is_in_form:
            self._say_unfinished()
            return
        if self._beside.is_open:
            self._show_list()
        self._asking.settle()

    @Slot(object)
    def _on_chosen(self, dossier: UUID | None) -> None:
        self._chosen = dossier
        if dossier is None:
            self._settled.stop()
            if not self._beside.is_open:
                self._view_model.choose_none()
                self._beside.show_hint()
        elif not self._beside.is_open:
            self._settled.start()

    @Slot()
    def _read_chosen(self) -> None:
        if self._chosen is not None:
            self._view_model.choose(self._chosen)

    @Slot(object)
    def _on_dossier(self, shown: ShownDossier) -> None:
        self._dossier.show_dossier(shown)
        self._beside.show_pane()
        self._show_wanted_files(shown)

    @Slot()
    def _open_chosen(self) -> None:
        """Open the chosen line; what was typed a moment ago is found first."""
        if not self._beside.is_in_form:
            self._asking.open()

    @Slot()
    def _open_ready(self) -> None:
        if self._chosen is not None and not self._beside.is_in_form:
            self._open(self._chosen)

    def _open(self, dossier: UUID) -> None:
        self._settled.stop()
        current = self._view_model.current
        if current is None or current.dossier.id != dossier:
            self._view_model.choose_none()
        self._results.hide()
        self._beside.show_pane()
        self._dossier.set_open(True)
        self._dossier.focus_first()
        self._view_model.choose(dossier)

    @Slot()
    def _show_list(self) -> None:
        if not self._beside.is_open:
            return
        self._dossier.set_open(False)
        self._results.show()
        if self._chosen is None:
            self._beside.show_hint()
        current = self._view_model.current
        if self._chosen is not None and (current is None or current.dossier.id != self._chosen):
            self._settled.start()
        self._field.setFocus()

    def _say_unfinished(self) -> None:
        self._message.say(_("Đang sửa hồ sơ này. Bấm Thôi trước khi làm việc khác."), "warning")

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self._asking.fail()
        self._message.say(explain(error), "danger")

    @Slot(str)
    def _do(self, command: str) -> None:
        """What is chosen in the list is opened by the key of an act."""
        if not self._beside.is_open and self._view_model.current is not None:
            self._open(self._view_model.current.dossier.id)
        self._dossier.do(command)

    def _connect(self) -> None:
        model = self._view_model
        self._field.textEdited.connect(self._on_edited)
        self._field.stepped.connect(self._results.step)
        self._field.opened.connect(self._open_chosen)
        self._asking.due.connect(model.search)
        self._asking.ready.connect(self._open_ready)
        self._register.clicked.connect(self._show_register)
        self._whole.left.connect(self._take_focus)
        self._settled.timeout.connect(self._read_chosen)
        self._results.chosen.connect(self._on_chosen)
        self._results.opened.connect(self._open_chosen)
        self._beside.open_wanted.connect(self._open_chosen)
        self._beside.back_wanted.connect(self.step_back)
        model.results_changed.connect(self._on_results)
        model.dossier_changed.connect(self._on_dossier)
        model.failed.connect(self._on_failed)
        model.found.connect(self.show_dossier)
        commands = (*own_commands(), *act_commands())
        ActKeys(self._finding, commands).pressed.connect(self._do)  # the register has keys too
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, act in (("Ctrl+F", self._find), ("Ctrl+B", self._show_register)):
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(act)

    def _lay_out(self) -> None:
        asked = QHBoxLayout()
        asked.setSpacing(8)
        asked.addWidget(self._field, 1)
        asked.addWidget(self._register)
        column = QVBoxLayout(self._finding)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(asked)
        column.addWidget(self._message)
        column.addWidget(halves(self._results, self._beside), 1)
        QWidget.setTabOrder(self._register, self._field)  # the list comes after the field
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 8)
        page.addWidget(self._whole)
