"""``report II.06a``: kept, written, made again, and refused when it does not add up."""

import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import date

import pytest

from printing.raster import page_texts
from tests.cli.visits import visit

TODAY = date.today().isoformat()  # noqa: DTZ011 (the program's own clock)
THIS_YEAR = ("--from", f"{TODAY[:4]}-01-01", "--to", f"{TODAY[:4]}-12-31")


@pytest.fixture
def two(desk, call):
    """Two dossiers, one finished; their codes."""
    taken = call("intake", "-", stdin="\n".join([json.dumps(visit())] * 2), json=True)
    codes = [item["code"] for item in taken.items]
    assert call("act", codes[0], "finish", "-", stdin='{"outcome": "positive"}').status == 0
    return codes


def test_a_report_counts_is_kept_and_made_again(two, call):
    first = call("report", "II.06a", *THIS_YEAR, json=True).document
    assert (first["total"]["total"], first["total"]["solved"], first["total"]["open"]) == (2, 1, 1)
    assert (first["holds"], first["lines"][0]["key"]) == (True, "Hộ tịch")
    assert call("act", two[1], "finish", "-", stdin='{"outcome": "positive"}').status == 0
    again = call("report", "II.06a", "--again", first["id"], json=True).document
    assert again["total"] == first["total"]
    assert (again["id"], again["as_of"]) == (first["id"], first["as_of"])
    now = call("report", "II.06a", *THIS_YEAR, "--by", "officer", json=True).document
    assert (now["total"]["solved"], now["by"]) == (2, "officer")


def test_the_index_says_what_was_measured_and_why_the_rest_has_no_data(two, call):
    document = call("report", "II.06a", *THIS_YEAR, json=True).document
    groups = {group["group"]: group for group in document["quality"]}
    assert {name: group["points"] for name, group in groups.items() if group["points"]} == {
        "progress": 20.0
    }
    [results] = [m for m in groups["digitisation"]["metrics"] if m["metric"] == "results_digitised"]
    assert results == {
        "metric": "results_digitised", "part": 0, "whole": 1, "share": 0.0, "no_data": None
    }  # fmt: skip
    why = {m["metric"]: m["no_data"] for group in groups.values() for m in group["metrics"]}
    assert (why["paid_online"], why["satisfied"]) == ("not_kept", "too_few")
    assert "quality_measured_at" in document
    assert "chưa có dữ liệu  phần mềm chưa ghi nhận" in call("report", "II.06a", *THIS_YEAR).out


def test_both_files_are_written(two, call, tmp_path):
    sheet, paper = tmp_path / "b.xlsx", tmp_path / "b.pdf"
    for file in (sheet, paper):
        assert call("report", "II.06a", *THIS_YEAR, "--out", str(file)).status == 0
    with zipfile.ZipFile(sheet) as book:
        rows = book.read("xl/worksheets/sheet2.xml").decode()
    assert all(code in rows for code in two)
    assert "II.06a" in page_texts(paper.read_bytes())[0]


def test_a_report_that_does_not_add_up_names_the_dossier_and_exits_1(two, call, desk):
    with closing(sqlite3.connect(desk / "desk.sqlite3")) as connection, connection:
        connection.execute("UPDATE dossiers SET channel = 'pigeon' WHERE code = ?", (two[1],))
    ended = call("report", "II.06a", *THIS_YEAR, json=True)
    assert ended.status == 1
    assert ended.document["broken"][""] == ["3=4+5+6"]
    assert [one["code"] for one in ended.document["offending"]] == [two[1]]
    assert two[1] in call("report", "II.06a", *THIS_YEAR).out


@pytest.mark.parametrize(
    "arguments",
    [
        ("II.07",),
        ("II.06a",),
        ("II.06a", "--from", "2026-11-02", "--to", "2026-11-01"),
        ("II.06a", *THIS_YEAR, "--out", "b.doc"),
        ("II.06a", "--again", "x"),
    ],
)
def test_wrong_usage_is_told(desk, call, arguments):
    assert call("report", *arguments).status == 2


def test_a_report_nobody_made_is_refused(desk, call):
    ended = call("report", "II.06a", "--again", "0" * 32, json=True)
    assert (ended.status, ended.refused) == (1, "UnknownReport")
