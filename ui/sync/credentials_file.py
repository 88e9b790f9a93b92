"""Reading the file a centre's administrator gave out for this desk. No Qt."""

from pathlib import Path

from counter_app.domain.errors import InvalidCredentials
from counter_app.services.credentials import MAX_BYTES, credentials_from_bytes
from counter_app.services.sync_ports import (
    Credentials,
)


def read_credentials(file: Path) -> Credentials:
    """What ``file`` says.

    Raises:
        InvalidCredentials: ``no_file`` where it cannot be opened, else as the format says.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise InvalidCredentials("no_file") from error
    return credentials_from_bytes(content)
