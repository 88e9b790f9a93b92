"""The window on the big desk: its start against an empty one, its event loop, its memory."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.figures import Figure

START_BUDGET, GAP_BUDGET_MS, MEMORY_BUDGET_MB = 4.0, 50.0, 200.0  # design.md §9
_STARTS = 7
_PROBE = Path(__file__).with_name("window_probe.py")


def measure(big: Path) -> list[Figure]:
    """Start as a ratio of medians; gaps and memory of one long run with acceptances and searches."""
    empty = median(probe("empty")["usable_s"] for _ in range(_STARTS))
    full = median(probe("desk", str(big), "0")["usable_s"] for _ in range(_STARTS))
    worked = probe("desk", str(big), "6")
    gaps: dict[str, float] = worked["gaps_ms"]
    worst = max(gaps, key=lambda name: gaps[name])
    note = f"empty {empty * 1000:.0f} ms, desk {full * 1000:.0f} ms"
    return [
        Figure("window.start", full / empty, "x empty window", START_BUDGET, note=note),
        Figure("window.gap", gaps[worst], "ms", GAP_BUDGET_MS, note=f"longest in: {worst}"),
        Figure("window.memory", worked["memory_kib"] / 1024, "MB", MEMORY_BUDGET_MB),
    ]


def probe(*arguments: str) -> Any:
    """What a window in a process of its own answers."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen",
        "COUNTER_APP_PROBE_STARTED": repr(time.monotonic()),
    }
    command = [sys.executable, str(_PROBE), *arguments]
    run = subprocess.run(
        command, env=environment, capture_output=True, text=True, check=True, timeout=180
    )
    return json.loads(run.stdout.strip().splitlines()[-1])
