"""Files: in chunks that can be taken up again, for the units whose events name them, verified."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import sleep

import psycopg
import pytest

from counter_app.bootstrap import set_up_centre
from counter_app.domain.errors import BlobDamaged, CentreRefused, UnknownBlob
from counter_app.domain.event import Kind
from counter_app.services.centre_port import FilesSeen
from tests.real_centre import new_id, sent

pytestmark = pytest.mark.postgres

PUT = "SELECT counter_api.put_blob_v1(%b, %b, %b::bigint, 0, %b)"
PUSH = "SELECT * FROM counter_api.push_v1(%b, %b, %b::text[], %b::text[], %b::bytea[])"
WAITING = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
STORED = """
SELECT (SELECT count(*) FROM counter.blobs WHERE sha256 = %(name)s),
    (SELECT count(*) FROM counter.blob_chunks WHERE sha256 = %(name)s),
    (SELECT count(*) FROM counter.blob_scopes WHERE sha256 = %(name)s)
"""
# What the revision before had: no dossier beside a file, and a file whose dossier was erased.
AS_BEFORE = (
    "DELETE FROM counter.blob_scopes",
    "ALTER TABLE counter.blob_scopes DROP COLUMN dossier CASCADE",
    "ALTER TABLE counter.blob_scopes ADD CONSTRAINT pk_blob_scopes PRIMARY KEY (sha256, scope)",
    "INSERT INTO counter.blobs VALUES (%s, 1, 1, true)",
    "INSERT INTO counter.blob_scopes SELECT sha256, u.id FROM counter.blobs, counter.units u",
)


@pytest.fixture
def content():
    """A file nobody else has."""
    return new_id().bytes * 1000


def named(content):
    return hashlib.sha256(content).hexdigest()


def attach(desk, content):
    """An event that names the file."""
    received = desk.receive()
    desk.take(received)
    name_also(desk, received.dossier, content)
    return received.dossier


def name_also(desk, dossier, content, *events):
    """Another event that names a file; what comes before it in the batch."""
    public = {"sha256": named(content), "size": len(content)}
    desk.take(*events, desk.act(Kind.ATTACHED, dossier, public))


def to(other):
    """A transfer to the unit of ``other``."""
    unit = {"id": None, "code": other.credentials.unit_code, "name": "?"}
    return {"unit": unit, "components": []}


def send(desk, content, step=7000):
    sha256 = named(content)
    while (there := desk.centre.blob_size(sha256)) is not None:
        desk.centre.put_blob(sha256, len(content), there, content[there : there + step])


def fetch(desk, content, step=5001):
    fetched = b""
    while chunk := desk.centre.get_blob(named(content), len(fetched), step):
        fetched += chunk
    return fetched


def stored(desk, content):
    """How much the centre has of a file: blobs, chunks, and who may read it."""
    with psycopg.connect(desk.real.url) as connection:
        return connection.execute(STORED, {"name": named(content)}).fetchall()


def refused(desk, content):
    """The centre neither gives the file nor takes it."""
    for call in (
        lambda: desk.centre.blob_size(named(content)),
        lambda: desk.centre.get_blob(named(content), 0, 1),
        lambda: desk.centre.put_blob(named(content), len(content), 0, content),
    ):
        with pytest.raises(UnknownBlob) as refusal:
            call()
        assert refusal.value.sha256 == named(content)


def test_a_file_arrives_in_chunks_and_is_read_in_others(desk, content):
    attach(desk, content)
    assert desk.centre.blob_size(named(content)) == 0
    desk.centre.put_blob(named(content), len(content), 0, content[:7000])
    assert desk.centre.blob_size(named(content)) == 7000  # a desk that was killed goes on here
    with pytest.raises(UnknownBlob):
        desk.centre.get_blob(named(content), 0, 10)
    send(desk, content)
    assert desk.centre.blob_size(named(content)) is None
    assert fetch(desk, content) == content
    assert desk.centre.get_blob(named(content), 6998, 4) == content[6998:7002]
    desk.centre.put_blob(named(content), len(content), 0, b"again")  # nothing is left to do
    assert fetch(desk, content) == content


def look(desk, known, *contents):
    return desk.centre.look_at_files(desk.incarnation, known, [named(one) for one in contents])


def test_a_look_tells_what_is_not_whole_of_what_events_name(desk, content):
    others, unnamed = content + b"2", content + b"3"
    attach(desk, content)
    attach(desk, others)
    assert look(desk, None, content, others, unnamed).lacking == {named(content), named(others)}
    send(desk, content)
    desk.centre.put_blob(named(others), len(others), 0, others[:5])
    assert look(desk, None, content, others, unnamed).lacking == {named(others)}


def test_a_look_is_known_again_also_when_its_answer_was_lost(desk, content):
    attach(desk, content)
    first = look(desk, None)
    assert not first.is_known
    assert look(desk, first.mark) == FilesSeen(first.mark, True, frozenset())  # nothing new
    lost = look(desk, first.mark, content)
    assert lost.is_known
    assert lost.mark != first.mark
    again = look(desk, first.mark, content)
    assert again.is_known
    assert look(desk, again.mark).is_known
    assert not look(desk, lost.mark).is_known


def test_each_life_of_a_desk_looks_for_itself(shared, desk, content):
    other = shared.desk()
    assert look(desk, look(other, None).mark).is_known is False
    with pytest.raises(CentreRefused, match="foreign-incarnation"):
        other.centre.look_at_files(desk.incarnation, None, [])
    with pytest.raises(CentreRefused, match="too-many-files"):
        look(desk, None, *[content] * 1001)
    other.centre.close()


def test_an_empty_file_is_complete_with_its_first_chunk(desk):
    attach(desk, b"")
    send(desk, b"")
    assert fetch(desk, b"") == b""


def test_a_chunk_that_does_not_continue_is_refused(desk, content):
    attach(desk, content)
    desk.centre.put_blob(named(content), len(content), 0, content[:100])
    for offset in (0, 99, 101):
        with pytest.raises(CentreRefused, match="wrong-offset"):
            desk.centre.put_blob(named(content), len(content), offset, b"x")
    desk.centre.put_blob(named(content), len(content), 100, b"")  # nothing, and no harm
    send(desk, content)
    assert fetch(desk, content) == content


@pytest.mark.parametrize("extra", [0, 1])
def test_a_file_that_is_another_one_is_forgotten(desk, content, extra):
    attach(desk, content)
    wrong = b"x" * (len(content) + extra)
    with pytest.raises(BlobDamaged):
        desk.centre.put_blob(named(content), len(content), 0, wrong)
    assert desk.centre.blob_size(named(content)) == 0
    send(desk, content)
    assert fetch(desk, content) == content


def test_only_files_that_events_name_are_taken_and_given(desk, content):
    other = desk.real.desk()
    attach(desk, content)
    send(desk, content)
    refused(other, content)


def test_a_unit_that_takes_part_may_read_the_dossiers_files_old_and_new(desk, content):
    other = desk.real.desk()
    dossier = attach(desk, content)
    desk.take(desk.act(Kind.TRANSFERRED, dossier, to(other)))
    send(desk, content)
    assert fetch(other, content) == content
    later = content + b"."
    public = {"sha256": named(later), "form": "receipt"}
    desk.take(desk.act(Kind.PRINTED, dossier, public))
    send(other, later)  # any of them may bring it
    assert fetch(desk, later) == later


def test_no_file_is_larger_than_what_desks_keep(desk, content):
    attach(desk, content)
    with pytest.raises(CentreRefused, match="too-large"):
        desk.centre.put_blob(named(content), 200_000_000, 0, b"x")
    with pytest.raises(CentreRefused, match="too-large"):
        desk.centre.put_blob(named(content), 20_000_000, 0, bytes(2_000_000))


def test_the_files_of_an_erased_dossier_go_and_are_not_taken_again(desk, content):
    half = content + b"half"
    dossier = attach(desk, content)
    name_also(desk, dossier, half)
    send(desk, content)
    desk.centre.put_blob(named(half), len(half), 0, half[:100])
    desk.take(desk.act(Kind.ERASED, dossier))
    for one in (content, half):
        assert stored(desk, one) == [(0, 0, 0)]
        refused(desk, one)


def test_a_file_that_comes_to_an_erased_dossier_late_is_not_taken(desk, content):
    other = desk.real.desk()
    dossier = attach(desk, content)
    late, printed = content + b"late", content + b"printed"
    name_also(desk, dossier, late, desk.act(Kind.ERASED, dossier))  # in one batch
    name_also(desk, dossier, printed)
    desk.take(desk.act(Kind.TRANSFERRED, dossier, to(other)))
    for one in (content, late, printed):
        assert stored(desk, one) == [(0, 0, 0)]
        refused(desk, one)
        refused(other, one)


def test_a_file_that_another_dossier_of_the_unit_names_stays_until_that_is_erased_too(
    desk, content
):
    one, two = attach(desk, content), attach(desk, content)
    send(desk, content)
    desk.take(desk.act(Kind.ERASED, one))
    assert fetch(desk, content) == content
    name_also(desk, one, content)  # late, and no reason to keep it
    desk.take(desk.act(Kind.ERASED, two))
    assert stored(desk, content) == [(0, 0, 0)]
    refused(desk, content)
    attach(desk, content)  # of a living dossier
    send(desk, content)
    assert fetch(desk, content) == content


def test_a_file_of_two_units_goes_where_its_dossier_was_and_stays_elsewhere(desk, content):
    other, guest = desk.real.desk(), desk.real.desk()
    dossier, kept = attach(desk, content), attach(other, content)
    desk.take(desk.act(Kind.TRANSFERRED, dossier, to(guest)))
    send(desk, content)
    assert fetch(guest, content) == content
    desk.take(desk.act(Kind.ERASED, dossier))
    for stranger in (desk, guest):
        refused(stranger, content)
    assert fetch(other, content) == content
    other.take(other.act(Kind.TRANSFERRED, kept, to(guest)))
    assert fetch(guest, content) == content
    other.take(other.act(Kind.ERASED, kept))
    assert stored(desk, content) == [(0, 0, 0)]


def test_bytes_on_their_way_while_their_dossier_is_erased_are_taken_away(desk, content):
    dossier = attach(desk, content)
    token = bytes.fromhex(desk.credentials.token)
    with psycopg.connect(desk.real.url) as bringing:
        bringing.execute(PUT, (token, named(content), len(content), content[:7000]))
        with meanwhile(desk, lambda: desk.take(desk.act(Kind.ERASED, dossier))):
            bringing.commit()
    assert stored(desk, content) == [(0, 0, 0)]


def test_bytes_that_come_while_their_dossier_is_just_erased_are_refused(desk, content):
    dossier = attach(desk, content)
    erased = sent(desk.act(Kind.ERASED, dossier))
    token = bytes.fromhex(desk.credentials.token)
    with psycopg.connect(desk.real.url) as erasing:
        columns = [erased.text], [erased.private], [erased.salt]
        erasing.execute(PUSH, (token, desk.incarnation, *columns))
        with pytest.raises(UnknownBlob), meanwhile(desk, lambda: send(desk, content)):
            erasing.commit()
    assert stored(desk, content) == [(0, 0, 0)]


def test_a_file_another_unit_just_came_to_name_is_asked_for_again(desk, content):
    """It was there, and goes with a dossier of a unit that could not see the new one."""
    other = desk.real.desk()
    dossier = attach(desk, content)
    send(desk, content)
    erased = sent(desk.act(Kind.ERASED, dossier))
    token = bytes.fromhex(desk.credentials.token)
    with psycopg.connect(desk.real.url) as erasing:
        columns = [erased.text], [erased.private], [erased.salt]
        erasing.execute(PUSH, (token, desk.incarnation, *columns))
        attach(other, content)
        with meanwhile(desk, lambda: send(other, content)):
            erasing.commit()
    assert fetch(other, content) == content


@contextmanager
def meanwhile(desk, call):
    """``call`` in a thread, which waits for a lock when the block begins; what it met rises."""
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(call)
        while not desk.real.rows(WAITING) and not waiting.done():
            sleep(0.02)
        assert not waiting.done(), "nobody made it wait"
        yield
        waiting.result(60)


def test_files_that_are_named_already_are_sorted_out_by_the_migration(real, content):
    desk, other = real.desk(), real.desk()
    erased, kept = attach(desk, content), attach(desk, content + b"kept")
    send(desk, content)
    send(desk, content + b"kept")
    desk.take(desk.act(Kind.TRANSFERRED, kept, to(other)), desk.act(Kind.ERASED, erased))
    desk.centre.close()
    for sql in AS_BEFORE:
        real.rows(sql, *([named(content)] if "%s" in sql else []))
    real.runs("2026_12_04_files")
    set_up_centre(real.url)()  # policies went with the column
    refused(desk, content)
    assert stored(desk, content) == [(0, 0, 0)]
    for one in (desk, other):
        assert fetch(one, content + b"kept") == content + b"kept"
