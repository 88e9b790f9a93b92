"""What the beginnings of a dossier say: written and read by the same rules."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.canonical import canonical
from counter_app.domain.dossier import FeeLine, Paper, PhaseDue, UnitRef
from counter_app.domain.event_parts import papers_json, read_papers, read_unit
from counter_app.domain.reception import declined, read_received, read_visit, received
from tests import make

NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
PAPERS = st.lists(
    st.builds(
        Paper,
        st.sampled_from(["", "tp1", "tp2"]),
        NAMES,
        *(st.integers(0, 999) for _ in range(3)),
    )
).map(tuple)


@given(PAPERS)
def test_papers_come_back_in_their_order(papers):
    public, private = papers_json(papers)
    assert read_papers(public, private) == papers


@given(PAPERS)
def test_the_name_of_an_extra_paper_is_private(papers):
    public, private = papers_json(papers)
    for index, paper in enumerate(papers):
        assert ("name" in public[index]) == bool(paper.id)
        assert (str(index) in private) == (not paper.id)


@given(PAPERS, st.none() | st.just(make.person("Trần Văn Đức")), st.text("ab", max_size=3))
def test_a_reception_is_read_as_it_was_written(papers, submitter, note):
    acceptance = make.acceptance(papers=papers, submitter=submitter, note=note)
    fields = read_received(*received(acceptance))
    assert fields["papers"] == papers
    assert fields["submitter"] == submitter
    assert fields["note"] == note
    assert fields["fees"] == (FeeLine("le_phi", 8000, "bản"), FeeLine("phi", None))
    assert fields["phases"][1] == PhaseDue("1 months", None)


def test_a_dossier_without_a_term_has_no_due_moment():
    public, private = received(make.acceptance())
    fields = read_received(public | {"due_at": None}, private)
    assert (fields["due_at"], fields["first_due_at"]) == (None, None)


def test_both_payloads_are_canonical_values():
    for payload in received(make.acceptance(submitter=make.person())):
        canonical(payload)


def test_moments_are_written_in_utc():
    public, _ = received(make.acceptance())
    assert public["received_at"] == "2026-11-16T02:00:00.000Z"
    assert read_visit(public, {})["received_at"] - make.MONDAY == timedelta(0)


@pytest.mark.parametrize("unit", [None, UnitRef("H26.15", "Sở"), make.visit().unit])
def test_a_unit_is_read_with_or_without_an_identity(unit):
    public, _ = received(make.acceptance(competent_unit=unit))
    assert read_unit(public["competent_unit"]) == unit


def test_a_refusal_has_a_number_and_a_private_reason():
    public, private = declined(make.visit(), "261116-030001/PTC", "thiếu giấy")
    assert public["decline_number"] == "261116-030001/PTC"
    assert private["reason"] == "thiếu giấy"
    assert "code" not in public


def test_an_intakes_key_is_kept_only_if_there_was_one():
    assert "request_key" not in received(make.acceptance())[0]
    assert received(make.acceptance(request_key="k"))[0]["request_key"] == "k"
