"""What the command line cannot bring about: other days, other desks, the citizens' portal."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from counter_app.domain.dossier import Dossier
from counter_app.domain.event import Author, Draft, Kind
from counter_app.domain.reception import Visit, declined
from counter_app.services.acting import Correction
from tests import make
from tests.fakes import SettableClock
from tests.sample_desk import SampleDesk
from tests.two_desks import OtherDesk


def in_days(days: int) -> datetime:
    """That many days from now, in the counter's zone."""
    return datetime.now(make.ZONE) + timedelta(days=days)


@contextmanager
def desk_at(folder: Path, moment: datetime) -> Iterator[SampleDesk]:
    """The desk of ``folder`` with its clock at ``moment``, open beside the command line."""
    opened = SampleDesk(folder, SettableClock(moment))
    try:
        yield opened
    finally:
        opened.close()


def perform(desk: SampleDesk, login: str, dossier: Dossier, act: str, **data: object) -> Dossier:
    """An act on that desk at its own time."""
    return desk.counter.perform(dossier.id, act, data, desk.officer(login))


def registered_online(folder: Path) -> str:
    """The identity of a dossier that came in through the portal and has no code yet."""
    with desk_at(folder, in_days(0)) as desk:
        like = desk.receive()
        visit = Visit(
            like.unit,
            like.profile,
            like.procedure,
            "online",
            "online",
            like.applicant,
            None,
            "",
            "",
            like.papers,
            like.received_at,
            "",
        )
        public, private = declined(visit, "", "")
        author, dossier = Author(desk.officer().id, "portal"), make.identity(77)
        with desk.store.unit_of_work() as work:
            work.append(
                Draft(Kind.REGISTERED, like.scope, dossier, author, desk.clock(), public, private)
            )
            work.commit()
    return str(dossier)


def corrected_twice(folder: Path, code: str, here: str, there: str) -> None:
    """A note written on this desk and on another one that had not seen it."""
    with desk_at(folder, in_days(0)) as desk:
        dossier = desk.counter.search.named(code)
        desk.counter.correct(dossier.id, Correction(note=here), "nghe lại", desk.officer())
        said = {"fields": {"note": there}, "reason": "nghe lại"}
        OtherDesk(desk).write(dossier, Kind.CORRECTED, {"fields": {}, "issue": 2}, said)


def unanswered(folder: Path) -> str:
    """The code of a dossier whose supplement should have come three days ago."""
    with desk_at(folder, in_days(-20)) as desk:
        dossier = desk.receive(procedure=make.GUARDIAN)
        until = in_days(-3).date().isoformat()
        asked = {"components": ["tp2"], "reason": "thiếu", "until": until}
        return perform(desk, "tiepnhan", dossier, "request-supplement", **asked).code
