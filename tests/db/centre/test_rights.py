"""What the desks' role may do: call the functions, with a token. And what a thief of it cannot."""

import hashlib
import os

import psycopg
import pytest
from psycopg import errors, sql

from counter_app.bootstrap import enrol_desk
from counter_app.domain.errors import CentreRefused
from counter_app.domain.event import Kind
from counter_app.services.centre_admin import Address
from tests.real_centre import WritingDesk, new_id, sent

pytestmark = pytest.mark.postgres
FUNCTIONS = {"blob_size_v1", "figures_v1", "get_blob_v1", "head_v1", "head_v2", "look_at_files_v1", "pull_v1", "push_v1", "put_blob_v1", "relay_v1", "unit_list_v1",
             "register_v1", "report_v1"}  # fmt: skip
_TABLES = (
    "SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
    " WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'"
    " AND c.relkind IN ('r', 'p', 'v', 'm', 'S')"
)
_OWN_FUNCTIONS = (
    "SELECT p.oid::regprocedure::text, n.nspname, p.proname, p.prosecdef, p.proconfig,"
    " r.rolname, p.pronargs FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
    " JOIN pg_roles r ON r.oid = p.proowner WHERE n.nspname IN ('counter', 'counter_api')"
)


@pytest.fixture
def thief(desk):
    """A connection with the desks' password, and no token."""
    with as_desk_role(desk) as connection:
        yield connection


def as_desk_role(desk):
    named = desk.credentials
    url = desk.real.server.url(named.database, named.user, named.password)
    return psycopg.connect(url, autocommit=True)


def refused(connection, statement, *values):
    with pytest.raises(psycopg.Error) as error:
        connection.execute(statement, values)
    return type(error.value)


def test_no_table_can_be_read_or_written(desk, thief):
    tables = desk.real.rows(_TABLES)
    assert len(tables) > 30
    for schema, name in tables:
        table = sql.Identifier(schema, name)
        for statement in ("SELECT FROM {}", "DELETE FROM {}", "TRUNCATE {}", "COPY {} TO STDOUT"):
            with pytest.raises(errors.InsufficientPrivilege):
                thief.execute(sql.SQL(statement).format(table))


def test_exactly_the_functions_can_be_called_and_each_wants_a_token(desk, thief):
    found = desk.real.rows(_OWN_FUNCTIONS)
    assert {row[2] for row in found if row[1] == "counter_api"} == FUNCTIONS
    for signature, schema, name, *_, count in found:
        call = f"SELECT {schema}.{name}({', '.join(['NULL'] * count)})"
        with pytest.raises(psycopg.Error) as error:
            thief.execute(call.encode())
        if schema == "counter_api":
            assert error.value.diag.message_primary == "unknown-token", signature
        else:
            assert isinstance(error.value, errors.InsufficientPrivilege), signature


def test_every_function_runs_as_the_role_that_owns_nothing_with_pg_temp_last(desk):
    for signature, *_, is_definer, settings, owner, _count in desk.real.rows(_OWN_FUNCTIONS):
        assert is_definer, signature
        assert "search_path=counter, pg_temp" in settings, signature
        assert owner == "counter_functions", signature
    [(kinds, owned)] = desk.real.rows(
        "SELECT (rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb)::text,"
        " (SELECT count(*) FROM pg_class WHERE relowner = r.oid)"
        " FROM pg_roles r WHERE rolname = 'counter_functions'"
    )
    assert kinds == "(f,f,f,f,f)"
    assert owned == 0


def test_row_level_security_is_forced_on_every_table(desk):
    plain = desk.real.rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'counter'::regnamespace"
        " AND relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)"
    )
    assert plain == []


def test_nothing_is_granted_to_everybody(real):
    assert (
        real.rows(
            "SELECT relname FROM pg_class, aclexplode(relacl) a"
            " WHERE relnamespace IN ('counter'::regnamespace, 'counter_api'::regnamespace)"
            " AND a.grantee = 0"
        )
        == []
    )
    assert (
        real.rows(
            "SELECT proname FROM pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner))) a"
            " WHERE pronamespace IN ('counter'::regnamespace, 'counter_api'::regnamespace)"
            " AND a.grantee = 0"
        )
        == []
    )
    assert (
        real.rows(
            "SELECT nspname FROM pg_namespace, aclexplode(nspacl) a"
            " WHERE nspname IN ('public', 'counter', 'counter_api') AND a.grantee = 0"
        )
        == []
    )


def test_nobody_may_connect_to_the_centres_database_but_its_roles(shared):
    rows = shared.rows(
        "SELECT a.grantee::regrole::text, a.privilege_type FROM pg_database, aclexplode(datacl) a"
        " WHERE datname = current_database() AND a.grantee <> 'postgres'::regrole"
    )
    assert {privilege for _, privilege in rows} == {"CONNECT"}
    [(desks,)] = shared.rows("SELECT value FROM counter.settings WHERE name = 'desk_role'")
    roles = {desks, "counter_projector", "counter_portal", "counter_admin"}
    assert {grantee for grantee, _ in rows} == roles


def test_no_other_role_can_be_taken_on(thief):
    for role in ("counter_functions", "counter_admin", "counter_projector", "postgres"):
        assert refused(thief, f"SET ROLE {role}") is errors.InsufficientPrivilege
        assert refused(thief, f"SET SESSION AUTHORIZATION {role}") is errors.InsufficientPrivilege
    thief.execute("RESET ROLE")
    thief.execute("SET ROLE counter_desk")
    assert refused(thief, "SELECT FROM counter.events") is errors.InsufficientPrivilege


def test_settings_made_by_hand_open_nothing(desk, thief):
    desk.take(desk.receive())
    for name, value in (("unit", desk.unit), ("desk", desk.id), ("city", desk.city)):
        thief.execute("SELECT set_config(%s, %s, false)", (f"app.{name}", str(value)))
    thief.execute("SELECT set_config('app.token', %s, false)", (hashed(desk).hex(),))
    assert refused(thief, "SELECT FROM counter.events") is errors.InsufficientPrivilege
    with pytest.raises(psycopg.Error, match="unknown-token"):
        thief.execute(
            "SELECT * FROM counter_api.pull_v1(%s, %s, 1, 10)", (os.urandom(32), desk.unit)
        )


def hashed(desk):
    return hashlib.sha256(bytes.fromhex(desk.credentials.token)).digest()


def test_the_hash_of_a_token_is_no_token(desk, thief):
    with pytest.raises(psycopg.Error, match="unknown-token"):
        thief.execute("SELECT counter_api.head_v1(%s, %s, 0)", (hashed(desk), new_id()))


def test_no_object_can_be_made_to_stand_in_the_functions_way(desk, thief):
    for statement in (
        "CREATE TEMP TABLE desks (token_hash bytea)",
        "CREATE SCHEMA mine",
        "CREATE TABLE public.desks (id int)",
        "CREATE FUNCTION counter_api.sha256(bytea) RETURNS bytea LANGUAGE sql AS 'SELECT $1'",
        "SELECT lo_create(0)",
        "SELECT lo_from_bytea(0, '\\x00')",
    ):
        assert refused(thief, statement) is errors.InsufficientPrivilege, statement


def test_a_shadow_in_pg_temp_is_not_believed(desk):
    """Even for a role that may make temporary tables the functions read their own."""
    role, database = desk.credentials.user, desk.credentials.database
    grant = f"TEMP ON DATABASE {database}"
    desk.real.rows(f"GRANT {grant} TO {role}")
    try:
        with as_desk_role(desk) as thief:
            thief.execute("CREATE TEMP TABLE desks AS SELECT '\\x00'::bytea AS token_hash")
            thief.execute("GRANT ALL ON pg_temp.desks TO PUBLIC")
            thief.execute("CREATE FUNCTION pg_temp.sha256(bytea) RETURNS bytea LANGUAGE sql"
                          " AS $$ SELECT '\\x00'::bytea $$")  # fmt: skip
            thief.execute("SET search_path = pg_temp, counter_api")
            with pytest.raises(psycopg.Error, match="unknown-token"):
                thief.execute("SELECT counter_api.head_v1('\\x00', %s, 0)", (new_id(),))
    finally:
        desk.real.rows(f"REVOKE {grant} FROM {role}")


def test_the_functions_role_itself_sees_only_what_the_token_opens(desk):
    """The second border: what a mistake in a function could show at most."""
    other = desk.real.desk()
    theirs = other.receive()
    other.take(theirs)
    with psycopg.connect(desk.real.url) as connection:
        connection.execute("SET ROLE counter_functions")
        for table in ("events", "feed", "members", "desks", "digests", "blobs", "incarnations"):
            found = connection.execute(f"SELECT count(*) FROM counter.{table}".encode()).fetchone()
            assert found == (0,), table
        connection.execute("SELECT counter.caller(%s)", (bytes.fromhex(desk.credentials.token),))
        ids = {i for (i,) in connection.execute("SELECT id FROM counter.events").fetchall()}
        assert len(ids) == 2
        assert theirs.id not in ids
        units = connection.execute("SELECT DISTINCT scope FROM counter.members").fetchall()
        assert units == [(desk.unit,)]
        assert len(connection.execute("SELECT FROM counter.desks").fetchall()) == 1
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute(
                "INSERT INTO counter.events SELECT gen_random_uuid(), scope, position + 9, dossier,"
                " kind, %s, incarnation, desk_seq, false, text, private, salt, hash, now()"
                " FROM counter.events LIMIT 1",
                (other.id,),
            )


def test_one_desk_cannot_ask_for_another_units_events(desk):
    other = desk.real.desk()
    other.take(other.receive())
    with pytest.raises(CentreRefused, match="foreign-scope"):
        desk.pull(other.unit)
    with pytest.raises(CentreRefused, match="foreign-incarnation"):
        desk.centre.push(other.incarnation, [sent(other.receive())])
    assert desk.centre.head(other.incarnation).known_sequence == 0


def test_no_token_of_another_unit_brings_events_in_a_desks_name(desk):
    other = desk.real.desk()
    lost = other.receive()
    with pytest.raises(CentreRefused, match="foreign-incarnation"):
        desk.centre.relay(other.incarnation, [sent(lost)])
    assert lost.id not in other.fed()


def test_who_brought_an_event_cannot_be_changed_afterwards(desk):
    with psycopg.connect(desk.real.url) as connection:
        connection.execute("SET ROLE counter_functions")
        connection.execute("SELECT counter.caller(%s)", (bytes.fromhex(desk.credentials.token),))
        with pytest.raises(errors.InsufficientPrivilege):
            connection.execute("UPDATE counter.events SET relayed_by = NULL")


def test_a_revoked_or_rotated_token_opens_nothing(real):
    desk = real.desk()
    enrolling = enrol_desk(real.url, Address(ca=real.server.ca))
    code = desk.credentials.unit_code
    fresh = enrolling.rotate(code, 3)
    with pytest.raises(CentreRefused, match="unknown-token"):
        desk.pull()
    same = {"id": desk.id, "officer": desk.officer, "incarnation": new_id()}
    again = WritingDesk.enrolled(real, fresh, **same)
    again.take(again.receive())
    enrolling.revoke(code, 3)
    for call in (again.pull, lambda: again.centre.head(again.incarnation)):
        with pytest.raises(CentreRefused, match="unknown-token"):
            call()


def test_a_desks_words_are_not_logged(desk):
    secret = "Nguyễn Văn Bí Mật"
    desk.offer(desk.write(Kind.DECLINED, {"x": secret}, {"y": secret}, dossier=new_id()))
    desk.offer(desk.write(Kind.TAKEN, {"x": secret}, dossier=new_id()))
    with as_desk_role(desk) as thief:
        for statement in ("SELECT %s::int", "SELECT counter_api.head_v1(%s, NULL, 0)"):
            with pytest.raises(psycopg.Error):
                thief.execute(statement, (secret,), binary=False)
    log = desk.real.server.log.read_text("utf-8", "replace")
    assert desk.credentials.token not in log
    assert desk.credentials.password not in log
    assert "counter_api.head_v1" in log
