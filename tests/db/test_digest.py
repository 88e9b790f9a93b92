"""What a desk and the centre compare: sums over sets, by a definition anyone can follow."""

import hashlib
import json

from hypothesis import given
from hypothesis import strategies as st

from db.digest import dossiers_digest, events_digest
from tests.small_centre import CITY, UNIT

EVENTS = st.lists(st.tuples(st.binary(min_size=32, max_size=32), st.integers(1, 2**40)))
ROWS = st.lists(st.lists(st.one_of(st.none(), st.text('aẩ"1', max_size=3), st.integers(0, 99))))


@given(EVENTS, st.randoms())
def test_the_order_of_events_does_not_matter(events, random):
    mixed = list(events)
    random.shuffle(mixed)
    assert events_digest(mixed) == events_digest(events)


@given(EVENTS, EVENTS)
def test_other_events_give_another_digest(one, other):
    assert (events_digest(one) == events_digest(other)) == (sorted(one) == sorted(other))


@given(ROWS, ROWS)
def test_other_rows_give_another_digest(one, other):
    same = sorted(map(repr, one)) == sorted(map(repr, other))
    assert (dossiers_digest(one) == dossiers_digest(other)) == same


def test_the_definition_is_as_it_is_written():
    assert events_digest([]) == (0, "0" * 64)
    item = hashlib.sha256(b"h" * 32 + (5).to_bytes(8, "big")).digest()
    once, twice = item.hex(), (2 * int(item.hex(), 16)) % 2**256
    assert events_digest([(b"h" * 32, 5)]) == (1, once)
    assert events_digest([(b"h" * 32, 5)] * 2) == (2, f"{twice:064x}")
    row = hashlib.sha256('["Nguyễn",4,null]'.encode()).hexdigest()
    assert dossiers_digest([("Nguyễn", 4, None)]) == (1, row)


def test_a_digest_covers_the_feed_up_to_the_cursor(enrolled, centre):
    a, b = enrolled(2)
    a.receive()
    centre.sync(a, b)
    digest = b.store.sync_log.digest(UNIT)
    rows = [
        (hashlib.sha256(row.event.text.encode()).digest(), row.home_position)
        for row in centre.feeds[UNIT]
    ]
    assert (digest.event_count, digest.events) == events_digest(rows)
    assert digest.position == len(rows)
    stored = [
        (hashlib.sha256(json.loads(text)["id"].encode()).digest(), 1)
        for (text,) in b.rows("SELECT text FROM events WHERE feed = 2")
    ]
    assert b.store.sync_log.digest(CITY).event_count == len(stored) == 0


def test_no_digest_is_given_while_it_must_differ(enrolled, centre):
    a, _ = enrolled(2)
    log = a.store.sync_log
    assert log.digest(UNIT) is None  # all of it waits
    centre.push(a)
    assert log.digest(UNIT) is None  # accepted, and not come back yet
    centre.pull(a)
    assert log.digest(UNIT) is not None
    a.receive()
    assert log.digest(UNIT) is None
    assert log.digest(a.counter.desk.incarnation) is None


def test_a_feed_that_is_pulled_anew_has_no_digest_until_it_was(enrolled, centre):
    (a,) = enrolled(1)
    centre.sync(a)
    log = a.store.sync_log
    whole = log.digest(UNIT)
    log.forget_positions(UNIT)
    centre.push(a)
    assert log.digest(UNIT) is None
    centre.pull(a)
    assert log.digest(UNIT) == whole


def test_a_digest_tells_what_is_missing(enrolled, centre):
    a, b = enrolled(2)
    a.receive()
    centre.sync(a, b)
    whole = b.store.sync_log.digest(UNIT)
    b.write("UPDATE dossiers SET applicant = 'ai đó'")
    assert b.store.sync_log.digest(UNIT).dossiers != whole.dossiers
    assert b.store.sync_log.digest(UNIT).events == whole.events
    b.write("UPDATE events SET position = position + 1 WHERE dossier IS NOT NULL")
    assert b.store.sync_log.digest(UNIT).events != whole.events
