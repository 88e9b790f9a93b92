"""What changed between two versions of a procedure, as data for a person to read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from counter_app.domain.procedure import ProcedureVersion
from counter_app.domain.procedure_json import version_to_json

_NAMED_BY = {"cases": "id", "components": "id", "channels": "channel", "doubts": "what"}


@dataclass(frozen=True, slots=True)
class Change:
    """One place that differs, e.g. ``cases[chung].channels[post].term``.

    ``before`` and ``after`` are JSON values; None also stands for "was not there".
    """

    path: str
    before: Any
    after: Any


def difference(old: ProcedureVersion, new: ProcedureVersion) -> tuple[Change, ...]:
    """Every place where ``new`` differs from ``old``, in the order of the own format.

    Cases and components are compared by id, channels by channel, so that a moved line is no
    change; what is on one side only is reported whole. The versions' ids are not compared.
    """
    return tuple(_compare("", version_to_json(old), version_to_json(new)))


def _compare(path: str, before: Any, after: Any) -> Iterator[Change]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            yield from _compare(_under(path, key), before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list) and (before or after):
        yield from _compare(path, _by_name(path, before), _by_name(path, after))
    elif before != after:
        yield Change(path, before, after)


def _under(path: str, key: str) -> str:
    if key.startswith("["):
        return path + key
    return f"{path}.{key}" if path else key


def _by_name(path: str, items: list[Any]) -> dict[str, Any]:
    """The items under "[name]", or "[0]", "[1]" where they have no name; repeats get a number."""
    key = _NAMED_BY.get(path.rpartition(".")[2])
    named: dict[str, Any] = {}
    for number, item in enumerate(items):
        name = item[key] if key else str(number)
        label, again = f"[{name}]", 1
        while label in named:
            again += 1
            label = f"[{name} {again}]"
        named[label] = item
    return named
