"""Generated load: deterministic, possible, and through the same chain, fold and projections."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.domain.acts import Role
from counter_app.domain.citizen_number import CitizenNumber
from counter_app.domain.dossier import Status
from counter_app.domain.errors import DayFull, NothingToGenerate
from counter_app.domain.procedure import Channel, Decision, DecisionKind, Offer
from counter_app.services.accounts import NewOfficer
from counter_app.services.generation import Generate
from counter_app.services.lives import Load
from tests import make, sample_desk
from tests.issuing import issue as issued_at_once
from tests.sample_desk import SampleDesk

UNTIL = make.MONDAY


def generate(desk, dossiers=60, progress=lambda done: None, **load):
    identity, questions = desk.counter.desk, desk.counter.questions
    made = Generate(identity, questions.reference, desk.store.unit_of_work)
    return made(Load(dossiers, **({"seed": 1, "days": 30, "until": UNTIL} | load)), progress)


def lives(desk):
    return [desk.dossier(line) for line in desk.counter.search("", 500)]


def texts(desk):
    return desk.rows(
        "SELECT text, private, salt FROM events WHERE dossier IS NOT NULL ORDER BY seq"
    )


def test_the_same_seed_gives_the_same_desk_and_another_seed_another(sample_folder, tmp_path):
    desks = [SampleDesk.copied(sample_folder, tmp_path / str(n)) for n in range(3)]
    for desk, seed in zip(desks, (1, 1, 2), strict=True):
        assert generate(desk, seed=seed) == 60
    first, same, other = map(texts, desks)
    for desk in desks:
        desk.close()
    assert first == same
    assert first != other


def test_what_is_generated_is_what_a_rebuild_makes(desk):
    generate(desk)
    before = desk.dump()
    assert desk.counter.health.audit().dossiers == 60
    assert desk.counter.health.rebuild().changed == 0
    assert desk.dump() == before


def test_every_life_is_legal_and_nothing_happens_in_the_future(desk):
    generate(desk, 150)
    found = lives(desk)
    assert len(found) == 150
    assert {dossier.status for dossier in found} >= {Status.RECEIVED, Status.RETURNED}
    for dossier in found:
        assert not dossier.needs_review
        assert dossier.conflicts == ()
        assert all(entry.at < UNTIL for entry in dossier.history)
        assert [e.at for e in dossier.history] == sorted(e.at for e in dossier.history)
        assert CitizenNumber.parse(dossier.applicant.id_number)
    assert desk.counter.health.clock_behind() == 0


def test_a_routed_dossier_is_at_the_step_its_life_has_come_to(desk):
    generate(desk, 150)
    found = [dossier for dossier in lives(desk) if dossier.procedure.steps > 1]
    waiting = [dossier for dossier in found if dossier.status is Status.RECEIVED]
    taken = [dossier for dossier in found if dossier.status is Status.IN_PROCESS]
    assert {(d.step.number, d.holder) for d in waiting} == {(1, "role:reception")}
    holder = str(desk.officer("xuly").id)
    assert {(d.step.number, d.step.role, d.holder) for d in taken} == {(2, "processing", holder)}
    assert all(d.steps_done[0].until == d.step.since for d in taken)


def test_promises_are_those_an_intake_would_make(desk):
    generate(desk, 600, days=5)
    for dossier in lives(desk):
        choice = make_choice(dossier, desk)
        at = dossier.received_at.astimezone(make.ZONE)
        promised = desk.counter.reception.preview(choice, at).resolved()
        found = (dossier.start_at, dossier.first_due_at, dossier.first_derivation, dossier.term)
        wanted = (promised.start_at, promised.due_at, promised.derivation, promised.term)
        assert found == wanted


def make_choice(dossier, desk):
    from counter_app.services.promise import Choice

    version = desk.counter.catalogue.versions(dossier.procedure.code)[0]
    return Choice(dossier.procedure.code, version.cases[0].id, Channel(dossier.channel))


def test_numbers_go_on_where_generation_ended(desk):
    generate(desk, 200, days=0, until=UNTIL.replace(hour=17))
    assert desk.receive().code == "H26.12-261116-030201"
    codes = [line.code for line in desk.counter.search("", 500)]
    assert len(set(codes)) == 201


def test_it_is_told_after_each_batch(desk, monkeypatch):
    monkeypatch.setattr("counter_app.services.generation.BATCH", 25)
    told = []
    generate(desk, progress=told.append)
    assert told == [25, 50, 60]


@pytest.mark.parametrize(
    ("until", "days"),
    [(UNTIL - timedelta(days=1), 0), (UNTIL - timedelta(days=1), 1), (UNTIL.replace(hour=7), 0)],
)
def test_where_no_office_was_open_nothing_is_generated(desk, until, days):
    before = desk.dump()
    with pytest.raises(NothingToGenerate):
        generate(desk, until=until, days=days)
    assert desk.dump() == before


def test_more_than_a_day_has_numbers_for_is_refused(desk):
    unit = desk.counter.questions.reference().unit()
    desk.counter.describe_unit(replace(unit, serial_width=4), desk.officer("quantri"))
    with pytest.raises(DayFull):
        generate(desk, 1001, days=0, until=UNTIL.replace(hour=17))
    assert desk.counter.search("", 1000) == ()  # the batch it belongs to left nothing


def empty_desk(folder, *roles):
    officer = NewOfficer("hai", "Vũ Văn Hải", (Role.ADMINISTRATOR, Role.CONTROL, *roles), "123456")
    sample_desk.set_up(folder)(sample_desk.UNIT, officer)
    return SampleDesk(folder)


def test_a_desk_without_procedures_has_nothing_to_generate(data_dir):
    desk = empty_desk(data_dir, Role.RECEPTION, Role.PROCESSING)
    with pytest.raises(NothingToGenerate):
        generate(desk)
    desk.close()


def test_a_desk_where_nobody_processes_has_nothing_to_generate(data_dir):
    desk = empty_desk(data_dir, Role.RECEPTION)
    versions = sample_desk.sample_catalogue()[:3]
    issued_at_once(desk.counter, versions, desk.officer("hai"))
    with pytest.raises(NothingToGenerate):
        generate(desk)
    desk.close()


def test_only_versions_anybody_could_have_been_received_under_are_used(data_dir):
    desk = empty_desk(data_dir, Role.RECEPTION, Role.PROCESSING)
    plain = sample_desk.sample_catalogue()[0]

    def offering(*offers):
        return (replace(plain.cases[0], offers=offers),)

    counter = Channel.COUNTER
    unfit = {
        "cases": offering(Offer(counter, None)),
        "decision": Decision("2", DecisionKind.REPEAL),
    }
    odd = [
        replace(plain, code="9.1", decision=unfit["decision"]),
        replace(plain, code="9.2", cases=unfit["cases"]),
        replace(plain, code="9.3", cases=offering(Offer(counter, "none"))),
        replace(plain, code="9.4", cases=offering(Offer(Channel.POST, "same_day"))),
        replace(plain, code="9.5", cases=offering(Offer(counter, "same_day", ("same_day",)))),
        replace(plain, code="9.6", decision=Decision("3", effective=date(2026, 11, 1))),
        replace(plain, code="9.7", cases=offering(Offer(counter, "8 working_hours"))),
    ]
    issued_at_once(desk.counter, [plain, *odd], desk.officer("hai"))
    generate(desk, 40)
    assert {line.procedure_code for line in desk.counter.search("", 500)} == {plain.code, "9.7"}
    desk.close()
