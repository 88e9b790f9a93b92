"""Erasing personal data: who may, what is left, which files go."""

from dataclasses import replace

import pytest

from counter_app.domain.errors import (
    ActNotAllowed,
    DocumentDamaged,
    InvalidActData,
    MissingActData,
    RoleMayNot,
    SecondPersonNeeded,
    StorageFailed,
    UnknownDossier,
)
from counter_app.domain.event import Kind
from counter_app.domain.forms import PageSize
from counter_app.services.attaching import NewAttachment
from tests import make
from tests.scans import pdf
from tests.two_desks import OtherDesk
from tests.units import events_of
from ui.shown import shown
from ui.story import story

DATA = {"reason": "retention", "document": "12/QĐ"}
NAMES = ("Hiếu", "hieu", "001190012345", "0912345678")


@pytest.fixture
def closed(desk):
    """A withdrawn dossier with a rendered receipt."""
    dossier = desk.receive(content="xin khai sinh cho cháu Hiếu")
    desk.counter.paper.receipts.show(dossier.id, PageSize.A5)
    return desk.counter.perform(dossier.id, "withdraw", {"reason": "bà Hiếu đổi ý"}, desk.officer())


def erase(desk, dossier, by="quantri", second="giamsat", **data):
    said = DATA | {"seconded_by": second} | data
    return desk.counter.erase(dossier.id, said, desk.officer(by), desk.officer(second))


def files(desk):
    return sorted(path.name for path in (desk.folder / "attachments").glob("*"))


def test_what_is_personal_goes_and_the_chain_still_verifies(desk, closed):
    after = erase(desk, closed)
    assert after.erased
    assert (after.applicant.name, after.lookup_secret, after.reason, after.content) == ("",) * 4
    assert (after.code, after.status, after.due_at) == (closed.code, closed.status, closed.due_at)
    assert desk.dossier(closed) == after
    assert desk.counter.health.audit().dossiers == 1
    rows = desk.rows("SELECT private, salt FROM events WHERE dossier IS NOT NULL")
    assert {*rows} == {(None, None)}
    everything = "".join(map(repr, desk.dump().values()))
    assert not any(name in everything for name in NAMES)


def test_nobody_finds_it_by_name_but_by_its_code(desk, closed):
    erase(desk, closed)
    assert all(desk.counter.search(name) == () for name in NAMES)
    assert [line.id for line in desk.counter.search(closed.code)] == [closed.id]
    before = desk.dump()
    assert desk.counter.health.rebuild().changed == 0
    assert desk.dump() == before
    desk.write("INSERT INTO dossiers_text (dossiers_text, rank) VALUES ('integrity-check', 1)")


def test_the_history_says_who_erased_why_and_with_whom(desk, closed):
    after = erase(desk, closed)
    (event,) = events_of(desk, f"kind = '{Kind.ERASED.value}'")
    assert event.private is None
    assert dict(event.public) == {
        "reason": "retention",
        "document": "12/QĐ",
        "seconded_by": str(desk.officer("giamsat").id),
    }
    line = story(shown(desk.counter, after))[0]
    second = desk.officer("giamsat").name
    words = f"xóa dữ liệu cá nhân: hết thời hạn lưu giữ — cùng xác nhận: {second}"
    assert line.what == words


def test_its_files_go_unless_another_dossier_names_them(desk):
    one, other = (desk.receive(procedure=make.GUARDIAN) for _ in range(2))
    shared, own = pdf(), pdf(3)
    for dossier, content in ((one, shared), (one, own), (other, shared)):
        new = NewAttachment(content, "bản quét.pdf", "tp1")
        desk.counter.attachments.attach(dossier.id, new, desk.officer())
    desk.counter.paper.receipts.show(one.id, PageSize.A5)
    assert len(files(desk)) == 3
    desk.counter.perform(one.id, "withdraw", {"reason": "x"}, desk.officer())
    erase(desk, one)
    (kept,) = files(desk)
    assert [a.sha256 for a in desk.dossier(other).attachments] == [kept]
    assert desk.rows("SELECT count(*) FROM documents") == [(0,)]
    assert desk.rows("SELECT count(*) FROM erasures") == [(0,)]


def test_a_paper_that_was_being_drawn_is_not_kept(desk, closed):
    receipts = desk.counter.paper.receipts
    drawn = []

    def render(receipt, page):
        drawn.append(receipts.render(receipt, page))
        erase(desk, closed)
        return drawn[-1]

    with pytest.raises(DocumentDamaged):
        replace(receipts, render=render).show(closed.id, PageSize.A4)
    assert "Hiếu".encode() in drawn[0]
    assert files(desk) == []
    assert desk.rows("SELECT * FROM documents") == []


def test_a_receipt_two_dossiers_share_stays(desk, closed):
    sha256 = desk.rows("SELECT sha256 FROM documents")[0][0]
    row = (make.identity(5).hex, "receipt", 1, "A5", sha256)
    desk.write("INSERT INTO documents VALUES (?, ?, ?, ?, ?)", *row)
    erase(desk, closed)
    assert files(desk) == [sha256]


def test_a_file_goes_with_the_last_dossier_that_names_it(desk):
    one, other = (desk.receive(procedure=make.GUARDIAN) for _ in range(2))
    for dossier in (one, other):
        new = NewAttachment(pdf(), "bản quét.pdf", "tp1")
        desk.counter.attachments.attach(dossier.id, new, desk.officer())
        desk.counter.perform(dossier.id, "withdraw", {"reason": "x"}, desk.officer())
    for dossier, left in ((one, 1), (other, 0)):
        erase(desk, dossier)
        assert len(files(desk)) == left


class Killed(BaseException):
    """Between the commit and the deletion."""


def test_files_whose_deletion_was_cut_off_go_when_the_desk_is_opened(desk, closed):
    def die():
        raise Killed

    desk.counter = replace(desk.counter, erase=replace(desk.counter.erase, forget_files=die))
    with pytest.raises(Killed):
        erase(desk, closed)
    assert len(files(desk)) == 1
    again = desk.reopened()
    assert again.dossier(closed).erased
    assert files(desk) == []
    assert desk.rows("SELECT (SELECT count(*) FROM documents) + count(*) FROM erasures") == [(0,)]
    again.close()


def test_a_file_that_will_not_go_is_tried_again(desk, closed):
    [name] = files(desk)
    file = desk.folder / "attachments" / name
    file.unlink()
    file.mkdir()  # which no unlink takes away
    with pytest.raises(StorageFailed):
        erase(desk, closed)
    desk.reopened().close()
    assert desk.rows("SELECT dossier FROM erasures") == [(closed.id.hex,)]
    file.rmdir()
    file.write_bytes(b"%PDF-")
    desk.reopened().close()
    assert files(desk) == []


def test_what_arrived_of_a_file_goes_too_and_nothing_outside_the_folder(desk, closed):
    digest = "ab" * 32
    kept = desk.folder / "kept"
    for file in (desk.folder / "attachments" / f".{digest}.part", kept):
        file.write_bytes(b"x")
    other = OtherDesk(desk)
    for name in (digest, "../kept"):
        said = {"sha256": name, "size": 1, "media": "application/pdf", "component": ""}
        said |= {"copy": "original", "source": "file", "purpose": "component"}
        other.write(desk.dossier(closed), Kind.ATTACHED, said, {"name": "x"})
    erase(desk, desk.dossier(closed))
    assert files(desk) == []
    assert kept.exists()


def test_a_void_dossier_can_be_erased_and_an_open_one_not(desk):
    void, opened = (desk.receive() for _ in range(2))
    desk.counter.void(void.id, "nhầm", desk.officer("giamsat"), desk.officer())
    assert erase(desk, void).erased
    with pytest.raises(ActNotAllowed, match="open"):
        erase(desk, opened)


def test_nothing_is_done_to_an_erased_dossier(desk, closed):
    erase(desk, closed)
    for act in (
        lambda: erase(desk, closed),
        lambda: desk.counter.paper.receipts.print(closed.id, PageSize.A5, desk.officer()),
        lambda: desk.counter.perform(closed.id, "reopen", {"reason": "x"}, desk.officer("giamsat")),
    ):
        with pytest.raises(ActNotAllowed, match="erased"):
            act()


@pytest.mark.parametrize(
    ("refusal", "changed"),
    [
        (RoleMayNot, {"by": "giamsat", "second": "quantri"}),
        (SecondPersonNeeded, {"second": "quantri"}),
        (InvalidActData, {"reason": "vì bà Hiếu xin"}),
        (InvalidActData, {"document": 5}),
        (InvalidActData, {"note": "x"}),
        (MissingActData, {"reason": ""}),
    ],
)
def test_a_refused_erasure_erases_nothing(desk, closed, refusal, changed):
    before, kept = desk.dump(), files(desk)
    with pytest.raises(refusal):
        erase(desk, closed, **changed)
    assert (desk.dump(), files(desk)) == (before, kept)


def test_an_unknown_dossier_is_said(desk, closed):
    officer, second = desk.officer("quantri"), desk.officer("giamsat")
    with pytest.raises(UnknownDossier):
        desk.counter.erase(make.identity(1), DATA | {"seconded_by": "giamsat"}, officer, second)
