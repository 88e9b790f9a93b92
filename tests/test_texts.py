"""English is complete, and says with the same placeholders what Vietnamese says."""

import re
import unicodedata

from tests.texts import CATALOGUE, compiled, translated, used_messages

PLACEHOLDER = re.compile(r"\{[a-z_0-9]*(?::[^}]*)?\}")


def ids(message_id: object) -> tuple[str, ...]:
    return (message_id,) if isinstance(message_id, str) else tuple(message_id)  # type: ignore[arg-type]


def test_every_text_of_the_program_has_an_english_one() -> None:
    known = {m.id: m.string for m in translated() if m.id}
    missing = [m.id for m in used_messages() if m.id and not known.get(m.id)]
    assert missing == []  # tools/translate lists them


def test_no_translation_is_left_of_a_text_that_is_gone() -> None:
    used = {m.id for m in used_messages()}
    assert [m.id for m in translated() if m.id not in used] == []


def test_placeholders_are_the_same_in_both_languages() -> None:
    for message in translated():
        if not message.id:
            continue
        wanted = {p for text in ids(message.id) for p in PLACEHOLDER.findall(text)}
        given = {p for text in ids(message.string) for p in PLACEHOLDER.findall(text)}
        assert given <= wanted, message.id
        assert wanted <= given, message.id


def test_english_texts_hold_no_vietnamese_letters_but_names() -> None:
    letters = set("ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ")
    for message in translated():
        if not message.id:
            continue
        for text in ids(message.string):
            plain = re.sub(r"[“\"(][^”\")]*[”\")]", "", text)  # quoted examples and given names
            assert not letters & set(plain.lower()), text


def test_vietnamese_texts_are_composed() -> None:
    for message in used_messages():
        for text in ids(message.id):
            assert unicodedata.is_normalized("NFC", text), text


def test_the_compiled_catalogue_is_that_of_the_committed_texts() -> None:
    assert CATALOGUE.with_suffix(".mo").read_bytes() == compiled(CATALOGUE)
