"""What holds for the repository itself: the lock, the fonts, what it never names."""

import hashlib
import itertools
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import resources

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "resources" / "fonts"

# Put together here, so that this file does not name them either.
INDEX_HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("anaconda", "org"),
    )
]

TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
LOWER = [
    unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES
] + list("bcdđfghjklmnpqrstvwxz")
LETTERS = LOWER + [letter.upper() for letter in LOWER]
ALSO_PRINTED = "0123456789₫–…“”‘’•·×%&()/:;,.-+="

FACES = sorted(path.name for path in FONTS.glob("*.ttf"))


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True)
    return [ROOT / name for name in listing.stdout.decode().split("\0") if name]


def locked_requirements() -> list[str]:
    """Each requirement of the lock with its continuation lines, comments left out."""
    lines = (ROOT / "requirements.lock").read_text("utf-8").splitlines()
    text = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    return [r for r in text.replace("\\\n", " ").splitlines() if r and not r.startswith("--")]


def test_no_tracked_file_names_a_package_index() -> None:
    named = [
        (path.relative_to(ROOT).as_posix(), host)
        for path in tracked_files()
        if path.is_file()
        for host in INDEX_HOSTS
        if host.encode() in path.read_bytes().lower()
    ]
    assert named == []


def test_every_locked_requirement_has_one_version_and_hashes() -> None:
    requirements = locked_requirements()
    assert len(requirements) > 50
    for requirement in requirements:
        assert re.match(
            r"[a-z0-9-]+==[^ ]+ ( *; [^-]+)? *--hash=sha256:[0-9a-f]{64}", requirement
        ), requirement[:100]


def test_the_lock_says_wheels_only_and_no_address() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    options = [line for line in text.splitlines() if line.startswith("-")]
    assert options == ["--only-binary :all:"]
    assert not re.search(r"://| @ ", text)


def test_everything_the_project_asks_for_is_locked() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    asked = re.search(r"^dependencies = \[(.*?)^\]", project, re.DOTALL | re.MULTILINE)
    assert asked is not None
    names = {name.lower().replace("_", "-") for name in re.findall(r'"([A-Za-z0-9_-]+)', asked[1])}
    locked = {requirement.split("==")[0] for requirement in locked_requirements()}
    assert len(names) > 15
    assert names - locked == set()


def test_the_lock_does_not_hold_the_qt_that_loses_references() -> None:
    [qt] = [r for r in locked_requirements() if r.startswith("pyside6-essentials==")]
    assert not qt.startswith("pyside6-essentials==6.12.0 ")


def test_fonts_and_their_licences_are_the_ones_that_were_checked() -> None:
    listed = {}
    for line in (FONTS / "SHA256SUMS").read_text("ascii").splitlines():
        digest, name = line.split()
        listed[name] = digest
    shipped = {p.name: p for p in FONTS.iterdir() if p.suffix in {".ttf", ".txt"}}
    assert {n: hashlib.sha256(p.read_bytes()).hexdigest() for n, p in shipped.items()} == listed


@pytest.mark.parametrize("family", ["Tinos", "BeVietnamPro"])
def test_every_family_comes_with_the_whole_open_font_licence(family: str) -> None:
    licence = (FONTS / f"{family}-OFL.txt").read_text("utf-8")
    assert licence.startswith("Copyright")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    for part in ("PREAMBLE", "DEFINITIONS", "PERMISSION & CONDITIONS", "TERMINATION", "DISCLAIMER"):
        assert part in licence


def test_tinos_has_four_faces_and_the_screen_font_three() -> None:
    assert FACES == [
        "BeVietnamPro-Bold.ttf",
        "BeVietnamPro-Regular.ttf",
        "BeVietnamPro-SemiBold.ttf",
        "Tinos-Bold.ttf",
        "Tinos-BoldItalic.ttf",
        "Tinos-Italic.ttf",
        "Tinos-Regular.ttf",
    ]


@pytest.mark.parametrize("face", FACES)
def test_a_shipped_face_has_every_vietnamese_letter(face: str) -> None:
    assert len(set(LETTERS)) == 186
    covered = TTFont(resources.path(f"fonts/{face}")).getBestCmap()
    lacking = [c for c in itertools.chain(LETTERS, ALSO_PRINTED) if ord(c) not in covered]
    assert lacking == []


def test_a_resource_that_is_not_shipped_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        resources.path("fonts/Arial.ttf")
    with pytest.raises(FileNotFoundError):
        resources.path("../pyproject.toml")
