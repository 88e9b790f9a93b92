"""The words of the form, one by one."""

from datetime import date, datetime

import pytest

from counter_app.domain.due import DerivationSummary, HourRule
from counter_app.domain.errors import InvalidTerm
from counter_app.domain.procedure import Fee, FeeKind
from printing.wording import (
    copies,
    derivation_line,
    fees_in_words,
    moment,
    money,
    place_and_date,
    term_in_words,
)
from tests.printing.receipts import ZONE

MONDAY = date(2026, 11, 23)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("term", "words"),
    [
        ("1 working_day", "1 ngày làm việc"),
        ("5 working_days", "5 ngày làm việc"),
        ("15 calendar_days", "15 ngày"),
        ("2 months + 15 working_days", "2 tháng + 15 ngày làm việc"),
        ("8 working_hours", "8 giờ làm việc"),
        ("same_day", "trong ngày làm việc"),
        ("none", "pháp luật không quy định thời hạn"),
    ],
)
def test_a_term_in_words(term, words):
    assert plain(term_in_words(term)) == words


def test_a_term_nobody_can_read_is_refused():
    with pytest.raises(InvalidTerm):
        term_in_words("soon")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 11, 23, 9, 5, tzinfo=ZONE), "09 giờ 05 phút, thứ Hai, ngày 23/11/2026"),
        (datetime(2026, 2, 1, 16, 30, tzinfo=ZONE), "16 giờ 30 phút, Chủ nhật, ngày 01/02/2026"),
        (datetime(2026, 11, 28, 0, 0, tzinfo=ZONE), "00 giờ 00 phút, thứ Bảy, ngày 28/11/2026"),
    ],
)
def test_a_moment_in_words(at, words):
    assert plain(moment(at)) == words


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 2, 3), "Hà Nội, ngày 03 tháng 02 năm 2026"),
        (date(2026, 3, 13), "Hà Nội, ngày 13 tháng 3 năm 2026"),
        (date(2026, 12, 9), "Hà Nội, ngày 09 tháng 12 năm 2026"),
    ],
)
def test_zeros_stand_where_a_digit_could_be_added(day, words):
    assert place_and_date("Hà Nội", day) == words


@pytest.mark.parametrize(
    ("amount", "words"), [(0, "0 đ"), (8000, "8.000 đ"), (1_250_000, "1.250.000 đ")]
)
def test_money_in_words(amount, words):
    assert plain(money(amount)) == words


def test_fees_are_added_up_only_when_all_are_known():
    phi, le_phi = Fee(FeeKind.PHI, 20_000), Fee(FeeKind.LE_PHI, 30_000)
    assert plain(fees_in_words((phi, le_phi))).endswith("; tổng cộng 50.000 đ")
    assert "tổng cộng" not in fees_in_words((phi,))
    assert "tổng cộng" not in fees_in_words((phi, Fee(FeeKind.LE_PHI, None)))


def test_counts_below_ten_carry_a_zero():
    assert (copies(1), copies(10)) == ("01", "10")


def why(summary, *terms, hour=HourRule.START, received=MONDAY):
    return plain(derivation_line(summary, terms, hour, received))


def test_a_holiday_between_is_named():
    culture_day = ((date(2026, 11, 24), "holiday:Ngày Văn hóa Việt Nam"),)
    line = why(DerivationSummary(date(2026, 11, 25), 5, culture_day, (), None), "5 working_days")
    assert line == (
        "Cách tính: tính từ thứ Tư 25/11/2026 (không tính ngày nhận); "
        "không tính ngày nghỉ hằng tuần, 24/11 (Ngày Văn hóa Việt Nam); "
        "giờ trả lấy theo giờ bắt đầu tính thời hạn."
    )


def test_holidays_in_a_row_are_told_as_one():
    tet = tuple(
        (date(2026, 2, day), f"holiday:{name}")
        for day, name in (
            (16, "Giao thừa Tết Nguyên Đán"),
            (17, "Tết Nguyên Đán"),
            (18, "Mùng hai Tết Nguyên Đán"),
        )
    )
    line = why(DerivationSummary(date(2026, 2, 23), 5, tet, (), None), "5 working_days")
    assert "16/02–18/02 (Tết Nguyên Đán);" in line


def test_two_feasts_in_a_row_are_both_named():
    days = (
        (date(2026, 4, 30), "holiday:Ngày Chiến thắng"),
        (date(2026, 5, 1), "holiday:Ngày Quốc tế Lao động"),
    )
    line = why(DerivationSummary(date(2026, 5, 4), 1, days, (), None), "1 working_day")
    assert "30/04–01/05 (Ngày Chiến thắng, Ngày Quốc tế Lao động);" in line


def test_a_swap_names_the_day_worked_instead_and_the_worked_day_counts():
    summary = DerivationSummary(
        date(2026, 8, 22),
        3,
        ((date(2026, 8, 31), "swapped:2026-08-22"),),
        (date(2026, 8, 22),),
        None,
    )
    line = why(summary, "3 working_days", received=date(2026, 8, 21))
    assert "31/08 (nghỉ hoán đổi, làm bù 22/08)" in line
    assert "tính cả ngày làm bù 22/08" in line


def test_calendar_days_count_the_weekend_and_roll_to_a_working_day():
    summary = DerivationSummary(date(2026, 8, 20), 14, (), (), date(2026, 9, 3))
    line = why(summary, "14 calendar_days", hour=HourRule.CLOSING, received=date(2026, 8, 19))
    assert line == (
        "Cách tính: tính từ thứ Năm 20/08/2026 (không tính ngày nhận); "
        "ngày cuối là ngày nghỉ nên chuyển sang thứ Năm 03/09/2026; "
        "giờ trả là giờ kết thúc làm việc."
    )


def test_the_same_day_is_told_without_counting():
    line = why(DerivationSummary(MONDAY, 1, (), (), None), "same_day")
    assert line == "Cách tính: giải quyết trong ngày thứ Hai 23/11/2026."


def test_too_late_for_the_same_day_is_told():
    summary = DerivationSummary(date(2026, 11, 25), 1, (), (), None)
    assert why(summary, "same_day") == (
        "Cách tính: nhận sau 15 giờ hoặc ngoài giờ làm việc nên giải quyết trong ngày "
        "làm việc tiếp theo, thứ Tư 25/11/2026."
    )


def test_nothing_counted_says_nothing():
    assert why(DerivationSummary(None, 0, (), (), None), "none") == ""
