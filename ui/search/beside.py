"""What stands at the right of an open dossier: its papers, its files, or the form of an act."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import SecondPersonNeeded, SignInRefused
from ui.attachments.widget import AttachmentsPanel
from ui.messages import explain
from ui.papers.pane import PaperPane
from ui.search.correct_panel import CorrectPanel
from ui.search.view_model import SearchViewModel
from ui.search.void_panel import VoidPanel


class Beside(QStackedWidget):
    """Forms are made when first wanted and keep nothing from one time to the next."""

    form_changed = Signal(bool)  # a form is open, or the papers are back
    left = Signal()

    def __init__(
        self, view_model: SearchViewModel, papers: PaperPane, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._view_model = view_model
        self._papers = papers
        self.correct: CorrectPanel | None = None
        self.void: VoidPanel | None = None
        self.files: AttachmentsPanel | None = None
        self.addWidget(papers)
        self.currentChanged.connect(self._on_changed)

    @property
    def is_in_form(self) -> bool:
        """Whether a form is open."""
        return self.currentWidget() not in (self._papers, self.files)

    def show_papers(self) -> None:
        """Leave the form; what was typed in it is dropped."""
        self.setCurrentWidget(self._papers)

    def show_files(self, dossier: Dossier) -> None:
        """Show what is attached to ``dossier``."""
        if self.files is None:
            self.files = AttachmentsPanel(*self._view_model.at_desk)
            self.files.changed.connect(self._view_model.look_again)
            self.files.left.connect(self.left)
            self.addWidget(self.files)
        self.files.show_dossier(dossier)
        self.setCurrentWidget(self.files)
        self.files.focus_first()

    def show_news(self, dossier: Dossier) -> None:
        """The open dossier as it is now."""
        if self.files is not None and self.currentWidget() is self.files:
            self.files.show_dossier(dossier)

    def step_back(self) -> bool:
        """Esc among the files; False where there is nothing to leave."""
        if self.files is None or self.currentWidget() is not self.files:
            return False
        return self.files.step_back() or self._leave()

    def begin_correcting(self, dossier: Dossier) -> None:
        """Open the form with ``dossier`` as it is."""
        if self.correct is None:
            self.correct = CorrectPanel()
            self.correct.wanted.connect(self._view_model.correct)
            self._add(self.correct)
        self.setCurrentWidget(self.correct)
        self.correct.begin(dossier)

    def begin_voiding(self) -> None:
        """Open the empty form."""
        if self.void is None:
            self.void = VoidPanel()
            self.void.wanted.connect(self._view_model.void)
            self._add(self.void)
        self.setCurrentWidget(self.void)
        self.void.begin()

    def refuse(self, act: str, error: Exception) -> bool:
        """Show why ``act`` did not happen in its form; False where it has none here."""
        if act == "correct" and self.correct is not None:
            self.correct.refuse(explain(error))
        elif act == "void" and self.void is not None:
            wrong_pin = isinstance(error, SignInRefused | SecondPersonNeeded)
            self.void.refuse(explain(error), wrong_pin=wrong_pin)
        else:
            return False
        return True

    def _leave(self) -> bool:
        self.left.emit()
        return True

    def _add(self, form: CorrectPanel | VoidPanel) -> None:
        form.left.connect(self.left)
        self._view_model.busy_changed.connect(form.set_busy)
        self.addWidget(form)

    @Slot(int)
    def _on_changed(self, _index: int) -> None:
        self.form_changed.emit(self.is_in_form)
