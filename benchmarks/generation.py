"""How fast a desk fills with generated dossiers, through the same events, fold and rows."""

import tempfile
from pathlib import Path

from benchmarks.big_desk import generate, new_desk
from benchmarks.figures import Figure, timed

BUDGET_PER_S = 3000.0  # design.md §9
_COUNT, _DAYS = 30_000, 90  # a busy desk: some 500 a day


def measure(root: Path) -> list[Figure]:
    """Dossiers a second, on the disk the big desk is on."""
    with tempfile.TemporaryDirectory(dir=root) as folder:
        desk = Path(folder) / "desk"
        new_desk(desk)
        generate(desk, 1000, lambda done: None)  # catalogue and calendar are read once
        took_ms = timed(lambda: generate(desk, _COUNT, lambda done: None, _DAYS))
    return [Figure("generate", _COUNT / took_ms * 1000, "dossiers/s", BUDGET_PER_S, at_least=True)]
