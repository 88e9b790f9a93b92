"""One office per journey, and a printer that writes files."""

import pytest

from counter_app.i18n import use_language
from tests.journeys.office import Office, Paper
from tests.journeys.town import Lines, Town


@pytest.fixture
def office(qtbot, data_dir, capsys):
    """The real window on a sample desk, on Monday 16 November 2026 at nine."""
    opened = Office.on_sample(qtbot, data_dir, capsys)
    yield opened
    opened.close()
    use_language("vi")


@pytest.fixture
def paper(data_dir, tmp_path, monkeypatch):
    """The printer the desk remembers."""
    return Paper(data_dir, tmp_path, monkeypatch)


@pytest.fixture
def town(blueprint, tmp_path, qtbot, capsys):
    """Desks A and B of one unit, C of another, and their centre; no window is open yet."""
    lines = Lines(blueprint.server)
    with blueprint.built(tmp_path, "ABC", lines.connect) as city:
        opened = Town(city, lines, qtbot, capsys)
        yield opened
        opened.close()
    lines.close()
    use_language("vi")
