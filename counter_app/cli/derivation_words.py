"""A derivation for people: a line a day, counted ones numbered."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from counter_app.domain import day_count as words
from counter_app.domain.day_count import DayCount
from counter_app.i18n import _


def derivation_text(days: Iterable[DayCount]) -> Iterator[str]:
    """``  3  26/02/2026  ngày làm việc``; days that do not count have no number."""
    number = 0
    for day in days:
        number += day.counted
        shown = str(number) if day.counted else ""
        yield f"{shown:>5}  {day.day:%d/%m/%Y}  {reason_words(day.reason)}"


def reason_words(reason: str) -> str:
    """Why a day counts or does not, in the language in use."""
    for beginning, say in _WITH_DATA.items():
        if reason.startswith(beginning):
            return say(reason.removeprefix(beginning))
    return _plain(reason)


def _plain(reason: str) -> str:
    return {
        words.DAY_ZERO: _("ngày bắt đầu, không tính"),
        words.AFTER_HOURS: _("ngoài giờ hành chính: bắt đầu từ giờ làm việc kế tiếp"),
        words.AFTER_CUTOFF: _("sau 15 giờ: sang ngày làm việc kế tiếp"),
        words.SAME_DAY: _("trả trong ngày"),
        words.WORKING_DAY: _("ngày làm việc"),
        words.WORKED_SWAP: _("ngày làm bù"),
        words.CALENDAR_DAY: _("ngày theo lịch"),
        words.WEEKEND: _("nghỉ cuối tuần"),
        words.ROLLED: _("hết hạn vào ngày nghỉ: chuyển sang ngày làm việc này"),
        words.PAUSED: _("tạm dừng tính thời hạn"),
    }.get(reason, reason)


def _holiday(name: str) -> str:
    return _("nghỉ: {name}").format(name=name) if name else _("nghỉ theo lịch bổ sung")


def _swapped(day: str) -> str:
    return _("nghỉ hoán đổi, làm bù ngày {day}").format(day=day)


def _minutes(minutes: str) -> str:
    return _("{minutes} phút giờ hành chính").format(minutes=minutes)


def _left_minutes(minutes: str) -> str:
    return _("bắt đầu tạm dừng, còn {minutes} phút giờ hành chính").format(minutes=minutes)


def _left_days(days: str) -> str:
    return _("bắt đầu tạm dừng, còn {days} ngày").format(days=days)


_WITH_DATA: Final[dict[str, Callable[[str], str]]] = {
    words.HOLIDAY: _holiday,
    words.SWAPPED: _swapped,
    words.OFFICE_MINUTES: _minutes,
    words.PAUSED_LEFT_MINUTES: _left_minutes,
    words.PAUSED_LEFT_DAYS: _left_days,
}
