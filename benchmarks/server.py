"""A PostgreSQL server of one's own on loopback: for measuring and for tests, gone at the end."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Identifier

_INSTALLED: Final = Path("/usr/lib/postgresql")  # Debian keeps each release's programs apart
_UNPRIVILEGED: Final = "postgres"  # PostgreSQL will not run as root
_PATIENCE_S: Final = 60.0
_SETTINGS: Final[Mapping[str, str]] = {
    "listen_addresses": "127.0.0.1",
    "password_encryption": "scram-sha-256",
    "ssl": "on",
    "max_connections": "260",
    "shared_buffers": "256MB",
    "log_destination": "stderr",
}


@dataclass
class Server:
    """A running server; ``password`` is its superuser's, ``ca`` the certificate desks trust."""

    folder: Path
    port: int
    password: str
    programs: Path
    settings: dict[str, str] = field(default_factory=dict)
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def ca(self) -> str:
        """The certificate authority in PEM."""
        return (self.folder / "server.crt").read_text("ascii")

    @property
    def log(self) -> Path:
        """What the server logged."""
        return self.folder / "log"

    @property
    def process_id(self) -> int:
        """The postmaster's."""
        if self._process is None:
            raise RuntimeError("the server does not run")
        return self._process.pid

    def url(self, database: str = "postgres", user: str = "postgres", password: str = "") -> str:
        """Where ``database`` is, over TLS, as ``user`` (the superuser unless said otherwise)."""
        secret = password or self.password
        trusted = self.folder / "server.crt"
        return (
            f"postgresql://{user}:{secret}@127.0.0.1:{self.port}/{database}"
            f"?sslmode=verify-full&sslrootcert={trusted}"
        )

    def new_database(self) -> str:
        """An empty database; its name."""
        name = f"centre_{uuid4().hex[:12]}"
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(SQL("CREATE DATABASE {}").format(Identifier(name)))
        return name

    def start(self) -> None:
        """Run, and wait until it answers."""
        options = [f"-c{name}={value}" for name, value in self._options()]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [self.programs / "postgres", "-D", self.folder / "data", *options],
                stdout=log,
                stderr=log,
                **_as_unprivileged(),
            )
        deadline = time.monotonic() + _PATIENCE_S
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(self.log.read_text("utf-8", "replace")[-2000:])
            time.sleep(0.05)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """End it: SIGINT closes at once and cleanly, SIGQUIT as a crash would."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(how)
            self._process.wait(_PATIENCE_S)
        self._process = None

    def _options(self) -> Iterator[tuple[str, str]]:
        own = {
            "port": str(self.port),
            "unix_socket_directories": str(self.folder),
            "ssl_cert_file": str(self.folder / "server.crt"),
            "ssl_key_file": str(self.folder / "server.key"),
        }
        yield from (dict(_SETTINGS) | own | self.settings).items()

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(), connect_timeout=5).close()
        except psycopg.OperationalError:
            return False
        return True


def find_programs() -> Path | None:
    """The folder of the newest installed server's programs, if there is one."""
    if found := sorted(_INSTALLED.glob("*/bin/initdb"), key=lambda p: float(p.parts[-3])):
        return found[-1].parent
    there = shutil.which("initdb")
    return Path(there).resolve().parent if there else None


@contextmanager
def own_server(*, durable: bool = True) -> Iterator[Server]:
    """A new server while the block runs; without ``durable`` it does not wait for the disk."""
    programs = find_programs()
    if programs is None:
        raise RuntimeError("PostgreSQL's server programs are not installed")
    folder = Path(tempfile.mkdtemp(prefix="counter-postgres-"))
    try:
        server = Server(folder, _free_port(), uuid4().hex, programs)
        if not durable:
            server.settings |= {"fsync": "off", "synchronous_commit": "off"}
        _create(server)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _create(server: Server) -> None:
    secret = server.folder / "password"
    secret.write_text(server.password, "ascii")
    _make_certificate(server.folder)
    if _must_change_user():
        account = pwd.getpwnam(_UNPRIVILEGED)
        for file in (server.folder, *server.folder.iterdir()):
            os.chown(file, account.pw_uid, account.pw_gid)
    _run(
        [
            *(server.programs / "initdb", "-D", server.folder / "data", "-U", "postgres"),
            *("-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync", "-E", "UTF8"),
            "--locale=C.UTF-8",
        ]
    )


def _make_certificate(folder: Path) -> None:
    """A certificate for 127.0.0.1 that is its own authority."""
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"),
            *("-nodes", "-days", "30", "-subj", "/CN=127.0.0.1"),
            *("-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"),
            *("-keyout", folder / "server.key", "-out", folder / "server.crt"),
        ],
        check=True,
        capture_output=True,
    )
    (folder / "server.key").chmod(0o600)


def _run(command: list[str | Path]) -> None:
    done = subprocess.run(
        list(map(str, command)), capture_output=True, text=True, check=False, **_as_unprivileged()
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])


def _must_change_user() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _as_unprivileged() -> dict[str, Any]:
    if not _must_change_user():
        return {}
    account = pwd.getpwnam(_UNPRIVILEGED)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "cwd": "/"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
