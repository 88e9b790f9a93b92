"""Dossier codes, their barcode alias, serials and look-up secrets."""

import random
from collections import Counter
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_97_10

from counter_app.domain.dossier_code import (
    LETTERS_OF_SECRETS,
    DeclineNumber,
    DossierCode,
    is_alias,
    lookup_secret,
    parse_agency,
    parse_lookup_secret,
    serial,
)
from counter_app.domain.errors import (
    DayFull,
    InvalidAgency,
    InvalidDeskNumber,
    InvalidDossierCode,
    InvalidLookupSecret,
    InvalidSerialWidth,
)

CODE = DossierCode("H26.12", date(2026, 11, 23), "030017")


def codes():
    return st.builds(
        DossierCode,
        st.from_regex(r"[A-Z][0-9]{2}(\.[0-9]{1,3}){0,3}", fullmatch=True),
        st.dates(date(2000, 1, 1), date(2099, 12, 31)),
        st.from_regex(r"[0-9]{4,7}", fullmatch=True),
    )


@st.composite
def one_digit_changed(draw, digits):
    at = draw(st.integers(0, len(digits) - 1))
    other = draw(st.sampled_from("0123456789").filter(lambda digit: digit != digits[at]))
    return digits[:at] + other + digits[at + 1 :]


@given(codes())
def test_what_is_printed_can_be_read_back(code):
    assert DossierCode.parse(f" {str(code).lower()} ") == code


def test_a_code_is_read_with_spaces_and_a_word_processors_dashes():
    assert DossierCode.parse("h26.12 – 261123\u2011030017\r\n") == CODE


@pytest.mark.parametrize("agency", ["H26", "H26.12", "H15.50.05.13", "G09.1"])
def test_agencies_have_up_to_four_levels(agency):
    assert parse_agency(f" {agency.lower()}") == agency
    assert DossierCode.parse(f"{agency}-261123-0975").agency == agency


@pytest.mark.parametrize("agency", ["", "26", "H2", "H26.", "H26.1.2.3.4", "H26.1234", "H٢٦"])
def test_another_shape_is_no_agency(agency):
    with pytest.raises(InvalidAgency):
        parse_agency(agency)


@pytest.mark.parametrize(
    "text",
    ["", "H26.12-261123", "H26.12-261323-030017", "H26.12-260229-030017", "H26.12-261123-017",
     "H26.12-261123-03001789", "H26.12-261123-03001٧", "2612261123030017"],
)  # fmt: skip
def test_another_shape_or_no_such_day_is_refused(text):
    with pytest.raises(InvalidDossierCode) as refusal:
        DossierCode.parse(text)
    assert refusal.value.text == text


@pytest.mark.parametrize(
    "parts",
    [
        ("h26", date(2026, 1, 1), "0001"),
        ("H26", date(1999, 12, 31), "0001"),
        ("H26", date(2100, 1, 1), "0001"),
        ("H26", date(2026, 1, 1), "1"),
    ],
)
def test_a_code_that_could_not_be_read_back_cannot_be_made(parts):
    with pytest.raises(InvalidDossierCode):
        DossierCode(*parts)


def test_the_alias_of_a_code_is_its_digits_and_two_check_digits():
    assert CODE.alias == "261226112303001730"
    assert mod_97_10.validate(CODE.alias) == CODE.alias  # another hand's ISO 7064


def test_an_odd_number_of_digits_is_padded_in_front():
    assert DossierCode.parse("G09.1-261123-030017").alias.startswith("00912611230300")


@given(codes())
def test_an_alias_is_pairs_of_digits_with_its_check(code):
    assert len(code.alias) % 2 == 0
    assert is_alias(code.alias)


@given(codes(), st.data())
def test_one_wrong_digit_in_the_alias_is_noticed(code, data):
    assert not is_alias(data.draw(one_digit_changed(code.alias)))


@given(codes(), st.data())
def test_two_neighbours_in_the_wrong_order_are_noticed(code, data):
    alias = code.alias
    at = data.draw(st.integers(0, len(alias) - 2))
    assume(alias[at] != alias[at + 1])
    assert not is_alias(alias[:at] + alias[at + 1] + alias[at] + alias[at + 2 :])


@pytest.mark.parametrize("text", ["", "97", "098", "٢٦١٢٢٦١١٢٣٠٣٠٠١٧٣٠", "H26.12-261123-030017"])
def test_other_texts_are_no_alias(text):
    assert not is_alias(text)


@pytest.mark.parametrize(
    ("desk", "counter", "width", "digits"),
    [(3, 17, 6, "030017"), (99, 9999, 6, "999999"), (9, 999, 4, "9999"), (1, 1, 4, "1001")],
)
def test_a_serial_is_the_desk_then_its_counter(desk, counter, width, digits):
    assert serial(desk, counter, width) == digits


@given(st.lists(st.tuples(st.integers(1, 99), st.integers(1, 9999)), unique=True))
def test_no_two_desks_or_counts_share_a_serial(pairs):
    assert len({serial(desk, count) for desk, count in pairs}) == len(pairs)


@pytest.mark.parametrize(("counter", "width", "last"), [(10_000, 6, 9999), (1000, 4, 999)])
def test_a_full_day_is_refused(counter, width, last):
    with pytest.raises(DayFull) as refusal:
        serial(3, counter, width)
    assert refusal.value.details == {"desk_number": 3, "highest": last}


@pytest.mark.parametrize(("desk", "width"), [(0, 6), (100, 6), (10, 4), (-1, 4)])
def test_a_desk_the_width_has_no_room_for_is_refused(desk, width):
    with pytest.raises(InvalidDeskNumber):
        serial(desk, 1, width)


def test_other_widths_are_refused():
    with pytest.raises(InvalidSerialWidth):
        serial(1, 1, 5)


def test_counting_starts_at_one():
    with pytest.raises(ValueError, match="0"):
        serial(1, 0)


def test_a_refusal_has_a_number_that_is_no_code():
    number = str(DeclineNumber(date(2026, 11, 23), "030001"))
    assert number == "261123-030001/PTC"
    with pytest.raises(InvalidDossierCode):
        DossierCode.parse(number)


def test_secrets_use_each_letter_as_often_as_the_others():
    chance = random.Random(1)
    seen = Counter("".join(lookup_secret(chance.randrange) for _ in range(3100)))
    assert set(seen) == set(LETTERS_OF_SECRETS)
    assert len(LETTERS_OF_SECRETS) == 31
    assert max(seen.values()) / min(seen.values()) < 1.5


@given(st.randoms())
def test_a_secret_is_read_back_as_people_type_it(chance):
    secret = lookup_secret(chance.randrange)
    assert parse_lookup_secret(f" {secret[:4].lower()} – {secret[4:]}.\n") == secret


@pytest.mark.parametrize("text", ["", "ABCDEFG", "ABCDEFGHJ", "ABCDEFG0", "ABCDEFGO", "ÁBCDEFGH"])
def test_what_cannot_be_a_secret_is_refused_without_repeating_it(text):
    with pytest.raises(InvalidLookupSecret) as refusal:
        parse_lookup_secret(text)
    assert refusal.value.details == {}
