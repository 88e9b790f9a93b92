"""Drafts and suggestions are folded from what was said about them, whatever else a feed brings."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.drafting import CatalogueAct, DraftState, drafts_of
from counter_app.domain.errors import DraftNotChecked, OwnDraft
from counter_app.domain.event import Kind
from counter_app.domain.procedure_json import decision_to_json, version_to_json
from counter_app.domain.suggestion import Flaw, Outcome, SuggestionText, suggestions_of
from tests import make
from tests.domain.test_procedure import version

PEOPLE = [make.identity(100 + n) for n in range(3)]
WRITTEN = version()


def act(number, kind, subject=None, author=PEOPLE[0], **payload):
    at = make.MONDAY + timedelta(minutes=number)
    identity = make.identity(number)
    return CatalogueAct(identity, kind.value, subject or identity, author, at, payload)


def drafted(number, author=PEOPLE[0]):
    return act(number, Kind.PROCEDURE_DRAFTED, author=author, **version_to_json(WRITTEN))


def checked(number, draft, author=PEOPLE[0]):
    decision = decision_to_json(WRITTEN.decision)
    return act(number, Kind.DRAFT_CHECKED, make.identity(draft), author, decision=decision)


def dropped(number, draft):
    return act(number, Kind.DRAFT_DROPPED, make.identity(draft), reason="nhầm")


def test_what_is_said_about_a_draft_nobody_knows_here_makes_none():
    assert drafts_of([checked(2, 1), dropped(3, 1)], {}) == ()
    (draft,) = drafts_of([checked(2, 1), drafted(4)], {})
    assert draft.state is DraftState.WRITTEN


def test_an_issued_draft_waits_no_more_whatever_is_said_afterwards():
    became = {make.identity(1): make.identity(9)}
    (draft,) = drafts_of([drafted(1), checked(2, 1), dropped(3, 1)], became)
    assert (draft.state, draft.issued_as, draft.is_open) == (
        DraftState.ISSUED,
        make.identity(9),
        False,
    )


@given(st.sampled_from(PEOPLE), st.none() | st.sampled_from(PEOPLE), st.sampled_from(PEOPLE))
def test_a_draft_is_issued_by_whoever_neither_wrote_nor_checked_it(author, checker, issuer):
    acts = [drafted(1, author), *([checked(2, 1, checker)] if checker else [])]
    (draft,) = drafts_of(acts, {})
    if checker is None:
        with pytest.raises(DraftNotChecked):
            draft.check_issuer(issuer)
    elif issuer in (author, checker):
        with pytest.raises(OwnDraft):
            draft.check_issuer(issuer)
    else:
        draft.check_issuer(issuer)


def test_the_last_check_counts():
    acts = [drafted(1), checked(2, 1, PEOPLE[1]), checked(3, 1, PEOPLE[2])]
    (draft,) = drafts_of(acts, {})
    assert draft.checked_by == PEOPLE[2]


def test_an_ended_suggestion_stays_ended_and_an_unknown_one_is_none():
    said = SuggestionText(Flaw.UNUSED, ("1",), "Không ai dùng")
    filed = act(1, Kind.SUGGESTION_FILED, **said.to_json())
    answers = [
        act(n, Kind.SUGGESTION_ANSWERED, make.identity(subject), outcome=outcome.value)
        for n, subject, outcome in (
            (2, 7, Outcome.ACCEPTED),  # another unit's
            (3, 1, Outcome.CONSIDERED),
            (4, 1, Outcome.DECLINED),
            (5, 1, Outcome.ACCEPTED),
        )
    ]
    (found,) = suggestions_of([filed, drafted(6), *answers])
    assert (found.said, found.outcome, found.note) == (said, Outcome.DECLINED, "")
