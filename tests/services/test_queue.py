"""The queue: whose work it is, what is urgent, how it is filtered and turned page by page."""

from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.domain.acts import ACTS, Role
from counter_app.domain.dossier import Status
from counter_app.services.queue import MAX_PAGE, QueueFilter, Urgency, Whose
from tests import make

ALL = QueueFilter(Whose.UNIT)


def codes(desk, wanted=ALL, login="xuly", limit=100):
    return [line.code for line in desk.counter.queue.page(wanted, desk.officer(login), None, limit).lines]  # fmt: skip


def act(desk, name, dossier, login="xuly", **data):
    return desk.counter.perform(dossier.id, name, data, desk.officer(login))


@pytest.fixture
def three(desk):
    """Due the same day, in three working days, and without a term; received in another order."""
    slow = desk.receive(procedure=make.GUARDIAN)
    none = desk.receive(procedure=make.NO_TERM, case="thoa-thuan", components=(), missing_reason="sau")  # fmt: skip
    quick = desk.receive(applicant=make.person("Trần Văn Đức", id_number="001085054321", phone=""))
    return quick, slow, none


def test_what_comes_due_first_stands_first_and_what_has_no_term_last(desk, three):
    quick, slow, none = three
    assert none.due_at is None
    assert codes(desk) == [quick.code, slow.code, none.code]


def test_a_line_says_what_a_row_shows(desk, three):
    line = desk.counter.queue.page(ALL, desk.officer()).lines[1]
    dossier = three[1]
    assert (line.id, line.code, line.applicant) == (dossier.id, dossier.code, "Nguyễn Thị Hiếu")
    assert (line.procedure_code, line.procedure) == (make.GUARDIAN, dossier.procedure.name)
    assert (line.status, line.paused, line.holder) == (Status.RECEIVED, False, dossier.holder)
    assert (line.step, line.step_name) == (dossier.step.number, dossier.step.name)
    assert line.due_at == line.urgent_at == dossier.due_at
    assert line.step_due_at is None


def test_the_clock_of_a_step_is_urgent_before_the_dossiers_own(desk, three):
    public, _ = make.payloads_of(ACTS["forward"], 1, three[1])
    step_due = make.MONDAY + timedelta(hours=1)
    step = {"number": 2, "name": "Thẩm định", "role": "processing", "term": "1 working_hour",
            "since": "2026-11-16T02:00:00.000Z", "due_at": "2026-11-16T03:00:00.000Z"}  # fmt: skip
    draft = make.draft(ACTS["forward"], three[1], make.MONDAY, (public | {"step": step}, None),
                       three[1].last_event)  # fmt: skip
    with desk.store.unit_of_work() as work:
        work.append(draft)
        work.commit()
    first = desk.counter.queue.page(ALL, desk.officer()).lines[0]
    assert (first.id, first.step, first.step_name) == (three[1].id, 2, "Thẩm định")
    assert first.step_due_at == first.urgent_at == step_due
    assert first.due_at == three[1].due_at


def test_my_work_is_mine_my_roles_and_nobodys(desk, three):
    quick, slow, none = three
    mine = QueueFilter(Whose.MINE)
    assert codes(desk, mine, "tiepnhan") == [quick.code, slow.code, none.code]
    assert codes(desk, mine, "xuly") == []
    act(desk, "take", slow)
    assert codes(desk, mine, "xuly") == [slow.code]
    assert slow.code not in codes(desk, mine, "tiepnhan")
    act(desk, "forward", slow, to="lanhdao")
    assert codes(desk, mine, "xuly") == []
    assert codes(desk, mine, "lanhdao") == [slow.code]
    act(desk, "transfer", three[2], unit={"code": "H26.15", "name": "Sở"}, components=["Đơn"])
    for login in ("tiepnhan", "xuly", "lanhdao"):
        assert none.code in codes(desk, mine, login)  # nobody holds it


def test_a_finished_dossier_waits_at_reception_after_all_that_runs(desk, three):
    quick, slow, none = three
    act(desk, "take", slow)
    act(desk, "finish", slow, outcome="positive")
    assert codes(desk, QueueFilter(), "tiepnhan") == [quick.code, slow.code, none.code]
    assert codes(desk, QueueFilter(), "xuly") == []
    (line,) = desk.counter.queue.page(
        QueueFilter(statuses=frozenset({Status.FINISHED})), desk.officer()
    ).lines
    assert (line.urgent_at, line.holder) == (None, "role:reception")
    act(desk, "hand-over", slow, "tiepnhan", recipient="applicant", method="counter")
    assert codes(desk) == [quick.code, none.code]


def test_a_closed_or_void_dossier_is_nobodys_work(desk, three):
    quick, slow, none = three
    act(desk, "withdraw", quick, "tiepnhan", reason="đổi ý")
    desk.counter.void(slow.id, "nhầm", desk.officer("giamsat"), desk.officer())
    assert codes(desk) == [none.code]


def test_paused_and_running_are_told_apart(desk, three):
    quick, slow, none = three
    act(desk, "pause", slow, kind="posting", document="1/TB")
    assert codes(desk) == [quick.code, slow.code, none.code]
    assert codes(desk, replace(ALL, paused=True)) == [slow.code]
    assert codes(desk, replace(ALL, paused=False)) == [quick.code, none.code]
    act(desk, "resume", slow)
    assert codes(desk, replace(ALL, paused=True)) == []


def test_late_is_what_is_past_its_due_moment_and_runs(desk, three):
    quick, slow, _ = three
    late = replace(ALL, urgency=Urgency.LATE)
    assert codes(desk, late) == []
    desk.clock.set(2026, 11, 17, 9)
    assert codes(desk, late) == [quick.code]
    desk.clock.set(2026, 11, 30, 9)
    assert codes(desk, late) == [quick.code, slow.code]
    act(desk, "finish", quick, "tiepnhan", outcome="positive")
    assert codes(desk, late) == [slow.code]


def test_due_today_ends_at_midnight_and_begins_now(desk, three):
    quick, slow, _ = three
    today = replace(ALL, urgency=Urgency.TODAY)
    assert codes(desk, today) == [quick.code]
    desk.clock.set(2026, 11, 16, 23, 59)
    assert codes(desk, today) == []
    desk.clock.set(2026, 11, 19, 7)
    assert codes(desk, today) == [slow.code]


def test_status_field_and_procedure_narrow_the_list(desk, three):
    quick, slow, none = three
    act(desk, "take", slow)
    taken = frozenset({Status.IN_PROCESS})
    assert codes(desk, replace(ALL, statuses=taken)) == [slow.code]
    assert codes(desk, replace(ALL, statuses=frozenset(Status))) == [quick.code, slow.code, none.code]  # fmt: skip
    assert codes(desk, replace(ALL, field="Hộ tịch")) == [quick.code, slow.code]
    assert codes(desk, replace(ALL, field="Chứng thực", procedure=make.BIRTH)) == [quick.code]
    assert codes(desk, replace(ALL, field="Không có")) == []


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("hieu", [1, 2]),
        ("Đức", [0]),
        ("001085054321", [0]),
        ("030003", [0]),
        ("khai sinh", [0]),  # the procedure's name
        ("giám hộ", [1]),
        ("hieu giam ho", []),
        ("   ", [0, 1, 2]),
        ("\"'*()-", []),
        ("\0\ud800", []),
        ("x" * 5000, []),
    ],
)
def test_text_finds_people_numbers_and_procedures(desk, three, text, which):
    assert codes(desk, replace(ALL, text=text)) == [three[index].code for index in which]


def test_text_and_every_other_filter_hold_together(desk, three):
    mine = QueueFilter(Whose.MINE, text="hieu")
    act(desk, "take", three[1])
    assert codes(desk, mine, "xuly") == [three[1].code]
    assert codes(desk, replace(mine, statuses=frozenset({Status.RECEIVED})), "xuly") == []


def test_pages_follow_one_another_without_gap_or_repetition(desk):
    made = [desk.receive() for _ in range(7)]  # the same second: the same due moment
    queue, officer = desk.counter.queue, desk.officer()
    after, found, totals = None, [], []
    while True:
        page = queue.page(ALL, officer, after, 3)
        found += [line.code for line in page.lines]
        totals.append(page.total)
        if (after := page.next) is None:
            break
    assert found == [dossier.code for dossier in made]
    assert totals == [7, 7, 7]


def test_a_page_that_ends_with_the_last_line_is_the_last(desk):
    for _ in range(4):
        desk.receive()
    queue, officer = desk.counter.queue, desk.officer()
    first = queue.page(ALL, officer, None, 2)
    assert queue.page(ALL, officer, first.next, 2).next is None
    assert len(queue.page(ALL, officer, None, 0).lines) == 1
    assert len(queue.page(ALL, officer, None, 10 * MAX_PAGE).lines) == 4


def test_what_changes_between_two_pages_neither_hides_nor_repeats_what_stays(desk):
    made = [desk.receive() for _ in range(6)]
    queue, officer = desk.counter.queue, desk.officer()
    first = queue.page(ALL, officer, None, 3)
    act(desk, "withdraw", made[0], "tiepnhan", reason="đổi ý")
    rest = queue.page(ALL, officer, first.next, 3)
    assert [line.id for line in rest.lines] == [dossier.id for dossier in made[3:]]


def test_supplements_nobody_brought_in_time_are_told_longest_ago_first(desk):
    queue = desk.counter.queue
    dossiers = [desk.receive(procedure=make.GUARDIAN) for _ in range(3)]
    for dossier, until in zip(dossiers, ("2026-11-27", "2026-11-25", ""), strict=True):
        data = {"components": ["Giấy khai sinh"], "reason": "thiếu"}
        act(desk, "request-supplement", dossier, **data, **({"until": until} if until else {}))
    asked = [desk.dossier(dossier).calls[-1].until for dossier in dossiers]
    assert queue.overdue_supplements() == ()
    desk.clock.moment = asked[1] + timedelta(minutes=1)
    assert queue.overdue_supplements() == (dossiers[1].id,)
    desk.clock.moment = asked[0].astimezone(make.ZONE) + timedelta(minutes=1)
    assert queue.overdue_supplements()[:2] == (dossiers[1].id, dossiers[0].id)
    act(desk, "supplement", dossiers[1], components=["Giấy khai sinh"])
    assert dossiers[1].id not in queue.overdue_supplements()


def test_fields_are_those_of_the_catalogue(desk):
    fields = desk.counter.queue.fields()
    assert {"Hộ tịch", "Chứng thực"} <= set(fields)
    assert list(fields) == sorted(set(fields))


def test_an_officer_of_several_roles_sees_the_work_of_each(desk, three):
    both = make.officer(Role.PROCESSING, Role.RECEPTION)
    found = desk.counter.queue.page(QueueFilter(), both).lines
    assert [line.id for line in found] == [dossier.id for dossier in three]
    assert desk.counter.queue.page(QueueFilter(), make.officer(Role.CONTROL)).lines == ()
