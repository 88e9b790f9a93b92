"""How people are told from this desk: its channels, and how many notices are where."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.i18n import _
from counter_app.services.counter import Counter
from counter_app.services.notice_ports import NoticeState
from ui.errands import Errands
from ui.tasks import TaskRunner
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import identify, label


@dataclass(frozen=True, slots=True)
class NoticeFigures:
    """The names of the channels in their order, and the notices by state."""

    channels: tuple[str, ...]
    counts: Mapping[NoticeState, int]


class NoticesViewModel(QObject):
    """Asks for the figures off the GUI thread."""

    shown = Signal(object)  # NoticeFigures
    refused = Signal(str)

    def __init__(self, counter: Counter, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._counter = counter
        self._errands = Errands(tasks, self)
        self._errands.refused.connect(self.refused)

    def load(self) -> None:
        """Read settings and queue; ends in ``shown`` or ``refused``."""
        self._errands.start(self._figures, self.shown)

    def _figures(self) -> NoticeFigures:
        tell = self._counter.tell()
        return NoticeFigures(tuple(c.name for c in tell.channels), tell.queue.counts())


class NoticeCard(QWidget):
    """A heading and one sentence; amber where somebody must look."""

    def __init__(self, view_model: NoticesViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = MessageLine()
        identify(self.said, "admin.desk.notices", _("Thông báo cho người dân và công chức"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(label(_("Thông báo cho người dân và công chức"), "muted"))
        column.addWidget(self.said)
        view_model.shown.connect(self.show_figures)
        view_model.refused.connect(self._tell_refused)

    @Slot(object)
    def show_figures(self, figures: NoticeFigures) -> None:
        """Say what is configured and what became of the notices."""
        if not figures.channels:
            self.said.say(_("Quầy này chưa gửi thông báo: notices.toml chưa có kênh nào."), "info")
            return
        counts = figures.counts
        text = _(
            "Gửi qua {channels}. Đã gửi {sent}, chờ gửi {waiting}, không gửi được {given_up},"
            " chưa rõ {doubtful}."
        ).format(
            channels=", ".join(_channel_word(name) for name in figures.channels),
            sent=counts[NoticeState.SENT],
            waiting=counts[NoticeState.QUEUED] + counts[NoticeState.FAILED],
            given_up=counts[NoticeState.GIVEN_UP],
            doubtful=counts[NoticeState.SENDING] + counts[NoticeState.DOUBTFUL],
        )
        self.said.say(text, "warning" if counts[NoticeState.DOUBTFUL] else "info")

    @Slot(str)
    def _tell_refused(self, sentence: str) -> None:
        self.said.say(sentence, "danger")


def _channel_word(name: str) -> str:
    return {"smtp": _("thư điện tử"), "gateway": _("tin nhắn")}.get(name, name)
