"""What every test shares: a data folder of its own and no judgement by the clock."""

import gc
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from benchmarks.server import Server, own_server
from tests import sample_desk
from tests.faults.city import Blueprint, draw_up
from ui.theme import Theme

# Hypothesis fails an example that takes 200 ms; no test of this project asserts a time.
settings.register_profile("project", deadline=None)
settings.load_profile("project")


def pytest_collection_finish() -> None:
    """What was imported stays, so the collector need not look at it after every window."""
    gc.collect()
    gc.freeze()


def pytest_unconfigure() -> None:
    """Extension modules count at the end what they left behind."""
    gc.unfreeze()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, object, object]:
    """While there are widgets no worker's allocation may collect garbage, as in the window."""
    if "qapp" in getattr(item, "fixturenames", ()):
        gc.disable()
    return (yield)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown() -> Generator[None, object, object]:
    """A window a test has closed is gone before the next one: its timers do not outlive its workers."""
    outcome = yield
    if QCoreApplication.instance() is not None:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if not gc.isenabled():
        gc.collect()
        gc.enable()
    return outcome


@pytest.fixture(scope="session")
def qapp(qapp: QApplication) -> QApplication:
    """The application in the program's letters, before any window sets them."""
    Theme(qapp).show("light", 100)
    return qapp


@pytest.fixture(autouse=True)
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The test's own data folder (not created yet): no test reaches the desk of who runs it."""
    folder = tmp_path / "desk"
    monkeypatch.setenv("COUNTER_APP_DATA", str(folder))
    for name in ("COUNTER_APP_PIN", "COUNTER_APP_LANG", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed sample desk nobody writes to: tests copy it."""
    folder = tmp_path_factory.mktemp("sample") / "desk"
    sample_desk.create(folder)
    return folder


@pytest.fixture
def desk(sample_folder: Path, data_dir: Path) -> Iterator[sample_desk.SampleDesk]:
    """An open sample desk without dossiers, on Monday 16 November 2026 at nine."""
    opened = sample_desk.SampleDesk.copied(sample_folder, data_dir)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A real PostgreSQL, started for this run on a free port and stopped at its end."""
    with own_server(durable=False) as server:
        yield server


@pytest.fixture(scope="session")
def blueprint(postgres: Server, tmp_path_factory: pytest.TempPathFactory) -> Blueprint:
    """Two units with two desks each and their centre, set up once."""
    return draw_up(postgres, tmp_path_factory.mktemp("blueprint"))
