"""The credentials file: what is written is read, and nothing else is."""

import json

import pytest

from counter_app.domain.errors import InvalidCredentials
from counter_app.services.credentials import (
    credentials_from_bytes,
    credentials_from_json,
    credentials_to_json,
)
from tests.fake_centre import FakeCentre


@pytest.fixture
def credentials():
    centre = FakeCentre()
    return centre.enrol(centre.add_unit(), 3)


def test_what_is_written_can_be_read(credentials):
    assert credentials_from_json(credentials_to_json(credentials)) == credentials


def test_the_unit_is_named_as_its_codes_begin(credentials):
    said = json.loads(credentials_to_json(credentials)) | {"unit_code": " h26.12 "}
    assert credentials_from_json(json.dumps(said)) == credentials


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '"x"', "[" * 150_000, "1" * 300_000])
def test_what_is_no_object_is_unreadable(text):
    with pytest.raises(InvalidCredentials, match="unreadable"):
        credentials_from_json(text)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"version": 2}, "version"),
        ({"version": None}, "version"),
        ({"comment": ""}, "keys"),
        ({"host": ""}, "host"),
        ({"host": 5}, "host"),
        ({"password": "a\nb"}, "password"),
        ({"port": 0}, "port"),
        ({"port": "5432"}, "port"),
        ({"port": True}, "port"),
        ({"ca": "none"}, "ca"),
        ({"ca": None}, "ca"),
        ({"token": "00"}, "token"),
        ({"token": None}, "token"),
        ({"unit": "1"}, "unit"),
        ({"unit": 1}, "unit"),
        ({"unit_code": "12"}, "unit_code"),
        ({"desk_number": 100}, "desk_number"),
    ],
)
def test_a_file_that_says_anything_else_is_refused_by_name(credentials, changed, reason):
    said = json.loads(credentials_to_json(credentials)) | changed
    with pytest.raises(InvalidCredentials) as refused:
        credentials_from_json(json.dumps(said))
    assert refused.value.reason == reason


def test_a_file_that_lacks_something_is_refused(credentials):
    said = json.loads(credentials_to_json(credentials))
    del said["ca"]
    with pytest.raises(InvalidCredentials, match="keys"):
        credentials_from_json(json.dumps(said))


def test_a_files_bytes_may_begin_with_a_mark(credentials):
    content = credentials_to_json(credentials).encode()
    assert credentials_from_bytes(b"\xef\xbb\xbf" + content) == credentials
    with pytest.raises(InvalidCredentials, match="unreadable"):
        credentials_from_bytes(b"\xff" + content)
