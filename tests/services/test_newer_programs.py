"""What a newer program wrote: kept, shown as such, locking its dossier alone, until one upgrades."""

from dataclasses import replace

import pytest

from counter_app.domain import acts, changes, folding
from counter_app.domain.act import Act, Move
from counter_app.domain.dossier import Status
from counter_app.domain.errors import ActNotAllowed
from counter_app.domain.event import Kind
from counter_app.services.acting import Correction
from tests import make
from tests.two_desks import OtherDesk
from ui.messages import explain
from ui.shown import shown
from ui.story import story


class NewerDesk(OtherDesk):
    """A desk whose program knows more kinds, or writes another schema."""

    changed: dict

    def bring(self, event):
        return super().bring(make.altered(event, **self.changed))


@pytest.fixture(params=[{"kind": "x-new"}, {"schema": 2}], ids=["kind", "schema"])
def foreign(request, desk):
    """A dossier in which a newer program did something, and one where it did not."""
    mine, other = (desk.receive(procedure=make.GUARDIAN) for _ in range(2))
    newer = NewerDesk(desk)
    newer.changed = request.param
    newer.write(mine, Kind.TAKEN, {"secret": "không ai hiểu"}, role="processing")
    return desk.dossier(mine), desk.dossier(other), newer


def test_it_is_kept_to_the_letter_and_shown_as_such(desk, foreign):
    mine, *_ = foreign
    assert [entry.in_force for entry in mine.history] == [True, True]
    assert (mine.locked, mine.needs_review, mine.status) == (True, False, Status.RECEIVED)
    (text,) = desk.rows("SELECT text FROM events ORDER BY seq DESC LIMIT 1")[0]
    assert "không ai hiểu" in text
    words = {"x-new": "làm một việc mà phiên bản này chưa biết", "taken": "nhận giải quyết"}
    assert story(shown(desk.counter, mine))[0].what == words[mine.history[-1].kind]


def test_moves_of_its_status_are_locked_in_a_clear_sentence(desk, foreign):
    mine, *_ = foreign
    for act, login, data in (
        ("take", "xuly", {}),
        ("withdraw", "tiepnhan", {"reason": "x"}),
        ("transfer", "xuly", {"unit": "H26.15", "components": ["tp1"]}),
    ):
        with pytest.raises(ActNotAllowed) as refusal:
            desk.counter.perform(mine.id, act, data, desk.officer(login))
        assert refusal.value.reason == "locked"
        assert "Hãy nâng cấp chương trình" in explain(refusal.value)
    after = desk.counter.correct(mine.id, Correction(note="ghi thêm"), "sót", desk.officer())
    assert (after.note, after.locked) == ("ghi thêm", True)


def test_other_dossiers_are_worked_on_as_ever(desk, foreign):
    mine, other, _ = foreign
    taken = desk.counter.perform(other.id, "take", {}, desk.officer("xuly"))
    assert (taken.status, taken.locked) == (Status.IN_PROCESS, False)
    codes = {line.code for line in desk.counter.search("")}
    assert codes == {mine.code, other.code}


def test_a_rebuild_gives_the_same_rows(desk, foreign):
    before = desk.dump()
    rebuilt = desk.counter.health.rebuild()
    assert (rebuilt.dossiers, rebuilt.changed) == (2, 0)
    assert desk.dump() == before


def test_an_upgrade_that_knows_the_kind_lets_it_take_effect(desk, foreign, monkeypatch):
    mine, *_ = foreign
    entry = mine.history[-1]
    taken = acts.BY_KIND[Kind.TAKEN]
    learnt = {**acts.BY_KIND, "x-new": replace(taken, name="renew")}
    monkeypatch.setattr(folding, "BY_KIND", learnt)
    monkeypatch.setattr(folding, "SCHEMA", 2)
    writers = {**changes._WRITERS, "x-new": changes._WRITERS[Kind.TAKEN.value]}
    monkeypatch.setattr(changes, "_WRITERS", writers)
    upgraded = desk.dossier(mine)
    assert (upgraded.locked, upgraded.status) == (False, Status.IN_PROCESS)
    assert upgraded.holder == str(entry.author)
    rebuilt = desk.counter.health.rebuild()
    assert (rebuilt.dossiers, rebuilt.changed > 0) == (2, True)
    assert desk.rows("SELECT status, holder FROM dossiers WHERE id = ?", mine.id.hex) == [
        (4, str(entry.author))
    ]
    desk.counter.perform(mine.id, "withdraw", {"reason": "đổi ý"}, desk.officer())


def test_a_status_move_that_came_all_the_same_waits_for_review_and_then_counts(desk, foreign):
    """Another desk knew the kind and went on; this one says so until it knows it too."""
    mine, _, newer = foreign
    newer.changed = {}
    newer.write(mine, Kind.FINISHED, {"outcome": "positive"}, role="processing")
    after = desk.dossier(mine)
    assert (after.status, after.needs_review, after.history[-1].in_force) == (2, True, False)


def test_a_dossier_that_begins_in_a_way_nobody_knows_stops_nothing(desk):
    mine, other = (desk.receive() for _ in range(2))
    desk.write("UPDATE events SET text = replace(text, '\"kind\":\"received\"', '\"kind\":\"x-new\"')"
               " WHERE dossier = ?", mine.id.hex)  # fmt: skip
    assert desk.counter.health.rebuild().dossiers == 1
    assert [line.code for line in desk.counter.search("")] == [other.code]


def test_the_act_that_erases_is_none_of_the_table():
    assert isinstance(acts.ERASE, Act)
    assert acts.ERASE.target is Move.STAY
    assert acts.ERASE.name not in acts.ACTS
    assert acts.ERASE.kind.value not in acts.BY_KIND
