"""Enrolment: what a desk becomes, what it keeps, and which files it refuses."""

from dataclasses import replace

import pytest

from counter_app.domain.acts import Role
from counter_app.domain.errors import (
    DeskAlreadyEnrolled,
    DeskAlreadySetUp,
    InvalidCredentials,
    InvalidDeskNumber,
    OfficersAwaited,
)
from counter_app.domain.unit import UnitProfile
from counter_app.identities import SystemChance
from counter_app.services.accounts import NewOfficer
from counter_app.services.enrolling import BeginEnrolled, Enrol
from counter_app.services.incarnations import JUMP
from tests import make, sample_desk
from tests.fake_centre import FakeCentre
from tests.fake_log import FakeLog
from tests.fakes import SettableClock

ADMIN = NewOfficer("hai", "Vũ Văn Hải", (Role.ADMINISTRATOR,), "123456")


class OwnProfile:
    """The reference data of a desk that stood alone."""

    def __init__(self, code, width):
        self.profile = UnitProfile(
            make.identity(1), make.identity(1), code, "UBND", serial_width=width
        )

    def unit(self):
        return self.profile


@pytest.fixture
def clock():
    return SettableClock(make.MONDAY)


@pytest.fixture
def log(clock):
    return FakeLog(clock)


@pytest.fixture
def centre(clock):
    return FakeCentre(clock)


@pytest.fixture
def credentials(centre):
    return centre.enrol(centre.add_unit(), 4)


def enrolling(log, clock, code="H26.12", width=6):
    return Enrol(log, lambda: OwnProfile(code, width), clock, SystemChance())


def test_a_desk_that_stood_alone_begins_a_life_in_the_centres_unit(log, clock, credentials):
    before = log.desk
    identity = enrolling(log, clock)(credentials)
    assert (identity.id, identity.number) == (before.id, 4)
    assert (identity.unit, identity.city) == (credentials.unit, credentials.city)
    assert identity.incarnation != before.incarnation
    assert [life.id for life in log.incarnations()] == [before.incarnation, identity.incarnation]
    assert log.link().credentials == credentials


def test_the_same_file_once_more_changes_nothing(log, clock, credentials):
    enrol = enrolling(log, clock)
    assert enrol(credentials) == enrol(credentials)
    assert len(log.incarnations()) == 2


def test_a_rotated_token_takes_the_old_ones_place(log, clock, centre, credentials):
    enrol = enrolling(log, clock)
    enrol(credentials)
    enrol(centre.rotate(credentials))
    assert log.link().credentials.token != credentials.token


def test_a_file_of_another_unit_or_number_is_refused(log, clock, centre, credentials):
    enrol = enrolling(log, clock)
    enrol(credentials)
    for other in (
        centre.enrol(credentials.unit, 5),
        centre.enrol(centre.add_unit("H26.13", "UBND phường Khác"), 4),
    ):
        with pytest.raises(DeskAlreadyEnrolled, match=r"H26\.12"):
            enrol(other)
    assert log.link().credentials == credentials


def test_a_desk_of_another_unit_is_not_enrolled_by_mistake(log, clock, credentials):
    with pytest.raises(InvalidCredentials, match="other-unit"):
        enrolling(log, clock, code="H26.13")(credentials)
    assert log.link() is None


def test_a_number_the_units_serials_have_no_room_for_is_refused(log, clock, centre, credentials):
    with pytest.raises(InvalidDeskNumber):
        enrolling(log, clock, width=4)(replace(credentials, desk_number=12))
    assert log.link() is None


@pytest.fixture
def begin(data_dir, clock):
    return BeginEnrolled(sample_desk.set_up(data_dir).new_desk, clock, SystemChance())


def test_an_empty_folder_becomes_a_desk_without_officers_whose_numbers_jump(
    begin, data_dir, credentials, clock
):
    identity = begin(credentials)
    assert (identity.unit, identity.number) == (credentials.unit, 4)
    opened = sample_desk.SampleDesk(data_dir, clock)
    assert opened.store.identity == identity
    assert opened.rows("SELECT count(*) FROM events") == [(0,)]
    with pytest.raises(OfficersAwaited):  # it is not the PIN that is wrong
        opened.counter.sign_in("quantri", "123456")
    with opened.store.unit_of_work() as work:
        assert work.take_serial(clock().date()) == JUMP + 1
        assert work.take_decline(clock().date()) == JUMP + 1
    opened.close()
    with pytest.raises(DeskAlreadySetUp):
        begin(credentials)
