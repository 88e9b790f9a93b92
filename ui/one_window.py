"""One window per folder: whoever starts the program again gets the one that is open."""

import hashlib
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QWidget

_PATIENCE_MS: Final = 1000


class FirstWindow(QObject):
    """Brings ``window`` forward whenever the program is started again on the same folder.

    For who holds the folder's lock alone: a name left behind by a killed window is taken over. Where
    the system gives no name, nothing happens; the second window says so on its console all the same.
    """

    def __init__(self, folder: Path, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._come_forward)
        QLocalServer.removeServer(_name(folder))
        self._server.listen(_name(folder))

    @Slot()
    def _come_forward(self) -> None:
        while caller := self._server.nextPendingConnection():
            caller.abort()
            caller.deleteLater()
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()


def call_first_window(folder: Path) -> bool:
    """Ask the window that is open on ``folder`` to come forward; whether somebody heard it."""
    line = QLocalSocket()
    line.connectToServer(_name(folder))
    heard = line.waitForConnected(_PATIENCE_MS)
    line.abort()
    return heard


def _name(folder: Path) -> str:
    return f"counter-app-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"
