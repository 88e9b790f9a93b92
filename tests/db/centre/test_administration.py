"""Setting a centre up, bringing it up to date, giving and taking back credentials."""

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from psycopg.conninfo import make_conninfo
from sqlalchemy import create_engine

from counter_app.bootstrap import centre_administration, enrol_desk, set_up_centre
from counter_app.domain.errors import (
    CentreNotSetUp,
    CentreRefused,
    CentreUnreachable,
    DeskNumberTaken,
    InvalidAgency,
    InvalidDeskNumber,
    InvalidUnit,
)
from counter_app.services.centre_admin import Address, UnitName
from counter_app.services.centre_port import (
    Digest,
)
from db.centre import installing
from db.centre.client import PostgresCentre
from db.centre.schema import metadata
from tests.real_centre import CITY, HOAN_KIEM, RealCentre, new_id

pytestmark = pytest.mark.postgres


@pytest.fixture
def empty(postgres):
    """A database without a centre."""
    centre = RealCentre(postgres, postgres.new_database())
    yield centre
    centre.close()


def test_the_migrations_make_exactly_the_schema(shared):
    def ours(item, name, kind, reflected, other):
        return not (kind == "table" and name.startswith(("feed_", "alembic_")))

    engine = create_engine("postgresql+psycopg://", creator=lambda: psycopg.connect(shared.url))
    with engine.connect() as connection:
        options = {
            "include_object": ours,
            "compare_type": True,
            "include_schemas": True,
            "include_name": lambda name, kind, _: kind != "schema" or name == "counter",
        }
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_every_released_revision_is_known_in_its_order():
    config = Config()
    config.set_main_option("script_location", "db/centre/migrations")
    script = ScriptDirectory.from_config(config)
    revisions = [found.revision for found in script.walk_revisions()]
    assert tuple(reversed(revisions)) == installing.KNOWN
    assert script.get_heads() == [installing.HEAD]


def test_a_second_call_finds_the_centre_there_and_changes_no_identity(empty):
    first = set_up_centre(empty.url)()
    given = empty.enrol()
    assert set_up_centre(empty.url)("H30", "Nơi khác") == first
    assert (first.code, first.name) == ("H26", "Thành phố Hà Nội")
    assert centre_administration(empty.url).upgrade() == installing.HEAD
    head = empty.reach(given).head(new_id())
    assert (head.unit, head.city) == (given.unit, first.scope)
    assert {(unit.code, unit.name) for unit in head.units} == {
        ("H26", "Thành phố Hà Nội"),
        (HOAN_KIEM, HOAN_KIEM),
    }


def test_a_centre_of_an_older_fold_projects_everything_again(empty):
    set_up_centre(empty.url)()
    scope = empty.enrol().unit
    empty.rows("INSERT INTO projection.projected VALUES (%s, 9)", scope)
    centre_administration(empty.url).upgrade()
    assert empty.rows("SELECT position FROM projection.projected") == [(9,)]
    empty.runs("2026_12_04_seen")
    assert empty.rows("SELECT position FROM projection.projected") == []


def test_a_city_without_a_name_is_called_by_its_code(empty):
    assert set_up_centre(empty.url)(" h30 ", " ").name == "H30"


def test_two_centres_on_one_server_have_each_its_own_desks(empty, shared):
    set_up_centre(empty.url)()
    here, there = empty.enrol(), shared.enrol("H26.98")
    assert here.user != there.user
    for centre, given in ((empty, here), (shared, there)):
        assert centre.reach(given).head(new_id()).unit == given.unit
    stolen = shared.server.url(empty.database, there.user, there.password)
    with pytest.raises(psycopg.OperationalError), psycopg.connect(stolen) as connection:
        connection.execute("SELECT counter_api.head_v1('', NULL, 0)")


def test_a_renewed_centre_gives_its_role_the_password_it_always_had(real):
    given = real.enrol()
    real.rows(f"ALTER ROLE {given.user} PASSWORD 'lost' NOLOGIN")
    with pytest.raises(CentreUnreachable):
        real.reach(given).head(new_id())
    set_up_centre(real.url)()
    assert real.reach(given).head(new_id()).unit == given.unit


def test_a_database_without_a_centre_or_with_another_version_is_told(empty):
    administration = centre_administration(empty.url)
    for ask in (administration.upgrade, empty.enrol, lambda: administration.revoke("H26", 1)):
        with pytest.raises(CentreNotSetUp) as refusal:
            ask()
        assert refusal.value.reason == "empty"
    set_up_centre(empty.url)()
    empty.rows("UPDATE counter.alembic_version SET version_num = '2099_01_01_future'")
    for ask in (administration.upgrade, empty.enrol, set_up_centre(empty.url)):
        with pytest.raises(CentreNotSetUp) as refusal:
            ask()
        assert refusal.value.reason == "newer"


def test_a_failed_set_up_leaves_nothing(empty, monkeypatch):
    monkeypatch.setattr(installing, "_TO_FUNCTIONS", "SELECT no_such_function()")
    with pytest.raises(psycopg.errors.UndefinedFunction):
        set_up_centre(empty.url)()
    assert empty.rows("SELECT FROM pg_namespace WHERE nspname LIKE 'counter%'") == []


def test_only_a_database_in_utf8_becomes_a_centre(empty):
    name = f"{empty.database}_ascii"
    empty.rows(f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE 'C'")
    with pytest.raises(CentreRefused, match="not-utf8"):
        set_up_centre(empty.server.url(name))()


def test_a_number_is_never_given_again(shared):
    given = shared.enrol("H26.97", 5, "UBND phường Một")
    assert (given.unit_code, given.unit_name, given.desk_number) == (
        "H26.97",
        "UBND phường Một",
        5,
    )
    enrolling = enrol_desk(shared.url, Address(ca=shared.server.ca))
    for _ in range(2):
        with pytest.raises(DeskNumberTaken) as refusal:
            enrolling(UnitName("H26.97"), 5)
        assert (refusal.value.unit, refusal.value.number) == ("H26.97", 5)
        enrolling.revoke("H26.97", 5)
    assert enrolling.rotate("H26.97", 5).token != given.token
    for call in (enrolling.rotate, enrolling.revoke):
        for unit, number in (("H26.97", 6), ("H26.96", 5)):
            with pytest.raises(CentreRefused, match="unknown-desk"):
                call(unit, number)


def test_what_cannot_be_a_unit_or_a_desk_is_refused_and_no_unit_is_made(shared):
    enrolling = enrol_desk(shared.url, Address(ca=shared.server.ca))
    for unit, number, kind in (
        (UnitName("Hoàn Kiếm"), 3, InvalidAgency),
        (UnitName("H26.95"), 0, InvalidDeskNumber),
        (UnitName("H26.95"), 100, InvalidDeskNumber),
        (UnitName("H26.95", "x" * 201), 3, InvalidUnit),
    ):
        with pytest.raises(kind):
            enrolling(unit, number)
    assert shared.rows("SELECT FROM counter.units WHERE code = %s", "H26.95") == []


def test_a_new_name_reaches_desks_that_knew_the_old_one(shared):
    given = shared.enrol("H26.94", 1, "Tên cũ")
    centre = shared.reach(given)

    def name():
        return next(unit.name for unit in centre.head(new_id()).units if unit.id == given.unit)

    assert name() == "Tên cũ"
    shared.enrol("H26.94", 2, "Tên mới")
    assert name() == "Tên mới"
    known = centre.head(new_id()).units
    assert centre.head(new_id()).units is known  # it is not sent again while nothing changes


def test_the_citys_own_unit_is_enrolled_like_any_other(shared):
    given = shared.enrol(CITY, 9)
    assert shared.reach(given).head(new_id()).is_city_unit


def test_credentials_name_the_address_desks_use(shared):
    address = Address("centre.hanoi.test", 6432, "-----BEGIN CERTIFICATE-----")
    given = enrol_desk(shared.url, address)(UnitName("H26.93"), 1)
    assert (given.host, given.port, given.ca) == (address.host, address.port, address.ca)
    plain = enrol_desk(shared.url, Address())(UnitName("H26.93"), 2)
    assert (plain.host, plain.port) == ("127.0.0.1", shared.server.port)
    assert plain.ca == shared.server.ca  # what the administrator's own connection trusts


def test_without_any_certificate_there_are_no_credentials(shared):
    url = make_conninfo(shared.url, sslrootcert="", sslmode="require")
    with pytest.raises(CentreRefused, match="no-certificate"):
        enrol_desk(url, Address())(UnitName("H26.92"), 1)
    assert shared.rows("SELECT FROM counter.units WHERE code = %s", "H26.92") == []


def test_the_administrators_role_enrols_and_nobody_else_may(shared):
    shared.rows("ALTER ROLE counter_admin PASSWORD 'a'; ALTER ROLE counter_projector PASSWORD 'p'")
    administrator = shared.server.url(shared.database, "counter_admin", "a")
    assert enrol_desk(administrator, Address())(UnitName("H26.91"), 1).password
    projector = shared.server.url(shared.database, "counter_projector", "p")
    with pytest.raises(CentreRefused, match="not-an-administrator"):
        enrol_desk(projector, Address())(UnitName("H26.91"), 2)
    with psycopg.connect(projector) as connection:
        connection.execute("SELECT FROM counter.events")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("SELECT FROM counter.settings")


def test_a_server_that_is_not_there_is_unreachable():
    with pytest.raises(CentreUnreachable):
        set_up_centre("postgresql://127.0.0.1:1/x")()


def test_a_desk_reports_what_it_has(desk):
    for position in (1, 2):
        desk.centre.report(Digest(desk.unit, position, 2, "a" * 64, 0, "b" * 64))
    sql = "SELECT number, position, events FROM counter.digests WHERE unit = %s"
    assert desk.real.rows(sql, desk.unit) == [(3, 2, "a" * 64)]
    with pytest.raises(CentreRefused, match="foreign-scope"):
        desk.centre.report(Digest(new_id(), 1, 2, "a" * 64, 0, "b" * 64))


def test_an_older_centre_without_a_function_says_the_program_does_not_fit(real):
    given = real.enrol()
    real.rows("DROP FUNCTION counter_api.blob_size_v1(bytea, text)")
    centre = PostgresCentre(given)
    with pytest.raises(CentreRefused, match="old-program"):
        centre.blob_size("a" * 64)
    centre.close()
