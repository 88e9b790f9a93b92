"""Files: in chunks that can be taken up again, for the units whose events name them, verified."""

import hashlib

import pytest

from counter_app.domain.errors import BlobDamaged, CentreRefused, UnknownBlob
from counter_app.domain.event import Kind
from tests.real_centre import new_id

pytestmark = pytest.mark.postgres


@pytest.fixture
def content():
    """A file nobody else has."""
    return new_id().bytes * 1000


def named(content):
    return hashlib.sha256(content).hexdigest()


def attach(desk, content):
    """An event that names the file."""
    received = desk.receive()
    public = {"sha256": named(content), "size": len(content)}
    desk.take(received, desk.act(Kind.ATTACHED, received.dossier, public))
    return received.dossier


def send(desk, content, step=7000):
    sha256 = named(content)
    while (there := desk.centre.blob_size(sha256)) is not None:
        desk.centre.put_blob(sha256, len(content), there, content[there : there + step])


def fetch(desk, content, step=5001):
    fetched = b""
    while chunk := desk.centre.get_blob(named(content), len(fetched), step):
        fetched += chunk
    return fetched


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
    for call in (
        lambda: other.centre.blob_size(named(content)),
        lambda: other.centre.get_blob(named(content), 0, 1),
        lambda: other.centre.put_blob(named(content), 1, 0, b"x"),
    ):
        with pytest.raises(UnknownBlob) as refusal:
            call()
        assert refusal.value.sha256 == named(content)


def test_a_unit_that_takes_part_may_read_the_dossiers_files_old_and_new(desk, content):
    other = desk.real.desk()
    dossier = attach(desk, content)
    code = other.credentials.unit_code
    said = {"unit": {"id": None, "code": code, "name": "?"}, "components": []}
    desk.take(desk.act(Kind.TRANSFERRED, dossier, said))
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
