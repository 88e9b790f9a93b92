"""Real desks on SQLite and a centre in memory: what one does, the other has."""

import shutil
from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.bootstrap import shipped_calendar
from counter_app.domain.acts import Role
from counter_app.domain.errors import (
    CentreUnreachable,
    DeskStandsAlone,
    InvalidOfficer,
    UnknownBlob,
)
from counter_app.domain.forms import PageSize
from counter_app.identities import SystemChance
from counter_app.services.accounts import NewOfficer
from counter_app.services.attaching import NewAttachment
from counter_app.services.enrolling import BeginEnrolled, officers_of
from counter_app.services.health import State
from db.desk_store import NewDeskStore
from tests import make, scans
from tests.fake_centre import FakeCentre
from tests.fakes import PlainPins, SettableClock
from tests.sample_desk import UNIT, SampleDesk
from tests.wire import Wire

ADMIN = NewOfficer("truong", "Đỗ Văn Trưởng", (Role.ADMINISTRATOR,), "246810")


@pytest.fixture
def clock():
    return SettableClock(make.MONDAY)


@pytest.fixture
def centre(clock):
    return FakeCentre(clock)


@pytest.fixture
def unit(centre):
    return centre.add_unit(UNIT.code, UNIT.name)


@pytest.fixture
def opened():
    """Desks that are closed at the end."""
    desks = []
    yield lambda desk: desks.append(desk) or desk
    for desk in desks:
        desk.close()


@pytest.fixture
def a(sample_folder, tmp_path, centre, unit, opened):
    """A sample desk that stood alone and was enrolled with a dossier already taken in."""
    shutil.copytree(sample_folder, tmp_path / "a")
    desk = opened(SampleDesk(tmp_path / "a", centre.now, centre.connect))
    desk.first = desk.receive()
    desk.counter.in_step.enrol(centre.enrol(unit, 3))
    return desk


@pytest.fixture
def new_desk(tmp_path, clock, centre, unit, opened):
    """Makes desks out of empty folders."""

    def made(number, in_unit=unit, credentials=None):
        folder = tmp_path / f"new{number}"
        credentials = credentials or centre.enrol(in_unit, number)
        new = NewDeskStore(folder, shipped_calendar(), SystemChance().identity)
        BeginEnrolled(new, clock, SystemChance())(credentials)
        desk = opened(SampleDesk(folder, clock, centre.connect))
        desk.counter.in_step.enrol(credentials)
        return desk

    return made


@pytest.fixture
def b(a, new_desk):
    """A desk of the same unit made of an empty folder, in step."""
    sync(a)
    desk = new_desk(4)
    sync(desk)
    return desk


def sync(desk, progress=lambda _done, _all: True):
    return desk.counter.in_step.run(progress)


def codes(desk):
    return sorted(line.code for line in desk.counter.search("", 100))


def test_a_stand_alone_desk_keeps_everything_and_sends_it(a, centre, unit):
    waiting = a.counter.in_step.log.outbox().waiting
    report = sync(a)
    assert (report.pushed, report.rejected) == (waiting, 0)
    assert len(centre.feed(unit)) == report.head == waiting
    assert a.dossier(a.first).code == a.first.code


def test_a_new_desk_gets_officers_dossiers_and_catalogue_by_its_first_pull(a, b):
    assert codes(b) == [a.first.code]
    assert b.dossier(a.first) == a.dossier(a.first)
    assert b.counter.sign_in("tiepnhan", "123456").name == "Nguyễn Thị An"
    assert b.counter.questions.reference().unit().name == UNIT.name
    assert len(b.counter.catalogue.in_force()) == len(a.counter.catalogue.in_force())


def test_what_the_other_desk_does_comes_back(a, b):
    theirs = b.receive()
    b.counter.perform(a.first.id, "forward", {"to": "processing"}, b.officer())
    sync(b)
    assert sync(a).pulled == 2
    assert codes(a) == codes(b) == sorted([a.first.code, theirs.code])
    assert a.dossier(a.first) == b.dossier(a.first)


def test_a_new_desks_numbers_begin_behind_what_a_lost_one_may_have_given(a, b):
    assert b.receive().code.endswith("-040201")


def test_a_desk_installed_anew_gives_no_number_of_its_lost_life(a, b, centre, new_desk):
    for _ in range(3):
        b.receive()
    sync(b)
    credentials = centre.rotate(b.counter.in_step.log.link().credentials)
    b.folder.rename(b.folder.with_name("lost"))
    again = new_desk(4, credentials=credentials)
    sync(again)
    assert again.receive().code.endswith("-040404")


def test_a_units_first_desk_gets_its_administrator_at_the_desk(centre, unit, new_desk):
    desk = new_desk(1)
    sync(desk)
    assert officers_of(desk.counter.questions.reference) == ()
    found = replace(desk.counter.found, hasher=PlainPins())
    found(ADMIN)
    assert sync(desk).rejected == 0
    assert desk.counter.questions.reference().unit().name == UNIT.name
    second = new_desk(2)
    sync(second)
    assert second.counter.sign_in("truong", "246810").roles == (Role.ADMINISTRATOR,)
    with pytest.raises(InvalidOfficer):
        replace(second.counter.found, hasher=PlainPins())(ADMIN)


def test_a_new_desk_says_its_number_with_the_first_officer_it_registers(a, b, centre, unit):
    before = len(centre.feed(unit))
    by = b.officer("quantri")
    for login in ("truong", "phong"):
        b.counter.register_officer(replace(ADMIN, login=login), by)
    b.counter.describe_unit(b.counter.questions.reference().unit(), by)
    assert sync(b).rejected == 0
    sync(a)
    said = [event.kind for event in centre.feed(unit)][before:]
    assert said == ["desk-enrolled", *["officer-registered"] * 2, "unit-profiled"]
    assert [a.officer(login).desk for login in ("truong", "phong", "xuly")] == [4, 4, 3]


def test_a_desk_that_was_enrolled_with_another_number_says_the_new_one(desk, centre, unit, clock):
    desk.counter.in_step.enrol(centre.enrol(unit, 7))
    assert desk.officer("quantri").desk == 3
    desk.counter.describe_unit(desk.counter.questions.reference().unit(), desk.officer("quantri"))
    assert desk.officer("quantri").desk == 7


def test_only_a_desk_of_a_centre_can_found_a_unit(desk):
    with pytest.raises(DeskStandsAlone):
        desk.counter.found(ADMIN)


@pytest.fixture
def unanswered(a, b, clock):
    """A dossier of both desks in which ``a`` asked for papers until a day that is over."""
    dossier = a.receive(procedure=make.GUARDIAN)
    a.counter.perform(dossier.id, "take", {}, a.officer("xuly"))
    asked = {"components": ["tp2"], "reason": "thiếu", "until": "2026-11-20"}
    a.counter.perform(dossier.id, "request-supplement", asked, a.officer("xuly"))
    sync(a)
    sync(b)
    clock.set(2026, 11, 21, 9, 0)
    return dossier


def test_of_two_desks_the_one_that_asked_stops_what_is_unanswered(a, b, unanswered):
    assert b.counter.stop_unanswered() == ()
    assert [stopped.id for stopped in a.counter.stop_unanswered()] == [unanswered.id]
    for desk in (a, b, a):
        sync(desk)
    assert b.dossier(unanswered) == a.dossier(unanswered)
    assert not a.dossier(unanswered).needs_review


def test_another_desk_stops_it_when_the_one_that_asked_does_not_in_a_day(b, unanswered):
    b.clock.set(2026, 11, 22, 9, 0)
    assert [stopped.id for stopped in b.counter.stop_unanswered()] == [unanswered.id]


def test_a_receipt_is_printed_elsewhere_from_the_same_bytes(a, b):
    printed = a.counter.paper.receipts.print(a.first.id, PageSize.A5, a.officer())
    sync(a)
    sync(b)
    again = b.counter.paper.receipts.print(a.first.id, PageSize.A5, b.officer())
    assert (again.content, again.copies) == (printed.content, 2)
    assert b.press.rendered == []


def test_an_attachment_is_fetched_when_somebody_looks(a, b, centre, tmp_path):
    content = scans.image()
    a.counter.attachments.attach(a.first.id, NewAttachment(content, "scan.png"), a.officer())
    centre.before_call = lambda name: a.counter.in_step.log.pause(paused=name == "pull")
    sync(a)  # the event is there, the file is not
    centre.before_call = lambda _name: None
    sync(b)
    (attachment,) = b.dossier(a.first).attachments
    with pytest.raises(UnknownBlob):
        b.counter.attachments.look.content(attachment)
    a.counter.in_step.log.pause(paused=False)
    sync(a)
    centre.is_reachable = False
    with pytest.raises(CentreUnreachable):
        b.counter.attachments.look.thumbnail(attachment)
    centre.is_reachable = True
    b.clock.forward(minutes=1)
    assert b.counter.attachments.look.content(attachment) == content
    centre.is_reachable = False
    assert b.counter.attachments.look.content(attachment) == content


def test_files_of_an_erased_dossier_go_at_the_centre_and_at_every_desk(a, b, centre):
    person, by = a.officer(), (a.officer("quantri"), a.officer("giamsat"))
    kept = a.receive()
    for dossier, content in ((a.first, scans.pdf()), (a.first, scans.pdf(2)), (kept, scans.pdf())):
        a.counter.attachments.attach(dossier.id, NewAttachment(content, "x.pdf"), person)
    sync(a)
    sync(b)
    for attachment in b.dossier(a.first).attachments:
        b.counter.attachments.look.content(attachment)
    a.counter.perform(a.first.id, "withdraw", {"reason": "x"}, person)
    a.counter.erase(a.first.id, {"reason": "request", "seconded_by": "giamsat"}, *by)
    sync(a)
    sync(b)
    [shared] = [one.sha256 for one in a.dossier(kept).attachments]
    for desk in (a, b):
        assert [file.name for file in (desk.folder / "attachments").iterdir()] == [shared]
    assert set(centre.known.blobs) == {shared}


def test_a_restored_centre_gets_everything_back_from_its_desks(a, b, centre, unit):
    backup = centre.backup()
    ours, theirs = a.receive(), b.receive()
    for desk in (a, b, a):
        sync(desk)
    centre.restore(backup)
    for desk in (a, b, a, b):
        sync(desk)
    assert codes(a) == codes(b) == sorted([a.first.code, ours.code, theirs.code])
    assert {e.dossier for e in centre.feed(unit)} >= {ours.id, theirs.id}
    assert a.counter.health.audit().events == b.counter.health.audit().events


def test_a_long_first_sync_may_be_stopped_at_every_step(a, new_desk, monkeypatch):
    monkeypatch.setattr("counter_app.services.sync_round.PAGE", 9)
    monkeypatch.setattr("counter_app.services.sync_round.FIRST_SYNC", 10)
    for _ in range(12):
        a.receive()
    sync(a)
    desk = new_desk(4)
    rounds = 0
    while sync(desk, _stopping_after(6)).is_paused:
        rounds += 1
    assert rounds > 1
    assert codes(desk) == codes(a)
    assert desk.counter.health.rebuild().changed == 0


def _stopping_after(calls):
    left = [calls]

    def progress(_done, _all):
        left[0] -= 1
        return left[0] >= 0

    return progress


def test_doctor_says_how_the_centre_is(a, desk, centre, clock):
    def found(one):
        return {f.name: (f.state, f.detail) for f in one.counter.health.examine()}

    assert found(desk)["centre"] == (State.GOOD, "alone")
    centre.now = lambda: clock().astimezone() + make.timedelta(minutes=3)
    assert found(a)["centre"] == (State.GOOD, "reached")
    assert found(a)["offset"] == (State.WARNING, "180.0")
    centre.is_reachable = False
    assert found(a)["centre"] == (State.WARNING, "unreachable")
    centre.is_reachable = True
    centre.revoke(a.counter.in_step.log.link().credentials)
    assert found(a)["centre"] == (State.BAD, "unknown-token")


def test_of_two_desks_that_tell_people_only_the_one_that_acted_does(a, b, clock):
    wires = {a: Wire(), b: Wire()}
    tellers = [replace(desk.counter.tell(), channels=(wire,)) for desk, wire in wires.items()]

    def everybody_looks():
        for desk in (a, b, a):
            sync(desk)
        for tell in tellers:
            tell()
        told = [[dossier.code in m.text for m in wires[desk].messages] for desk in (a, b)]
        return tuple(map(sum, told))

    for tell in tellers:
        tell()
    dossier = a.receive(procedure=make.GUARDIAN)
    sync(a)
    sync(b)
    b.counter.perform(dossier.id, "take", {}, b.officer("xuly"))
    asked = {"components": ["tp2"], "reason": "thiếu"}
    b.counter.perform(dossier.id, "request-supplement", asked, b.officer("xuly"))
    assert everybody_looks() == (0, 1)  # asked at the other desk
    brought = {"components": [{"id": "tp2", "originals": 1}]}
    b.counter.perform(dossier.id, "supplement", brought, b.officer("xuly"))
    clock.moment = b.dossier(dossier).due_at.astimezone(make.ZONE) + timedelta(minutes=1)
    assert everybody_looks() == (1, 1)  # promised at the first one
    assert everybody_looks() == (1, 1)
