"""Finding a procedure while its name is being typed."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Self

from counter_app.domain.text import fold


class Rank(IntEnum):
    """How well a name answers what was typed; smaller is better."""

    EXACT = 0  # the whole name or the whole code
    BEGINNING = 1  # the name begins so
    PHRASE = 2  # these words, in this order, somewhere in the name
    ALL_INITIALS = 3  # "dkks": from the first word on
    WORDS = 4  # each word begins one of the name's, in any order
    JOINED = 5  # "khaisinh": typed without the spaces
    CODE = 6  # part of the code
    INITIALS = 7  # "ks": of neighbouring words


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name and its code, folded once so that every key stroke only compares."""

    phrase: str  # " dang ky khai sinh": a space before each word
    joined: str
    starts: frozenset[int]  # where a word begins in ``joined``
    initials: str
    code: str  # without signs

    @classmethod
    def of(cls, name: str, code: str = "") -> Self:
        """Prepare ``name`` and ``code`` for ``match_rank``."""
        words = fold(name).split()
        starts, end = [], 0
        for word in words:
            starts.append(end)
            end += len(word)
        phrase = "".join(f" {word}" for word in words)
        first = "".join(word[0] for word in words)
        return cls(phrase, "".join(words), frozenset(starts), first, fold(code).replace(" ", ""))


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed, folded once for all candidates."""

    phrase: str
    words: tuple[str, ...]  # a space before each
    joined: str

    @classmethod
    def of(cls, text: str) -> Self:
        """Prepare ``text`` for ``match_rank``."""
        words = fold(text).split()
        spaced = tuple(f" {word}" for word in words)
        return cls("".join(spaced), spaced, "".join(words))


def match_rank(query: Query, candidate: Candidate) -> Rank | None:
    """How well ``candidate`` answers, None if it does not; an empty query fits everything.

    Ties are the caller's to break, by recent use for instance.
    """
    if query.phrase == candidate.phrase or (query.joined and query.joined == candidate.code):
        return Rank.EXACT
    if query.phrase in candidate.phrase:
        return Rank.BEGINNING if candidate.phrase.startswith(query.phrase) else Rank.PHRASE
    return _loose_rank(query, candidate)


def _loose_rank(query: Query, candidate: Candidate) -> Rank | None:
    typed = query.joined
    abbreviated = len(typed) > 1 and typed in candidate.initials
    if abbreviated and candidate.initials.startswith(typed):
        return Rank.ALL_INITIALS
    if all(word in candidate.phrase for word in query.words):
        return Rank.WORDS
    if typed in candidate.joined and _begins_a_word(typed, candidate):
        return Rank.JOINED
    if typed in candidate.code:
        return Rank.CODE
    return Rank.INITIALS if abbreviated else None


def _begins_a_word(typed: str, candidate: Candidate) -> bool:
    at = candidate.joined.find(typed)
    while at >= 0:
        if at in candidate.starts:
            return True
        at = candidate.joined.find(typed, at + 1)
    return False
