"""The figures of every unit a supervisor may see: the desk's own, and others' as the centre counts."""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from counter_app.domain.act import Role
from counter_app.domain.errors import CentreRefused, CentreUnreachable, DeskStandsAlone, RoleMayNot
from counter_app.domain.unit import Officer
from counter_app.services.centre_port import Centre, UnitCounts, UnitList
from counter_app.services.figures import Board, Figures
from counter_app.services.ports import Questions

MAY_SEE: Final = (Role.SUPERVISOR, Role.CONTROL)
SEE_UNITS: Final = "see-units"
LISTED: Final = 500  # dossiers behind a figure
Silence = DeskStandsAlone | CentreUnreachable | CentreRefused


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit's figures by their names.

    ``behind``: how many events the centre has of it and did not count yet; ``counted_until``: when
    the centre got the last one it did count. None of the desk's own unit, which counts for itself.
    """

    code: str
    name: str
    counts: Mapping[str, int]
    behind: int = 0
    counted_until: datetime | None = None  # aware


@dataclass(frozen=True, slots=True)
class UnitBoard:
    """The desk's own unit as the desk has it now, and ``others`` as the centre has them.

    ``silence`` is why the centre told nothing: ``others`` is empty then, whatever it told before.
    """

    board: Board
    own: UnitLine
    others: tuple[UnitLine, ...] = ()
    silence: Silence | None = None

    def total(self) -> dict[str, int]:
        """Every figure of all lines; each dossier is in one line alone, its home's."""
        added = Counter[str]()
        for line in (self.own, *self.others):
            added.update(line.counts)
        return dict(added)


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """Asks the centre about the units the desk's own may see; waits for the network."""

    figures: Figures
    questions: Questions
    reach: Callable[[], Centre]

    def __call__(self, officer: Officer) -> UnitBoard:
        """The figures as of now; where the centre is silent, those of the own unit alone.

        Raises:
            RoleMayNot: ``officer`` is neither supervisor nor control.
        """
        _check(officer)
        board = self.figures.board()
        unit = self.questions.reference().unit()
        counts = {figure.name: figure.count for figure in (*board.figures, *board.ages)}
        own = UnitLine(unit.code, unit.name, counts)
        try:
            told = self._told(board.moment)
        except (DeskStandsAlone, CentreUnreachable, CentreRefused) as silence:
            return UnitBoard(board, own, silence=silence)
        return UnitBoard(board, own, tuple(_line(unit) for unit in told if unit.code != own.code))

    def list_behind(self, officer: Officer, unit: str, figure: str, moment: datetime) -> UnitList:
        """The dossiers behind a figure of another unit, by its code, as of ``moment``.

        Raises:
            RoleMayNot: as of the figures.
            DeskStandsAlone, CentreUnreachable, CentreRefused
        """
        _check(officer)
        with closing(self.reach()) as centre:
            return centre.unit_list(unit, figure, moment, LISTED)

    def _told(self, moment: datetime) -> tuple[UnitCounts, ...]:
        """The centre's answer; it is asked seldom, so the connection is not kept."""
        with closing(self.reach()) as centre:
            return centre.figures(moment)


def _check(officer: Officer) -> None:
    if not set(MAY_SEE) & set(officer.roles):
        raise RoleMayNot(SEE_UNITS, tuple(officer.roles), MAY_SEE)


def _line(told: UnitCounts) -> UnitLine:
    return UnitLine(told.code, told.name, told.counts, told.behind, told.counted_until)
