"""Results that wait to be collected, and dossiers that need a person: found without a long look."""

import pytest

from counter_app.domain.acts import ACTS
from tests import make


@pytest.fixture
def finished(desk):
    """Receives and finishes a dossier of this person, an hour after the one before."""

    def finish(name="Nguyễn Thị Hiếu", **given):
        person = make.person(name, **given)
        dossier = desk.receive(applicant=person)
        desk.clock.forward(hours=1)
        return desk.append(ACTS["finish"], dossier)

    return finish


def ready(desk, text="", limit=10):
    return [line.line.applicant for line in desk.counter.questions.ready(text, limit)]


def test_who_has_waited_longest_comes_first(desk, finished):
    desk.receive()
    finished("Trần Văn Đức")
    last = finished("Lê Hiếu")
    assert ready(desk) == ["Trần Văn Đức", "Lê Hiếu"]
    assert ready(desk, limit=1) == ["Trần Văn Đức"]
    assert desk.counter.questions.ready("", 9)[1].finished_at == last.finished_at


def test_what_was_handed_over_or_voided_waits_no_more(desk, finished):
    desk.append(ACTS["hand-over"], finished("Trần Văn Đức"))
    desk.append(ACTS["void"], finished("Lê Hiếu"))
    assert ready(desk) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("duc", ["Trần Văn Đức"]),
        ("Văn trần", ["Trần Văn Đức"]),
        ("00108505", ["Trần Văn Đức"]),
        ("ran", []),
        ("%", ["Trần Văn Đức", "Lê Hiếu"]),
    ],
)
def test_words_narrow_the_list(desk, finished, text, found):
    finished("Trần Văn Đức", id_number="001085054321")
    finished("Lê Hiếu")
    assert ready(desk, text) == found


def test_one_persons_results_are_found_by_the_whole_number(desk, finished):
    finished("Trần Văn Đức", id_number="001 085 054321")
    finished("Lê Hiếu", id_number="")
    questions = desk.counter.questions
    assert [r.line.applicant for r in questions.ready_of("001085054321", 9)] == ["Trần Văn Đức"]
    assert questions.ready_of("00108505432", 9) == ()
    assert questions.ready_of("", 9) == ()


def test_disputed_dossiers_are_found_until_they_are_settled(desk):
    first = desk.receive()
    desk.receive()
    with desk.store.unit_of_work() as work:  # an act its state does not allow, as a feed brings it
        payloads = ({"method": "counter"}, {"recipient": "Trần Văn Đức"})
        draft = make.draft(ACTS["hand-over"], first, desk.clock(), payloads, first.last_event)
        work.append(draft)
        work.commit()
    questions = desk.counter.questions
    assert [line.id for line in questions.disputed(9)] == [first.id]
    desk.counter.perform(first.id, "resolve", {"reviewed": True}, desk.officer())
    assert questions.disputed(9) == ()


@pytest.mark.parametrize(
    ("condition", "index"),
    [
        ("status = 9 AND lifecycle = 'open' ORDER BY finished_at, row", "ix_dossiers_ready"),
        ("needs_review + conflicts > 0 ORDER BY row DESC", "ix_dossiers_disputed"),
    ],
)
def test_neither_list_reads_a_dossier_it_does_not_show(desk, condition, index):
    plan = desk.rows(f"EXPLAIN QUERY PLAN SELECT id FROM dossiers WHERE {condition} LIMIT 10")
    assert [row[3] for row in plan] == [f"SCAN dossiers USING INDEX {index}"]
