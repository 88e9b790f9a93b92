"""Enrolment at a centre: of a desk that stood alone, of an empty folder, of a unit's first desk."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from counter_app.domain.acts import Role
from counter_app.domain.dossier_code import serial
from counter_app.domain.errors import (
    DeskAlreadyEnrolled,
    DeskStandsAlone,
    InvalidCredentials,
    InvalidOfficer,
)
from counter_app.domain.unit import Officer, UnitProfile
from counter_app.services.accounts import NewOfficer, made_officer
from counter_app.services.incarnations import enrolment_record, incarnation_of
from counter_app.services.numbering import skip_numbers
from counter_app.services.ports import Chance, DeskIdentity, Now, PinHasher, Reference, UnitOfWork
from counter_app.services.setting_up import NewDesk, founding
from counter_app.services.sync_ports import (
    Credentials,
    SyncLog,
)


@dataclass(frozen=True, slots=True)
class BeginEnrolled:
    """Turns an empty folder into a desk of a centre's unit, without officers of its own.

    They come with the first pull, and so does the unit's profile. The desk may stand where one
    with its number was lost, so its first numbers jump.
    """

    new_desk: NewDesk
    now: Now
    chance: Chance

    def __call__(self, credentials: Credentials) -> DeskIdentity:
        """A desk that still has to be enrolled: a second call of ``enrol`` finds it there.

        Raises:
            DeskAlreadySetUp, StorageFailed: nothing was created.
        """
        now = self.now()
        identity = _identity(credentials, self.chance.identity(), self.chance.identity())
        record = enrolment_record(identity, credentials.unit_code, now)
        with self.new_desk.begin(identity, record) as work:
            skip_numbers(work, now.date())
            work.commit()
        return identity


@dataclass(frozen=True, slots=True)
class Enrol:
    """Makes an open desk belong to a centre's unit; nothing it wrote is lost."""

    log: SyncLog
    reference: Callable[[], Reference]
    now: Now
    chance: Chance

    def __call__(self, credentials: Credentials) -> DeskIdentity:
        """The desk as enrolled; with the credentials it has already nothing is done.

        New credentials of the same desk, with another token, take the old ones' place.

        Raises:
            DeskAlreadyEnrolled: at another unit, or with another number.
            InvalidCredentials: ``other-unit``: they are of another unit than the desk's own.
            InvalidDeskNumber: the unit's serials have no room for the number.
        """
        desk, link = self.log.desk, self.log.link()
        if link and link.credentials == credentials:
            return desk
        if link and not _is_same_desk(link.credentials, credentials):
            raise DeskAlreadyEnrolled(link.credentials.unit_code)
        if not link and desk.unit != credentials.unit:
            self._check_own(credentials)
        identity = _identity(credentials, desk.id, self.chance.identity())
        self.log.enrol(credentials, incarnation_of(identity, credentials.unit_code, self.now()))
        return self.log.desk

    def _check_own(self, credentials: Credentials) -> None:
        profile = self.reference().unit()
        if profile.code != credentials.unit_code:
            raise InvalidCredentials("other-unit")
        serial(credentials.desk_number, 1, profile.serial_width)


@dataclass(frozen=True, slots=True)
class Found:
    """Gives a unit of a centre its first administrator, at its first desk."""

    log: SyncLog
    unit_of_work: Callable[[], UnitOfWork]
    now: Now
    chance: Chance
    hasher: PinHasher

    def __call__(self, administrator: NewOfficer) -> Officer:
        """The administrator, to be sent with the next round. Do a first round before.

        Raises:
            DeskStandsAlone
            InvalidOfficer: ``administered``: the unit has an administrator.
        """
        link = self.log.link()
        if link is None:
            raise DeskStandsAlone
        named = link.credentials
        founder = made_officer(administrator, None, self.chance, self.hasher)
        with self.unit_of_work() as work:
            officers = work.reference.officers()
            if any(o.active and Role.ADMINISTRATOR in o.roles for o in officers):
                raise InvalidOfficer("roles", "administered")
            profile = UnitProfile(named.unit, named.unit, named.unit_code, named.unit_name)
            for draft in founding(work.desk, profile, [founder], self.now):
                work.append(draft)
            work.commit()
        return founder


def officers_of(reference: Callable[[], Reference]) -> tuple[Officer, ...]:
    """Who could sign in; nobody at a new desk that has not heard of its unit yet."""
    return tuple(officer for officer in reference().officers() if officer.active)


def _identity(credentials: Credentials, desk: UUID, incarnation: UUID) -> DeskIdentity:
    named = credentials
    return DeskIdentity(desk, named.unit, named.city, named.desk_number, incarnation)


def _is_same_desk(one: Credentials, other: Credentials) -> bool:
    return (one.unit, one.city, one.desk_number) == (other.unit, other.city, other.desk_number)
