"""Setting a desk up: everything at once, or nothing that counts as a desk."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.bootstrap import sample_catalogue, shipped_calendar
from counter_app.domain.acts import Role
from counter_app.domain.errors import (
    DeskAlreadySetUp,
    DeskNotSetUp,
    InvalidAgency,
    InvalidDeskNumber,
    InvalidOfficer,
    InvalidUnit,
    StorageFailed,
)
from counter_app.identities import SystemChance
from counter_app.services.accounts import NewOfficer
from counter_app.services.setting_up import SAMPLE_OFFICERS, NewUnit
from db.desk_store import DeskStore
from tests import sample_desk

UNIT = NewUnit("h26.12", " UBND  phường Hoàn Kiếm", 3)
ADMIN = NewOfficer("hai", "Vũ Văn Hải", (Role.ADMINISTRATOR,), "123456")


def opened(folder):
    return DeskStore(folder, shipped_calendar(), SystemChance().identity)


def test_an_empty_folder_becomes_a_desk_with_one_administrator(data_dir):
    identity = sample_desk.set_up(data_dir)(UNIT, ADMIN)
    store = opened(data_dir)
    reference = store.questions.reference()
    assert store.identity == identity
    assert [officer.login for officer in reference.officers()] == ["hai"]
    assert reference.procedures() == ()
    assert (reference.unit().code, reference.unit().name) == ("H26.12", "UBND phường Hoàn Kiếm")
    assert (reference.unit().place, reference.unit().is_sample) == ("Hà Nội", False)
    assert store.maintenance.audit().events == 3
    store.close()


def test_a_sample_desk_is_marked_as_one_and_can_be_used_at_once(desk):
    unit = desk.counter.questions.reference().unit()
    assert unit.is_sample
    assert unit.parent == "UBND thành phố Hà Nội"
    logins = {o.login: o.roles for o in desk.counter.questions.reference().officers()}
    assert logins == {o.login: o.roles for o in SAMPLE_OFFICERS}
    assert len(desk.counter.catalogue.in_force()) == len({v.code for v in sample_catalogue()})
    assert desk.receive().code


def test_a_sample_desk_may_have_officers_of_its_own(data_dir):
    sample_desk.set_up(data_dir).sample(UNIT, (), (ADMIN,))
    store = opened(data_dir)
    assert "hai" in [officer.login for officer in store.questions.reference().officers()]
    store.close()


REFUSED = [
    (InvalidAgency, {"code": "phường"}, {}),
    (InvalidUnit, {"name": " \0"}, {}),
    (InvalidUnit, {"name": "x" * 201}, {}),
    (InvalidUnit, {"parent": "x" * 201}, {}),
    (InvalidUnit, {"desk_number": 0}, {}),
    (InvalidUnit, {"desk_number": -1}, {}),
    (InvalidDeskNumber, {"desk_number": 100}, {}),
    (InvalidOfficer, {}, {"login": "?"}),
    (InvalidOfficer, {}, {"pin": "1"}),
]


@pytest.mark.parametrize(("refusal", "unit", "admin"), REFUSED)
def test_a_refused_set_up_creates_nothing(data_dir, refusal, unit, admin):
    with pytest.raises(refusal):
        sample_desk.set_up(data_dir)(replace(UNIT, **unit), replace(ADMIN, **admin))
    assert not data_dir.exists()


def test_a_desk_without_an_administrator_is_refused(data_dir):
    with pytest.raises(InvalidOfficer):
        sample_desk.set_up(data_dir)(UNIT, replace(ADMIN, roles=(Role.RECEPTION,)))
    assert not data_dir.exists()


def test_a_desk_is_not_set_up_twice(desk):
    before = desk.dump()
    with pytest.raises(DeskAlreadySetUp):
        sample_desk.set_up(desk.folder)(UNIT, ADMIN)
    assert desk.dump() == before


def test_a_set_up_that_fails_half_way_can_be_done_again(data_dir):
    def torn():
        yield from sample_catalogue()[:3]
        raise RuntimeError

    with pytest.raises(RuntimeError):
        sample_desk.set_up(data_dir).sample(UNIT, torn())
    with pytest.raises(DeskNotSetUp):
        opened(data_dir)
    sample_desk.set_up(data_dir)(UNIT, ADMIN)
    store = opened(data_dir)
    assert store.maintenance.audit().events == 3
    store.close()


KILLED = """
import os, signal
from pathlib import Path
from counter_app.bootstrap import sample_catalogue
from tests import sample_desk

def deadly():
    yield from sample_catalogue()[:20]
    os.kill(os.getpid(), signal.SIGKILL)

sample_desk.set_up(Path({folder!r})).sample(sample_desk.UNIT, deadly())
"""


@pytest.mark.skipif(os.name != "posix", reason="kill -9")
def test_a_set_up_killed_half_way_is_no_desk_and_can_be_done_again(data_dir):
    script = KILLED.format(folder=str(data_dir))
    root = Path(__file__).parents[2]
    ended = subprocess.run([sys.executable, "-c", script], cwd=root, check=False)
    assert ended.returncode == -signal.SIGKILL
    with pytest.raises(DeskNotSetUp):
        opened(data_dir)
    sample_desk.create(data_dir)
    store = opened(data_dir)
    assert store.maintenance.audit().dossiers == 0
    store.close()


def test_a_folder_that_cannot_be_is_a_refusal_of_the_store(data_dir):
    data_dir.write_text("a file")
    with pytest.raises(StorageFailed):
        sample_desk.set_up(data_dir)(UNIT, ADMIN)
    with pytest.raises(DeskNotSetUp):
        opened(data_dir)


def test_a_file_that_is_no_database_is_a_refusal_of_the_store(data_dir):
    data_dir.mkdir()
    file = data_dir / "desk.sqlite3"
    file.write_bytes(b"not a database" * 100)
    for ask in (lambda: sample_desk.set_up(data_dir)(UNIT, ADMIN), lambda: opened(data_dir)):
        with pytest.raises(StorageFailed):
            ask()
    assert file.read_bytes() == b"not a database" * 100


def test_a_folder_where_the_file_should_be_is_a_refusal_of_the_store(data_dir):
    (data_dir / "desk.sqlite3").mkdir(parents=True)
    for ask in (lambda: sample_desk.set_up(data_dir)(UNIT, ADMIN), lambda: opened(data_dir)):
        with pytest.raises(StorageFailed):
            ask()


def test_an_empty_database_is_no_desk(data_dir):
    data_dir.mkdir()
    with closing(sqlite3.connect(data_dir / "desk.sqlite3")) as connection:
        connection.execute("CREATE TABLE t (a)")
    with pytest.raises(DeskNotSetUp):
        opened(data_dir)


def test_desks_never_share_an_identity(data_dir):
    first = sample_desk.set_up(data_dir)(UNIT, ADMIN)
    second = sample_desk.set_up(data_dir / "other")(UNIT, ADMIN)
    for name in ("id", "unit", "city", "incarnation"):
        assert getattr(first, name) != getattr(second, name)
