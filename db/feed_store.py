"""Applying a page of a feed: prove it, store what is new, project what it touched, move the cursor."""

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from counter_app.domain.errors import BrokenFeed, NotCanonical
from counter_app.domain.event import SALT_BYTES, Event, Kind, unseal
from counter_app.services.centre_port import (
    FedEvent,
)
from counter_app.services.sync_ports import (
    Cursor,
)
from db import erasing, event_store
from db.desk_row import DeskRow
from db.file_sends import note_blobs
from db.foldings import Foldings
from db.moments import from_ms, to_ms
from db.outbox import note_nothing_waits, try_what_was_missing
from db.projection import insert_many
from db.reference_projection import (
    KINDS,
    home_of,
    project_reference,
    reposition_reference,
    restore_officers,
)
from db.reprojection import (
    Folded,
    in_chunks,
    passing_over,
    reproject,
    write_readable,
)
from db.schema import FEED_CITY, FEED_UNIT, FEED_UNIT_FOREIGN
from db.statements import marks

_CURSOR: Final = "SELECT position, event, received_at FROM cursors WHERE scope = ?"
_MOVE: Final = (
    "INSERT INTO cursors (scope, position, event, received_at) VALUES (?, ?, ?, ?)"
    " ON CONFLICT (scope) DO UPDATE SET position = excluded.position, event = excluded.event,"
    " received_at = excluded.received_at"
)
_KNOWN: Final = "SELECT id, hash, position, feed, dossier, learnt FROM events WHERE id IN ({})"
_KNOWN_DOSSIERS: Final = "SELECT DISTINCT dossier FROM events WHERE dossier IN ({})"
_PLACE: Final = "UPDATE events SET position = ?, feed = ? WHERE id = ?"
# The first sync begins, or has more to project than it thought.
_STORED_ALONE: Final = (
    "INSERT INTO first_sync (one, dossier, done, total) VALUES (1, '', 0, 0) ON CONFLICT (one)"
    " DO UPDATE SET dossier = '', done = 0 WHERE dossier <> ''"
)


@dataclass(slots=True)
class _Fed:
    """One row of the page, proved and read."""

    row: FedEvent
    event: Event
    feed: int
    key: str  # the event's id, hexadecimal


@dataclass(slots=True)
class _Page:
    """What a page brings: events of no row yet, and rows whose place changed."""

    new: list[_Fed] = field(default_factory=list)
    moved: list[_Fed] = field(default_factory=list)
    reordered: list[_Fed] = field(default_factory=list)  # of those: they had another position
    arrived: list[_Fed] = field(default_factory=list)  # of those: own ones that had none
    others: list[_Fed] = field(default_factory=list)  # of all: written elsewhere


def cursor_of(connection: sqlite3.Connection, scope: UUID) -> Cursor:
    """How far ``scope`` was pulled."""
    found = connection.execute(_CURSOR, (scope.hex,)).fetchone()
    if found is None:
        return Cursor(scope, 0, None)
    position, event, received_ms = found
    return Cursor(scope, position, UUID(event), from_ms(received_ms))


def apply_page(
    connection: sqlite3.Connection,
    desk: DeskRow,
    scope: UUID,
    events: Sequence[FedEvent],
    foldings: Foldings | None,
) -> None:
    """Store a page inside the caller's transaction; ``desk`` is written.

    Dossiers are projected, remembered folds gone on with; without ``foldings`` they are not. The
    files of those the page erases are noted.

    Raises:
        BrokenFeed: ``part`` is ``fork`` (the remembered row is another one or gone), ``gap``,
            ``text``, ``private``, or ``identity`` (an id that is known with another text).
    """
    cursor = cursor_of(connection, scope)
    fresh = _read(scope, events, cursor, scope == desk.identity.city)
    if not fresh:
        return
    page = _sorted_out(connection, scope, fresh)
    _place(connection, page)
    was_there = _dossiers_there(connection, page.new) if foldings is not None else set()
    seqs = _store(connection, desk, page.new)
    _project_reference(connection, desk, page, seqs)
    if foldings is not None:
        _project_dossiers(connection, page, foldings, (seqs, was_there))
    elif any(fed.event.dossier for fed in page.new + page.moved):
        connection.execute(_STORED_ALONE)
    try_what_was_missing(connection, [fed.event for fed in page.others])
    last = fresh[-1]
    where = (scope.hex, last.row.position, last.key, to_ms(last.row.received_at))
    connection.execute(_MOVE, where)
    note_nothing_waits(connection, desk)
    desk.write(connection)
    for fed in page.new + page.moved:
        if fed.event.kind == Kind.ERASED and fed.event.dossier:
            erasing.note(connection, fed.event.dossier)


def _read(scope: UUID, rows: Sequence[FedEvent], cursor: Cursor, is_citys: bool) -> list[_Fed]:
    """The rows behind the cursor, each proved; the first is the one that is remembered."""
    expected = cursor.position or 1
    if cursor.position and (not rows or rows[0].position != expected):
        raise BrokenFeed(str(scope), expected, "fork")
    read = []
    for place, row in enumerate(rows, expected):
        if row.position != place:
            raise BrokenFeed(str(scope), row.position, "gap")
        event = _proved(scope, row)
        read.append(_Fed(row, event, _feed_of(scope, row, is_citys), event.id.hex))
    if not cursor.position:
        return read
    if read[0].event.id != cursor.event or not cursor.is_of(rows[0]):
        raise BrokenFeed(str(scope), expected, "fork")
    return read[1:]


def _proved(scope: UUID, row: FedEvent) -> Event:
    """The event of a row: its hash is reckoned from the text, its private part is the text's own."""
    sent = row.event
    text = sent.text.encode()
    private = sent.private.encode() if sent.private is not None else None
    try:
        event = unseal(text, private, sent.salt, hashlib.sha256(text).digest())
    except NotCanonical as error:
        raise BrokenFeed(str(scope), row.position, "text") from error
    if private is None and sent.salt is None:
        return event  # it never had a private part, or was erased
    salt = sent.salt or b""
    if len(salt) != SALT_BYTES or _sha256(salt + (private or b"")) != event.private_hash:
        raise BrokenFeed(str(scope), row.position, "private")
    return event


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _feed_of(scope: UUID, row: FedEvent, is_citys: bool) -> int:
    if is_citys:
        return FEED_CITY
    is_home = row.home == scope if row.home else row.home_position == row.position
    return FEED_UNIT if is_home else FEED_UNIT_FOREIGN


def _sorted_out(connection: sqlite3.Connection, scope: UUID, fresh: Sequence[_Fed]) -> _Page:
    known = {
        row[0]: row[1:]
        for chunk in in_chunks([fed.key for fed in fresh])
        for row in connection.execute(_KNOWN.format(marks(chunk)), chunk)
    }
    page, ids = _Page(), set()
    for fed in fresh:
        there = known.get(fed.key)
        if fed.key in ids or (there is not None and there[0] != fed.event.hash):
            raise BrokenFeed(str(scope), fed.row.position, "identity")
        ids.add(fed.key)
        if there is None or (there[4] and there[1:3] != (fed.row.home_position, fed.feed)):
            page.others.append(fed)
        if there is None:
            page.new.append(fed)
        elif there[1:3] != (fed.row.home_position, fed.feed):
            page.moved.append(fed)
            if there[1] is None:
                page.arrived.append(fed)
            if there[1] != fed.row.home_position:
                page.reordered.append(fed)
    return page


def _place(connection: sqlite3.Connection, page: _Page) -> None:
    """Give known events their places, before anything new is compared with them."""
    rows = [(fed.row.home_position, fed.feed, fed.key) for fed in page.moved]
    connection.executemany(_PLACE, rows)
    note_blobs(connection, [fed.event for fed in page.arrived])
    reposition_reference(
        connection,
        [
            (fed.event.kind, fed.key, fed.row.home_position, _home(connection, fed))
            for fed in page.moved
            if fed.event.dossier is None
        ],
    )


def _store(connection: sqlite3.Connection, desk: DeskRow, new: Sequence[_Fed]) -> dict[str, int]:
    """Insert what is unknown; the ``seq`` of each."""
    rows, seqs = [], {}
    for fed in new:
        desk.seq += 1
        seqs[fed.key] = desk.seq
        place = (fed.row.home_position, fed.feed)
        rows.append(event_store.learnt_row(desk.seq, fed.event, fed.row.event, place))
    connection.executemany(event_store.INSERT, rows)
    return seqs


def _project_reference(
    connection: sqlite3.Connection, desk: DeskRow, page: _Page, seqs: dict[str, int]
) -> None:
    new = [fed for fed in page.new if fed.event.kind in KINDS]
    for fed in new:
        position = fed.row.home_position
        home = _home(connection, fed)
        with passing_over(connection):
            project_reference(connection, seqs[fed.key], fed.event, position, home)
    renumbered = [fed for fed in page.reordered if fed not in page.arrived]
    if any(fed.event.kind == Kind.OFFICER_REGISTERED for fed in renumbered):
        restore_officers(connection)
    if new or any(fed.event.kind in KINDS for fed in page.moved):
        desk.seq += 1  # readers know by it that their reference data is of yesterday
        desk.reference_seq = desk.seq


def _project_dossiers(
    connection: sqlite3.Connection,
    page: _Page,
    foldings: Foldings,
    stored: tuple[dict[str, int], set[str]],
) -> None:
    """Each dossier once: those that begin in this page from memory, the others from the store."""
    seqs, was_there = stored
    begun: dict[str, list[_Fed]] = {}
    touched = {fed.event.dossier.hex for fed in page.reordered if fed.event.dossier}
    foldings.forget(touched)  # they were folded in another order
    for fed in page.new:
        if fed.event.dossier is None:
            continue
        dossier = fed.event.dossier.hex
        if dossier in was_there:
            touched.add(dossier)
        else:
            begun.setdefault(dossier, []).append(fed)
    found: list[Folded] = []
    for dossier, history in begun.items():
        history.sort(key=lambda fed: fed.row.home_position)
        made = foldings.begun(dossier, [fed.event for fed in history])
        if made is not None and made.erased:
            touched.add(dossier)
        elif made is not None:
            found.append((min(seqs[fed.key] for fed in history), made))
    foldings.note_rows(write_readable(connection, insert_many, found))
    at_hand = {fed.key: fed.event for fed in page.new}
    reproject(connection, touched, foldings, at_hand)


def _dossiers_there(connection: sqlite3.Connection, new: Sequence[_Fed]) -> set[str]:
    named = sorted({fed.event.dossier.hex for fed in new if fed.event.dossier})
    return {
        dossier
        for chunk in in_chunks(named)
        for (dossier,) in connection.execute(_KNOWN_DOSSIERS.format(marks(chunk)), chunk)
    }


def _home(connection: sqlite3.Connection, fed: _Fed) -> Any:
    return home_of(connection, fed.feed, is_citys=False)
