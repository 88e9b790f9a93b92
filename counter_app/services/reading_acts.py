"""The JSON object of a correction (``contracts.md``, ``act``) as the values of the use case."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from counter_app.domain.dossier import Dossier, Paper
from counter_app.domain.errors import InvalidActData, InvalidIntake
from counter_app.domain.person import NOBODY, PERSON_FIELDS, Person
from counter_app.domain.procedure import Channel, Component
from counter_app.services.acting import Correction
from counter_app.services.intake import matched_papers
from counter_app.services.reading_intake import read_paper_requests
from counter_app.services.requests import cleaned_papers

_PARTIES: Final = ("applicant", "submitter")
_ACT: Final = "correct"


def read_correction(
    dossier: Dossier, fields: object, known: Sequence[Component] = ()
) -> Correction:
    """What ``fields`` changes on ``dossier``: ``{"applicant.name": "…", "sets": 2, …}``.

    Keys: ``applicant.FIELD``, ``submitter.FIELD``, ``content``, ``note``, ``result_channel``,
    ``components`` (all of them, as in an intake, matched to the ``known`` ones) and ``sets``.

    Raises:
        InvalidActData: naming the key.
        TextTooLong
    """
    if not isinstance(fields, Mapping):
        raise InvalidActData(_ACT, "fields", "not_an_object")
    if stray := sorted(str(key) for key in fields if key not in _READERS):
        raise InvalidActData(_ACT, f"fields.{stray[0]}"[:80], "unknown_key")
    correction = Correction(
        applicant=_party(dossier.applicant, "applicant", fields),
        submitter=_party(dossier.submitter or NOBODY, "submitter", fields),
        content=_text(fields, "content") if "content" in fields else None,
        note=_text(fields, "note") if "note" in fields else None,
    )
    if "components" in fields:
        correction = replace(correction, papers=_papers(fields["components"], known))
    if "sets" in fields:
        correction = replace(correction, sets=_number(fields, "sets"))
    if "result_channel" in fields:
        correction = replace(correction, result_channel=_channel(fields))
    return correction


_READERS: Final = frozenset(
    {"content", "note", "result_channel", "components", "sets"}
    | {f"{party}.{name}" for party in _PARTIES for name in PERSON_FIELDS}
)


def _party(before: Person, party: str, fields: Mapping[str, Any]) -> Person | None:
    given: dict[str, Any] = {
        name: _text(fields, f"{party}.{name}")
        for name in PERSON_FIELDS
        if f"{party}.{name}" in fields
    }
    return replace(before, **given) if given else None


def _text(fields: Mapping[str, Any], key: str) -> str:
    value = fields[key]
    if not isinstance(value, str):
        raise InvalidActData(_ACT, f"fields.{key}", "not_text")
    return value


def _number(fields: Mapping[str, Any], key: str) -> int:
    value = fields[key]
    if not isinstance(value, int) or isinstance(value, bool):
        raise InvalidActData(_ACT, f"fields.{key}", "not_a_whole_number")
    return value


def _channel(fields: Mapping[str, Any]) -> Channel:
    text = _text(fields, "result_channel")
    try:
        return Channel(text)
    except ValueError as error:
        raise InvalidActData(_ACT, "fields.result_channel", "unknown_value") from error


def _papers(data: object, known: Sequence[Component]) -> tuple[Paper, ...]:
    try:
        return matched_papers(known, cleaned_papers(read_paper_requests(data)))
    except InvalidIntake as error:
        raise InvalidActData(_ACT, f"fields.{error.path}", error.reason) from error
