"""Figures' words where many figures stand beside one another."""

from typing import Final

_SHORT: Final = 10  # letters that stand in one line at any text size


def short(word: str) -> str:
    """The word without what its row says already: ``Tạm dừng: niêm yết`` stands among pauses."""
    _, colon, rest = word.partition(": ")
    return rest if colon else word


def in_two_lines(word: str) -> str:
    """Two lines about as long, so that eight figures stand beside one another at any text size."""
    breaks = [place for place, letter in enumerate(word) if letter == " "]
    if not breaks or len(word) < _SHORT:
        return f"{word}\n"
    best = min(breaks, key=lambda place: abs(len(word) - 1 - 2 * place))
    return f"{word[:best]}\n{word[best + 1 :]}"
