"""What every test shares: a data folder of its own and no judgement by the clock."""

from pathlib import Path

import pytest
from hypothesis import settings

# Hypothesis fails an example that takes 200 ms; no test of this project asserts a time.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own data folder (not created yet): no test reaches the desk of who runs it."""
    folder = tmp_path / "desk"
    monkeypatch.setenv("COUNTER_APP_DATA", str(folder))
    for name in ("COUNTER_APP_PIN", "COUNTER_APP_LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    return folder
