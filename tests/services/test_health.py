"""Audit, rebuild and what doctor says."""

from datetime import timedelta

import pytest

from counter_app.domain.errors import BrokenChain
from counter_app.services.acting import Correction
from counter_app.services.health import State


def broken(desk):
    with pytest.raises(BrokenChain) as refusal:
        desk.counter.health.audit()
    return refusal.value.part


def test_a_sound_desk_is_walked_to_its_head(desk):
    for _ in range(2):
        dossier = desk.receive()
    desk.counter.correct(dossier.id, Correction(note="x"), "sai", desk.officer())
    audit = desk.counter.health.audit()
    ((events, head),) = desk.rows("SELECT (SELECT count(*) FROM events), hex(head) FROM desk")
    assert (audit.events, audit.dossiers, audit.head.upper()) == (events, 2, head)


TAMPERED = {
    "hash": "UPDATE events SET text = replace(text, '\"sets\":1', '\"sets\":2')",
    "text": "UPDATE events SET text = 'x' WHERE kind = 'received'",
    "private": "UPDATE events SET private = replace(private, 'Hiếu', 'Hiền')",
    "erased": "UPDATE events SET private = NULL, salt = NULL WHERE kind = 'received'",
    "sequence": "DELETE FROM events WHERE desk_seq = (SELECT max(desk_seq) - 1 FROM events)",
    "head": "DELETE FROM events WHERE desk_seq = (SELECT max(desk_seq) FROM events)",
    "row": "UPDATE events SET dossier = scope WHERE desk_seq = (SELECT max(desk_seq) FROM events)",
    "previous": "UPDATE incarnations SET genesis = zeroblob(32)",
    "foreign": "UPDATE events SET incarnation = scope WHERE desk_seq ="
    " (SELECT max(desk_seq) FROM events)",
}


@pytest.mark.parametrize("part", sorted(TAMPERED))
def test_whatever_is_changed_beside_the_program_is_found(desk, part):
    for _ in range(3):
        desk.receive()
    desk.write(TAMPERED[part])
    assert broken(desk) in ({"head"} if part == "foreign" else {part})


def test_an_event_of_no_chain_is_found(desk):
    desk.receive()
    desk.write(
        "INSERT INTO events SELECT seq + 100, scope, scope, dossier, kind, scope, desk_seq,"
        " position, text, private, salt, hash, feed, learnt FROM events WHERE kind = 'received'"
    )
    assert broken(desk) == "foreign"


def test_two_events_whose_order_was_exchanged_are_found(desk):
    first, last = (desk.receive() for _ in range(2))
    for number, dossier in ((-1, first), (-2, last)):
        sql = f"UPDATE events SET seq = {number} WHERE dossier = ?"
        desk.write(sql, dossier.id.hex)
    assert broken(desk) == "row"


def test_an_erasure_that_was_done_by_an_event_is_sound(desk):
    from counter_app.domain.acts import Act, Move
    from counter_app.domain.event import Kind

    dossier = desk.receive()
    desk.append(Act("erase", Kind.ERASED, frozenset(), Move.STAY, ()), dossier)
    desk.write("UPDATE events SET private = NULL, salt = NULL WHERE dossier = ?", dossier.id.hex)
    assert desk.counter.health.audit().dossiers == 1
    assert desk.dossier(dossier).erased


def test_an_audit_beside_another_writer_sees_one_moment(desk):
    other = desk.reopened()
    walked = []

    def write_meanwhile():
        other.receive()
        walked.append(1)

    connection = desk.store.maintenance._connection
    desk.receive()
    connection.set_progress_handler(lambda: write_meanwhile() if len(walked) < 3 else None, 200)
    desk.counter.health.audit()
    connection.set_progress_handler(None, 0)
    other.close()
    assert walked
    assert desk.counter.health.audit().dossiers == 1 + len(walked)


def test_a_rebuild_says_what_it_did(desk):
    for _ in range(3):
        desk.receive()
    said = []
    rebuilt = desk.counter.health.rebuild(lambda *progress: said.append(progress))
    assert (rebuilt.dossiers, rebuilt.changed) == (3, 0)
    assert said[-1] == (3, 3)
    desk.write(
        "UPDATE dossiers SET applicant = 'ai đó' WHERE row = (SELECT max(row) FROM dossiers)"
    )
    assert desk.counter.health.rebuild().changed == 2  # one row as it was, one as it is


def test_doctor_says_how_everything_is(desk):
    findings = {finding.name: finding for finding in desk.counter.health.examine()}
    assert {"database", "revision", "size", "free", "clock"} <= set(findings)
    assert findings["database"].state is State.GOOD
    assert (findings["clock"].state, findings["clock"].detail) == (State.GOOD, "0")


def test_a_clock_behind_the_last_event_is_noticed(desk):
    desk.receive()
    desk.clock.forward(minutes=-2)
    assert desk.counter.health.clock_behind() == timedelta(minutes=2).total_seconds()
    clock = next(f for f in desk.counter.health.examine() if f.name == "clock")
    assert (clock.state, clock.detail) == (State.BAD, "120")


def test_a_damaged_database_is_said_to_be_one(desk):
    desk.receive()
    page = desk.rows("PRAGMA page_size")[0][0]
    desk.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    with desk.file.open("r+b") as file:
        file.seek(page * 5)
        file.write(b"\xff" * page * 2)
    again = desk.reopened()
    database = next(f for f in again.counter.health.examine() if f.name == "database")
    again.close()
    assert database.state is State.BAD
