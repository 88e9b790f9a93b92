"""The officer's choices of language, colours and text size, applied at once and remembered."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from counter_app.i18n import use_language
from ui.preferences import Preferences, PreferenceStore
from ui.tasks import TaskRunner
from ui.theme import Theme


class Look(QObject):
    """The one place that changes how the window looks and which language it speaks."""

    language_changed = Signal()
    changed = Signal()  # after colours or text size changed

    def __init__(
        self,
        theme: Theme,
        store: PreferenceStore,
        tasks: TaskRunner,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self._store = store
        self._tasks = tasks
        self._preferences = store.load()
        theme.changed.connect(self.changed)
        use_language(self._preferences.language)
        theme.show(self._preferences.theme, self._preferences.text_scale)

    @property
    def preferences(self) -> Preferences:
        """What is chosen now."""
        return self._preferences

    @Slot()
    def next_theme(self) -> None:
        """System, light, dark, and round again."""
        self._choose(self._preferences.with_next_theme())

    @Slot()
    def other_language(self) -> None:
        """Vietnamese or English."""
        self._choose(self._preferences.with_other_language())

    @Slot()
    def larger_text(self) -> None:
        """One step, as far as it goes."""
        self._choose(self._preferences.with_text(1))

    @Slot()
    def smaller_text(self) -> None:
        """One step, as far as it goes."""
        self._choose(self._preferences.with_text(-1))

    @Slot()
    def usual_text(self) -> None:
        """Back to 100 per cent."""
        self._choose(self._preferences.with_text(0))

    def remember_login(self, login: str) -> None:
        """Offer this login at the next sign-in."""
        self._choose(replace(self._preferences, last_login=login))

    def _choose(self, wanted: Preferences) -> None:
        before, self._preferences = self._preferences, wanted
        if wanted == before:
            return
        self._tasks.start(lambda: self._store.save(wanted))
        self.theme.show(wanted.theme, wanted.text_scale)
        if wanted.theme != before.theme:
            self.changed.emit()  # the wish may change without the colours
        if wanted.language != before.language:
            use_language(wanted.language)
            self.language_changed.emit()
