"""How the desk stands to the centre, in the words of the status bar. No Qt."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from counter_app.domain.errors import CentreRefused, CentreUnreachable
from counter_app.i18n import _, counted
from ui.messages import explain
from ui.status_item import StatusItem
from ui.sync.shown import ShownSync
from ui.timeline.words import span_words
from ui.wording import moment_words

SKEWED = timedelta(minutes=2)  # from here on a wrong clock is warned of
_SHORTLY = timedelta(seconds=15)  # a break nobody needs to hear of
_WAITS_LONG = timedelta(minutes=10)


def sync_item(state: ShownSync) -> StatusItem:
    """What ``status.sync`` says."""
    if state.link is None:
        return _alone()
    icon, text, tone = _said(state)
    return StatusItem("status.sync", icon, text, "\n".join(explanation(state)), tone)


def clock_item(state: ShownSync) -> StatusItem:
    """What ``status.clock`` says of a desk that is right by its own events."""
    now, offset = state.now, state.offset
    if state.link is None:
        sentence = _(
            "Giờ của máy là {time} ngày {day}, không sớm hơn việc ghi gần nhất. Quầy độc lập nên chưa"
            " đối chiếu được với giờ của trung tâm."
        )
        told = sentence.format(time=f"{now:%H:%M}", day=f"{now:%d/%m/%Y}")
        return StatusItem("status.clock", "clock", f"{now:%H:%M}", told)
    if abs(offset) >= SKEWED:
        return _skewed(offset)
    sentence = _("Giờ của máy là {time} ngày {day}. {offset}")
    told = sentence.format(
        time=f"{now:%H:%M}", day=f"{now:%d/%m/%Y}", offset=offset_words(state.offset)
    )
    return StatusItem("status.clock", "clock", f"{now:%H:%M}", told)


def door_words(state: ShownSync) -> str:
    """What whoever wants to sign in should know: a new desk has to learn who works here."""
    if state.link is None or state.synced_at is not None:
        return ""
    if state.is_first and state.trouble is None and state.percent is not None:
        return _(
            "Quầy đang nhận dữ liệu của đơn vị lần đầu: {percent} %. Đăng nhập được ngay khi đã nhận"
            " danh sách công chức."
        ).format(percent=state.percent)
    if not state.is_first:
        return ""
    if state.trouble is not None:
        return explain(state.trouble)
    return _("Quầy đang nhận dữ liệu của đơn vị lần đầu…")


def offset_words(offset: timedelta) -> str:
    """By how much the desk's clock differs from the centre's, and which way."""
    if abs(offset) < timedelta(seconds=1):
        return _("Đồng hồ khớp với trung tâm, lệch không quá 1 giây.")
    if offset > timedelta():
        return _("Đồng hồ chậm {amount} so với trung tâm.").format(amount=_amount(offset))
    return _("Đồng hồ nhanh {amount} so với trung tâm.").format(amount=_amount(offset))


def age_words(age: timedelta) -> str:
    """How long something has waited."""
    return span_words(age) if age >= timedelta(minutes=1) else _("chưa đến 1 phút")


def explanation(state: ShownSync) -> Iterator[str]:
    """Whole sentences: what is the matter, what waits since when, how old what is shown may be."""
    link = state.link
    if link is None:
        yield _alone().explanation
        return
    if link.is_paused:
        yield _(
            "Đồng bộ đang tạm dừng. Quản trị viên cho chạy lại ở trang Quản trị, phần Trung tâm."
        )
    elif state.trouble is not None:
        yield explain(state.trouble)
        yield _("Quầy tự thử lại, lâu nhất năm phút một lần; nhấn vào đây là thử lại ngay.")
    if rejected := state.outbox.rejected:
        yield counted(
            "Trung tâm từ chối {n} việc; mở trang Đối chiếu (F10) để xem lý do và gửi lại.",
            "Trung tâm từ chối {n} việc; mở trang Đối chiếu (F10) để xem lý do và gửi lại.",
            rejected,
        ).format(n=rejected)
    yield _waiting(state)
    yield _lag(state)
    if state.contact is not None:
        heard = moment_words(_local(state, state.contact))
        yield _("Liên lạc gần nhất với {host}: {at}.").format(host=link.credentials.host, at=heard)


def _said(state: ShownSync) -> tuple[str, str, str]:
    """Icon, words, tone: what needs a person goes before what passes by itself."""
    if state.is_paused:
        return "pause", _and_waiting(_("Tạm dừng đồng bộ"), state), "warning"
    if isinstance(state.trouble, CentreRefused):
        return "danger", _("Trung tâm không nhận quầy này"), "danger"
    if rejected := state.outbox.rejected:
        text = counted(
            "{n} việc bị trung tâm từ chối", "{n} việc bị trung tâm từ chối", rejected
        ).format(n=rejected)
        return "danger", text, "danger"
    return _trouble(state) or _progress(state)


def _trouble(state: ShownSync) -> tuple[str, str, str] | None:
    if state.trouble is None:
        return None
    if not isinstance(state.trouble, CentreUnreachable):
        return "warning", _("Đồng bộ gặp lỗi, đang thử lại"), "warning"
    contact = state.contact
    if contact is None:
        return "warning", _and_waiting(_("Chưa liên lạc được với trung tâm"), state), "warning"
    if state.now - contact < _SHORTLY:
        return None
    text = _("Mất liên lạc từ {time}").format(time=_clock(state, contact))
    return "warning", _and_waiting(text, state), "warning"


def _progress(state: ShownSync) -> tuple[str, str, str]:
    if state.is_first and state.percent is not None:
        text = _("Đang nhận lần đầu {percent} %").format(percent=state.percent)
        return "sync", text, ""
    if state.is_long and state.percent is not None:
        return "sync", _("Đang đồng bộ {percent} %").format(percent=state.percent), ""
    if state.is_long or state.synced_at is None:
        return "sync", _("Đang đồng bộ…"), ""
    if state.outbox.oldest is not None and state.age is not None:
        waits = counted("{n} việc chờ gửi", "{n} việc chờ gửi", state.outbox.waiting)
        text = _("{waits}, cũ nhất từ {time}").format(
            waits=waits.format(n=state.outbox.waiting), time=_clock(state, state.outbox.oldest)
        )
        return "sync", text, "warning" if state.age >= _WAITS_LONG else ""
    return "check", _("Đã đồng bộ lúc {time}").format(time=_clock(state, state.synced_at)), ""


def _and_waiting(text: str, state: ShownSync) -> str:
    count = state.outbox.waiting
    if not count:
        return text
    sentence = counted("{what} ({n} việc chờ)", "{what} ({n} việc chờ)", count)
    return sentence.format(what=text, n=count)


def _waiting(state: ShownSync) -> str:
    outbox, age = state.outbox, state.age
    if outbox.oldest is None or age is None:
        return _("Không có việc nào chờ gửi.")
    return counted(
        "{n} việc chờ gửi, việc cũ nhất ghi lúc {at}, đã chờ {age}.",
        "{n} việc chờ gửi, việc cũ nhất ghi lúc {at}, đã chờ {age}.",
        outbox.waiting,
    ).format(n=outbox.waiting, at=moment_words(_local(state, outbox.oldest)), age=age_words(age))


def _lag(state: ShownSync) -> str:
    if state.synced_at is None or state.lag is None:
        return _("Từ lúc mở cửa sổ chưa nhận đủ việc của các quầy khác.")
    at = moment_words(_local(state, state.synced_at))
    if state.lag < timedelta(minutes=1):
        return _("Đã nhận đủ việc của các quầy khác đến {at}.").format(at=at)
    sentence = _("Đã nhận đủ việc của các quầy khác đến {at}; những gì sau đó ({lag}) chưa có.")
    return sentence.format(at=at, lag=span_words(state.lag))


def _alone() -> StatusItem:
    sentence = _(
        "Quầy này làm việc độc lập: mọi hồ sơ chỉ nằm trên máy này, không có gì được gửi đi. Hãy sao"
        " lưu thư mục dữ liệu đều đặn."
    )
    return StatusItem("status.sync", "alone", _("Làm việc độc lập"), sentence)


def _skewed(offset: timedelta) -> StatusItem:
    amount = _amount(offset)
    if offset > timedelta():
        text = _("Đồng hồ chậm {amount}").format(amount=amount)
    else:
        text = _("Đồng hồ nhanh {amount}").format(amount=amount)
    sentence = _(
        "{offset} Hãy chỉnh lại giờ của máy: giờ tiếp nhận và ngày hẹn trả in theo giờ này. Việc ghi"
        " giữa các quầy vẫn đúng thứ tự."
    )
    told = sentence.format(offset=offset_words(offset))
    return StatusItem("status.clock", "warning", text, told, "warning")


def _amount(offset: timedelta) -> str:
    seconds = round(abs(offset).total_seconds())
    if seconds < 60:
        return counted("{n} giây", "{n} giây", seconds).format(n=seconds)
    return span_words(abs(offset))


def _clock(state: ShownSync, at: datetime) -> str:
    """``09:12``, with its day where that is another one."""
    local = _local(state, at)
    return f"{local:%H:%M}" if local.date() == state.now.date() else f"{local:%H:%M %d/%m}"


def _local(state: ShownSync, at: datetime) -> datetime:
    return at.astimezone(state.now.tzinfo)
