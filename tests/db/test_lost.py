"""What the centre has lost and other desks wrote, as this desk's store still has it."""

import json

import pytest

from counter_app.domain.acts import ACTS
from tests.small_centre import UNIT

WIDE = 10**6


def forget(centre, *desks, kept):
    """The centre has only its first ``kept`` rows, and each of ``desks`` has heard of it."""
    gone = {json.loads(row.event.text)["id"] for row in centre.feeds[UNIT][kept:]}
    centre.positions = {i: p for i, p in centre.positions.items() if str(i) not in gone}
    del centre.feeds[UNIT][kept:]
    for desk in desks:
        desk.store.sync_log.forget_positions(UNIT)
        centre.pull(desk)


def lost(desk, max_events=1000, max_bytes=WIDE):
    """The identities of each batch."""
    log = desk.store.sync_log
    return [
        [json.loads(event.text)["id"] for event in log.sent(run)]
        for run in log.lost(max_events, max_bytes)
    ]


@pytest.fixture
def three(enrolled, centre):
    """Desks that are level, and how many rows the unit's feed has."""
    a, b, c = enrolled(3)
    a.receive()
    centre.sync(a, b, c)
    return a, b, c, len(centre.feeds[UNIT])


def test_nothing_is_lost_while_the_feeds_bring_all(three):
    assert [lost(desk) for desk in three[:3]] == [[], [], []]


def test_what_others_wrote_comes_in_the_order_the_centre_had_and_own_does_not(three, centre):
    a, b, c, kept = three
    dossier = a.receive()
    wrote = [str(dossier.last_event)]
    for desk, act in ((b, "take"), (a, "pause"), (c, "resume")):
        centre.sync(a, b, c)
        wrote.append(str(desk.append(ACTS[act], desk.dossier(dossier)).last_event))
    centre.sync(a, b, c)
    forget(centre, a, b, c, kept=kept)
    first, taken, paused, resumed = wrote
    assert lost(c) == [[first], [taken], [paused]]
    assert lost(b) == [[first, paused], [resumed]]
    centre.sync(a, b, c)
    assert [lost(desk) for desk in (a, b, c)] == [[], [], []]


def test_what_was_placed_late_comes_before_what_follows_it_in_its_chain(three, centre):
    """It was rejected at first; its successor cannot be offered without it."""
    a, b, _, kept = three
    early, late = a.receive(), a.receive()
    centre.refused[early.last_event] = "unknown-author"
    centre.push(a)
    centre.refused.clear()
    a.store.sync_log.try_again(early.last_event)
    centre.sync(a, b)
    places = [json.loads(row.event.text)["id"] for row in centre.feeds[UNIT][kept:]]
    assert places == [str(late.last_event), str(early.last_event)]
    forget(centre, b, kept=kept)
    assert lost(b) == [places[::-1]]


def test_a_batch_is_no_larger_than_a_push_may_be(three, centre):
    a, b, _, kept = three
    wrote = [str(a.receive().last_event) for _ in range(3)]
    centre.sync(a, b)
    forget(centre, b, kept=kept)
    assert lost(b, max_events=2) == [wrote[:2], wrote[2:]]
    assert lost(b, max_bytes=1) == [[event] for event in wrote]
