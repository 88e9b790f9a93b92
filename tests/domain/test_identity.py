"""Citizen numbers, dates of birth, telephone numbers, tax codes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.birth_date import BirthDate
from counter_app.domain.citizen_number import CitizenNumber, IdWarning, Sex, check_id_number
from counter_app.domain.errors import InvalidBirthDate, InvalidCitizenNumber, InvalidTaxCode
from counter_app.domain.phone import Phone
from counter_app.domain.tax_code import parse_tax_code


def test_a_citizen_number_tells_sex_and_year_of_birth():
    number = CitizenNumber.parse(" 001 190.012-345 ")
    assert (str(number), number.sex, number.birth_year) == ("001190012345", Sex.FEMALE, 1990)
    assert CitizenNumber.parse("079205000001").birth_year == 2005
    assert CitizenNumber.parse("079205000001").sex is Sex.MALE


def test_an_old_card_is_accepted_with_a_warning():
    number = CitizenNumber.parse("012345678")
    assert (number.is_old_card, number.birth_year, number.sex) == (True, None, None)
    assert number.warnings(1990, Sex.MALE) == (IdWarning.OLD_IDENTITY_CARD,)


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "characters"), ("00119001234B", "characters"), ("٠٠١١٩٠٠١٢٣٤٥", "characters"),
     ("00119001234", "length"), ("0011900123456", "length")],
)  # fmt: skip
def test_other_numbers_are_refused_without_repeating_them(text, reason):
    with pytest.raises(InvalidCitizenNumber) as refusal:
        CitizenNumber.parse(text)
    assert refusal.value.details == {"reason": reason}


@pytest.mark.parametrize(
    ("text", "year", "sex", "warnings"),
    [
        ("001190012345", 1990, Sex.FEMALE, ()),
        ("001190012345", None, None, ()),
        ("003190012345", 1990, None, (IdWarning.UNKNOWN_PROVINCE,)),
        ("001190012345", 1991, None, (IdWarning.BIRTH_YEAR_DIFFERS,)),
        ("001190012345", 2090, None, (IdWarning.BIRTH_YEAR_DIFFERS,)),
        ("001190012345", 1990, Sex.MALE, (IdWarning.SEX_DIFFERS,)),
        ("012345678", 1990, None, (IdWarning.OLD_IDENTITY_CARD,)),
        ("C1234567", 1990, None, (IdWarning.NOT_A_CITIZEN_NUMBER,)),
    ],
)
def test_doubts_about_a_number_are_named(text, year, sex, warnings):
    assert check_id_number(text, year, sex) == warnings


@pytest.mark.parametrize(
    ("text", "iso"),
    [("17051990", "1990-05-17"), ("17/5/1990", "1990-05-17"), (" 7.5.1990 ", "1990-05-07"),
     ("17-05-1990", "1990-05-17"), ("17 5 1990", "1990-05-17"), ("1990-05-17", "1990-05-17"),
     ("19900517", "1990-05-17"), ("20010517", "2001-05-17"), ("29/2/2000", "2000-02-29"),
     ("5/1990", "1990-05"), ("051990", "1990-05"), ("1990-05", "1990-05"), ("1990", "1990")],
)  # fmt: skip
def test_dates_are_read_as_officers_type_them(text, iso):
    assert str(BirthDate.parse(text)) == iso


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "shape"), ("170590", "impossible"), ("17/5/90", "shape"), ("29/2/2001", "impossible"),
     ("31/4/1990", "impossible"), ("0/5/1990", "impossible"), ("1/0/1990", "impossible"),
     ("1700", "impossible"), ("17/13/1990", "impossible"), ("17/5-90", "shape"), ("năm", "shape")],
)  # fmt: skip
def test_dates_that_cannot_be_are_refused(text, reason):
    with pytest.raises(InvalidBirthDate) as refusal:
        BirthDate.parse(text)
    assert refusal.value.details == {"reason": reason}


def test_nobody_is_born_tomorrow():
    today = date(2026, 11, 23)
    assert BirthDate.parse("23/11/2026", latest=today).as_date() == today
    assert BirthDate.parse("2026", latest=today).as_date() is None
    with pytest.raises(InvalidBirthDate, match="future"):
        BirthDate.parse("24/11/2026", latest=today)


@given(st.dates(date(1850, 1, 1), date(2199, 12, 31)))
def test_every_day_is_read_in_every_shape(day):
    shapes = (f"{day:%d%m%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%Y%m%d}", str(day))
    assert {BirthDate.parse(shape).as_date() for shape in shapes} == {day}


@given(st.text(st.sampled_from("0123456789/-. "), max_size=10))
def test_what_is_read_is_read_again_the_same(text):
    try:
        read = BirthDate.parse(text)
    except InvalidBirthDate:
        return
    assert BirthDate.parse(str(read)) == read


@pytest.mark.parametrize(
    ("text", "number"),
    [("0912345678", "0912345678"), ("+84 912 345 678", "0912345678"), ("84912345678", "0912345678"),
     ("0084 912.345.678", "0912345678"), ("+84 (0)912-345-678", "0912345678"),
     ("024 3825 3536", "02438253536"), ("+842438253536", "02438253536"), ("0845678901", "0845678901")],
)  # fmt: skip
def test_phone_numbers_come_to_one_shape(text, number):
    assert Phone.parse(text) == Phone(number, unusual=False)


@pytest.mark.parametrize(
    ("text", "kept"),
    [("091234567", "091234567"), ("01612345678", "01612345678"), ("1900 1009", "1900 1009"),
     ("0912345678 (con\tgái)", "0912345678 (con gái)"), ("+1 202 555 0101", "+1 202 555 0101"), ("", "")],
)  # fmt: skip
def test_an_unusual_number_is_kept_as_given(text, kept):
    assert Phone.parse(text) == Phone(kept, unusual=True)
    assert str(Phone.parse(text)) == kept


@given(st.text())
def test_reading_a_phone_number_twice_changes_nothing_more(text):
    once = Phone.parse(text)
    assert Phone.parse(str(once)) == once


@pytest.mark.parametrize(
    ("text", "code"),
    [("0100233488", "0100233488"), ("01.002.33488", "0100233488"),
     ("0312687878001", "0312687878-001"), ("0312687878-001", "0312687878-001"),
     ("001190012345", "001190012345")],
)  # fmt: skip
def test_tax_codes_of_enterprises_branches_and_persons_are_read(text, code):
    assert parse_tax_code(text) == code


@pytest.mark.parametrize(
    ("text", "reason"),
    [("0100047517", "checksum"), ("01000", "length"), ("012345678", "length"), ("", "length"),
     ("010023348X", "characters"), ("0100000000", "component"), ("0312687878-000", "component")],
)  # fmt: skip
def test_other_tax_codes_are_refused(text, reason):
    with pytest.raises(InvalidTaxCode) as refusal:
        parse_tax_code(text)
    assert refusal.value.details == {"reason": reason}
