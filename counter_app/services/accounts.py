"""Who may sit at the desk: signing in, registering officers, proving a second person."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from counter_app.domain.acts import Role
from counter_app.domain.canonical import Json
from counter_app.domain.dossier_code import serial
from counter_app.domain.errors import (
    InvalidOfficer,
    InvalidUnit,
    OfficersAwaited,
    RoleMayNot,
    SignInRefused,
)
from counter_app.domain.event import Author, Draft, Kind
from counter_app.domain.text import clean
from counter_app.domain.unit import Officer, UnitProfile
from counter_app.services.ports import Chance, DeskIdentity, Now, PinHasher, Reference, UnitOfWork

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
MIN_PIN = 6
MAX_PIN = 64
_NAME_LIMIT = 120
_PROFILE_LIMITS = {
    "name": 200,
    "parent": 200,
    "place": 100,
    "hotline": 50,
    "lookup_url": 200,
    "reception_hours": 300,
}


@dataclass(frozen=True, slots=True)
class NewOfficer:
    """An officer to be registered, or registered again with another name, PIN or roles.

    ``pin`` empty keeps the PIN of an officer who already exists; ``id`` says which one, None
    makes another.
    """

    login: str
    name: str
    roles: tuple[Role, ...]
    pin: str = ""
    active: bool = True
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class SignIn:
    """Checks a login and a PIN; takes about as long for an unknown login as for a wrong PIN."""

    reference: Callable[[], Reference]
    hasher: PinHasher

    def __call__(self, login: str, pin: str) -> Officer:
        """The officer who is now at the desk; of several with the login whose PIN it is.

        Raises:
            SignInRefused: they do not belong together, or the officer is inactive.
            OfficersAwaited: this desk knows nobody yet.
        """
        reference = self.reference()
        named = officers_named(reference, login)
        if not named and not reference.officers():
            raise OfficersAwaited
        verifiers = [officer.verifier for officer in named] or [self.hasher.nobody]
        is_text = pin.isprintable()
        matches = [is_text and self.hasher.matches(verifier, pin) for verifier in verifiers]
        found = (o for o, is_theirs in zip(named, matches, strict=False) if is_theirs and o.active)
        officer = next(found, None)
        if officer is None:
            raise SignInRefused(login[:40])
        return officer


@dataclass(frozen=True, slots=True)
class RegisterOfficer:
    """Registers an officer of the unit; an administrator's act."""

    unit_of_work: Callable[[], UnitOfWork]
    now: Now
    chance: Chance
    hasher: PinHasher

    def __call__(self, new: NewOfficer, by: Officer) -> Officer:
        """The officer as registered, or as changed where ``new`` says who.

        Raises:
            RoleMayNot: ``by`` is no administrator.
            InvalidOfficer: login, name, roles or PIN cannot be, or another officer has the login.
        """
        _check_administrator(by, "register-officer")
        with self.unit_of_work() as work:
            before = _meant(new, work.reference)
            made = made_officer(new, before, self.chance, self.hasher)
            officer = replace(made, desk=before.desk if before else work.desk.number)
            if by.id == officer.id and not _administers(officer):
                raise InvalidOfficer("roles", "own_administration")
            author = Author(by.id, Role.ADMINISTRATOR)
            introduce(work, author, self.now)
            work.append(officer_draft(officer, work.desk.unit, author, self.now))
            work.commit()
        return officer


@dataclass(frozen=True, slots=True)
class DescribeUnit:
    """Changes the unit's profile; an administrator's act. Printed receipts keep theirs."""

    unit_of_work: Callable[[], UnitOfWork]
    now: Now

    def __call__(self, profile: UnitProfile, by: Officer) -> UnitProfile:
        """The profile as stored, in force for the next dossier.

        Raises:
            RoleMayNot: ``by`` is no administrator.
            InvalidUnit: a text that cannot be printed, or no name.
            InvalidDeskNumber: the new serial width has no room for this desk.
        """
        _check_administrator(by, "describe-unit")
        profile = cleaned_profile(profile)
        with self.unit_of_work() as work:
            profile = replace(profile, id=work.desk.unit)
            serial(work.desk.number, 1, profile.serial_width)
            author = Author(by.id, Role.ADMINISTRATOR)
            introduce(work, author, self.now)
            event = work.append(profile_draft(profile, author, self.now))
            work.commit()
        return replace(profile, version=event.id)


def introduce(work: UnitOfWork, author: Author, now: Now) -> None:
    """Before what an administrator does at a desk the unit knows no number of, or another: its number.

    A desk that was made of an empty folder has nobody who could say it earlier.
    """
    if work.reference.desk_number(work.desk.id) != work.desk.number:
        work.append(desk_draft(work.desk, author, now))


def cleaned_profile(profile: UnitProfile) -> UnitProfile:
    """``profile`` with texts that may be stored and printed.

    Raises:
        InvalidUnit: one is too long, or there is no name.
    """
    texts: dict[str, Any] = {n: clean(getattr(profile, n)) for n in _PROFILE_LIMITS}
    for name, limit in _PROFILE_LIMITS.items():
        if len(texts[name]) > limit:
            raise InvalidUnit(name, "length")
    if not texts["name"]:
        raise InvalidUnit("name", "length")
    return replace(profile, **texts)


def find_officer(reference: Reference, login: str) -> Officer | None:
    """The officer of the unit with this login, whatever its case; of several this desk's own."""
    return next(iter(officers_named(reference, login)), None)


def officers_named(reference: Reference, login: str) -> tuple[Officer, ...]:
    """Every officer of the unit with this login, this desk's own first.

    Desks that stood alone before they joined the unit may each bring one.
    """
    wanted = login.strip().lower()
    return tuple(officer for officer in reference.officers() if officer.login == wanted)


def made_officer(
    new: NewOfficer, before: Officer | None, chance: Chance, hasher: PinHasher
) -> Officer:
    """``new`` as an officer with an identity and a verifier.

    Raises:
        InvalidOfficer
    """
    login, name = new.login.strip().lower(), clean(new.name)
    if _LOGIN.fullmatch(login) is None:
        raise InvalidOfficer("login", "shape")
    if not name or len(name) > _NAME_LIMIT:
        raise InvalidOfficer("name", "length")
    if not new.roles:
        raise InvalidOfficer("roles", "missing")
    if before is not None and not new.pin:
        return Officer(before.id, login, name, new.roles, before.verifier, new.active)
    if not MIN_PIN <= len(new.pin) <= MAX_PIN:
        raise InvalidOfficer("pin", "length")
    if not new.pin.isprintable():
        raise InvalidOfficer("pin", "shape")
    identity = before.id if before else chance.identity()
    return Officer(identity, login, name, new.roles, hasher.hash(new.pin), new.active)


def _meant(new: NewOfficer, reference: Reference) -> Officer | None:
    """The officer ``new`` changes; None: it is somebody new.

    Raises:
        InvalidOfficer: nobody has that identity, or another officer has the login.
    """
    before = reference.officer(new.id) if new.id else None
    if new.id and before is None:
        raise InvalidOfficer("officer", "unknown")
    keeps = before is not None and before.login == new.login.strip().lower()
    if not keeps and officers_named(reference, new.login):
        raise InvalidOfficer("login", "taken")
    return before


def officer_draft(officer: Officer, unit: UUID, author: Author, now: Now) -> Draft:
    """The event that registers ``officer``; the verifier is private."""
    public: dict[str, Json] = {
        "officer": str(officer.id),
        "login": officer.login,
        "name": officer.name,
        "roles": [role.value for role in officer.roles],
        "active": officer.active,
    }
    private: dict[str, Json] = {"verifier": officer.verifier}
    return Draft(Kind.OFFICER_REGISTERED, unit, None, author, now(), public, private)


def desk_draft(desk: DeskIdentity, author: Author, now: Now) -> Draft:
    """The event that says which number the desk has in its unit."""
    public: dict[str, Json] = {"desk": str(desk.id), "number": desk.number}
    return Draft(Kind.DESK_ENROLLED, desk.unit, None, author, now(), public)


def profile_draft(profile: UnitProfile, author: Author, now: Now) -> Draft:
    """The event that describes the unit."""
    return Draft(Kind.UNIT_PROFILED, profile.id, None, author, now(), profile.to_json())


def _officers_with(reference: Reference, login: str) -> tuple[Officer, ...]:
    wanted = login.strip().lower()
    return tuple(officer for officer in reference.officers() if officer.login == wanted)


def _administers(officer: Officer) -> bool:
    return officer.active and Role.ADMINISTRATOR in officer.roles


def _check_administrator(by: Officer, act: str) -> None:
    if not _administers(by):
        raise RoleMayNot(act, tuple(by.roles), (Role.ADMINISTRATOR,))
