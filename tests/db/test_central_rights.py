"""The centre's projections: their tables are the desks', and who may do what with them."""

from contextlib import closing

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import create_engine

from counter_app.domain.errors import CentreRefused
from db.centre.central import CentralDatabase
from db.centre.projections import SCHEMA, metadata
from db.schema_projections import components, pauses
from tests import make
from tests.feeds import feeds_of, new_centre

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def centre_url(postgres):
    return new_centre(postgres)


@pytest.fixture
def acting(centre_url):
    """What a role may do; nothing of it stays."""
    with psycopg.connect(centre_url) as connection:

        def run(role, sql):
            connection.execute(f"SET LOCAL ROLE {role}")
            try:
                connection.execute(sql)
            finally:
                connection.rollback()

        yield run


def test_the_migrations_make_exactly_the_tables_of_the_projections(centre_url):
    def named(name, kind, parents):
        return kind != "schema" or name == SCHEMA

    engine = create_engine(centre_url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.connect() as connection:
        options = {"include_schemas": True, "include_name": named, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_what_is_read_without_names_stands_in_the_same_order_at_the_centre(centre_url):
    sql = (
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'projection'"
        " AND table_name = %s ORDER BY ordinal_position"
    )
    with psycopg.connect(centre_url) as connection:
        for table in (components, pauses):
            found = connection.execute(sql, (table.name,)).fetchall()
            assert [name for (name,) in found] == [column.name for column in table.columns]


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT text, private FROM counter.events",
        "SELECT * FROM counter.feed, counter.scopes, counter.digests",
        "SELECT relayed_by FROM counter.events JOIN counter.installations i ON i.desk = relayed_by",
        "INSERT INTO projection.projected VALUES (gen_random_uuid(), 1)",
        "DELETE FROM projection.dossiers",
        "UPDATE projection.counters SET count = 0",
    ],
)
def test_the_projector_reads_events_and_writes_projections(acting, sql):
    acting("counter_projector", sql)


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM counter.events",
        "UPDATE counter.events SET private = NULL",
        "UPDATE counter.events SET relayed_by = NULL",
        "INSERT INTO counter.installations VALUES (gen_random_uuid(), gen_random_uuid(), 1)",
        "SELECT counter_api.relay_v1('', gen_random_uuid(), '{}', '{}', '{}')",
        "UPDATE counter.scopes SET head = 0",
        "INSERT INTO counter.feed VALUES (gen_random_uuid(), 1, 1, gen_random_uuid())",
        "UPDATE counter.digests SET events = ''",
        "SELECT token_hash FROM counter.desks",
        "SELECT * FROM counter.settings",
        "TRUNCATE projection.dossiers",
        "CREATE TABLE projection.own (a int)",
    ],
)
def test_the_projector_changes_nothing_else_and_reads_no_secret(acting, sql):
    with pytest.raises(InsufficientPrivilege):
        acting("counter_projector", sql)


@pytest.mark.parametrize("role", ["counter_desk", "counter_functions", "counter_portal"])
@pytest.mark.parametrize("table", ["dossiers", "officers", "counters", "pauses", "set_aside"])
def test_nobody_else_reads_projections(acting, role, table):
    with pytest.raises(InsufficientPrivilege):
        acting(role, f"SELECT * FROM projection.{table}")


@pytest.mark.parametrize("role", ["counter_desk", "counter_portal"])
def test_how_far_it_is_the_functions_alone_read_for_the_desks(acting, role):
    acting("counter_functions", "SELECT * FROM projection.projected")
    with pytest.raises(InsufficientPrivilege):
        acting(role, "SELECT * FROM projection.projected")


def test_an_administrator_sees_how_far_it_is_and_nothing_personal(acting):
    acting("counter_admin", "SELECT * FROM projection.projected, projection.set_aside")
    with pytest.raises(InsufficientPrivilege):
        acting("counter_admin", "SELECT applicant FROM projection.dossiers")


def test_rows_are_guarded_in_every_table(centre_url):
    sql = (
        "SELECT relname FROM pg_class WHERE relnamespace = 'projection'::regnamespace"
        " AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    with psycopg.connect(centre_url) as connection:
        assert connection.execute(sql).fetchall() == []


def as_user(server, url, user):
    """The same database as ``user``, who may log in now."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"ALTER ROLE {user} PASSWORD 'mot-mat-khau'")
        return server.url(connection.info.dbname, user, "mot-mat-khau")


def test_the_projectors_own_login_is_enough_to_project_and_to_check(postgres):
    url = new_centre(postgres)
    with feeds_of(url) as feeds:
        told = make.Story()
        told.receive()
        feeds.bring(told.events)
        with closing(CentralDatabase(as_user(postgres, url, "counter_projector"))) as database:
            assert (database.step(), database.step(), database.set_aside()) == (1, 0, 0)
            assert database.held(make.identity(1), 1).dossiers[0] == 1
            assert database.reported() == []


def test_another_login_may_not_project(postgres, centre_url):
    with (
        closing(CentralDatabase(as_user(postgres, centre_url, "counter_admin"))) as database,
        pytest.raises(CentreRefused) as refusal,
    ):
        database.step()
    assert refusal.value.reason == "not-the-projector"
