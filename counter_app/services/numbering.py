"""Numbers of the day that another life of this desk gave out are not given again."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from counter_app.domain.dossier_code import counter_of
from counter_app.services.incarnations import JUMP
from counter_app.services.ports import Now, UnitOfWork

_CODE: Final = re.compile(r'"code":"([A-Z0-9.]+-[0-9]{6}-[0-9]{4,7})"')


@dataclass(frozen=True, slots=True)
class KeepClear:
    """Looks at what the centre sends for today's codes with this desk's own number.

    A desk that was restored, cloned or installed anew under its old number meets in the feed
    what its other life gave out. Done before the events are stored, so that a program killed in
    between does it again.
    """

    unit_of_work: Callable[[], UnitOfWork]
    now: Now

    def __call__(self, texts: Iterable[str], agency: str, desk_number: int) -> None:
        """The day's numbers jump over the highest in ``texts``, unless they are behind it anyway."""
        day = self.now().date()
        mark = f"{agency}-{day:%y%m%d}-"
        codes = [code for text in texts if mark in text for code in _CODE.findall(text)]
        highest = max((_counter(code, mark, desk_number) for code in codes), default=0)
        if highest:
            self._jump(day, highest)

    def _jump(self, day: date, highest: int) -> None:
        with self.unit_of_work() as work:
            taken = work.take_serial(day)
            if taken > highest:
                return  # nothing was committed: the number is still to be given
            skip_numbers(work, day, highest - taken)
            work.commit()


def skip_numbers(work: UnitOfWork, day: date, besides: int = 0) -> None:
    """No number of ``day`` is given that another life of the desk may have given.

    ``besides`` what jumps after a restore: how far that life is known to have come.
    """
    for _ in range(JUMP + besides):
        work.take_serial(day)
        work.take_decline(day)


def _counter(code: str, mark: str, desk_number: int) -> int:
    """The counter of the day in one of this desk's own codes; 0 for every other."""
    return counter_of(code.removeprefix(mark), desk_number) if code.startswith(mark) else 0
