"""Setting a desk up: the unit, the desk's number, the first administrator, perhaps a sample."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from counter_app.domain.acts import Role
from counter_app.domain.canonical import Json
from counter_app.domain.dossier_code import serial
from counter_app.domain.errors import InvalidOfficer, InvalidUnit
from counter_app.domain.event import Author, Draft
from counter_app.domain.procedure import ProcedureVersion
from counter_app.domain.text import clean
from counter_app.domain.unit import Officer, UnitProfile
from counter_app.services.accounts import (
    NewOfficer,
    cleaned_profile,
    desk_draft,
    made_officer,
    officer_draft,
    profile_draft,
)
from counter_app.services.catalogue import issue_version
from counter_app.services.door_sign import SAMPLE_PEOPLE, SAMPLE_PIN
from counter_app.services.incarnations import enrolment_record
from counter_app.services.ports import Chance, DeskIdentity, Now, PinHasher, UnitOfWork

SAMPLE_OFFICERS = tuple(
    NewOfficer(login, name, (Role(role),), SAMPLE_PIN) for login, name, role in SAMPLE_PEOPLE
)


class NewDesk(Protocol):
    """An empty folder about to become a desk."""

    def begin(
        self, identity: DeskIdentity, record: dict[str, Json]
    ) -> AbstractContextManager[UnitOfWork]:
        """Create the store; the chain begins with the hash of ``record``.

        Raises:
            DeskAlreadySetUp
        """


@dataclass(frozen=True, slots=True)
class NewUnit:
    """What the set-up page asks for."""

    code: str
    name: str
    desk_number: int
    parent: str = ""
    place: str = "Hà Nội"


@dataclass(frozen=True, slots=True)
class SetUp:
    """Turns an empty folder into a stand-alone desk, which is its own city and unit."""

    new_desk: NewDesk
    now: Now
    chance: Chance
    hasher: PinHasher

    def __call__(self, unit: NewUnit, administrator: NewOfficer) -> DeskIdentity:
        """A desk ready for work, with one administrator and an empty catalogue.

        Raises:
            DeskAlreadySetUp, InvalidAgency, InvalidUnit, InvalidDeskNumber, InvalidOfficer:
            nothing was created.
        """
        return self._create(unit, (administrator,), (), is_sample=False)

    def sample(
        self,
        unit: NewUnit,
        catalogue: Sequence[ProcedureVersion],
        also: Sequence[NewOfficer] = (),
    ) -> DeskIdentity:
        """A desk with the sample catalogue and the sample officers, marked as a sample.

        Raises:
            As above.
        """
        return self._create(unit, (*SAMPLE_OFFICERS, *also), catalogue, is_sample=True)

    def _create(
        self,
        unit: NewUnit,
        officers: Sequence[NewOfficer],
        catalogue: Sequence[ProcedureVersion],
        *,
        is_sample: bool,
    ) -> DeskIdentity:
        profile = self._profile(unit, is_sample)
        serial(unit.desk_number, 1, profile.serial_width)  # refuses a number that cannot be
        made = [made_officer(officer, None, self.chance, self.hasher) for officer in officers]
        author = Author(founder_of(made).id, Role.ADMINISTRATOR)
        identity = DeskIdentity(
            id=self.chance.identity(),
            unit=profile.id,
            city=self.chance.identity(),
            number=unit.desk_number,
            incarnation=self.chance.identity(),
        )
        record = enrolment_record(identity, profile.code, self.now())
        with self.new_desk.begin(identity, record) as work:
            for draft in founding(identity, profile, made, self.now):
                work.append(draft)
            for version in catalogue:
                issue_version(work, version, author, self.now)
            work.commit()
        return identity

    def _profile(self, unit: NewUnit, is_sample: bool) -> UnitProfile:
        if unit.desk_number < 1:
            raise InvalidUnit("desk", "range")
        unit_id = self.chance.identity()
        plain = UnitProfile(
            id=unit_id,
            version=unit_id,
            code=unit.code,
            name=unit.name,
            parent=unit.parent,
            place=clean(unit.place) or "Hà Nội",
            hotline="1022" if is_sample else "",
            is_sample=is_sample,
        )
        return cleaned_profile(plain)


def founder_of(officers: Sequence[Officer]) -> Officer:
    """The first of ``officers`` who may register the others.

    Raises:
        InvalidOfficer: there is none.
    """
    for officer in officers:
        if officer.active and Role.ADMINISTRATOR in officer.roles:
            return officer
    raise InvalidOfficer("roles", "no_administrator")


def founding(
    desk: DeskIdentity, profile: UnitProfile, officers: Sequence[Officer], now: Now
) -> Iterator[Draft]:
    """The first events of a unit at its first desk, by the founder among its officers.

    The founder is registered before the others: a centre takes the first officer of a unit on
    trust and the rest because that one registers them.
    """
    founder = founder_of(officers)
    author = Author(founder.id, Role.ADMINISTRATOR)
    yield profile_draft(profile, author, now)
    yield desk_draft(desk, author, now)
    for officer in sorted(officers, key=lambda officer: officer is not founder):
        yield officer_draft(officer, desk.unit, author, now)
