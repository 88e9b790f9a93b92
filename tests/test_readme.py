"""The README is true: its list of refusals, its picture, its commands."""

import re
from pathlib import Path

from tests.refusals import appendix

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
