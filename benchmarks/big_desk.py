"""The cached desk with a million generated dossiers that several benchmarks share."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from platformdirs import user_cache_path

from counter_app.bootstrap import new_set_up, open_store, sample_catalogue, system_clock
from counter_app.domain.event import SCHEMA
from counter_app.services.generation import Generate
from counter_app.services.lives import DEFAULT_DAYS, Load
from counter_app.services.setting_up import NewUnit
from db.revisions import HEAD

FOLDER_VARIABLE = "COUNTER_APP_BENCH_DIR"
COUNT_VARIABLE = "COUNTER_APP_BENCH_DOSSIERS"
_SEED = 1


def wanted() -> int:
    """How many dossiers the big desk has: a million unless the environment says otherwise."""
    return int(os.environ.get(COUNT_VARIABLE, "1000000"))


def big_desk(progress: Callable[[int], None] = lambda done: None) -> Path:
    """The folder of the big desk; generated once (some minutes) and kept."""
    base = os.environ.get(FOLDER_VARIABLE)
    root = Path(base) if base else user_cache_path("counter-app") / "bench"
    folder = root / f"{HEAD}-{SCHEMA}-{wanted()}"
    if folder.exists():
        return folder
    unfinished = folder.with_name(f"{folder.name}.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    new_desk(unfinished)
    generate(unfinished, wanted(), progress)
    unfinished.rename(folder)
    return folder


def new_desk(folder: Path) -> None:
    """A sample desk in an empty folder."""
    unit = NewUnit("H26.12", "UBND phường Đo lường", 3, "UBND thành phố Hà Nội")
    new_set_up(folder).sample(unit, sample_catalogue())


def generate(
    folder: Path, count: int, progress: Callable[[int], None], days: int = DEFAULT_DAYS
) -> None:
    """Fill the desk in ``folder`` with receptions of the last ``days``."""
    store = open_store(folder)
    try:
        make = Generate(store.identity, store.questions.reference, store.unit_of_work)
        make(Load(count, _SEED, system_clock(), days), progress)
    finally:
        store.close()
