"""Reports against a slow recount, their identities, what breaks them, and making one again."""

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.errors import UnknownReport
from counter_app.domain.period_report import Columns, Identity, Period, columns_of, entry_of
from counter_app.services.report_ports import Parts
from tests import make
from tests.histories import LIVES, SOME, SPAN, begin, desks, everything, live

OWN = "H26.12"
DAYS = st.integers(-3, 30)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


@pytest.fixture
def fresh(sample_folder, tmp_path):
    with desks(sample_folder, tmp_path) as open_desk:
        yield open_desk


def recounted(desk, period, parts):
    """The report as somebody counts it who folds every dossier."""
    lines = defaultdict(Columns)
    for dossier in everything(desk):
        if entry := entry_of(dossier):
            key = {Parts.FIELD: entry.field, Parts.PROCEDURE: entry.procedure,
                   Parts.UNIT: entry.unit, Parts.OFFICER: entry.officer}[parts]  # fmt: skip
            lines[key] += columns_of(entry, period)
    return {key: columns for key, columns in lines.items() if columns != Columns()}


def shown(lines):
    return {key: columns for key, columns in lines.items() if columns != Columns()}


@SOME
@given(LIVES, SPAN, DAYS, DAYS)
def test_every_column_is_what_a_slow_recount_finds_and_the_identities_hold(
    fresh, lives, span, start, length
):
    desk = fresh()
    live(desk, lives)
    desk.clock.forward(days=span)
    first = make.MONDAY.date() + timedelta(days=start)
    period = Period(first, first + timedelta(days=abs(length)))
    for parts in Parts:
        report = desk.counter.supervision.reports(period, parts)
        assert (parts, shown(report.stored.lines)) == (parts, recounted(desk, period, parts))
        assert (report.broken, report.offences, report.holds) == ({}, (), True)


@SOME
@given(LIVES, LIVES, SPAN)
def test_a_report_is_made_again_whatever_has_happened_since(fresh, lives, later, span):
    desk = fresh()
    live(desk, lives)
    first = desk.counter.supervision.reports(NOVEMBER, Parts.OFFICER)
    desk.clock.forward(days=span)
    for line in desk.counter.search("", 100):
        dossier = desk.dossier(line)
        desk.append(make.legal_acts(dossier)[0], dossier, 3)
    live(desk, later)
    again = desk.counter.supervision.reports.again(first.stored.id)
    assert again == replace(first, stored=replace(first.stored, lines=again.stored.lines))
    assert shown(again.stored.lines) == shown(first.stored.lines)
    kept = desk.counter.supervision.reports.kept(first.stored.id)
    assert kept.lines == first.stored.lines
    assert kept.as_of.seq == first.stored.as_of.seq


def planted(desk, sql):
    """A desk with good dossiers, one of which a tampering hand has changed."""
    live(desk, [("one", [(2, 1)]), ("three", []), ("declined", [])])
    wrong = begin(desk, "three")
    desk.write(f"UPDATE dossiers SET {sql} WHERE id = ?", wrong.id.hex)
    return desk.counter.supervision.reports(NOVEMBER), wrong


@pytest.mark.parametrize(
    ("sql", "identity"),
    [
        ("channel = 'phone'", Identity.RECEIVED),
        ("status = 10, lifecycle = 'closed'", Identity.COUNTED),
        ("ended = 'somehow', ended_at = received_at", Identity.SOLVED),
        ("status = 9", Identity.COUNTED),
    ],
)
def test_a_planted_wrong_row_breaks_an_identity_and_is_named(desk, sql, identity):
    report, wrong = planted(desk, sql)
    assert not report.holds
    assert identity in report.broken[""]
    assert [offence.id for offence in report.offences] == [wrong.id]


def test_a_transferred_dossier_counts_once_at_home(desk):
    begin(desk, "elsewhere")
    report = desk.counter.supervision.reports(NOVEMBER, Parts.UNIT)
    assert set(report.stored.lines) == {OWN}
    assert report.total.total == report.total.open == 1


def test_what_was_carried_over_is_neither_new_nor_lost(desk):
    desk.receive(procedure=make.GUARDIAN)
    desk.clock.set(2026, 12, 8, 9, 0)
    begin(desk, "three")
    december = Period(date(2026, 12, 1), date(2026, 12, 31))
    total = desk.counter.supervision.reports(december).total
    assert (total.total, total.carried, total.direct, total.online) == (2, 1, 1, 0)
    assert (total.open, total.in_time, total.overdue) == (2, 0, 2)  # by the period's end


def test_a_report_nobody_made_here_is_refused(desk):
    for ask in (desk.counter.supervision.reports.again, desk.counter.supervision.reports.kept):
        with pytest.raises(UnknownReport):
            ask(make.identity(9))


def test_a_report_of_another_query_is_shown_and_not_made_again(desk):
    report = desk.counter.supervision.reports(NOVEMBER)
    desk.write("UPDATE reports SET query_version = 0")
    assert desk.counter.supervision.reports.kept(report.stored.id).query_version == 0
    with pytest.raises(UnknownReport):
        desk.counter.supervision.reports.again(report.stored.id)


def test_the_latest_reports_come_first(desk):
    made = []
    for _ in range(3):
        desk.clock.forward(minutes=1)
        made.append(desk.counter.supervision.reports(NOVEMBER).stored.id)
    assert [report.id for report in desk.counter.supervision.reports.store.latest(2)] == made[:0:-1]


def test_a_form_names_its_lines_by_unit_by_procedure_and_by_officer(desk):
    done = desk.receive()
    desk.counter.perform(done.id, "finish", {"outcome": "positive"}, desk.officer())
    begin(desk, "three")
    forms, officer = desk.counter.supervision.report_forms, desk.officer("giamsat")
    names = {
        parts: [
            line.name
            for line in forms.form(desk.counter.supervision.reports(NOVEMBER, parts), officer).lines
        ]
        for parts in Parts
    }
    assert names[Parts.FIELD] == ["Hộ tịch"]
    assert names[Parts.PROCEDURE] == ["Đăng ký giám hộ", "Đăng ký khai sinh"]
    assert names[Parts.UNIT] == [OWN]
    assert names[Parts.OFFICER] == ["Bộ phận tiếp nhận", desk.officer().name]
