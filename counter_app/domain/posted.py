"""What is posted for citizens on paper, as data without layout (NĐ 63/2010, niêm yết công khai)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from counter_app.domain.forms import Letterhead
from counter_app.domain.procedure import ProcedureVersion
from counter_app.domain.review import Review


@dataclass(frozen=True, slots=True)
class Poster:
    """Who posts it and when; ``lookup_url`` is empty where the unit named none."""

    letterhead: Letterhead
    day: date
    lookup_url: str
    is_sample: bool


@dataclass(frozen=True, slots=True)
class PostedSheet:
    """One procedure as it can be received on the poster's day."""

    poster: Poster
    version: ProcedureVersion


@dataclass(frozen=True, slots=True)
class Booklet:
    """The procedures of one field, by code."""

    poster: Poster
    field: str
    versions: tuple[ProcedureVersion, ...]


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """The review of a quarter; ``names`` are the procedures' by code."""

    poster: Poster
    review: Review
    names: Mapping[str, str]


PostedPaper: TypeAlias = PostedSheet | Booklet | ReviewReport


def lookup_text(lookup_url: str, code: str) -> str:
    """Where a citizen finds the procedure; without an address, the code to search for."""
    if not lookup_url:
        return code
    base = lookup_url if "://" in lookup_url else f"https://{lookup_url}"
    return f"{base.rstrip('/')}/thu-tuc/{code}"
