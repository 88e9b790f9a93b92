"""Making or renewing the centre's schema, roles, rights and functions in one transaction."""

import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import psycopg
from psycopg.sql import SQL, Identifier, Literal
from sqlalchemy import Connection

from counter_app.domain.act import Role
from counter_app.domain.act_table import REFERENCE_ROLES
from counter_app.domain.acts import ABOUT_RATINGS, ACTS, ERASE, RESCHEDULE
from counter_app.domain.errors import CentreRefused
from counter_app.domain.event import SCHEMA, Kind

HEAD: Final = "2026_12_10_file_marks"
KNOWN: Final = (
    "2026_12_01_centre",
    "2026_12_02_projections",
    "2026_12_03_upkeep",
    "2026_12_04_files",
    "2026_12_04_seen",
    "2026_12_05_relay",
    "2026_12_06_ratings",
    "2026_12_07_figures",
    "2026_12_08_decisions",
    "2026_12_09_unit_figures",
    HEAD,
)  # every released revision, oldest first
OLDEST_SCHEMA: Final = max(1, SCHEMA - 2)  # of events the centre still takes
DESK_ROLE: Final = "desk_role"  # names in the settings table
DESK_PASSWORD: Final = "desk_password"  # noqa: S105 (a name)
_HERE: Final = Path(__file__).parent
_DESK_RIGHTS: Final = (
    "ALTER ROLE {role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD {password}",
    "GRANT counter_desk TO {role}",
    "GRANT CONNECT ON DATABASE {database} TO {role}",
    "ALTER ROLE {role} SET log_parameter_max_length = 0",
    "ALTER ROLE {role} SET log_parameter_max_length_on_error = 0",
    "ALTER ROLE {role} SET statement_timeout = '60s'",
    "ALTER ROLE {role} SET idle_in_transaction_session_timeout = '30s'",
)
_MIGRATED: Final = "SELECT to_regclass('counter.alembic_version') IS NOT NULL"
_TO_FUNCTIONS: Final = """
DO $$
DECLARE
    found record;
BEGIN
    FOR found IN
        SELECT p.oid::regprocedure AS name, p.pronamespace = 'counter_api'::regnamespace AS is_api
        FROM pg_proc p
        WHERE p.pronamespace IN ('counter'::regnamespace, 'counter_api'::regnamespace)
    LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO counter_functions', found.name);
        EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', found.name);
        IF found.is_api THEN
            EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO counter_desk', found.name);
        END IF;
    END LOOP;
END $$"""


def revision_of(connection: psycopg.Connection[Any]) -> str | None:
    """The revision the database has; None: it holds no centre."""
    if not _value(connection, _MIGRATED):
        return None
    return str(_value(connection, "SELECT version_num FROM counter.alembic_version"))


def install(joined: Connection) -> None:
    """Bring roles, tables, rights and functions to today's, inside the caller's transaction.

    Raises:
        CentreRefused: ``not-utf8``: the database could not hold what desks write.
    """
    connection = raw(joined)
    if connection.info.parameter_status("server_encoding") != "UTF8":
        raise CentreRefused("not-utf8")  # hashes are of UTF-8
    _run(connection, "rights/roles.sql")
    _migrate(joined)
    _run(connection, "rights/tables.sql", "rights/policies.sql", "rights/projections.sql")
    connection.execute("SET LOCAL check_function_bodies = off")  # they call one another
    for file in sorted((_HERE / "functions").glob("*.sql")):
        _run(connection, f"functions/{file.name}")
    connection.execute(_TO_FUNCTIONS)
    _write_acts(connection)


def raw(joined: Connection) -> psycopg.Connection[Any]:
    """The driver's own connection, for whole files of SQL."""
    driver = joined.connection.driver_connection
    if not isinstance(driver, psycopg.Connection):
        raise TypeError(type(driver))
    return driver


def make_city(
    connection: psycopg.Connection[Any], code: str, name: str, scope: UUID, unit: UUID
) -> None:
    """The city's scope and unit, unless there is one; the schemas of events it takes."""
    if _value(connection, "SELECT EXISTS (SELECT FROM counter.city)"):
        sql = "UPDATE counter.city SET oldest_schema = %s, newest_schema = %s"
        connection.execute(sql, (OLDEST_SCHEMA, SCHEMA))
        return
    make_unit(connection, unit, code, name)
    connection.execute("INSERT INTO counter.scopes VALUES (%s, 'city', 0)", (scope,))
    connection.execute(
        "INSERT INTO counter.city VALUES (1, %s, %s, 1, %s, %s)",
        (scope, unit, OLDEST_SCHEMA, SCHEMA),
    )


def make_unit(connection: psycopg.Connection[Any], unit: UUID, code: str, name: str) -> None:
    """A unit with a scope of its own."""
    connection.execute("INSERT INTO counter.units VALUES (%s, %s, %s)", (unit, code, name))
    connection.execute("INSERT INTO counter.scopes VALUES (%s, 'unit', 0)", (unit,))


def let_desks_in(connection: psycopg.Connection[Any]) -> None:
    """This database's role for desks with the password it has always had; new ones at first.

    A database restored to another server finds its role again, so credentials stay valid.
    """
    known = dict(connection.execute("SELECT name, value FROM counter.settings").fetchall())
    role = known.get(DESK_ROLE) or f"counter_desk_{secrets.token_hex(4)}"
    password = known.get(DESK_PASSWORD) or secrets.token_urlsafe(32)
    for name, value in ((DESK_ROLE, role), (DESK_PASSWORD, password)):
        sql = "INSERT INTO counter.settings VALUES (%s, %s) ON CONFLICT DO NOTHING"
        connection.execute(sql, (name, value))
    if not _value(connection, "SELECT to_regrole(%s) IS NOT NULL", (role,)):
        connection.execute(SQL("CREATE ROLE {}").format(Identifier(role)))
    connection.execute("SET LOCAL password_encryption = 'scram-sha-256'")
    connection.execute("SET LOCAL log_statement = 'none'")
    named = {
        "role": Identifier(role),
        "password": Literal(password),
        "database": Identifier(connection.info.dbname),
    }
    for statement in _DESK_RIGHTS:
        connection.execute(SQL(statement).format(**named))


def _migrate(joined: Connection) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_HERE / "migrations"))
    config.attributes["connection"] = joined
    command.upgrade(config, "head")


def _run(connection: psycopg.Connection[Any], *names: str) -> None:
    for name in names:
        connection.execute((_HERE / name).read_bytes())


def _write_acts(connection: psycopg.Connection[Any]) -> None:
    """The acts table as data, and what is apart from it. Besides them reception finishes what has one step."""
    acts = (*ACTS.values(), ERASE, RESCHEDULE, *ABOUT_RATINGS)
    rows = {(act.kind.value, grant.role.value) for act in acts for grant in act.grants}
    rows.add((Kind.FINISHED.value, Role.RECEPTION.value))
    rows |= {(kind, role.value) for kind, roles in REFERENCE_ROLES.items() for role in roles}
    connection.execute("DELETE FROM counter.act_roles")
    with connection.cursor() as cursor:
        cursor.executemany("INSERT INTO counter.act_roles VALUES (%s, %s)", sorted(rows))


def _value(
    connection: psycopg.Connection[Any], sql: str, values: Iterable[object] | None = None
) -> Any:
    found = connection.execute(sql.encode(), tuple(values) if values else None).fetchone()
    return found[0] if found else None
