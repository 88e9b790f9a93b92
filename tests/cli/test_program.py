"""The real program in processes of its own: exit status, streams, window, demonstration."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from counter_app.window_lock import window_lock
from tests.cli.conftest import ROOT
from tests.cli.visits import visit

_NO_SCREEN = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}


def test_streams_and_status_are_as_contracted(desk, program):
    done = program("intake", "-", stdin=json.dumps(visit()))
    assert (done.status, done.err) == (0, "")
    refused = program("show", "H26.12-261123-039999", "--json")
    assert (refused.status, refused.refused) == (1, "UnknownDossier")
    assert program("show").status == 2
    people = program("show", "H26.12-261123-039999")
    assert (people.status, people.out) == (1, "")
    assert "[UnknownDossier]" in people.err


def test_answers_are_utf8_whatever_the_locale_says(desk, program):
    done = program("catalogue", "list", "--text", "khai sinh", LC_ALL="C", PYTHONUTF8="0")
    assert "Đăng ký khai sinh" in done.out


def test_a_reader_that_goes_away_is_no_crash(desk):
    process = subprocess.Popen(
        [sys.executable, "-m", "counter_app", "catalogue", "list", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=os.environ,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 3
    assert b"Traceback" not in said


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
@pytest.mark.parametrize("arguments", [[], ["desk"], ["desk", "--json"]])
def test_without_a_screen_the_window_says_so(arguments, program, data_dir):
    ended = program(*arguments, **_NO_SCREEN)
    assert (ended.status, ended.out) == (3, "")
    assert "NoDisplay" in ended.err
    assert not data_dir.exists()


def test_a_second_window_says_so_and_the_command_line_works_beside_the_first(desk, program, call):
    before = sorted(file.name for file in desk.iterdir())
    with window_lock(desk):
        ended = program("desk", "--json", QT_QPA_PLATFORM="offscreen")
        assert (ended.status, ended.refused) == (1, "DeskInUse")
        assert call("intake", "-", stdin=json.dumps(visit())).status == 0
    after = {file.name for file in desk.iterdir()}
    assert set(before) <= after


@pytest.mark.slow
def test_the_demonstration_leaves_three_receipts_and_a_picture(program, tmp_path, data_dir):
    ended = program("demo", "--out", str(tmp_path / "out"), "--json", **_NO_SCREEN)
    assert ended.status == 0, ended.err
    told = ended.document
    assert len({dossier["code"] for dossier in told["dossiers"]}) == 3
    assert len({dossier["procedure"] for dossier in told["dossiers"]}) == 3
    for dossier in told["dossiers"]:
        pdf, png = dossier["files"]
        assert Path(pdf).read_bytes().startswith(b"%PDF-")
        with Image.open(png) as picture:
            assert min(picture.size) > 1_000
    with Image.open(told["window"]) as window:
        assert window.size == (1366, 768)
        assert len(window.convert("RGB").getcolors(1 << 20) or ()) > 100
    assert not data_dir.exists()
