"""Finding a procedure while its name is being typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.type_ahead import Candidate, Query, Rank, match_rank

BIRTH = Candidate.of("Đăng ký khai sinh", "1.001193")


def rank(typed, candidate=BIRTH):
    return match_rank(Query.of(typed), candidate)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("đăng ký khai sinh", Rank.EXACT),
        ("1.001193", Rank.EXACT),
        ("1001193", Rank.EXACT),
        ("dang k", Rank.BEGINNING),
        ("khai sinh", Rank.PHRASE),
        ("KHAI SI", Rank.PHRASE),
        ("dkks", Rank.ALL_INITIALS),
        ("đk", Rank.ALL_INITIALS),
        ("sinh dang", Rank.WORDS),
        ("khaisinh", Rank.JOINED),
        ("kykhai", Rank.JOINED),
        ("1193", Rank.CODE),
        ("ks", Rank.INITIALS),
        ("", Rank.BEGINNING),
        ("angky", None),
        ("inh", None),
        ("ket hon", None),
        ("k9", None),
    ],
)
def test_a_birth_registration_is_found_by_what_officers_type(typed, expected):
    assert rank(typed) is expected


def test_a_word_is_found_at_its_second_place_when_the_first_is_inside_another():
    assert rank("anan", Candidate.of("banana nan an an")) is Rank.JOINED


def test_a_procedure_without_a_code_is_not_found_by_digits():
    assert rank("11", Candidate.of("Chứng thực")) is None


def test_nothing_typed_is_not_an_exact_code():
    assert rank("", Candidate.of("Chứng thực")) is Rank.BEGINNING


@given(st.text(), st.text())
def test_every_name_is_found_by_itself_and_by_itself_joined(name, code):
    candidate = Candidate.of(name, code)
    assert rank(name, candidate) is Rank.EXACT
    assert rank("".join(Query.of(name).words).replace(" ", ""), candidate) is not None
