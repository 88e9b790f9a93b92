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


def test_a_desk_that_stands_alone_says_so_and_shows_its_own_unit(three, call):
    said = call("backlog", "--by", "unit", json=True).document
    assert said["parts"] == [{"key": "H26.12", "name": "UBND phường Cầu Giấy", "count": 2}]
    assert (said["silence"]["kind"], said["total"]) == ("DeskStandsAlone", None)
    [own] = said["units"]
    assert (own["own"], own["behind"], own["counted_until"]) == (True, 0, None)
    assert own["figures"].items() >= said["figures"].items()
    assert "độc lập" in call("backlog", "--by", "unit").out.splitlines()[-1]


def test_figures_of_units_are_for_supervisors_and_procedure_control(three, call):
    refused = call("--officer", "tiepnhan", "backlog", "--by", "unit", json=True)
    assert (refused.status, refused.refused) == (1, "RoleMayNot")
    assert call("--officer", "kiemsoat", "backlog", "--by", "unit").status == 0
    assert "xem số liệu của các đơn vị" in call("--officer", "xuly", "backlog", "--by", "unit").err


@pytest.mark.postgres
def test_a_desk_of_a_centre_tells_of_the_units_below_it(three, call, postgres, tmp_path):
    url = postgres.url(postgres.new_database())
    assert call("centre", "init", url).status == 0
    for unit, name, number in (("H26.12", "UBND phường Cầu Giấy", 3), ("H26.12.1", "Tổ Dịch Vọng", 1), ("H26.15", "Sở Tư pháp", 1)):  # fmt: skip
        file = tmp_path / f"{unit}.json"
        named = ("--unit", unit, "--unit-name", name, "--desk", str(number), "--out", str(file))
        assert call("centre", "enrol", url, *named).status == 0
    assert call("enrol", str(tmp_path / "H26.12.json")).status == 0
    branch = ("--data", str(tmp_path / "branch"))
    assert call("init", "--unit", "H26.12.1", "--unit-name", "Tổ Dịch Vọng", "--desk", "1", "--sample", *branch).status == 0  # fmt: skip
    assert call("intake", "-", *branch, stdin=json.dumps(visit()), json=True).status == 0
    assert call("enrol", str(tmp_path / "H26.12.1.json"), *branch).status == 0
    assert call("centre", "project", url).status == 0

    said = call("backlog", "--by", "unit", json=True).document
    assert said["silence"] is None
    assert [(part["key"], part["count"]) for part in said["parts"]] == [("H26.12", 2), ("H26.12.1", 1)]  # fmt: skip
    assert said["total"]["open"] == 3
    own, below = said["units"]
    assert (own["own"], below["own"], below["name"]) == (True, False, "Tổ Dịch Vọng")
    assert (below["behind"], below["counted_until"][-6:]) == (0, "+07:00")
    assert own["figures"].keys() == below["figures"].keys()
    assert "Nguyễn" not in json.dumps(said, ensure_ascii=False)
    assert "Cộng" in call("backlog", "--by", "unit").out
