"""The README is true: its list of refusals, its picture, its commands."""

import re
from pathlib import Path
from uuid import UUID

from counter_app import settings, window_lock
from counter_app.cli.options import WrongUsage
from counter_app.cli.output import Exit
from db import first_look
from tests.refusals import appendix, kinds
from ui.intake.draft_file import DraftFile
from ui.intake.wording import intake_shortcuts
from ui.widgets.printer_memory import PrinterMemory

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_appendix_lists_every_kind_of_refusal_with_its_meaning() -> None:
    marked = re.search(r"<!-- refusals:.*?-->\n(.*?)<!-- /refusals -->", README, re.DOTALL)
    assert marked is not None
    assert marked[1] == appendix()  # tools/list_refusals writes it


def test_every_file_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    for link in links:
        assert (ROOT / link).is_file()


def test_every_make_target_it_names_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in set(re.findall(r"`make ([a-z]+)`", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_file_of_a_desks_folder_is_named_as_the_program_names_it(tmp_path: Path) -> None:
    officer = UUID(int=1)
    PrinterMemory(tmp_path).save("receipt", "A5")
    DraftFile.of(tmp_path, officer).path.touch()
    settings.Settings().save(tmp_path)
    with window_lock.window_lock(tmp_path):
        made = {file.name.replace(str(officer), "<officer>") for file in tmp_path.iterdir()}
    assert len(made) >= 3  # some systems remove the lock's file with the lock
    for name in {*made, first_look.FILE, window_lock.FILE}:
        assert f"| `{name}` |" in README, name


def test_every_key_it_names_is_on_the_intake_pages_list() -> None:
    named = set(re.findall(r"\bCtrl\+\w+", README))
    assert "Ctrl+G" in named
    assert named <= {keys for keys, _meaning in intake_shortcuts()}


def test_the_command_lines_own_kind_is_told_apart_from_the_domains() -> None:
    assert WrongUsage.__name__ not in kinds()
    assert re.search(rf"`{WrongUsage.__name__}`:[^.]*exit status {Exit.WRONG_USAGE:d}\.", README)
