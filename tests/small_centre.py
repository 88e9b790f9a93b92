"""A centre in memory for tests of the desk's store: it orders what it gets and checks nothing."""

import json
from dataclasses import dataclass, field
from uuid import UUID

from counter_app.domain.canonical import canonical
from counter_app.services.centre_port import (
    Accepted,
    FedEvent,
    FeedEnd,
    Head,
    Incarnation,
    Rejected,
)
from counter_app.services.sync_ports import (
    Credentials,
)
from db.reference_projection import KINDS
from tests import make

UNIT, CITY = make.identity(0x11), make.identity(0xC1)
CITY_KINDS = {"procedure-version-issued", "calendar-changed"}


def credentials(number=3, unit=UNIT, city=CITY, **changed):
    """What ``centre enrol`` would write."""
    plain = {
        "host": "centre.example",
        "port": 5432,
        "database": "counter",
        "user": "desk",
        "password": "secret",
        "ca": "PEM",
        "token": "0" * 64,
        "unit": unit,
        "unit_code": "H26.12",
        "unit_name": "UBND phường Hoàn Kiếm",
        "city": city,
        "desk_number": number,
    }
    return Credentials(**plain | changed)


def life(desk, number, unit=UNIT, city=CITY):
    """A further life of a desk, as its enrolment would begin it."""
    record = {"unit": str(unit), "city": str(city), "desk": str(desk.id), "life": number}
    return Incarnation(make.identity(0x1000 + number), desk.id, canonical(record).decode())


@dataclass
class SmallCentre:
    """Feeds by scope; what comes from a desk of ``city_desks`` may be the city's own data."""

    feeds: dict[UUID, list[FedEvent]] = field(default_factory=lambda: {UNIT: [], CITY: []})
    positions: dict[UUID, int] = field(default_factory=dict)
    refused: dict[UUID, str] = field(default_factory=dict)
    city_desks: set[UUID] = field(default_factory=set)
    lives: int = 0

    def enrol(self, desk, number=3):
        """Make ``desk`` one of the unit."""
        self.lives += 1
        log = desk.store.sync_log
        log.enrol(credentials(number), life(log.desk, self.lives))

    def push(self, desk, limit=1000):
        """Take everything that waits at ``desk``."""
        log = desk.store.sync_log
        while batch := log.unsent(limit, 1_000_000):
            _, events = batch
            log.acknowledge([self.take(event, log.desk.id) for event in events])

    def take(self, event, desk):
        """The answer to one event."""
        data = json.loads(event.text)
        identity = UUID(data["id"])
        if identity in self.refused:
            return Rejected(identity, self.refused[identity], {"why": "test"})
        if identity not in self.positions:
            is_citys = data["kind"] in CITY_KINDS and desk in self.city_desks
            feed = self.feeds[CITY if is_citys else UNIT]
            place = len(feed) + 1
            feed.append(FedEvent(place, place, event, make.MONDAY))
            self.positions[identity] = place
        return Accepted(identity, self.positions[identity])

    def pull(self, desk, limit=1000, scopes=(UNIT, CITY), **how):
        """Bring everything there is to ``desk``."""
        log = desk.store.sync_log
        for scope in scopes:
            while True:
                cursor = log.cursor(scope)
                page = self.feeds[scope][max(cursor.position - 1, 0) :][:limit]
                log.apply(scope, page, **how)
                if log.cursor(scope) == cursor:
                    break

    def sync(self, *desks, limit=1000):
        """Rounds until nothing moves any more."""
        for _ in range(2):
            for desk in desks:
                self.push(desk, limit)
                self.pull(desk, limit)

    def head(self, *, is_city_unit=False):
        """Where it stands."""
        ends = tuple(FeedEnd(s, len(feed), None, None) for s, feed in self.feeds.items())
        return Head(UNIT, CITY, ends, 0, make.MONDAY, (), is_city_unit)


assert CITY_KINDS <= KINDS
