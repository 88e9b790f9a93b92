"""The words of Vietnamese official forms: moments, terms, money, why a date is the date."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise

from counter_app.domain.day_count import HOLIDAY, SWAPPED
from counter_app.domain.due import DerivationSummary, HourRule
from counter_app.domain.forms_slips import Contact
from counter_app.domain.procedure import Channel, Fee, FeeKind
from counter_app.domain.term import Part, Term, Unit

NO_TERM = "không quy định"  # in the narrow columns of a table
TIE = "\u00a0"  # a space that holds its neighbours on one line

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_UNITS = {
    Unit.WORKING_DAYS: "ngày làm việc",
    Unit.CALENDAR_DAYS: "ngày",
    Unit.MONTHS: "tháng",
    Unit.WORKING_HOURS: "giờ làm việc",
}
_RESULT_AT = {
    Channel.COUNTER: "Bộ phận tiếp nhận và trả kết quả",
    Channel.POST: "địa chỉ của người nộp, qua dịch vụ bưu chính công ích",
    Channel.ONLINE: "Cổng Dịch vụ công (bản điện tử)",
}
_RESULT_BY = {Channel.COUNTER: "Trực tiếp", Channel.POST: "Bưu chính", Channel.ONLINE: "Trực tuyến"}
_FEES = {FeeKind.PHI: "phí", FeeKind.LE_PHI: "lệ phí"}
_IN_DAYS = {Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS}
_HOURS = {
    HourRule.START: "giờ trả lấy theo giờ bắt đầu tính thời hạn",
    HourRule.CLOSING: "giờ trả là giờ kết thúc làm việc",
}


def moment(at: datetime) -> str:
    """``09 giờ 05 phút, thứ Hai, ngày 23/11/2026``."""
    weekday = _tied(_WEEKDAYS[at.weekday()])
    return _tied(f"{at:%H} giờ {at:%M} phút,") + f" {weekday}, " + _tied(f"ngày {at:%d/%m/%Y}")


def hour_and_day(at: datetime) -> str:
    """``09 giờ 05 phút, ngày 23/11/2026``: where a line has no room for the weekday."""
    return _tied(f"{at:%H} giờ {at:%M} phút,") + " " + _tied(f"ngày {at:%d/%m/%Y}")


def hour_and_date(at: datetime) -> str:
    """``09:05 23/11/2026``: in the narrow columns of a table."""
    return f"{at:%H:%M} {at:%d/%m/%Y}"


def due_in_words(at: datetime | None) -> str:
    """The moment a result is due, or that none is set."""
    return "theo thông báo của cơ quan giải quyết" if at is None else moment(at)


def long_date(day: date) -> str:
    """``Ngày 03 tháng 02 năm 2026``."""
    return place_and_date("", day)


def ask_whom(contact: Contact, doing: str) -> str:
    """Whom to ask while ``doing`` it, as far as the unit said."""
    reached = [
        contact.officer or "Bộ phận tiếp nhận và trả kết quả",
        *([f"số điện thoại {contact.phone}"] if contact.phone else []),
        *([f"trang thông tin {contact.website}"] if contact.website else []),
    ]
    return (
        f"Trong quá trình {doing}, nếu có vướng mắc, Ông/Bà/Tổ chức liên hệ với {', '.join(reached)}"
        " để được hướng dẫn."
    )


def place_and_date(place: str, day: date) -> str:
    """``Hà Nội, ngày 03 tháng 02 năm 2026``.

    Days below 10 and the months 1 and 2 get a zero against forgery (NĐ 30/2020, Appendix I).
    """
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    when = f"ngày {day.day:02} tháng {month} năm {day.year}"
    return f"{place}, {when}" if place else when.capitalize()


def term_in_words(text: str) -> str:
    """``5 ngày làm việc``, ``2 tháng + 15 ngày làm việc``, ``trong ngày làm việc``.

    Raises:
        InvalidTerm: not the text of a term.
    """
    term = Term.parse(text)
    if term.is_none:
        return "pháp luật không quy định thời hạn"
    return " + ".join(map(_part, term.parts))


def money(amount: int) -> str:
    """``1.250.000 đ``; the amount is whole đồng."""
    return f"{amount:,}".replace(",", ".") + f"{TIE}đ"


def fees_in_words(fees: Sequence[Fee]) -> str:
    """``phí 20.000 đ; lệ phí 50.000 đ; tổng cộng 70.000 đ``; a local amount is said to be so."""
    named = [_fee(fee) for fee in fees]
    amounts = [fee.amount for fee in fees if fee.amount is not None]
    if len(fees) > 1 and len(amounts) == len(fees):
        named.append(f"tổng cộng {money(sum(amounts))}")
    return "; ".join(named)


def result_at(channel: Channel) -> str:
    """Where the applicant asked to get the result, to follow "tại"."""
    return _RESULT_AT[channel]


def result_by(channel: Channel) -> str:
    """How the result goes out, in a word or two."""
    return _RESULT_BY[channel]


def copies(number: int) -> str:
    """Counts below 10 with a zero, as forms have them: ``01``."""
    return f"{number:02}"


def derivation_line(
    summary: DerivationSummary, terms: Sequence[str], hour: HourRule, received: date
) -> str:
    """Why the date is the date, in one sentence for the citizen.

    ``summary`` tells the special days; the days of rest every week are only mentioned.
    """
    units = {part.unit for text in terms for part in Term.parse(text).parts}
    clauses = [
        *_beginning(summary, units, received),
        *_skipped(summary, units),
        *_ending(summary, units, hour),
    ]
    return f"Cách tính: {'; '.join(clauses)}." if clauses else ""


def _beginning(summary: DerivationSummary, units: set[Unit], received: date) -> Iterator[str]:
    first = summary.first_counted
    if first is None:
        return
    if units == {Unit.SAME_DAY}:
        late = "nhận sau 15 giờ hoặc ngoài giờ làm việc nên " if first > received else ""
        following = "làm việc tiếp theo, " if late else ""
        yield f"{late}giải quyết trong ngày {following}{_weekday(first)}"
    else:
        without = " (không tính ngày nhận)" if units & _IN_DAYS and first > received else ""
        yield f"tính từ {_weekday(first)}{without}"


def _skipped(summary: DerivationSummary, units: set[Unit]) -> Iterator[str]:
    week = ["ngày nghỉ hằng tuần"] if units & {Unit.WORKING_DAYS, Unit.WORKING_HOURS} else []
    if off := [*week, *_days_off(summary.skipped)]:
        yield "không tính " + ", ".join(off)
    if summary.worked:
        yield "tính cả ngày làm bù " + ", ".join(map(_day, summary.worked))


def _ending(summary: DerivationSummary, units: set[Unit], hour: HourRule) -> Iterator[str]:
    if summary.rolled_to is not None:
        yield f"ngày cuối là ngày nghỉ nên chuyển sang {_weekday(summary.rolled_to)}"
    if units & _IN_DAYS:
        yield _HOURS[hour]


def _days_off(skipped: Sequence[tuple[date, str]]) -> Iterator[str]:
    """Holidays in a row as one: ``16/02–20/02 (Tết Nguyên Đán)``; swaps with the day worked instead."""
    holidays = [(d, r.removeprefix(HOLIDAY)) for d, r in skipped if r.startswith(HOLIDAY)]
    for run in _in_a_row(holidays):
        first, last = run[0][0], run[-1][0]
        days = _day(first) if first == last else f"{_day(first)}–{_day(last)}"
        name = _common_name([name for _, name in run])
        yield f"{days} ({name})" if name else days
    for day, reason in skipped:
        if reason.startswith(SWAPPED):
            worked = date.fromisoformat(reason.removeprefix(SWAPPED))
            yield f"{_day(day)} (nghỉ hoán đổi, làm bù {_day(worked)})"


def _in_a_row(days: list[tuple[date, str]]) -> list[list[tuple[date, str]]]:
    runs = [[day] for day in days[:1]]
    for before, day in pairwise(days):
        if day[0] - before[0] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _common_name(names: list[str]) -> str:
    """``Tết Nguyên Đán`` for its eve, its first day and the days after; else all the names."""
    shortest = min(names, key=len)
    if all(name.endswith(shortest) for name in names):
        return shortest
    return ", ".join(dict.fromkeys(filter(None, names)))


def _part(part: Part) -> str:
    if part.unit is Unit.SAME_DAY:
        return "trong ngày làm việc"
    return f"{part.quantity}{TIE}{_UNITS[part.unit]}"


def _fee(fee: Fee) -> str:
    amount = "theo mức quy định của địa phương" if fee.amount is None else money(fee.amount)
    note = f" ({fee.note})" if fee.note else ""
    return f"{_FEES[fee.kind]} {amount}{note}"


def _weekday(day: date) -> str:
    return _tied(f"{_WEEKDAYS[day.weekday()]} {day:%d/%m/%Y}")


def _day(day: date) -> str:
    return f"{day:%d/%m}"


def _tied(text: str) -> str:
    return text.replace(" ", TIE)
