"""Faults planted in the program: each is what a careless hand would have written."""

import json
from uuid import UUID

from counter_app.services import sync_round
from db import feed_store
from db.blob_files import FileBlobs
from tests.faults.mischief import MortalLog

_PLACED = "s.head + row_number() OVER (PARTITION BY f.into_scope ORDER BY f.n)"
_HEADED = "WHERE s.id = m.into_scope"
_TOLD = "f.home_position, e.text"
_FROM_THE_PAYLOAD = """BEGIN
    SELECT d.unit, d.number, d.id, me.city, me.city_unit INTO me
    FROM counter.desks d WHERE d.id = (texts[1]::json->>'desk')::uuid;
    PERFORM set_config('app.desk', me.desk::text, true),
            set_config('app.unit', me.unit::text, true),
            set_config('app.token', (SELECT encode(d.token_hash, 'hex') FROM counter.desks d
                                     WHERE d.id = me.desk), true);
"""


def positions_from_a_sequence(city):
    """Whoever asks gets the next number at once; nobody waits for anybody's COMMIT."""
    unit = city.desks[0].store.identity.unit
    with city.asked() as asked:
        head = asked.execute("SELECT head FROM counter.scopes WHERE id = %s", (unit,)).fetchone()[0]
        asked.execute("CREATE SEQUENCE counter.places")
        asked.execute("SELECT setval('counter.places', %s)", (head,))
        asked.execute("GRANT USAGE ON SEQUENCE counter.places TO counter_functions")
    rewrite(
        city,
        "counter.give_places",
        (_PLACED, "nextval('counter.places')"),
        (_HEADED, f"{_HEADED} AND false"),
    )
    rewrite(city, "counter.lock_scopes", ("FOR UPDATE", ""))


def identity_from_the_payload(city):
    """Who calls is what the event says, not whose token it is."""
    rewrite(city, "counter_api.push_v1", ("BEGIN\n", _FROM_THE_PAYLOAD))
    with city.asked() as asked:
        asked.execute(
            "ALTER FUNCTION counter_api.push_v1(bytea, uuid, text[], text[], bytea[]) OWNER TO postgres"
        )


def order_of_the_wrong_scope(city):
    """A guest's feed tells its own positions where it should tell those at home."""
    rewrite(city, "counter_api.pull_v1", (_TOLD, 'f."position", e.text'))


def files_come_late(city):
    """What an erased dossier's late events name is taken and given."""
    late = " AND o.is_erased IS NOT TRUE\n"
    rewrite(city, "counter.follow_up", (late, "\n"))


def files_stay(city):
    """Whoever erases leaves the files to others."""
    rewrite(
        city, "counter.erase", ("DELETE FROM blobs b WHERE", "DELETE FROM blobs b WHERE false AND")
    )


def files_stay_here(city):
    """A desk empties private parts and lets files lie."""
    for desk in city.desks:
        desk.store.sync_log._forget_files = lambda: None


def every_mark_is_known(city):
    """Whatever a desk was told last about its files, the centre says it remembers it."""
    is_known = "COALESCE(known = last.mark OR known = last.previous, false)"
    rewrite(city, "counter_api.look_at_files_v1", (is_known, "true"))


def parts_are_made_anew(monkeypatch):
    """Whatever arrives of a file is written, also where what came before it was taken away."""
    add = FileBlobs.add

    def added(files, sha256, offset, chunk):
        files._part(sha256).touch()
        add(files, sha256, offset, chunk)

    monkeypatch.setattr(FileBlobs, "add", added)


def nobody_asks_before(monkeypatch):
    """A fetch that comes after the erasure does not look for it."""
    begin = FileBlobs.begin

    def begun(files, sha256, event):
        with monkeypatch.context() as patched:
            patched.setattr(files, "_forget_if_erased", lambda _: False)
            begin(files, sha256, event)

    monkeypatch.setattr(FileBlobs, "begin", begun)


class CursorFirst(MortalLog):
    """Moves the cursor in a transaction of its own, then applies."""

    def apply(self, scope, events, _asked_from=None, *, projecting=True):
        before = self.cursor(scope)
        last = events[-1]
        with self._writing() as connection:
            event = UUID(json.loads(last.event.text)["id"])
            place = (scope.hex, last.position, event.hex, feed_store.to_ms(last.received_at))
            connection.execute(feed_store._MOVE, place)
        with self._writing() as connection:
            connection.execute("DELETE FROM cursors WHERE scope = ?", (scope.hex,))
            if before.position:
                at = feed_store.to_ms(before.received_at)
                place = (scope.hex, before.position, before.event.hex, at)
                connection.execute(feed_store._MOVE, place)
            desk = feed_store.DeskRow.read(connection)
            folds = self._foldings if projecting else None
            feed_store.apply_page(connection, desk, scope, events, folds)
        return True


def no_fork_check(monkeypatch):
    """Pulls from behind the cursor and never looks whether the centre still knows it.

    Nor whether it knows what it had answered, which would bring the same back.
    """

    def pulled_to_end(round_, scope):
        log = round_.parts.log
        while rows := round_.reach().pull(scope, log.cursor(scope).position + 1, 1000):
            log.apply(scope, rows)
        return True

    def read(scope, rows, _cursor, is_citys):
        proved = [(row, feed_store._proved(scope, row)) for row in rows]
        return [
            feed_store._Fed(row, event, feed_store._feed_of(scope, row, is_citys), event.id.hex)
            for row, event in proved
        ]

    monkeypatch.setattr(sync_round.Round, "_pulled_to_end", pulled_to_end)
    monkeypatch.setattr(feed_store, "_read", read)
    monkeypatch.setattr(sync_round.Round, "_offer_what_is_gone", lambda *_: None)


def rewrite(city, function, *changes):
    """The function of this name with each text replaced, in the city's own database alone."""
    with city.asked() as asked:
        sql = "SELECT pg_get_functiondef(%s::regproc)"
        text = asked.execute(sql, (function,)).fetchone()[0]
        for old, new in changes:
            assert old in text, f"{function} no longer says {old}"
            text = text.replace(old, new, 1)
        asked.execute(text)
