"""Figures of many units at the centre: who may see whose, what is counted where, and how old it is."""

from contextlib import closing
from datetime import timedelta

import psycopg
import pytest
from psycopg import errors

from counter_app.bootstrap import central_database, centre_administration
from counter_app.domain.dossier import UnitRef
from counter_app.domain.errors import CentreRefused
from counter_app.domain.event import Kind
from counter_app.services.central import Project
from db.centre.installing import HEAD
from tests import make
from tests.real_centre import CITY
from tests.sample_desk import SampleDesk

pytestmark = pytest.mark.postgres
WARD, OFFICE, BRANCH = "H26.12", "H26.15", "H26.15.3"
INDEXES = ("open_unit", "visiting", "ended_unit")


@pytest.fixture
def desks(real):
    """Desks of the city's own unit, of a ward, of an office and of the office's branch."""
    return {code: real.desk(code, 3) for code in (CITY, WARD, OFFICE, BRANCH)}


def receive(desk, code="", **more):
    """A reception of the desk's unit, or one whose text claims another ``code``."""
    unit = UnitRef(code or desk.credentials.unit_code, "x", desk.unit)
    event = desk.receive(unit=unit, **more)
    desk.take(event)
    return event.dossier


def project(real):
    with closing(central_database(real.url)) as database:
        Project(database)()


def told(desk, moment=make.MONDAY):
    return {line.code: line for line in desk.centre.figures(moment)}


def opened(desk):
    return {code: line.counts["open"] for code, line in told(desk).items()}


def test_a_unit_sees_itself_and_what_is_below_it_and_the_citys_own_everybody(real, desks):
    for number, code in enumerate(desks):
        for _ in range(number + 1):
            receive(desks[code])
    project(real)
    assert opened(desks[WARD]) == {WARD: 2}
    assert opened(desks[BRANCH]) == {BRANCH: 4}
    assert opened(desks[OFFICE]) == {OFFICE: 3, BRANCH: 4}
    assert opened(desks[CITY]) == {CITY: 1, WARD: 2, OFFICE: 3, BRANCH: 4}


def test_the_list_behind_a_figure_names_no_person_and_is_of_units_below_alone(real, desks):
    receive(desks[BRANCH])
    receive(desks[OFFICE], code=BRANCH)  # a lie that is listed nowhere
    project(real)
    found = desks[OFFICE].centre.unit_list(BRANCH, "open", make.MONDAY, 9)
    [line] = found.lines
    assert (found.total, line.status, line.ended) == (1, 2, "")
    assert line.procedure
    assert desks[CITY].centre.unit_list(BRANCH, "open", make.MONDAY, 9) == found
    assert desks[CITY].centre.unit_list(BRANCH, "nothing", make.MONDAY, 9).total == 0
    for other in (OFFICE, CITY):
        with pytest.raises(CentreRefused) as refusal:
            desks[WARD].centre.unit_list(other, "open", make.MONDAY, 9)
        assert refusal.value.reason == "foreign-scope"


def test_a_list_has_its_limit_and_says_how_many_there_are(real, desks):
    for _ in range(3):
        receive(desks[WARD])
    project(real)
    found = desks[CITY].centre.unit_list(WARD, "waiting", make.MONDAY, 2)
    assert (found.total, len(found.lines)) == (3, 2)


def test_a_code_that_only_begins_alike_is_not_below(real):
    one, twelve = real.desk("H26.1"), real.desk(WARD)
    receive(twelve)
    project(real)
    assert list(told(one)) == ["H26.1"]


def test_a_unit_that_has_nothing_is_told_with_zeros_under_every_name_of_a_desk(
    real, desks, desk_names
):
    project(real)
    line = told(desks[WARD])[WARD]
    assert line.counts == dict.fromkeys(desk_names, 0)


@pytest.fixture
def desk_names(sample_folder, tmp_path):
    """The names the figures of a desk have."""
    opened_desk = SampleDesk.copied(sample_folder, tmp_path / "names")
    board = opened_desk.counter.supervision.figures.board()
    yield [figure.name for figure in (*board.figures, *board.ages)]
    opened_desk.close()


def test_what_a_text_claims_of_another_unit_counts_for_nobody(real, desks):
    """A dossier's home is where its desk's token put it; a lie moves no other unit's figures."""
    receive(desks[WARD])
    receive(desks[WARD], code=OFFICE)
    project(real)
    assert opened(desks[CITY]) == {CITY: 0, WARD: 1, OFFICE: 0, BRANCH: 0}


def test_a_dossier_that_lies_elsewhere_counts_once_at_home_and_as_a_guest_there(real, desks):
    ward, office = desks[WARD], desks[OFFICE]
    dossier = receive(ward)
    unit = {"id": str(office.unit), "code": OFFICE, "name": "x"}
    said = {"unit": unit, "components": []}
    ward.take(ward.act(Kind.TRANSFERRED, dossier, said, role="reception"))
    project(real)
    lines = told(desks[CITY])
    assert {code: line.counts["open"] for code, line in lines.items()} == {
        CITY: 0,
        WARD: 1,
        OFFICE: 0,
        BRANCH: 0,
    }
    assert {code: line.counts["visiting"] for code, line in lines.items() if line.counts["visiting"]} == {OFFICE: 1}  # fmt: skip
    assert told(office)[OFFICE].counts["visiting"] == 1


def test_it_says_how_far_it_has_counted(real, desks):
    ward = desks[WARD]
    line = told(ward)[WARD]
    assert (line.behind, line.counted_until) == (2, None)  # what a unit's first desk says first
    project(real)
    before = told(ward)[WARD]
    [(received,)] = real.rows(
        "SELECT max(received_at) FROM counter.events WHERE scope = %s", ward.unit
    )
    assert before.behind == 0
    assert abs(before.counted_until - received) < timedelta(milliseconds=1)
    receive(ward)
    receive(ward)
    later = told(ward)[WARD]
    assert (later.behind, later.counted_until) == (2, before.counted_until)
    assert later.counts["open"] == 0
    project(real)
    caught_up = told(ward)[WARD]
    assert (caught_up.behind, caught_up.counts["open"]) == (0, 2)
    assert caught_up.counted_until > before.counted_until


def test_a_moment_is_judged_in_local_days(real, desks):
    ward = desks[WARD]
    receive(ward)
    project(real)
    [(due_ms,)] = real.rows("SELECT due_at FROM projection.dossiers")
    due = make.datetime.fromtimestamp(due_ms / 1000, make.ZONE)
    last_night = due.replace(hour=23, minute=59) - timedelta(days=1)

    def counts(moment):
        found = told(ward, moment)[WARD].counts
        return {n for n in ("due_today", "overdue", "overdue_0_0", "overdue_1_3") if found[n]}

    assert counts(last_night) == set()
    assert counts(last_night + timedelta(minutes=1)) == {"due_today"}
    assert counts(due) == {"due_today"}
    assert counts(due + timedelta(milliseconds=1)) == {"overdue", "overdue_0_0"}
    assert counts(due.replace(hour=0, minute=0) + timedelta(days=1)) == {"overdue", "overdue_1_3"}


def test_the_functions_role_reads_counts_alone_and_only_of_units_that_may_be_seen(real, desks):
    for desk in desks.values():
        receive(desk)
    project(real)
    with psycopg.connect(real.url, autocommit=True) as connection:
        connection.execute("SET ROLE counter_functions")
        for secret in (
            "applicant",
            "id_number",
            "phone",
            "search_text",
            "request_key",
            "holder",
            "*",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(f"SELECT {secret} FROM projection.dossiers".encode())

        def seen():
            rows = connection.execute("SELECT unit_code FROM projection.dossiers").fetchall()
            positions = connection.execute("SELECT FROM projection.projected").fetchall()
            return {code for (code,) in rows}, len(positions)

        assert seen() == (set(), 0)
        with connection.transaction():
            token = bytes.fromhex(desks[OFFICE].credentials.token)
            connection.execute("SELECT counter.caller(%s)", (token,))
            assert seen() == (set(), 0)  # a token alone opens no figures
            connection.execute("SELECT counter.see_units(counter.caller(%s))", (token,))
            assert seen() == ({OFFICE, BRANCH}, 2)
            connection.execute("SELECT counter.caller(%s)", (token,))
            assert seen() == (set(), 0)  # nor does one that asked before


def test_a_thief_of_the_desks_password_cannot_widen_what_is_seen(real, desks):
    receive(desks[CITY])
    project(real)
    named = desks[WARD].credentials
    url = real.server.url(named.database, named.user, named.password)
    with psycopg.connect(url) as thief:
        thief.execute("SELECT set_config('app.seen', 'H26 H26.12', false)")
        thief.execute("SELECT set_config('app.is_city', 'true', false)")
        rows = thief.execute(
            "SELECT code FROM counter_api.figures_v1(%s, now())", (bytes.fromhex(named.token),)
        ).fetchall()
        assert rows == [(WARD,)]
        with pytest.raises(errors.InsufficientPrivilege):
            thief.execute("SELECT unit_code FROM projection.dossiers")


def test_a_centre_of_before_tells_nothing_and_after_its_upgrade_how_old_its_figures_are(
    real, desks
):
    receive(desks[WARD])
    project(real)
    before = told(desks[WARD])[WARD]
    assert before.counted_until is not None
    for older in (
        "DROP FUNCTION counter_api.figures_v1",
        "DROP FUNCTION counter_api.unit_list_v1",
        "DROP POLICY figures ON projection.dossiers",
        "ALTER TABLE projection.projected DROP COLUMN received_at",
        *(f"DROP INDEX projection.ix_dossiers_{name}" for name in INDEXES),
        "DROP FUNCTION counter_api.look_at_files_v1",
        "DROP TABLE counter.file_marks",
        "UPDATE counter.alembic_version SET version_num = '2026_12_08_decisions'",
    ):
        real.rows(older)
    with pytest.raises(CentreRefused) as refusal:
        told(desks[WARD])
    assert refusal.value.reason == "old-program"
    assert centre_administration(real.url).upgrade() == HEAD
    assert told(desks[WARD])[WARD] == before
