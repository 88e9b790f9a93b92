"""A procedure of the own format, already checked against its schema, as its versions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from counter_app.domain.errors import InvalidTerm, UnreadableRecord
from counter_app.domain.procedure import NO_ID, ProcedureVersion
from counter_app.domain.procedure_json import version_from_json, version_to_json
from counter_app.domain.term import Term

_OF_PROCEDURE = ("code", "name", "field", "level")


def versions_from_procedure(data: Mapping[str, Any]) -> tuple[ProcedureVersion, ...]:
    """The versions in the file's order, terms in their canonical wording, ``id`` is ``NO_ID``.

    Raises:
        UnreadableRecord: what a schema cannot say: ``invalid_term``, ``invalid_date`` or
            ``repeated`` (an id that names two cases or components).
    """
    shared = {key: data[key] for key in _OF_PROCEDURE}
    return tuple(
        _version({**shared, **version}, f"$.versions[{n}]")
        for n, version in enumerate(data["versions"])
    )


def procedure_from_versions(versions: Iterable[ProcedureVersion]) -> dict[str, Any]:
    """One procedure in the own format; the newest of ``versions`` (the last) names it.

    Raises:
        ValueError: no version at all.
    """
    texts = [version_to_json(version) for version in versions]
    if not texts:
        raise ValueError("a procedure has at least one version")
    own = [{key: value for key, value in t.items() if key not in _OF_PROCEDURE} for t in texts]
    return {**{key: texts[-1][key] for key in _OF_PROCEDURE}, "versions": own}


def _version(data: dict[str, Any], path: str) -> ProcedureVersion:
    for key in ("issued", "effective", "published"):
        _check_day(data["decision"].get(key), f"{path}.decision.{key}")
    _check_unique(data["cases"], f"{path}.cases")
    _check_unique(data["components"], f"{path}.components")
    cases = [_with_terms(case, f"{path}.cases[{n}]") for n, case in enumerate(data["cases"])]
    steps = [
        {**step, "term": _term(step.get("term"), f"{path}.steps[{n}].term")}
        for n, step in enumerate(data.get("steps", ()))
    ]
    return version_from_json(NO_ID, {**data, "cases": cases, "steps": steps})


def _with_terms(case: Mapping[str, Any], path: str) -> dict[str, Any]:
    return {**case, "channels": list(_offers(case["channels"], f"{path}.channels"))}


def _offers(channels: Iterable[Mapping[str, Any]], path: str) -> Iterator[dict[str, Any]]:
    for n, offer in enumerate(channels):
        at = f"{path}[{n}]"
        phases = enumerate(offer.get("phases") or ())
        yield {
            **offer,
            "term": _term(offer["term"], f"{at}.term"),
            "phases": [_term(phase, f"{at}.phases[{i}]") for i, phase in phases],
        }


def _term(text: str | None, path: str) -> str | None:
    if text is None:
        return None
    try:
        return str(Term.parse(text))
    except InvalidTerm as error:
        raise UnreadableRecord(path, "invalid_term", text) from error


def _check_day(text: str | None, path: str) -> None:
    try:
        date.fromisoformat(text or "2000-01-01")
    except ValueError as error:
        raise UnreadableRecord(path, "invalid_date", str(text)) from error


def _check_unique(items: Iterable[Mapping[str, Any]], path: str) -> None:
    for name, times in Counter(item["id"] for item in items).items():
        if times > 1:
            raise UnreadableRecord(path, "repeated", name)
