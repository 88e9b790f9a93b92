"""Schema and migrations agree; older files are upgraded beside a copy, newer ones refused."""

import gzip
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from counter_app.bootstrap import shipped_calendar
from counter_app.domain.acts import ACTS
from counter_app.domain.dossier import UnitRef
from counter_app.domain.drafting import DraftCheck
from counter_app.domain.errors import NewerDatabase
from counter_app.domain.event import Kind
from counter_app.domain.forms import PageSize
from counter_app.domain.procedure import Decision
from counter_app.domain.suggestion import Flaw, Outcome, SuggestionText
from counter_app.identities import SystemChance
from counter_app.services.acting import Correction
from db import migrate
from db.desk_store import DeskStore
from db.engine import open_sqlite, raw
from db.schema_sync import metadata
from tests import make
from tests.sample_desk import SampleDesk
from tests.small_centre import UNIT, SmallCentre
from tests.two_desks import OtherDesk

DATA = Path(__file__).parents[1] / "data"


def opened(folder):
    return DeskStore(folder, shipped_calendar(), SystemChance().identity)


def tables(file):
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()


def test_the_migrations_make_exactly_the_schema(desk):
    def ours(item, name, kind, reflected, other):
        return not (kind == "table" and name.startswith("dossiers_text"))

    with open_sqlite(desk.file).connect() as connection:
        options = {"include_object": ours, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == migrate.HEAD


def test_every_revision_is_known_in_its_order():
    config = Config()
    config.set_main_option("script_location", "db/migrations")
    script = ScriptDirectory.from_config(config)
    revisions = [found.revision for found in script.walk_revisions()]
    assert tuple(reversed(revisions)) == migrate.KNOWN
    assert script.get_heads() == [migrate.HEAD]


def test_a_database_of_a_newer_program_is_refused_and_not_touched(desk):
    desk.receive()
    desk.close()
    desk.write("UPDATE alembic_version SET version_num = '2099_01_01_future'")
    before = desk.file.read_bytes()
    for ask in (lambda: opened(desk.folder), lambda: migrate.bring_up_to_date(desk.file)):
        with pytest.raises(NewerDatabase) as refusal:
            ask()
        assert refusal.value.revision == "2099_01_01_future"
    assert desk.file.read_bytes() == before
    assert not list(desk.folder.glob("*.before-*"))


def test_todays_database_is_left_alone(desk):
    desk.receive()
    before = desk.dump()
    migrate.bring_up_to_date(desk.file)
    assert desk.dump() == before
    assert not list(desk.folder.glob("*.before-*"))


def test_a_database_from_before_the_first_revision_is_copied_aside_and_upgraded(tmp_path):
    file = tmp_path / "desk.sqlite3"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE kept (word)")
        connection.execute("INSERT INTO kept VALUES ('giữ')")
    before = tables(file)
    migrate.bring_up_to_date(file)
    copy = tmp_path / f"desk.sqlite3.before-{migrate.HEAD}"
    assert tables(copy) == before
    assert {name for name, _ in before} < {name for name, _ in tables(file)}
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT word FROM kept").fetchall() == [("giữ",)]
        assert migrate.revision_of(connection) == migrate.HEAD


def test_an_older_desk_is_upgraded_when_it_is_opened(desk, monkeypatch):
    """As the next release will find today's files: its head is one this file does not have yet."""
    dossier = desk.receive()
    desk.close()
    asked = []
    monkeypatch.setattr(migrate, "HEAD", "2027_01_01_next")
    monkeypatch.setattr(migrate, "KNOWN", (*migrate.KNOWN, "2027_01_01_next"))
    monkeypatch.setattr(migrate, "bring_up_to_date", asked.append)
    store = opened(desk.folder)
    assert asked == [desk.file]
    assert store.questions.dossier(dossier.id) == dossier
    store.close()


def test_an_upgrade_that_fails_leaves_the_file_as_it_was(desk, monkeypatch):
    desk.receive()
    desk.close()
    before = desk.dump()

    def torn(connection):
        raw(connection).execute("CREATE TABLE half (a)")
        raise RuntimeError

    monkeypatch.setattr(migrate, "HEAD", "2027_01_01_next")
    monkeypatch.setattr(migrate, "_upgrade", torn)
    with pytest.raises(RuntimeError):
        migrate.bring_up_to_date(desk.file)
    assert desk.dump() == before


def test_creating_is_part_of_the_callers_transaction(tmp_path):
    with open_sqlite(tmp_path / "new.sqlite3").connect() as connection:
        driver = raw(connection)
        driver.execute("BEGIN IMMEDIATE")
        migrate.create(connection)
        assert migrate.revision_of(driver) == migrate.HEAD
        driver.execute("ROLLBACK")
        assert migrate.revision_of(driver) is None


def test_a_version_table_without_a_version_is_no_revision(tmp_path):
    with closing(sqlite3.connect(tmp_path / "x.sqlite3")) as connection:
        connection.execute("CREATE TABLE alembic_version (version_num)")
        assert migrate.revision_of(connection) is None


@pytest.fixture(params=migrate.KNOWN[:-1])
def revision(request):
    return request.param


@pytest.fixture
def earlier(revision, data_dir):
    """A desk as an earlier program left it: two dossiers, an officer registered twice."""
    packed = DATA / f"{revision}.sqlite3.gz"
    data_dir.mkdir()
    (data_dir / "desk.sqlite3").write_bytes(gzip.decompress(packed.read_bytes()))
    return data_dir


def test_a_desk_of_every_earlier_revision_opens_with_all_it_has(earlier, revision):
    desk = SampleDesk(earlier)
    assert desk.store.suspicion is None
    assert [line.code[-6:] for line in desk.counter.search("")] == ["030002", "030001"]
    assert desk.officer("tiepnhan").name == "Nguyễn Thị An Bình"
    assert desk.counter.health.audit().events == 13
    assert desk.counter.health.rebuild().changed == 0
    assert desk.receive().code.endswith("030003")
    desk.close()
    copy = earlier / f"desk.sqlite3.before-{migrate.HEAD}"
    with closing(sqlite3.connect(copy)) as connection:
        assert migrate.revision_of(connection) == revision


def test_a_desk_of_every_earlier_revision_can_be_enrolled(earlier):
    desk, centre = SampleDesk(earlier), SmallCentre()
    centre.enrol(desk)
    centre.sync(desk)
    assert desk.store.sync_log.digest(UNIT).event_count == 13
    assert len(desk.store.sync_log.incarnations()) == 2
    assert desk.counter.health.rebuild().changed == 0
    assert desk.counter.health.audit().events == 13
    desk.close()


def old_file(desk, file, revision):
    """What ``desk`` holds, as a program of ``revision`` would have stored it."""
    with open_sqlite(file).connect() as connection:
        config = Config()
        config.set_main_option("script_location", "db/migrations")
        config.attributes["connection"] = connection
        driver = raw(connection)
        driver.execute("BEGIN IMMEDIATE")
        command.upgrade(config, revision)
        driver.execute("COMMIT")
        driver.execute("ATTACH ? AS new", (str(desk.file),))
        driver.execute("BEGIN IMMEDIATE")
        for (table,) in driver.execute(_PLAIN_TABLES).fetchall():
            names = [row[1] for row in driver.execute(f"PRAGMA main.table_info({table})")]
            columns = ", ".join(f'"{name}"' for name in names)
            driver.execute(
                f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM new.{table}"
            )
        if migrate.KNOWN.index(revision) < migrate.KNOWN.index("2026_11_30_figures"):
            driver.execute(_AS_FIGURES_WERE)
            driver.execute("INSERT INTO counters VALUES ('received-day', 'H26.12/20000', 1)")
        driver.execute("COMMIT")


def test_files_that_an_erasure_left_go_with_the_upgrade(desk, tmp_path):
    dossier = desk.receive()
    desk.counter.paper.receipts.show(dossier.id, PageSize.A5)
    desk.counter.void(dossier.id, "nhầm", desk.officer("giamsat"), desk.officer())
    said = {"reason": "request", "seconded_by": "giamsat"}
    left = replace(desk.counter.erase, forget_files=lambda: 0)
    left(dossier.id, said, desk.officer("quantri"), desk.officer("giamsat"))
    file = tmp_path / "old" / "desk.sqlite3"
    shutil.copytree(desk.folder / "attachments", file.parent / "attachments")
    old_file(desk, file, "2026_11_29_places")
    SampleDesk(file.parent, desk.clock).close()
    assert list((file.parent / "attachments").iterdir()) == []


_AS_FIGURES_WERE = "DELETE FROM counters WHERE facet NOT IN ('status', 'lifecycle', 'visiting')"
_PLAIN_TABLES = (
    "SELECT name FROM main.sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
    " AND name NOT LIKE '%\\_text%' ESCAPE '\\' AND name NOT IN ('alembic_version', 'places')"
)


def live(desk):
    """Lives with every ending, pauses, and acts that are not in force."""
    lives = (
        *(("finish", "hand-over"), ("finish", "reopen", "finish"), ("withdraw", "reopen")),
        *(("stop",), ("pause",), ("pause", "resume", "finish"), ("request-supplement", "stop")),
        *(("finish", "finish"), ("finish", "reopen", "hand-over"), ("finish", "void")),
        *(("finish", "hand-over", "stop"), ("withdraw", "hand-over", "resolve"), ("hand-over",)),
    )
    desk.counter.reception.decline(make.request(), "thiếu", desk.officer())
    for number, acts in enumerate(lives):
        dossier = desk.receive(procedure=make.GUARDIAN)
        desk.append(ACTS["take"], dossier)
        for act in acts:
            desk.clock.forward(hours=9 * number)
            desk.append(ACTS[act], desk.dossier(dossier), number)


def test_an_older_desk_knows_where_its_dossiers_are_and_how_each_ended(desk, tmp_path, revision):
    taken = desk.receive(procedure=make.GUARDIAN)
    desk.counter.perform(taken.id, "take", {}, desk.officer("xuly"))
    away = desk.receive(competent_unit=UnitRef("H26.15", "Sở Tư pháp"))
    desk.counter.void(away.id, "nhầm", desk.officer("giamsat"), desk.officer())
    live(desk)
    file = tmp_path / "old" / "desk.sqlite3"
    file.parent.mkdir()
    old_file(desk, file, revision)
    migrate.bring_up_to_date(file)
    upgraded = SampleDesk(file.parent, desk.clock)
    own = ["alembic_version", "places"]
    assert upgraded.dump(but=own) == desk.dump(but=own)
    assert upgraded.counter.health.rebuild().changed == 0
    assert [o.desk for o in upgraded.counter.questions.reference().officers()] == [3] * 6
    upgraded.close()


def test_dossiers_two_desks_wrote_at_once_are_folded_anew_by_an_upgrade(desk, tmp_path):
    """The older program judged by places; its rows are as if it had found no conflict."""
    first = desk.receive()
    desk.receive()
    other = OtherDesk(desk)
    desk.counter.correct(first.id, Correction(content="quầy này"), "sai", desk.officer("giamsat"))
    fields = {"fields": {"content": "quầy kia"}}
    other.write(first, Kind.CORRECTED, {"fields": {}, "issue": 2}, fields)
    desk.write("UPDATE events SET learnt = 1 WHERE incarnation = ?", other.id.hex)
    file = tmp_path / "old" / "desk.sqlite3"
    file.parent.mkdir()
    old_file(desk, file, "2026_11_29_places")
    with closing(sqlite3.connect(file)) as connection, connection:
        assert connection.execute("UPDATE dossiers SET conflicts = 0 WHERE conflicts").rowcount == 1
    migrate.bring_up_to_date(file)
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("SELECT id, conflicts FROM dossiers ORDER BY row").fetchall()
    assert found == desk.rows("SELECT id, conflicts FROM dossiers ORDER BY row")
    assert [conflicts for _, conflicts in found] == [1, 0]


def test_what_newer_desks_said_about_drafts_and_suggestions_is_understood_after_an_upgrade(
    desk, tmp_path
):
    known = desk.counter.catalogue.versions(make.BIRTH)[0]
    officer = desk.officer("kiemsoat")
    decision = Decision("7/QĐ", effective=make.MONDAY.date())
    versions = [replace(known, code=code, decision=decision) for code in ("9.1", "9.2", "9.3")]
    drafts = [w.version.id for w in desk.counter.procedures.drafting.write(versions, officer)]
    for draft in drafts[:2]:
        desk.counter.procedures.drafting.check(draft, DraftCheck(decision), officer)
    desk.counter.procedures.drafting.issue(drafts[:1], desk.officer("quantri"))
    desk.counter.procedures.drafting.drop(drafts[2], "nhầm", officer)
    said = SuggestionText(Flaw.UNUSED, (make.BIRTH,), "Không ai dùng")
    filed = desk.counter.procedures.reviewing.suggest(said, desk.officer())
    desk.counter.procedures.reviewing.answer(filed.id, Outcome.CONSIDERED, "đang xem", officer)
    file = tmp_path / "old" / "desk.sqlite3"
    file.parent.mkdir()
    old_file(desk, file, "2026_11_29_places")
    migrate.bring_up_to_date(file)
    upgraded = SampleDesk(file.parent, desk.clock)
    for table in ("catalogue_acts", "procedure_versions"):
        assert upgraded.dump()[table] == desk.dump()[table]
    assert (
        upgraded.counter.procedures.drafting.waiting() == desk.counter.procedures.drafting.waiting()
    )
    upgraded.close()
