"""A file is whole under its name, or nothing is there but what was."""

import stat

import pytest

from counter_app.whole_file import whole_file, write_whole


def test_what_is_written_stands_under_the_name_alone(tmp_path):
    write_whole(tmp_path / "a.pdf", b"new")
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.pdf": b"new"}


def break_off(target):
    with whole_file(target) as file:
        file.write(b"half")
        raise ZeroDivisionError


def test_a_block_that_breaks_off_leaves_what_was_there(tmp_path):
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError):
        break_off(target)
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.pdf": b"old"}


def test_a_folders_name_is_refused_and_nothing_is_left_beside_it(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(OSError, match="directory"):
        write_whole(tmp_path / "a", b"x")
    assert [file.name for file in tmp_path.iterdir()] == ["a"]


def test_a_secret_is_its_owners_alone(tmp_path):
    write_whole(tmp_path / "key", b"x", 0o600)
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
