"""Reading catalogue files: own format or records of the national portal, a refusal per record."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from counter_app.domain.errors import UnreadableRecord
from counter_app.domain.portal_fields import shown
from counter_app.domain.portal_record import is_portal_record, read_portal_record
from counter_app.domain.procedure import ProcedureVersion
from counter_app.domain.procedure_file import versions_from_procedure
from counter_app.domain.text import nfc

LARGEST_FILE = 256 * 1024 * 1024  # bytes; the whole national catalogue takes about 60 MB
LARGEST_RECORD = 4 * 1024 * 1024  # characters; those of the portal have 4 to 25 thousand
DEEPEST = 40  # objects and lists inside each other; both formats have fewer than ten
_OWN_KEYS = frozenset({"code", "name", "field", "level", "versions"})


@dataclass(frozen=True, slots=True)
class Read:
    """The versions of one procedure; ``place`` says where it stood: ``a.json``, ``a.json[3]``.

    The versions carry no id yet (``NO_ID``): the event that stores one gives it.
    """

    place: str
    versions: tuple[ProcedureVersion, ...]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record, or a whole file, of which nothing is taken, and why."""

    place: str
    error: UnreadableRecord


def read_catalogue(
    files: Iterable[tuple[str, bytes]], schema: Mapping[str, Any]
) -> Iterator[Read | Refusal]:
    """One answer per record, in the files' order; every file holds a record, a list or JSON lines.

    ``files`` are names (for the reports) with their bytes; ``schema`` is the own format's
    (``resources/catalogue/procedure.schema.json``). Which of the two formats a record has is seen
    from its keys, so a file may mix them. A record is taken whole or refused with a JSON path.
    Reasons: not_utf8, not_json, truncated, empty, too_large, too_deep, not_a_procedure, missing,
    wrong_type, wrong_form, out_of_range, too_long, unknown_value, unknown_key, control_character,
    invalid_term, invalid_date, repeated.
    """
    validator = Draft202012Validator(schema)
    for name, content in files:
        yield from _read_file(name, content, validator)


def _read_file(
    name: str, content: bytes, validator: Draft202012Validator
) -> Iterator[Read | Refusal]:
    try:
        values = list(_values(name, content))
    except UnreadableRecord as error:
        yield Refusal(name, error)
        return
    for place, value in values:
        if isinstance(value, UnreadableRecord):
            yield Refusal(place, value)
        else:
            yield _read_value(place, value, validator)


def _values(name: str, content: bytes) -> Iterator[tuple[str, object]]:
    if len(content) > LARGEST_FILE:
        raise UnreadableRecord("$", "too_large", str(len(content)))
    text = _decoded(content)
    try:
        value = _parsed(text)
    except UnreadableRecord:
        lines = [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
        parsed = [(f"{name}:{n}", _parsed_or_refusal(line)) for n, line in lines]
        if not _are_json_lines([value for _, value in parsed]):
            raise
        yield from parsed
        return
    if not isinstance(value, list):
        yield name, value
    elif not value:
        raise UnreadableRecord("$", "empty")
    else:
        yield from ((f"{name}[{n}]", one) for n, one in enumerate(value))


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableRecord("$", "not_utf8", f"byte {error.start}") from error
    if not text.strip():
        raise UnreadableRecord("$", "empty")
    return text


def _parsed(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        cut_off = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated string")
        reason = "truncated" if cut_off else "not_json"
        raise UnreadableRecord("$", reason, f"line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise UnreadableRecord("$", "too_deep") from error
    except ValueError as error:  # a number of thousands of digits, or NaN
        raise UnreadableRecord("$", "not_json", shown(error)) from error


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _are_json_lines(values: list[object]) -> bool:
    """At least half of several lines are objects by themselves: the rest are damaged lines."""
    return len(values) > 1 and 2 * sum(isinstance(value, dict) for value in values) >= len(values)


def _parsed_or_refusal(line: str) -> object:
    try:
        return _parsed(line)
    except UnreadableRecord as error:
        return error


def _read_value(place: str, value: object, validator: Draft202012Validator) -> Read | Refusal:
    try:
        _check_size(value)
        return Read(place, _versions(value, validator))
    except UnreadableRecord as error:
        return Refusal(place, error)


def _check_size(value: object) -> None:
    """Refuse what would exhaust the stack or the memory of everything that comes after."""
    waiting, characters = [(value, 0)], 0
    while waiting:
        one, depth = waiting.pop()
        if depth > DEEPEST:
            raise UnreadableRecord("$", "too_deep", str(DEEPEST))
        if isinstance(one, dict):
            waiting += [(inner, depth + 1) for pair in one.items() for inner in pair]
        elif isinstance(one, list):
            waiting += [(inner, depth + 1) for inner in one]
        else:
            characters += len(one) if isinstance(one, str) else 1
    if characters > LARGEST_RECORD:
        raise UnreadableRecord("$", "too_large", str(characters))


def _versions(value: object, validator: Draft202012Validator) -> tuple[ProcedureVersion, ...]:
    if is_portal_record(value):
        return (read_portal_record(value),)
    if not isinstance(value, dict) or _OWN_KEYS.isdisjoint(value):
        raise UnreadableRecord("$", "not_a_procedure", shown(value))
    composed = _composed(value)
    error = best_match(validator.iter_errors(composed))
    if error is not None:
        raise _violation(error)
    return versions_from_procedure(composed)


def _composed(value: Any) -> Any:
    if isinstance(value, str):
        return nfc(value)
    if isinstance(value, list):
        return [_composed(one) for one in value]
    if isinstance(value, dict):
        return {key: _composed(one) for key, one in value.items()}
    return value


def _violation(error: ValidationError) -> UnreadableRecord:
    keyword = str(error.validator)
    reason = _REASONS[keyword]
    found = error.message if keyword in _NAMING else error.instance
    return UnreadableRecord(error.json_path, reason, shown(found))


# The schema's keywords in the words the portal's records are refused with.
_REASONS = {
    "required": "missing",
    "additionalProperties": "unknown_key",
    "type": "wrong_type",
    "enum": "unknown_value",
    "pattern": "wrong_form",
    "not": "control_character",
    "minimum": "out_of_range",
    "maximum": "out_of_range",
    "minLength": "empty",
    "minItems": "empty",
    "maxLength": "too_long",
    "maxItems": "too_long",
}
_NAMING = frozenset({"required", "additionalProperties"})  # their messages name the keys
