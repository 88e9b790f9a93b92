"""Two desks, one field: who had seen whom decides, never a clock."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.event import Kind, moment_text
from counter_app.domain.folding import fold
from counter_app.domain.history import Conflict
from tests import make

A, B, C = 1, 2, 3


@pytest.fixture
def story():
    begun = make.Story()
    begun.receive()
    return begun


def correct(story, desk, saw, field="content", **more):
    value, issue = more.get("value", ""), more.get("issue", 2)
    fields = {field: value or f"theo quầy {desk}"}
    return story.add(
        Kind.CORRECTED, {"fields": {}, "issue": issue}, {"fields": fields}, desk=desk, saw=saw
    )


def fields(story):
    return [conflict.field for conflict in story.fold().conflicts]


def test_two_desks_that_had_not_seen_each_other_disagree(story):
    first = story.events[0]
    one = correct(story, A, first)
    other = correct(story, B, first)
    dossier = story.fold()
    assert dossier.conflicts == (
        Conflict("content", one.id, other.id, ("theo quầy 1", "theo quầy 2")),
    )
    assert dossier.content == "theo quầy 2"


def test_who_had_seen_the_other_only_corrects_it(story):
    correct(story, B, correct(story, A, story.events[0]))
    assert fields(story) == []


def test_a_desk_never_disagrees_with_itself(story):
    first = story.events[0]
    correct(story, B, first)
    correct(story, B, first, value="lần hai")
    assert fields(story) == []


def test_two_fields_are_no_conflict(story):
    first = story.events[0]
    correct(story, A, first, "content")
    correct(story, B, first, "note")
    assert fields(story) == []
    assert (story.fold().content, story.fold().note) == ("theo quầy 1", "theo quầy 2")


def test_the_same_value_is_no_conflict(story):
    first = story.events[0]
    correct(story, A, first, value="như nhau")
    correct(story, B, first, value="như nhau")
    assert fields(story) == []


def test_an_own_event_as_base_shows_no_more_than_what_was_seen_before_it(story):
    """B wrote two events offline: the second's base is the first, which had not seen A's."""
    first = story.events[0]
    correct(story, A, first, "content")
    mine = correct(story, B, first, "note")
    correct(story, B, mine, "content")
    assert fields(story) == ["content"]


def test_a_foreign_event_as_base_shows_everything_before_it(story):
    first = story.events[0]
    correct(story, A, first, "content")
    seen = correct(story, A, first, "note")
    correct(story, B, seen, "content")
    assert fields(story) == []


def test_an_earlier_event_as_base_does_not_show_the_later(story):
    seen = correct(story, A, story.events[0], value="một")
    correct(story, A, seen, value="hai")
    correct(story, B, seen)
    assert story.fold().conflicts[0].values == ("hai", "theo quầy 2")


def test_an_unknown_base_has_seen_nothing(story):
    correct(story, A, story.events[0])
    stranger = make.Story().add(Kind.TAKEN)
    story.add(
        Kind.CORRECTED, {}, {"fields": {"content": "khác"}}, desk=B, saw=replace(stranger, id=make.identity(77))
    )  # fmt: skip
    assert fields(story) == ["content"]


def test_parts_of_a_person_are_fields_of_their_own(story):
    first = story.events[0]
    correct(story, A, first, "applicant.phone", value="0911111111")
    correct(story, B, first, "applicant.name", value="Nguyễn Thị Hiền")
    assert fields(story) == []
    correct(story, C, first, "applicant.phone", value="0922222222")
    assert story.fold().conflicts[0].values == ("0911111111", "0922222222")
    assert story.fold().applicant.name == "Nguyễn Thị Hiền"


def papers(story, desk, saw, name):
    components = [{"id": name, "name": name, "originals": 1, "certified": 0, "photocopies": 0}]
    return story.add(Kind.CORRECTED, {"fields": {"components": components}}, desk=desk, saw=saw)


def test_papers_corrected_by_two_desks_disagree(story):
    first = story.events[0]
    papers(story, A, first, "Tờ khai A")
    papers(story, B, first, "Tờ khai B")
    assert story.fold().conflicts[0].values == ("Tờ khai A", "Tờ khai B")


def test_papers_brought_elsewhere_are_added_but_not_replaced_unseen(story):
    first = story.events[0]
    asked = story.add(Kind.SUPPLEMENT_REQUESTED, {"components": []}, desk=A, saw=first)
    brought = [{"id": "tp2", "name": "Giấy mới", "originals": 1, "certified": 0, "photocopies": 0}]
    papers(story, B, first, "Tờ khai B")
    story.add(Kind.SUPPLEMENTED, {"components": brought}, desk=A, saw=asked)
    assert [paper.name for paper in story.fold().papers] == ["Tờ khai B", "Giấy mới"]
    assert fields(story) == []
    papers(story, C, first, "Tờ khai C")
    assert {conflict.values for conflict in story.fold().conflicts} == {
        ("Tờ khai B", "Tờ khai C"),
        ("Tờ khai B; Giấy mới", "Tờ khai C"),
    }


def transfer(story, desk, saw, name):
    unit = {"id": None, "code": "H26.15", "name": name}
    return story.add(Kind.TRANSFERRED, {"unit": unit}, desk=desk, saw=saw)


def test_two_transfers_disagree_about_the_unit(story):
    first = story.events[0]
    transfer(story, A, first, "Sở Tư pháp")
    transfer(story, B, first, "Sở Y tế")
    assert [(c.field, c.values) for c in story.fold().conflicts] == [
        ("competent_unit", ("Sở Tư pháp", "Sở Y tế"))
    ]


def resolve(story, desk, saw, **values):
    return story.add(Kind.RESOLVED, {"fields": values}, desk=desk, saw=saw)


def test_a_resolution_settles_its_field_alone(story):
    first = story.events[0]
    for field in ("content", "note"):
        correct(story, A, first, field)
        correct(story, B, first, field)
    resolve(story, C, story.events[-1], content="theo công dân")
    assert fields(story) == ["note"]
    assert story.fold().content == "theo công dân"


@pytest.mark.parametrize(
    ("field", "value", "result"),
    [
        ("holder", "officer-2", "officer-2"),
        ("outcome", "negative", "negative"),
        ("extended_to", moment_text(make.MONDAY), make.MONDAY),
        ("competent_unit", {"id": None, "code": "H26.15", "name": "Sở"}, None),
        ("sets", 4, 4),
    ],
)
def test_any_field_that_can_disagree_can_be_resolved(story, field, value, result):
    resolve(story, A, story.events[0], **{field: value})
    found = getattr(story.fold(), field)
    assert found.name == "Sở" if result is None else found == result


def test_two_resolutions_that_had_not_seen_each_other_disagree(story):
    first = story.events[0]
    correct(story, A, first)
    last = correct(story, B, first)
    resolve(story, A, last, content="một")
    resolve(story, C, last, content="hai")
    assert story.fold().conflicts[0].values == ("một", "hai")


def test_who_saw_a_resolution_may_write_on(story):
    first = story.events[0]
    correct(story, A, first)
    last = correct(story, B, first)
    correct(story, B, resolve(story, A, last, content="một"), value="hai")
    assert fields(story) == []


def test_concurrent_corrections_never_share_or_lower_an_issue(story):
    first = story.events[0]
    seen = correct(story, A, first, "note", issue=2)
    correct(story, A, seen, "note", issue=3)
    correct(story, B, first, "content", issue=2)
    assert story.fold().issue == 4
    assert fields(story) == []


def test_concurrent_moves_of_the_status_are_kept_for_review(story):
    first = story.events[0]
    story.add(Kind.WITHDRAWN, {}, {"reason": "rút"}, desk=A, saw=first)
    story.add(Kind.STOPPED, {}, {"reason": "dừng"}, desk=B, saw=first)
    dossier = story.fold()
    assert (dossier.status, dossier.needs_review, dossier.reason) == (7, True, "rút")


def had_seen(events, event):
    """By its base, by what its desk wrote before, and by what these had seen."""
    seen = {}
    for one in events:
        own = [e.id for e in events if e.place.desk == one.place.desk and e.id in seen]
        named = [one.base] if one.base in seen else []
        seen[one.id] = {one.id}.union(*(seen[other] for other in (*own, *named)))
    return seen[event.id]


@given(st.lists(st.tuples(st.sampled_from([A, B, C]), st.integers(0, 5)), max_size=8))
def test_a_conflict_names_an_unseen_event_of_another_desk(writes):
    story = make.Story()
    story.receive()
    for number, (desk, back) in enumerate(writes):
        saw = story.events[max(0, len(story.events) - 1 - back)]
        correct(story, desk, saw, value=f"giá trị {number}")
    order = {event.id: index for index, event in enumerate(story.events)}
    by_id = {event.id: event for event in story.events}
    for conflict in story.fold().conflicts:
        earlier, later = by_id[conflict.earlier], by_id[conflict.later]
        assert earlier.place.desk != later.place.desk
        assert order[earlier.id] < order[later.id]
        assert earlier.id not in had_seen(story.events, later)


@given(st.permutations(range(6)))
def test_how_events_were_kept_does_not_matter_only_their_order(shuffled):
    story = make.Story()
    first = story.receive()
    for desk in (A, B, A, C, B):
        correct(story, desk, first)
    kept = {event.id: make.reread(event) for event in (story.events[i] for i in shuffled)}
    assert fold(kept[event.id] for event in story.events) == story.fold()
