"""Reference data: projected from its events, read back as cached values."""

import json
import sqlite3
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from counter_app.domain.acts import Role
from counter_app.domain.calendar import Calendar
from counter_app.domain.calendar_entries import read_entries
from counter_app.domain.dossier import UnitRef
from counter_app.domain.errors import DeskNotSetUp
from counter_app.domain.event import Event, Kind
from counter_app.domain.procedure import ProcedureVersion
from counter_app.domain.procedure_json import version_from_json
from counter_app.domain.unit import Officer, UnitProfile
from counter_app.services.reference_ports import Proposal, Reach
from db.event_store import json_text
from db.schema import calendar_changes, procedure_versions, unit_profiles
from db.statements import inserting

KINDS: Final = frozenset(
    {
        Kind.UNIT_PROFILED,
        Kind.DESK_ENROLLED,
        Kind.OFFICER_REGISTERED,
        Kind.PROCEDURE_VERSION_ISSUED,
        Kind.CALENDAR_CHANGED,
    }
)
_PUT_DESK: Final = (
    "INSERT INTO desks (id, number) VALUES (?, ?)"
    " ON CONFLICT (id) DO UPDATE SET number = excluded.number"
)
# Of one login this desk's own officer comes first.
_OFFICERS: Final = (
    "SELECT o.id, o.login, o.name, o.roles, o.verifier, o.active, d.number FROM officers o"
    " LEFT JOIN desks d ON d.id = o.desk ORDER BY o.login, o.desk IS NOT (SELECT id FROM desk), o.id"
)
# Versions of another scope than the city's, which no version of the city says it takes over.
_PROPOSALS: Final = (
    "SELECT v.id, v.payload, e.scope FROM procedure_versions v JOIN events e ON e.id = v.id"
    " WHERE e.scope <> (SELECT city FROM desk) AND NOT EXISTS (SELECT 1 FROM procedure_versions a"
    " WHERE a.code = v.code AND replace(json_extract(a.payload, '$.proposal'), '-', '') = v.id)"
    " ORDER BY v.seq"
)
_INSERT_PROFILE: Final = inserting(unit_profiles)
_INSERT_VERSION: Final = inserting(procedure_versions)
_INSERT_CHANGE: Final = inserting(calendar_changes)
_PUT_OFFICER: Final = (
    "INSERT INTO officers (id, login, name, roles, verifier, active, desk)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (id) DO UPDATE SET login = excluded.login, name = excluded.name,"
    " roles = excluded.roles, verifier = excluded.verifier, active = excluded.active"
)


def project_reference(connection: sqlite3.Connection, seq: int, event: Event) -> None:
    """Bring the reference tables up to date with one event."""
    public: Any = event.public
    if event.kind == Kind.UNIT_PROFILED:
        unit = UUID(public["unit"]).hex
        connection.execute(_INSERT_PROFILE, (event.id.hex, seq, unit, json_text(public)))
    elif event.kind == Kind.PROCEDURE_VERSION_ISSUED:
        row = (event.id.hex, seq, public["code"], json_text(public))
        connection.execute(_INSERT_VERSION, row)
    elif event.kind == Kind.CALENDAR_CHANGED:
        connection.execute(_INSERT_CHANGE, (event.id.hex, seq, json_text(public)))
    elif event.kind == Kind.OFFICER_REGISTERED:
        verifier = str((event.private or {}).get("verifier", ""))
        connection.execute(_PUT_OFFICER, (*_officer_row(public, verifier), event.place.desk.hex))
    elif event.kind == Kind.DESK_ENROLLED:
        connection.execute(_PUT_DESK, (UUID(public["desk"]).hex, public["number"]))


class StoredReference:
    """The reference data of one moment; every value is read once."""

    def __init__(self, connection: sqlite3.Connection, unit: UUID, shipped: Calendar) -> None:
        self._connection = connection
        self._unit = unit
        self._shipped = shipped
        self._versions: dict[str, tuple[ProcedureVersion, ...]] = {}

    def unit(self) -> UnitProfile:
        return self._latest_profile

    def codes(self) -> frozenset[str]:
        return self._codes

    def profile(self, version: UUID) -> UnitProfile:
        if version == self._latest_profile.version:
            return self._latest_profile
        sql = "SELECT version, payload FROM unit_profiles WHERE version = ?"
        found = self._connection.execute(sql, (version.hex,)).fetchone()
        return _profile(found) if found else self._latest_profile

    def calendar(self) -> Calendar:
        return self._calendar

    def calendar_as_of(self, version: str) -> Calendar:
        return self._calendars.get(version) or self.calendar()

    def versions(self, code: str) -> tuple[ProcedureVersion, ...]:
        if code not in self._versions:
            sql = "SELECT id, payload FROM procedure_versions WHERE code = ? ORDER BY seq"
            rows = self._connection.execute(sql, (code,)).fetchall()
            self._versions[code] = tuple(map(_version, rows))
        return self._versions[code]

    def procedures(self) -> tuple[ProcedureVersion, ...]:
        sql = "SELECT DISTINCT code FROM procedure_versions ORDER BY code"
        codes = [code for (code,) in self._connection.execute(sql).fetchall()]
        return tuple(version for code in codes for version in self.versions(code))

    def reach(self) -> Reach:
        return Reach.ALONE

    def proposals(self) -> tuple[Proposal, ...]:
        rows = self._connection.execute(_PROPOSALS).fetchall()
        units = {unit.id: unit.name for unit in self.units()}
        return tuple(_proposal(row, units) for row in rows)

    def units(self) -> tuple[UnitRef, ...]:
        return ()

    def officer(self, officer: UUID) -> Officer | None:
        return self._officers.get(officer)

    def officers(self) -> tuple[Officer, ...]:
        return tuple(self._officers.values())

    @cached_property
    def _latest_profile(self) -> UnitProfile:
        sql = "SELECT version, payload FROM unit_profiles WHERE unit = ? ORDER BY seq DESC LIMIT 1"
        found = self._connection.execute(sql, (self._unit.hex,)).fetchone()
        if found is None:
            raise DeskNotSetUp("")
        return _profile(found)

    @cached_property
    def _codes(self) -> frozenset[str]:
        sql = "SELECT DISTINCT json_extract(payload, '$.code') FROM unit_profiles"
        return frozenset(code for (code,) in self._connection.execute(sql).fetchall())

    @cached_property
    def _calendar(self) -> Calendar:
        *_, latest = self._calendars.values()
        return latest

    @cached_property
    def _calendars(self) -> dict[str, Calendar]:
        """Every calendar this desk had, by version, the latest last."""
        calendar = self._shipped
        known = {calendar.version: calendar}
        sql = "SELECT payload FROM calendar_changes ORDER BY seq"
        for (payload,) in self._connection.execute(sql).fetchall():
            calendar = calendar.overlaid(read_entries(json.loads(payload)))
            known.pop(calendar.version, None)
            known[calendar.version] = calendar
        return known

    @cached_property
    def _officers(self) -> dict[UUID, Officer]:
        rows = self._connection.execute(_OFFICERS).fetchall()
        return {officer.id: officer for officer in map(_officer, rows)}


def _profile(row: Any) -> UnitProfile:
    return UnitProfile.from_json(UUID(row[0]), json.loads(row[1]))


def _version(row: Any) -> ProcedureVersion:
    return version_from_json(UUID(row[0]), json.loads(row[1]))


def _proposal(row: Any, units: Mapping[UUID | None, str]) -> Proposal:
    identity, payload, scope = row
    data = json.loads(payload)
    name = units.get(UUID(scope)) or data.get("proposed_by", {}).get("name", "")
    return Proposal(version_from_json(UUID(identity), data), UUID(scope), name)


def _officer(row: Any) -> Officer:
    identity, login, name, roles, verifier, active, desk = row
    known = tuple(Role(role) for role in roles.split())
    return Officer(UUID(identity), login, name, known, verifier, bool(active), desk)


def _officer_row(public: Any, verifier: str) -> tuple[object, ...]:
    return (
        UUID(public["officer"]).hex,
        public["login"],
        public["name"],
        " ".join(public["roles"]),
        verifier,
        int(public["active"]),
    )
