"""``centre``: from an empty database to a desk's credentials, by command line."""

import pytest

from counter_app.services.credentials import credentials_from_json
from db.centre.client import PostgresCentre
from db.centre.installing import HEAD
from tests import make

pytestmark = pytest.mark.postgres
UNIT = ("--unit", "H26.12", "--desk", "3")


@pytest.fixture(scope="module")
def url(postgres):
    """A database; the first call of ``init`` finds it empty."""
    return postgres.url(postgres.new_database())


@pytest.fixture
def centre(url, call):
    """What asks the centre in that database."""
    assert call("centre", "init", url, json=True).status == 0
    return lambda what, *arguments: call("centre", what, url, *arguments, json=True)


def test_init_and_upgrade_say_what_is_there(centre):
    first, again = centre("init"), centre("init", "--city", "H30", "--name", "Nơi khác")
    assert (first.status, again.status) == (0, 0)
    assert first.document == again.document
    assert (first.document["code"], first.document["name"]) == ("H26", "Thành phố Hà Nội")
    assert centre("upgrade").document == {"revision": HEAD}


def test_a_desk_is_enrolled_rotated_and_revoked(centre, call, url, tmp_path):
    out = tmp_path / "desk.json"
    ended = centre("enrol", *UNIT, "--unit-name", "UBND phường Một", "--out", str(out))
    assert (ended.status, ended.document["file"]) == (0, str(out))
    assert out.stat().st_mode & 0o777 == 0o600
    given = credentials_from_json(out.read_text("utf-8"))
    assert (given.unit_code, given.unit_name, given.desk_number) == ("H26.12", "UBND phường Một", 3)
    client = PostgresCentre(given)
    assert client.head(make.identity(1)).unit == given.unit
    client.close()

    refused = centre("enrol", *UNIT, "--out", str(tmp_path / "other.json"))
    assert (refused.status, refused.refused) == (1, "DeskNumberTaken")
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["desk.json"]

    assert centre("enrol", *UNIT, "--rotate", "--out", str(out)).status == 0
    assert credentials_from_json(out.read_text("utf-8")).token != given.token
    assert given.token not in ended.out
    assert centre("enrol", *UNIT, "--revoke").document["revoked"]
    assert "H26.12" in call("centre", "enrol", url, *UNIT, "--revoke").out


def test_the_address_in_the_file_is_what_was_asked_for(centre, tmp_path, postgres):
    ca, out = tmp_path / "ca.pem", tmp_path / "desk.json"
    ca.write_text(postgres.ca, "ascii")
    where = ("--host", "centre.hanoi.test", "--port", "6432", "--ca", str(ca), "--out", str(out))
    assert centre("enrol", "--unit", "H26.13", "--desk", "1", *where).status == 0
    given = credentials_from_json(out.read_text("utf-8"))
    assert (given.host, given.port, given.ca) == ("centre.hanoi.test", 6432, postgres.ca)


def test_what_cannot_be_done_is_told_by_exit_status(centre, call, tmp_path):
    assert centre("enrol", *UNIT).refused == "WrongUsage"
    assert centre("enrol", "--unit", "H26.99", "--desk", "1", "--revoke").refused == "CentreRefused"
    nowhere = call("centre", "upgrade", "postgresql://127.0.0.1:1/x", json=True)
    assert (nowhere.status, nowhere.refused) == (3, "CentreUnreachable")
    lost = str(tmp_path / "no such folder" / "desk.json")
    ended = centre("enrol", "--unit", "H26.14", "--desk", "1", "--out", lost)
    assert ended.status == 3
    out = str(tmp_path / "desk.json")
    assert centre("enrol", "--unit", "H26.14", "--desk", "1", "--out", out).status == 0
