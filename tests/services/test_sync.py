"""One round between desk and centre, whatever happens on the way."""

from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from counter_app.domain.errors import (
    BrokenFeed,
    CentreRefused,
    CentreUnreachable,
    ChainGap,
    DeskStandsAlone,
)
from counter_app.domain.event import Author, Kind
from counter_app.identities import SystemChance
from counter_app.services.centre_line import CentreLine
from counter_app.services.centre_port import (
    SentEvent,
)
from counter_app.services.file_sending import SendFiles
from counter_app.services.incarnations import JUMP, Renew, incarnation_of
from counter_app.services.numbering import KeepClear
from counter_app.services.sync import SeldomReport, Sync
from counter_app.services.sync_round import RoundParts
from tests import make
from tests.fake_centre import MAX_EVENT, FakeCentre
from tests.fake_log import FakeLog, FakeNumbers
from tests.fakes import SettableClock


@dataclass
class Desk:
    """A desk in memory and its sync."""

    log: FakeLog
    sync: Sync
    numbers: FakeNumbers
    line: CentreLine

    def __call__(self, **more):
        return self.sync(**more)

    def stored(self, scope=None):
        return [event.id for event in self.log.stored.get(scope or self.log.desk.unit, [])]


@pytest.fixture
def clock():
    return SettableClock(make.MONDAY)


@pytest.fixture
def centre(clock):
    return FakeCentre(clock)


@pytest.fixture
def unit(centre):
    return centre.add_unit()


class NoFiles:
    """A desk that keeps no file."""

    def names(self):
        return iter(())


def desk_of(log, centre):
    line, numbers, chance = CentreLine(log, centre.connect), FakeNumbers(), SystemChance()
    parts = RoundParts(
        log, line, log.clock, Renew(log, log.clock, chance), KeepClear(numbers, log.clock)
    )
    report = SeldomReport(log, log.clock)
    return Desk(log, Sync(parts, report, SendFiles(log, NoFiles())), numbers, line)


@pytest.fixture
def new_desk(centre, clock, unit):
    def made(number, *, in_unit=unit, enrolled=True):
        log = FakeLog(clock, number=number)
        if enrolled:
            enrol(log, centre.enrol(in_unit, number))
        return desk_of(log, centre)

    return made


def enrol(log, credentials):
    lives_as = replace(
        log.desk,
        unit=credentials.unit,
        city=credentials.city,
        incarnation=SystemChance().identity(),
    )
    log.enrol(credentials, incarnation_of(lives_as, credentials.unit_code, log.clock()))


@pytest.fixture
def a(new_desk):
    """The unit's first desk: what its officer writes is taken."""
    desk = new_desk(3)
    desk.log.write()
    return desk


@pytest.fixture
def b(new_desk, a):
    """Another desk of the unit, at which the same officer works."""
    desk = new_desk(4)
    desk.log.officer = a.log.officer
    return desk


def test_what_one_desk_writes_the_other_has_after_a_round_each(a, b):
    first, second = a.log.own[0][2], a.log.write()

    sent, got = a(), b()

    assert (sent.pushed, sent.pulled, sent.rejected) == (2, 0, 0)
    assert (got.pushed, got.pulled, got.head, got.cursor) == (0, 2, 2, 2)
    assert a.stored() == b.stored() == [first.id, second.id]
    assert a.log.positions == {first.id: 1, second.id: 2}


def test_a_round_with_nothing_to_do_changes_nothing(a, centre):
    a()
    before = list(a.log.cursors.items())
    centre.calls.clear()
    again = a()
    assert (again.pushed, again.pulled, again.head, again.cursor, again.lag_s) == (0, 0, 1, 1, 0)
    assert centre.calls == ["head"]
    assert list(a.log.cursors.items()) == before


def test_a_desk_that_stands_alone_is_told_so(new_desk):
    with pytest.raises(DeskStandsAlone):
        new_desk(3, enrolled=False)()


def test_a_stand_alone_desk_enrolled_later_keeps_everything_it_wrote(new_desk, centre, unit, clock):
    desk = new_desk(3, enrolled=False)
    alone = [desk.log.write().id, desk.log.write().id]
    enrol(desk.log, centre.enrol(unit, 3))
    after = desk.log.write()

    report = desk()

    assert (report.pushed, report.rejected) == (3, 0)
    assert [e.id for e in centre.feed(unit)] == [*alone, after.id]


@pytest.mark.parametrize("call", ["head", "register", "push", "pull"])
def test_a_lost_reply_loses_and_doubles_nothing(a, b, centre, unit, call):
    lost = {call}

    def lose(name):
        if name in lost:
            lost.remove(name)
            centre.lose_reply()

    centre.before_call = lose
    with pytest.raises(CentreUnreachable):
        a()
    a()
    b()
    assert [e.id for e in centre.feed(unit)] == a.stored() == b.stored()
    assert len(a.stored()) == 1


def test_what_was_sent_twice_is_there_once(a, centre, unit):
    a()
    a.log.positions.clear()  # the desk was killed before it noted the answer
    assert a().pushed == 1
    assert len(centre.feed(unit)) == 1


def test_many_pages_are_pulled_to_the_end(a, b, monkeypatch):
    for _ in range(24):
        a.log.write()
    monkeypatch.setattr("counter_app.services.sync_round.PAGE", 7)
    a()
    assert b().pulled == 25
    assert b.stored() == a.stored()
    assert b().pulled == 0


def test_a_feed_with_a_gap_is_refused_and_moves_no_cursor(a, b, centre, unit, monkeypatch):
    a()
    a.log.write()
    a.log.write()
    a()
    pull = type(centre.connect(centre.enrol(unit, 9))).pull
    skipping = lambda self, *given: pull(self, *given)[::2]  # noqa: E731
    monkeypatch.setattr("tests.fake_centre.FakeConnection.pull", skipping)
    with pytest.raises(BrokenFeed):
        b()
    assert b.log.cursor(unit).position == 0


def test_a_centre_restored_from_a_backup_gets_back_what_it_lost(a, b, centre, unit):
    a()
    b()
    backup = centre.backup()
    lost = [a.log.write().id, a.log.write().id]
    a()
    b()
    theirs = b.log.write().id
    b()
    centre.restore(backup)

    for desk in (b, a, b):
        desk()

    assert set(a.stored()) == set(b.stored()) >= {*lost, theirs}
    assert a.stored() == b.stored() == [e.id for e in centre.feed(unit)]
    assert len(set(a.stored())) == len(a.stored()) == 4


def test_a_restored_centre_that_filled_up_again_is_still_noticed(a, b, centre, unit):
    a()
    backup = centre.backup()
    lost = a.log.write().id
    a()
    centre.restore(backup)
    b.log.write()
    b()  # the place that a's event had is another's now

    a()

    assert lost in a.stored()
    assert [e.id for e in centre.feed(unit)] == a.stored()


def test_a_gap_in_the_chain_is_offered_again_from_where_the_centre_is(a, centre, unit):
    a()
    backup = centre.backup()
    a.log.write()
    a()
    a.log.write()
    centre.before_call = restoring(centre, backup, at="push")
    offered = centre.calls.count("push")

    a()

    assert [e.id for e in centre.feed(unit)] == [event.id for _, _, event, _ in a.log.own]
    assert centre.calls.count("push") - offered == 2  # the gap, and what is behind it


def test_what_was_answered_and_never_pulled_is_offered_to_a_restored_centre(a, centre, unit):
    backup = centre.backup()
    sent_and_cut_off(a, centre)
    centre.restore(backup)  # a has pulled nothing yet that it could miss

    a()

    assert [e.id for e in centre.feed(unit)] == [event.id for _, _, event, _ in a.log.own]
    assert a.log.outbox().waiting == 0


def test_so_is_what_an_earlier_life_wrote(new_desk, centre, unit):
    desk = new_desk(3, enrolled=False)
    alone = desk.log.write()
    enrol(desk.log, centre.enrol(unit, 3))
    backup = centre.backup()
    sent_and_cut_off(desk, centre)
    centre.restore(backup)
    since = desk.log.write()

    desk()

    assert [e.id for e in centre.feed(unit)] == [alone.id, since.id]
    assert desk.log.outbox().rejected == 0


def sent_and_cut_off(desk, centre):
    """Everything is sent and answered; the line is gone before anything is pulled."""
    centre.before_call = cut_at("pull")
    with pytest.raises(CentreUnreachable):
        desk()
    centre.before_call = lambda _name: None


def restoring(centre, backup, at):
    """The centre is restored just before the first call of that name."""
    left = [backup]

    def restore(name):
        if name == at and left:
            centre.restore(left.pop())

    return restore


def cut_at(call):
    """No call of that name gets through."""

    def cut(name):
        if name == call:
            raise CentreUnreachable("cut")

    return cut


def test_what_a_restored_centre_could_not_take_yet_is_sent_again_by_itself(a, b, centre, unit):
    before = centre.backup()
    a()
    b()
    theirs = b.log.write(Kind.UNIT_PROFILED, {"unit": str(unit)})
    centre.restore(before)
    centre.known.members[unit][make.identity(9)] = {"administrator"}  # so nobody is on trust
    centre.before_call = cut_at("pull")
    with pytest.raises(CentreUnreachable):
        b()
    centre.before_call = lambda _name: None
    assert b.log.outbox().rejected == 1
    del centre.known.members[unit][make.identity(9)]

    a()
    b()

    assert b.log.outbox().rejected == 0
    assert centre.feed(unit)[-1].id == theirs.id


def test_what_needs_a_person_is_not_sent_again_by_itself(a, b, centre, unit):
    a()
    b()
    b.log.write(public={"note": "x" * MAX_EVENT})
    b()
    a.log.write()
    a()
    report = b()
    assert (report.pushed, report.pulled, b.log.outbox().rejected) == (0, 1, 1)


def test_a_gap_that_offering_again_does_not_close_ends_the_round(a, centre):
    a.log.lives = [replace(life, record=life.record + " ") for life in a.log.lives]
    with pytest.raises(ChainGap):
        a()


def test_a_rejected_event_waits_in_the_tray_and_blocks_nothing(a, centre, unit):
    a()
    stranger = Author(make.identity(77), "administrator")
    bad = a.log.write(by=stranger)
    good = a.log.write(Kind.UNIT_PROFILED, {"unit": str(unit)})

    report = a()

    assert (report.pushed, report.rejected, report.lag_s) == (1, 1, 0)
    assert [(r.event, r.kind) for r in a.log.rejections()] == [(bad.id, "unknown-author")]
    assert [e.id for e in centre.feed(unit)][-1] == good.id
    a.log.try_again(bad.id)
    assert a().rejected == 1


def test_a_clone_begins_a_life_of_its_own_and_loses_nothing(a, centre, unit, clock):
    a()
    clone = desk_of(deepcopy(a.log), centre)
    ours, theirs = a.log.write(), clone.log.write()
    a()

    clone()

    assert clone.log.jumps == [JUMP]
    assert clone.log.desk.incarnation != a.log.desk.incarnation
    assert {ours.id, theirs.id} <= {e.id for e in centre.feed(unit)}
    after = clone.log.write()
    clone()
    a()
    assert centre.feed(unit)[-1].id == after.id
    assert a.stored() == clone.stored()


def test_a_desk_restored_from_a_backup_begins_anew_before_it_gives_a_number(a, centre, unit):
    a()
    restored = desk_of(deepcopy(a.log), centre)
    lost = a.log.write()
    a()

    restored()

    assert restored.log.jumps == [JUMP]
    assert lost.id in restored.stored()
    assert restored.log.write().place.sequence == 1
    assert restored().pushed == 1
    assert restored.log.jumps == [JUMP]  # once


def test_a_number_another_life_gave_today_is_jumped_over(a, centre, clock):
    a.log.write(public={"officer": str(a.log.officer), "roles": ["reception"]})
    a.log.write(
        Kind.RECEIVED,
        {"code": f"H26.12-{clock():%y%m%d}-030317", "competent_unit": None},
        dossier=make.identity(1),
        by=Author(a.log.officer, "reception"),
    )
    a()
    reinstalled = FakeLog(clock, number=3)
    enrol(reinstalled, centre.rotate(a.log.link().credentials))
    reinstalled.desk = replace(reinstalled.desk, id=a.log.desk.id)
    desk = desk_of(reinstalled, centre)

    desk()
    assert desk.numbers.taken == 317 + JUMP
    desk()
    assert desk.numbers.taken == 317 + JUMP


@pytest.mark.parametrize(
    "code", ["H26.12-261116-040317", "H26.12-261115-030317", "H26.13-261116-030317"]
)
def test_numbers_of_other_desks_days_and_units_are_left_alone(code, clock):
    numbers = FakeNumbers()
    KeepClear(numbers, clock)([f'{{"code":"{code}"}} H26.12-261116-'], "H26.12", 3)
    assert numbers.taken == 0


def test_a_paused_desk_makes_no_call(a, centre):
    a.log.pause(paused=True)
    report = a()
    assert report.is_paused
    assert (report.pushed, report.cursor) == (0, 0)
    assert centre.calls == []


def test_pausing_stops_before_the_next_call_and_going_on_finishes(a, centre, unit):
    centre.before_call = lambda name: a.log.pause(paused=name == "push")
    assert a().is_paused
    assert centre.calls[-1] == "push"
    centre.before_call = lambda _name: None
    a.log.pause(paused=False)
    assert not a().is_paused
    assert len(centre.feed(unit)) == 1


def test_a_cancelled_first_sync_goes_on_where_it_was(a, b, monkeypatch):
    for _ in range(20):
        a.log.write()
    a()
    monkeypatch.setattr("counter_app.services.sync_round.PAGE", 6)
    seen = []
    report = b(progress=lambda done, all_: seen.append((done, all_)) or done < 10)
    assert report.is_paused
    assert 0 < len(b.stored()) < 21
    assert {all_ for _done, all_ in seen[1:]} == {21}
    done = len(b.stored())
    assert b().pulled == 21 - done
    assert b.stored() == a.stored()


def test_a_first_sync_stores_first_and_projects_at_the_end(a, b, monkeypatch):
    for _ in range(5):
        a.log.write()
    a()
    assert not a.log.unprojected
    monkeypatch.setattr("counter_app.services.sync_round.FIRST_SYNC", 5)
    seen = []
    assert b(progress=lambda done, all_: seen.append((done, all_)) or done < 7).is_paused
    assert b.log.unprojected
    assert seen[-1] == (7, 7)
    assert not b().is_paused
    assert not b.log.unprojected


def test_a_desk_in_step_projects_what_comes_at_once(a, b, monkeypatch):
    a()
    b()
    monkeypatch.setattr("counter_app.services.sync_round.FIRST_SYNC", 0)
    monkeypatch.setattr(b.log, "project_stored", None)
    a.log.write()
    a()
    assert b().pulled == 1


def test_another_process_of_the_desk_may_be_quicker(a, b, centre):
    a()
    other = desk_of(b.log, centre)

    def meanwhile(name):
        if name == "pull":
            centre.before_call = lambda _name: None
            other()

    centre.before_call = meanwhile
    report = b()
    assert (report.pulled, report.cursor) == (0, 1)
    assert b.stored() == a.stored()


def test_another_process_may_be_quicker_to_the_last_moment(a, b, centre, monkeypatch):
    a()
    apply, other = b.log.apply, desk_of(b.log, centre)

    def late(*page, **how):
        monkeypatch.setattr(b.log, "apply", apply)
        other()
        return apply(*page, **how)

    monkeypatch.setattr(b.log, "apply", late)
    report = b()
    assert (report.pulled, report.cursor) == (0, 1)
    assert b.stored() == a.stored()


def test_the_offset_is_the_centres_clock_less_the_middle_of_the_call(a, centre, clock):
    centre.now = lambda: make.MONDAY + timedelta(minutes=5)

    def slow(name):
        if name == "head":
            clock.forward(seconds=4)

    centre.before_call = slow
    a()
    link = a.log.link()
    assert link.offset_ms == (300 - 2) * 1000
    assert link.contact == make.MONDAY + timedelta(seconds=4)


def test_the_lag_is_the_age_of_what_still_waits(a, clock, centre):
    clock.forward(minutes=3)
    a.log.pause(paused=True)
    assert a().lag_s == 180
    a.log.pause(paused=False)
    assert a().lag_s == 0


def test_a_revoked_desk_is_refused_and_keeps_what_waits(a, centre):
    centre.revoke(a.log.link().credentials)
    with pytest.raises(CentreRefused, match="unknown-token"):
        a()
    assert a.log.outbox().waiting == 1


def test_digests_are_told_once_an_hour_and_agree(a, b, centre, clock, unit):
    a()
    b()
    a()
    told = [digest for _token, digest in centre.known.digests if digest.scope == unit]
    assert len(told) == 2
    assert told[0] == told[1]
    clock.forward(minutes=60)
    a()
    assert len(centre.known.digests) == 6


def test_no_digest_is_told_while_something_waits(a, centre):
    """Somebody acts while the first one is told: of the second scope there is none."""
    centre.before_call = lambda name: a.log.write() if name == "report" else None
    a()
    assert len(centre.known.digests) == 1


def test_new_credentials_mean_a_new_connection(a, centre):
    a()
    first = a.line()
    enrol(a.log, centre.rotate(a.log.link().credentials))
    a()
    assert first.is_closed
    assert a.line() is not first
    a.line.close()
    assert a.line() is a.line()


def test_a_remembered_event_that_cannot_be_read_is_no_fork(a, b, centre):
    a()
    (event,) = centre.known.events
    b.log.write()
    b()
    centre.known.events[event].sent = SentEvent("[]", None, None)
    with pytest.raises(BrokenFeed, match="text"):
        a()
    assert a.log.cursors[a.log.desk.unit] == (1, event)


def test_a_scope_that_changes_meanwhile_has_no_digest_to_tell(a, centre, monkeypatch):
    monkeypatch.setattr(a.log, "digest", lambda _scope: None)
    a()
    assert centre.known.digests == []


@pytest.fixture
def lost_by_both(a, b, centre):
    """What a wrote and b heard of, before a and the centre were both restored; a as it is now."""
    a()
    b()
    backup, copy = centre.backup(), deepcopy(a.log)
    lost = [a.log.write(), a.log.write()]
    a()
    b()
    centre.restore(backup)
    return desk_of(copy, centre), [event.id for event in lost]


def test_what_the_centre_and_its_author_lost_comes_from_another_desk(lost_by_both, b, centre, unit):
    restored, lost = lost_by_both
    b()
    restored()
    assert set(centre.known.relayed) == set(lost)
    assert centre.known.relayed[lost[0]] == b.log.desk.id
    assert [e.id for e in centre.feed(unit)][-2:] == lost
    assert b.stored() == restored.stored() == [e.id for e in centre.feed(unit)]
    assert restored.log.jumps == [JUMP]  # the centre knows more of its life than itself


def test_who_was_restored_first_and_wrote_on_gets_it_beside_its_own(lost_by_both, b, centre, unit):
    restored, lost = lost_by_both
    own = restored.log.write().id
    restored()
    for desk in (b, restored, b):
        desk()
    fed = [e.id for e in centre.feed(unit)]
    assert {own, *lost} <= set(fed)
    assert len(fed) == len(set(fed))
    assert b.stored() == restored.stored() == fed


def test_what_its_author_offers_again_is_relayed_by_nobody(a, b, centre):
    a()
    b()
    backup = centre.backup()
    a.log.write()
    a()
    b()
    centre.restore(backup)
    a()
    b()
    assert "relay" not in centre.calls


def test_an_older_centre_is_offered_nothing_of_others_and_the_round_goes_on(
    lost_by_both, b, centre
):
    centre.is_old = True
    b.log.write()
    assert b().pushed == 1
    assert centre.calls.count("relay") == 1
    assert centre.known.relayed == {}


def test_a_life_the_centre_lost_too_is_offered_again_when_it_is_known_once_more(
    lost_by_both, b, centre
):
    restored, lost = lost_by_both
    life = restored.log.desk.incarnation
    forgotten = {k: v for k, v in centre.known.incarnations.items() if k != life}
    known, centre.known.incarnations = centre.known.incarnations, forgotten
    b()
    b()  # nothing came meanwhile: what was refused is not tried again
    assert (centre.calls.count("relay"), centre.known.relayed) == (1, {})
    centre.known.incarnations = known
    restored.log.write()
    restored()
    b()
    assert set(centre.known.relayed) == set(lost)


def test_what_was_refused_is_tried_again_in_an_hour_though_nothing_came(
    lost_by_both, b, centre, clock
):
    restored, lost = lost_by_both
    life = restored.log.desk.incarnation
    known = centre.known.incarnations
    centre.known.incarnations = {k: v for k, v in known.items() if k != life}
    b()
    centre.known.incarnations = known
    clock.forward(hours=1)
    b()
    assert set(centre.known.relayed) == set(lost)
    assert set(lost) <= set(b.stored())


def test_behind_an_event_nobody_has_nothing_is_relayed(lost_by_both, b, centre):
    _, (first, second) = lost_by_both
    del b.log.heard[first]
    b()
    assert centre.calls.count("relay") == 1
    assert centre.known.relayed == {}
    assert second not in b.stored()


def test_another_refusal_ends_the_round(lost_by_both, b, centre):
    def revoked(name):
        if name == "relay":
            raise CentreRefused("unknown-token")

    centre.before_call = revoked
    with pytest.raises(CentreRefused, match="unknown-token"):
        b()


def test_what_is_rejected_keeps_what_comes_behind_it_until_it_is_taken(
    lost_by_both, b, centre, unit, monkeypatch
):
    """Batches behind it are not even offered this time."""
    monkeypatch.setattr("counter_app.services.sync_round.MAX_EVENTS", 1)
    _, lost = lost_by_both
    members, centre.known.members[unit] = dict(centre.known.members[unit]), {}
    centre.known.members[unit][make.identity(9)] = {"administrator"}
    b()
    assert (centre.calls.count("relay"), centre.known.relayed) == (1, {})
    centre.known.members[unit] = members
    b.log.forget_positions(unit)
    b()
    assert set(centre.known.relayed) == set(lost)
