"""Canonical text: RFC 8785 for what events may hold."""

import json

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.canonical import canonical, reread
from counter_app.domain.errors import NotCanonical

LARGEST = 2**53 - 1
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
KEYS = st.text(st.characters(max_codepoint=127))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-LARGEST, LARGEST) | TEXTS,
    lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner),
    max_leaves=30,
)


@given(VALUES)
def test_the_text_is_what_the_standards_library_writes(value):
    assert canonical(value) == rfc8785.dumps(value)


@given(VALUES)
def test_what_was_written_is_reread(value):
    assert reread(canonical(value)) == value


def test_vietnamese_stands_in_the_text_as_it_is_and_keys_in_order():
    assert canonical({"b": "Đăng ký\n", "a": [True, None, -1]}) == (
        '{"a":[true,null,-1],"b":"Đăng ký\\n"}'.encode()
    )


@pytest.mark.parametrize("value", ["\ud800", {"a": ["\udfff"]}, {"\ud800": 1}, object(), {1: 2}])
def test_lone_surrogates_and_what_json_has_not_are_refused(value):
    with pytest.raises(NotCanonical) as refusal:
        canonical(value)
    assert refusal.value.reason == "value"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b'{"b":1,"a":2}', "order"),
        (b'{"a": 1}', "order"),
        (b'{"a":1,"a":1}', "order"),
        (b'"\\u0041"', "order"),
        (b"-0", "order"),
        ("\ufeff1".encode(), "order"),
        ('"Đ"'.encode("utf-16-le"), "order"),
        (b"1.0", "fraction"),
        (b"1e3", "fraction"),
        (b'"\\ud800"', "unreadable"),
        (b'"\xed\xa0\x80"', "unreadable"),
        (b"NaN", "unreadable"),
        (str(LARGEST + 1).encode(), "unreadable"),
        (b"9" * 5000, "unreadable"),
        (b"[" * 100_000, "unreadable"),
        (b"", "unreadable"),
        (b"\xff", "unreadable"),
    ],
)
def test_another_form_is_refused(text, reason):
    with pytest.raises(NotCanonical) as refusal:
        reread(text)
    assert refusal.value.reason == reason


@given(VALUES, st.sampled_from([" ", "\n"]))
def test_loose_json_of_any_value_is_refused(value, space):
    with pytest.raises(NotCanonical):
        reread(space.encode() + json.dumps(value).encode())
