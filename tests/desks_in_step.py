"""A real centre and the desks that keep in step with it, a round at a time."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from uuid import uuid4

import psycopg

from counter_app.bootstrap import enrol_desk, set_up_centre
from counter_app.domain.canonical import canonical
from counter_app.services.centre_admin import Address, UnitName
from counter_app.services.centre_port import (
    Incarnation,
)
from db.centre.client import PostgresCentre


@dataclass
class RealCentre:
    """A database of its own on ``server``."""

    url: str
    ca: str
    calls: dict = field(default_factory=dict)  # by the desk's folder

    def enrol(self, desk, unit="H26.12", number=3):
        """Make a desk one of the unit; its life on its own is registered too."""
        given = enrol_desk(self.url, Address(ca=self.ca))(UnitName(unit, f"Đơn vị {unit}"), number)
        log, life = desk.store.sync_log, uuid4()
        named = {"incarnation": life, "desk": log.desk.id, "unit": given.unit, "city": given.city}
        record = canonical({key: str(value) for key, value in named.items()}).decode()
        log.enrol(given, Incarnation(life, log.desk.id, record))
        call = self.calls[desk.folder] = PostgresCentre(given)
        self._know_officers(desk, given.unit)
        for incarnation in log.incarnations():
            call.register(incarnation)

    def _know_officers(self, desk, unit):
        """Whoever the desk brings may go on with what they did there."""
        named = desk.counter.questions.reference().unit().id
        rows = [(unit, scope, officer.id, list(officer.roles))
                for officer in desk.counter.questions.reference().officers()
                for scope in (unit, named)]  # fmt: skip
        with psycopg.connect(self.url) as connection, connection.cursor() as cursor:
            sql = "INSERT INTO counter.members VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING"
            cursor.executemany(sql, rows)

    def sync(self, *desks):
        """Everything there and back, and what each has now."""
        for desk in desks:
            call, log = self.calls[desk.folder], desk.store.sync_log
            while batch := log.unsent(1000, 1_000_000):
                log.acknowledge(call.push(*batch).answers)
            for scope in (log.desk.unit, log.desk.city):
                while True:
                    cursor = log.cursor(scope)
                    log.apply(scope, call.pull(scope, max(cursor.position, 1), 1000))
                    if log.cursor(scope) == cursor:
                        break
            assert not any(rejection.dossier for rejection in log.rejections())

    def report(self, *desks):
        """Each tells what it has of its unit and its city."""
        for desk in desks:
            log = desk.store.sync_log
            for scope in (log.desk.unit, log.desk.city):
                self.calls[desk.folder].report(log.digest(scope))


@contextmanager
def real_centre(server):
    """A new centre."""
    centre = RealCentre(server.url(server.new_database()), server.ca)
    set_up_centre(centre.url)("H26", "Thành phố Hà Nội")
    try:
        yield centre
    finally:
        for call in centre.calls.values():
            call.close()
