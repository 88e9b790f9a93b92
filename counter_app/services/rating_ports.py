"""What ratings ask of the store: counts without a way back, complaints, how many were handed over."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol
from uuid import UUID

from counter_app.domain.quarter import Quarter
from counter_app.domain.rating_counts import RatingCount


class RatingFigures(Protocol):
    """Reads the projections of ratings of the desk's own unit."""

    def counts(self, first: Quarter, last: Quarter) -> Sequence[RatingCount]:
        """The counts of those quarters, both included."""

    def quarters(self) -> tuple[Quarter, ...]:
        """The quarters in which anybody rated, in order."""

    def complaints(self, limit: int) -> tuple[UUID, ...]:
        """Dossiers with a complaint, those not judged first, in an order that tells nothing."""

    def handed_over(self, since: datetime, until: datetime) -> Mapping[UUID, int]:
        """By who received them, how many dossiers were handed over in that time."""
