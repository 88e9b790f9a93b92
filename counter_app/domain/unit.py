"""A unit (cơ quan) as its administrator describes it, and the officers who work there."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from counter_app.domain.acts import Role
from counter_app.domain.canonical import Json
from counter_app.domain.dossier import UnitRef
from counter_app.domain.dossier_code import parse_agency
from counter_app.domain.due import HourRule
from counter_app.domain.errors import InvalidSerialWidth
from counter_app.domain.office_hours import OfficeHours

SERIAL_WIDTHS = (4, 6)
USUAL_HOURS = OfficeHours.usual()


@dataclass(frozen=True, slots=True)
class UnitProfile:
    """What a unit prints on its papers and how it counts time.

    ``id`` is the unit's; ``version`` is the event this profile comes from, so that a receipt
    can name exactly the profile it was printed under.

    Raises:
        InvalidAgency, InvalidSerialWidth
    """

    id: UUID
    version: UUID
    code: str  # agency identification code, QĐ 20/2020/QĐ-TTg
    name: str
    parent: str = ""  # cơ quan chủ quản
    place: str = "Hà Nội"
    hotline: str = ""
    lookup_url: str = ""
    reception_hours: str = ""  # as posted; shortens no term
    hours: OfficeHours = USUAL_HOURS
    hour_rule: HourRule = HourRule.START
    serial_width: int = 6
    keeps_books: bool = False
    is_sample: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "code", parse_agency(self.code))
        if self.serial_width not in SERIAL_WIDTHS:
            raise InvalidSerialWidth(self.serial_width)

    @property
    def ref(self) -> UnitRef:
        """The unit as its dossiers name it."""
        return UnitRef(self.code, self.name, self.id)

    def to_json(self) -> dict[str, Json]:
        """The payload of a ``unit-profiled`` event."""
        return {
            "unit": str(self.id),
            "code": self.code,
            "name": self.name,
            "parent": self.parent,
            "place": self.place,
            "hotline": self.hotline,
            "lookup_url": self.lookup_url,
            "reception_hours": self.reception_hours,
            "hours": {day: list(spans) for day, spans in self.hours.to_json().items()},
            "hour_rule": self.hour_rule.value,
            "serial_width": self.serial_width,
            "keeps_books": self.keeps_books,
            "is_sample": self.is_sample,
        }

    @classmethod
    def from_json(cls, version: UUID, data: Any) -> "UnitProfile":
        """The profile ``to_json`` wrote in the event ``version``."""
        return cls(
            id=UUID(data["unit"]),
            version=version,
            code=data["code"],
            name=data["name"],
            parent=data["parent"],
            place=data["place"],
            hotline=data["hotline"],
            lookup_url=data["lookup_url"],
            reception_hours=data["reception_hours"],
            hours=OfficeHours.from_json(data["hours"]),
            hour_rule=HourRule(data["hour_rule"]),
            serial_width=data["serial_width"],
            keeps_books=data["keeps_books"],
            is_sample=data["is_sample"],
        )


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer (công chức) of the unit; ``verifier`` is the argon2id hash of the PIN.

    Desks that stood alone may each have had somebody of the same login: ``desk`` is the number of
    the one that registered them first, None where it is not known.
    """

    id: UUID
    login: str
    name: str
    roles: tuple[Role, ...]
    verifier: str
    active: bool = True
    desk: int | None = None
