"""The suite itself is tested: what it must catch is planted, and it does catch it."""

import pytest

from counter_app.domain.errors import BrokenFeed
from tests.faults import planted, scenarios


def use_cursor_first(city):
    for desk in city.desks:
        desk.log_class = planted.CursorFirst
        desk.restart()


@pytest.mark.parametrize(
    "story",
    [
        scenarios.two_pushes_at_once,
        scenarios.killed_at_every_transaction,
        scenarios.restored_and_filled_again,
        scenarios.forged,
        scenarios.guests_write_too,
        scenarios.erased_while_others_write,
        scenarios.files_lost_and_no_event,
        scenarios.files_only_another_desk_still_has,
    ],
)
def test_the_program_as_it_is_passes(city, story):
    story(city)


def test_positions_from_a_sequence_are_caught(city):
    planted.positions_from_a_sequence(city)
    with pytest.raises(BrokenFeed, match="gap"):
        scenarios.two_pushes_at_once(city)


def test_a_cursor_moved_before_applying_is_caught(city):
    use_cursor_first(city)
    with pytest.raises(AssertionError, match="other events"):
        scenarios.killed_at_every_transaction(city)


def test_a_missing_fork_check_is_caught(city, monkeypatch):
    planted.no_fork_check(monkeypatch)
    with pytest.raises(AssertionError, match="lost"):
        scenarios.restored_and_filled_again(city)


def test_an_identity_from_the_payload_is_caught(city):
    planted.identity_from_the_payload(city)
    with pytest.raises(AssertionError, match="nobody wrote"):
        scenarios.forged(city)


def test_an_order_of_the_wrong_scope_is_caught(city):
    planted.order_of_the_wrong_scope(city)
    with pytest.raises(AssertionError, match="places"):
        scenarios.guests_write_too(city)


@pytest.mark.parametrize(
    "story", [scenarios.files_lost_and_no_event, scenarios.files_only_another_desk_still_has]
)
def test_a_centre_that_remembers_every_mark_is_caught(city, story):
    planted.every_mark_is_known(city)
    with pytest.raises(AssertionError, match="lacks"):
        story(city)


@pytest.mark.parametrize(
    ("fault", "where"),
    [
        (planted.files_come_late, "at the centre"),
        (planted.files_stay, "at the centre"),
        (planted.files_stay_here, "has files"),
    ],
)
def test_files_of_an_erased_dossier_are_found(city, fault, where):
    fault(city)
    with pytest.raises(AssertionError, match=where):
        scenarios.erased_while_others_write(city)
