"""The misbehaving proxy misbehaves as it says."""

import socket
import threading

import pytest

from tests.faults.proxy import Proxy


@pytest.fixture
def echo():
    """An echo server."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve():
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(client,), daemon=True).start()

    def answer(client):
        with client:
            while data := client.recv(4096):
                client.sendall(data)

    threading.Thread(target=serve, daemon=True).start()
    yield listener.getsockname()
    listener.close()


@pytest.fixture
def proxy(echo):
    made = Proxy(echo)
    yield made
    made.close()


def ask(proxy, data, timeout_s=5.0):
    """What comes back for ``data`` until the end."""
    with socket.create_connection(("127.0.0.1", proxy.port), timeout_s) as client:
        got = b""
        try:
            client.sendall(data)
            client.shutdown(socket.SHUT_WR)
            while piece := client.recv(4096):
                got += piece
        except OSError:  # it was hung up on, at whichever step
            pass
    return got


def test_in_fair_weather_everything_passes(proxy):
    with socket.create_connection(("127.0.0.1", proxy.port), 5) as client:
        client.sendall(b"0123456789")
        assert client.recv(100) == b"0123456789"


@pytest.mark.parametrize("count", [1, 3, 9])
def test_it_cuts_after_so_many_answered_bytes(proxy, count):
    with (
        proxy.be(cut_after_answered=count),
        socket.create_connection(("127.0.0.1", proxy.port), 5) as client,
    ):
        client.sendall(b"0123456789")
        got = b""
        while piece := client.recv(100):
            got += piece
    assert got == b"0123456789"[:count]


def test_it_cuts_before_the_server_has_everything(proxy):
    with proxy.be(cut_after_asked=4):
        assert ask(proxy, b"0123456789") in (b"", b"0123")


def test_it_falls_silent_and_does_not_hang_up(proxy):
    with (
        proxy.be(silent_after_answered=2),
        socket.create_connection(("127.0.0.1", proxy.port), 5) as client,
    ):
        client.sendall(b"0123")
        assert client.recv(100) == b"01"
        client.settimeout(0.3)
        with pytest.raises(TimeoutError):
            client.recv(100)


def test_it_refuses_and_hangs_up_on_all(proxy):
    with socket.create_connection(("127.0.0.1", proxy.port), 5) as client:
        client.sendall(b"01")
        assert client.recv(100) == b"01"
        proxy.cut_all()
        assert client.recv(100) == b""
    with proxy.be(refuses=True):
        assert ask(proxy, b"01") == b""


def test_it_holds_back_what_follows_until_it_is_told_to_go_on(proxy):
    with (
        proxy.be(held_after_answered=10),
        socket.create_connection(("127.0.0.1", proxy.port), 5) as client,
    ):
        client.sendall(b"x" * 10)
        assert client.recv(100) == b"x" * 10
        client.sendall(b"y")
        client.settimeout(0.2)
        with pytest.raises(TimeoutError):
            client.recv(100)
        client.settimeout(5)
        proxy.go_on()
        assert client.recv(100) == b"y"
