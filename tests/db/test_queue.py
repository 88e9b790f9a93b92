"""The queue's rows are those of the folds, in the same order, act by act and after a rebuild."""

from datetime import UTC, datetime

from hypothesis import given

from counter_app.domain.dossier import ClockState, Lifecycle, Status
from counter_app.services.queue import QueueFilter, Whose
from tests import make
from tests.db.test_projections import LIVES, MANY, fresh, live

END = datetime(9999, 12, 31, tzinfo=UTC)


def queue_of(desk):
    """What somebody would put together who folds every dossier of the desk."""
    dossiers = [desk.dossier(line) for line in desk.counter.search("", 100)]
    open_ones = [d for d in reversed(dossiers) if d.lifecycle is Lifecycle.OPEN]
    return sorted(open_ones, key=urgent_at)


def urgent_at(dossier):
    is_running = dossier.clock is ClockState.RUNNING
    moments = [dossier.step_due_at, dossier.due_at] if is_running else []
    return min((moment for moment in moments if moment), default=END)


@MANY
@given(LIVES)
def test_the_queue_holds_every_open_dossier_in_the_order_of_its_clocks(sample_folder, lives):
    with fresh(sample_folder) as desk:
        live(desk, lives)
        lines = desk.counter.queue.page(QueueFilter(Whose.UNIT), desk.officer()).lines
        wanted = queue_of(desk)
        assert [line.id for line in lines] == [dossier.id for dossier in wanted]
        for line, dossier in zip(lines, wanted, strict=True):
            holder = "role:reception" if dossier.status is Status.FINISHED else dossier.holder
            assert (line.holder, line.urgent_at or END) == (holder, urgent_at(dossier))
            assert line.paused == (dossier.clock is ClockState.PAUSED)


def test_the_queue_reads_no_row_it_does_not_show(desk):
    plan = desk.rows(
        "EXPLAIN QUERY PLAN SELECT row FROM dossiers INDEXED BY ix_dossiers_queue"
        " WHERE lifecycle = 'open' AND queue_holder IN ('a') AND status IN (2) AND clock <> 'x'"
        " AND due_at < 5 AND procedure_code = 'p' AND place_code IN ('H26.12')"
        " AND (urgent_at, row) > (1, 1)"
        " ORDER BY urgent_at, row LIMIT 10"
    )
    (step,) = (detail for *_, detail in plan)  # no sorting, no look-up in the table
    assert "COVERING INDEX ix_dossiers_queue" in step


def test_what_is_asked_of_few_rows_has_an_index_of_few_rows(desk):
    for where, index in [("needs_review + conflicts > 0 ORDER BY row DESC", "disputed"),
                         ("status = 5 AND supplement_until < 5", "supplement_until")]:  # fmt: skip
        plan = desk.rows(f"EXPLAIN QUERY PLAN SELECT id FROM dossiers WHERE {where}")
        assert [f"ix_dossiers_{index}" in detail for *_, detail in plan] == [True]


def test_a_rebuild_brings_back_whose_work_it_is(desk):
    dossier = desk.receive(procedure=make.GUARDIAN)
    before = desk.rows("SELECT queue_holder, step, step_name, urgent_at FROM dossiers")
    assert before[0][:3] == (dossier.holder, 1, dossier.step.name)
    desk.write("UPDATE dossiers SET queue_holder = '', step = 9, step_name = '', urgent_at = 0")
    assert desk.counter.health.rebuild().changed
    assert desk.rows("SELECT queue_holder, step, step_name, urgent_at FROM dossiers") == before
