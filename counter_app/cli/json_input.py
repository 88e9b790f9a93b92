"""JSON from files and pipes: whole documents, and records one after another as they arrive."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, Final, NoReturn

from counter_app.cli.options import WrongUsage
from counter_app.i18n import _

LARGEST_RECORD: Final = 64 * 1024 * 1024  # bytes
_SURROGATES = re.compile("[\ud800-\udfff]")


class NotJson(Exception):
    """Text that is no JSON this program takes; the argument is a stable word."""


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that could not be read; ``reason`` is a stable word."""

    reason: str


@contextmanager
def opened(name: str) -> Iterator[BinaryIO]:
    """The file of that name, or standard input for ``-``.

    Raises:
        WrongUsage: there is no such file, or it may not be read.
    """
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        file = Path(name).open("rb")  # noqa: SIM115 (a failure inside the block is another matter)
    except OSError as error:
        message = _("Không đọc được tệp “{name}”: {reason}.")
        raise WrongUsage(message.format(name=name, reason=error.strerror)) from error
    with file:
        yield file


def document(name: str) -> Any:
    """The one JSON value of a file.

    Raises:
        WrongUsage: as ``opened``.
        NotJson
    """
    with opened(name) as file:
        content = file.read(LARGEST_RECORD + 1)
    if len(content) > LARGEST_RECORD:
        raise NotJson("too_large")
    return parsed(content.removeprefix(b"\xef\xbb\xbf"))


def parsed(content: bytes) -> Any:
    """The value; half characters and NUL in its texts are refused with it.

    Raises:
        NotJson
    """
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotJson("not_utf8") from error
    try:
        value = json.loads(text, parse_constant=_no_number)
    except RecursionError as error:
        raise NotJson("too_deep") from error
    except ValueError as error:  # also a number of thousands of digits
        raise NotJson("not_json") from error
    if "\\u" in text:  # the only way such a character gets past the decoder
        _check_texts(value)
    return value


def records(lines: Iterable[bytes]) -> Iterator[Any | Broken]:
    """Objects of a stream as soon as each is complete: one a line, or spread over several lines.

    A record that cannot be completed ends where another one visibly begins, so that one damaged
    line takes no other with it.
    """
    waiting = _Record()
    in_ruins = False  # what is left of a damaged record of several lines is none of its own
    for line in _without_mark(lines):
        if waiting.parts and waiting.ends_before(line):
            yield waiting.value()
            waiting = _Record()
        in_ruins = in_ruins and not line.startswith(b"{")
        if in_ruins or not (waiting.parts or line.strip()):
            continue
        waiting.add(line)
        if waiting.is_over:
            yield waiting.value()
            in_ruins = waiting.is_damaged and len(waiting.parts) > 1
            waiting = _Record()
    if waiting.parts:
        yield waiting.value()


def lines_of(file: BinaryIO) -> Iterator[bytes]:
    """Lines as they arrive; of one without bearable end the beginning, which is refused."""
    while line := file.readline(LARGEST_RECORD + 1):
        rest = line
        while len(rest) > LARGEST_RECORD and not rest.endswith(b"\n"):
            rest = file.readline(LARGEST_RECORD + 1)
        yield line


def _without_mark(lines: Iterable[bytes]) -> Iterator[bytes]:
    for number, line in enumerate(lines):
        yield line if number else line.removeprefix(b"\xef\xbb\xbf")


_STRING_OR_BRACKET = re.compile(rb'"(?:[^"\\]|\\.)*+(?P<end>")?|[\[\]{}]', re.DOTALL)
_OPENING = {ord("]"): ord("["), ord("}"): ord("{")}


@dataclass(slots=True)
class _Record:
    """The lines of one record so far and the brackets still open in them."""

    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    open: bytearray = field(default_factory=bytearray)
    is_damaged: bool = False  # nothing that follows can mend it
    last: bytes = b""  # the last character that is no space

    @property
    def is_over(self) -> bool:
        """Whether nothing more belongs to it."""
        return self.is_damaged or not self.open

    def add(self, line: bytes) -> None:
        """Take one more line."""
        self.size += len(line)
        if self.size > LARGEST_RECORD:
            self.is_damaged = True
            self.parts.append(b"")
            return
        self.parts.append(line)
        self.last = line.rstrip()[-1:] or self.last
        for found in _STRING_OR_BRACKET.finditer(line):
            if found.group().startswith(b'"'):
                self.is_damaged |= found.group("end") is None  # a text never goes over lines
                continue
            bracket = found.group()[0]
            if bracket not in _OPENING:
                self.open.append(bracket)
            elif not self.open or self.open.pop() != _OPENING[bracket]:
                self.is_damaged = True

    def ends_before(self, line: bytes) -> bool:
        """Whether ``line`` begins another record, so that this one was cut off."""
        if not line.startswith(b"{"):
            return False
        if self.open[-1:] == b"{" and self.last != b":":
            return True
        if self.open[:1] != b"{" or b'"procedure"' not in line:
            return False
        try:
            value = parsed(line)
        except NotJson:
            return False
        return isinstance(value, dict) and "procedure" in value

    def value(self) -> Any | Broken:
        """What the lines say."""
        if self.size > LARGEST_RECORD:
            return Broken("too_large")
        try:
            return parsed(b"".join(self.parts))
        except NotJson as error:
            return Broken(str(error))


def _check_texts(value: Any) -> None:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, str) and "\0" in one:
            raise NotJson("nul")
        elif isinstance(one, str) and _SURROGATES.search(one):
            raise NotJson("half_character")


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)
