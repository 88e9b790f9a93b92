"""Versions as the set-up writes them, and reading what is in force."""

from dataclasses import replace
from datetime import date

import pytest

from counter_app.domain.errors import RoleMayNot, UnknownProcedure
from counter_app.domain.procedure import Decision, DecisionKind
from tests import make
from tests.issuing import issue as issued_at_once

TODAY = make.MONDAY.date()


def plain(desk, **changed):
    return replace(desk.counter.catalogue.versions(make.BIRTH)[0], code="9.1", **changed)


def issue(desk, *versions, by="kiemsoat"):
    return [one.is_new for one in issued_at_once(desk.counter, versions, desk.officer(by))]


def decided(number, **more):
    return {"decision": Decision(number, **more)}


def test_a_version_is_stored_once(desk):
    assert issue(desk, plain(desk)) == [True]
    before = desk.dump()
    assert issue(desk, plain(desk)) == [False]
    assert desk.dump(but=("desk",)) == {k: v for k, v in before.items() if k != "desk"}


def test_the_stored_version_has_the_identity_of_its_event(desk):
    (issued,) = issued_at_once(desk.counter, [plain(desk)], desk.officer("quantri"))
    assert desk.counter.catalogue.versions("9.1") == (issued.version,)
    sql = "SELECT count(*) FROM events WHERE id = ? AND kind = 'procedure-version-issued'"
    assert desk.rows(sql, issued.version.id.hex) == [(1,)]


@pytest.mark.parametrize("login", ["tiepnhan", "xuly", "lanhdao", "giamsat"])
def test_only_control_and_administrators_write_versions(desk, login):
    with pytest.raises(RoleMayNot):
        issue(desk, plain(desk), by=login)
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
    assert {"9.2", "9.3"} < {v.code for v in desk.counter.catalogue.everything()}
    desk.clock.set(TODAY.year + 1, 1, 1)
    found = {v.code: v.decision.number for v in desk.counter.catalogue.in_force()}
    assert (found["9.1"], found["9.3"]) == ("2", "4")
