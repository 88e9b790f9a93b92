"""Files attached to dossiers: what is stored, in which order, and what is refused untouched."""

import os
from concurrent.futures import CancelledError
from dataclasses import replace
from hashlib import sha256

import pytest

from counter_app.domain.attachment import MAX_BYTES, CopyKind, Media, Purpose, Source
from counter_app.domain.errors import (
    ActNotAllowed,
    AlreadyAttached,
    AttachmentDamaged,
    AttachmentNotAllowed,
    AttachmentTooLarge,
    AttachmentUnreachable,
    DocumentDamaged,
    InvalidActData,
    MissingActData,
    RoleMayNot,
    StorageFailed,
    TextTooLong,
    UnknownAttachment,
)
from counter_app.services.attaching import NewAttachment, attached, components_of
from tests import scans

SCAN = scans.pdf()


@pytest.fixture
def dossier(desk):
    return desk.receive()


def attach(desk, dossier, content=SCAN, name="Tờ khai.pdf", login="tiepnhan", **more):
    new = NewAttachment(content, name, **{"component": "tp1"} | more)
    return desk.counter.attachments.attach(dossier.id, new, desk.officer(login))


def detach(desk, dossier, attachment, reason="nhầm tệp", login="tiepnhan"):
    return desk.counter.attachments.detach(dossier.id, attachment, reason, desk.officer(login))


def files(desk):
    folder = desk.folder / "attachments"
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else []


def test_a_file_is_kept_to_the_byte_and_named_by_the_dossier(desk, dossier):
    after = attach(desk, dossier, copy=CopyKind.CERTIFIED, source=Source.SCANNED)
    (one,) = after.attachments
    digest = sha256(SCAN).hexdigest()
    assert (one.sha256, one.size, one.media) == (digest, len(SCAN), "application/pdf")
    assert (one.component, one.copy, one.source) == ("tp1", "certified", "scanned")
    assert (one.purpose, one.name, one.removed) == ("component", "Tờ khai.pdf", False)
    assert desk.counter.attachments.look.content(one) == SCAN
    assert desk.dossier(dossier) == after
    assert files(desk) == [digest]


def test_the_name_is_private_and_has_no_folder(desk, dossier):
    attach(desk, dossier, name="C:\\Người dân\\Hiếu.pdf", purpose=Purpose.DOCUMENT)
    ((text, private),) = desk.rows("SELECT text, private FROM events WHERE kind = 'attached'")
    assert "Hiếu" not in text
    assert private == '{"name":"Hiếu.pdf"}'
    assert '"purpose":"document"' in text


def test_a_file_on_the_disk_is_streamed_and_left_alone(desk, dossier, tmp_path):
    file = tmp_path / "scan.bin"
    file.write_bytes(scans.tiff(3))
    (one,) = attach(desk, dossier, file, name=file.name).attachments
    assert (one.media, one.size) == (Media.TIFF, file.stat().st_size)
    assert file.exists()


def test_the_file_is_on_the_disk_before_the_event_is(desk, dossier, monkeypatch):
    synced, work = [], desk.store.unit_of_work

    def watched():
        opened = work()
        append = opened.append
        opened.append = lambda draft: (synced.append(files(desk)), append(draft))[1]
        return opened

    attaching = replace(desk.counter.attachments.attach, unit_of_work=watched)
    new = NewAttachment(SCAN, "a.pdf")
    attaching(dossier.id, new, desk.officer())
    assert synced == [[sha256(SCAN).hexdigest()]]


def test_bytes_are_synced_before_they_get_their_name(desk, dossier, monkeypatch):
    done = []
    fsync, rename = os.fsync, os.replace
    monkeypatch.setattr(os, "fsync", lambda d: (done.append("fsync"), fsync(d))[1])
    monkeypatch.setattr(os, "replace", lambda a, b: (done.append("name"), rename(a, b))[1])
    attach(desk, dossier)
    assert done[:3] == ["fsync", "name", "fsync"]  # the file, its name, the folder


def test_a_death_before_the_commit_leaves_a_file_that_does_no_harm(desk, dossier):
    class Died(BaseException):
        pass

    def dying():
        opened = desk.store.unit_of_work()

        def commit():
            raise Died

        opened.commit = commit
        return opened

    attaching = replace(desk.counter.attachments.attach, unit_of_work=dying)
    with pytest.raises(Died):
        attaching(dossier.id, NewAttachment(SCAN, "a.pdf"), desk.officer())
    assert files(desk) == [sha256(SCAN).hexdigest()]
    assert desk.dossier(dossier).attachments == ()
    assert len(attach(desk, dossier).attachments) == 1


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (scans.ELF, AttachmentNotAllowed),
        (scans.PE, AttachmentNotAllowed),
        (b"", AttachmentNotAllowed),
        (SCAN[: len(SCAN) // 2], AttachmentDamaged),
        (scans.pdf(password="1"), AttachmentDamaged),
        (scans.bomb_png(), AttachmentDamaged),
        (SCAN + bytes(MAX_BYTES), AttachmentTooLarge),
    ],
    ids=["ELF", "PE", "empty", "half", "password", "bomb", "large"],
)
@pytest.mark.filterwarnings("ignore::UserWarning")
def test_what_is_refused_leaves_no_trace(content, refusal, desk, dossier, tmp_path):
    before = desk.dump()
    file = tmp_path / "a.pdf"
    file.write_bytes(content)
    for given in (content, file):
        with pytest.raises(refusal):
            attach(desk, dossier, given)
    assert desk.dump() == before
    assert files(desk) == []


def test_two_hundred_megabytes_are_refused_unread(desk, dossier, tmp_path):
    file = tmp_path / "big.pdf"
    with file.open("wb") as sparse:
        sparse.truncate(200 * 1024 * 1024)
    opened = []
    real = type(file).open

    def watched(self, *how, **more):
        opened.append(self)
        return real(self, *how, **more)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(type(file), "open", watched)
        with pytest.raises(AttachmentTooLarge) as refused:
            attach(desk, dossier, file)
    assert refused.value.size == 200 * 1024 * 1024
    assert file not in opened


def test_what_is_no_file_is_refused_and_nobody_waits_for_it(desk, dossier, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for content in (tmp_path, tmp_path / "gone.pdf", pipe):
        with pytest.raises(AttachmentUnreachable):
            attach(desk, dossier, content)


def test_the_same_bytes_belong_to_a_component_once(desk, dossier):
    attach(desk, dossier)
    with pytest.raises(AlreadyAttached) as refused:
        attach(desk, dossier, name="another name.pdf")
    assert refused.value.component == "tp1"
    after = attach(desk, dossier, component="tp2")
    assert len(after.attachments) == 2
    assert len(files(desk)) == 1


def test_a_file_taken_back_stays_in_the_history_and_may_come_again(desk, dossier):
    (one,) = attach(desk, dossier).attachments
    after = detach(desk, dossier, one.event)
    assert [a.removed for a in after.attachments] == [True]
    assert attached(after) == ()
    assert [entry.kind for entry in after.history] == ["received", "attached", "detached"]
    assert desk.counter.attachments.look.content(one) == SCAN
    ((text, private),) = desk.rows("SELECT text, private FROM events WHERE kind = 'detached'")
    assert f'"public":{{"attachment":"{one.event}"}}' in text
    assert private == '{"reason":"nhầm tệp"}'
    assert len(attached(attach(desk, dossier))) == 1


def test_only_what_is_attached_can_be_taken_back_and_only_with_a_reason(desk, dossier):
    (one,) = attach(desk, dossier).attachments
    with pytest.raises(MissingActData):
        detach(desk, dossier, one.event, reason="  ")
    with pytest.raises(UnknownAttachment):
        detach(desk, dossier, dossier.id)
    detach(desk, dossier, one.event)
    with pytest.raises(UnknownAttachment):
        detach(desk, dossier, one.event)


def test_who_may_not_attach_may_not_take_back_either(desk, dossier):
    (one,) = attach(desk, dossier, login="xuly").attachments
    with pytest.raises(RoleMayNot):
        attach(desk, dossier, login="quantri", component="")
    with pytest.raises(RoleMayNot):
        detach(desk, dossier, one.event, login="kiemsoat")


def test_a_void_dossier_takes_no_file(desk, dossier):
    desk.counter.void(dossier.id, "nhập nhầm", desk.officer("giamsat"), desk.officer())
    with pytest.raises(ActNotAllowed):
        attach(desk, dossier)
    assert files(desk) == []


def test_components_are_the_procedures_and_those_that_were_brought(desk, dossier):
    named = dict(components_of(dossier, desk.counter.questions.reference()))
    assert {"tp1", "tp2"} <= set(named)
    with pytest.raises(InvalidActData):
        attach(desk, dossier, component="tp99")
    with pytest.raises(TextTooLong):
        attach(desk, dossier, name="x" * 301)


def test_whoever_stops_waiting_gets_nothing_attached(desk, dossier):
    answers = iter([True, False])
    new = NewAttachment(SCAN, "a.pdf")
    for is_wanted in (lambda: False, lambda: next(answers)):
        with pytest.raises(CancelledError):
            desk.counter.attachments.attach(dossier.id, new, desk.officer(), is_wanted)
    assert (files(desk), desk.dossier(dossier).attachments) == ([], ())


def test_a_file_changed_behind_the_programs_back_is_noticed(desk, dossier):
    (one,) = attach(desk, dossier).attachments
    file = desk.folder / "attachments" / one.sha256
    file.write_bytes(SCAN + b" ")
    for look in (desk.counter.attachments.look.content, desk.counter.attachments.look.thumbnail):
        with pytest.raises(DocumentDamaged):
            look(one)
    attach(desk, dossier, component="tp2")  # the same bytes again mend it
    assert desk.counter.attachments.look.content(one) == SCAN
    file.unlink()
    with pytest.raises(DocumentDamaged):
        desk.counter.attachments.look.content(one)


def test_a_folder_that_cannot_be_written_is_a_refusal(desk, dossier):
    (desk.folder / "attachments").write_text("no folder")
    with pytest.raises(StorageFailed):
        attach(desk, dossier)


def test_an_attachment_can_be_looked_at(desk, dossier):
    (one,) = attach(desk, dossier, scans.tiff(3), name="a.tif").attachments
    assert desk.counter.attachments.look.thumbnail(one).startswith(b"\x89PNG")
    assert scans.page_count(desk.counter.attachments.look.pages(one)) == 3
