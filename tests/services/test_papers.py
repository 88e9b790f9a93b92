"""What one desk printed is the same paper at every other one."""

from dataclasses import replace

import pytest

from counter_app.domain.errors import CentreUnreachable, DocumentDamaged
from counter_app.domain.form_templates import Form
from counter_app.domain.forms import PageSize


@pytest.fixture
def printed(desk):
    """A dossier whose receipt and label left a printer, and the bytes."""
    dossier = desk.receive()
    officer = desk.officer()
    receipt = desk.counter.paper.receipts.print(dossier.id, PageSize.A5, officer)
    label = desk.counter.paper.forms.print(dossier.id, Form.LABEL, officer)
    return dossier, {one.sha256: one.content for one in (receipt, label)}


def elsewhere(desk, read):
    """The counter of a desk that has the events and none of the files."""
    desk.write("DELETE FROM documents")
    for file in (desk.folder / "attachments").iterdir():
        file.unlink()
    counter = desk.counter
    papers = replace(counter.paper.receipts.papers, read=read)
    receipts = replace(counter.paper.receipts, papers=papers)
    forms = replace(counter.paper.forms, papers=papers)
    return replace(counter, paper=replace(counter.paper, receipts=receipts, forms=forms))


def test_a_receipt_and_a_form_printed_elsewhere_are_the_stored_bytes(desk, printed):
    dossier, bytes_of = printed
    rendered = len(desk.press.rendered)

    def fetched(sha256, event):
        assert event in {entry.id for entry in desk.dossier(dossier).history}
        return bytes_of[sha256]

    counter = elsewhere(desk, fetched)

    shown = counter.paper.receipts.show(dossier.id, PageSize.A5)
    label = counter.paper.forms.show(dossier.id, Form.LABEL)

    assert {s.sha256: s.content for s in (shown, label)} == bytes_of
    assert len(desk.press.rendered) == rendered


def test_a_reprint_elsewhere_is_the_same_paper_and_counts_on(desk, printed):
    dossier, bytes_of = printed

    def fetched(sha256, _event):
        (desk.folder / "attachments" / sha256).write_bytes(bytes_of[sha256])
        return bytes_of[sha256]

    counter = elsewhere(desk, fetched)
    again = counter.paper.receipts.print(dossier.id, PageSize.A5, desk.officer())
    assert again.sha256 in bytes_of
    assert again.copies == 2


def test_without_the_centre_no_other_paper_is_made_instead(desk, printed):
    dossier, _ = printed

    def cut(_sha256, _event):
        raise CentreUnreachable("cut")

    counter = elsewhere(desk, cut)
    with pytest.raises(CentreUnreachable):
        counter.paper.receipts.print(dossier.id, PageSize.A5, desk.officer())
    with pytest.raises(CentreUnreachable):
        counter.paper.forms.show(dossier.id, Form.LABEL)
    assert desk.dossier(dossier).printed[0].copy == 1
    of_a_size_nobody_has = counter.paper.receipts.show(dossier.id, PageSize.A4)
    assert of_a_size_nobody_has.copies == 1


def test_what_was_only_shown_here_gives_way_to_what_was_printed(desk):
    dossier = desk.receive()
    before = desk.counter.paper.receipts.show(dossier.id, PageSize.A5).sha256
    desk.press.rendered.clear()
    other = desk.reopened()
    other.write("DELETE FROM documents")
    replaced = replace(other.counter.paper.receipts, render=lambda *_: b"another rendering")
    printed = replaced.print(dossier.id, PageSize.A5, desk.officer())
    other.write("UPDATE documents SET sha256 = ?", before)
    assert desk.counter.paper.receipts.show(dossier.id, PageSize.A5).content == printed.content
    other.close()


def test_a_desk_that_stands_alone_says_which_file_is_gone(desk, printed):
    dossier, bytes_of = printed
    for file in (desk.folder / "attachments").iterdir():
        file.unlink()
    with pytest.raises(DocumentDamaged) as damaged:
        desk.counter.paper.receipts.show(dossier.id, PageSize.A5)
    assert damaged.value.sha256 in bytes_of
