"""The sample officers at the command line: what each does to a dossier, and what is refused."""

import json
from dataclasses import dataclass
from typing import Any

from tests.cli.conftest import Program
from tests.cli.visits import visit

BIRTH = "1.001193"  # one step, same day
GUARDIAN = "1.004837"  # three steps, three working days
PERMIT = "1.013225"  # three steps, lệ phí 75,000 đồng
LAND = "1.012782"  # four steps, two phases
PAPERS = {PERMIT: ("tp1", "tp2", "tp3")}
RECEPTION, PROCESSING, LEADER, SUPERVISOR = "tiepnhan", "xuly", "lanhdao", "giamsat"


@dataclass(frozen=True)
class Officers:
    """Acts as one officer or another; every answer is a program's."""

    call: Program

    def receive(self, procedure: str = GUARDIAN, **more: Any) -> str:
        """A dossier's code."""
        papers = [{"name": name} for name in PAPERS.get(procedure, ("tp1", "tp2"))]
        asked = visit(**{"procedure": procedure, "components": papers} | more)
        ended = self.call("intake", "-", stdin=json.dumps(asked))
        assert ended.status == 0, ended.out
        return str(ended.items[0]["code"])

    def show(self, code: str) -> dict[str, Any]:
        """What ``show`` answers."""
        return dict(self.call("show", code, json=True).document)

    def act(self, login: str, code: str, name: str, **data: Any) -> dict[str, Any]:
        """What the act answers; ``show`` says the same afterwards."""
        ended = self._ended(login, code, name, data)
        assert ended.status == 0, ended.err
        after = dict(ended.document)
        assert after["history"][-1]["author"] == login
        assert self.show(code) == after
        return after

    def refused(self, login: str, code: str, name: str, **data: Any) -> dict[str, Any]:
        """The refusal; the exit status is the contract's and nothing stands on standard output."""
        ended = self._ended(login, code, name, data)
        assert (ended.status, ended.out) == (1, "")
        assert len(ended.err) < 5_000
        return dict(json.loads(ended.err.splitlines()[-1])["error"])

    def _ended(self, login: str, code: str, name: str, data: dict[str, Any]) -> Any:
        stdin = json.dumps(data)
        return self.call("act", code, name, "-", "--officer", login, stdin=stdin, json=True)
