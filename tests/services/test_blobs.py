"""Files between desk and centre: cut anywhere, resumed, checked at both ends, never in the way."""

import hashlib
from copy import deepcopy
from dataclasses import replace
from itertools import count

import pytest

from counter_app.domain.errors import (
    AttachmentTooLarge,
    BlobDamaged,
    CentreRefused,
    CentreUnreachable,
    DeskStandsAlone,
    DocumentDamaged,
    UnknownBlob,
)
from counter_app.services import blobs, file_sending
from counter_app.services.blobs import FindFile, Lull
from counter_app.services.file_sending import SendFiles
from db.blob_files import FileBlobs
from tests import make
from tests.fake_centre import FakeCentre
from tests.fake_log import FakeLog
from tests.fakes import SettableClock
from tests.services.test_sync import enrol

CONTENT = bytes(range(256)) * 40
NAME = hashlib.sha256(CONTENT).hexdigest()
PIECES = 10240 // 1000 + 1
EVENT = make.identity(1)  # names the file


def nothing_is_erased(_event):
    return False


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch):
    monkeypatch.setattr(blobs, "CHUNK", 1000)


@pytest.fixture
def centre():
    return FakeCentre()


@pytest.fixture
def log(centre):
    log = FakeLog(SettableClock(make.MONDAY))
    enrol(log, centre.enrol(centre.add_unit(), 3))
    name_file(centre, NAME, log.desk.unit)
    log.files.append(NAME)
    return log


def name_file(centre, sha256, unit):
    """A dossier of the unit names the file."""
    dossier = make.identity(len(centre.known.homes) + 1)
    centre.known.homes[dossier] = unit
    centre.known.naming[sha256].add(dossier)


@pytest.fixture
def reach(centre, log):
    connection = centre.connect(log.link().credentials)
    connection.register(log.incarnations()[-1])
    return lambda: connection


@pytest.fixture
def here(tmp_path):
    """The folder of the desk that has the file."""
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / NAME).write_bytes(CONTENT)
    return FileBlobs(folder, nothing_is_erased)


@pytest.fixture
def there(tmp_path):
    """The folder of a desk that has nothing yet."""
    return FileBlobs(tmp_path / "there", nothing_is_erased)


CLOCK = SettableClock(make.MONDAY)


@pytest.fixture
def finding(reach, log):
    """Makes what finds files in a folder or at the centre; it has met no trouble yet."""
    return lambda files: FindFile(reach, files, Lull(CLOCK), log.send_blobs_again)


@pytest.fixture
def kept(centre):
    """The file is at the centre."""
    centre.known.blobs[NAME] = bytearray(CONTENT)
    centre.known.whole.add(NAME)


def kept_here(files, content):
    """The name of a small file in the folder."""
    name = hashlib.sha256(content).hexdigest()
    files.begin(name, EVENT)
    files.add(name, 0, content)
    files.keep(name)
    return name


def cut(centre, call, at, *, after):
    """The connection is cut at the n-th ``call``: before it takes effect, or ``after``."""
    numbers = count()

    def run(name):
        if name == call and next(numbers) == at:
            if not after:
                raise CentreUnreachable("cut")
            centre.lose_reply()

    centre.before_call = run


def test_a_file_arrives_whole_and_is_sent_once(centre, log, reach, here):
    assert SendFiles(log, here)(reach) == 1
    assert bytes(centre.known.blobs[NAME]) == CONTENT
    assert log.files_sent == [NAME]
    before = len(centre.calls)
    assert SendFiles(log, here)(reach) == 0
    assert len(centre.calls) == before


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", range(PIECES))
def test_a_file_cut_at_any_chunk_goes_on_where_it_was(centre, log, reach, here, *, at, after):
    cut(centre, "put_blob", at, after=after)
    with pytest.raises(CentreUnreachable):
        SendFiles(log, here)(reach)
    there = len(centre.known.blobs.get(NAME, b""))
    assert there == min(len(CONTENT), (at + after) * 1000)
    sent = centre.calls.count("put_blob")

    assert SendFiles(log, here)(reach) == 1

    assert bytes(centre.known.blobs[NAME]) == CONTENT
    assert centre.calls.count("put_blob") - sent == PIECES - at - after


def test_a_file_the_centre_has_from_another_desk_is_not_sent(centre, log, reach, here, kept):
    assert SendFiles(log, here)(reach) == 1
    assert "put_blob" not in centre.calls


def test_files_that_cannot_be_sent_keep_no_other_waiting(centre, log, reach, here, monkeypatch):
    monkeypatch.setattr(file_sending, "_AT_ONCE", 1)
    forbidden = kept_here(here, b"x")
    log.files[:] = ["0" * 64, forbidden, NAME]
    assert SendFiles(log, here)(reach) == 1
    assert log.files_sent == [NAME]
    assert centre.known.whole == {NAME}


def test_a_file_that_arrived_damaged_is_sent_again_from_its_beginning(centre, log, reach, here):
    centre.known.blobs[NAME] = bytearray(b"?" * 3000)
    assert SendFiles(log, here)(reach) == 0
    assert SendFiles(log, here)(reach) == 1
    assert bytes(centre.known.blobs[NAME]) == CONTENT


def test_an_event_goes_before_the_rest_of_a_file(centre, log, reach, here):
    def written(name):
        if name == "put_blob" and centre.calls.count("put_blob") == 3:
            log.write()

    centre.before_call = written
    assert SendFiles(log, here)(reach) == 0
    assert len(centre.known.blobs[NAME]) == 3000
    assert SendFiles(log, here)(reach) == 0
    assert centre.calls.count("put_blob") == 3


def test_a_file_that_never_becomes_whole_is_no_endless_loop(centre, log, reach, here, monkeypatch):
    monkeypatch.setattr("tests.fake_centre.FakeConnection.put_blob", lambda *_: None)
    assert SendFiles(log, here)(reach) == 0
    assert log.files_sent == []


def restored_to(centre, known):
    """The database is as it was; where the desk's connection finds it."""
    centre.known = deepcopy(known)


def test_a_file_the_centre_lost_by_a_restore_is_sent_again(centre, log, reach, here):
    backup = deepcopy(centre.known)
    assert SendFiles(log, here)(reach, is_due=True) == 1
    assert SendFiles(log, here)(reach, is_due=True) == 0
    restored_to(centre, backup)
    assert SendFiles(log, here)(reach) == 0  # it is not looked at
    assert SendFiles(log, here)(reach, is_due=True) == 1
    assert bytes(centre.known.blobs[NAME]) == CONTENT
    calls = len(centre.calls)
    assert SendFiles(log, here)(reach, is_due=True) == 0
    assert centre.calls[calls:] == ["look_at_files"]


def test_it_is_noticed_too_when_another_file_is_sent(centre, log, reach, here):
    backup = deepcopy(centre.known)
    SendFiles(log, here)(reach)
    restored_to(centre, backup)
    another = kept_here(here, b"x")
    name_file(centre, another, log.desk.unit)
    log.files.append(another)
    SendFiles(log, here)(reach)
    assert centre.known.whole == {NAME, another}


@pytest.mark.usefixtures("kept")
def test_what_another_desk_had_brought_is_sent_by_whoever_keeps_it(
    centre, log, reach, there, finding
):
    log.files.clear()
    SendFiles(log, there)(reach, is_due=True)
    backup = deepcopy(centre.known)
    backup.blobs.clear()
    backup.whole.clear()
    backup.marks.clear()
    finding(there)(NAME, EVENT)
    SendFiles(log, there)(reach)
    restored_to(centre, backup)
    assert SendFiles(log, there)(reach, is_due=True) == 1
    assert centre.known.whole == {NAME}


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", range(4))
def test_the_search_for_lost_files_is_begun_again_when_it_was_cut(
    centre, log, reach, here, monkeypatch, *, at, after
):
    """Three of them, one a look, before the connection is cut at one of its looks."""
    monkeypatch.setattr(file_sending, "MAX_FILES", 1)
    names = {NAME, *(kept_here(here, content) for content in (b"x", b"y"))}
    for name in names - {NAME}:
        name_file(centre, name, log.desk.unit)
        log.files.append(name)
    backup = deepcopy(centre.known)
    SendFiles(log, here)(reach)
    assert centre.known.whole == names
    restored_to(centre, backup)
    cut(centre, "look_at_files", at, after=after)
    with pytest.raises(CentreUnreachable):
        SendFiles(log, here)(reach, is_due=True)
    SendFiles(log, here)(reach, is_due=True)
    assert centre.known.whole == names


def test_a_centre_restored_while_it_is_searched_is_searched_again(
    centre, log, reach, here, monkeypatch
):
    monkeypatch.setattr(file_sending, "MAX_FILES", 1)
    another = kept_here(here, b"x")
    name_file(centre, another, log.desk.unit)
    log.files.append(another)
    backup = deepcopy(centre.known)
    SendFiles(log, here)(reach)
    full = deepcopy(centre.known)
    full.marks.clear()
    restored_to(centre, full)

    def go_back(name):
        if name == "look_at_files" and centre.calls.count(name) == looks + 3:
            restored_to(centre, backup)  # the last name to be asked for is still to come

    looks = centre.calls.count("look_at_files")
    centre.before_call = go_back
    SendFiles(log, here)(reach, is_due=True)
    centre.before_call = lambda _: None
    SendFiles(log, here)(reach, is_due=True)
    assert centre.known.whole == {NAME, another}


def test_a_look_the_centre_refuses_leaves_files_in_line(centre, log, reach, here):
    lives, centre.known.incarnations = centre.known.incarnations, {}
    assert SendFiles(log, here)(reach, is_due=True) == 0
    assert log.files_sent == []
    centre.known.incarnations = lives
    assert SendFiles(log, here)(reach) == 1


def test_a_file_erased_as_soon_as_it_was_kept_is_not_there(finding, there, kept, tmp_path):
    def erased(_names):
        (tmp_path / "there" / NAME).unlink()

    with pytest.raises(UnknownBlob):
        replace(finding(there), keep_there=erased)(NAME, EVENT)


def test_an_older_centre_is_sent_files_as_ever(centre, log, reach, here, monkeypatch):
    def unknown(*_):
        raise CentreRefused("old-program")

    monkeypatch.setattr("tests.fake_centre.FakeConnection.look_at_files", unknown)
    assert SendFiles(log, here)(reach, is_due=True) == 1
    assert log.files_sent == [NAME]
    assert log.file_mark() is None


def test_a_missing_file_is_fetched_and_kept(centre, finding, there, kept):
    find = finding(there)
    assert find(NAME, EVENT) == CONTENT
    calls = len(centre.calls)
    assert find(NAME, EVENT) == CONTENT
    assert len(centre.calls) == calls


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", range(PIECES))
def test_fetching_cut_at_any_chunk_asks_for_the_rest_alone(
    centre, finding, there, kept, *, at, after
):
    cut(centre, "get_blob", at, after=after)
    with pytest.raises(CentreUnreachable):
        finding(there)(NAME, EVENT)
    assert there.staged(NAME) == at * 1000
    asked = len(centre.calls)

    assert finding(there)(NAME, EVENT) == CONTENT

    assert len(centre.calls) - asked == PIECES + 1 - at
    assert there.staged(NAME) == 0


def test_what_was_staged_wrongly_is_fetched_anew(finding, there, kept):
    there.begin(NAME, EVENT)
    there.add(NAME, 0, b"?" * 2000)
    assert finding(there)(NAME, EVENT) == CONTENT


def test_a_file_damaged_on_the_desk_is_mended_from_the_centre(finding, here, kept, tmp_path):
    (tmp_path / "here" / NAME).write_bytes(b"?")
    assert finding(here)(NAME, EVENT) == CONTENT
    assert (tmp_path / "here" / NAME).read_bytes() == CONTENT


def test_bytes_the_centre_has_wrong_are_never_kept(centre, finding, there, kept, tmp_path):
    centre.known.blobs[NAME][5] ^= 1
    with pytest.raises(BlobDamaged):
        finding(there)(NAME, EVENT)
    assert list((tmp_path / "there").iterdir()) == []


def test_a_file_without_end_is_not_written_without_end(centre, finding, there, kept, monkeypatch):
    monkeypatch.setattr("counter_app.domain.attachment.MAX_BYTES", 5000)
    with pytest.raises(AttachmentTooLarge):
        finding(there)(NAME, EVENT)


@pytest.mark.parametrize("name", ["0" * 64, "../desk.sqlite3", "x"])
def test_what_the_centre_does_not_have_is_said(finding, there, name, tmp_path):
    with pytest.raises(UnknownBlob):
        finding(there)(name, EVENT)
    assert not (tmp_path / "there").exists()


def test_a_file_of_another_unit_is_not_given(centre, log, there, kept):
    stranger = centre.connect(centre.enrol(centre.add_unit("H26.13", "UBND phường Khác"), 1))
    with pytest.raises(UnknownBlob):
        FindFile(lambda: stranger, there, Lull(CLOCK), log.send_blobs_again)(NAME, EVENT)
    with pytest.raises(UnknownBlob):
        stranger.put_blob(NAME, 1, 0, b"?")


def test_a_desk_that_stands_alone_says_that_the_file_is_gone(log, there):
    def alone():
        raise DeskStandsAlone

    with pytest.raises(DocumentDamaged):
        FindFile(alone, there, Lull(CLOCK), log.send_blobs_again)(NAME, EVENT)


def test_an_empty_file_is_a_file_too(centre, log, finding, there):
    empty = hashlib.sha256(b"").hexdigest()
    name_file(centre, empty, log.desk.unit)
    centre.known.blobs[empty] = bytearray()
    centre.known.whole.add(empty)
    assert finding(there)(empty, EVENT) == b""


def test_who_waited_in_vain_is_not_followed_by_others(centre, finding, there, kept):
    clock = SettableClock(make.MONDAY)
    find = replace(finding(there), lull=Lull(clock))
    centre.is_reachable = False
    for _ in range(3):
        with pytest.raises(CentreUnreachable):
            find(NAME, EVENT)
    assert centre.calls.count("get_blob") == 1
    centre.is_reachable = True
    clock.forward(seconds=30)
    assert find(NAME, EVENT) == CONTENT
