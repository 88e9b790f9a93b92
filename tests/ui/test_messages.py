"""Every refusal has a plain sentence; none shows codes, English or a hole."""

import dataclasses
import importlib
import pkgutil
import re
import subprocess
import sys
import typing
from datetime import date

import pytest

import counter_app
import db
import printing
import ui
from counter_app.domain import errors
from counter_app.domain.errors import CounterError
from ui.messages import LONGEST, explain
from ui.sentences import SAYINGS


def refusals() -> list[type[CounterError]]:
    """Every refusal of the program: of all its packages, not of the tests."""
    for package in (counter_app, db, printing, ui):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__") and ".migrations." not in module.name:
                importlib.import_module(module.name)
    found, queue = [], [CounterError]
    while queue:
        for kind in queue.pop().__subclasses__():
            queue.append(kind)
            found.append(kind)
    return [k for k in found if not k.__module__.startswith(("tests", "test_"))]


ALL = sorted(refusals(), key=lambda kind: kind.__name__)
WORD = "lorem_ipsum"


def example(kind: type[CounterError]) -> CounterError:
    """A refusal of this kind whose every text is recognisable."""
    if not dataclasses.is_dataclass(kind):
        return kind()
    hints = typing.get_type_hints(kind)
    return kind(**{f.name: _value(hints[f.name]) for f in dataclasses.fields(kind)})


def _value(hint: object) -> object:
    if hint is int:
        return 7
    if hint == tuple[int, int]:
        return (148, 210)
    if typing.get_origin(hint) is tuple:
        return (WORD, WORD)
    if hint == int | None:
        return 4
    if hint in (date, date | None):
        return date(2026, 11, 23)
    return WORD


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_sentence(kind: type[CounterError]) -> None:
    assert kind.__name__ in SAYINGS
    sentence = explain(example(kind))
    assert sentence[0].isupper() or sentence[0] == "“"
    assert sentence.endswith(".")
    assert 20 < len(sentence) <= LONGEST
    assert "{" not in sentence
    assert kind.__name__ not in sentence
    assert "None" not in sentence
    assert re.search("[àảãáạăâđêôơưèéìíòóùúýếệốộớờữứ]", sentence), "not Vietnamese"


def test_no_sentence_is_left_over_from_a_refusal_that_is_gone() -> None:
    assert set(SAYINGS) - {kind.__name__ for kind in ALL} == set()


@pytest.mark.parametrize("kind", ALL, ids=lambda kind: kind.__name__)
def test_stable_words_never_reach_an_officer(kind: type[CounterError]) -> None:
    names = {f.name for f in dataclasses.fields(kind)} if dataclasses.is_dataclass(kind) else set()
    error = example(kind)
    for name in names & {"reason", "act", "path", "status", "part", "event_kind"}:
        if name == "path" and kind in (errors.UnreadableRecord,):
            continue  # a place in a file: whoever mends the file needs it
        if name == "act" and kind is errors.UnknownAct:
            continue  # what was asked for
        setattr(error, name, "stable_word" if name != "status" else 4)
    assert "stable_word" not in explain(error)


def test_missing_papers_are_named() -> None:
    sentence = explain(errors.MissingComponents("1.001193", ("Tờ khai", "Giấy chứng sinh")))
    assert "Thiếu Tờ khai, Giấy chứng sinh" in sentence


def test_many_missing_papers_are_counted() -> None:
    names = tuple(f"Giấy số {n} " + "rất dài " * 30 for n in range(60))
    sentence = explain(errors.MissingComponents("1", names))
    assert "56 mục khác" in sentence
    assert len(sentence) <= LONGEST


@pytest.mark.parametrize(
    ("reason", "word"),
    [
        ("keyboard_layout", "English (US)"),
        ("input_method", "bộ gõ"),
        ("encoding", "UTF-8"),
        ("cut_off", "đứt"),
    ],
)
def test_a_mangled_scan_says_what_to_change(reason: str, word: str) -> None:
    assert word in explain(errors.MangledScan(reason))


def test_a_full_disk_is_called_that() -> None:
    assert "đầy" in explain(errors.StorageFailed("database or disk is full"))
    assert "đầy" in explain(errors.StorageFailed("No space left on device"))
    assert "đầy" not in explain(errors.StorageFailed("Input/output error"))


def test_who_may_do_it_is_said_in_words() -> None:
    sentence = explain(errors.RoleMayNot("void", ("reception",), ("supervisor",)))
    assert "hủy hồ sơ" in sentence
    assert "giám sát" in sentence


def test_a_bug_gets_one_vague_line() -> None:
    sentence = explain(KeyError("secret detail"))
    assert "secret" not in sentence
    assert sentence == explain(ZeroDivisionError())


def test_the_command_line_gets_sentences_without_loading_qt() -> None:
    code = "import sys, ui.messages; print(any(m.startswith('PySide6') for m in sys.modules))"
    done = subprocess.run(  # what a fresh interpreter loads
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
