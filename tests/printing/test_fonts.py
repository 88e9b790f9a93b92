"""The shipped fonts, and what happens when a file is not the shipped one."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics

import resources
from printing.fonts import Face, font_file, load, width

SHIPPED = Path(resources.__file__).parent / "fonts"
LOADING = """
import sys
from pathlib import Path
import resources
resources._FOLDER = Path(sys.argv[1])
from counter_app.domain.errors import DamagedFont
from printing.fonts import load
try:
    load()
except DamagedFont as refusal:
    print(refusal.file, refusal.reason)
"""


def loading(folder: Path) -> str:
    """What a fresh process says to the fonts in ``folder``; a process keeps the first it saw."""
    made = subprocess.run(
        [sys.executable, "-c", LOADING, str(folder)],
        cwd=SHIPPED.parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    return made.stdout.strip()


@pytest.fixture
def folder(tmp_path):
    shutil.copytree(SHIPPED, tmp_path / "resources" / "fonts")
    return tmp_path / "resources"


def test_the_shipped_fonts_load(folder):
    assert loading(folder) == ""


def test_a_missing_font_is_named(folder):
    (folder / "fonts" / "Tinos-Italic.ttf").unlink()
    assert loading(folder) == "Tinos-Italic.ttf missing"


def test_a_truncated_font_is_named(folder):
    file = folder / "fonts" / "Tinos-Bold.ttf"
    file.write_bytes(file.read_bytes()[:-100])
    assert loading(folder) == "Tinos-Bold.ttf changed"


def test_another_font_under_the_right_name_is_noticed(folder):
    shutil.copy(SHIPPED / "BeVietnamPro-Regular.ttf", folder / "fonts" / "Tinos-Regular.ttf")
    assert loading(folder) == "Tinos-Regular.ttf changed"


def test_missing_checksums_are_named(folder):
    (folder / "fonts" / "SHA256SUMS").unlink()
    assert loading(folder) == "SHA256SUMS missing"


def test_the_library_holds_our_files_under_our_names():
    load()
    for face in Face:
        assert Path(pdfmetrics.getFont(face).face.filename) == font_file(face)


@pytest.mark.parametrize("face", Face)
def test_widths_are_those_of_the_library(face):
    text = "Thời hạn giải quyết: 5 ngày làm việc – ẶỮ"
    assert width(face, text) * 9.5 == pytest.approx(pdfmetrics.stringWidth(text, face, 9.5))
