"""The texts of the program as the translator and the tests see them."""

from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "resources" / "locale" / "en" / "LC_MESSAGES" / "counter.po"
_PACKAGES = ("counter_app", "ui")
_KEYWORDS = {"_": None, "counted": (1, 2), "said_in": (1,)}


def used_messages() -> Catalog:
    """Every text that stands in ``_()`` or ``counted()`` in the sources, without translations."""
    fixed = datetime(2026, 11, 23, tzinfo=UTC)
    catalogue = Catalog(
        locale="en", project="counter-app", version="1", copyright_holder="the project",
        creation_date=fixed, revision_date=fixed, fuzzy=False,
    )  # fmt: skip
    for package in _PACKAGES:
        found = extract_from_dir(
            ROOT / package, [("**.py", "python")], keywords=_KEYWORDS, strip_comment_tags=True
        )
        for file, line, message, _comments, _context in found:
            catalogue.add(message, locations=[(f"{package}/{file}", line)])
    return catalogue


def translated() -> Catalog:
    """The English catalogue as it is committed."""
    with CATALOGUE.open("rb") as stream:
        return read_po(stream, locale="en")


def compiled(file: Path) -> bytes:
    """The binary form gettext reads."""
    with file.open("rb") as stream:
        catalogue = read_po(stream, locale="en")
    out = BytesIO()
    write_mo(out, catalogue)
    return out.getvalue()
