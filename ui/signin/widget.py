"""The sign-in page: two fields and Enter."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.services.door_sign import SAMPLE_PEOPLE, SAMPLE_PIN, DoorSign
from ui.look import Look
from ui.look_buttons import LookButtons
from ui.sample_mark import sample_mark
from ui.session import Session
from ui.signin.view_model import SignInViewModel
from ui.widgets.centred_card import centred_card
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label, restyle
from ui.words import role_word


@dataclass(frozen=True, slots=True)
class SampleLogin:
    """A login of a sample desk, shown to whoever tries the program."""

    login: str
    role: str


def sample_logins() -> tuple[SampleLogin, ...]:
    """Everybody of a sample desk."""
    return tuple(SampleLogin(login, role_word(role)) for login, _name, role in SAMPLE_PEOPLE)


class SignInPage(QWidget):
    """``signed_in`` carries the session. The PIN leaves the field as soon as it was checked."""

    signed_in = Signal(Session)

    def __init__(
        self,
        sign: DoorSign,
        view_model: SignInViewModel,
        look: Look,
        samples: Sequence[SampleLogin] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        identify(self, "page.signin", _("Đăng nhập"))
        self._sign = sign
        self._view_model = view_model
        self._look = look
        self._samples = samples
        self.login = QLineEdit(look.preferences.last_login)
        identify(self.login, "signin.login", _("Tên đăng nhập"))
        self.login.setMaxLength(40)
        self.pin = QLineEdit()
        identify(self.pin, "signin.pin", _("Mã PIN"))
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(64)
        self.submit = button(_("Đăng nhập"), "primary", "signin.submit")
        self.note = MessageLine()
        self._news = MessageLine()
        identify(self._news, "signin.news")
        self._lay_out()
        self._connect()

    def enter(self) -> None:
        """Focus where typing begins: the PIN when the login is known."""
        first = self.pin if self.login.text() else self.login
        first.setFocus()

    def tell(self, news: str) -> None:
        """Say something about the desk; empty: nothing is to be said any more."""
        if news:
            self._news.say(news, "info")
        else:
            self._news.clear()

    @Slot()
    def _submit(self) -> None:
        if not self.login.text().strip():
            self._complain(self.login, _("Nhập tên đăng nhập của anh/chị."))
        elif not self.pin.text():
            self._complain(self.pin, _("Nhập mã PIN."))
        else:
            self._be_quiet()
            self._view_model.submit(self.login.text(), self.pin.text())

    def _complain(self, field: QLineEdit, sentence: str) -> None:
        self._be_quiet()
        restyle(field, invalid=True)
        self.note.say(sentence, "warning")
        field.setFocus()

    @Slot()
    def _be_quiet(self) -> None:
        self.note.clear()
        for field in (self.login, self.pin):
            restyle(field, invalid=False)

    @Slot()
    def _after_login(self) -> None:
        if self.pin.text():
            self._submit()
        else:
            self.pin.setFocus()

    @Slot(bool)
    def _show_busy(self, is_busy: bool) -> None:
        self.submit.setDisabled(is_busy)
        self.submit.setText(_("Đang kiểm tra…") if is_busy else _("Đăng nhập"))

    @Slot(str)
    def _show_refused(self, sentence: str) -> None:
        self.pin.clear()
        self.note.say(sentence, "danger")
        self.pin.setFocus()

    @Slot(Session)
    def _show_signed_in(self, session: Session) -> None:
        self.pin.clear()
        self._look.remember_login(session.officer.login)
        self.signed_in.emit(session)

    @Slot()
    def _fill_in(self) -> None:
        self.login.setText(str(self.sender().property("login")))
        self._be_quiet()
        self.pin.setFocus()

    def _connect(self) -> None:
        self.login.returnPressed.connect(self._after_login)
        self.pin.returnPressed.connect(self._submit)
        self.submit.clicked.connect(self._submit)
        self.login.textEdited.connect(self._be_quiet)
        self.pin.textEdited.connect(self._be_quiet)
        self._view_model.busy_changed.connect(self._show_busy)
        self._view_model.refused.connect(self._show_refused)
        self._view_model.signed_in.connect(self._show_signed_in)

    def _lay_out(self) -> None:
        middle, column = centred_card(440)
        column.setSpacing(8)
        sign = self._sign
        if sign.is_sample:
            column.addWidget(sample_mark(), 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label(sign.unit, "title", wraps=True))
        desk = _("Bộ phận một cửa · Quầy {desk}").format(desk=sign.desk)
        column.addWidget(label(desk, "muted"))
        column.addWidget(self._news)
        column.addSpacing(8)
        for text, field in ((_("Tên đăng nhập"), self.login), (_("Mã PIN"), self.pin)):
            words = label(text, "field")
            words.setBuddy(field)
            column.addWidget(words)
            column.addWidget(field)
        column.addWidget(self.note)
        column.addSpacing(8)
        column.addWidget(self.submit)
        if self._samples:
            column.addSpacing(8)
            column.addWidget(self._sample_logins())
        corner = QHBoxLayout()
        corner.addStretch(1)
        corner.addWidget(LookButtons(self._look))
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 8, 16, 16)
        page.addLayout(corner)
        page.addStretch(2)
        page.addLayout(middle)
        page.addStretch(3)

    def _sample_logins(self) -> QFrame:
        frame = QFrame()
        frame.setProperty("note", True)
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 8, 0, 8)
        grid.setHorizontalSpacing(0)
        grid.setVerticalSpacing(0)
        hint = label(_("Quầy mẫu: chọn một người, mã PIN đều là {pin}.").format(pin=SAMPLE_PIN))
        hint.setContentsMargins(16, 0, 16, 0)
        grid.addWidget(hint, 0, 0, 1, 2)
        for index, sample in enumerate(self._samples):
            choice = button(
                f"{sample.login} · {sample.role}", "link", f"signin.sample.{sample.login}"
            )
            choice.setProperty("login", sample.login)
            choice.clicked.connect(self._fill_in)
            grid.addWidget(choice, 1 + index // 2, index % 2)
        return frame
