"""What the centre takes, in what order, and what it answers when it was said before."""

import pytest

from counter_app.bootstrap import enrol_desk
from counter_app.domain.act import Role
from counter_app.domain.errors import CentreRefused, ChainGap
from counter_app.domain.event import ChainPlace, Kind
from counter_app.services.centre_admin import Address
from counter_app.services.centre_port import (
    Accepted,
    SentEvent,
)
from tests import make
from tests.real_centre import WritingDesk, hash_of, id_of, new_id, sent

pytestmark = pytest.mark.postgres


def test_events_get_positions_from_one_without_a_gap_and_come_back_to_the_letter(desk):
    received = desk.receive()
    taken = desk.act(Kind.TAKEN, received.dossier)
    assert desk.take(received, taken) == (3, 4)
    rows = desk.pull(position=3)
    assert [row.event for row in rows] == [sent(received), sent(taken)]
    assert [(row.position, row.home_position, row.home) for row in rows] == [
        (3, 3, desk.unit),
        (4, 4, desk.unit),
    ]
    assert desk.centre.pull(desk.unit, 5, 10) == ()
    assert [row.position for row in desk.centre.pull(desk.unit, 2, 2)] == [2, 3]
    head = desk.centre.head(desk.incarnation)
    assert head.heads == ((desk.unit, 4), (desk.city, 0))
    assert (head.known_sequence, head.is_city_unit) == (4, False)


def test_a_mixed_batch_comes_back_each_text_under_its_own_identity(desk):
    received = [desk.receive() for _ in range(9)]
    acts = [desk.act(Kind.PRINTED, one.dossier, {"copy": n}) for n, one in enumerate(received)]
    planted = [desk.act(Kind.TAKEN, new_id()) for _ in range(3)]
    reference = desk.write(Kind.UNIT_PROFILED, {"name": "y"})
    offered = [*received, *planted, reference, *reversed(acts)]
    answers = {answer.id: answer for answer in desk.offer(*offered)}
    assert [answer.id for answer in desk.offer(*offered)] == [event.id for event in offered]
    rows = desk.pull(position=3)
    assert [row.event for row in rows] == [sent(e) for e in offered if e not in planted]
    for row in rows:
        assert answers[id_of(row.event)].position == row.position
    sql = "SELECT id, text FROM counter.events WHERE scope = %s"
    for identity, text in desk.real.rows(sql, desk.unit):
        assert f'"id":"{identity}"' in text


def test_what_was_offered_before_gets_the_same_answer_and_is_stored_once(desk):
    received, other = desk.receive(), desk.receive()
    first = desk.push(received)
    again = desk.push(received, other, desk.receive())
    assert again.answers[0] == first.answers[0] == Accepted(received.id, 3)
    assert [answer.position for answer in again.answers] == [3, 4, 5]
    assert not again.forked
    assert len(desk.fed()) == 5


def test_an_empty_push_is_no_call(desk):
    desk.centre.close()
    assert desk.push().answers == ()
    assert desk.centre._connection is None


def test_a_gap_is_the_answer_of_the_whole_call_and_nothing_is_taken(desk):
    desk.receive()  # never offered
    with pytest.raises(ChainGap) as gap:
        desk.push(desk.receive())
    assert gap.value.known == 2
    assert len(desk.fed()) == 2


def test_a_previous_hash_nobody_has_is_a_gap(desk):
    place = ChainPlace(desk.id, desk.incarnation, 3, bytes(32))
    with pytest.raises(ChainGap):
        desk.push(desk.write(Kind.TAKEN, dossier=new_id(), place=place))


def test_a_restored_centre_hears_all_again_and_gives_the_same_positions(desk):
    events = [desk.receive() for _ in range(4)]
    before = desk.take(*events)
    for table in ("feed", "events"):
        sql = f"DELETE FROM counter.{table} WHERE scope = %s AND position > 3"
        desk.real.rows(sql, desk.unit)
    desk.real.rows("UPDATE counter.scopes SET head = 3 WHERE id = %s", desk.unit)
    with pytest.raises(ChainGap) as gap:
        desk.push(desk.receive())
    assert gap.value.known == 3
    assert desk.take(*events[1:]) == before[1:]


def test_two_events_of_one_sequence_are_both_taken_and_the_desk_is_told(desk):
    place = desk.place
    one = desk.receive()
    assert not desk.push(one).forked
    other = desk.write(Kind.DECLINED, {}, dossier=new_id(), place=place)
    pushed = desk.push(other)
    assert pushed.forked
    assert isinstance(pushed.answers[0], Accepted)
    clone = ChainPlace(desk.id, desk.incarnation, place.sequence + 1, other.hash)
    after = desk.write(Kind.DECLINED, {}, dossier=new_id(), place=clone)
    assert isinstance(desk.offer(after)[0], Accepted)  # its branch goes on
    assert isinstance(desk.offer(desk.receive())[0], Accepted)  # and so does the other


def test_a_rejected_event_keeps_its_place_and_blocks_nothing(desk):
    bad = desk.act(Kind.TAKEN, new_id())  # of a dossier nobody began
    good = desk.receive()
    answers = desk.offer(bad, good)
    assert answers[0].kind == "no-beginning"
    assert answers[1] == Accepted(good.id, 3)
    assert desk.centre.head(desk.incarnation).known_sequence == 4
    assert desk.take(desk.receive()) == (4,)


def test_a_rejected_event_is_judged_anew_when_it_is_offered_again(desk):
    colleague = new_id()
    received = desk.receive()
    early = desk.act(Kind.TAKEN, received.dossier, by=colleague, role=Role.PROCESSING)
    assert desk.refused(received, early) == "unknown-author"
    assert desk.refused(early) == "unknown-author"
    desk.take(desk.register_officer(colleague, Role.PROCESSING))
    assert desk.take(early) == (5,)
    sql = "SELECT * FROM counter.rejections WHERE incarnation = %s"
    assert desk.real.rows(sql, desk.incarnation) == []
    assert desk.offer(early) == (Accepted(early.id, 5),)


def test_a_rejected_beginning_takes_its_dossier_with_it_until_it_is_taken(desk):
    stranger = new_id()
    public, private = make.received(make.acceptance())
    begun = desk.write(Kind.RECEIVED, public, private, dossier=new_id(), by=stranger)
    later = desk.act(Kind.TAKEN, begun.dossier)
    assert [a.kind for a in desk.offer(begun, later)] == ["unknown-author", "no-beginning"]
    desk.take(desk.register_officer(stranger, Role.RECEPTION))
    desk.take(begun, later)


def test_a_batch_has_at_most_a_thousand_events_and_a_megabyte(desk):
    many = [desk.write(Kind.DECLINED, dossier=new_id()) for _ in range(1001)]
    with pytest.raises(CentreRefused, match="too-many-events"):
        desk.push(*many)
    desk.take(*many[:1000])
    desk.take(many[1000])
    large = [desk.write(Kind.DECLINED, {"x": "y" * 600_000}, dossier=new_id()) for _ in range(2)]
    with pytest.raises(CentreRefused, match="too-many-events"):
        desk.push(*large)
    desk.take(large[0])
    desk.take(large[1])


def test_one_event_larger_than_a_batch_is_rejected_so_that_the_next_ones_arrive(desk):
    huge = desk.write(Kind.DECLINED, {"x": "y" * 1_000_001}, dossier=new_id())
    assert desk.refused(huge) == "too-large"
    desk.take(desk.receive())


def test_an_incarnation_that_was_not_registered_may_not_push(desk):
    with pytest.raises(CentreRefused, match="foreign-incarnation"):
        desk.centre.push(new_id(), [sent(desk.receive())])


def test_a_second_life_of_the_desk_has_a_chain_of_its_own(desk):
    again = WritingDesk.enrolled(
        desk.real, desk.credentials, id=desk.id, officer=desk.officer, incarnation=new_id()
    )
    assert desk.centre.head(again.incarnation).known_sequence == 0
    assert again.take(again.receive()) == (3,)
    assert desk.take(desk.receive()) == (4,)


def test_an_incarnation_is_registered_once_and_belongs_to_one_desk(desk):
    desk.centre.register(desk.life)
    with pytest.raises(CentreRefused, match="foreign-incarnation"):
        WritingDesk.enrolled(desk.real, desk.credentials)  # another installation, the same token
    other = desk.real.enrol(desk.credentials.unit_code, 4)
    with pytest.raises(CentreRefused, match="foreign-incarnation"):
        WritingDesk.enrolled(desk.real, other, id=desk.id)
    with pytest.raises(CentreRefused, match="foreign-incarnation"):
        WritingDesk.enrolled(desk.real, other, incarnation=desk.incarnation)


def rotated(desk):
    given = enrol_desk(desk.real.url, Address(ca=desk.real.server.ca))
    return given.rotate(desk.credentials.unit_code, desk.credentials.desk_number)


def test_another_token_lets_the_desk_be_installed_anew(desk):
    received = desk.receive()
    desk.take(received)
    given = rotated(desk)
    with pytest.raises(CentreRefused, match="unknown-token"):
        desk.centre.head(desk.incarnation)
    anew = WritingDesk.enrolled(desk.real, given, officer=desk.officer)
    assert anew.id != desk.id
    assert anew.take(anew.act(Kind.PRINTED, received.dossier)) == (4,)
    assert [row.event for row in anew.pull()][2] == sent(received)
    desk.centre = desk.real.reach(given)
    with pytest.raises(CentreRefused, match="foreign-incarnation"):
        desk.centre.register(desk.life)  # the lost one came back


def test_another_token_changes_nothing_for_the_same_desk(desk):
    desk.take(desk.receive())
    desk.centre = desk.real.reach(rotated(desk))
    assert desk.centre.head(desk.incarnation).known_sequence == 0  # so it registers
    desk.centre.register(desk.life)
    assert desk.centre.head(desk.incarnation).known_sequence == 3
    assert desk.take(desk.receive()) == (4,)


def test_what_was_one_desk_never_becomes_another(desk):
    given = desk.real.enrol(desk.credentials.unit_code, 4)
    other = desk.real.enrol(f"H26.{next(desk.real.numbers)}", 3)
    rotated(desk)
    for credentials in (given, other):
        with pytest.raises(CentreRefused, match="foreign-incarnation"):
            WritingDesk.enrolled(desk.real, credentials, id=desk.id)


def test_a_text_that_is_no_event_is_rejected_and_the_chain_goes_on_behind_it(desk):
    rubbish = SentEvent("no event", None, None)
    desk.follow(rubbish)
    good = desk.receive()
    answers = desk.offer(rubbish, good)
    assert (answers[0].kind, answers[0].id.int) == ("not-an-event", 0)
    assert answers[1] == Accepted(good.id, 3)


def test_a_new_event_of_an_erased_dossier_is_kept_without_its_private_part(desk):
    received = desk.receive()
    desk.take(received)
    assert desk.pull()[-1].event.private is not None
    desk.take(desk.act(Kind.ERASED, received.dossier))
    late = desk.act(Kind.STOPPED, received.dossier, {}, {"reason": "x"}, role=Role.SUPERVISOR)
    desk.take(late)
    for row in desk.pull()[2:]:
        assert (row.event.private, row.event.salt) == (None, None)
    assert [id_of(row.event) for row in desk.pull()[-1:]] == [late.id]
    assert hash_of(desk.pull()[-1].event) == late.hash
