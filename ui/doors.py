"""How the window gets at a desk."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.services.door_sign import DoorSign

if TYPE_CHECKING:  # the sign-in page is shown before the core is loaded
    from counter_app.domain.procedure import ProcedureVersion
    from counter_app.services.counter import Counter
    from counter_app.services.setting_up import SetUp
    from counter_app.services.sync_ports import (
        Credentials,
    )


@dataclass(frozen=True, slots=True)
class Doors:
    """Factories, given by whoever starts the window."""

    folder: Path
    open_counter: "Callable[[Path], Counter]"
    new_set_up: "Callable[[Path], SetUp]"
    sample_catalogue: "Callable[[], Sequence[ProcedureVersion]]"
    enrolled_counter: "Callable[[Path, Credentials], Counter]"
    first_look: Callable[[Path], DoorSign | None] = lambda folder: None
    warm_up: Callable[[], None] = lambda: None  # loads what the first visit needs besides pages
