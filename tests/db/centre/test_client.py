"""A desk's connection: verified TLS, no wait without an end, and a new one after every failure."""

import socket
import threading
from contextlib import suppress
from dataclasses import replace

import psycopg
import pytest

from benchmarks.server import _make_certificate
from counter_app.domain.errors import CentreUnreachable
from db.centre.client import PostgresCentre

pytestmark = pytest.mark.postgres


class Relay:
    """A port that passes bytes on; when it is mute it stays open and passes nothing."""

    def __init__(self, port):
        self._target = ("127.0.0.1", port)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._sockets = [self._listening]
        self.may_pass = threading.Event()
        self.may_pass.set()
        self.port = self._listening.getsockname()[1]
        self._start(self._accept)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.may_pass.set()
        for one in self._sockets:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _start(self, work, *given):
        threading.Thread(target=work, args=given, daemon=True).start()

    def _accept(self):
        with suppress(OSError):
            while True:
                pair = (self._listening.accept()[0], socket.create_connection(self._target))
                self._sockets.extend(pair)
                self._start(self._pump, *pair)
                self._start(self._pump, *reversed(pair))

    def _pump(self, source, target):
        with suppress(OSError):
            while data := source.recv(65536):
                self.may_pass.wait()
                target.sendall(data)


def test_a_connection_is_kept_and_leaves_no_transaction_open(desk):
    desk.pull()
    first = desk.centre._connection
    desk.take(desk.receive())
    assert desk.centre._connection is first
    assert first.info.transaction_status == psycopg.pq.TransactionStatus.IDLE


def test_after_a_cut_the_next_call_opens_another_connection(desk):
    desk.pull()
    pid = desk.centre._connection.info.backend_pid
    desk.real.rows("SELECT pg_terminate_backend(%s)", pid)
    with pytest.raises(CentreUnreachable):
        desk.pull()
    assert len(desk.pull()) == 2
    assert desk.centre._connection.info.backend_pid != pid


def test_a_peer_that_stays_open_and_mute_is_noticed(desk):
    with Relay(desk.credentials.port) as relay:
        centre = PostgresCentre(replace(desk.credentials, port=relay.port), timeout_s=1.0)
        head = centre.head(desk.incarnation)
        relay.may_pass.clear()
        with pytest.raises(CentreUnreachable):
            centre.head(desk.incarnation)
        assert centre._connection is None
        relay.may_pass.set()
        assert centre.head(desk.incarnation).heads == head.heads
        centre.close()


def test_a_server_with_another_certificate_is_not_believed(desk, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    _make_certificate(other)
    wrong = replace(desk.credentials, ca=(other / "server.crt").read_text("ascii"))
    with pytest.raises(CentreUnreachable):
        PostgresCentre(wrong).head(desk.incarnation)
    misnamed = replace(desk.credentials, host="127.0.0.2")
    with pytest.raises(CentreUnreachable):
        PostgresCentre(misnamed).head(desk.incarnation)


def test_the_connection_is_encrypted_and_proved_by_scram(desk):
    desk.pull()
    pid = desk.centre._connection.info.backend_pid
    assert desk.real.rows("SELECT ssl FROM pg_stat_ssl WHERE pid = %s", pid) == [(True,)]
    sql = "SELECT rolpassword LIKE 'SCRAM-SHA-256$%%' FROM pg_authid WHERE rolname = %s"
    assert desk.real.rows(sql, desk.credentials.user) == [(True,)]


def test_a_wrong_password_is_no_answer(desk):
    with pytest.raises(CentreUnreachable):
        PostgresCentre(replace(desk.credentials, password="x")).head(desk.incarnation)


def test_closing_twice_and_calling_again_is_fine(desk):
    desk.centre.close()
    desk.centre.close()
    assert len(desk.pull()) == 2


def test_the_certificates_file_is_gone_when_the_connection_stands(desk, tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    desk.centre.close()
    desk.pull()
    assert list(tmp_path.iterdir()) == []
