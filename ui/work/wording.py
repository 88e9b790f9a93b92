"""The queue in an officer's words: how much time is left, whose the work is. No Qt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from counter_app.domain.dossier import Status
from counter_app.i18n import _, counted
from counter_app.services.queue import QueueFilter, Whose
from counter_app.services.queue_ports import QueueLine
from ui.wording import short_moment, status_word
from ui.words import role_word

_HOUR, _MINUTE = timedelta(hours=1), timedelta(minutes=1)
_ROLE = "role:"


@dataclass(frozen=True, slots=True)
class TimeLeft:
    """Words, and the tone and the drawing beside them; no tone: there is time."""

    words: str
    tone: str = ""
    icon: str = ""


def time_left(line: QueueLine, now: datetime) -> TimeLeft:
    """``Còn 2 giờ``, ``Trễ 1 ngày``; a step that is over is a warning, not yet a late dossier."""
    if line.status is Status.FINISHED:
        return TimeLeft(_("Chờ trả kết quả"), "success", "handover")
    if line.paused:
        return TimeLeft(_("Tạm dừng"), "muted", "clock")
    if line.urgent_at is None:
        return TimeLeft(_("Không có thời hạn"), "muted")
    if line.due_at is not None and line.due_at < now:
        words = _("Trễ {span}").format(span=_span(line.due_at, now, now))
        return TimeLeft(words, "danger", "danger")
    if line.urgent_at < now:
        words = _("Bước trễ {span}").format(span=_span(line.urgent_at, now, now))
        return TimeLeft(words, "warning", "warning")
    words = _("Còn {span}").format(span=_span(now, line.urgent_at, now))
    is_today = line.urgent_at.astimezone(now.tzinfo).date() == now.date()
    return TimeLeft(words, "warning", "warning") if is_today else TimeLeft(words, "", "clock")


def due_words(line: QueueLine, now: datetime) -> str:
    """The dossier's due moment, or why there is none."""
    if line.due_at is not None:
        return short_moment(line.due_at.astimezone(now.tzinfo))
    return _("đang tạm dừng") if line.paused else _("không quy định")


def step_words(line: QueueLine) -> str:
    """The step it is at; outside its route what it waits for."""
    if line.step_name and line.status in (Status.RECEIVED, Status.IN_PROCESS):
        return line.step_name
    return status_word(line.status)


def holder_words(holder: str, names: Mapping[str, str]) -> str:
    """An officer by name, a role as a group of people, or nobody."""
    if holder.startswith(_ROLE):
        return _("Bộ phận {role}").format(role=role_word(holder.removeprefix(_ROLE)))
    return names.get(holder, _("công chức khác")) if holder else _("Chưa ai nhận")


def whose_words(line: QueueLine, names: Mapping[str, str]) -> str:
    """Who holds it; of one that came from another unit, or went there, from where to where."""
    held = holder_words(line.holder, names)
    return held if line.home == line.place else f"{held} · {line.home} → {line.place}"


def total_words(total: int) -> str:
    """How many dossiers the list has."""
    text = f"{total:,}".replace(",", ".")
    return counted("{count} hồ sơ", "{count} hồ sơ", total).format(count=text)


def chosen_words(count: int) -> str:
    """How many dossiers the next act is for."""
    return counted("Đã chọn {count} hồ sơ", "Đã chọn {count} hồ sơ", count).format(count=count)


def nothing_words(wanted: QueueFilter) -> str:
    """What an empty list will show, and how it comes there."""
    if not wanted.is_plain:
        return _("Không hồ sơ nào khớp với điều kiện lọc. Bấm Esc để bỏ lọc.")
    if wanted.whose is Whose.MINE:
        return _(
            "Anh/chị chưa có việc nào. Hồ sơ được giao cho anh/chị, cho bộ phận của anh/chị hoặc"
            " chưa ai nhận sẽ hiện ở đây, việc gấp nhất ở trên cùng."
        )
    if wanted.whose is Whose.ELSEWHERE:
        return _("Không có hồ sơ nào của cơ quan đang ở nơi khác. Hồ sơ chuyển đi sẽ hiện ở đây.")
    return _("Cơ quan chưa có hồ sơ nào đang giải quyết. Hồ sơ vừa tiếp nhận (F2) sẽ hiện ở đây.")


def _span(since: datetime, until: datetime, now: datetime) -> str:
    """Minutes and hours within a day, else the difference of the dates."""
    first, last = since.astimezone(now.tzinfo), until.astimezone(now.tzinfo)
    days = (last.date() - first.date()).days
    if days:
        return counted("{number} ngày", "{number} ngày", days).format(number=days)
    length = until - since
    if length >= _HOUR:
        hours = length // _HOUR
        return counted("{number} giờ", "{number} giờ", hours).format(number=hours)
    minutes = max(1, length // _MINUTE)
    return counted("{number} phút", "{number} phút", minutes).format(number=minutes)
