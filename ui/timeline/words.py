"""The words of a dossier's life: stretches, moments, how long, who looked. No Qt."""

from datetime import timedelta
from typing import Final

from counter_app.i18n import _, counted
from counter_app.services.explaining import Explanation
from counter_app.services.sightings import Onlooker, Seen
from ui.timeline.life import LATE, LEFT, WAITING, WORK, Life, Mark, MarkKind, Stretch
from ui.wording import moment_words, pause_word, short_moment, term_words
from ui.words import role_words

_MINUTES_A_DAY: Final = 24 * 60
_LONGEST_NAME: Final = 28  # letters of a step's name above the drawing; the sentence has it whole


def stretch_word(stretch: Stretch) -> str:
    """What the time was, in short, as the drawing and its key say it."""
    return {
        WORK: _("giải quyết"),
        LATE: _("quá hạn"),
        LEFT: _("còn lại"),
        WAITING: _("chờ trả kết quả"),
    }.get(stretch.kind) or pause_word(stretch.kind)


def mark_word(mark: Mark) -> str:
    """What the moment is, in short."""
    if mark.kind is MarkKind.PHASE:
        return _("hết giai đoạn {number}").format(number=mark.name)
    if mark.kind is MarkKind.STEP:
        return _("bước: {name}").format(name=mark.name)
    return {
        MarkKind.NOW: _("bây giờ"),
        MarkKind.DUE: _("hẹn trả"),
        MarkKind.EXTENDED: _("gia hạn tới"),
        MarkKind.PROMISED: _("hẹn lần đầu"),
        MarkKind.RECEIVED: _("tiếp nhận"),
        MarkKind.FINISHED: _("giải quyết xong"),
        MarkKind.HANDED_OVER: _("trả kết quả"),
        MarkKind.CLOSED: _("đóng hồ sơ"),
    }[mark.kind]


def mark_words(mark: Mark) -> str:
    """A moment with its word, as it stands above the drawing: ``Hẹn trả 16:30 20/11``."""
    word = _capital(mark_word(mark))
    if len(word) > _LONGEST_NAME:
        word = f"{word[:_LONGEST_NAME].rstrip()}…"
    return f"{word} {mark.at:%H:%M} {mark.at:%d/%m}"


def key_words(item: Stretch | Mark | None) -> str:
    """What stands beside a sample in the key; None is a day off."""
    if item is None:
        return _("Ngày nghỉ")
    if isinstance(item, Mark):
        return mark_words(item)
    return _capital(stretch_word(item))


def item_words(item: Stretch | Mark) -> str:
    """A stretch or a moment in a sentence, as the line below the drawing says it."""
    if isinstance(item, Mark):
        return _capital(_("{what}: {at}.").format(what=mark_word(item), at=moment_words(item.at)))
    what = stretch_word(item)
    if item.is_pause:
        what = _("tạm dừng, {kind}").format(kind=what)
    since, span = short_moment(item.since), span_words(item.until - item.since)
    until = _("nay") if item.lasts else short_moment(item.until)
    return _capital(
        _("{what}: từ {since} đến {until}, dài {span}.").format(
            what=what, since=since, until=until, span=span
        )
    )


def life_words(life: Life) -> str:
    """A whole life in a sentence: how much of it, how much of that stood still."""
    worked = [s for s in life.stretches if s.is_pause or s.kind in (WORK, LATE)]
    spent = sum((s.until - s.since for s in worked), timedelta())
    pauses = sum(s.is_pause for s in life.stretches)
    if not pauses:
        return _("Đã qua {span}, chưa tạm dừng lần nào.").format(span=span_words(spent))
    return counted(
        "Đã qua {span}, trong đó tạm dừng {count} lần, {paused}.",
        "Đã qua {span}, trong đó tạm dừng {count} lần, {paused}.",
        pauses,
    ).format(span=span_words(spent), count=pauses, paused=span_words(life.paused))


def span_words(span: timedelta) -> str:
    """``3 ngày 2 giờ``: days and hours, or hours and minutes; never more than two numbers."""
    minutes = max(0, round(span / timedelta(minutes=1)))
    days, rest = divmod(minutes, _MINUTES_A_DAY)
    hours, minutes = divmod(rest, 60)
    parts = []
    if days:
        parts.append(counted("{n} ngày", "{n} ngày", days).format(n=days))
    if hours:
        parts.append(counted("{n} giờ", "{n} giờ", hours).format(n=hours))
    if not days and (minutes or not hours):
        parts.append(counted("{n} phút", "{n} phút", minutes).format(n=minutes))
    return " ".join(parts)


def due_then(explanation: Explanation) -> str:
    """The due moment as one event left it, in a sentence."""
    if explanation.is_paused:
        return _("Sau việc này thời hạn tạm dừng, chưa có ngày hẹn.")
    if explanation.due_at is None:
        return _("Sau việc này hồ sơ không có ngày hẹn.")
    return _("Sau việc này hẹn trả {due}.").format(due=moment_words(explanation.due_at))


def term_then(explanation: Explanation) -> str:
    """What the days below the sentence count."""
    if explanation.term == "none":
        return _("Pháp luật không quy định thời hạn, nên không có ngày hẹn.")
    return _("Thời hạn {term}, tính từ {start}.").format(
        term=term_words(explanation.term), start=moment_words(explanation.start)
    )


def beside_then(explanation: Explanation) -> tuple[str, ...]:
    """What else held then: the step's own date, an extension, a promise somebody moved."""
    said = []
    if explanation.step_due_at is not None:
        due = moment_words(explanation.step_due_at)
        said.append(_("Bước đang làm phải xong trước {due}.").format(due=due))
    if explanation.extended_to is not None:
        until = moment_words(explanation.extended_to)
        said.append(_("Đã gia hạn tới {until}.").format(until=until))
    if explanation.is_moved and explanation.reckoned_at is not None:
        reckoned = moment_words(explanation.reckoned_at)
        said.append(_("Ngày hẹn đã được dời; tính theo lịch là {due}.").format(due=reckoned))
    return tuple(said)


def onlooker_words(onlooker: Onlooker) -> str:
    """Who looked at what and when, in a line."""
    what = {
        Seen.PAGE: _("xem hồ sơ"),
        Seen.RECEIPT: _("xem giấy tiếp nhận"),
        Seen.ATTACHMENT: _("xem tệp đính kèm"),
    }[onlooker.what]
    who = onlooker.name or _("Người không còn trong danh sách")
    roles = role_words(onlooker.roles)
    if roles:
        who = _("{name} ({role})").format(name=who, role=roles)
    return _("{at} · {who}: {what}").format(at=moment_words(onlooker.moment), who=who, what=what)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
