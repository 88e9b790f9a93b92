from concurrent.futures import CancelledError
from dataclasses import replace
from datetime import date

import pytest

from counter_app.domain.errors import FormNotInForce, InvalidPeriod, RegisterTooLong
from counter_app.services.forms import registering
from printing.raster import page_texts

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


@pytest.fixture
def made(desk):
    """A desk with five dossiers, and its register's use case."""
    for _ in range(5):
        desk.receive()
    return desk.counter.paper.make_register


def test_the_register_has_every_dossier_of_its_days_and_says_how_many(desk, made):
    paper = made(FIRST, LAST, desk.officer())
    assert paper.dossiers == 5
    assert "Tổng cộng: 5 hồ sơ" in "".join(page_texts(paper.content))


def test_both_days_belong_to_it_and_no_other(desk, made):
    today, officer = desk.clock().date(), desk.officer()
    desk.clock.set(2026, 11, 16, 23, 59)
    desk.receive()
    assert made(today, today, officer).dossiers == 6
    assert made(today.replace(day=17), LAST, officer).dossiers == 0
    assert made(FIRST, today.replace(day=15), officer).dossiers == 0


def test_a_period_that_is_none_is_refused_before_anything_is_read(desk, made):
    blind = replace(made, questions=None)
    for first, last in ((LAST, FIRST), (date(2020, 1, 1), LAST)):
        with pytest.raises(InvalidPeriod):
            blind(first, last, desk.officer())


def test_before_there_was_a_form_there_is_no_register(desk, made):
    with pytest.raises(FormNotInForce):
        made(date(2010, 1, 1), date(2010, 1, 31), desk.officer())


def test_more_dossiers_than_a_book_holds_are_refused(desk, made, monkeypatch):
    monkeypatch.setattr(registering, "MOST", 4)
    with pytest.raises(RegisterTooLong) as refused:
        made(FIRST, LAST, desk.officer())
    assert refused.value.most == 4
    monkeypatch.setattr(registering, "MOST", 5)
    assert made(FIRST, LAST, desk.officer()).dossiers == 5


def test_it_tells_how_far_it_is_and_never_goes_back(desk, made):
    told = []

    def goes_on(done, all_):
        told.append((done, all_))
        return True

    made(FIRST, LAST, desk.officer(), goes_on)
    assert {all_ for _, all_ in told} == {15}
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert [done for done, _ in told] == [*range(10), 10]  # five read, five set, one page painted


@pytest.mark.parametrize("step", range(11))
def test_at_any_step_it_can_be_stopped(desk, made, step):
    told = []

    def goes_on(done, _all):
        told.append(done)
        return done < step

    with pytest.raises(CancelledError):
        made(FIRST, LAST, desk.officer(), goes_on)
    assert told[-1] == step
