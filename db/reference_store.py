"""Reference data as cached values: what is in force, and what was."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from counter_app.domain.acts import Role
from counter_app.domain.calendar import Calendar
from counter_app.domain.calendar_entries import CalendarEntries, read_entries
from counter_app.domain.dossier import UnitRef
from counter_app.domain.drafting import CatalogueAct, VersionDraft, drafts_of
from counter_app.domain.errors import DeskNotSetUp, InvalidCalendar
from counter_app.domain.procedure import ProcedureVersion, in_force
from counter_app.domain.procedure_json import version_from_json
from counter_app.domain.suggestion import Suggestion, suggestions_of
from counter_app.domain.unit import Officer, UnitProfile
from counter_app.services.reference_ports import Proposal, Reach
from db.centre_link import read_reach, read_units
from db.moments import from_ms
from db.schema_projections import HOME_CITY, HOME_UNIT
from db.unit_profile import IN_FORCE

# Another unit's proposals are never in force here.
_VERSIONS: Final = (
    "SELECT id, payload, home FROM procedure_versions WHERE code = ? AND home <> 2"
    " ORDER BY position IS NULL, position, seq"
)
_VERSION: Final = "SELECT id, payload FROM procedure_versions WHERE id = ?"
# The city's changes lie on top of the unit's proposals.
_CHANGES: Final = (
    "SELECT payload, seq FROM calendar_changes WHERE home <> 2"
    " ORDER BY home DESC, position IS NULL, position, seq"
)
# Of one login this desk's own officer comes first: who was registered here, then who is known
# longest.
_OFFICERS: Final = (
    "SELECT o.id, o.login, o.name, o.roles, o.verifier, o.active, d.number FROM officers o"
    " LEFT JOIN desks d ON d.id = o.desk"
    " ORDER BY o.login, o.desk IS NOT (SELECT id FROM desk), o.id"
)
_DESK_NUMBER: Final = "SELECT number FROM desks WHERE id = ?"
# What units wrote and no version of the city says it takes over.
_PROPOSALS: Final = (
    "SELECT v.id, v.payload, e.scope FROM procedure_versions v JOIN events e ON e.id = v.id"
    " WHERE v.home <> 0 AND NOT EXISTS (SELECT 1 FROM procedure_versions a"
    " WHERE a.code = v.code AND a.home = 0"
    " AND replace(json_extract(a.payload, '$.proposal'), '-', '') = v.id)"
    " ORDER BY v.seq"
)
# A desk works on the drafts of whose reference data it writes; others' are not its business.
_DRAFTS: Final = (
    "SELECT a.id, a.kind, a.subject, a.author, a.at, a.payload, v.id FROM catalogue_acts a"
    " LEFT JOIN procedure_versions v ON v.draft = a.subject WHERE a.home = ? AND"
    " a.kind IN ('procedure-drafted', 'draft-checked', 'draft-dropped') AND {}"
    " ORDER BY a.position IS NULL, a.position, a.seq"
)
_OF_CODE: Final = _DRAFTS.format("a.subject IN (SELECT id FROM catalogue_acts WHERE code = ?)")
_WAITING: Final = _DRAFTS.format(
    "v.id IS NULL AND NOT EXISTS (SELECT 1 FROM catalogue_acts d"
    " WHERE d.subject = a.subject AND d.kind = 'draft-dropped')"
)
_ONE_DRAFT: Final = _DRAFTS.format("a.subject = ?")
# Every unit's as far as they are known here; the city's answer comes after the unit's own.
_SUGGESTIONS: Final = (
    "SELECT id, kind, subject, author, at, payload FROM catalogue_acts"
    " WHERE kind IN ('suggestion-filed', 'suggestion-answered')"
    " ORDER BY kind = 'suggestion-answered', home = 0, position IS NULL, position, seq"
)


class StoredReference:
    """The reference data of one moment; every value is read once."""

    def __init__(self, connection: sqlite3.Connection, unit: UUID, shipped: Calendar) -> None:
        self._connection = connection
        self._unit = unit
        self._shipped = shipped
        self._versions: dict[str, tuple[ProcedureVersion, ...]] = {}
        self._by_id: dict[UUID, ProcedureVersion | None] = {}

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
        if version == self._calendar.version:
            return self._calendar
        return self._calendars.get(version) or self._calendar

    def versions(self, code: str) -> tuple[ProcedureVersion, ...]:
        if code not in self._versions:
            rows = self._connection.execute(_VERSIONS, (code,)).fetchall()
            city = [_version(row[:2]) for row in rows if row[2] == HOME_CITY]
            unit = [_version(row[:2]) for row in rows if row[2] == HOME_UNIT]
            self._versions[code] = in_force(city, unit)
        return self._versions[code]

    def version(self, identity: UUID) -> ProcedureVersion | None:
        if identity not in self._by_id:
            found = self._connection.execute(_VERSION, (identity.hex,)).fetchone()
            self._by_id[identity] = _version(found) if found else None
        return self._by_id[identity]

    def procedures(self) -> tuple[ProcedureVersion, ...]:
        sql = "SELECT DISTINCT code FROM procedure_versions ORDER BY code"
        codes = [code for (code,) in self._connection.execute(sql).fetchall()]
        return tuple(version for code in codes for version in self.versions(code))

    def reach(self) -> Reach:
        return read_reach(self._connection)

    def proposals(self) -> tuple[Proposal, ...]:
        rows = self._connection.execute(_PROPOSALS).fetchall()
        units = {unit.id: unit.name for unit in self.units()}
        return tuple(_proposal(row, units) for row in rows)

    def drafts(self, code: str) -> tuple[VersionDraft, ...]:
        return self._drafts(_OF_CODE, code)

    def draft(self, identity: UUID) -> VersionDraft | None:
        return next(iter(self._drafts(_ONE_DRAFT, identity.hex)), None)

    def waiting_drafts(self) -> tuple[VersionDraft, ...]:
        return self._drafts(_WAITING)

    def suggestions(self) -> tuple[Suggestion, ...]:
        return suggestions_of(map(_act, self._connection.execute(_SUGGESTIONS).fetchall()))

    def units(self) -> tuple[UnitRef, ...]:
        return tuple(UnitRef(u.code, u.name, u.id) for u in read_units(self._connection))

    def desk_number(self, desk: UUID) -> int | None:
        found = self._connection.execute(_DESK_NUMBER, (desk.hex,)).fetchone()
        return int(found[0]) if found else None

    def officer(self, officer: UUID) -> Officer | None:
        return self._officers.get(officer)

    def officers(self) -> tuple[Officer, ...]:
        return tuple(self._officers.values())

    def _drafts(self, sql: str, *values: str) -> tuple[VersionDraft, ...]:
        home = HOME_UNIT if self.reach() is Reach.UNIT else HOME_CITY
        rows = self._connection.execute(sql, (home, *values)).fetchall()
        became = {UUID(row[2]): UUID(row[6]) for row in rows if row[6]}
        return drafts_of((_act(row[:6]) for row in rows), became)

    @cached_property
    def _latest_profile(self) -> UnitProfile:
        found = self._connection.execute(IN_FORCE, (self._unit.hex,)).fetchone()
        if found is None:
            raise DeskNotSetUp("")
        return replace(_profile(found), id=self._unit)

    @cached_property
    def _codes(self) -> frozenset[str]:
        sql = "SELECT DISTINCT json_extract(payload, '$.code') FROM unit_profiles"
        return frozenset(code for (code,) in self._connection.execute(sql).fetchall())

    @cached_property
    def _calendar(self) -> Calendar:
        *_, latest = _overlaid(self._shipped, [entries for entries, _ in self._changes])
        return latest

    @cached_property
    def _calendars(self) -> dict[str, Calendar]:
        """Every calendar this desk had, by version: those after each change it learnt of."""
        known = {self._shipped.version: self._shipped}
        for learnt in sorted(seq for _, seq in self._changes):
            then = [entries for entries, seq in self._changes if seq <= learnt]
            known |= {calendar.version: calendar for calendar in _overlaid(self._shipped, then)}
        return known

    @cached_property
    def _changes(self) -> list[tuple[CalendarEntries, int]]:
        rows = self._connection.execute(_CHANGES).fetchall()
        return [(read_entries(json.loads(payload)), seq) for payload, seq in rows]

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


def _act(row: Any) -> CatalogueAct:
    identity, kind, subject, author, at, payload = row
    data = json.loads(payload)
    return CatalogueAct(UUID(identity), kind, UUID(subject), UUID(author), from_ms(at), data)


def _officer(row: Any) -> Officer:
    identity, login, name, roles, verifier, active, desk = row
    known = tuple(Role(role) for role in roles.split())
    return Officer(UUID(identity), login, name, known, verifier, bool(active), desk)


def _overlaid(shipped: Calendar, changes: Iterable[CalendarEntries]) -> Iterator[Calendar]:
    """The calendar after each change; one that contradicts those before it is passed over."""
    calendar = shipped
    yield calendar
    for entries in changes:
        with suppress(InvalidCalendar):
            calendar = calendar.overlaid(entries)
        yield calendar
