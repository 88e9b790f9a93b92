"""The service-quality index: what is measured is what a slow recount finds, and no more than that."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.attachment import Purpose, Source
from counter_app.domain.dossier import Lifecycle
from counter_app.domain.ending import FINISHED, end_of
from counter_app.domain.period_report import Period, columns_of, entry_of
from counter_app.domain.procedure import Decision
from counter_app.domain.rating import Satisfaction
from counter_app.domain.service_quality import Lack, Metric, Ratio
from counter_app.services.attaching import NewAttachment
from db import quality_store
from db.figure_store import SqlFigures
from db.quality_store import SqlQuality
from db.statements import marks
from tests import make, scans
from tests.histories import LIVES, SOME, SPAN, desks, everything, live
from tests.issuing import issue
from tests.raters import BEST, rated

DAYS = st.integers(-3, 30)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
QUARTER = Period(date(2026, 10, 1), date(2026, 12, 31))


@pytest.fixture
def fresh(sample_folder, tmp_path):
    with desks(sample_folder, tmp_path) as open_desk:
        yield open_desk


def measured(desk, period=NOVEMBER):
    """Every metric of the period, by the real desk."""
    supervision = desk.counter.supervision
    index = supervision.report_forms.measure(supervision.reports(period))
    return {metric: found for score in index.scores for metric, found in score.metrics}


def attach(desk, dossier, number, **more):
    new = NewAttachment(scans.pdf(number), f"{number}.pdf", **more)
    return desk.counter.attachments.attach(dossier.id, new, desk.officer())


def finish(desk, dossier, login="tiepnhan"):
    return desk.counter.perform(dossier.id, "finish", {"outcome": "positive"}, desk.officer(login))


def pay(desk, dossier, number, method):
    data = {"kind": "le_phi", "amount": 1000, "receipt_number": number}
    return desk.counter.perform(
        dossier.id, "pay", data | ({"method": method} if method else {}), desk.officer()
    )


def recounted(desk, period):
    """What somebody counts who folds every dossier: received, digitised, solved."""
    dossiers = [d for d in everything(desk) if d.lifecycle is not Lifecycle.VOID]
    columns = {d.id: columns_of(entry_of(d), period) for d in dossiers}
    received = [d for d in dossiers if columns[d.id].online or columns[d.id].direct]
    solved = [d for d in dossiers if (end := end_of(d)) and end.how in FINISHED]
    within = [d for d in solved if period.begins <= end_of(d).at < period.ends]
    digitised = [d for d in received if any(not a.removed for a in d.attachments)]
    return (len(received), len(digitised), len(within))


@SOME
@given(LIVES, SPAN, DAYS, DAYS)
def test_files_are_counted_as_a_slow_recount_does(fresh, lives, span, start, length):
    desk = fresh()
    live(desk, lives)
    desk.clock.forward(days=span)
    first = make.MONDAY.date() + timedelta(days=start)
    period = Period(first, first + timedelta(days=abs(length)))
    counted = SqlQuality(SqlFigures(desk.file)).handled(("H26.12",), period)
    assert (counted.received, counted.digitised, counted.solved) == recounted(desk, period)
    total = desk.counter.supervision.reports(period).total
    assert (counted.received, counted.solved) == (total.online + total.direct, total.solved)


def test_a_desk_without_anything_has_no_data_and_no_points(desk):
    for metric, found in measured(desk).items():
        assert (metric, isinstance(found, Lack)) == (metric, True)


def test_papers_results_and_what_came_out_of_a_database(desk):
    plain, paper, reused, done = (desk.receive() for _ in range(4))
    attach(desk, paper, 1, component="tp1")
    attach(desk, reused, 2, component="tp1", source=Source.DATABASE)
    attach(desk, plain, 3, purpose=Purpose.DOCUMENT)
    attach(desk, done, 4, purpose=Purpose.RESULT)
    for dossier in (done, plain):
        finish(desk, dossier)
    found = measured(desk)
    assert found[Metric.PAPERS_DIGITISED] == Ratio(2, 4)
    assert found[Metric.PAPERS_REUSED] == Ratio(1, 4)
    assert found[Metric.RESULTS_DIGITISED] == Ratio(1, 2)
    assert found[Metric.SOLVED_IN_TIME] == Ratio(2, 2)
    assert found[Metric.RECEIVED_ONLINE] == Ratio(0, 4)


def test_a_file_that_was_taken_back_digitises_nothing(desk):
    dossier = attach(desk, desk.receive(), 1, component="tp1")
    (one,) = dossier.attachments
    desk.counter.attachments.detach(dossier.id, one.event, "nhầm", desk.officer())
    assert measured(desk)[Metric.PAPERS_DIGITISED] == Ratio(0, 1)


def test_a_dossier_received_before_the_period_counts_where_it_was_solved(desk):
    dossier = desk.receive(procedure=make.GUARDIAN)
    desk.clock.set(2026, 12, 3, 9, 0)
    attach(desk, dossier, 1, purpose=Purpose.RESULT)
    desk.counter.perform(dossier.id, "take", {}, desk.officer("xuly"))
    finish(desk, dossier, "xuly")
    december = Period(date(2026, 12, 1), date(2026, 12, 31))
    assert measured(desk, december)[Metric.RESULTS_DIGITISED] == Ratio(1, 1)
    assert measured(desk, december)[Metric.PAPERS_DIGITISED] is Lack.NOTHING
    assert measured(desk)[Metric.RESULTS_DIGITISED] is Lack.NOTHING


def test_money_counts_by_how_it_came_and_not_when_it_was_given_back(desk):
    asked = {"kind": "le_phi", "amount": 2000}
    for number, methods in enumerate(("transfer transfer", "transfer cash", "cash cash", " ")):
        dossier = desk.receive(procedure=make.GUARDIAN)
        desk.counter.perform(dossier.id, "request-payment", asked, desk.officer("xuly"))
        for part, method in enumerate(methods.split(" ")):
            pay(desk, dossier, f"{number}-{part}", method)
        finish(desk, dossier, "xuly")
    mistaken = desk.receive(procedure=make.GUARDIAN)
    desk.counter.perform(mistaken.id, "request-payment", asked, desk.officer("xuly"))
    pay(desk, mistaken, "wrong", "cash")
    back = {"receipt_number": "wrong", "reason": "thu nhầm"}
    desk.counter.perform(mistaken.id, "reverse", back, desk.officer())
    for part in range(2):
        pay(desk, mistaken, f"right-{part}", "transfer")
    finish(desk, mistaken, "xuly")
    found = measured(desk)
    assert found[Metric.PAID_BY_TRANSFER] == Ratio(2, 4)  # of one it is not kept how
    assert found[Metric.PAID_ONLINE] is Lack.NOT_KEPT


def test_satisfaction_is_told_of_whole_quarters_that_are_over(desk):
    rated(desk, times=6)
    rated(desk, times=2, satisfaction=Satisfaction.NOT, answers=BEST)
    assert measured(desk, QUARTER)[Metric.SATISFIED] is Lack.TOO_FEW
    desk.clock.set(2027, 1, 4, 9)
    assert measured(desk, QUARTER)[Metric.SATISFIED] == Ratio(6, 8)
    assert measured(desk)[Metric.SATISFIED] is Lack.TOO_FEW


def official(desk, effective, code):
    version = desk.counter.catalogue.versions(make.BIRTH)[0]
    decision = Decision("12/QĐ-UBND", effective=effective)
    new = replace(version, code=code, decision=decision, official=True)
    issue(desk.counter, [new], desk.officer("kiemsoat"))


def test_decisions_are_in_time_when_they_are_here_by_the_day_they_take_effect(desk):
    assert measured(desk)[Metric.PUBLISHED_IN_TIME] is Lack.NOTHING  # samples are no decisions
    today = desk.clock().date()
    official(desk, today, "9.000001")
    official(desk, today + timedelta(days=1), "9.000002")
    desk.clock.forward(days=3)
    official(desk, today + timedelta(days=2), "9.000003")
    official(desk, date(2026, 11, 2), "9.000004")  # before there was a desk
    official(desk, date(2027, 1, 1), "9.000005")  # behind the period
    assert measured(desk)[Metric.PUBLISHED_IN_TIME] == Ratio(2, 3)


def test_only_indexes_are_walked_and_the_events_of_those_dossiers(desk):
    desk.receive()
    walked = (quality_store._ENDED, (0, 1, "H26.12")), (quality_store._OPEN, (0, 1, "H26.12"))
    for sql, values in walked:
        [line] = [plan[-1] for plan in desk.rows(f"EXPLAIN QUERY PLAN {sql}", *values)]
        assert "USING COVERING INDEX" in line
    sql = quality_store._EVENTS.format(marks(["a", "b"]))
    [line] = [plan[-1] for plan in desk.rows(f"EXPLAIN QUERY PLAN {sql}", "a", "b")]
    assert line.startswith("SEARCH events USING INDEX ix_events_dossier")
