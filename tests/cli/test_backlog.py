"""``backlog``: the figures of a moment, and the open dossiers in parts that add up to them."""

import json

import pytest

from tests.cli.visits import visit


@pytest.fixture
def three(desk, call):
    """Three dossiers, one of them finished."""
    taken = call("intake", "-", stdin="\n".join([json.dumps(visit())] * 3), json=True)
    first = taken.items[0]["code"]
    ended = call("act", first, "finish", "-", stdin='{"outcome": "positive"}', json=True)
    assert ended.status == 0, ended.err
    return first


@pytest.mark.parametrize("by", ["status", "field", "officer", "age"])
def test_the_parts_add_up_to_what_is_open(three, call, by):
    said = call("backlog", "--by", by, json=True).document
    assert said["by"] == by
    assert (said["figures"]["open"], said["figures"]["ready"]) == (2, 1)
    assert sum(part["count"] for part in said["parts"]) == 2
    assert sum(said["figures"][how] for how in ("early", "on_time", "late")) == 1


def test_people_read_words(three, call):
    said = call("backlog", "--by", "field")
    assert "Chờ xử lý" in said.out
    assert "Hộ tịch" in said.out.splitlines()[-1]
    assert "Overdue" in call("--lang", "en", "backlog").out


def test_another_part_is_wrong_usage(desk, call):
    assert call("backlog", "--by", "weather").status == 2
