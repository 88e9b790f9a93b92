"""Citizens with receipts: dossiers handed over at a sample desk, and what their holders answer."""

from counter_app.domain.rating import Filled, Satisfaction
from tests import make

CITIZENS = ("3", "4", "5", "6", "7", "8", "9")  # the criteria that are theirs
BEST = dict.fromkeys(CITIZENS, 2)


def handed_over(desk, login="tiepnhan", **more):
    """A dossier received by ``login`` and handed over by reception."""
    dossier = desk.receive(login, **more)
    finish(desk, dossier)
    return desk.dossier(dossier)


def finish(desk, dossier):
    """Bring it to its end."""
    if dossier.procedure.code != make.BIRTH:
        raise ValueError(dossier.procedure.code)
    desk.counter.perform(dossier.id, "finish", {"outcome": "positive"}, desk.officer())
    given = {"recipient": "applicant", "method": "counter"}
    desk.counter.perform(dossier.id, "hand-over", given, desk.officer())


def rate(desk, dossier, answers=BEST, satisfaction=Satisfaction.VERY, text=""):
    """What the holder of its receipt answers."""
    filled = Filled(answers, satisfaction, text)
    desk.counter.rating.rate(dossier.id, filled, "tt-01-2018")


def rated(desk, login="tiepnhan", times=1, **said):
    """So many dossiers, each handed over and rated alike."""
    dossiers = [handed_over(desk, login) for _ in range(times)]
    for dossier in dossiers:
        rate(desk, dossier, **said)
    return dossiers
