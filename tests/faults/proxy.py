"""A TCP proxy that misbehaves on purpose: cuts at any byte, falls silent, delays."""

import socket
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

_CHUNK = 16 * 1024
_TURN_S = 0.05


@dataclass(frozen=True)
class Weather:
    """What connections made from now on meet; None: nothing of the kind.

    Bytes are counted for each direction and connection apart: ``asked`` towards the server,
    ``answered`` towards the client.
    """

    cut_after_asked: int | None = None
    cut_after_answered: int | None = None
    silent_after_answered: int | None = None  # half-open: nothing comes any more, nobody hangs up
    held_after_answered: int | None = None  # what follows comes once ``go_on`` was called
    delay_s: float = 0.0
    refuses: bool = False


FAIR = Weather()


@dataclass(frozen=True)
class _Fate:
    """What one direction of a connection meets, and after how many bytes."""

    cut: int | None = None
    silent: int | None = None
    held: int | None = None


class Proxy:
    """Listens on loopback, forwards to ``target``; ``weather`` may change at any time."""

    def __init__(self, target: tuple[str, int]) -> None:
        self.weather = FAIR
        self.connections = 0
        self._target = target
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._is_over = threading.Event()
        self._goes_on = threading.Event()
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    @property
    def port(self) -> int:
        port: int = self._listener.getsockname()[1]
        return port

    @contextmanager
    def be(self, **how):
        """That weather while the block runs, for connections that begin in it."""
        before, self.weather = self.weather, replace(self.weather, **how)
        try:
            yield
        finally:
            self.weather = before

    def go_on(self) -> None:
        """What was held comes, and nothing is held any more."""
        self._goes_on.set()

    def cut_all(self) -> None:
        """Hang up on everybody, at once."""
        for one in tuple(self._open):
            _slam(one)

    def close(self) -> None:
        self._is_over.set()
        self.go_on()
        with suppress(OSError):  # wakes the listener
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        self._listener.close()
        self.cut_all()
        for thread in self._threads:
            thread.join(5)

    def _listen(self) -> None:
        while not self._is_over.is_set():
            client, _ = self._listener.accept()
            if self._is_over.is_set() or self.weather.refuses:
                _slam(client)
                continue
            self.connections += 1
            server = socket.create_connection(self._target)
            self._open |= {client, server}
            weather = self.weather
            asked = _Fate(weather.cut_after_asked)
            answered = _Fate(
                weather.cut_after_answered,
                weather.silent_after_answered,
                weather.held_after_answered,
            )
            for source, sink, fate in ((client, server, asked), (server, client, answered)):
                pump = threading.Thread(target=self._pump, args=(source, sink, fate), daemon=True)
                self._threads.append(pump)
                pump.start()

    def _pump(self, source: socket.socket, sink: socket.socket, fate: _Fate) -> None:
        passed = 0
        with suppress(OSError):
            while data := source.recv(_CHUNK):
                if self.weather.delay_s:
                    time.sleep(self.weather.delay_s)
                if fate.held is not None and passed + len(data) > fate.held:
                    self._goes_on.wait()
                if fate.silent is not None and passed + len(data) > fate.silent:
                    sink.sendall(data[: fate.silent - passed])
                    self._wait_in_silence()
                    break
                if fate.cut is not None and passed + len(data) >= fate.cut:
                    sink.sendall(data[: fate.cut - passed])
                    break
                sink.sendall(data)
                passed += len(data)
        for one in (source, sink):
            self._open.discard(one)
            _slam(one)

    def _wait_in_silence(self) -> None:
        while not self._is_over.wait(_TURN_S):
            pass


def _slam(one: socket.socket) -> None:
    """Close without a farewell: the other side sees a reset or an end, whatever it was doing."""
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    with suppress(OSError):
        one.close()
