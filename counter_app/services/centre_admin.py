"""Running the centre: setting it up, bringing it up to date, giving desks their credentials."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol
from uuid import UUID

from counter_app.domain.dossier_code import parse_agency, serial
from counter_app.domain.errors import InvalidUnit
from counter_app.domain.text import clean
from counter_app.services.ports import Chance
from counter_app.services.sync_ports import (
    Credentials,
)

CITY_CODE: Final = "H26"
CITY_NAME: Final = "Thành phố Hà Nội"
_NAME_LIMIT: Final = 200


@dataclass(frozen=True, slots=True)
class City:
    """The city a centre serves: its scope of reference data, and its own unit."""

    scope: UUID
    unit: UUID
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Address:
    """Where desks reach the centre, and the certificate they trust; empty or 0: as in the URL."""

    host: str = ""
    port: int = 0
    ca: str = ""  # PEM


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit by its code; ``name`` empty: the one it has."""

    code: str
    name: str = ""


class CentreAdministration(Protocol):
    """The central database as its administrator reaches it; every call is one transaction.

    Raises, each of them: CentreUnreachable; CentreRefused: this role may not; and, but for
    ``set_up``, CentreNotSetUp.
    """

    def set_up(self, city: City) -> City:
        """Make the centre in an empty database; where there is one it stays, renewed."""

    def upgrade(self) -> str:
        """Bring schema, rights and functions to this program's; their revision."""

    def enrol(self, unit: UnitName, unit_id: UUID, number: int, token: bytes) -> Credentials:
        """A new desk; a unit nobody knows is made with ``unit_id``.

        Raises:
            DeskNumberTaken: the number is another desk's, or was; nothing was changed.
        """

    def rotate(self, unit: str, number: int, token: bytes) -> Credentials:
        """Another token for a desk; the old one is worth nothing from here on.

        The desk is the installation that comes with it first: the same, or one in a lost one's place.

        Raises:
            CentreRefused: ``unknown-desk``.
        """

    def revoke(self, unit: str, number: int) -> None:
        """The desk may not call any more; its number stays taken.

        Raises:
            CentreRefused: ``unknown-desk``.
        """


@dataclass(frozen=True, slots=True)
class SetUpCentre:
    """Turns an empty database into a city's centre."""

    administration: CentreAdministration
    chance: Chance

    def __call__(self, code: str = CITY_CODE, name: str = CITY_NAME) -> City:
        """The city as it is there, which may be from an earlier call.

        Raises:
            InvalidAgency, InvalidUnit
        """
        agency = parse_agency(code)
        scope, unit = self.chance.identity(), self.chance.identity()
        return self.administration.set_up(City(scope, unit, agency, _named(name) or agency))


@dataclass(frozen=True, slots=True)
class EnrolDesk:
    """Gives desks their credentials and takes them back."""

    administration: CentreAdministration
    chance: Chance
    new_token: Callable[[], bytes]  # 32 unpredictable bytes; the centre keeps their hash alone

    def __call__(self, unit: UnitName, number: int) -> Credentials:
        """Credentials of a new desk.

        Raises:
            DeskNumberTaken, InvalidAgency, InvalidUnit, InvalidDeskNumber
        """
        code = parse_agency(unit.code)
        serial(number, 1)  # refuses a number that cannot be
        wanted = UnitName(code, _named(unit.name))
        identity, token = self.chance.identity(), self.new_token()
        return self.administration.enrol(wanted, identity, number, token)

    def rotate(self, unit: str, number: int) -> Credentials:
        """The same desk's credentials with another token.

        Raises:
            CentreRefused, InvalidAgency
        """
        return self.administration.rotate(parse_agency(unit), number, self.new_token())

    def revoke(self, unit: str, number: int) -> None:
        """The desk may not call any more.

        Raises:
            CentreRefused, InvalidAgency
        """
        self.administration.revoke(parse_agency(unit), number)


def _named(name: str) -> str:
    cleaned = clean(name)
    if len(cleaned) > _NAME_LIMIT:
        raise InvalidUnit("name", "length")
    return cleaned
