"""How long the faults go on, and a city of desks to meet them."""

import os
from dataclasses import dataclass, field

import pytest

LENGTH = "COUNTER_APP_FAULTS"  # "long": as `make faults` does; anything else: as `make check` does


@dataclass(frozen=True)
class Length:
    """How much is done: ``of(short, long)`` chooses."""

    is_long: bool
    told: list = field(default_factory=list)

    def of(self, short, long):
        return long if self.is_long else short

    def tell(self, what, **numbers):
        """What was done, for the end of the run."""
        counted = ", ".join(f"{name} {number}" for name, number in sorted(numbers.items()))
        self.told.append(f"{what}: {counted}")


LENGTHS = pytest.StashKey()


def pytest_configure(config):
    config.stash[LENGTHS] = Length(os.environ.get(LENGTH) == "long")


def pytest_terminal_summary(terminalreporter, config):
    if told := config.stash[LENGTHS].told:
        terminalreporter.section("faults met")
        for line in told:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def length(pytestconfig):
    return pytestconfig.stash[LENGTHS]


@pytest.fixture
def city(blueprint, tmp_path):
    """A city of one's own, everybody level."""
    with blueprint.built(tmp_path) as built:
        yield built
