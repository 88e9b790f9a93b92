"""Suggestions are filed by any officer and answered by control; candidates come from real dossiers."""

from datetime import timedelta

import pytest

from counter_app.domain.errors import InvalidSuggestion, RoleMayNot, UnknownSuggestion
from counter_app.domain.review import ENOUGH_FINISHED, Quarter, Use
from counter_app.domain.suggestion import (
    LONGEST_TEXT,
    MOST_PROCEDURES,
    Flaw,
    Outcome,
    SuggestionText,
)
from counter_app.domain.unit import Officer
from counter_app.services.reference_ports import Reach
from db.reference_store import StoredReference
from tests import make

TODAY = make.MONDAY.date()
TOO_LONG = SuggestionText(Flaw.TERM_TOO_LONG, (make.GUARDIAN,), "  Ba ngày là\nđủ ", "Giấy tờ")


def suggest(desk, said=TOO_LONG, by="tiepnhan"):
    return desk.counter.procedures.reviewing.suggest(said, desk.officer(by))


def answer(desk, suggestion, outcome, note="", by="kiemsoat"):
    desk.counter.procedures.reviewing.answer(suggestion.id, outcome, note, desk.officer(by))


def test_a_suggestion_is_filed_and_answered_to_its_end(desk):
    filed = suggest(desk)
    assert filed.said.text == "Ba ngày là đủ"
    assert desk.counter.procedures.reviewing.suggestions() == (filed,)
    answer(desk, filed, Outcome.CONSIDERED)
    answer(desk, filed, Outcome.ACCEPTED, "sẽ rút còn 2 ngày")
    (after,) = desk.counter.procedures.reviewing.suggestions()
    assert (after.outcome, after.note, after.is_open) == (
        Outcome.ACCEPTED,
        "sẽ rút còn 2 ngày",
        False,
    )
    with pytest.raises(UnknownSuggestion):
        answer(desk, filed, Outcome.CONSIDERED)
    assert desk.counter.health.rebuild().changed == 0


def test_only_control_answers_and_everybody_suggests(desk):
    people = ("tiepnhan", "xuly", "lanhdao", "giamsat", "kiemsoat", "quantri")
    filed = [suggest(desk, by=login) for login in people]
    for login in people[:4]:
        with pytest.raises(RoleMayNot):
            answer(desk, filed[0], Outcome.ACCEPTED, by=login)
    nobody = Officer(make.identity(9), "x", "X", (), "", True)
    with pytest.raises(RoleMayNot):
        desk.counter.procedures.reviewing.suggest(TOO_LONG, nobody)


@pytest.mark.parametrize(
    ("outcome", "note", "part"),
    [
        (Outcome.DECLINED, " ", "note"),
        (Outcome.ACCEPTED, "a" * (LONGEST_TEXT + 1), "note"),
        (Outcome.FILED, "", "outcome"),
    ],
)
def test_an_answer_that_says_nothing_is_refused(desk, outcome, note, part):
    filed = suggest(desk)
    with pytest.raises(InvalidSuggestion) as refused:
        answer(desk, filed, outcome, note)
    assert refused.value.part == part
    assert desk.counter.procedures.reviewing.suggestions() == (filed,)


@pytest.mark.parametrize(
    ("procedures", "text", "reason"),
    [
        ((), "a", "missing"),
        (("1",) * (MOST_PROCEDURES + 1), "a", "too_many"),
        (("1",), "\t", "missing"),
        (("1",), "a" * (LONGEST_TEXT + 1), "too_long"),
    ],
)
def test_a_suggestion_must_say_what_about_which_procedure(procedures, text, reason):
    with pytest.raises(InvalidSuggestion) as refused:
        SuggestionText(Flaw.CONTRADICTORY, procedures, text)
    assert refused.value.reason == reason


def test_a_suggestion_about_nothing_known_is_refused(desk):
    with pytest.raises(InvalidSuggestion) as refused:
        suggest(desk, SuggestionText(Flaw.OVERLAPPING, (make.BIRTH, "9.404"), "trùng"))
    assert (refused.value.part, refused.value.reason) == ("procedures", "unknown")


def test_a_units_suggestion_stands_in_its_own_scope_and_the_citys_answer_in_the_citys(
    desk, monkeypatch
):
    for reach, scope in (
        (Reach.UNIT, desk.counter.desk.unit),
        (Reach.CITY, desk.counter.desk.city),
    ):
        monkeypatch.setattr(StoredReference, "reach", lambda _, reach=reach: reach)
        answer(desk, suggest(desk), Outcome.CONSIDERED)
        sql = "SELECT scope FROM events WHERE kind = ? ORDER BY seq DESC LIMIT 1"
        assert desk.rows(sql, "suggestion-filed") == [(desk.counter.desk.unit.hex,)]
        assert desk.rows(sql, "suggestion-answered") == [(scope.hex,)]


def finish(desk, procedure, days):
    dossier = desk.receive(procedure=procedure)
    desk.clock.forward(days=days)
    desk.counter.perform(dossier.id, "take", {}, desk.officer("xuly"))
    given = {"outcome": "positive", "result": "Trích lục"}
    desk.counter.perform(dossier.id, "finish", given, desk.officer("xuly"))


def test_candidates_come_from_the_dossiers_of_the_period(desk):
    for _ in range(ENOUGH_FINISHED):
        finish(desk, make.GUARDIAN, days=8)
    last = desk.clock().date()
    found = desk.counter.procedures.reviewing.candidates(TODAY, last)
    never = [c for c in found if c.flaw is Flaw.TERM_NEVER_MET]
    assert [(c.procedures, c.finished) for c in never] == [((make.GUARDIAN,), ENOUGH_FINISHED)]
    unused = {c.procedures[0] for c in found if c.flaw is Flaw.UNUSED}
    assert make.BIRTH in unused
    assert make.GUARDIAN not in unused
    before = desk.counter.procedures.reviewing.candidates(
        TODAY - timedelta(days=9), TODAY - timedelta(days=1)
    )
    assert make.GUARDIAN in {c.procedures[0] for c in before if c.flaw is Flaw.UNUSED}
    assert [c for c in before if c.flaw is Flaw.TERM_NEVER_MET] == []
    finish(desk, make.GUARDIAN, days=1)
    found = desk.counter.procedures.reviewing.candidates(TODAY, desk.clock().date())
    assert [c for c in found if c.flaw is Flaw.TERM_NEVER_MET] == []


@pytest.mark.parametrize("at_a_time", [1, 50_000])
def test_uses_count_receptions_of_the_period_and_no_void_ones(desk, monkeypatch, at_a_time):
    monkeypatch.setattr("db.queries._AT_A_TIME", at_a_time)
    kept, also, void = desk.receive(), desk.receive(), desk.receive()
    desk.counter.void(void.id, "nhầm", desk.officer("giamsat"), desk.officer())
    begin = make.MONDAY.replace(hour=0)
    uses = desk.counter.questions.uses(begin, begin + timedelta(days=1))
    assert kept.procedure.code == also.procedure.code
    assert uses == {kept.procedure.code: Use(2, 0, 0)}


def test_the_quarters_review_has_its_suggestions_and_candidates(desk):
    filed = suggest(desk)
    review = desk.counter.procedures.reviewing.review(Quarter.of(TODAY))
    assert desk.counter.procedures.reviewing.review(Quarter.of(TODAY), ()).candidates == ()
    assert review.suggestions == (filed,)
    assert any(found.flaw is Flaw.UNUSED for found in review.candidates)
    assert desk.counter.procedures.reviewing.review(Quarter(2025, 1)).suggestions == ()
