"""Histories of generated dossiers: values between the generator and the bulk writer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from counter_app.domain.event import Draft


@dataclass(frozen=True, slots=True)
class History:
    """One dossier's whole life: its drafts in order, with the identities and salts to use."""

    drafts: tuple[Draft, ...]
    ids: tuple[UUID, ...]
    salts: tuple[bytes, ...]


class Bulk(Protocol):
    """Writes many histories through the same events, fold and projections."""

    def taken(self, day: date) -> int:
        """How many serials of ``day`` were given out."""

    def write(self, histories: Sequence[History], taken: dict[date, int]) -> None:
        """Store ``histories`` in one transaction, and that their days' serials are used up."""
