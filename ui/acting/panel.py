"""All acts on one dossier in one place: a bar of buttons, and the form of the act being done."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.form_templates import Form
from counter_app.domain.forms import PageSize
from counter_app.domain.unit import Officer
from counter_app.i18n import _
from counter_app.services.counter import Counter
from ui.acting.bar import ActBar
from ui.acting.form import ActForm
from ui.acting.forms import FORMS
from ui.acting.keys import ActKeys
from ui.acting.offers import offers, primary
from ui.acting.view_model import ActViewModel
from ui.acting.words import AT_ONCE, OTHERS, Command, act_commands, act_label
from ui.messages import explain
from ui.papers.papers import paper_after
from ui.papers.printing import PaperPrinting
from ui.papers.words import offer_words
from ui.shown import ShownDossier
from ui.story import story
from ui.tasks import TaskRunner
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import identify


class ActPanel(QWidget):
    """Offers what may be done now, asks for what it needs in place of the bar, does it.

    ``own`` are commands of the page it stands on; they share the bar and come back by
    ``own_wanted``. ``performed`` carries the dossier after an act; the panel shows it already.
    """

    performed = Signal(object)  # Dossier
    refused = Signal(Exception)
    own_wanted = Signal(str)  # the name of a command of the page
    form_changed = Signal(bool)  # a form is open, or the bar is back
    paper_offered = Signal(object)  # Form: the act just done left it to be printed

    def __init__(
        self,
        counter: Counter,
        tasks: TaskRunner,
        own: tuple[Command, ...] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        identify(self, "work.acts", _("Việc với hồ sơ này"))
        self._commands = (*own, *act_commands())
        self._shown: ShownDossier | None = None
        self._officer: Officer | None = None
        self._form: ActForm | None = None
        self._held = ""
        self._view_model = ActViewModel(counter, tasks, self)
        self._bar = ActBar()
        self._message = MessageLine()
        self._counter = counter
        self._papers = PaperPrinting(counter, tasks, self)
        self._paper: Form | None = None  # what the line below the bar offers to print
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self._bar)
        self._column.addWidget(self._message)
        self._bar.wanted.connect(self.begin)
        self._view_model.busy_changed.connect(self.set_busy)
        self._view_model.performed.connect(self._on_performed)
        self._view_model.refused.connect(self._on_refused)
        self._message.acted.connect(self.print_paper)
        self._papers.said.connect(self._message.say)
        self._papers.printed.connect(self.performed)

    @property
    def is_in_form(self) -> bool:
        """Whether an act's form stands in the bar's place."""
        return self._form is not None

    @property
    def message(self) -> MessageLine:
        """The line below the bar, where the page may say what became of its own commands."""
        return self._message

    def show_dossier(self, shown: ShownDossier, officer: Officer) -> None:
        """Offer what ``officer`` may do with it; a form is left only for another dossier."""
        is_same = self._shown is not None and self._shown.dossier.id == shown.dossier.id
        self._shown, self._officer = shown, officer
        if not is_same:
            self._paper = None
            self._message.clear()
            self._close_form()
            self._bar.hide_others()
        offered = offers(shown, officer, self._commands)
        self._bar.show_offers(offered, primary(offered, shown, officer))

    def hold(self, sentence: str) -> None:
        """Begin nothing but say ``sentence``, while the page asks for something of its own."""
        self._held = sentence

    def allows(self, name: str) -> bool:
        """Whether the command's button is open."""
        return self._bar.allows(name)

    def listen_on(self, page: QWidget) -> None:
        """Let the acts' keys work wherever on ``page`` the focus is."""
        ActKeys(page, act_commands()).pressed.connect(self.begin)

    @Slot()
    def toggle_others(self) -> None:
        """Show the acts that are not in the bar, or hide them."""
        self.begin(OTHERS)

    @Slot(str)
    def begin(self, name: str) -> None:
        """Do the command ``name`` or open its form; a closed one says why."""
        if self._shown is None or self._view_model.is_busy:
            return
        if self._held:
            self._message.say(self._held, "warning")
        elif self.is_in_form:
            self._say_unfinished()
        elif name == OTHERS:
            self._bar.toggle_others()
        elif not self._bar.allows(name):
            self._say_closed(name)
        elif not name.startswith("work.action."):
            self._bar.hide_others()
            self.own_wanted.emit(name)
        else:
            self._message.clear()
            self._paper = None
            self._bar.hide_others()
            self._begin_act(name.removeprefix("work.action."))

    def step_back(self) -> bool:
        """Leave the form, or hide the other acts; False where there was nothing to leave."""
        if self.is_in_form:
            self.leave_form()
            return True
        if self._bar.shows_others:
            self._bar.hide_others()
            return True
        return False

    @Slot()
    def print_paper(self) -> bool:
        """Print what the act just done left to be printed; False where it left nothing."""
        if self._paper is None or self._shown is None or self._officer is None:
            return False
        self._papers.print(self._shown.dossier, (self._paper, PageSize.A5), self._officer)
        return True

    @Slot()
    def leave_form(self) -> None:
        """The bar is back; what was typed is dropped."""
        if self.is_in_form:
            self._close_form()
            self._bar.focus_first()

    @Slot(bool)
    def set_busy(self, busy: bool) -> None:
        """One act at a time."""
        self._bar.set_busy(busy)
        if self._form is not None:
            self._form.set_busy(busy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's hook: Esc goes back."""
        if event.key() == Qt.Key.Key_Escape and self.step_back():
            return
        super().keyPressEvent(event)

    def _begin_act(self, act: str) -> None:
        if self._shown is None:
            return
        if act in AT_ONCE:
            self._message.say(_("Đang lưu…"), "info")
            self._perform(act, {})
            return
        self._form = FORMS[act](self._shown)
        self._form.wanted.connect(self._on_wanted)
        self._form.left.connect(self.leave_form)
        self._column.addWidget(self._form)
        self._bar.hide()
        self._form.show()
        self._form.focus_first()
        self.form_changed.emit(True)

    def _perform(self, act: str, data: Mapping[str, Any]) -> None:
        if self._shown is not None and self._officer is not None:
            self._view_model.perform(self._shown.dossier.id, act, data, self._officer)

    def _close_form(self) -> None:
        if self._form is None:
            return
        form, self._form = self._form, None
        self._bar.show()
        form.hide()
        self._column.removeWidget(form)
        form.deleteLater()
        self._message.clear()
        self.form_changed.emit(False)

    def _say_done(self, act: str, after: ShownDossier) -> None:
        what = story(after)[0].what.removesuffix(".")
        self._paper = paper_after(self._counter, act, after.dossier)
        offered = offer_words(self._paper) if self._paper else ""
        self._message.say(_("Đã {what}.").format(what=what), "success", offered)
        if self._paper:
            self.paper_offered.emit(self._paper)

    def _say_unfinished(self) -> None:
        if self._form is not None:
            text = _("Đang làm dở: {act}. Bấm Esc để thôi rồi mới làm việc khác.")
            self._message.say(text.format(act=act_label(self._form.act)), "warning")

    def _say_closed(self, name: str) -> None:
        if why := self._bar.why_not(name):
            word = next(c.word for c in self._commands if c.name == name).removesuffix("…")
            self._message.say(f"{word}: {why}.", "warning")

    @Slot(object)
    def _on_wanted(self, data: Mapping[str, Any]) -> None:
        if self._form is not None:
            self._perform(self._form.act, data)

    @Slot(str, object)
    def _on_performed(self, act: str, after: ShownDossier) -> None:
        if self._shown is None or self._officer is None:
            return
        if self._shown.dossier.id != after.dossier.id:  # another one is shown meanwhile
            self.performed.emit(after.dossier)
            return
        had_focus = self.isAncestorOf(self.focusWidget() or self)
        self._close_form()
        self.show_dossier(after, self._officer)
        self._say_done(act, after)
        if had_focus:
            self._bar.focus_first()
        self.performed.emit(after.dossier)

    @Slot(str, Exception)
    def _on_refused(self, act: str, error: Exception) -> None:
        if self._form is not None and self._form.act == act:
            self._message.clear()
            self._form.refuse(error)
        else:
            self._message.say(explain(error), "danger")
        self.refused.emit(error)
