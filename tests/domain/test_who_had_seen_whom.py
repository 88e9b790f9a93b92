"""A restored centre gives places anew: whatever order it gives, the same two events disagree."""

from dataclasses import dataclass, field
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.conflict import SEEN
from counter_app.domain.event import Kind
from counter_app.domain.folding import fold
from tests import make

A, B, C = 1, 2, 3
DESKS = st.sampled_from([A, B, C])


def correct(story, desk, saw, name="content", *, value="", seen=()):
    fields = {name: value or f"theo quầy {desk}"}
    public = {"fields": {}, "issue": 2}
    if seen:
        public[SEEN] = [str(event.id) for event in seen]
    return story.add(Kind.CORRECTED, public, {"fields": fields}, desk=desk, saw=saw)


def resolve(story, desk, saw, seen=(), **said):
    public = {"fields": {}, SEEN: [str(event.id) for event in seen]} | said
    return story.add(Kind.RESOLVED, public, {"fields": {}}, desk=desk, saw=saw)


def pairs(events):
    found = [(one.field, frozenset({one.earlier, one.later})) for one in fold(events).conflicts]
    assert len(found) == len(set(found))
    return set(found)


@pytest.fixture
def story():
    begun = make.Story()
    begun.receive()
    return begun


def test_what_comes_back_before_the_base_was_not_seen_therefore(story):
    """B had seen C's note and not A's correction, which a restored centre now hears of first."""
    first = story.events[0]
    note = correct(story, C, first, "note")
    theirs = correct(story, B, note)
    unseen = correct(story, A, first)
    disagreeing = {("content", frozenset({theirs.id, unseen.id}))}
    assert pairs([first, note, theirs, unseen]) == disagreeing
    assert pairs([first, unseen, note, theirs]) == disagreeing


def test_what_was_seen_beside_the_base_is_named_and_so_no_conflict(story):
    first = story.events[0]
    one = correct(story, A, first)
    other = correct(story, C, first, "note")
    assert story.fold().also_latest == (one.id,)
    correct(story, B, other, seen=[one])
    assert pairs(story.events) == set()
    assert story.fold().also_latest == ()


def test_a_correction_that_comes_back_before_its_own_desks_earlier_one_has_seen_no_more(story):
    """The earlier was rejected at first: the later, that saw C's, stands before it."""
    first = story.events[0]
    theirs = correct(story, C, first)
    early = correct(story, B, first)
    late = correct(story, B, early, "note", seen=[theirs])
    assert pairs([first, theirs, late, early]) == {("content", frozenset({theirs.id, early.id}))}


def test_who_corrects_a_side_takes_its_place(story):
    first = story.events[0]
    one, other = correct(story, A, first), correct(story, B, first)
    third = correct(story, C, one, value="ba")
    expected = {("content", frozenset({other.id, third.id}))}
    assert pairs(story.events) == pairs([first, one, third, other]) == expected


def test_who_saw_both_and_only_corrects_leaves_the_conflict(story):
    first = story.events[0]
    one, other = correct(story, A, first), correct(story, B, first)
    correct(story, C, one, value="ba", seen=[other])
    assert pairs(story.events) == {("content", frozenset({one.id, other.id}))}


def test_a_restored_desk_that_corrects_the_other_side_hides_not_what_it_lost(story):
    """It has no conflict with itself; the one there is stays until somebody settles it."""
    first = story.events[0]
    lost, other = correct(story, A, first), correct(story, B, first)
    correct(story, A, other, value="làm lại")
    again = make.altered(story.events.pop(), incarnation=str(make.identity(999)))
    conflicts = {("content", frozenset({lost.id, other.id}))}
    assert pairs([*story.events, again]) == conflicts


def test_three_that_had_not_seen_each_other_disagree_all(story):
    first = story.events[0]
    for desk in (A, B, C):
        correct(story, desk, first)
    assert len(story.fold().conflicts) == 3


def test_a_resolution_settles_only_what_it_had_seen(story):
    """C keeps what stands of two values; A's third one arrives before that and stays disputed."""
    first = story.events[0]
    one, other = correct(story, B, first), correct(story, C, first)
    unseen = correct(story, A, first, value="ba")
    kept = resolve(story, C, other, [one], acknowledged=["content"])
    left = {("content", frozenset({unseen.id, event.id})) for event in (one, other)}
    assert pairs([first, one, other, unseen, kept]) == left
    assert pairs([first, one, other, kept, unseen]) == left


@pytest.mark.parametrize("said", ["chữ", ["không phải"], 7, None, {"a": 1}])
def test_what_it_claims_to_have_seen_beside_the_base_may_be_unreadable(story, said):
    first = story.events[0]
    one, other = correct(story, A, first), correct(story, B, first)
    story.add(Kind.TAKEN, {SEEN: said}, desk=B, saw=other)
    assert pairs(story.events) == {("content", frozenset({one.id, other.id}))}


@dataclass
class Unit:
    """Desks that hear of each other now and then, each event naming all its author had seen."""

    names_all: bool = True
    story: make.Story = field(default_factory=make.Story)
    had_seen: dict = field(default_factory=dict)  # of each event, itself included
    knows: dict = field(default_factory=dict)
    values: count = field(default_factory=count)

    def __post_init__(self):
        first = self.story.receive()
        self.had_seen[first.id] = {first.id}
        self.knows = {desk: {first.id} for desk in (A, B, C)}

    def hear(self, desk, others):
        for other in others:
            self.knows[desk] |= self.knows[other]

    def write(self, desk, act, base):
        known = self.knows[desk]
        by_id = {event.id: event for event in self.story.events}
        seen_by_others = set().union(*(self.had_seen[one] - {one} for one in known))
        latest = sorted(known - seen_by_others)
        saw = by_id[latest[base % len(latest)]]
        beside = [by_id[one] for one in latest if one != saw.id]
        if act in ("fields", "acknowledged"):
            said = {"fields": {"content": "xong"}} if act == "fields" else {act: ["content"]}
            event = resolve(self.story, desk, saw, beside, **said)
        else:
            value = f"giá trị {next(self.values)}" if act == "another" else "như nhau"
            seen = beside if self.names_all else ()
            event = correct(self.story, desk, saw, value=value, seen=seen)
        self.had_seen[event.id] = (known if self.names_all else self._named(desk, saw)) | {event.id}
        known.add(event.id)

    def _named(self, desk, saw):
        own = [
            self.had_seen[e.id]
            for e in self.story.events[:-1]
            if e.place.desk == make.identity(desk)
        ]
        return self.had_seen[saw.id].union(*own)

    def in_order(self, wishes):
        """The events so that none stands before what it had seen, otherwise as is wished."""
        left, order = list(self.story.events), []
        while left:
            done = {event.id for event in order}
            free = [e for e in left if self.had_seen[e.id] - {e.id} <= done]
            order.append(free[next(wishes) % len(free)])
            left.remove(order[-1])
        return order


def steps(acts):
    hearing = st.lists(DESKS, max_size=2)
    return st.lists(st.tuples(DESKS, hearing, st.sampled_from(acts), st.integers(0, 2)), max_size=9)


def played(unit, said):
    for desk, others, act, base in said:
        unit.hear(desk, others)
        unit.write(desk, act, base)
    return unit


def wishes(data):
    return iter(lambda: data.draw(st.integers(0, 5)), None)


@given(steps(["another", "another", "same", "fields", "acknowledged"]), st.data())
def test_any_order_after_what_was_seen_shows_the_same_conflicts(said, data):
    unit = played(Unit(), said)
    one = pairs(unit.in_order(wishes(data)))
    assert pairs(unit.in_order(wishes(data))) == one


@given(steps(["another"]), st.data())
def test_where_only_bases_are_named_the_same_holds_and_nothing_is_lost(said, data):
    unit = played(Unit(names_all=False), said)
    order = unit.in_order(wishes(data))
    assert pairs(unit.in_order(wishes(data))) == pairs(order)
    assert bool(pairs(order)) == any(_are_rivals(unit, one, two) for one in order for two in order)


def _are_rivals(unit, one, two):
    if Kind.RECEIVED in (one.kind, two.kind):
        return False
    return one.id not in unit.had_seen[two.id] and two.id not in unit.had_seen[one.id]
