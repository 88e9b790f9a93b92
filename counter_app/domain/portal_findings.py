"""What an importer could not settle by itself, gathered while it reads."""

from collections.abc import Iterable

from counter_app.domain.procedure import Doubt


class Findings:
    """Doubts by their stable word; the same words are kept once, in the order they came."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, None]] = {}

    def add(self, what: str, found: Iterable[str]) -> None:
        """Keep ``found``, the source's words, for a person to check; no words, no doubt."""
        words = dict.fromkeys(found)
        if words:
            self._found.setdefault(what, {}).update(words)

    def doubts(self) -> tuple[Doubt, ...]:
        """One doubt for each word."""
        return tuple(Doubt(what, tuple(found)) for what, found in self._found.items())


def made_unique(codes: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes with "-2", "-3" behind those that repeat, and the codes that did repeat."""
    wanted = tuple(codes)
    taken = set(wanted)
    given: list[str] = []
    for code in wanted:
        chosen, number = code, 1
        while chosen in given or (number > 1 and chosen in taken):
            number += 1
            chosen = f"{code}-{number}"
        given.append(chosen)
    repeated = tuple(dict.fromkeys(code for code in wanted if wanted.count(code) > 1))
    return tuple(given), repeated
