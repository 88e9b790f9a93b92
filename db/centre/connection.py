"""One connection to the centre: over TLS to exactly the server it should be, and every wait ends."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, Self

import psycopg
from psycopg.conninfo import make_conninfo

from counter_app.services.sync_ports import Credentials

CALL_TIMEOUT_S: Final = 90.0  # the server gives up on a statement after 60
_CONNECTION: Final[dict[str, Any]] = {
    "sslmode": "verify-full",
    "connect_timeout": 10,
    "keepalives": 1,
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # ms: what nobody acknowledges is a lost connection
    "application_name": "counter-app",
}


class PatientConnection(psycopg.Connection[Any]):
    """A connection whose every wait ends, whatever the network does."""

    timeout_s: float = CALL_TIMEOUT_S

    @classmethod
    def reach(cls, credentials: Credentials, timeout_s: float) -> Self:
        """Connect over TLS to exactly the server the credentials name."""
        with _as_file(credentials.ca) as trusted:
            where = make_conninfo(
                host=credentials.host,
                port=credentials.port,
                dbname=credentials.database,
                user=credentials.user,
                password=credentials.password,
                sslrootcert=str(trusted),
                **_CONNECTION,
            )
            # No prepared statements: a pooler may give every call another server process.
            connection = cls.connect(where, autocommit=True, prepare_threshold=None)
        connection.timeout_s = timeout_s
        return connection

    def wait(self, gen: Any, interval: float = 0.1, timeout: float | None = None) -> Any:
        return super().wait(gen, interval, self.timeout_s if timeout is None else timeout)


@contextmanager
def _as_file(ca: str) -> Iterator[Path]:
    """The certificate where libpq can read it: it takes the name of a file only."""
    handle, name = tempfile.mkstemp(prefix="counter-ca-", suffix=".pem")
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(ca)
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)
