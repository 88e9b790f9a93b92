import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.cli import json_input
from counter_app.cli.json_input import Broken, NotJson, parsed, records

_TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=20)
_VALUES = st.recursive(
    _TEXTS | st.integers() | st.booleans() | st.none(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_TEXTS, inner, max_size=3),
    max_leaves=8,
)
_OBJECTS = st.dictionaries(_TEXTS, _VALUES, min_size=1, max_size=4)


def _lines(text: str) -> list[bytes]:
    return [line.encode() for line in text.splitlines(keepends=True)]


@given(
    st.lists(st.tuples(_OBJECTS, st.sampled_from([None, 0, 2, "\t"]), st.booleans()), max_size=5)
)
def test_objects_come_back_however_they_are_laid_out(written):
    text = "".join(
        json.dumps(value, indent=indent, ensure_ascii=ascii_only) + "\n\n"
        for value, indent, ascii_only in written
    )
    lines = [line + b"\n" for line in text.encode().split(b"\n")]
    assert list(records(lines)) == [value for value, _, _ in written]


def test_a_record_is_given_out_before_the_next_line_is_read():
    def lines():
        yield b'{"a": 1}\n'
        raise AssertionError("read too far")

    assert next(records(lines())) == {"a": 1}


def test_a_damaged_line_takes_no_other_with_it():
    text = '{"procedure": 1}\n{"procedure": 2\n{"procedure": "3\nfly\n]\n{"procedure": 4}\n'
    found = list(records(_lines(text)))
    assert [one for one in found if not isinstance(one, Broken)] == [
        {"procedure": 1},
        {"procedure": 4},
    ]
    assert [one.reason for one in found if isinstance(one, Broken)] == ["not_json"] * 4


def test_a_cut_off_list_ends_where_the_next_record_begins():
    text = '{"procedure": 1, "components": [\n{"procedure": 2}\n'
    assert list(records(_lines(text))) == [Broken("not_json"), {"procedure": 2}]


def test_a_damaged_record_of_several_lines_is_one_refusal():
    text = '{\n  "procedure": "1,\n  "channel": "counter"\n}\n{"procedure": 2}\n'
    assert list(records(_lines(text))) == [Broken("not_json"), {"procedure": 2}]


def test_the_end_of_the_stream_ends_a_record_that_was_cut_off():
    assert list(records(_lines('{"a": [1,\n2'))) == [Broken("not_json")]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff", "not_utf8"),
        (b"[" * 100_000, "too_deep"),
        (b"1" * 5_000, "not_json"),
        (b"NaN", "not_json"),
        (b'"\0"', "not_json"),
        (rb'{"a": ["\u0000"]}', "nul"),
        (rb'{"\ud800": 1}', "half_character"),
        (b"", "not_json"),
    ],
)
def test_what_is_no_json_is_refused_with_its_reason(content, reason):
    with pytest.raises(NotJson, match=reason):
        parsed(content)


def test_a_pair_of_surrogates_is_one_character():
    assert parsed(rb'"\ud83d\ude00"') == "😀"


def test_a_byte_order_mark_is_no_part_of_the_first_record():
    assert list(records([b'\xef\xbb\xbf{"a": 1}\n'])) == [{"a": 1}]


def test_a_line_without_end_is_refused_and_the_next_one_read(monkeypatch, tmp_path):
    monkeypatch.setattr(json_input, "LARGEST_RECORD", 100)
    file = tmp_path / "big.json"
    file.write_bytes(b'{"a": "' + b"x" * 1_000 + b'"}\n{"b": 2}\n')
    with json_input.opened(str(file)) as stream:
        assert list(records(json_input.lines_of(stream))) == [Broken("too_large"), {"b": 2}]
