"""Applicant (chủ hồ sơ) and submitter (người nộp) as a dossier keeps them."""

from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum

from counter_app.domain.canonical import Json
from counter_app.domain.value import value


class PersonKind(StrEnum):
    """Who applies; decides which number identifies them."""

    CITIZEN = "citizen"
    BUSINESS = "business"
    ORGANISATION = "organisation"
    AGENCY = "agency"


@value
class Person:
    """Somebody as they stood at the counter; empty text where nothing was given.

    ``birth_date`` is ISO 8601, or a bare year where no more is known.
    """

    name: str
    kind: PersonKind = PersonKind.CITIZEN
    id_number: str = ""
    birth_date: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    tax_code: str = ""

    def to_json(self) -> dict[str, Json]:
        """What stands in a private payload: the given fields only."""
        given = {name: getattr(self, name) for name in PERSON_FIELDS if getattr(self, name)}
        return {**given, "kind": self.kind.value}

    @classmethod
    def from_json(cls, data: Mapping[str, Json]) -> "Person":
        """The person ``to_json`` wrote; without a name after an erasure."""
        given = {name: str(data[name]) for name in PERSON_FIELDS if name in data}
        return cls(**{"name": "", **given}, kind=PersonKind(str(data.get("kind", "citizen"))))


PERSON_FIELDS = tuple(f.name for f in fields(Person) if f.name != "kind")
NOBODY = Person(name="")
