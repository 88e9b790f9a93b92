"""Issuing procedure versions and reading what is in force."""

from dataclasses import replace
from datetime import date

import pytest

from counter_app.domain.errors import RoleMayNot, UnknownProcedure
from counter_app.domain.procedure import Decision, DecisionKind
from tests import make

TODAY = make.MONDAY.date()


def plain(desk, **changed):
    return replace(desk.counter.catalogue.versions(make.BIRTH)[0], code="9.1", **changed)


def issue(desk, *versions, by="kiemsoat"):
    return [one.is_new for one in desk.counter.catalogue.issue(versions, desk.officer(by))]


def numbers(desk, code="9.1"):
    return [version.decision.number for version in desk.counter.catalogue.versions(code)]


def decided(number, **more):
    return {"decision": Decision(number, **more)}


def test_a_version_is_stored_once(desk):
    assert issue(desk, plain(desk)) == [True]
    before = desk.dump()
    assert issue(desk, plain(desk)) == [False]
    assert desk.dump(but=("desk",)) == {k: v for k, v in before.items() if k != "desk"}


def test_the_stored_version_has_the_identity_of_its_event(desk):
    (issued,) = desk.counter.catalogue.issue([plain(desk)], desk.officer("quantri"))
    assert desk.counter.catalogue.versions("9.1") == (issued.version,)
    sql = "SELECT count(*) FROM events WHERE id = ? AND kind = 'procedure-version-issued'"
    assert desk.rows(sql, issued.version.id.hex) == [(1,)]


def test_the_sample_catalogue_is_there_word_for_word(desk):
    everything = desk.counter.questions.reference().procedures()
    assert issue(desk, *everything) == [False] * len(everything)


def test_a_file_of_several_versions_is_imported_once(desk):
    first, second = plain(desk, **decided("1")), plain(desk, **decided("2"))
    assert issue(desk, first, second) == [True, True]
    assert issue(desk, first, second) == [False, False]
    assert numbers(desk) == ["1", "2"]


def test_a_version_that_stands_twice_in_a_file_is_issued_once(desk):
    assert issue(desk, plain(desk), plain(desk)) == [True, False]


def test_a_file_that_has_grown_adds_its_new_version_alone(desk):
    first, second = plain(desk, **decided("1")), plain(desk, **decided("2"))
    issue(desk, first, second)
    assert issue(desk, first, second, plain(desk, **decided("3"))) == [False, False, True]
    assert issue(desk, *(plain(desk, **decided(n)) for n in "34")) == [False, True]
    assert numbers(desk) == ["1", "2", "3", "4"]


def test_going_back_to_an_earlier_version_issues_it_again(desk):
    first, second = plain(desk, **decided("1")), plain(desk, **decided("2"))
    issue(desk, first, second)
    assert issue(desk, first) == [True]
    assert numbers(desk) == ["1", "2", "1"]


@pytest.mark.parametrize("login", ["tiepnhan", "xuly", "lanhdao", "giamsat"])
def test_only_control_and_administrators_issue(desk, login):
    with pytest.raises(RoleMayNot):
        issue(desk, plain(desk), by=login)
    with pytest.raises(UnknownProcedure):
        desk.counter.catalogue.versions("9.1")


def test_all_versions_are_stored_or_none(desk):
    def broken():
        yield plain(desk)
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 (the file that is being read fails)
        desk.counter.catalogue.issue(broken(), desk.officer("kiemsoat"))
    with pytest.raises(UnknownProcedure):
        desk.counter.catalogue.versions("9.1")


def test_what_can_be_received_today_is_in_force(desk):
    later = date(TODAY.year + 1, 1, 1)
    issue(desk, plain(desk, **decided("1")), plain(desk, **decided("2", effective=later)))
    repealed = replace(plain(desk, **decided("3", kind=DecisionKind.REPEAL)), code="9.2")
    issue(desk, repealed)
    issue(desk, replace(plain(desk, **decided("4", effective=later)), code="9.3"))
    found = {v.code: v.decision.number for v in desk.counter.catalogue.in_force()}
    assert found["9.1"] == "1"
    assert "9.2" not in found
    assert "9.3" not in found
    desk.clock.set(TODAY.year + 1, 1, 1)
    found = {v.code: v.decision.number for v in desk.counter.catalogue.in_force()}
    assert (found["9.1"], found["9.3"]) == ("2", "4")
