"""The centre: joining it, how the desk stands to it, pausing and going on."""

from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from counter_app.i18n import _
from ui.messages import explain
from ui.sync.enrol_form import EnrolForm
from ui.sync.facts import centre_facts, fact_words, progress_words
from ui.sync.shown import ShownSync
from ui.sync.words import sync_item
from ui.sync.worker import SyncWorker
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label

_TONES = {"": "info", "warning": "warning", "danger": "danger"}


class CentreTab(QWidget):
    """What enrolling means and the form for it; once enrolled, the figures and the buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sync: SyncWorker | None = None
        self._is_enrolled = False
        self.enrol = EnrolForm("admin.centre", _("Ghi danh quầy"))
        self.renew = EnrolForm("admin.centre.renew", _("Thay tệp ghi danh"), "")
        self.state = MessageLine()
        self.facts = {name: _fact(name) for name in fact_words()}
        self.progress = QProgressBar(textVisible=False)
        self.progress_words = label("", "small", wraps=True)
        self.pause = button("", "", "admin.centre.pause")
        self.now = button(_("Đồng bộ ngay"), "", "admin.centre.now")
        self._both = QStackedWidget()
        self._lay_out()
        self._connect()

    def first_focus(self) -> QWidget:
        """Where work begins."""
        return self.pause if self._is_enrolled else self.enrol.file

    def follow(self, sync: SyncWorker) -> None:
        """Show what ``sync`` does and tell it what is wanted."""
        self._sync = sync
        sync.changed.connect(self.show_state)
        sync.refused.connect(self._tell_refused)
        sync.renewed.connect(self._tell_renewed)
        self.show_state(sync.state)

    @Slot(object)
    def show_state(self, state: ShownSync) -> None:
        """Put the figures in their places; nothing else moves."""
        self._is_enrolled = state.link is not None
        self._both.setCurrentIndex(int(self._is_enrolled))
        if state.link is None:
            return
        item = sync_item(state)
        if self.state.text() != item.text:
            self.state.say(item.text, _TONES[item.tone])
        for name, text in centre_facts(state).items():
            self.facts[name].setText(text)
        done = state.percent
        has_progress = done is not None and (state.is_first or state.is_long or state.is_paused)
        self.progress.setVisible(has_progress)
        self.progress.setValue(done or 0)
        self.progress_words.setVisible(has_progress)
        self.progress_words.setText(progress_words(state))
        self.pause.setText(_("Đồng bộ tiếp") if state.is_paused else _("Tạm dừng đồng bộ"))
        self.pause.setAccessibleName(self.pause.text())
        self.now.setDisabled(state.is_paused or state.is_running)

    @Slot()
    def _pause(self) -> None:
        if self._sync is not None:
            self._sync.pause(paused=not self._sync.state.is_paused)

    @Slot()
    def _sync_now(self) -> None:
        if self._sync is not None:
            self._sync.sync_now()

    @Slot(Path)
    def _enrol(self, file: Path) -> None:
        if self._sync is not None:
            self._sync.enrol(file)

    @Slot(Exception)
    def _tell_refused(self, error: Exception) -> None:
        form = self.renew if self._is_enrolled else self.enrol
        form.refuse(explain(error))

    @Slot()
    def _tell_renewed(self) -> None:
        self.renew.set_busy(False)
        self.renew.file.clear()
        self.renew.note.say(_("Đã thay tệp ghi danh."), "success")

    def _connect(self) -> None:
        self.pause.clicked.connect(self._pause)
        self.now.clicked.connect(self._sync_now)
        self.enrol.wanted.connect(self._enrol)
        self.renew.wanted.connect(self._enrol)

    def _lay_out(self) -> None:
        identify(self.state, "admin.centre.state")
        identify(self.progress, "admin.centre.progress", _("Tiến độ đồng bộ"))
        self.progress.setRange(0, 100)
        self._both.addWidget(self._alone_page())
        self._both.addWidget(self._enrolled_page())
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 16, 0, 0)
        page.addWidget(self._both)

    def _alone_page(self) -> QWidget:
        meaning, words = _card(_("Ghi danh để làm gì?"))
        for sentence in (
            _("Quầy đang làm việc độc lập: mọi hồ sơ chỉ nằm trên máy này."),
            _(
                "Sau khi ghi danh, hồ sơ được gửi về trung tâm và hiện ở các quầy khác của đơn vị;"
                " hồ sơ liên thông đến được cơ quan khác của thành phố."
            ),
            _(
                "Mọi hồ sơ, giấy tờ, công chức đã có ở quầy giữ nguyên và được gửi đi. Thủ tục và lịch"
                " quầy tự nhập trở thành đề xuất, chờ thành phố xem."
            ),
            _(
                "Quầy vẫn làm việc bình thường khi mất mạng. Số quầy do trung tâm cấp, không dùng lại."
            ),
            _(
                "Ghi danh xong, cửa sổ mở lại và anh/chị đăng nhập lại. Việc này không hoàn tác được."
            ),
        ):
            words.addWidget(label(sentence, wraps=True))
        words.addStretch(1)
        joining, form = _card(_("Ghi danh với trung tâm"))
        form.addWidget(self.enrol)
        form.addStretch(1)
        return _beside(meaning, joining)

    def _enrolled_page(self) -> QWidget:
        standing, column = _card(_("Trung tâm"))
        column.addWidget(self.state)
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (name, word) in enumerate(fact_words().items()):
            grid.addWidget(label(word, "field"), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self.facts[name], row, 1)
        column.addLayout(grid)
        column.addSpacing(8)
        column.addWidget(self.progress)
        column.addWidget(self.progress_words)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.pause)
        buttons.addWidget(self.now)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addStretch(1)
        renewing, form = _card(_("Thay tệp ghi danh"))
        hint = _("Chỉ khi trung tâm cấp tệp mới cho chính quầy này, ví dụ vì mã cũ bị lộ.")
        form.addWidget(label(hint, "muted", wraps=True))
        form.addWidget(self.renew)
        form.addStretch(1)
        return _beside(standing, renewing)


def _fact(name: str) -> QLabel:
    made = label("", wraps=True)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    identify(made, f"admin.centre.{name}")
    return made


def _card(title: str) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame()
    card.setProperty("card", True)
    column = QVBoxLayout(card)
    column.setContentsMargins(16, 16, 16, 16)
    column.setSpacing(8)
    column.addWidget(label(title, "section"))
    return card, column


def _beside(one: QWidget, other: QWidget) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    row.addWidget(one, 3)
    row.addWidget(other, 2)
    return page
