"""Several desks of one unit, each set up by itself, and a centre that orders what they write."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests import sample_desk
from tests.sample_desk import SampleDesk
from tests.small_centre import SmallCentre


@pytest.fixture(scope="session")
def templates(
    sample_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, Path, Path]:
    """Closed sample desks that have nothing in common but their unit's name."""
    others = [tmp_path_factory.mktemp("sample") / "desk" for _ in range(2)]
    for folder in others:
        sample_desk.create(folder)
    return (sample_folder, *others)


@pytest.fixture
def centre() -> SmallCentre:
    return SmallCentre()


@pytest.fixture
def enrolled(
    templates: tuple[Path, Path, Path], tmp_path: Path, centre: SmallCentre
) -> Iterator[Callable[[int], list[SampleDesk]]]:
    """Opens so many desks of the unit, numbered from 3."""
    opened: list[SampleDesk] = []

    def open_desks(count: int) -> list[SampleDesk]:
        for number, template in enumerate(templates[:count], 3):
            desk = SampleDesk.copied(template, tmp_path / f"desk-{number}")
            opened.append(desk)
            centre.enrol(desk, number)
        return opened

    yield open_desks
    for desk in opened:
        desk.close()
