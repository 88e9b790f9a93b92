"""What waits to be sent, what was answered, what the centre would not take, and which files go."""

import json
from uuid import UUID

import pytest

from counter_app.domain.acts import ACTS
from counter_app.domain.errors import UnknownRejection
from counter_app.services.centre_port import (
    Accepted,
    Rejected,
)
from db import outbox
from db.attachments import ATTACHMENTS
from tests import make
from tests.small_centre import UNIT, life


def ids(batch):
    return [UUID(json.loads(event.text)["id"]) for event in batch[1]]


def waiting(desk, count=1000, size=1_000_000):
    """The identities of the next batch, in its order."""
    batch = desk.store.sync_log.unsent(count, size)
    return ids(batch) if batch else []


@pytest.fixture
def desk(enrolled, centre):
    """An enrolled desk with nothing to send."""
    (opened,) = enrolled(1)
    centre.sync(opened)
    return opened


def test_what_was_written_waits_in_its_order_until_it_is_answered(desk):
    log = desk.store.sync_log
    assert log.unsent(10, 1000) is None
    assert (log.outbox().waiting, log.outbox().oldest) == (0, None)
    dossiers = [desk.receive() for _ in range(3)]
    written = [dossier.last_event for dossier in dossiers]
    assert waiting(desk) == written
    assert log.outbox().waiting == 3
    assert log.outbox().oldest == desk.clock()
    log.acknowledge([Accepted(written[0], 901), Accepted(written[1], 902)])
    assert waiting(desk) == written[2:]
    assert log.outbox().waiting == 1


def test_a_batch_keeps_its_limits_and_is_never_empty(desk):
    written = [desk.receive().last_event for _ in range(3)]
    assert waiting(desk, count=2) == written[:2]
    (one,) = desk.store.sync_log.unsent(1, 1)[1]
    size = len(one.text.encode()) + len(one.private.encode())
    assert waiting(desk, size=size) == written[:1]
    assert waiting(desk, size=2 * size + 20) == written[:2]
    assert waiting(desk, size=1) == written[:1]


def test_an_older_life_is_sent_before_the_present_one(enrolled):
    (desk,) = enrolled(1)
    log = desk.store.sync_log
    older, present = (life.id for life in log.incarnations())
    own = desk.receive()
    assert log.unsent(1, 1)[0] == older
    before = len(waiting(desk))
    log.acknowledge([Accepted(event, n) for n, event in enumerate(waiting(desk), 1)])
    assert log.unsent(1000, 1_000_000)[0] == present
    assert waiting(desk) == [own.last_event]
    assert before == len(desk.rows("SELECT 1 FROM events")) - 1


def test_what_was_pulled_is_never_offered(enrolled, centre):
    a, b = enrolled(2)
    a.receive()
    centre.sync(a, b)
    own = b.receive()
    assert waiting(b) == [own.last_event]


def test_the_outbox_is_found_behind_many_foreign_events(enrolled, centre):
    """Where to look moves on with what is pulled, so nothing is read twice."""
    a, b = enrolled(2)
    centre.sync(a, b)
    for _ in range(3):
        a.receive()
    centre.sync(a, b)
    (last,) = b.rows("SELECT seq FROM desk")
    assert last in b.rows("SELECT seq FROM sends")


def test_a_rejected_event_stands_in_the_tray_and_stops_nothing(desk):
    log = desk.store.sync_log
    first, second = desk.receive(), desk.receive()
    log.acknowledge(
        [Rejected(first.last_event, "role-may-not", {"role": "x"}), Accepted(second.last_event, 9)]
    )
    (rejection,) = log.rejections()
    assert (rejection.event, rejection.dossier) == (first.last_event, first.id)
    assert (rejection.code, rejection.act) == (first.code, "received")
    assert (rejection.kind, rejection.details) == ("role-may-not", {"role": "x"})
    assert rejection.at == desk.clock()
    assert waiting(desk) == []
    outbox = log.outbox()
    assert (outbox.waiting, outbox.rejected) == (0, 1)
    assert desk.dossier(first).code == first.code


def test_a_rejected_event_may_be_tried_again(desk):
    log = desk.store.sync_log
    dossier = desk.receive()
    log.acknowledge([Rejected(dossier.last_event, "unknown-author", {})])
    later = desk.receive()
    log.try_again(dossier.last_event)
    assert log.rejections() == ()
    assert log.outbox().waiting == 2
    assert waiting(desk) == [dossier.last_event]
    log.acknowledge([Rejected(dossier.last_event, "unknown-author", {"again": True})])
    assert log.rejections()[0].details == {"again": True}
    assert waiting(desk) == [later.last_event]
    log.try_again(dossier.last_event)
    log.acknowledge([Accepted(dossier.last_event, 900)])
    assert log.rejections() == ()
    assert waiting(desk) == [later.last_event]


def test_what_was_refused_for_want_of_its_own_dossier_waits_once_that_is_taken(desk):
    log = desk.store.sync_log
    dossier = desk.receive(procedure=make.GUARDIAN)
    acted = desk.append(ACTS["forward"], dossier)
    log.acknowledge(
        [
            Rejected(dossier.last_event, "unknown-author", {}),
            Rejected(acted.last_event, "no-beginning", {}),
        ]
    )
    log.try_again(dossier.last_event)
    log.acknowledge([Accepted(dossier.last_event, 900)])
    assert log.rejections() == ()
    assert waiting(desk) == [acted.last_event]


def test_only_what_was_rejected_can_be_tried_again(desk):
    with pytest.raises(UnknownRejection):
        desk.store.sync_log.try_again(make.identity(5))


def test_what_was_taken_comes_before_what_was_rejected(desk):
    dossier = desk.receive(procedure=make.GUARDIAN)
    desk.append(ACTS["forward"], dossier, 1)
    refused = desk.dossier(dossier).last_event
    desk.append(ACTS["forward"], dossier, 2)
    taken = desk.dossier(dossier).last_event
    log = desk.store.sync_log
    log.acknowledge(
        [Accepted(dossier.last_event, 900), Rejected(refused, "x", {}), Accepted(taken, 901)]
    )
    assert desk.dossier(dossier).holder == "officer-1"
    assert desk.rows("SELECT holder FROM dossiers") == [("officer-1",)]
    assert desk.counter.health.rebuild().changed == 0


def test_a_rejected_act_is_left_out_of_the_digest(enrolled, centre):
    a, b = enrolled(2)
    dossier = a.receive(procedure=make.GUARDIAN)
    a.append(ACTS["forward"], dossier, 1)
    centre.refused[a.dossier(dossier).last_event] = "role-may-not"
    centre.refused[a.receive().last_event] = "unknown-author"
    centre.sync(a, b)
    centre.push(a)  # officers came from b: what had no author is offered once more
    assert a.dossier(dossier).holder != b.dossier(dossier).holder
    digests = [desk.store.sync_log.digest(UNIT) for desk in (a, b)]
    assert digests[0] == digests[1]
    assert digests[0].dossier_count == 1


def test_the_centre_may_ask_for_the_chain_again(desk):
    log = desk.store.sync_log
    written = [desk.receive().last_event for _ in range(3)]
    log.acknowledge(
        [Accepted(written[0], 11), Rejected(written[1], "too-large", {}), Accepted(written[2], 12)]
    )
    life = log.incarnations()[-1].id
    log.offer_again(life, 1)
    assert waiting(desk) == written[1:]
    log.offer_again(life, 2)  # it waits already
    assert waiting(desk) == written[1:]
    log.acknowledge([Accepted(written[1], 13), Accepted(written[2], 14)])
    assert waiting(desk) == []
    assert log.rejections() == ()
    assert desk.rows("SELECT position FROM events WHERE id = ?", written[2].hex) == [(14,)]


def test_files_wait_once_the_centre_has_the_event_that_names_them(desk):
    log = desk.store.sync_log
    dossier = desk.receive()
    desk.append(ACTS["print"], dossier, 1)
    printed = desk.dossier(dossier)
    (sha256,) = {paper.sha256 for paper in printed.printed}
    assert log.blobs_waiting(10) == ()
    log.acknowledge([Accepted(dossier.last_event, 11), Accepted(printed.last_event, 12)])
    assert log.blobs_waiting(10) == (sha256,)
    log.blobs_seen([sha256], None)
    assert log.blobs_waiting(10) == ()


def test_a_look_at_the_centres_files_is_remembered_by_the_life_that_looked(desk):
    log = desk.store.sync_log
    assert log.file_mark() is None
    for number in (1, 2):
        log.blobs_seen([], make.identity(number))
        assert log.file_mark() == make.identity(number)
    log.blobs_seen([], None)
    assert log.file_mark() == make.identity(2)
    log.renew(life(log.desk, 4), 200)
    assert log.file_mark() is None


def test_only_what_is_kept_waits_to_be_sent_again(desk):
    log = desk.store.sync_log
    here, gone = "a" * 64, "b" * 64
    folder = desk.folder / ATTACHMENTS
    folder.mkdir(exist_ok=True)
    (folder / here).write_bytes(b"x")
    log.send_blobs_again([here, gone])
    log.send_blobs_again([here])
    assert log.blobs_waiting(10) == (here,)


def test_files_of_an_event_whose_answer_was_lost_wait_too(enrolled, centre):
    (desk,) = enrolled(1)
    dossier = desk.receive()
    desk.append(ACTS["print"], dossier, 1)
    centre.push(desk)
    desk.write("DELETE FROM blob_sends")
    desk.write("UPDATE events SET position = NULL")
    centre.pull(desk)
    assert len(desk.store.sync_log.blobs_waiting(10)) == 1


@pytest.mark.parametrize("sql", [outbox._AGAIN, outbox._TRAY], ids=["again", "tray"])
def test_what_was_rejected_is_found_without_a_walk_through_all_events(desk, sql):
    plan = [line for *_, line in desk.rows(f"EXPLAIN QUERY PLAN {sql}", *[1] * sql.count("?"))]
    assert "SCAN r" in plan
    assert "SCAN e" not in plan
