"""Signing in, registering officers, describing the unit."""

from dataclasses import replace

import pytest

from counter_app.domain.acts import Role
from counter_app.domain.errors import (
    InvalidActData,
    InvalidAgency,
    InvalidDeskNumber,
    InvalidOfficer,
    InvalidUnit,
    RoleMayNot,
    SignInRefused,
)
from counter_app.domain.event import Author, ChainPlace, Draft, Kind, seal
from counter_app.identities import Argon2Pins
from counter_app.services.accounts import NewOfficer, SignIn
from tests import make, units
from ui.acting.moving_forms import receivers
from ui.shown import shown

NEW = NewOfficer("Lan.Anh", " Đỗ  Lan Anh ", (Role.RECEPTION, Role.PROCESSING), "654321")


def register(desk, new=NEW, by="quantri"):
    return desk.counter.register_officer(new, desk.officer(by))


def unit(desk):
    return desk.counter.questions.reference().unit()


def test_an_officer_signs_in_whatever_the_case_of_the_login(desk):
    assert desk.counter.sign_in(" TiepNhan ", "123456") == desk.officer("tiepnhan")


@pytest.mark.parametrize(
    ("login", "pin"),
    [("tiepnhan", "123457"), ("tiepnhan", ""), ("nobody", "123456"), ("", ""),
     ("tiepnhan", "\ud800"), ("\ud800", "x"), ("nobody", "nobody")],
)  # fmt: skip
def test_what_does_not_belong_together_is_refused(desk, login, pin):
    with pytest.raises(SignInRefused):
        desk.counter.sign_in(login, pin)


def test_an_inactive_officer_signs_in_no_more(desk):
    officer = register(desk)
    register(desk, replace(NEW, active=False, pin="", id=officer.id))
    with pytest.raises(SignInRefused):
        desk.counter.sign_in("lan.anh", "654321")


def test_an_unknown_login_costs_a_comparison_too(desk):
    class Counting:
        nobody = "nobody"
        asked = 0

        def matches(self, verifier, pin):
            self.asked += 1
            return False

    hasher = Counting()
    for login in ("tiepnhan", "nobody"):
        with pytest.raises(SignInRefused):
            SignIn(desk.counter.questions.reference, hasher)(login, "123456")
    assert hasher.asked == 2


def test_a_registered_officer_signs_in_at_once_and_after_a_restart(desk):
    officer = register(desk)
    assert (officer.login, officer.name) == ("lan.anh", "Đỗ Lan Anh")
    assert desk.counter.sign_in("lan.anh", "654321") == officer
    again = desk.reopened()
    assert again.counter.sign_in("lan.anh", "654321") == officer
    again.close()


def test_the_verifier_is_private(desk):
    register(desk)
    sql = "SELECT text, private FROM events WHERE kind = 'officer-registered' ORDER BY seq DESC"
    text, private = desk.rows(sql)[0]
    assert "pin:" not in text
    assert "pin:654321" in private


def test_registering_again_changes_the_officer(desk):
    first = register(desk)
    changed = {"login": "LAN.ANH", "name": "Đỗ Lan", "roles": (Role.LEADER,), "pin": ""}
    again = register(desk, replace(NEW, **changed, id=first.id))
    assert again.id == first.id
    assert again.verifier == first.verifier
    assert desk.counter.sign_in("lan.anh", "654321").roles == (Role.LEADER,)
    changed = register(desk, replace(NEW, pin="111111", id=first.id))
    assert changed.id == first.id
    assert desk.counter.sign_in("lan.anh", "111111") == changed
    with pytest.raises(SignInRefused):
        desk.counter.sign_in("lan.anh", "654321")


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"login": "a"}, "login"),
        ({"login": "đỗ.lan"}, "login"),
        ({"login": "lan anh"}, "login"),
        ({"login": "x" * 41}, "login"),
        ({"name": " \0 "}, "name"),
        ({"name": "x" * 121}, "name"),
        ({"roles": ()}, "roles"),
        ({"pin": ""}, "pin"),
        ({"pin": "12345"}, "pin"),
        ({"pin": "1" * 65}, "pin"),
        ({"pin": "12345\ud800"}, "pin"),
    ],
)
def test_an_officer_that_cannot_be_is_refused(desk, changed, path):
    before = desk.dump()
    with pytest.raises(InvalidOfficer) as refusal:
        register(desk, replace(NEW, **changed))
    assert refusal.value.path == path
    assert desk.dump() == before


@pytest.mark.parametrize("login", ["tiepnhan", "giamsat", "kiemsoat"])
def test_only_an_administrator_registers_and_describes(desk, login):
    for act in (
        lambda: register(desk, by=login),
        lambda: desk.counter.describe_unit(unit(desk), desk.officer(login)),
    ):
        with pytest.raises(RoleMayNot):
            act()


def test_an_inactive_administrator_is_none(desk):
    gone = replace(desk.officer("quantri"), active=False)
    with pytest.raises(RoleMayNot):
        desk.counter.register_officer(NEW, gone)


@pytest.mark.parametrize("changed", [{"roles": (Role.RECEPTION,)}, {"active": False}])
def test_an_administrator_does_not_shut_themselves_out(desk, changed):
    own = NewOfficer("quantri", "Vũ Văn Hải", (Role.ADMINISTRATOR,), id=desk.officer("quantri").id)
    with pytest.raises(InvalidOfficer) as refusal:
        register(desk, replace(own, **changed))
    assert refusal.value.reason == "own_administration"
    assert register(desk, replace(own, name="Vũ Hải")).name == "Vũ Hải"


def from_another_desk(desk, login, pin):
    """An officer whom a desk that joined the unit had registered while it stood alone."""
    public = {"officer": str(make.identity(77)), "login": login, "name": "Lê Văn Tám",
              "roles": ["administrator"], "active": True}  # fmt: skip
    other, unit_id = make.identity(66), desk.store.identity.unit
    author = Author(make.identity(77), "administrator")
    enrolled = Draft(Kind.DESK_ENROLLED, unit_id, None, author, make.MONDAY,
                     {"desk": str(other), "number": 8})  # fmt: skip
    hers = Draft(Kind.OFFICER_REGISTERED, unit_id, None, author, make.MONDAY, public,
                 {"verifier": f"pin:{pin}"})  # fmt: skip
    place = ChainPlace(other, other, 1, make.GENESIS)
    made = [seal(draft, place, make.identity(900 + n), bytes(16)) for n, draft in enumerate([enrolled, hers])]  # fmt: skip
    units.learn(desk, made)
    return make.identity(77)


def test_two_desks_that_join_one_unit_may_each_have_an_officer_of_one_login(desk):
    hers = from_another_desk(desk, "quantri", "999999")
    own = desk.counter.sign_in("quantri", "123456")
    other = desk.counter.sign_in("quantri", "999999")
    assert (other.id, other.desk, own.desk) == (hers, 8, 3)
    assert own.id != hers
    with pytest.raises(SignInRefused):
        desk.counter.sign_in("quantri", "111111")
    named = [o for o in desk.counter.questions.reference().officers() if o.login == "quantri"]
    assert named == [own, other]
    before = desk.dump()
    assert desk.counter.health.rebuild().changed == 0
    assert desk.dump() == before


def test_with_one_pin_this_desks_own_officer_signs_in(desk):
    from_another_desk(desk, "quantri", "123456")
    assert desk.counter.sign_in("quantri", "123456").desk == 3
    own = desk.officer("quantri")
    gone = NewOfficer("tam", "Lê Văn Tám", own.roles, id=make.identity(77))
    assert register(desk, replace(gone, active=False)).desk == 8
    assert desk.counter.sign_in("quantri", "123456") == own


def test_a_login_that_is_taken_is_given_to_nobody_else(desk):
    hers = from_another_desk(desk, "quantri", "999999")
    first = register(desk)
    for new in (
        NewOfficer("quantri", "Người mới", (Role.RECEPTION,), "123456"),
        replace(NEW, login="TIEPNHAN", pin="123456"),
        replace(NEW, login="tiepnhan", pin="", id=first.id),
    ):
        with pytest.raises(InvalidOfficer) as refusal:
            register(desk, new)
        assert (refusal.value.path, refusal.value.reason) == ("login", "taken")
    with pytest.raises(InvalidOfficer, match="unknown"):
        register(desk, replace(NEW, id=make.identity(5)))
    shared = NewOfficer("quantri", "Lê Tám", (Role.RECEPTION,), id=hers)
    assert register(desk, shared).name == "Lê Tám"  # keeps what both have until it is changed
    assert register(desk, replace(shared, login="tam")).login == "tam"


def test_a_shared_login_means_nobody_but_an_identity_does(desk):
    hers = from_another_desk(desk, "xuly", "999999")
    holder = NewOfficer("xuly", "Lê Tám", (Role.PROCESSING,), id=hers)
    register(desk, holder)
    dossier = desk.receive(procedure=make.GUARDIAN)
    with pytest.raises(InvalidActData, match="ambiguous"):
        desk.counter.perform(dossier.id, "forward", {"to": "xuly"}, desk.officer())
    after = desk.counter.perform(dossier.id, "forward", {"to": str(hers)}, desk.officer())
    assert after.holder == str(hers)
    offered = receivers(shown(desk.counter, after))
    assert str(hers) in [choice.key for choice in offered]
    assert "lanhdao" in [choice.key for choice in offered]


def test_the_unit_is_described_for_the_next_dossier(desk):
    described = replace(
        unit(desk), name=" UBND  phường Cửa Nam\0", hotline="024 1022", code="h26.13"
    )
    stored = desk.counter.describe_unit(described, desk.officer("quantri"))
    assert (stored.name, stored.code) == ("UBND phường Cửa Nam", "H26.13")
    assert unit(desk) == stored
    assert desk.receive().code.startswith("H26.13-")


def test_a_profile_is_always_of_the_desks_own_unit(desk):
    foreign = replace(unit(desk), id=make.identity(9), place="Huế")
    stored = desk.counter.describe_unit(foreign, desk.officer("quantri"))
    assert stored.id == desk.counter.desk.unit
    assert unit(desk).place == "Huế"


@pytest.mark.parametrize(
    ("refusal", "changed"),
    [
        (InvalidUnit, {"name": "\0"}),
        (InvalidUnit, {"name": "x" * 201}),
        (InvalidUnit, {"hotline": "1" * 10_000}),
    ],
)
def test_a_profile_that_cannot_be_printed_is_refused(desk, refusal, changed):
    before = desk.dump()
    with pytest.raises(refusal):
        desk.counter.describe_unit(replace(unit(desk), **changed), desk.officer("quantri"))
    assert desk.dump() == before


def test_a_width_without_room_for_the_desk_is_refused(desk):
    desk.write("UPDATE desk SET number = 30")
    again = desk.reopened()
    with pytest.raises(InvalidDeskNumber):
        again.counter.describe_unit(replace(unit(desk), serial_width=4), desk.officer("quantri"))
    again.close()


def test_a_code_that_is_none_is_no_profile(desk):
    with pytest.raises(InvalidAgency):
        replace(unit(desk), code="phường")


def test_the_shipped_pins_are_argon2id_and_never_the_same_twice():
    pins = Argon2Pins()
    one, other = pins.hash("123456"), pins.hash("123456")
    assert one.startswith("$argon2id$")
    assert one != other
    assert pins.matches(one, "123456")
    assert not pins.matches(one, "123457")
    assert not pins.matches("", "123456")
    assert not pins.matches(pins.nobody, "123456")
