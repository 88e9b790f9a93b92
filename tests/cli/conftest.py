"""A sample desk of one's own, and two ways to call the program: really, and within this process."""

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from counter_app import i18n
from counter_app.bootstrap import open_store
from counter_app.cli.app import run
from tests.cli.visits import visit

ROOT = Path(__file__).parents[2]
INIT = ("init", "--unit", "H26.12", "--unit-name", "UBND phường Cầu Giấy", "--desk", "3")


@dataclass(frozen=True)
class Ended:
    """How a call of the program ended and what it said."""

    status: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def items(self) -> list[Any]:
        """The JSON documents on standard output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def refused(self) -> str:
        """The kind of the refusal on standard error; nothing stands on standard output."""
        assert self.out == ""
        return str(json.loads(self.err.splitlines()[-1])["error"]["kind"])


Program = Callable[..., Ended]


@pytest.fixture(autouse=True)
def vietnamese():
    """The program's language is the process's; a test leaves it as it was."""
    yield
    i18n.use_language("vi")


@pytest.fixture(scope="session")
def sample_desk(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sample") / "desk"
    assert run(["--data", str(folder), *INIT, "--sample", "--json"]) == 0
    return folder


@pytest.fixture
def desk(sample_desk, data_dir) -> Path:
    """A sample desk in the folder ``COUNTER_APP_DATA`` names."""
    shutil.copytree(sample_desk, data_dir)
    return data_dir


@pytest.fixture
def real_desk(data_dir, call, monkeypatch) -> Path:
    """A desk that is no sample: its administrator ``truong`` has the PIN 246810."""
    monkeypatch.setenv("COUNTER_APP_PIN", "246810")
    ended = call(*INIT, "--admin", "truong", "--admin-name", "Đỗ Văn Trưởng")
    assert ended.status == 0, ended.err
    return data_dir


@pytest.fixture
def call(capsys, monkeypatch) -> Program:
    """The program within this process: quick, and its streams are still told apart."""

    def called(*arguments: str, stdin: bytes | str = b"", json: bool = False) -> Ended:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given)))
        capsys.readouterr()
        status = run([*arguments, *(["--json"] if json else [])])
        said = capsys.readouterr()
        return Ended(status, said.out, said.err)

    return called


@pytest.fixture
def program() -> Program:
    """The real program in a process of its own, without a terminal."""

    def called(*arguments: str, stdin: bytes | str = b"", **environ: str) -> Ended:
        given = stdin.encode() if isinstance(stdin, str) else stdin
        ended = subprocess.run(
            [sys.executable, "-m", "counter_app", *arguments],
            input=given,
            capture_output=True,
            env=os.environ | environ,
            cwd=ROOT,
            start_new_session=True,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout.decode(), ended.stderr.decode())

    return called


@pytest.fixture
def events(data_dir) -> Callable[[], int]:
    """How many events the desk has written; the chain is walked for it."""

    def counted() -> int:
        from counter_app.bootstrap import counter_of

        store = open_store(data_dir)
        try:
            return counter_of(store, data_dir).health.audit().events
        finally:
            store.close()

    return counted


@pytest.fixture
def accepted(desk, call) -> dict[str, Any]:
    """What ``intake`` answered for a dossier on the sample desk."""
    return dict(call("intake", "-", stdin=json.dumps(visit())).items[0])
