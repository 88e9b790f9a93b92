"""Centres for tests: one that all share, each with units of its own; copies for those who spoil it."""

import pytest

from counter_app.bootstrap import set_up_centre
from tests.real_centre import RealCentre


@pytest.fixture(scope="session")
def template(postgres):
    """The name of a database with an empty centre."""
    name = postgres.new_database()
    set_up_centre(postgres.url(name))()
    return name


@pytest.fixture(scope="session")
def shared(postgres, template):
    """A centre nobody spoils."""
    centre = RealCentre.copied(postgres, template)
    set_up_centre(centre.url)()  # a copy has its tables, but not who may connect
    yield centre
    centre.close()


@pytest.fixture
def real(postgres, template):
    """An empty centre of the test's own."""
    centre = RealCentre.copied(postgres, template)
    yield centre
    centre.close()


@pytest.fixture
def desk(shared):
    """Desk 3 of a unit of its own, whose two first events the centre has."""
    desk = shared.desk()
    yield desk
    desk.centre.close()
