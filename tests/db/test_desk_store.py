"""Opening, transactions, several writers, and a disk that will not."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from threading import Thread
from types import SimpleNamespace

import pytest
from hypothesis import example, given

from counter_app.domain.errors import DeskNotSetUp, StorageFailed, UnknownDossier
from counter_app.domain.forms import PageSize
from counter_app.services.acting import Correction
from db.desk_row import DeskRow
from db.engine import open_sqlite, raw, storage_refusals
from db.moments import Moment, from_ms, to_ms
from db.statements import compiled, deleting, marks, selecting
from tests import make
from tests.sample_desk import SampleDesk

ROOT = Path(__file__).parents[2]


def pragma(connection, name):
    return connection.execute(f"PRAGMA {name}").fetchone()[0]


def test_what_is_committed_is_on_the_disk(desk):
    driver = raw(desk.store._writing)
    assert (pragma(driver, "journal_mode"), pragma(driver, "synchronous")) == ("wal", 2)
    assert pragma(driver, "foreign_keys") == 1


def test_the_reading_connection_refuses_to_write(desk):
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        raw(desk.store._reading).execute("DELETE FROM desk")


def test_only_sqlite_has_a_raw_connection():
    stranger = SimpleNamespace(connection=SimpleNamespace(driver_connection=object()))
    with pytest.raises(TypeError):
        raw(stranger)


def test_what_is_not_committed_never_happened(desk):
    before = desk.dump()
    dossier = desk.receive()
    desk.counter.void(dossier.id, "nhầm", desk.officer("giamsat"), desk.officer())
    after = desk.dump()  # what was committed did happen
    with desk.store.unit_of_work() as work:
        work.take_serial(make.MONDAY.date())
        act, base = make.ACTS["print"], work.last_seen(dossier.id)
        payloads = make.payloads_of(act, 1, dossier)
        work.append(make.draft(act, dossier, make.MONDAY, payloads, base))
        assert len(work.dossier(dossier.id).history) == 3
    assert desk.dump() == after != before


def test_an_exception_rolls_back_and_is_not_swallowed(desk):
    def torn():
        with desk.store.unit_of_work() as work:
            work.take_decline(make.MONDAY.date())
            raise ZeroDivisionError

    before = desk.dump()
    with pytest.raises(ZeroDivisionError):
        torn()
    assert desk.dump() == before


def test_an_error_of_the_database_inside_is_the_ports_refusal(desk):
    with pytest.raises(StorageFailed), desk.store.unit_of_work():
        raise sqlite3.OperationalError("disk I/O error")


def test_a_desk_whose_row_is_gone_lets_go_of_the_lock(desk):
    desk.write("DELETE FROM desk")
    for _ in range(2):
        with pytest.raises(DeskNotSetUp), desk.store.unit_of_work():
            pytest.fail("there is no desk")


def test_an_event_of_no_dossier_that_is_no_reference_data_is_kept_alone(desk):
    before = desk.dump(but=("desk", "events"))
    author = make.Author(make.identity(1), "reception")
    with desk.store.unit_of_work() as work:
        work.append(make.Draft(make.Kind.TAKEN, work.desk.unit, None, author, make.MONDAY, {}))
        work.commit()
    assert desk.dump(but=("desk", "events")) == before
    assert desk.counter.health.audit().dossiers == 0
    assert desk.counter.health.rebuild().changed == 0


def test_outside_its_transaction_a_unit_of_work_answers_nothing(desk):
    work = desk.store.unit_of_work()
    with pytest.raises(RuntimeError):
        work.take_serial(make.MONDAY.date())


def test_a_unit_of_work_says_who_it_is_and_what_it_knows(desk):
    with desk.store.unit_of_work() as work:
        assert work.desk == desk.counter.desk
        assert work.last_moment == desk.clock().replace(hour=8)
        assert work.events_of(make.identity(9)) == ()
        assert work.last_seen(make.identity(9)) is None
        with pytest.raises(UnknownDossier):
            work.dossier(make.identity(9))


def test_a_new_chain_has_no_last_moment(desk):
    desk.write("UPDATE desk SET last_moment = 0")
    with desk.store.unit_of_work() as work:
        assert work.last_moment is None
    assert desk.counter.health.clock_behind() == 0


def test_reference_data_of_the_running_transaction_is_seen_in_it_alone(desk):
    unit = desk.counter.questions.reference().unit()
    with desk.store.unit_of_work() as work:
        author = make.Author(make.identity(1), "administrator")
        public = unit.to_json() | {"place": "Huế"}
        draft = make.Draft(make.Kind.UNIT_PROFILED, unit.id, None, author, make.MONDAY, public)
        work.append(draft)
        assert work.reference.unit().place == "Huế"
        assert desk.counter.questions.reference().unit().place == "Hà Nội"
    with desk.store.unit_of_work() as work:
        assert work.reference.unit().place == "Hà Nội"


def test_what_another_process_changes_in_the_reference_data_is_seen(desk):
    from dataclasses import replace

    other = desk.reopened()
    unit = desk.counter.questions.reference().unit()
    other.counter.describe_unit(replace(unit, place="Huế"), other.officer("quantri"))
    assert desk.counter.questions.reference().unit().place == "Huế"
    with desk.store.unit_of_work() as work:
        assert work.reference.unit().place == "Huế"
    other.close()


def test_a_profile_nobody_stored_is_answered_by_the_latest(desk):
    reference = desk.counter.questions.reference()
    assert reference.profile(make.identity(9)) == reference.unit()


def test_two_threads_of_one_store_take_turns(desk):
    refused = []

    def receive():
        for _ in range(10):
            try:
                desk.receive()
            except StorageFailed as error:
                refused.append(error)

    threads = [Thread(target=receive) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
    check_twenty(desk)


def test_two_stores_on_one_folder_write_at_once(desk):
    others = [desk.reopened(), desk.reopened()]
    threads = [Thread(target=lambda o=o: [o.receive() for _ in range(10)]) for o in others]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for other in others:
        other.close()
    check_twenty(desk)


RECEIVING = """
from pathlib import Path
from tests.sample_desk import SampleDesk
desk = SampleDesk(Path({folder!r}))
print(*(desk.receive().code for _ in range(10)))
desk.close()
"""


def test_two_processes_on_one_folder_write_at_once(desk):
    script = RECEIVING.format(folder=str(desk.folder))
    command = [sys.executable, "-c", script]
    running = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for _ in range(2)]
    codes = [code for process in running for code in process.communicate()[0].split()]
    assert [process.returncode for process in running] == [0, 0]
    assert len(set(codes)) == 20
    check_twenty(desk)


def check_twenty(desk):
    codes = sorted(line.code for line in desk.counter.search("", 100))
    assert codes == [f"H26.12-261116-03{number:04}" for number in range(1, 21)]
    assert desk.counter.health.audit().dossiers == 20
    assert desk.counter.health.rebuild().changed == 0


def test_a_question_that_is_being_answered_keeps_no_writer_waiting(desk):
    desk.receive()
    chain = desk.counter.questions.chain()
    next(chain)  # a reader in the middle of its answer
    driver = raw(desk.store._reading)
    driver.execute("BEGIN")
    before = driver.execute("SELECT count(*) FROM dossiers").fetchone()
    other = desk.reopened()
    raw(other.store._writing).execute("PRAGMA busy_timeout = 0")
    other.receive()
    assert driver.execute("SELECT count(*) FROM dossiers").fetchone() == before == (1,)
    driver.execute("COMMIT")
    assert len(desk.counter.search("")) == 2
    assert len(list(chain)) > 50
    other.close()


def test_a_writer_that_is_at_work_keeps_no_question_waiting(desk):
    dossier = desk.receive()
    raw(desk.store._reading).execute("PRAGMA busy_timeout = 0")
    with desk.store.unit_of_work() as work:
        work.take_serial(make.MONDAY.date())
        assert [line.id for line in desk.counter.search("")] == [dossier.id]
        assert desk.dossier(dossier) == dossier


def test_a_store_that_stays_locked_is_a_refusal(desk):
    raw(desk.store._writing).execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(desk.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StorageFailed, match="locked"):
            desk.receive()
    assert desk.receive().code.endswith("1")


def refused(act):
    """Do ``act`` until the store refuses: how often it worked, and the reason."""
    for done in range(1000):
        try:
            act()
        except StorageFailed as refusal:
            return done, refusal.reason
    return 1000, "never"


def test_a_full_disk_is_a_refusal_with_nothing_half_written(desk):
    dossier = desk.receive()
    driver = raw(desk.store._writing)
    driver.execute(f"PRAGMA max_page_count = {pragma(driver, 'page_count') + 8}")
    officer, numbers = desk.officer(), iter(range(1000))

    def correct():
        correction = Correction(content=f"{next(numbers)} " * 200)
        desk.counter.correct(dossier.id, correction, "sai", officer)

    received, reason = refused(lambda: desk.receive(content="x " * 490))
    assert "full" in reason
    corrected, reason = refused(correct)
    assert "full" in reason
    full = desk.dump()
    assert refused(lambda: desk.receive(content="x " * 490))[0] == 0
    assert refused(correct)[0] == 0
    assert desk.dump() == full
    assert len(desk.kinds()) == 1 + received + corrected
    driver.execute("PRAGMA max_page_count = 1000000")
    assert desk.counter.health.rebuild().changed == 0
    assert desk.counter.health.audit().dossiers == 1 + received
    assert desk.receive().code.endswith(f"{received + 2}")


def test_a_read_only_store_is_a_refusal_with_nothing_written(desk):
    before = desk.dump()
    raw(desk.store._writing).execute("PRAGMA query_only = ON")
    with pytest.raises(StorageFailed, match="readonly"):
        desk.receive()
    with pytest.raises(StorageFailed):
        desk.counter.health.rebuild()
    assert desk.dump() == before


def test_a_closed_store_refuses_questions_as_a_store_does(desk):
    desk.close()
    for ask in (
        lambda: desk.counter.search("x"),
        lambda: desk.counter.search.named("261116"),
        lambda: desk.dossier(SimpleNamespace(id=make.identity(9))),
        lambda: desk.store.documents.find(make.identity(9), "receipt", 1, PageSize.A5),
        lambda: list(desk.counter.questions.chain()),
        desk.counter.health.audit,
        desk.counter.health.clock_behind,
        desk.counter.health.examine,
        desk.receive,
    ):
        with pytest.raises(StorageFailed):
            ask()


def test_a_desk_without_its_row_or_profile_is_none(desk):
    desk.write("DELETE FROM unit_profiles")
    again = desk.reopened()
    with pytest.raises(DeskNotSetUp):
        again.counter.questions.reference().unit()
    again.close()
    desk.write("DELETE FROM desk")
    with pytest.raises(DeskNotSetUp):
        SampleDesk(desk.folder)


@pytest.fixture
def documents(desk):
    return desk.store.documents


def test_whoever_stores_a_document_first_is_right(desk, documents):
    key = (make.identity(9), "receipt", 1, PageSize.A5)
    assert documents.find(*key) is None
    first = documents.store(*key, b"one")
    assert documents.store(*key, b"two") == first == documents.find(*key)
    assert first[1] == b"one"


def test_equal_bytes_are_one_file(desk, documents):
    for issue in (1, 2):
        documents.store(make.identity(9), "receipt", issue, PageSize.A5, b"one")
    assert len(list((desk.folder / "attachments").iterdir())) == 1


def test_a_damaged_file_is_written_anew_by_whoever_has_its_bytes(desk, documents):
    digest, _ = documents.store(make.identity(9), "receipt", 1, PageSize.A5, b"one")
    (desk.folder / "attachments" / digest).write_bytes(b"bad")
    assert documents.store(make.identity(9), "receipt", 1, PageSize.A5, b"one")[1] == b"one"


def test_a_disk_that_takes_no_document_is_a_refusal_and_leaves_nothing(
    desk, documents, monkeypatch
):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("db.attachments.os.fsync", full)
    with pytest.raises(StorageFailed, match="No space"):
        documents.store(make.identity(9), "receipt", 1, PageSize.A5, b"one")
    assert list((desk.folder / "attachments").iterdir()) == []
    assert desk.rows("SELECT * FROM documents") == []


def test_a_document_the_database_forgets_again_is_a_refusal(desk, documents):
    desk.write("CREATE TRIGGER forget AFTER INSERT ON documents BEGIN DELETE FROM documents; END")
    with pytest.raises(StorageFailed):
        documents.store(make.identity(9), "receipt", 1, PageSize.A5, b"one")


def test_days_of_the_desks_row_are_kept_whichever_way_the_clock_goes(desk):
    days = [make.MONDAY.date().replace(day=day) for day in (16, 17, 16)]
    with desk.store.unit_of_work() as work:
        assert [work.take_serial(day) for day in days] == [1, 1, 2]
        assert [work.take_decline(day) for day in days] == [1, 1, 2]
        work.commit()
    row = DeskRow.read(raw(desk.store._writing))
    assert (row.serial_day, row.taken) == ("2026-11-16", [2, 2])


@given(make.moments(1971, 2200))
@example(datetime(1975, 6, 12, 23, tzinfo=make.ZONE))
def test_moments_are_stored_to_the_millisecond(moment):
    kept = Moment().process_result_value(Moment().process_bind_param(moment, None), None)
    # In UTC: of an hour the clock went through twice (13 June 1975), Python calls no two zones' moments equal.
    there = moment.astimezone(UTC)
    assert kept == there.replace(microsecond=there.microsecond // 1000 * 1000)
    assert to_ms(from_ms(to_ms(moment))) == to_ms(moment)


def test_no_moment_is_stored_as_none():
    assert Moment().process_bind_param(None, None) is None
    assert Moment().process_result_value(None, None) is None


def test_whatever_the_disk_says_is_one_refusal():
    for error in (sqlite3.OperationalError("x"), OSError(5, "x")):
        with pytest.raises(StorageFailed), storage_refusals():
            raise error


def test_statements_name_their_columns():
    from db.schema import serials
    from db.schema_projections import pauses

    assert deleting(pauses, "dossier_row").endswith("WHERE pauses.dossier_row = ?")
    assert "ORDER BY serials.day" in selecting(serials, "day", "day").replace("\n", "")
    assert marks([1, 2]) == "?, ?"
    assert "?" in compiled(serials.select().where(serials.c.day == "x"))
    assert open_sqlite(Path("x")).url.database == "x"
