"""What the administrator is told about the centre, figure by figure. No Qt."""

from datetime import datetime

from counter_app.i18n import _, counted
from ui.sync.shown import ShownSync
from ui.sync.words import age_words, offset_words
from ui.wording import moment_words, number_words


def fact_words() -> dict[str, str]:
    """What each figure of ``centre_facts`` is, in the order they are shown."""
    return {
        "unit": _("Đơn vị"),
        "desk": _("Quầy số"),
        "host": _("Máy chủ"),
        "contact": _("Liên lạc gần nhất"),
        "level": _("Nhận đủ đến"),
        "clock": _("Đồng hồ"),
        "waiting": _("Chờ gửi"),
        "rejected": _("Bị từ chối"),
    }


def centre_facts(state: ShownSync) -> dict[str, str]:
    """The figures of an enrolled desk by name; empty for one that stands alone."""
    if state.link is None:
        return {}
    named = state.link.credentials
    return {
        "unit": f"{named.unit_name} · {named.unit_code}",
        "desk": str(named.desk_number),
        "host": f"{named.host}:{named.port}",
        "contact": _moment(state, state.contact, _("chưa lần nào")),
        "level": _moment(state, state.synced_at, _("chưa, từ lúc mở cửa sổ")),
        "clock": offset_words(state.offset),
        "waiting": _waiting(state),
        "rejected": _rejected(state),
    }


def progress_words(state: ShownSync) -> str:
    """How far a long round has come, and that it may be stopped."""
    if state.progress is None:
        return ""
    done, total = state.progress
    if state.is_paused:
        sentence = _("Đã xong {done} trên {total} việc; tiếp từ chỗ này khi đồng bộ chạy lại.")
    elif state.is_first:
        sentence = _(
            "Nhận lần đầu: {done} trên {total} việc. Có thể tạm dừng hoặc tắt máy, lần sau nhận tiếp."
        )
    else:
        sentence = _("Đã xong {done} trên {total} việc.")
    return sentence.format(done=number_words(done), total=number_words(total))


def _waiting(state: ShownSync) -> str:
    count, age = state.outbox.waiting, state.age
    if not count or age is None:
        return _("không có việc nào")
    text = counted("{n} việc, cũ nhất đã chờ {age}", "{n} việc, cũ nhất đã chờ {age}", count)
    return text.format(n=count, age=age_words(age))


def _rejected(state: ShownSync) -> str:
    count = state.outbox.rejected
    if not count:
        return _("không có việc nào")
    text = counted(
        "{n} việc; xem lý do ở trang Đối chiếu (F10)",
        "{n} việc; xem lý do ở trang Đối chiếu (F10)",
        count,
    )
    return text.format(n=count)


def _moment(state: ShownSync, at: datetime | None, otherwise: str) -> str:
    return moment_words(at.astimezone(state.now.tzinfo)) if at is not None else otherwise
