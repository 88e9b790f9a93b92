"""Text that may be stored and printed, and its folded form."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.text import (
    clean,
    clean_lines,
    fold,
    initials,
    masked,
    nfc,
    search_words,
    unprintable,
)

TRICKY = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("đĐêÊứỰ \t\n\r\u2028\u00a0\u200b\u202e\ufeff\x00\u0301\u0323\u031b<&"),
    )
)


@given(TRICKY)
def test_cleaning_twice_changes_nothing_more(text):
    assert clean(clean(text)) == clean(text)
    assert clean_lines(clean_lines(text)) == clean_lines(text)


@given(TRICKY)
def test_clean_text_holds_only_what_can_be_printed_on_one_line(text):
    cleaned = clean(text)
    assert not {unicodedata.category(c) for c in cleaned} & {"Cc", "Cf", "Cs", "Co", "Cn"}
    assert cleaned == nfc(cleaned)
    assert cleaned == " ".join(cleaned.split())


def test_nothing_an_official_would_read_is_lost_in_cleaning():
    assert clean("\ufeff  Trần\tThị\r\nHiếu\x00 & <b>\u202e ") == "Trần Thị Hiếu & <b>"


def test_a_mark_parted_from_its_letter_by_an_invisible_sign_comes_back_to_it():
    assert clean("e\u200b\u0301") == "é"


def test_lines_are_kept_where_a_text_has_several():
    assert clean_lines("\r\n một \t hai\r\n\r\nba\u2028bốn \n") == "một hai\n\nba\nbốn"


@given(TRICKY)
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(TRICKY)
def test_composed_and_decomposed_text_fold_alike(text):
    assert fold(unicodedata.normalize("NFD", text)) == fold(nfc(text)) == fold(text)


@given(TRICKY)
def test_what_is_stored_folds_like_what_was_typed(text):
    assert fold(clean(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đăng ký khai sinh", "dang ky khai sinh"),
        ("NGUYỄN THỊ ỦY", "nguyen thi uy"),
        ("hoà, hòa", "hoa hoa"),
        ("H26.12-261123-030017", "h26 12 261123 030017"),
        ("", ""),
    ],
)
def test_folding_drops_marks_case_and_signs(text, folded):
    assert fold(text) == folded


def test_each_search_word_is_named_once_in_order():
    assert search_words("Hòa hoà Bình, hòa") == ("hoa", "binh")


def test_initials_are_of_every_word():
    assert initials("Đăng ký khai sinh (lưu động)") == "dkksld"


def test_letters_without_a_glyph_are_named_once_in_order():
    covered = frozenset(map(ord, "Nguyễn A"))
    assert unprintable("Nguyễn 李 A 李🙂", covered) == ("李", "🙂")


def test_decomposed_letters_are_looked_up_composed():
    assert unprintable(unicodedata.normalize("NFD", "ễ"), frozenset(map(ord, "ễ"))) == ()


def test_private_and_unassigned_characters_are_named_because_cleaning_drops_them():
    everything = range(0x110000)
    assert unprintable("a\ue000\u0378\u200b\n\ud800", everything) == ("\ue000", "\u0378")


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("001190012345", "001••••••345"),
        ("0912345678", "09••••••78"),
        ("123", "•••"),
        ("", ""),
    ],
)
def test_a_masked_number_shows_its_ends(number, shown):
    assert masked(number) == shown


@given(st.text(st.sampled_from("0123456789"), max_size=40))
def test_a_masked_number_hides_at_least_half(number):
    assert masked(number).count("•") * 2 >= len(number) == len(masked(number))
