"""How long the faults go on, and a city of desks to meet them."""

import os
from dataclasses import dataclass

import pytest

from tests.faults.city import draw_up

LENGTH = "COUNTER_APP_FAULTS"  # "long": as `make faults` does; anything else: as `make check` does


@dataclass(frozen=True)
class Length:
    """How much is done: ``of(short, long)`` chooses."""

    is_long: bool

    def of(self, short, long):
        return long if self.is_long else short


@pytest.fixture(scope="session")
def length():
    return Length(os.environ.get(LENGTH) == "long")


@pytest.fixture
def record(request, capsys):
    """Tells what was done, on the terminal and in the report."""

    def recorded(what, **numbers):
        told = ", ".join(f"{name} {number}" for name, number in sorted(numbers.items()))
        request.node.user_properties.append((what, told))
        with capsys.disabled():
            print(f"\n{what}: {told}")

    return recorded


@pytest.fixture(scope="session")
def blueprint(postgres, tmp_path_factory):
    """Two units with two desks each, set up once."""
    return draw_up(postgres, tmp_path_factory.mktemp("blueprint"))


@pytest.fixture
def city(blueprint, tmp_path):
    """A city of one's own, everybody level."""
    with blueprint.built(tmp_path) as built:
        yield built
