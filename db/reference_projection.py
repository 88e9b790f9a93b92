"""Reference event -> rows; which of two is the later one is a matter of positions, then of `seq`."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from counter_app.domain.acts import Role
from counter_app.domain.calendar_entries import read_entries
from counter_app.domain.event import Event, Kind
from counter_app.domain.procedure_json import decision_from_json, version_from_json
from counter_app.domain.suggestion import Outcome, SuggestionText
from counter_app.domain.unit import UnitProfile
from counter_app.services.reference_ports import Reach
from db.centre_link import read_reach
from db.event_store import json_text, stored_event
from db.moments import to_ms
from db.rows import Rows
from db.schema import FEED_CITY, FEED_UNIT, FEED_UNIT_FOREIGN
from db.schema_projections import (
    HOME_CITY,
    HOME_OTHER,
    HOME_UNIT,
    calendar_changes,
    catalogue_acts,
    desks,
    officers,
    procedure_versions,
    unit_profiles,
)
from db.statements import inserting

# Drafts and suggestions: the field that names what an act is about; what begins one names none.
_SUBJECTS: Final = {
    Kind.PROCEDURE_DRAFTED: None,
    Kind.DRAFT_CHECKED: "draft",
    Kind.DRAFT_DROPPED: "draft",
    Kind.SUGGESTION_FILED: None,
    Kind.SUGGESTION_ANSWERED: "suggestion",
}
KINDS: Final = frozenset(
    {
        Kind.UNIT_PROFILED,
        Kind.DESK_ENROLLED,
        Kind.OFFICER_REGISTERED,
        Kind.PROCEDURE_VERSION_ISSUED,
        Kind.CALENDAR_CHANGED,
        *_SUBJECTS,
    }
)
_INSERT_PROFILE: Final = inserting(unit_profiles)
_INSERT_VERSION: Final = inserting(procedure_versions)
_INSERT_CHANGE: Final = inserting(calendar_changes)
_INSERT_ACT: Final = inserting(catalogue_acts)
_FIXED: Final = ("id", "desk")
_PUT_DESK: Final = f"{inserting(desks)} ON CONFLICT (id) DO UPDATE SET number = excluded.number"
# A registration that comes before the one in force, in the order of the unit, changes nothing.
# The desk stays the one that registered them first: nobody registers again whom they do not know.
_PUT_OFFICER: Final = (
    f"{inserting(officers)} ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{c.name} = excluded.{c.name}" for c in officers.columns if c.name not in _FIXED)
    + " WHERE (excluded.position IS NULL, coalesce(excluded.position, 0), excluded.seq)"
    " >= (officers.position IS NULL, coalesce(officers.position, 0), officers.seq)"
)
_REPOSITION: Final = {
    Kind.UNIT_PROFILED: "UPDATE unit_profiles SET position = :position WHERE version = :id",
    Kind.OFFICER_REGISTERED: "UPDATE officers SET position = :position WHERE version = :id",
    Kind.PROCEDURE_VERSION_ISSUED: (
        "UPDATE procedure_versions SET position = :position, home = :home WHERE id = :id"
    ),
    Kind.CALENDAR_CHANGED: (
        "UPDATE calendar_changes SET position = :position, home = :home WHERE id = :id"
    ),
    **dict.fromkeys(
        _SUBJECTS, "UPDATE catalogue_acts SET position = :position, home = :home WHERE id = :id"
    ),
}
# Who reads such an event later: what cannot be read must not stand among what can.
_READERS: Final[Mapping[str, Callable[[UUID, Any], object]]] = {
    Kind.UNIT_PROFILED: UnitProfile.from_json,
    Kind.DESK_ENROLLED: lambda _, public: UUID(public["desk"]),
    Kind.OFFICER_REGISTERED: lambda _, public: [Role(role) for role in public["roles"]],
    Kind.PROCEDURE_VERSION_ISSUED: version_from_json,
    Kind.CALENDAR_CHANGED: lambda _, public: read_entries(public),
    Kind.PROCEDURE_DRAFTED: version_from_json,
    Kind.DRAFT_CHECKED: lambda _, public: decision_from_json(public["decision"]),
    Kind.DRAFT_DROPPED: lambda _, public: UUID(public["draft"]),
    Kind.SUGGESTION_FILED: lambda _, public: SuggestionText.from_json(public),
    Kind.SUGGESTION_ANSWERED: lambda _, public: Outcome(public["outcome"]),
}
_HOME_OF_FEED: Final = {
    FEED_UNIT: HOME_UNIT,
    FEED_CITY: HOME_CITY,
    FEED_UNIT_FOREIGN: HOME_OTHER,
}
_OFFICERS: Final = (
    "SELECT seq, position, text, private, salt, hash FROM events WHERE kind = ? ORDER BY seq"
)


def project_reference(
    rows: Rows,
    seq: int,
    event: Event,
    position: int | None = None,
    home: int = HOME_CITY,
) -> None:
    """Bring the reference tables up to date with one event.

    ``position`` is the event's in its home scope, ``home`` whose the event is (``home_of``).

    Raises, for what nobody could read later: CounterError, LookupError, TypeError, ValueError,
    AttributeError.
    """
    public: Any = event.public
    _READERS[event.kind](event.id, public)
    if event.kind == Kind.UNIT_PROFILED:
        unit = UUID(public["unit"]).hex
        row = (event.id.hex, seq, unit, json_text(public), position)
        rows.execute(_INSERT_PROFILE, row)
    elif event.kind == Kind.PROCEDURE_VERSION_ISSUED:
        draft = UUID(public["draft"]).hex if "draft" in public else None
        version = (event.id.hex, seq, public["code"], json_text(public), position, home, draft)
        rows.execute(_INSERT_VERSION, version)
    elif event.kind == Kind.CALENDAR_CHANGED:
        change = (event.id.hex, seq, json_text(public), position, home)
        rows.execute(_INSERT_CHANGE, change)
    elif event.kind == Kind.OFFICER_REGISTERED:
        verifier = str((event.private or {}).get("verifier", ""))
        row_of = _officer_row(public, verifier)
        registered = (event.id.hex, seq, position, event.place.desk.hex)
        rows.execute(_PUT_OFFICER, (*row_of, *registered))
    elif event.kind == Kind.DESK_ENROLLED:
        rows.execute(_PUT_DESK, (UUID(public["desk"]).hex, public["number"]))
    elif event.kind in _SUBJECTS:
        rows.execute(_INSERT_ACT, (*_act_row(seq, event), position, home))


def reposition_reference(
    connection: sqlite3.Connection, moved: Iterable[tuple[str, str, int, int]]
) -> None:
    """Give stored reference events their positions: (kind, id, position, home) of each."""
    for kind, identity, position, home in moved:
        if kind in _REPOSITION:
            values = {"position": position, "home": home, "id": identity}
            connection.execute(_REPOSITION[Kind(kind)], values)


def restore_officers(connection: sqlite3.Connection) -> None:
    """Register every officer anew, in the order there is now: positions known before changed."""
    connection.execute("DELETE FROM officers")
    rows = connection.execute(_OFFICERS, (Kind.OFFICER_REGISTERED.value,)).fetchall()
    for seq, position, *row in rows:
        project_reference(connection, seq, stored_event(row), position)


def home_of(connection: sqlite3.Connection, feed: int | None, is_citys: bool) -> int:
    """Whose a reference event is: by the feed that brought it, or as this desk wrote it.

    ``is_citys``: its text names the city's scope. A desk that stands alone is its own city; an
    enrolled one writes the city's data only if it is a desk of the city's own unit.
    """
    if feed is not None:
        return _HOME_OF_FEED[feed]
    if not is_citys:
        return HOME_UNIT
    return HOME_UNIT if read_reach(connection) is Reach.UNIT else HOME_CITY


def _act_row(seq: int, event: Event) -> tuple[object, ...]:
    public: Any = event.public
    names = _SUBJECTS[Kind(event.kind)]
    subject = UUID(public[names]) if names else event.id
    code = public["code"] if event.kind == Kind.PROCEDURE_DRAFTED else ""
    at, author = to_ms(event.desk_time), event.author.officer.hex
    return (event.id.hex, seq, event.kind, subject.hex, code, author, at, json_text(public))


def _officer_row(public: Any, verifier: str) -> tuple[object, ...]:
    return (
        UUID(public["officer"]).hex,
        public["login"],
        public["name"],
        " ".join(public["roles"]),
        verifier,
        int(public["active"]),
    )
