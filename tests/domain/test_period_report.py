"""The identities of report II.06a, line by line and dossier by dossier."""

from dataclasses import astuple, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.ending import LOCAL, Ending
from counter_app.domain.period_report import (
    Columns,
    Entry,
    Identity,
    Period,
    columns_of,
    offending,
)
from tests import make

PERIOD = Period(date(2026, 11, 1), date(2026, 11, 30))
MOMENTS = st.datetimes(datetime(2026, 10, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@st.composite
def entries(draw):
    """Dossiers as this program leaves them: ended after they were received, or open."""
    received_at = draw(MOMENTS)
    how = draw(st.none() | st.sampled_from(Ending))
    return Entry(
        make.identity(1), "H26.12-261101-030001", "H26.12", "Hộ tịch", make.BIRTH, "",
        draw(st.sampled_from(["online", "counter", "post"])), received_at,
        draw(st.none() | MOMENTS), how.value if how else "",
        received_at + draw(st.timedeltas(timedelta(0), timedelta(days=60))) if how else None,
        is_open=how is None,
    )  # fmt: skip


@given(st.lists(entries()))
def test_the_identities_hold_for_all_that_this_program_writes(dossiers):
    total = sum((columns_of(entry, PERIOD) for entry in dossiers), Columns())
    assert total.broken == ()
    assert list(offending(dossiers, PERIOD)) == []


@given(entries())
def test_a_dossier_is_counted_once_or_not_at_all(entry):
    columns = columns_of(entry, PERIOD)
    was_there = entry.received_at < PERIOD.ends and not (
        entry.ended_at and entry.ended_at < PERIOD.begins
    )
    assert columns.total == columns.online + columns.direct + columns.carried == was_there
    assert columns.solved + columns.open + columns.excluded == was_there


@given(entries(), entries())
def test_consecutive_periods_hand_dossiers_on(one, other):
    """What is in process at the end of October is carried over into November."""
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    before, after = (
        sum((columns_of(entry, period) for entry in (one, other)), Columns())
        for period in (october, PERIOD)
    )
    assert after.carried == before.open


@pytest.mark.parametrize(
    ("changed", "identity"),
    [
        ({"online": 1}, Identity.RECEIVED),
        ({"carried": 3}, Identity.RECEIVED),
        ({"late": 1}, Identity.SOLVED),
        ({"overdue": 5}, Identity.IN_PROCESS),
        ({"withdrawn": 1}, Identity.ALL),
    ],
)
def test_a_line_that_does_not_add_up_says_which_identity_fails(changed, identity):
    good = Columns(5, 0, 4, 1, 2, 1, 1, 0, 3, 2, 1)
    assert good.broken == ()
    assert replace(good, **changed).broken == (identity,)


def test_a_period_begins_and_ends_at_hanois_midnight():
    assert PERIOD.begins == datetime(2026, 11, 1, tzinfo=LOCAL)
    assert PERIOD.ends == datetime(2026, 12, 1, tzinfo=LOCAL)


@given(st.lists(st.integers(0, 9), min_size=14, max_size=14), st.integers(0, 9))
def test_lines_are_added_and_taken_away_column_by_column(numbers, more):
    line, other = Columns(*numbers), Columns(*[more] * 14)
    assert astuple(line + other) == tuple(number + more for number in numbers)
    assert line + other - other == line
