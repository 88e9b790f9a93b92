"""What this desk wrote and the centre has not answered yet, and what it would not take."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from counter_app.domain.acts import RATING_KINDS
from counter_app.domain.canonical import canonical
from counter_app.domain.changes import BEGINNINGS
from counter_app.domain.errors import UnknownRejection
from counter_app.domain.event import Event, Kind
from counter_app.services.centre_port import (
    Accepted,
    Rejected,
    SentEvent,
)
from counter_app.services.sync_ports import (
    Outbox,
    Rejection,
)
from db.desk_row import DeskRow
from db.event_store import stored_event
from db.file_sends import WITH_FILES, note_blobs
from db.reference_projection import home_of, reposition_reference
from db.reprojection import in_chunks, reproject
from db.statements import marks

# An incarnation and how far it was written here, answered, and where to look for what waits.
_LIVES: Final = (
    "SELECT s.incarnation, coalesce(i.last_sequence, d.desk_seq), s.sequence, s.seq"
    " FROM incarnations i JOIN sends s USING (incarnation) JOIN desk d ORDER BY i.ordinal"
)
_WAITING: Final = (
    "SELECT text, private, salt FROM events WHERE incarnation = ? AND learnt = 0"
    " AND seq > ? AND desk_seq > ? ORDER BY seq LIMIT ?"
)
# CROSS JOIN: SQLite begins with the few rejections; to have them in order it would walk all events.
_AGAIN: Final = (
    "SELECT e.incarnation, e.text, e.private, e.salt FROM rejections r CROSS JOIN events e"
    " ON e.id = r.event JOIN sends s ON s.incarnation = e.incarnation"
    " WHERE r.again = 1 AND e.desk_seq <= s.sequence ORDER BY e.seq LIMIT ?"
)
_OWN: Final = (
    "SELECT id, incarnation, desk_seq, seq, position, dossier, kind, scope, text, private, salt,"
    " hash FROM events WHERE learnt = 0 AND id IN ({})"
)
_POSITION: Final = "UPDATE events SET position = ? WHERE id = ?"
_REJECT: Final = (
    "INSERT INTO rejections (event, kind, details, again) VALUES (?, ?, ?, 0) ON CONFLICT (event)"
    " DO UPDATE SET kind = excluded.kind, details = excluded.details, again = 0"
)
_SETTLE: Final = "DELETE FROM rejections WHERE event = ?"
_ANSWERED: Final = (
    "UPDATE sends SET sequence = ?1, seq = ?2 WHERE incarnation = ?3 AND sequence < ?1"
)
_BACK: Final = "UPDATE sends SET sequence = ?, seq = 0 WHERE incarnation = ? AND sequence > ?"
# Where nothing waits, what came since need not be looked through again.
_NOTHING_WAITS: Final = (
    "UPDATE sends SET seq = ? WHERE incarnation = ? AND sequence = ? AND seq < ?"
)
_DISPUTED: Final = "SELECT e.dossier FROM rejections r JOIN events e ON e.id = r.event"
_TRAY: Final = (
    "SELECT r.event, r.kind, r.details, e.text, e.private, e.salt, e.hash,"
    " (SELECT d.code FROM dossiers d WHERE d.row ="
    " (SELECT min(seq) FROM events f WHERE f.dossier = e.dossier))"
    " FROM rejections r CROSS JOIN events e ON e.id = r.event WHERE r.again = 0 ORDER BY e.seq"
)
_IN_TRAY: Final = "SELECT 1 FROM rejections WHERE again = 0 LIMIT 1"
_TRY: Final = "UPDATE rejections SET again = 1 WHERE event = ?"
# Refused for want of what others had not sent yet: its dossier, its author or the author's role.
_OF_DOSSIERS: Final = (
    "UPDATE rejections SET again = 1 WHERE again = 0 AND kind IN ('no-beginning', 'foreign-scope')"
    " AND event IN (SELECT id FROM events WHERE dossier IN ({}))"
)
_OF_AUTHORS: Final = (
    "UPDATE rejections SET again = 1 WHERE again = 0 AND kind IN ('unknown-author', 'role-may-not')"
    " AND (SELECT json_extract(text, '$.author.officer') FROM events WHERE id = event) IN ({})"
)
_AWAITED: Final = frozenset({*BEGINNINGS, Kind.OFFICER_REGISTERED.value})
Answers = Sequence[Accepted | Rejected]
Batch = tuple[UUID, tuple[SentEvent, ...]]


def unsent(connection: sqlite3.Connection, max_events: int, max_bytes: int) -> Batch | None:
    """The next batch: what is tried again first, then each life in its own order."""
    rows = connection.execute(_AGAIN, (max_events,)).fetchall()
    for incarnation, group in groupby(rows, key=lambda row: row[0]):
        return UUID(incarnation), _fitting((row[1:] for row in group), max_bytes)
    for incarnation, written, answered, seq in connection.execute(_LIVES).fetchall():
        if written > answered:
            waiting = connection.execute(_WAITING, (incarnation, seq, answered, max_events))
            return UUID(incarnation), _fitting(waiting, max_bytes)
    return None


def answered(connection: sqlite3.Connection) -> dict[UUID, int]:
    """Up to which sequence each life was answered, in their order."""
    lives = connection.execute(_LIVES).fetchall()
    return {UUID(incarnation): sequence for incarnation, _, sequence, _ in lives}


def outbox(connection: sqlite3.Connection) -> Outbox:
    """How much waits; its oldest is the first of the first life that waits."""
    lives = connection.execute(_LIVES).fetchall()
    waiting = sum(written - answered for _, written, answered, _ in lives)
    again = connection.execute("SELECT count(*) FROM rejections WHERE again = 1").fetchone()[0]
    rejected = connection.execute("SELECT count(*) FROM rejections WHERE again = 0").fetchone()[0]
    batch = unsent(connection, 1, 1)
    oldest = _event_of(batch[1][0]).desk_time if batch else None
    return Outbox(waiting + again, oldest, rejected)


def acknowledge(connection: sqlite3.Connection, desk: DeskRow, answers: Answers) -> None:
    """Note what became of own events; others are passed over. ``desk`` is written."""
    own = _own_events(connection, [answer.id.hex for answer in answers])
    known = [(answer, own[answer.id.hex]) for answer in answers if answer.id.hex in own]
    accepted = [(a.position, row) for a, row in known if isinstance(a, Accepted)]
    places = [(position, row["id"]) for position, row in accepted]
    connection.executemany(_POSITION, places)
    connection.executemany(_SETTLE, [(row["id"],) for _, row in accepted])
    connection.executemany(
        _REJECT,
        [
            (row["id"], a.kind, canonical(a.details).decode())
            for a, row in known
            if isinstance(a, Rejected)
        ],
    )
    _advance(connection, [row for _, row in known])
    begun = [row for _, row in accepted if row["kind"] in _AWAITED]
    try_what_was_missing(connection, map(_stored, begun))
    _place_reference(connection, desk, accepted)
    note_blobs(connection, [_stored(row) for _, row in accepted if row["kind"] in WITH_FILES])
    _refold_overtaken(connection, accepted)
    note_nothing_waits(connection, desk)
    desk.write(connection)


def offer_again(connection: sqlite3.Connection, incarnation: UUID, after: int) -> None:
    """What that life wrote behind ``after`` waits again; its places stay until they are answered."""
    connection.execute(_BACK, (after, incarnation.hex, after))


def offer_everything(connection: sqlite3.Connection) -> None:
    """Every life is offered from its beginning."""
    connection.execute("UPDATE sends SET sequence = 0, seq = 0")


def note_nothing_waits(connection: sqlite3.Connection, desk: DeskRow) -> None:
    """Remember that nothing up to the desk's last row waits, if that is so."""
    values = (desk.seq, desk.identity.incarnation.hex, desk.desk_seq, desk.seq)
    connection.execute(_NOTHING_WAITS, values)


def rejections(connection: sqlite3.Connection) -> tuple[Rejection, ...]:
    """The tray, in the order of the acts."""
    return tuple(_rejection(row) for row in connection.execute(_TRAY).fetchall())


def try_again(connection: sqlite3.Connection, event: UUID) -> None:
    """A rejected event waits once more.

    Raises:
        UnknownRejection
    """
    if connection.execute(_TRY, (event.hex,)).rowcount == 0:
        raise UnknownRejection(str(event))


def try_what_was_missing(connection: sqlite3.Connection, came: Iterable[Event]) -> None:
    """Rejected events wait once more when what they were rejected for has come to the centre.

    After a centre was restored its desks offer again in any order: an act may come before its
    dossier, its author or the unit's share in it. So may an own one, where its dossier was refused.
    """
    if connection.execute(_IN_TRAY).fetchone() is None:
        return
    events = list(came)
    dossiers = {event.dossier.hex for event in events if event.dossier}
    for chunk in in_chunks(sorted(dossiers)):
        connection.execute(_OF_DOSSIERS.format(marks(chunk)), chunk)
    officers = [str(e.public["officer"]) for e in events if e.kind == Kind.OFFICER_REGISTERED]
    for chunk in in_chunks(officers):
        connection.execute(_OF_AUTHORS.format(marks(chunk)), chunk)


def _fitting(rows: Iterable[Sequence[Any]], max_bytes: int) -> tuple[SentEvent, ...]:
    """As many as fit, but one at least."""
    fitting: list[SentEvent] = []
    size = 0
    for text, private, salt in rows:
        size += len(text.encode()) + len((private or "").encode())
        if fitting and size > max_bytes:
            break
        fitting.append(SentEvent(text, private, salt))
    return tuple(fitting)


def _own_events(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, sqlite3.Row]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    return {
        row["id"]: row
        for chunk in in_chunks(ids)
        for row in cursor.execute(_OWN.format(marks(chunk)), chunk)
    }


def _advance(connection: sqlite3.Connection, rows: Sequence[sqlite3.Row]) -> None:
    """An incarnation is answered up to the last of its events in the batch."""
    last = {row["incarnation"]: row for row in sorted(rows, key=lambda row: row["desk_seq"])}
    values = [(row["desk_seq"], row["seq"], incarnation) for incarnation, row in last.items()]
    connection.executemany(_ANSWERED, values)


def _place_reference(
    connection: sqlite3.Connection, desk: DeskRow, accepted: Sequence[tuple[int, sqlite3.Row]]
) -> None:
    city = desk.identity.city.hex
    moved = [
        (row["kind"], row["id"], position, home_of(connection, None, row["scope"] == city))
        for position, row in accepted
        if row["dossier"] is None
    ]
    reposition_reference(connection, moved)
    if moved:
        desk.seq += 1
        desk.reference_seq = desk.seq


def _refold_overtaken(
    connection: sqlite3.Connection, accepted: Sequence[tuple[int, sqlite3.Row]]
) -> None:
    """Fold anew where the order changed, or what was private is gone.

    What was answered goes before what was rejected.
    """
    rejected = {dossier for (dossier,) in connection.execute(_DISPUTED)}
    reproject(
        connection,
        {
            row["dossier"]
            for position, row in accepted
            if row["dossier"]
            and (
                row["dossier"] in rejected
                or row["position"] not in (None, position)
                or row["kind"] == Kind.ERASED
            )
        },
    )


def _rejection(row: Sequence[Any]) -> Rejection:
    identity, kind, details, *stored, code = row
    event = stored_event(stored)
    is_rating = event.kind in RATING_KINDS  # whose it is, and from which hour, nobody reads
    at = event.desk_time
    return Rejection(
        event=UUID(identity),
        dossier=None if is_rating else event.dossier,
        code="" if is_rating else code or "",
        act=event.kind,
        kind=kind,
        details=json.loads(details),
        at=at.replace(hour=0, minute=0, second=0, microsecond=0) if is_rating else at,
    )


def _stored(row: sqlite3.Row) -> Event:
    return stored_event((row["text"], row["private"], row["salt"], row["hash"]))


def _event_of(sent: SentEvent) -> Event:
    return stored_event((sent.text, sent.private, sent.salt, b""))
