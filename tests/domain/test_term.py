import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import InvalidTerm
from counter_app.domain.term import Part, Term, Unit

parts = st.one_of(
    st.builds(Part, st.integers(1, 1000), st.just(Unit.WORKING_DAYS)),
    st.builds(Part, st.integers(1, 3650), st.just(Unit.CALENDAR_DAYS)),
    st.builds(Part, st.integers(1, 120), st.just(Unit.MONTHS)),
    st.builds(Part, st.integers(1, 8000), st.just(Unit.WORKING_HOURS)),
    st.just(Part(1, Unit.SAME_DAY)),
)
terms = st.lists(parts, max_size=5).map(lambda some: Term(tuple(some)))


@given(terms)
def test_what_is_written_can_be_read_back(term):
    assert Term.parse(str(term)) == term
    assert Term.parse(f"  {str(term).replace(' + ', '+')}  ") == term


@given(st.text(max_size=40))
def test_other_words_are_refused_and_named(text):
    with pytest.raises(InvalidTerm) as refusal:
        Term.parse(f"{text}?")
    assert refusal.value.text == f"{text}?".strip()


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("1 working_days", "1 working_day"),
        ("5 working_day", "5 working_days"),
        ("2 months + 15 working_days", "2 months + 15 working_days"),
        ("12 working_hours", "12 working_hours"),
        ("same_day", "same_day"),
        ("none", "none"),
    ],
)
def test_singular_and_plural_mean_the_same(text, written):
    assert str(Term.parse(text)) == written


@pytest.mark.parametrize(
    "text",
    [
        *["", "+", "5", "working_days", "5 days", "0 working_days", "-1 month", "1.5 months"],
        *["1001 working_days", "3651 calendar_days", "121 months", "8001 working_hours"],
        *["5 working_days +", "none + 1 month", "2 same_day", "٥ months", "5\nmonths", "05 months"],
        " + ".join(["1 month"] * 6),
    ],
)
def test_absurd_terms_are_refused(text):
    with pytest.raises(InvalidTerm):
        Term.parse(text)


def test_a_refusal_never_carries_a_whole_book():
    with pytest.raises(InvalidTerm) as refusal:
        Term.parse("9" * 10_000_000)
    assert len(refusal.value.text) == 200


def test_only_calendar_days_and_months_make_a_calendar_term():
    assert Term.parse("2 months + 10 calendar_days").is_calendar
    assert not Term.parse("2 months + 10 working_days").is_calendar
    assert Term.parse("none").is_none
    assert not Term.parse("same_day").is_none
