"""What a command says: JSON for programs, sentences for people, and how it ends."""

import json
import sys
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Final

from counter_app.domain.errors import CounterError


class Exit(IntEnum):
    """How the program ends (``contracts.md``)."""

    DONE = 0
    REFUSED = 1  # for an expected reason
    WRONG_USAGE = 2
    ENVIRONMENT = 3  # disk, display, centre, printer


class ReaderGone(Exception):
    """Whoever read the answers has closed the pipe."""


_ENVIRONMENT: Final = frozenset(
    {
        "CentreUnreachable",
        "DamagedFont",
        "DocumentDamaged",
        "NoDisplay",
        "NoPicture",
        "QtLosesReferences",
        "StorageFailed",
        "UnreadablePrint",
    }
)


def status_of(error: CounterError) -> Exit:
    """The exit status a refusal stands for."""
    return Exit.ENVIRONMENT if error.kind in _ENVIRONMENT else Exit.REFUSED


def sentence(error: CounterError) -> str:
    """The refusal as one sentence in the language in use."""
    from ui.messages import explain

    return explain(error)


def refusal(error: CounterError) -> dict[str, Any]:
    """The refusal as an answer to another program."""
    return {"error": {"kind": error.kind, "message": sentence(error), "details": error.details}}


@dataclass(frozen=True, slots=True)
class Output:
    """Standard output for answers, standard error for everything else."""

    json: bool

    def answer(self, document: object, text: str) -> None:
        """The command's answer: the document for programs, the text for people."""
        self._write(encoded(document) if self.json else text)

    def item(self, document: object) -> None:
        """One line of a command that answers per item; out of this process when it returns."""
        self._write(encoded(document))

    def refuse(self, error: CounterError) -> Exit:
        """Say why nothing was done; how the program ends."""
        if self.json:
            self.note(encoded(refusal(error)))
        else:
            self.note(f"{sentence(error)} [{error.kind}]")
        return status_of(error)

    def note(self, text: str) -> None:
        """A line beside the answer."""
        sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    def _write(self, text: str) -> None:
        try:
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise ReaderGone from error


def encoded(document: object) -> str:
    """A document on one line; letters as they are."""
    return json.dumps(document, ensure_ascii=False, default=str)


def speak_utf8() -> None:
    """Whatever the terminal's locale says: answers are UTF-8, and nothing in them stops the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
