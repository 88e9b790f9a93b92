"""What a restored centre and the desk that wrote it have lost comes back from another desk."""

import psycopg
import pytest

from counter_app.domain.act import OFFICER_ROLES
from counter_app.domain.errors import CentreRefused, ChainGap
from counter_app.domain.event import Kind
from counter_app.domain.rejection import RejectionKind
from counter_app.services.centre_port import Relayed, SentEvent
from tests.real_centre import WritingDesk, id_of, new_id, sent

pytestmark = pytest.mark.postgres
RELAYED = "SELECT id FROM counter.events WHERE relayed_by = %s ORDER BY position"


@pytest.fixture
def other(shared, desk):
    """Another desk of the unit, which has written something."""
    given = shared.enrol(desk.credentials.unit_code, 4)
    other = WritingDesk.enrolled(shared, given, officer=desk.officer)
    other.take(other.receive())
    yield other
    other.centre.close()


def relay(desk, author, *events):
    return desk.centre.relay(author.incarnation, [sent(event) for event in events])


def who_relayed(desk, *events):
    return [event for (event,) in desk.real.rows(RELAYED, desk.id)] == [e.id for e in events]


def test_what_another_desk_wrote_is_taken_once_in_its_place(desk, other):
    first = other.receive()
    then = other.act(Kind.TAKEN, first.dossier, base=first.id)
    before = len(desk.fed())
    assert relay(desk, other, first, then) == Relayed(2)
    assert relay(desk, other, first, then) == Relayed(2)
    assert desk.fed()[before:] == [first.id, then.id]
    assert who_relayed(desk, first, then)
    assert other.take(first, then) == (before + 1, before + 2)
    assert other.centre.head(other.incarnation).known_sequence == then.place.sequence
    assert len(desk.fed()) == before + 2


def test_its_author_goes_on_behind_it(desk, other):
    lost = other.receive()
    relay(desk, other, lost)
    pushed = other.push(other.receive())
    assert not pushed.forked


def test_what_the_author_offers_itself_is_nobody_elses(desk, other):
    own = other.receive()
    other.take(own)
    assert relay(desk, other, own) == Relayed(1)
    assert who_relayed(desk)


def test_what_came_before_in_the_chain_must_be_there(desk, other):
    known = other.sequence
    other.receive()
    with pytest.raises(ChainGap) as gap:
        relay(desk, other, other.receive())
    assert gap.value.known == known
    assert who_relayed(desk)


def test_behind_the_first_that_may_not_be_nothing_is_taken(desk, other):
    """Nor is it noted in another's name that it was not."""
    good, stranger = other.receive(), other.receive(dossier=new_id())
    stray = other.act(Kind.TAKEN, new_id())
    assert relay(desk, other, good, stray, stranger) == Relayed(1, RejectionKind.NO_BEGINNING)
    assert who_relayed(desk, good)
    sql = "SELECT count(*) FROM counter.rejections WHERE incarnation = %s"
    assert desk.real.rows(sql, other.incarnation) == [(0,)]


def test_an_officer_behind_it_is_no_member(desk, other):
    stray, someone = other.act(Kind.TAKEN, new_id()), new_id()
    named = other.register_officer(someone, *OFFICER_ROLES)
    assert relay(desk, other, stray, named).taken == 0
    sql = "SELECT count(*) FROM counter.members WHERE officer = %s"
    assert desk.real.rows(sql, someone) == [(0,)]


@pytest.mark.parametrize(
    ("spoiled", "kind"),
    [
        ({"by": new_id()}, RejectionKind.UNKNOWN_AUTHOR),
        ({"role": "leader"}, RejectionKind.ROLE_MAY_NOT),
    ],
)
def test_it_is_judged_as_if_its_author_had_pushed_it(desk, other, spoiled, kind):
    begun = other.receive()
    other.take(begun)
    bad = other.act(Kind.TAKEN, begun.dossier, **spoiled)
    assert relay(desk, other, bad) == Relayed(0, kind)


def test_a_private_part_that_is_not_its_own_is_not_taken(desk, other):
    event = sent(other.receive())
    spoiled = SentEvent(event.text, '{"x":"y"}', event.salt)
    answer = desk.centre.relay(other.incarnation, [spoiled])
    assert answer == Relayed(0, RejectionKind.BROKEN_PRIVATE)


def test_an_event_of_another_chain_is_not_taken(desk, other):
    assert relay(desk, desk, other.receive()) == Relayed(0, RejectionKind.FOREIGN_DESK)


def test_a_desk_of_another_unit_relays_nothing(desk, shared):
    stranger = shared.desk()
    lost = stranger.receive()
    with pytest.raises(CentreRefused, match="foreign-incarnation"):
        relay(desk, stranger, lost)
    with pytest.raises(CentreRefused, match="foreign-incarnation"):
        desk.centre.relay(new_id(), [sent(lost)])
    assert lost.id not in stranger.fed()


def test_whoever_is_no_desk_yet_relays_nothing(desk, shared):
    centre = shared.reach(shared.enrol(desk.credentials.unit_code, 5))
    with pytest.raises(CentreRefused, match="foreign-incarnation"):
        centre.relay(desk.incarnation, [sent(desk.receive())])


def test_what_is_erased_stays_erased(desk, other):
    """The erasure was the author's too: what is relayed after it brings no private part back."""
    begun = desk.receive()
    desk.take(begun)
    closed = other.act(Kind.DECLINED, begun.dossier, {}, {"reason": "x"})
    erased = desk.write(Kind.ERASED, {"reason": "retention"}, dossier=begun.dossier)
    desk.take(erased)
    assert relay(desk, other, closed) == Relayed(1)
    rows = [row.event for row in desk.pull() if id_of(row.event) in (begun.id, closed.id)]
    assert [(row.private, row.salt) for row in rows] == [(None, None)] * 2


def test_row_level_security_alone_forbids_another_units_name_and_a_silent_relay(desk, other):
    """The second border: what a mistake in a function could write at most."""
    insert = (
        "INSERT INTO counter.events SELECT gen_random_uuid(), scope, position + 900, dossier, kind,"
        " %s, incarnation, desk_seq, false, text, private, salt, hash, now(), %s"
        " FROM counter.events LIMIT 1"
    )
    stranger = desk.real.desk()
    with psycopg.connect(desk.real.url) as connection:
        connection.execute("SET ROLE counter_functions")
        connection.execute("SELECT counter.caller(%s)", (bytes.fromhex(desk.credentials.token),))
        for author, relayer in (
            (stranger.id, desk.id),
            (other.id, None),
            (other.id, other.id),
            (desk.id, other.id),
        ):
            with (
                pytest.raises(psycopg.errors.InsufficientPrivilege),
                connection.transaction(),
            ):
                connection.execute(insert, (author, relayer))
        connection.execute(insert, (other.id, desk.id))
        connection.rollback()


def test_another_desks_rejections_can_be_followed_and_not_touched(desk, other):
    """A chain goes on behind what was rejected; the tray stays its desk's own."""
    assert other.refused(other.act(Kind.TAKEN, new_id())) == RejectionKind.NO_BEGINNING
    lost = other.receive()
    assert relay(desk, other, lost) == Relayed(1)
    with psycopg.connect(desk.real.url) as connection:
        connection.execute("SET ROLE counter_functions")
        connection.execute("SELECT counter.caller(%s)", (bytes.fromhex(desk.credentials.token),))
        assert len(connection.execute("SELECT FROM counter.rejections").fetchall()) == 1
        assert connection.execute("DELETE FROM counter.rejections").rowcount == 0
        assert connection.execute("UPDATE counter.rejections SET kind = 'x'").rowcount == 0
        connection.rollback()
