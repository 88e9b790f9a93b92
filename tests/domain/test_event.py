"""Events: the committed vector, sealing, the chain and what breaks it."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.canonical import reread as reread_text
from counter_app.domain.errors import BrokenChain, NotCanonical
from counter_app.domain.event import (
    Author,
    ChainPlace,
    Draft,
    Kind,
    check_chain,
    check_event,
    enrolment_hash,
    moment_of,
    moment_text,
    seal,
    unseal,
)
from tests import make

VECTOR = json.loads(Path(__file__).parents[1].joinpath("data/event-vector.json").read_text("utf-8"))
DRAFT, PLACE = VECTOR["draft"], VECTOR["place"]


def sealed_vector():
    author = Author(UUID(DRAFT["author"]["officer"]), DRAFT["author"]["role"])
    draft = Draft(
        Kind(DRAFT["kind"]),
        UUID(DRAFT["scope"]),
        UUID(DRAFT["dossier"]),
        author,
        datetime.fromisoformat(DRAFT["desk_time"]),
        DRAFT["public"],
        DRAFT["private"],
    )
    place = ChainPlace(
        UUID(PLACE["desk"]),
        UUID(PLACE["incarnation"]),
        PLACE["desk_seq"],
        bytes.fromhex(PLACE["previous"]),
    )
    return seal(draft, place, UUID(VECTOR["id"]), bytes.fromhex(VECTOR["salt"]))


def chain(length=4):
    story = make.Story()
    story.receive()
    for number in range(length - 1):
        story.add(Kind.TAKEN, {"n": number}, {"reason": "riêng"})
    return story.events


def breaks(events, genesis=make.GENESIS):
    with pytest.raises(BrokenChain) as refusal:
        list(check_chain(events, genesis))
    return refusal.value.sequence, refusal.value.part


def test_the_committed_vector_is_sealed_to_the_letter():
    event = sealed_vector()
    assert event.text.decode() == VECTOR["text"]
    assert event.private_hash == VECTOR["private_hash"]
    assert event.hash.hex() == VECTOR["hash"]
    assert event.short_hash == VECTOR["short_hash"]


def test_the_vectors_chain_begins_with_the_hash_of_its_enrolment():
    genesis = enrolment_hash(VECTOR["enrolment"]["record"])
    assert genesis.hex() == VECTOR["enrolment"]["hash"] == PLACE["previous"]
    assert [event.kind for event in check_chain([sealed_vector()], genesis)] == ["received"]


def test_the_vector_is_canonical():
    assert reread_text(VECTOR["text"].encode())["public"] == DRAFT["public"]


@given(
    make.moments(2020, 2090),
    st.none() | st.just({"name": "Đỗ Thị Tâm"}),
    st.sampled_from(Kind),
)
def test_an_event_comes_back_as_it_was_sealed(moment, private, kind):
    event = make.Story().add(kind, {"a": [1, None]}, private, at=moment)
    assert make.reread(event) == event
    utc = moment.astimezone(UTC)
    assert event.desk_time == utc - timedelta(microseconds=utc.microsecond % 1000)


def test_an_event_without_private_data_keeps_no_salt():
    event = make.Story().add(Kind.TAKEN, {})
    assert (event.salt, event.private_hash) == (None, None)
    check_event(event)


def test_the_same_private_data_with_other_salts_has_other_hashes():
    first, second = chain()[1:3]
    assert first.private == second.private
    assert first.private_hash != second.private_hash


def test_a_reference_event_has_no_dossier():
    story = make.Story(dossier=None)
    assert make.reread(story.add(Kind.UNIT_PROFILED, {})).dossier is None


def test_a_kind_of_another_program_is_read_as_text():
    event = make.altered(chain(1)[0], kind="praised", schema=7)
    assert (event.kind, event.schema) == ("praised", 7)
    check_event(event)


def test_an_unbroken_chain_is_walked_to_its_end():
    events = chain()
    assert list(check_chain(map(make.reread, events), make.GENESIS)) == events


def test_a_changed_text_is_noticed():
    events = chain()
    events[1] = replace(events[1], text=events[1].text.replace(b'"n":0', b'"n":7'))
    assert breaks(events) == (2, "hash")


def test_a_changed_text_with_its_own_hash_breaks_the_next_link():
    events = chain()
    events[1] = make.altered(events[1], public={"n": 7})
    assert breaks(events) == (3, "previous")


@pytest.mark.parametrize(
    "changed",
    [{"private": {"reason": "khác"}}, {"salt": bytes(16)}, {"salt": None}, {"private": None},
     {"private": {"reason": "khác"}, "salt": None}],
)  # fmt: skip
def test_a_changed_private_part_is_noticed(changed):
    events = chain()
    events[2] = replace(events[2], **changed)
    assert breaks(events) == (3, "private")


def test_a_private_part_given_to_an_event_that_has_none_is_noticed():
    story = make.Story()
    story.add(Kind.TAKEN, {})
    invented = replace(story.events[0], private={"reason": "thêm vào"}, salt=bytes(16))
    assert breaks([invented]) == (1, "private")


def test_an_erased_private_part_still_verifies():
    events = [replace(event, private=None, salt=None) for event in chain()]
    assert len(list(check_chain(events, make.GENESIS))) == 4


def test_two_events_in_the_wrong_order_are_noticed():
    first, second, third, last = chain()
    assert breaks([first, third, second, last]) == (2, "sequence")


def test_a_removed_event_is_noticed():
    first, _, *rest = chain()
    assert breaks([first, *rest]) == (2, "sequence")


def test_a_missing_beginning_is_noticed():
    assert breaks(chain()[1:]) == (1, "sequence")


def test_the_events_of_another_chain_are_noticed():
    assert breaks(chain(), sha256(b"another enrolment").digest()) == (1, "previous")


def test_whatever_holds_before_the_break_is_yielded():
    events = chain()
    events[2] = replace(events[2], salt=None)
    walked = []
    with pytest.raises(BrokenChain):
        walked.extend(check_chain(events, make.GENESIS))
    assert walked == events[:2]


@pytest.mark.parametrize(
    "text",
    [b"", b"[]", b"{}", b"null", b"\xff", b'{"id":"x"}', b'{"id":5}'],
)
def test_a_text_that_is_no_events_is_refused(text):
    with pytest.raises(NotCanonical):
        unseal(text, None, None, bytes(32))


@given(make.moments(1971, 2200))
def test_moments_are_kept_to_the_millisecond(moment):
    text = moment_text(moment.astimezone(make.ZONE))
    assert text.endswith("Z")
    utc = moment.astimezone(
        UTC
    )  # local times that a zone's clock showed twice equal none elsewhere
    assert moment_of(text) == utc - timedelta(microseconds=utc.microsecond % 1000)
