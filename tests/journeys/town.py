"""Offices of a city that share a real centre, each with a line of its own that may be cut."""

import json
from dataclasses import dataclass, field, replace

from counter_app.bootstrap import enrol_desk
from counter_app.cli.app import run
from counter_app.services.centre_admin import Address, UnitName
from counter_app.services.credentials import credentials_to_json
from db.centre.client import PostgresCentre
from tests.faults import truth
from tests.faults.city import FIRST
from tests.faults.proxy import Proxy
from tests.journeys.office import Office

EVENTUALLY_MS = 60_000  # however busy the machine is
ROUND_EVERY_S = 0.15


class QuickPace:
    """Rounds follow one another at once, for officers who do not wait five seconds."""

    def after_success(self):
        return ROUND_EVERY_S

    def after_failure(self):
        return ROUND_EVERY_S


@dataclass
class Lines:
    """Who calls the centre passes through the proxy of their own desk."""

    server: object
    proxies: dict = field(default_factory=dict)

    def of(self, unit, number):
        """The proxy of that desk."""
        desk = (unit, number)
        if desk not in self.proxies:
            self.proxies[desk] = Proxy(("127.0.0.1", self.server.port))
        return self.proxies[desk]

    def connect(self, credentials, patience_s):
        """What ``City`` connects its desks by."""
        proxy = self.of(credentials.unit_code, credentials.desk_number)
        return PostgresCentre(replace(credentials, port=proxy.port), patience_s)

    def close(self):
        for proxy in self.proxies.values():
            proxy.close()


@dataclass
class Town:
    """A city whose desks have windows; ``offices`` are opened by the desks' names."""

    city: object
    lines: Lines
    qtbot: object
    capsys: object
    offices: dict = field(default_factory=dict)

    def open(self, *names):
        """Windows on desks A, B (one unit), C (another one), as far as wanted."""
        for name in names:
            desk = self.desk(name)
            in_step = replace(desk.counter.in_step, pace=QuickPace())
            desk.counter = replace(desk.counter, in_step=in_step)
            self.offices[name] = Office(desk.counter, desk.clock, self.qtbot, self.capsys)
        return [self.offices[name] for name in names]

    def desk(self, name):
        return next(desk for desk in self.city.desks if desk.name == name)

    def line(self, name):
        """The proxy between a desk and the centre."""
        return self.lines.of(*self._place(self.desk(name)))

    def cut(self, *names):
        """The centre cannot be reached from there, and open connections are gone."""
        for line in map(self.line, names):
            line.weather = replace(line.weather, refuses=True)
            line.cut_all()

    def mend(self, *names):
        """It can be reached again."""
        for line in map(self.line, names):
            line.weather = replace(line.weather, refuses=False)

    def credentials_file(self, folder, number):
        """A new desk of the first unit, as the centre's administrator hands it over."""
        line = self.lines.of(FIRST.code, number)
        address = Address("127.0.0.1", line.port, self.city.server.ca)
        credentials = enrol_desk(self.url, address)(UnitName(FIRST.code), number)
        file = folder / f"quay-{number}.json"
        file.write_text(credentials_to_json(credentials), "utf-8")
        return file

    @property
    def url(self):
        return self.city.server.url(self.city.database)

    def until(self, is_so):
        """Wait for what the desks do by themselves."""
        self.qtbot.waitUntil(is_so, timeout=EVENTUALLY_MS)

    def check(self):
        """Everybody is level and sees the same; so says ``centre check``."""
        self.close()
        for desk in self.city.desks:
            self.city.note(desk)
        self.city.sync_all()
        truth.check(self.city)
        for desk in self.city.desks:
            desk.clock.forward(hours=2)  # a report is due
            desk.run()
        self.ask("centre", "project")
        wanted = {self._place(desk) for desk in self.city.desks}
        lines = self.ask("centre", "check")
        said = [line["verdict"] for line in lines if (line["unit"], line["desk"]) in wanted]
        assert said == ["equal"] * 2 * len(wanted), lines

    def ask(self, *command):
        """The lines that ``counter-app … URL --json`` answers."""
        self.capsys.readouterr()
        status = run([*command, self.url, "--json"])
        said = self.capsys.readouterr()
        assert status == 0, said.out + said.err
        return [json.loads(line) for line in said.out.splitlines()]

    def figures(self, facet):
        """What the centre counts under ``facet``, by key."""
        return dict(
            self.city.rows("SELECT key, count FROM projection.counters WHERE facet = %s", facet)
        )

    def close(self):
        for office in self.offices.values():
            office.close()

    @staticmethod
    def _place(desk):
        """A desk's unit and number."""
        named = desk.counter.in_step.log.link().credentials
        return named.unit_code, named.desk_number
