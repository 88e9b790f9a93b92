"""Generated histories of a sample desk, each on a desk of its own, for those who count them."""

from contextlib import contextmanager

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from counter_app.domain.dossier import UnitRef
from tests import make
from tests.sample_desk import SampleDesk

OTHER = UnitRef("H26.15", "Sở Tư pháp", make.identity(77))
BEGINNINGS = st.sampled_from(["one", "three", "declined", "elsewhere"])
CHOICES = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9)), max_size=8)
LIVES = st.lists(st.tuples(BEGINNINGS, CHOICES), min_size=1, max_size=6)
SPAN = st.integers(0, 40)  # days between the histories and the look at them
SOME = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@contextmanager
def desks(template, folder):
    """Opens a desk of its own for each example of Hypothesis; the one before it is closed."""
    opened = []

    def open_desk():
        while opened:
            opened.pop().close()
        number = len(list(folder.iterdir()))
        opened.append(SampleDesk.copied(template, folder / f"desk-{number}"))
        return opened[-1]

    yield open_desk
    for desk in opened:
        desk.close()


def begin(desk, beginning):
    """A dossier that has just begun."""
    if beginning == "declined":
        return desk.counter.reception.decline(make.request(), "thiếu", desk.officer())
    if beginning == "elsewhere":
        return desk.receive(procedure=make.GUARDIAN, competent_unit=OTHER)
    return desk.receive(procedure=make.BIRTH if beginning == "one" else make.GUARDIAN)


def live(desk, lives):
    """Begin dossiers and go on with each of them in turn, as its state allows."""
    begun = []
    for beginning, choices in lives:
        desk.clock.forward(hours=7)
        begun.append((begin(desk, beginning), choices))
    for turn in range(8):
        for dossier, choices in begun:
            if turn < len(choices):
                desk.clock.forward(hours=5)
                which, number = choices[turn]
                now = desk.dossier(dossier)
                acts = make.legal_acts(now)
                desk.append(acts[which % len(acts)], now, number)


def everything(desk):
    """Every dossier, folded."""
    return [desk.dossier(line) for line in desk.counter.search("", 100)]
