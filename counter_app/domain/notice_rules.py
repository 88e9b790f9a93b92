"""When and how people may be told: quiet hours, consent, contacts, patience with a channel."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from counter_app.domain.person import Person
from counter_app.domain.phone import Phone

_EMAIL: Final = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)
_MOBILE: Final = re.compile(r"0[35789][0-9]{8}")


class Contact(StrEnum):
    """What a channel needs to know of whom it reaches."""

    PHONE = "phone"
    EMAIL = "email"


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours in which nobody is told anything, by local time; equal ends: there are none."""

    begins: time = time(21)
    ends: time = time(7)

    def covers(self, moment: datetime) -> bool:
        """Whether ``moment`` (aware, local) is quiet; the end itself is not."""
        clock = moment.timetz().replace(tzinfo=None)
        if self.begins <= self.ends:
            return self.begins <= clock < self.ends
        return clock >= self.begins or clock < self.ends

    def over_at(self, moment: datetime) -> datetime:
        """``moment`` itself, or when the quiet hours that cover it are over."""
        if not self.covers(moment):
            return moment
        end = datetime.combine(moment.date(), self.ends, moment.tzinfo)
        return end if end > moment else end + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Consent:
    """Which contacts given at reception may be used for notices.

    Who gives a telephone number or an address for the receipt agrees to be told there; who does
    not want it any more has the contact taken out by a correction.
    """

    phone: bool = True
    email: bool = True


@dataclass(frozen=True, slots=True)
class Patience:
    """How often a channel is tried, and after what time again; then the next one's turn comes."""

    tries: int = 3
    first_wait: timedelta = timedelta(minutes=10)

    def wait(self, tried: int) -> timedelta:
        """The time after the ``tried``-th failure (from 1): doubled each time."""
        return self.first_wait * (1 << max(0, tried - 1))


@dataclass(frozen=True, slots=True)
class NoticeRules:
    """What a unit has decided about notices; ``officers`` are logins with their addresses."""

    quiet: QuietHours = QuietHours()
    consent: Consent = Consent()
    patience: Patience = Patience()
    languages: tuple[str, ...] = ("vi",)  # one after another in the same message
    officers: Mapping[str, str] = field(default_factory=dict)


def contact_of(person: Person, contact: Contact, consent: Consent) -> str:
    """Where the person agreed to be reached; empty where they did not, or where nothing could."""
    if contact is Contact.PHONE:
        return usable_phone(person.phone) if consent.phone else ""
    return usable_email(person.email) if consent.email else ""


def usable_phone(text: str) -> str:
    """A mobile number of 10 digits, else empty: landlines take no messages."""
    number = Phone.parse(text).number
    return number if _MOBILE.fullmatch(number) else ""


def usable_email(text: str) -> str:
    """An address of plain letters any mail server takes, else empty."""
    address = text.strip()
    is_usable = _EMAIL.fullmatch(address) and ".." not in address and len(address) <= 254
    return address if is_usable else ""
