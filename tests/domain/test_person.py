"""People as private payloads carry them."""

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.canonical import canonical
from counter_app.domain.person import NOBODY, PERSON_FIELDS, Person, PersonKind

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
PEOPLE = st.builds(Person, kind=st.sampled_from(PersonKind), **dict.fromkeys(PERSON_FIELDS, TEXTS))


@given(PEOPLE)
def test_a_person_is_read_back_from_what_was_written(person):
    assert Person.from_json(person.to_json()) == person
    canonical(person.to_json())


def test_what_was_not_given_is_not_written():
    assert Person("Đỗ Thị Tâm").to_json() == {"name": "Đỗ Thị Tâm", "kind": "citizen"}


def test_after_an_erasure_nobody_is_left():
    assert Person.from_json({}) == NOBODY
