"""What may be done with the chosen lines, the form for whom they go to, and what became of it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from counter_app.domain.act import Role
from counter_app.domain.type_ahead import Candidate
from counter_app.domain.unit import Officer
from counter_app.i18n import _, counted
from counter_app.services.routing import NEXT, said_of
from ui.acting.words import KEYS, act_label
from ui.messages import explain
from ui.widgets.message_line import MessageLine
from ui.widgets.styling import button, identify, label
from ui.widgets.type_ahead import Choice, TypeAhead
from ui.words import role_word, role_words
from ui.work.bulk import BulkItem, BulkResult
from ui.work.wording import chosen_words

_HOLDERS = (Role.RECEPTION, Role.PROCESSING, Role.LEADER)
_LISTED = 6  # refusals told one by one


class BulkBar(QWidget):
    """``wanted`` carries the act and its data; the page knows which lines are chosen."""

    wanted = Signal(str, object)
    stop_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        identify(self, "work.bulk", _("Việc với các hồ sơ đã chọn"))
        self._count = 0
        self._is_busy = False
        self._staff: tuple[Officer, ...] = ()
        self._chosen = label("", "muted")
        self._take = _act_button("take")
        self._forward = _act_button("forward")
        self._stop = button(_("Dừng lại"), name="work.bulk.stop")
        self._form = QWidget()
        self._to = TypeAhead()
        self._reason = QLineEdit()
        self._send = button(_("Chuyển  Ctrl+Enter"), "primary", "work.bulk.send")
        self._leave = button(_("Thôi"), "link", "work.bulk.leave")
        self._message = MessageLine()
        self._lay_out()
        self._connect()
        self.show_chosen(0)

    @property
    def is_in_form(self) -> bool:
        """Whether somebody is saying whom the dossiers go to."""
        return not self._form.isHidden()

    @property
    def message(self) -> MessageLine:
        """What became of the last act."""
        return self._message

    def show_staff(self, staff: tuple[Officer, ...]) -> None:
        """Offer these officers as receivers."""
        if staff != self._staff:
            self._staff = staff
            self._to.set_choices(_receivers(staff), recent=(NEXT,))  # it stands first

    def show_chosen(self, count: int) -> None:
        """Say how many lines are chosen; without any the buttons are closed."""
        self._count = count
        hint = _("Chọn hồ sơ để nhận hoặc chuyển: ↑ ↓, Space để chọn nhiều.")
        self._chosen.setText(chosen_words(count) if count else hint)
        self._enable()

    def offer(self, *, offers: bool) -> None:
        """Whether the acts are done here, or beside the open dossier."""
        self._take.setVisible(offers)
        self._forward.setVisible(offers)
        if not offers:
            self.leave_form()

    @Slot()
    def take(self) -> None:
        """Take what is chosen."""
        if self._take.isEnabled() and not self._take.isHidden():
            self._message.clear()
            self.wanted.emit("take", {})

    @Slot()
    def begin_forwarding(self) -> None:
        """Ask for whom the chosen dossiers are."""
        if self._forward.isEnabled() and not self._forward.isHidden():
            self._message.clear()
            self._form.show()
            self._to.setFocus()
            self._to.selectAll()

    @Slot()
    def leave_form(self) -> None:
        """Forward nothing; what was typed is dropped."""
        self._form.hide()
        self._to.clear()
        self._reason.clear()

    def show_progress(self, tried: int, total: int) -> None:
        """Say how far an act has come."""
        self._is_busy = True
        self._message.say(_("Đang lưu… {tried}/{total}").format(tried=tried, total=total), "info")
        self._stop.setVisible(total > 1)
        self._enable()

    def show_result(self, result: BulkResult) -> None:
        """Say what was done, and of each dossier that was refused why."""
        self._is_busy = False
        self._stop.hide()
        if result.done and not result.refused:
            self.leave_form()
        self._message.say(_told(result), "warning" if result.refused else "success")
        self._enable()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and self.is_in_form:
            self._on_send()
            return
        super().keyPressEvent(event)

    @Slot()
    def _on_send(self) -> None:
        to = self._to.key() or self._to.text().strip()
        if not to:
            self._message.say(_("Chọn người, bộ phận hoặc bước nhận hồ sơ."), "warning")
            self._to.setFocus()
            return
        if self._send.isEnabled():
            reason = self._reason.text().strip()
            self.wanted.emit("forward", {"to": to} | ({"reason": reason} if reason else {}))

    def _enable(self) -> None:
        for made in (self._take, self._forward, self._send):
            made.setEnabled(bool(self._count) and not self._is_busy)

    def _connect(self) -> None:
        self._take.clicked.connect(self.take)
        self._forward.clicked.connect(self.begin_forwarding)
        self._send.clicked.connect(self._on_send)
        self._leave.clicked.connect(self.leave_form)
        self._stop.clicked.connect(self.stop_wanted)

    def _lay_out(self) -> None:
        identify(self._to, "work.bulk.to", _("Chuyển cho"))
        self._to.setPlaceholderText(_("Chuyển cho: tên công chức, bộ phận hoặc bước tiếp theo"))
        identify(self._reason, "work.bulk.reason", _("Ý kiến chuyển"))
        self._reason.setPlaceholderText(_("Ý kiến chuyển (nếu có)"))
        row = QHBoxLayout()
        row.setSpacing(8)
        for made in (self._take, self._forward, self._stop):
            row.addWidget(made)
        row.addWidget(self._chosen, 1)
        form = QHBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.addWidget(self._to, 3)
        form.addWidget(self._reason, 2)
        form.addWidget(self._send)
        form.addWidget(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(self._form)
        column.addWidget(self._message)
        self._chosen.setMinimumHeight(self._take.sizeHint().height())  # nothing moves without them
        self._form.hide()
        self._stop.hide()


def _act_button(act: str) -> QPushButton:
    word = act_label(act)
    made = button(f"{word}   {KEYS[act]}", name=f"work.action.{act}")
    made.setAccessibleName(word.removesuffix("…"))
    made.setAccessibleDescription(KEYS[act])
    return made


def _told(result: BulkResult) -> str:
    done = len(result.done)
    said = {
        "take": counted("Đã nhận {count} hồ sơ.", "Đã nhận {count} hồ sơ.", done),
        "forward": counted("Đã chuyển {count} hồ sơ.", "Đã chuyển {count} hồ sơ.", done),
    }[result.act]
    lines = [said.format(count=done)] if done else []
    if result.left:
        left = counted("Còn {count} hồ sơ chưa làm.", "Còn {count} hồ sơ chưa làm.", result.left)
        lines.append(left.format(count=result.left))
    lines += [_refused(item, error) for item, error in result.refused[:_LISTED]]
    if (more := len(result.refused) - _LISTED) > 0:
        rest = counted("… và {count} hồ sơ khác.", "… và {count} hồ sơ khác.", more)
        lines.append(rest.format(count=more))
    return "\n".join(lines)


def _refused(item: BulkItem, error: Exception) -> str:
    return f"{item.code}: {explain(error)}"


def _receivers(staff: tuple[Officer, ...]) -> tuple[Choice, ...]:
    """Each dossier's own next step first, then roles, then officers."""
    made = [_choice(NEXT, _("Bước tiếp theo"), _("của từng hồ sơ, theo quy trình của thủ tục"))]
    for role in _HOLDERS:
        name = _("Bộ phận {role}").format(role=role_word(role.value))
        made.append(_choice(role.value, name, _("ai trong bộ phận nhận cũng được")))
    for officer in staff:
        if officer.active and set(officer.roles) & set(_HOLDERS):
            detail = f"{role_words(r.value for r in officer.roles)} · {officer.login}"
            made.append(_choice(said_of(officer, staff), officer.name, detail))
    return tuple(made)


def _choice(key: str, name: str, detail: str) -> Choice:
    return Choice(key, name, detail, Candidate.of(name, key))
