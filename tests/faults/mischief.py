"""What goes wrong between a desk and its centre on purpose, and a log that dies while it writes."""

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from counter_app.domain.errors import CentreRefused, CentreUnreachable, ChainGap
from db.sync_log import SqlSyncLog

CALLS = ("head", "register", "push", "pull", "report")
FILE_CALLS = ("blob_size", "put_blob", "look_at_files")
FAULTS = ("unmade", "lost", "twice", "reordered", "late")


class Killed(BaseException):
    """The desk's process died here: nobody catches it, nothing is tidied up."""


@dataclass
class Mischief:
    """What a desk's next calls meet, whatever connection they are made on.

    ``planned`` names for each call what happens the next time: ``unmade``: it never reaches the
    centre; ``lost``: it takes effect, its answer does not arrive; ``twice``: it arrives twice;
    ``reordered``: a batch's second half arrives before its first; ``late``: it stays on its way
    until ``arrive_late``, while the desk thinks it lost.
    """

    planned: dict[str, str] = field(default_factory=dict)
    on_the_way: list = field(default_factory=list)
    met: int = 0

    def clear(self):
        """From here on the weather is fair; what is on its way stays there."""
        self.planned.clear()

    def arrive_late(self, centre):
        """Old batches reach the centre after newer ones; nobody hears the answers."""
        waiting, self.on_the_way = self.on_the_way, []
        for incarnation, events in waiting:
            with suppress(ChainGap, CentreRefused):
                centre.push(incarnation, events)


class FaultyCentre:
    """The port ``Centre`` over a real one, with a desk's mischief in between."""

    def __init__(self, centre, mischief):
        self._centre, self._mischief = centre, mischief

    def __getattr__(self, name):
        call = getattr(self._centre, name)
        return lambda *said: self._made(name, call, said)

    def _made(self, name, call, said):
        fault = self._mischief.planned.pop(name, None)
        if fault is None:
            return call(*said)
        self._mischief.met += 1
        if fault in ("unmade", "late"):
            if fault == "late" and name == "push":
                self._mischief.on_the_way.append(said)
            raise CentreUnreachable(fault)
        if fault == "reordered" and name == "push" and len(said[1]) > 1:
            with suppress(ChainGap):
                call(said[0], said[1][len(said[1]) // 2 :])
        if fault in ("twice", "lost"):
            call(*said)
        if fault == "lost":
            raise CentreUnreachable(fault)
        return call(*said)


class MortalLog(SqlSyncLog):
    """A desk's log whose process may die at its n-th transaction, before or after the COMMIT."""

    dies_in = None  # transactions; None: it lives
    dies_committed = False

    def die(self, transactions, *, committed):
        """Die in the transaction with this number, from 0."""
        self.dies_in, self.dies_committed = transactions, committed

    @contextmanager
    def _writing(self):
        if self.dies_in is None:
            with super()._writing() as connection:
                yield connection
            return
        last = self.dies_in == 0
        self.dies_in = None if last else self.dies_in - 1
        with super()._writing() as connection:
            yield connection
            if last and not self.dies_committed:
                raise Killed
        if last:
            raise Killed
