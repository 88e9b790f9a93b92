"""``ratings`` as a program calls it."""

import json

import jsonschema
import pypdfium2
import pytest

from counter_app.bootstrap import system_clock
from counter_app.domain.quarter import Quarter
from tests.raters import rated
from tests.sample_desk import SampleDesk

RUNNING = Quarter.of(system_clock().date())


@pytest.fixture
def rated_desk(desk, data_dir):
    """Six ratings by the program's own clock, so in the quarter that runs."""
    opened = SampleDesk(desk, system_clock)
    rated(opened, times=6)
    opened.close()


def test_what_runs_is_the_supervisors_alone(desk, call, rated_desk):
    assert call("ratings", json=True).document["groups"] == []
    assert "Chưa có quý" in call("ratings").out
    asked = call("ratings", "--officer", "giamsat", "--to", "2999-12-31", json=True).document
    assert asked["quarters"] == [str(RUNNING)]
    assert [group["forms"] for group in asked["groups"]] == [6]
    [unit] = call("ratings", "--by", "unit", "--officer", "giamsat", json=True).document["groups"]
    assert (unit["forms"], unit["officer"]) == (6, None)
    assert unit["criteria"]["3"]["verified"]["value"] == 2
    told = call("ratings", "--officer", "giamsat").out
    assert "6 phiếu, hài lòng 100%" in told


def test_only_whole_quarters_are_counted(desk, call, rated_desk):
    late = RUNNING.first_day.replace(day=2).isoformat()
    assert (
        call("ratings", "--officer", "giamsat", "--from", late, json=True).document["groups"] == []
    )


def test_the_data_set_is_published_with_its_schema(desk, call, rated_desk, tmp_path):
    folder = tmp_path / "open" / "ratings"
    said = call("ratings", "publish", str(folder), json=True).document
    assert said["files"] == ["ratings.csv", "ratings.json", "ratings.schema.json"]
    document = json.loads((folder / "ratings.json").read_text("utf-8"))
    jsonschema.validate(document, json.loads((folder / "ratings.schema.json").read_text("utf-8")))
    assert document["results"] == []  # nothing is over yet
    assert (folder / "ratings.csv").read_text("utf-8-sig").startswith("unit,quarter,scale,officer")


def test_the_sheet_is_written_as_pdf_and_workbook(desk, call, rated_desk, tmp_path):
    pdf, book = tmp_path / "q.pdf", tmp_path / "q.xlsx"
    for file in (pdf, book):
        call(
            "ratings", "sheet", str(RUNNING), "--out", str(file), "--officer", "giamsat", json=True
        )
    with pypdfium2.PdfDocument(pdf) as document:
        assert "Thu về" in document[0].get_textpage().get_text_bounded()
    assert book.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("arguments", "status", "kind"),
    [
        (("ratings", "--by", "mood"), 2, "WrongUsage"),
        (("ratings", "--from", "yesterday"), 1, "InvalidMoment"),
        (("ratings", "sheet", "2026-Q9", "--out", "x.pdf"), 1, "InvalidQuarter"),
        (("ratings", "sheet", "2026-Q4", "--out", "x.doc"), 2, "WrongUsage"),
        (("ratings", "sheet", "2018-Q1", "--out", "x.pdf"), 1, "UnknownScale"),
    ],
)
def test_what_cannot_be_is_refused(desk, call, arguments, status, kind):
    ended = call(*arguments, json=True)
    assert (ended.status, ended.refused) == (status, kind)
