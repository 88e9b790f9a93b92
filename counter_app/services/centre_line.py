"""The one connection a desk keeps to its centre."""

from collections.abc import Callable

from counter_app.domain.errors import DeskStandsAlone
from counter_app.services.centre_port import (
    Centre,
)
from counter_app.services.sync_ports import (
    Credentials,
    SyncLog,
)

Connect = Callable[[Credentials], Centre]  # costs nothing until the first call is made


class CentreLine:
    """Keeps the connection from round to round; new credentials mean a new one.

    For one thread at a time: who may not wait for another's call has a line of their own.
    """

    def __init__(self, log: SyncLog, connect: Connect) -> None:
        self._log, self._connect = log, connect
        self._credentials: Credentials | None = None
        self._centre: Centre | None = None

    def __call__(self) -> Centre:
        """The centre of the credentials in force.

        Raises:
            DeskStandsAlone
        """
        link = self._log.link()
        if link is None:
            raise DeskStandsAlone
        if self._centre is None or link.credentials != self._credentials:
            self.close()
            self._centre, self._credentials = self._connect(link.credentials), link.credentials
        return self._centre

    def close(self) -> None:
        """Give the connection back; the next call opens one."""
        if self._centre is not None:
            self._centre.close()
        self._centre = None
