"""Reading the file a centre's administrator gave out for this desk. No Qt."""

from pathlib import Path

from counter_app.domain.errors import InvalidCredentials
from counter_app.services.credentials import MAX_BYTES, credentials_from_json
from counter_app.services.sync_ports import Credentials


def read_credentials(file: Path) -> Credentials:
    """What ``file`` says.

    Raises:
        InvalidCredentials: ``no_file`` where it cannot be opened, else as the format says.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise InvalidCredentials("unreadable")
        return credentials_from_json(file.read_text("utf-8-sig"))
    except OSError as error:
        raise InvalidCredentials("no_file") from error
    except ValueError as error:  # no UTF-8
        raise InvalidCredentials("unreadable") from error
