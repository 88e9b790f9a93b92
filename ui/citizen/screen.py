"""The citizen's screen: a window of its own, full screen, large type, two languages."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QScreen, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.i18n import said_in
from ui.citizen.parts import Notice, QuestionPart, ReviewPart, WordsPart
from ui.citizen.view_model import CitizenViewModel, Shown, Stands
from ui.citizen.words import refusal_words
from ui.scanner import Scanner
from ui.widgets.styling import button, identify, label

_TOUCHES = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.TouchBegin,
    QEvent.Type.InputMethod,
)


class CitizenScreen(QWidget):
    """Shows what the view-model says; where it is the officer's monitor too, only while needed."""

    def __init__(self, view_model: CitizenViewModel, unit: str, beside: QWidget) -> None:
        super().__init__(beside, Qt.WindowType.Window)
        identify(self, "citizen.screen")
        self.setProperty("citizen", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWindowTitle("")
        self._view_model = view_model
        self._beside = beside
        self._is_listening = False
        self._unit = label(unit, "section")
        self._language = button("", "", "citizen.language")
        self._leave = button("", "", "citizen.leave")
        self._back = button("", "", "citizen.back")
        self._skip = button("", "", "citizen.skip")
        self._next = button("", "primary", "citizen.next")
        self._notice = Notice()
        self._question = QuestionPart()
        self._words = WordsPart()
        self._review = ReviewPart()
        self._parts = QStackedWidget()
        self._letter = QShortcut(QKeySequence("E"), self)
        self._scanner = Scanner(self, self)
        self._lay_out()
        self._connect()
        self._show(view_model.shown)

    @property
    def own_monitor(self) -> QScreen | None:
        """A monitor the officer's window is not on; None: there is but one."""
        theirs = self._beside.window().screen()
        others = [screen for screen in QGuiApplication.screens() if screen is not theirs]
        return others[0] if others else None

    def stand_ready(self) -> None:
        """On a monitor of its own: show the neutral page there. Else stay away until needed."""
        if self.own_monitor is not None and not self.isVisible():
            self._appear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's hook: whatever is pressed here says that somebody is there."""
        is_here = isinstance(watched, QWidget) and watched.window() is self
        if event.type() in _TOUCHES and is_here:
            self._view_model.touched()
        return False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt's hook: closing is leaving; the window stays for the next receipt."""
        self._view_model.leave()
        super().closeEvent(event)

    @Slot(object)
    def _show(self, shown: Shown) -> None:
        self._say(shown)
        parts = {
            Stands.ASKING: self._question,
            Stands.WORDS: self._words,
            Stands.REVIEW: self._review,
        }
        self._parts.setCurrentWidget(parts.get(shown.stands, self._notice))
        if shown.stands is Stands.NEUTRAL:
            self._withdraw()
        elif not self.isVisible():
            self._appear()
        self._focus(shown.stands)
        self._listen(shown.stands is not Stands.NEUTRAL)

    def _listen(self, is_wanted: bool) -> None:
        """Hear touches while somebody may be there: a filter in Python costs on every event."""
        app = QApplication.instance()
        if app is None or is_wanted is self._is_listening:
            return
        self._is_listening = is_wanted
        if is_wanted:
            app.installEventFilter(self)
        else:
            app.removeEventFilter(self)

    def _say(self, shown: Shown) -> None:
        language = shown.language
        is_open = shown.stands in (Stands.ASKING, Stands.WORDS, Stands.REVIEW)
        self._language.setText("English (E)" if language == "vi" else "Tiếng Việt (E)")
        for part, text, is_shown in (
            (self._leave, said_in("Thôi, không đánh giá", language), is_open),
            (self._back, said_in("‹ Quay lại", language), is_open and _has_before(shown)),
            (self._skip, said_in("Không trả lời câu này (0)", language), shown.stands is Stands.ASKING),
            (self._next, _next_words(shown), shown.stands in (Stands.WORDS, Stands.REVIEW)),
        ):  # fmt: skip
            part.setText(text)
            part.setAccessibleName(text)
            part.setVisible(is_shown)
        self._letter.setEnabled(shown.stands is not Stands.WORDS)  # there it is written
        self._notice.say(*_notice_words(shown))
        self._question.show_question(shown)
        self._words.show_words(shown)
        self._review.show_answers(shown)

    def _focus(self, stands: Stands) -> None:
        if stands is Stands.ASKING:
            self._question.focus_before()
        elif stands is Stands.WORDS:
            self._words.box.setFocus()
        elif stands is Stands.REVIEW:
            self._next.setFocus()

    def _appear(self) -> None:
        """Where there is but one monitor the keyboard is the citizen's now; else it stays where it is."""
        own, active = self.own_monitor, QApplication.activeWindow()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, own is not None)
        self.setGeometry((own or self._beside.window().screen()).geometry())
        self.showFullScreen()
        if own is None:
            self.raise_()
            self.activateWindow()
        elif active is not None:
            active.activateWindow()  # some window systems give the keyboard to whatever is new

    def _withdraw(self) -> None:
        """The officer gets the keyboard back, and the monitor where there is but one."""
        had_keyboard = self.isActiveWindow()
        if self.isVisible() and self.own_monitor is None:
            self.hide()
        if had_keyboard:
            self._beside.window().activateWindow()

    @Slot()
    def _go_on(self) -> None:
        if self._view_model.shown.stands is Stands.WORDS:
            self._view_model.write(self._words.text)
        else:
            self._view_model.send()

    def _connect(self) -> None:
        model = self._view_model
        model.changed.connect(self._show)
        self._scanner.scanned.connect(model.open)
        self._question.chosen.connect(model.choose)
        self._language.clicked.connect(model.other_language)
        self._leave.clicked.connect(model.leave)
        self._back.clicked.connect(model.back)
        self._skip.clicked.connect(model.skip)
        self._next.clicked.connect(self._go_on)
        choose = self._question.choose
        for keys, act in (
            ("Esc", model.leave),
            ("Alt+Left", model.back),
            ("Ctrl+Return", self._go_on),
            ("0", model.skip),
            *((str(number), partial(choose, number)) for number in (1, 2, 3)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        self._letter.activated.connect(model.other_language)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._unit, 1)
        head.addWidget(self._language)
        foot = QHBoxLayout()
        foot.setSpacing(16)
        foot.addWidget(self._leave)
        foot.addStretch(1)
        for part in (self._back, self._skip, self._next):
            foot.addWidget(part)
        self._parts.addWidget(self._notice)
        self._parts.addWidget(self._question)
        self._parts.addWidget(self._words)
        self._parts.addWidget(self._review)
        column = QVBoxLayout(self)
        column.setContentsMargins(48, 24, 48, 24)
        column.setSpacing(16)
        column.addLayout(head)
        column.addWidget(self._parts, 1)
        column.addLayout(foot)


def _has_before(shown: Shown) -> bool:
    return shown.stands is not Stands.ASKING or shown.place > 0


def _next_words(shown: Shown) -> str:
    if shown.stands is Stands.WORDS:
        return said_in("Tiếp tục ›", shown.language)
    return said_in("Gửi đánh giá", shown.language)


def _notice_words(shown: Shown) -> tuple[str, str]:
    language = shown.language
    if shown.stands is Stands.THANKS:
        return said_in("Xin cảm ơn ông/bà", language), said_in("Đánh giá đã được ghi.", language)
    if shown.stands is Stands.SENDING:
        return said_in("Đang ghi…", language), ""
    if shown.stands is Stands.REFUSED and shown.error is not None:
        return said_in("Chưa đánh giá được", language), refusal_words(shown.error, language)
    return (
        said_in("Mời ông/bà đánh giá", language),
        said_in("Sau khi nhận kết quả, đưa mã vạch trên giấy tiếp nhận vào máy quét.", language),
    )
