"""State of the citizen's screen: which question stands there, what was answered, who is asked next."""

from dataclasses import dataclass, replace
from enum import Enum

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from counter_app.domain.rating import Filled, Satisfaction
from counter_app.services.rating import Rate, RatingForm
from ui.citizen.words import SATISFACTION, questions
from ui.tasks import TaskRunner

IDLE_MS = 60_000  # nobody touches anything: the next citizen finds a screen without answers
THANKS_MS = 6_000


class Stands(Enum):
    """What the screen shows."""

    NEUTRAL = "neutral"
    ASKING = "asking"
    WORDS = "words"  # what they want to say besides
    REVIEW = "review"
    SENDING = "sending"
    THANKS = "thanks"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the screen says; ``chosen`` begins empty and holds what was answered."""

    stands: Stands = Stands.NEUTRAL
    language: str = "vi"
    form: RatingForm | None = None
    place: int = 0  # of the question
    chosen: tuple[tuple[str, int | str], ...] = ()
    text: str = ""
    error: Exception | None = None


class CitizenViewModel(QObject):
    """One rating at a time. Whatever happens, the screen comes back to neutral by itself."""

    changed = Signal(object)  # Shown

    def __init__(
        self,
        rate: Rate,
        tasks: TaskRunner,
        parent: QObject | None = None,
        *,
        idle_ms: int = IDLE_MS,
        thanks_ms: int = THANKS_MS,
    ) -> None:
        super().__init__(parent)
        self._rate = rate
        self._tasks = tasks
        self._thanks_ms = thanks_ms
        self._idle_ms = idle_ms
        self._quiet = QTimer(self, singleShot=True)
        self._quiet.timeout.connect(self.leave)
        self._asked = 0  # which receipt: an answer about an earlier one is dropped
        self.shown = Shown()

    def open(self, receipt: str) -> None:
        """Begin with the receipt that was scanned; another one begins anew."""
        if self.shown.stands is Stands.SENDING:
            return
        self._asked += 1
        number = self._asked
        task = self._tasks.start(lambda: (number, self._rate.form(receipt)))
        task.succeeded.connect(self._on_form)
        task.failed.connect(self._on_failed)

    @Slot()
    def touched(self) -> None:
        """Somebody is there: the time until neutral begins again."""
        if self._quiet.isActive() and self.shown.stands is not Stands.THANKS:
            self._quiet.start(self._idle_ms)

    def choose(self, value: int | str | None) -> None:
        """Answer the question that stands there, None: no answer; the next one follows."""
        if self.shown.stands is not Stands.ASKING or self.shown.form is None:
            return
        asked = questions(self.shown.form, self.shown.language)
        key = asked[self.shown.place].key
        kept = tuple(one for one in self.shown.chosen if one[0] != key)
        chosen = kept if value is None else (*kept, (key, value))
        is_last = self.shown.place + 1 == len(asked)
        self._show(
            chosen=chosen,
            place=self.shown.place if is_last else self.shown.place + 1,
            stands=Stands.WORDS if is_last else Stands.ASKING,
        )

    @Slot()
    def skip(self) -> None:
        """No answer to this question."""
        self.choose(None)

    @Slot()
    def back(self) -> None:
        """To what stood there before; from the first question nothing is left."""
        before = {Stands.WORDS: Stands.ASKING, Stands.REVIEW: Stands.WORDS}
        if self.shown.stands in before:
            self._show(stands=before[self.shown.stands])
        elif self.shown.stands is Stands.ASKING and self.shown.place:
            self._show(place=self.shown.place - 1)

    def write(self, text: str) -> None:
        """What they want to say besides; empty: nothing. All answers follow to look at."""
        if self.shown.stands is Stands.WORDS:
            self._show(text=text, stands=Stands.REVIEW)

    @Slot()
    def send(self) -> None:
        """Store the rating; ends in thanks, or in why it was not taken."""
        form = self.shown.form
        if self.shown.stands is not Stands.REVIEW or form is None:
            return
        filled = self.filled
        self._show(stands=Stands.SENDING)
        number = self._asked
        rate = self._rate

        def store() -> int:
            rate(form.dossier, filled, form.scale.id)
            return number

        task = self._tasks.start(store)
        task.succeeded.connect(self._on_sent)
        task.failed.connect(self._on_failed)

    @property
    def filled(self) -> Filled:
        """The answers so far."""
        chosen = dict(self.shown.chosen)
        said = chosen.pop(SATISFACTION, None)
        points = {name: int(value) for name, value in chosen.items()}
        return Filled(points, Satisfaction(str(said)) if said else None, self.shown.text)

    @Slot()
    def leave(self) -> None:
        """Back to neutral; what was not sent is forgotten."""
        if self.shown.stands is Stands.SENDING:
            return
        self._asked += 1
        self._quiet.stop()
        self.shown = Shown()
        self.changed.emit(self.shown)

    @Slot()
    def other_language(self) -> None:
        """Vietnamese or English; answers stay."""
        self._show(language="vi" if self.shown.language == "en" else "en")

    @Slot(object)
    def _on_form(self, answer: tuple[int, RatingForm]) -> None:
        number, form = answer
        if number == self._asked:
            self.shown = Shown(Stands.ASKING, self.shown.language, form)
            self._show()

    @Slot(object)
    def _on_sent(self, number: int) -> None:
        if number == self._asked:
            self.shown = Shown(Stands.THANKS, self.shown.language)
            self._show()
            self._quiet.start(self._thanks_ms)

    @Slot(Exception)
    def _on_failed(self, error: Exception) -> None:
        self.shown = Shown(Stands.REFUSED, self.shown.language, error=error)
        self._show()
        self._quiet.start(self._thanks_ms)

    def _show(self, **changed: object) -> None:
        self.shown = replace(self.shown, **changed)  # type: ignore[arg-type]
        if self.shown.stands is Stands.SENDING:
            self._quiet.stop()
        elif self.shown.stands is not Stands.NEUTRAL:
            self._quiet.start(self._idle_ms)
        self.changed.emit(self.shown)
