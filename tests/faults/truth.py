"""What must be so once everybody is level: nothing lost, nothing doubled, the same everywhere."""

import json
from collections import defaultdict
from hashlib import sha256
from itertools import groupby
from uuid import UUID

from counter_app.domain.folding import fold
from db.event_store import stored_events

_FEED = "SELECT scope, position, event, home_position FROM counter.feed ORDER BY scope, position"
_EVENTS = "SELECT id, scope, position, dossier, hash FROM counter.events"
_HISTORIES = (
    "SELECT dossier, text, private, salt, hash FROM counter.events WHERE dossier IS NOT NULL"
    " ORDER BY dossier, position"
)


def check(city):
    """Everybody is level: hold the centre and every desk against what was written.

    Raises:
        AssertionError: what disagrees.
    """
    check_nothing_lost(city)
    check_feeds(city)
    folded = {d: fold(stored_events(row[1:] for row in h)) for d, h in _histories(city)}
    for desk in city.desks:
        check_desk(city, desk, folded)
    erased = {dossier for dossier, seen in folded.items() if seen.erased}
    check_erased(city, erased)
    check_files(city, erased)
    check_rivals(city, folded)


def check_nothing_lost(city):
    """What was written is at the centre, as it was written, and nothing else is."""
    there, written = city.events(), city.written
    rejected = {event for desk in city.desks for event in _tray(desk)}
    lost = written.keys() - there.keys() - city.excused - rejected
    assert not lost, f"lost: {_named(city, lost)}"
    assert not rejected, f"rejected: {[_told(desk) for desk in city.desks]}"
    assert not there.keys() - written.keys(), "the centre has what nobody wrote"
    assert {e: written[e] for e in there} == there, "the centre has another text"


def check_feeds(city):
    """Positions are gapless, each event stands once at home, and home order is told everywhere."""
    events = {row[0]: row[1:] for row in city.rows(_EVENTS)}
    homes = dict(city.rows("SELECT dossier, scope FROM counter.dossiers_home"))
    heads = dict(city.rows("SELECT id, head FROM counter.scopes"))
    feeds = defaultdict(list)
    for scope, position, event, home_position in city.rows(_FEED):
        feeds[scope].append(event)
        assert position == len(feeds[scope]), f"a gap in {scope} before {position}"
        assert home_position == events[event][1], "another home position than its own"
        if events[event][0] == scope:
            assert position == home_position, "at home, and elsewhere"
    for scope, fed in feeds.items():
        assert heads[scope] == len(fed) == len(set(fed)), f"{scope}: doubled, or a wrong head"
    for event, (scope, _, dossier, _) in events.items():
        assert event in feeds[scope], "not in its home feed"
        assert dossier is None or homes[dossier] == scope, "a dossier of two homes"
    for dossier, scope in city.rows("SELECT dossier, scope FROM counter.participants"):
        history = [e for e, row in events.items() if row[2] == dossier]
        there = [e for e in feeds[scope] if events[e][2] == dossier]
        assert sorted(history, key=lambda e: events[e][1]) == there, "a guest's history"


def check_desk(city, desk, folded):
    """The desk has its feeds, whole and in home order, folds as the centre does, and is sound."""
    log = desk.store.sync_log
    scopes = [log.desk.unit, log.desk.city]
    sql = (
        "SELECT e.id, e.position FROM counter.feed f JOIN counter.events e ON e.id = f.event"
        " WHERE f.scope = ANY(%s)"
    )
    has, fed = desk.has().items(), dict(city.rows(sql, scopes)).items()
    assert has == fed, f"{desk.name} has other events, or places: {has - fed} for {fed - has}"
    assert log.outbox().waiting == 0
    for dossier in desk.dossiers():
        assert desk.dossier(dossier) == folded[dossier], f"{desk.name} folds {dossier} otherwise"
    assert desk.store.maintenance.rebuild(lambda _done, _all: None).changed == 0
    desk.store.maintenance.audit()


def check_erased(city, erased):
    """No private part and no salt of an erased dossier is left; every other one is there."""
    sql = "SELECT dossier, private, salt, text::json->>'private' FROM counter.events"
    for dossier, private, salt, digest in city.rows(sql):
        if dossier in erased:
            assert (private, salt) == (None, None), f"the centre knows {dossier}"
        elif digest is not None:
            assert private is not None, f"the centre has forgotten {dossier}"
    for desk in city.desks:
        for dossier, private, salt, text in desk.rows(
            "SELECT dossier, private, salt, text FROM events WHERE dossier IS NOT NULL"
        ):
            if UUID(dossier) in erased:
                assert (private, salt) == (None, None), f"{desk.name} knows {dossier}"
            elif json.loads(text)["private"]:
                assert private is not None, f"{desk.name} has forgotten {dossier}"


def check_files(city, erased):
    """Files go with the last dossier that names them, everywhere; of all others one is somewhere."""
    naming = city.rows(
        "SELECT text::json->'public'->>'sha256', dossier FROM counter.events"
        " WHERE kind IN ('attached', 'printed')"
    )
    kept = {name for name, dossier in naming if dossier not in erased}
    gone = {name for name, _ in naming} - kept
    for table in ("blobs", "blob_chunks", "blob_scopes"):
        there = {name for (name,) in city.rows(f"SELECT sha256 FROM counter.{table}")}
        assert not there & gone, f"{table}: files of erased dossiers are at the centre"
    sql = "SELECT sha256 FROM counter.blob_scopes WHERE dossier = ANY(%s)"
    assert not city.rows(sql, [*erased]), "at the centre an erased dossier names files"
    somewhere = city.files()
    if not city.was_restored:
        assert kept <= somewhere, f"the centre has not got {kept - somewhere}"
    for desk in city.desks:
        files = desk.files()
        assert not files.keys() & gone, f"{desk.name} has files of erased dossiers"
        assert all(sha256(content).hexdigest() == name for name, content in files.items())
        assert not desk.rows("SELECT * FROM erasures"), f"{desk.name} has files still to delete"
        somewhere |= files.keys()
        wanted = files.keys() & named_for(city, desk)
        assert wanted <= city.files(), f"the centre lacks what {desk.name} has of {wanted}"
    assert kept <= somewhere | city.lost_files, f"lost: {kept - somewhere}"


def named_for(city, desk):
    """The files that dossiers name which the desk's unit has a part in and nobody erased."""
    sql = "SELECT sha256 FROM counter.blob_scopes WHERE scope = %s"
    return {name for (name,) in city.rows(sql, desk.store.identity.unit)}


def check_rivals(city, folded):
    """Where two desks wrote one field and had not seen one another, both values are to be seen.

    Looked at where nobody wrote the field besides: else a desk's own later value takes the
    earlier one's place.
    """
    writers = defaultdict(set)
    for dossier, rows in _histories(city):
        for event in stored_events(row[1:] for row in rows):
            for name in {**event.public, **(event.private or {})}.get("fields", ()):
                writers[dossier, name].add(event.id)
    for dossier, field, events, values in city.rivals:
        if writers[dossier, field] != set(events) or folded[dossier].erased:
            continue
        conflicts = [c for c in folded[dossier].conflicts if c.field == field]
        assert any(
            {c.earlier, c.later} == set(events) and set(c.values) == set(values) for c in conflicts
        ), f"{field} of {dossier}: {conflicts}"


def _histories(city):
    for dossier, rows in groupby(city.rows(_HISTORIES), key=lambda row: row[0]):
        yield dossier, list(rows)


def _tray(desk):
    return [rejection.event for rejection in desk.store.sync_log.rejections()]


def _told(desk):
    return [(r.act, r.kind, r.details) for r in desk.store.sync_log.rejections()]


def _named(city, events):
    return {
        desk.name: [row for row in desk.rows("SELECT id, kind FROM events") if row[0] in wanted]
        for wanted in [{event.hex for event in events}]
        for desk in city.desks
    }
