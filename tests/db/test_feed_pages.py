"""A page of a feed is applied whole or not at all; whatever does not fit together is refused."""

from dataclasses import replace

import pytest

from counter_app.domain.acts import ACTS
from counter_app.domain.errors import BrokenFeed
from counter_app.domain.event import ChainPlace, seal
from counter_app.services.centre_port import (
    SentEvent,
)
from tests import make
from tests.small_centre import UNIT

BROKEN = {
    "gap": lambda page: [*page[:2], *page[3:]],
    "fork": lambda page: [replace(page[0], event=page[1].event), *page[1:]],
    "text": lambda page: [*page[:2], altered(page[2], text="{}"), *page[3:]],
    "private": lambda page: [*page[:-1], altered(page[-1], private='{"applicant":{}}')],
    "identity": lambda page: [*page, replace(page[-1], position=page[-1].position + 1)],
}


def altered(row, **changed):
    """The row with something else than its desk wrote."""
    return replace(row, event=replace(row.event, **changed))


@pytest.fixture
def half_way(enrolled, centre):
    """A desk that has pulled a part of the feed, and the next page."""
    a, b = enrolled(2)
    for _ in range(4):
        a.receive()
    centre.push(a)
    b.store.sync_log.apply(UNIT, centre.feeds[UNIT][:-3])
    return b, centre.feeds[UNIT][-4:]


@pytest.mark.parametrize("part", sorted(BROKEN))
def test_a_page_that_does_not_fit_together_changes_nothing(half_way, part):
    desk, page = half_way
    before = desk.dump()
    with pytest.raises(BrokenFeed) as refusal:
        desk.store.sync_log.apply(UNIT, BROKEN[part](page))
    assert refusal.value.part == part
    assert desk.dump() == before
    desk.store.sync_log.apply(UNIT, page)
    assert desk.store.sync_log.cursor(UNIT).position == page[-1].position
    assert len(desk.counter.search("")) == 4


def test_a_salt_that_is_cut_elsewhere_is_not_the_texts_own(half_way):
    """The digest is of both together, so that a blank could change sides and still be JSON."""
    desk, page = half_way
    salt = b"fifteen bytes.. "
    dossier = desk.dossier(desk.counter.search("")[0])
    act = ACTS["forward"]
    draft = make.draft(act, dossier, make.MONDAY, ({"to": "x"}, {"x": "y"}), dossier.last_event)
    place = ChainPlace(make.identity(8), make.identity(9), 1, make.GENESIS)
    event = seal(draft, place, make.identity(7), salt)
    private = event.private_text.decode()
    text = event.text.decode()
    moved = altered(page[-1], text=text, salt=salt[:-1], private=f" {private}")
    with pytest.raises(BrokenFeed, match="private"):
        desk.store.sync_log.apply(UNIT, [*page[:-1], moved])
    whole = altered(page[-1], text=text, salt=salt, private=private)
    desk.store.sync_log.apply(UNIT, [*page[:-1], whole])


def test_a_private_part_without_its_salt_is_refused(half_way):
    desk, page = half_way
    for changed in ({"salt": None}, {"private": None}):
        with pytest.raises(BrokenFeed, match="private"):
            desk.store.sync_log.apply(UNIT, [*page[:-1], altered(page[-1], **changed)])


def test_a_known_id_with_another_text_is_refused(half_way, centre):
    desk, page = half_way
    own = desk.receive()
    ((text,),) = desk.rows("SELECT text FROM events WHERE id = ?", own.last_event.hex)
    forged = SentEvent(text.replace("received", "declined"), None, None)
    place = page[-1].position + 1
    row = replace(page[-1], position=place, home_position=place, event=forged)
    with pytest.raises(BrokenFeed, match="identity"):
        desk.store.sync_log.apply(UNIT, [*page, row])
    assert desk.dossier(own).short_hash == own.short_hash


def test_a_feed_that_is_shorter_than_the_cursor_is_a_fork(half_way):
    desk, page = half_way
    with pytest.raises(BrokenFeed, match="fork"):
        desk.store.sync_log.apply(UNIT, [])
    with pytest.raises(BrokenFeed, match="fork"):
        desk.store.sync_log.apply(UNIT, page[1:])


def test_an_empty_feed_is_nothing_to_apply(enrolled):
    (a,) = enrolled(1)
    before = a.dump()
    a.store.sync_log.apply(UNIT, [])
    assert a.dump() == before
    assert a.store.sync_log.cursor(UNIT).event is None


def test_a_page_another_process_has_stored_meanwhile_is_left_alone(half_way):
    desk, page = half_way
    log = desk.store.sync_log
    asked_from = log.cursor(UNIT)
    assert log.apply(UNIT, page, asked_from)
    before = desk.dump()
    assert not log.apply(UNIT, page, asked_from)
    assert desk.dump() == before


def test_the_same_page_again_changes_nothing(half_way):
    desk, page = half_way
    desk.store.sync_log.apply(UNIT, page)
    before = desk.dump()
    desk.store.sync_log.apply(UNIT, page[-1:])
    assert desk.dump() == before


def test_a_feed_begins_with_its_first_row(enrolled, centre):
    a, b = enrolled(2)
    a.receive()
    centre.push(a)
    with pytest.raises(BrokenFeed, match="gap"):
        b.store.sync_log.apply(UNIT, centre.feeds[UNIT][1:])
    assert b.store.sync_log.cursor(UNIT).position == 0


def test_a_dossier_at_home_elsewhere_keeps_its_home_order(enrolled, centre):
    """Its rows come behind one another; their places at home lie before and far ahead."""
    a, b = enrolled(2)
    dossier = a.receive()
    a.append(ACTS["forward"], dossier, 1)
    a.append(ACTS["forward"], dossier, 2)
    centre.push(a)
    rows = centre.feeds[UNIT]
    homes = (7, 4000, 900)  # the second forward comes first at home
    first = len(rows) - 3
    for offset, home in enumerate(homes):
        rows[first + offset] = replace(rows[first + offset], home_position=home)
    centre.pull(b)
    assert b.dossier(dossier).holder == "officer-1"
    assert b.rows("SELECT position, feed FROM events WHERE dossier = ?", dossier.id.hex) == [
        (home, 3) for home in homes
    ]
    assert b.counter.health.rebuild().changed == 0
