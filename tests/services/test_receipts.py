"""Receipts: composed once, kept as bytes, each paper an event."""

from dataclasses import replace

import pytest

from counter_app.domain.acts import ACTS, Role
from counter_app.domain.errors import DocumentDamaged, NoReceipt, RoleMayNot, UnknownDossier
from counter_app.domain.forms import PageSize
from counter_app.domain.procedure import Channel
from counter_app.services.acting import Correction
from counter_app.services.receipts import compose
from tests import make


@pytest.fixture
def receipts(desk):
    return desk.counter.paper.receipts


def composed(desk, dossier):
    found = desk.dossier(dossier)
    return compose(found, desk.counter.questions.reference(), make.ZONE)


def files(desk):
    folder = desk.folder / "attachments"
    return sorted(folder.iterdir()) if folder.exists() else []


def test_a_receipt_is_rendered_once_and_stored_under_its_digest(desk, receipts):
    dossier = desk.receive()
    first = receipts.show(dossier.id, PageSize.A5)
    desk.clock.forward(hours=1)
    assert receipts.show(dossier.id, PageSize.A5) == first
    assert len(desk.press.rendered) == 1
    assert [file.name for file in files(desk)] == [first.sha256]
    assert files(desk)[0].read_bytes() == first.content
    assert (first.issue, first.copies) == (1, 0)


def test_another_page_size_is_another_document(desk, receipts):
    dossier = desk.receive()
    first = receipts.show(dossier.id, PageSize.A5)
    assert receipts.show(dossier.id, PageSize.A4).sha256 != first.sha256
    assert len(files(desk)) == 2


def test_a_reprint_is_the_same_bytes_and_another_event(desk, receipts):
    dossier = desk.receive()
    printed = [receipts.print(dossier.id, PageSize.A5, desk.officer()) for _ in range(3)]
    assert {paper.content for paper in printed} == {printed[0].content}
    assert [paper.copies for paper in printed] == [1, 2, 3]
    assert desk.kinds() == ["received", "printed", "printed", "printed"]
    papers = desk.dossier(dossier).printed
    assert [(p.form, p.page, p.sha256, p.issue, p.copy) for p in papers] == [
        ("receipt", "A5", printed[0].sha256, 1, copy) for copy in (1, 2, 3)
    ]


def test_copies_are_counted_over_page_sizes_and_anew_for_each_issue(desk, receipts):
    dossier = desk.receive()
    receipts.print(dossier.id, PageSize.A5, desk.officer())
    assert receipts.print(dossier.id, PageSize.A4, desk.officer()).copies == 2
    desk.counter.correct(dossier.id, Correction(note="x"), "sai", desk.officer())
    again = receipts.print(dossier.id, PageSize.A5, desk.officer())
    assert (again.issue, again.copies) == (2, 1)


def test_a_correction_is_a_new_receipt_and_the_old_one_stays(desk, receipts):
    dossier = desk.receive()
    old = receipts.show(dossier.id, PageSize.A5)
    desk.clock.forward(hours=1)
    desk.counter.correct(dossier.id, Correction(content="mới"), "ghi sai", desk.officer("giamsat"))
    new = receipts.show(dossier.id, PageSize.A5)
    assert new.issue == 2
    assert new.content != old.content
    assert {old.sha256, new.sha256} == {file.name for file in files(desk)}
    receipt = composed(desk, dossier)
    assert (receipt.content, receipt.reissue_reason, receipt.issue) == ("mới", "ghi sai", 2)
    assert (receipt.issued_at, receipt.received_at) == (desk.clock(), make.MONDAY)
    assert receipt.officer == desk.officer("giamsat").name
    assert receipt.code == dossier.code


def test_the_receipt_says_what_the_dossier_does(desk):
    dossier = desk.receive(
        procedure=make.GUARDIAN, components=("tp1", "Thư tay"), missing_reason="mai nộp",
        submitter=make.person("Trần Văn Đức"), result_channel=Channel.POST, sets=2,
    )  # fmt: skip
    receipt = composed(desk, dossier)
    assert (receipt.code, receipt.alias) == (dossier.code, dossier.alias)
    assert (receipt.submitter.name, receipt.applicant.name) == ("Trần Văn Đức", "Nguyễn Thị Hiếu")
    assert receipt.letterhead.unit == "UBND phường Hoàn Kiếm"
    assert receipt.letterhead.parent == "UBND thành phố Hà Nội"
    assert [paper.name for paper in receipt.papers] == [paper.name for paper in dossier.papers]
    assert (receipt.missing, receipt.missing_reason) == (dossier.missing, "mai nộp")
    assert receipt.received_at.utcoffset() == make.MONDAY.utcoffset()
    ((term, due_at),) = ((promise.term, promise.due_at) for promise in receipt.promises)
    assert (term, due_at) == ("3 working_days", dossier.due_at)
    assert due_at.utcoffset() == make.MONDAY.utcoffset()
    assert receipt.derivation is not None
    assert receipt.officer == desk.officer().name
    assert receipt.lookup_secret == dossier.lookup_secret
    assert receipt.short_hash == dossier.short_hash
    assert receipt.qr_text == f"{dossier.code};{due_at.isoformat(timespec='minutes')};H26.12"
    assert (receipt.result_channel, receipt.sets) == (Channel.POST, 2)


def test_who_submits_for_themselves_is_named_once(desk):
    receipt = composed(desk, desk.receive())
    assert (receipt.submitter.name, receipt.applicant) == ("Nguyễn Thị Hiếu", None)


def test_phases_are_promised_one_by_one(desk):
    dossier = desk.receive(procedure=make.TWO_PHASES)
    first, second = composed(desk, dossier).promises
    assert (first.term, first.due_at) == ("10 working_days", dossier.due_at)
    assert (second.term, second.due_at) == ("5 working_days", None)


def test_without_a_term_no_date_is_promised(desk):
    papers = ("tp1", "tp2", "tp3")
    dossier = desk.receive(procedure=make.NO_TERM, case="thoa-thuan", components=papers)
    receipt = composed(desk, dossier)
    assert (receipt.promises[0].term, receipt.promises[0].due_at) == ("none", None)
    assert receipt.derivation is None
    assert receipt.qr_text == f"{dossier.code};-;H26.12"
    assert receipt.procedure == f"{dossier.procedure.name} ({dossier.procedure.case})"


def test_an_old_receipt_keeps_the_profile_it_was_received_under(desk):
    before = desk.receive()
    unit = desk.counter.questions.reference().unit()
    desk.counter.describe_unit(replace(unit, name="UBND phường Cửa Nam"), desk.officer("quantri"))
    after = desk.receive()
    assert composed(desk, before).letterhead.unit == "UBND phường Hoàn Kiếm"
    assert composed(desk, after).letterhead.unit == "UBND phường Cửa Nam"


def test_an_officer_this_desk_does_not_know_is_named_by_the_unit(desk):
    dossier = replace(desk.receive(), receiver=make.identity(9))
    reference = desk.counter.questions.reference()
    named = "Công chức của UBND phường Hoàn Kiếm"
    assert compose(dossier, reference, make.ZONE).officer == named
    assert compose(replace(dossier, receiver=None), reference, make.ZONE).officer == ""


def test_a_refusal_has_no_receipt(desk, receipts):
    dossier = desk.counter.reception.decline(make.request(), "thiếu", desk.officer())
    with pytest.raises(NoReceipt):
        receipts.show(dossier.id, PageSize.A5)
    with pytest.raises(NoReceipt):
        receipts.print(dossier.id, PageSize.A5, desk.officer())
    assert desk.kinds() == ["declined"]
    with pytest.raises(UnknownDossier):
        receipts.show(make.identity(9), PageSize.A5)


def test_who_may_not_print_leaves_no_event(desk, receipts):
    dossier = desk.receive()
    with pytest.raises(RoleMayNot):
        receipts.print(dossier.id, PageSize.A5, desk.officer("quantri"))
    assert desk.kinds() == ["received"]


def test_processing_and_leaders_print_in_their_own_role(desk, receipts):
    dossier = desk.receive()
    receipts.print(dossier.id, PageSize.A5, desk.officer("xuly"))
    assert desk.dossier(dossier).history[-1].role == Role.PROCESSING


@pytest.mark.parametrize("damage", ["changed", "gone"])
def test_a_damaged_document_is_refused_and_nothing_is_printed(desk, receipts, damage):
    dossier = desk.receive()
    stored = receipts.print(dossier.id, PageSize.A5, desk.officer())
    (file,) = files(desk)
    if damage == "gone":
        file.unlink()
    else:
        file.write_bytes(stored.content + b" ")
    before = desk.dump()
    for ask in (receipts.show, lambda *two: receipts.print(*two, desk.officer())):
        with pytest.raises(DocumentDamaged) as refusal:
            ask(dossier.id, PageSize.A5)
        assert refusal.value.sha256 == stored.sha256
    assert desk.dump() == before


def test_what_another_window_corrects_meanwhile_is_printed_as_corrected(desk, receipts):
    """Between showing and printing the issue changes: the paper is of the new one."""
    dossier = desk.receive()
    other = desk.reopened()

    def meanwhile():
        desk.press.before = lambda: None
        other.counter.correct(dossier.id, Correction(note="x"), "sai", other.officer())

    desk.press.before = meanwhile
    printed = receipts.print(dossier.id, PageSize.A5, desk.officer())
    other.close()
    assert printed.issue == 2
    assert desk.dossier(dossier).printed[0].issue == 2
    assert receipts.show(dossier.id, PageSize.A5).content == printed.content


def test_a_void_dossiers_receipt_can_still_be_shown_and_printed(desk, receipts):
    dossier = desk.receive()
    desk.counter.void(dossier.id, "nhầm", desk.officer("giamsat"), desk.officer())
    assert receipts.print(dossier.id, PageSize.A5, desk.officer()).copies == 1


def test_a_pause_does_not_change_what_was_promised(desk):
    dossier = desk.receive(procedure=make.GUARDIAN)
    desk.append(ACTS["pause"], dossier)
    assert desk.dossier(dossier).due_at is None
    assert composed(desk, dossier).promises[0].due_at == dossier.first_due_at
