"""Finding dossiers by what a citizen has at hand."""

import pytest

from counter_app.domain.errors import AmbiguousCode, UnknownDossier
from tests import make


def found(desk, text, limit=20):
    return [line.code for line in desk.counter.search(text, limit)]


@pytest.fixture
def three(desk):
    people = [
        make.person("Nguyễn Thị Hiếu", phone="0912 345 678"),
        make.person("Trần Văn Đức", id_number="001085054321", phone="+84 987.654.321"),
        make.person("Lê Hiếu Thị Nguyên", id_number="001192099999", phone="", tax_code="0101234567-001"),
    ]  # fmt: skip
    return [desk.receive(applicant=person) for person in people]


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("", [2, 1, 0]),
        ("   ", [2, 1, 0]),
        ("Nguyễn Thị Hiếu", [2, 0]),
        ("hieu nguyen", [2, 0]),
        ("HIE NGU", [2, 0]),
        ("van duc", [1]),
        ("Đức", [1]),
        ("Đức Hiếu", []),
        ("0912345678", [0]),
        ("0912 345 678", [0]),
        ("0912.345", [0]),
        ("0987654321", [1]),
        ("+84 987 654 321", [1]),
        ("001085054321", [1]),
        ("001 085 054 321", [1]),
        ("001192", [2]),
        ("0101234567-001", [2]),
        ("0101234567", [2]),
        ("030002", [1]),
        ("261116 030003", [2]),
        ("261116", [2, 1, 0]),
        ("H26.12-261116-030001", [0]),
        ("h26.12 – 261116 - 030001", [0]),
        ("H26.12-261116-0300", [2, 1, 0]),
        ("H26.12-2611", [2, 1, 0]),
        ("\"'*()-", []),
        ("hieu AND nguyen", []),
        ("\0\ud800", []),
        ("nguyen " * 100, [2, 0]),
    ],
)
def test_everything_is_searched(desk, three, text, which):
    assert found(desk, text) == [three[index].code for index in which]


def test_the_scanned_alias_finds_its_dossier(desk, three):
    assert found(desk, three[1].alias) == [three[1].code]


def test_who_hands_in_is_found_too(desk):
    dossier = desk.receive(submitter=make.person("Vũ Hải", id_number="0123", phone="0333444555"))
    assert found(desk, "vu hai") == found(desk, "0333444555") == [dossier.code]


def test_a_refusal_is_found_by_its_number_and_by_its_applicant(desk):
    dossier = desk.counter.reception.decline(make.request(), "thiếu", desk.officer())
    for text in (dossier.decline_number, "261116-030001", "hieu"):
        assert [line.id for line in desk.counter.search(text)] == [dossier.id]


def test_no_more_than_asked_for_and_never_too_many(desk, three):
    assert len(found(desk, "", 2)) == 2
    assert len(found(desk, "", 0)) == 1
    assert len(found(desk, "hieu", 10**9)) == 2


def test_a_line_says_what_a_list_shows(desk):
    dossier = desk.receive(procedure=make.GUARDIAN)
    (line,) = desk.counter.search("hieu")
    assert (line.id, line.procedure_code, line.applicant) == (
        dossier.id,
        make.GUARDIAN,
        "Nguyễn Thị Hiếu",
    )
    assert (line.status, line.lifecycle, line.paused) == (dossier.status, dossier.lifecycle, False)
    assert (line.received_at, line.due_at) == (dossier.received_at, dossier.due_at)


def test_a_dossier_is_named_by_code_alias_or_identity(desk, three):
    search = desk.counter.search
    for name in (three[0].code, three[0].code.lower(), three[0].alias, str(three[0].id)):
        assert search.named(f" {name} ") == three[0]


@pytest.mark.parametrize(
    "name",
    ["", "Hiếu", "H26.12-261116-039999", "261226112303001730", str(make.identity(9)), "\ud800",
     "x" * 10_000],
)  # fmt: skip
def test_what_names_no_dossier_is_refused(desk, three, name):
    with pytest.raises(UnknownDossier) as refusal:
        desk.counter.search.named(name)
    assert len(refusal.value.code) <= 80


def test_a_code_a_clone_gave_twice_asks_which(desk, three):
    desk.write("UPDATE dossiers SET code = ?, alias = ?", three[0].code, three[0].alias)
    for name in (three[0].code, three[0].alias):
        with pytest.raises(AmbiguousCode) as refusal:
            desk.counter.search.named(name)
        assert len(refusal.value.dossiers) == 3


def test_the_same_person_and_procedure_in_thirty_days_is_a_duplicate(desk):
    def duplicates(number="001190012345", procedure=make.BIRTH):
        return [line.id for line in desk.counter.search.duplicates(number, procedure)]

    first = desk.receive()
    desk.clock.forward(days=20)
    second = desk.receive()
    desk.receive(procedure=make.GUARDIAN)
    desk.receive(applicant=make.person(id_number="001085054321"))
    desk.counter.reception.decline(make.request(), "thiếu", desk.officer())
    assert duplicates() == duplicates("001 190 012 345") == [second.id, first.id]
    assert duplicates("00119001234") == duplicates("") == duplicates("?") == []
    desk.clock.forward(days=10, minutes=1)
    assert duplicates() == [second.id]
    desk.counter.void(second.id, "nhầm", desk.officer("giamsat"), desk.officer())
    assert duplicates() == []


def test_a_number_written_with_spaces_is_the_same_number(desk):
    dossier = desk.receive(applicant=make.person(id_number="001 190 012 345"))
    assert [x.id for x in desk.counter.search.duplicates("001190012345", make.BIRTH)] == [
        dossier.id
    ]


def test_procedures_are_remembered_latest_first(desk):
    for procedure in (make.BIRTH, make.GUARDIAN, make.BIRTH):
        desk.clock.forward(minutes=1)
        desk.receive(procedure=procedure)
    recent = desk.counter.questions.recent_procedures
    assert recent(desk.counter.desk.id, 5) == (make.BIRTH, make.GUARDIAN)
    assert recent(desk.counter.desk.id, 1) == (make.BIRTH,)


def test_yesterdays_dossiers_stay_found(desk, three):
    desk.clock.forward(days=400)
    desk.receive()
    assert len(found(desk, "hieu")) == 3
