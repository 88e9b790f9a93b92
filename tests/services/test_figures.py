"""Figures against a slow recount of generated histories; each figure's list has as many lines."""

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given

from counter_app.domain.dossier import ClockState, Lifecycle, Status
from counter_app.domain.ending import LOCAL, Ending, end_of
from counter_app.services.figure_ports import By, Days, Selection
from counter_app.services.figures import Narrowing, narrowed
from tests import make
from tests.histories import LIVES, SOME, SPAN, desks, everything, live

OWN = "H26.12"
OPEN = {Status.REGISTERED, Status.RECEIVED, Status.IN_PROCESS, Status.SUPPLEMENT, Status.PAYMENT}


@pytest.fixture
def fresh(sample_folder, tmp_path):
    with desks(sample_folder, tmp_path) as open_desk:
        yield open_desk


def local_day(moment):
    return moment.astimezone(LOCAL).date()


def expected(now):  # noqa: C901 (one condition a figure)
    """Each figure as a condition on a folded dossier, in words of its own."""
    today = now.date()
    midnight = datetime.combine(today + timedelta(days=1), time(), now.tzinfo)

    def runs(d):
        return d.clock is ClockState.RUNNING and d.due_at is not None

    def is_late(d):
        return runs(d) and d.due_at < now

    def ended(how):
        first = today.replace(day=1)

        def check(d):
            end = end_of(d)
            return end is not None and end.how is how and first <= local_day(end.at) <= today

        return check

    def late_by(first, last):
        return lambda d: is_open(d) and is_late(d) and (
            first <= (today - local_day(d.due_at)).days <= (10**6 if last is None else last)
        )  # fmt: skip

    def is_open(d):
        return d.lifecycle is Lifecycle.OPEN and d.status in OPEN

    def aged(first, last):
        return lambda d: is_open(d) and (
            (first or -10**6) <= (today - local_day(d.received_at)).days <= (last or 10**6)
        )  # fmt: skip

    def at(status):
        return lambda d: d.lifecycle is Lifecycle.OPEN and d.status is status

    def paused(kind):
        return lambda d: is_open(d) and any(p.kind == kind and p.until is None for p in d.pauses)

    return {
        "open": is_open,
        "registered": at(Status.REGISTERED),
        "waiting": at(Status.RECEIVED),
        "in_process": at(Status.IN_PROCESS),
        "supplement": at(Status.SUPPLEMENT),
        "payment": at(Status.PAYMENT),
        "ready": at(Status.FINISHED),
        "paused": lambda d: is_open(d) and d.clock is ClockState.PAUSED,
        "paused_posting": paused("posting"),
        "paused_supplement": paused("supplement"),
        "paused_payment": paused("payment"),
        "paused_verification": paused("verification"),
        "due_today": lambda d: is_open(d) and runs(d) and now <= d.due_at < midnight,
        "overdue": lambda d: is_open(d) and is_late(d),
        "overdue_0_0": late_by(0, 0),
        "overdue_1_3": late_by(1, 3),
        "overdue_4_10": late_by(4, 10),
        "overdue_11_30": late_by(11, 30),
        "overdue_31_": late_by(31, None),
        "age_0_3": aged(0, 3),
        "age_4_7": aged(4, 7),
        "age_8_15": aged(8, 15),
        "age_16_30": aged(16, 30),
        "age_31_": aged(31, None),
        **{how.value: ended(how) for how in Ending},
    }


def parts(dossiers, by, has_ended):
    """How many of each, counted one by one."""
    key = {
        By.FIELD: lambda d: d.procedure.field,
        By.PROCEDURE: lambda d: d.procedure.code,
        By.STEP: lambda d: d.step.name if d.step else "",
        By.OFFICER: lambda d: str(d.finisher or "") if has_ended else whose_work(d),
        By.UNIT: lambda d: d.unit.code,
        By.PLACE: lambda d: d.place.code,
        By.STATUS: lambda d: str(int(d.status)),
    }[by]
    return Counter(map(key, dossiers))


def whose_work(dossier):
    """A finished dossier is reception's to hand over, whoever finished it."""
    return "role:reception" if dossier.status is Status.FINISHED else dossier.holder


def check(desk, name, figure, dossiers):
    """The figure, its list and its shares against the dossiers that should be behind it."""
    figures, selection = desk.counter.supervision.figures, figure.selection
    listed = figures.listed(selection)
    assert (name, figure.count) == (name, len(dossiers))
    assert (name, listed.total) == (name, figure.count)
    assert {line.id for line in listed.lines} == {d.id for d in dossiers}
    assert sorted(line.code for line in figures.asked.each(selection)) == sorted(
        line.code for line in listed.lines
    )
    for by in By:
        shares = {share.key: share.count for share in figures.shares(selection, by)}
        assert (name, by, shares) == (name, by, dict(parts(dossiers, by, bool(selection.ended))))
        for key, count in shares.items():
            part = narrowed(selection, by, key)
            assert figures.listed(part).total == figures.asked.count(part) == count


@SOME
@given(LIVES, SPAN)
def test_every_figure_is_what_a_slow_recount_finds(fresh, lives, span):
    desk = fresh()
    live(desk, lives)
    desk.clock.forward(days=span)
    board = desk.counter.supervision.figures.board()
    every = everything(desk)
    for name, is_meant in expected(desk.clock()).items():
        check(desk, name, board.figure(name), [d for d in every if is_meant(d)])
    total = board.figure("open").count
    assert total == sum(figure.count for figure in board.ages)


def test_a_board_of_one_field_step_or_officer_is_its_part_of_every_figure(desk):
    live(desk, [("one", []), ("three", [(1, 1)]), ("three", [(9, 2), (12, 3)])])
    figures = desk.counter.supervision.figures
    whole = figures.board()
    for by in (By.FIELD, By.PROCEDURE, By.STEP, By.OFFICER):
        shares = figures.shares(whole.figure("open").selection, by)
        boards = [figures.board(Narrowing(by, share.key)) for share in shares]
        assert sum(board.figure("open").count for board in boards) == whole.figure("open").count
    with pytest.raises(KeyError):
        figures.board(Narrowing(By.STEP, "")).figure("late")


def test_a_trend_has_every_day_and_counts_what_it_brought(desk):
    desk.receive()
    desk.clock.forward(days=2)
    finished = desk.receive()
    desk.counter.perform(finished.id, "finish", {"outcome": "positive"}, desk.officer())
    void = desk.receive()
    desk.counter.void(void.id, "nhầm", desk.officer("giamsat"), desk.officer())
    trend = desk.counter.supervision.figures.board().trend
    assert [day.day for day in trend] == [date(2026, 10, 20) + timedelta(days=n) for n in range(30)]
    assert [(day.received, sum(day.endings.values())) for day in trend[-3:]] == [
        (1, 0),
        (0, 0),
        (1, 1),
    ]


def test_the_moment_a_dossier_is_late_is_the_first_after_it_was_due(desk):
    dossier = desk.receive(procedure=make.GUARDIAN)
    desk.clock.moment = dossier.due_at.astimezone(make.ZONE)
    assert desk.counter.supervision.figures.count("due_today") == 1
    desk.clock.forward(seconds=1)
    assert desk.counter.supervision.figures.count("due_today") == 0
    assert desk.counter.supervision.figures.count("overdue") == 1
    assert desk.counter.supervision.figures.count("overdue_0_0") == 1
    desk.clock.forward(days=1)
    assert desk.counter.supervision.figures.count("overdue_1_3") == 1


def test_a_field_with_strokes_in_its_name_is_one_field(desk):
    figures = desk.counter.supervision.figures
    month = Days(date(2026, 11, 1), date(2026, 11, 30))
    ended = Selection((OWN,), ended=(Ending.EARLY,), ended_on=month)
    desk.write("INSERT INTO counters VALUES ('ended', 'H26.12/20773/early/1.1/Đất/nhà/ở', 3)")
    (share,) = figures.shares(ended, By.FIELD)
    assert (share.key, share.count) == ("Đất/nhà/ở", 3)


def test_a_list_is_cut_and_says_how_many_there_are(desk):
    for _ in range(3):
        desk.receive()
    listed = desk.counter.supervision.figures.listed(
        desk.counter.supervision.figures.selection("open"), 2
    )
    assert (len(listed.lines), listed.total) == (2, 3)
    assert all(line.ending is None and line.due_at for line in listed.lines)
