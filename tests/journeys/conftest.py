"""One office per journey, and a printer that writes files."""

import pytest

from counter_app.i18n import use_language
from tests.journeys.office import Office, Paper


@pytest.fixture
def office(qtbot, data_dir, capsys):
    """The real window on a sample desk, on Monday 16 November 2026 at nine."""
    opened = Office(qtbot, data_dir, capsys)
    yield opened
    opened.close()
    use_language("vi")


@pytest.fixture
def paper(data_dir, tmp_path, monkeypatch):
    """The printer the desk remembers."""
    return Paper(data_dir, tmp_path, monkeypatch)
