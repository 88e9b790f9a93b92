"""The centre's projections: the rows a desk has, resumable, each dossier once, nobody kept waiting."""

import tempfile
import threading
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.domain.event import Kind
from counter_app.services.acting import Correction
from db.matching import expression_of
from tests import make
from tests.feeds import act_by_act, events_of, feeds_of, new_centre, projections
from tests.raters import BEST, rated

pytestmark = pytest.mark.postgres

HOME, GUEST = make.identity(1), make.identity(2)
PEOPLE = ["Nguyễn Thị Hiếu", "Trần Văn Đức", "Lê Hiếu Thị Nguyên", "Phạm Thị Yến"]
PAPER = {"id": "tp1", "name": "Giấy", "originals": True, "certified": 0, "photocopies": 0}
CHOICES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=8)
BEGINNINGS = st.sampled_from(["receive", "decline", "register"])


@pytest.fixture(scope="module")
def centre_url(postgres):
    return new_centre(postgres)


@pytest.fixture(scope="module")
def opened(centre_url):
    with feeds_of(centre_url) as feeds:
        yield feeds


@pytest.fixture
def feeds(opened):
    opened.empty()
    return opened


def story(number=0, beginning="receive", choices=(), **changed):
    """The ``number``-th dossier of three desks of a unit."""
    begun = make.Story(dossier=make.identity(50 + number), numbers=count(1000 * (number + 1)))
    getattr(begun, beginning)(**changed)
    return make.lived(begun, choices, desks=3)


def named(name, number=0):
    return story(number, applicant=make.person(name))


def interleaved(stories, order):
    """Their events, each story's in its order; ``order`` picks whose is next."""
    waiting = [list(s.events) for s in stories]
    while waiting := [events for events in waiting if events]:
        yield waiting[order.pop() % len(waiting) if order else 0].pop(0)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(BEGINNINGS, CHOICES), max_size=4),
    st.lists(st.integers(0, 3), max_size=30),
    st.integers(1, 12),
)
def test_the_same_events_give_the_same_rows_on_both_databases(opened, lives, order, limit):
    opened.empty()
    stories = [story(n, *life) for n, life in enumerate(lives)]
    events = list(interleaved(stories, order))
    opened.bring(events)
    assert opened.project(limit) == -(-len(events) // limit)
    with (
        tempfile.TemporaryDirectory() as folder,
        act_by_act(Path(folder) / "desk.sqlite3", events) as rows,
    ):
        assert projections(opened.rows) == projections(rows)
    assert opened.rows("SELECT * FROM set_aside") == []


def test_a_whole_desk_has_the_same_rows_at_the_centre(feeds, desk):
    first = desk.receive(submitter=make.person("Trần Văn Đức"))
    desk.counter.correct(first.id, Correction(sets=2), "sai", desk.officer())
    void = desk.receive(procedure=make.GUARDIAN)
    desk.counter.void(void.id, "nhầm", desk.officer("giamsat"), desk.officer())
    feeds.bring(events_of(desk))
    feeds.project(limit=10)
    of_desk = projections(desk.rows)
    assert projections(feeds.rows) == of_desk
    assert len(of_desk["officers"]) == 6
    assert len(of_desk["procedure_versions"]) > 50


def test_projecting_everything_again_gives_the_same_rows_and_numbers(feeds, desk):
    for _ in range(3):
        desk.receive()
    feeds.bring(events_of(desk))
    feeds.project()
    before, numbers = projections(feeds.rows), feeds.numbers()
    written = feeds.rows("SELECT xmin FROM dossiers ORDER BY row")
    feeds.projector.start_over()
    assert sorted(feeds.numbers()) == sorted(numbers)  # a reader misses nothing meanwhile
    feeds.project(limit=7)
    assert (projections(feeds.rows), feeds.numbers()) == (before, numbers)
    assert feeds.rows("SELECT xmin FROM dossiers ORDER BY row") == written  # nothing differed


def test_where_nothing_is_left_nothing_is_done(feeds):
    assert feeds.projector.step() == 0
    feeds.bring(story().events)
    assert feeds.projector.step() == 1
    assert feeds.projector.step() == 0


def test_who_dies_before_the_commit_leaves_rows_and_cursor_as_they_were(feeds, centre_url):
    feeds.bring(story(0, choices=[(3, 1)]).events + story(1).events)
    feeds.projector.step(limit=1)
    before = feeds.rows("SELECT position FROM projected"), projections(feeds.rows)
    with psycopg.connect(centre_url) as waiting, feeds_of(centre_url) as doomed:
        waiting.execute("LOCK TABLE projection.projected IN SHARE MODE")  # reached at the very end
        outcome = []
        thread = threading.Thread(target=lambda: outcome.append(fails(doomed)))
        thread.start()
        sql = "SELECT 1 FROM pg_locks WHERE pid = %s AND NOT granted"
        process = doomed.projector.connection.info.backend_pid
        while not feeds.rows(sql, process):
            pass
        feeds.rows("SELECT pg_terminate_backend(%s)", process)
        thread.join()
    assert outcome == [True]
    assert (feeds.rows("SELECT position FROM projected"), projections(feeds.rows)) == before
    assert feeds.project(limit=1) == 2
    assert len(feeds.numbers()) == 2


def fails(feeds):
    try:
        feeds.projector.step()
    except psycopg.OperationalError:
        return True
    return False


def test_two_projectors_at_once_do_the_work_once(feeds, centre_url):
    stories = [story(n, choices=[(3, 1), (20, 2)]) for n in range(40)]
    feeds.bring(interleaved(stories, list(range(100))))
    passed = []

    def work():
        with feeds_of(centre_url) as mine:
            while done := mine.projector.step(limit=9):
                passed.append(done)

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(passed) == sum(len(s.events) for s in stories)
    assert len(feeds.numbers()) == len(stories)
    assert counted(feeds) == len(stories)


def test_a_transferred_dossier_is_one_row_and_counted_once(feeds):
    moved, own = story(0), story(1)
    moved.add(Kind.TRANSFERRED, {"unit": {"id": str(GUEST), "code": "H26.15", "name": "Sở"}})
    arrived = moved.add(Kind.ARRIVED, {})
    feeds.bring(moved.events[:2])
    feeds.lend(moved.events[:2], GUEST)
    feeds.project(limit=1)
    feeds.bring([arrived])
    feeds.lend([arrived], GUEST)
    feeds.bring(own.events, scope=GUEST)
    feeds.project(limit=1)
    assert feeds.rows("SELECT id, competent_code FROM dossiers ORDER BY id") == [
        (moved.dossier, "H26.15"),
        (own.dossier, ""),
    ]
    assert counted(feeds) == 2
    assert dict(feeds.rows("SELECT scope, position FROM projected")) == feeds.heads


def test_what_stands_in_several_feeds_is_projected_at_home_alone(feeds, desk):
    told, of_desk = story(), events_of(desk)
    feeds.bring(told.events + list(of_desk), scope=HOME)
    feeds.project()
    written = feeds.rows("SELECT xmin FROM dossiers UNION ALL SELECT xmin FROM procedure_versions")
    feeds.lend(told.events + list(of_desk), GUEST)  # a transfer, and proposals to the city
    assert feeds.project() == 1
    assert written == feeds.rows(
        "SELECT xmin FROM dossiers UNION ALL SELECT xmin FROM procedure_versions"
    )
    assert feeds.rows("SELECT * FROM set_aside") == []


def counted(feeds):
    """How many dossiers the counters of statuses add up to."""
    return feeds.rows("SELECT sum(count) FROM counters WHERE facet = 'status'")[0][0]


def test_an_erased_dossier_has_nothing_personal_left(feeds):
    told = story(submitter=make.person("Trần Văn Đức", phone="0333444555"))
    feeds.bring(told.events)
    feeds.project()
    assert feeds.rows("SELECT applicant, id_number, phone FROM dossiers") == [
        ("Nguyễn Thị Hiếu", "001190012345", "0912345678")
    ]
    feeds.bring([told.add(Kind.ERASED)])
    feeds.erase(told.dossier)
    feeds.project()
    assert feeds.rows("SELECT applicant, id_number, phone, code, search_text FROM dossiers") == [
        ("", "", "", "H26.12-261116-030001", "261116 030001")
    ]


def test_an_unknown_kind_is_kept_and_locks_the_status(feeds):
    told = story()
    told.add_foreign(kind="signed")
    told.add(Kind.WITHDRAWN)
    feeds.bring(told.events)
    feeds.project()
    assert feeds.rows("SELECT status, lifecycle, needs_review FROM dossiers") == [(2, "open", 1)]
    assert feeds.rows("SELECT * FROM set_aside") == []


def test_a_later_schema_is_kept_and_locks_the_status(feeds):
    told = story()
    told.add_foreign(kind="withdrawn", schema=99)
    feeds.bring(told.events)
    feeds.project()
    assert feeds.rows("SELECT status, needs_review FROM dossiers") == [(2, 0)]


@pytest.mark.parametrize(
    ("kind", "public", "private", "reason"),
    [
        (Kind.CORRECTED, {}, {"fields": {"applicant.name": "Hiếu \0"}}, "DataError"),
        (Kind.FORWARDED, {"to": {"officer": "a"}}, None, "ProgrammingError"),
        (Kind.CORRECTED, {"fields": {"components": [PAPER]}}, None, "DatatypeMismatch"),
        (Kind.FORWARDED, {"to": None}, None, "NotNullViolation"),
    ],
)
def test_what_the_database_cannot_hold_is_set_aside_and_stops_nobody(
    feeds, kind, public, private, reason
):
    bad, good = story(0), story(1)
    bad.add(kind, public, private)
    feeds.bring(bad.events + good.events)
    feeds.project()
    assert feeds.rows("SELECT id, reason FROM set_aside") == [(bad.dossier, reason)]
    assert list(feeds.numbers()) == [good.dossier]
    assert counted(feeds) == 1
    mended = {"applicant.name": "Nguyễn Thị Hiếu", "holder": "a", "components": []}
    feeds.bring([bad.add(Kind.CORRECTED, {}, {"fields": mended})])
    feeds.project()
    assert feeds.rows("SELECT * FROM set_aside") == []
    assert len(feeds.numbers()) == counted(feeds) == 2


def test_what_no_program_can_begin_is_set_aside(feeds):
    told, strange = story(), make.Story(dossier=make.identity(60), numbers=count(9000))
    strange.add(Kind.TAKEN)
    feeds.bring(told.events + strange.events)
    feeds.project()
    (aside,) = feeds.rows("SELECT id, reason FROM set_aside")
    assert aside == (strange.dossier, "NoBeginning")
    assert list(feeds.numbers()) == [told.dossier]


def test_an_act_that_cannot_be_read_waits_for_review_in_its_row(feeds):
    told = story()
    feeds.bring(told.events)
    feeds.project()
    feeds.bring([told.add(Kind.EXTENDED, {"until": "hôm sau"})])
    feeds.project()
    assert feeds.rows("SELECT needs_review FROM dossiers") == [(1,)]
    assert feeds.rows("SELECT * FROM set_aside") == []


def test_reference_data_nobody_can_read_is_set_aside(feeds, desk):
    events = list(events_of(desk))
    bad = make.altered(next(e for e in events if e.kind == Kind.UNIT_PROFILED), public={"unit": 7})
    feeds.bring([bad, *(e for e in events if e.id != bad.id)])
    feeds.project()
    assert [identity for identity, _ in feeds.rows("SELECT id, reason FROM set_aside")] == [bad.id]
    assert len(feeds.rows("SELECT * FROM officers")) == 6


def test_who_sends_much_keeps_nobody_waiting(feeds):
    feeds.bring(story(0, choices=[(3, n) for n in range(8)]).events)
    feeds.bring(story(1).events, scope=GUEST)
    feeds.projector.step(limit=3)
    assert dict(feeds.rows("SELECT scope, position FROM projected")) == {GUEST: 1, HOME: 2}


@pytest.mark.parametrize("typed", ["hieu", "hieu nguyen", "NGUY hieu", "0912", "030001", "đức"])
def test_people_are_found_at_the_centre_as_on_a_desk(feeds, tmp_path, typed):
    stories = [named(name, number) for number, name in enumerate(PEOPLE)]
    events = [event for told in stories for event in told.events]
    feeds.bring(events)
    feeds.project()
    with act_by_act(tmp_path / "desk.sqlite3", events) as rows:
        sql = "SELECT d.id FROM dossiers_text t JOIN dossiers d ON d.row = t.rowid"
        found = rows(f"{sql} WHERE dossiers_text MATCH '{expression_of(typed)}'")
    assert found
    words = expression_of(typed).split(" OR ")[0].strip("()").replace('"*', ":*").replace('"', "")
    query = words.replace(" AND ", " & ")
    sql = "SELECT id FROM dossiers WHERE to_tsvector('simple', search_text) @@ to_tsquery(%s, %s)"
    feeds.connection.execute("SET enable_seqscan = off")
    plan = str(feeds.rows(f"EXPLAIN {sql}", "simple", query))
    feeds.connection.execute("RESET enable_seqscan")
    assert "ix_dossiers_words" in plan
    there = feeds.rows(sql, "simple", query)
    assert sorted(i.hex for (i,) in there) == sorted(i for (i,) in found)


def test_ratings_are_counted_alike_at_the_desk_and_at_the_centre(feeds, desk):
    for answers in (BEST, BEST | {"7": 0}):
        rated(desk, times=3, answers=answers, text="x")
    [first, *_] = desk.counter.rating.complaints.waiting(desk.officer("giamsat"))
    desk.counter.rating.complaints.judge(first.id, "unjustified", "y", desk.officer("giamsat"))
    feeds.bring(events_of(desk))
    feeds.project()
    counts = "SELECT * FROM rating_counts ORDER BY 1, 2, 3, 4, 5, 6, 7"
    assert feeds.rows(counts) == desk.rows(counts)
    tallies = "SELECT tallies, complaint FROM ratings"
    assert sorted(feeds.rows(tallies)) == sorted(desk.rows(tallies))
