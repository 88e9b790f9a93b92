"""Who sits at which desk: what every page of the window is about."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the sign-in page is shown before the core is loaded
    from counter_app.domain.unit import Officer, UnitProfile
    from counter_app.services.counter import Counter


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """A desk that was opened, and the unit it belongs to."""

    counter: "Counter"
    unit: "UnitProfile"


@dataclass(frozen=True, slots=True)
class Session:
    """An officer at an open desk."""

    counter: "Counter"
    officer: "Officer"
    unit: "UnitProfile"
    since: datetime
