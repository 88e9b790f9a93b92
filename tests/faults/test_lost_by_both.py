"""The centre and one desk of each unit are restored at once: the other desk of the unit saves it all."""

from collections import Counter
from itertools import count
from random import Random
from time import monotonic

from counter_app.domain.errors import CounterError
from counter_app.services import sync_round
from tests.faults import truth
from tests.faults.desk import ACTS_HERE

BATCH = 5  # events of one push or relay
RELAYED = "SELECT count(*) FROM counter.events WHERE relayed_by IS NOT NULL"


def do_something(city, chance):
    """One act of one desk, if the dossier's state lets it."""
    desk = chance.choice(city.desks)
    dossiers = desk.dossiers()
    what = chance.choice(("receive", "act", "act", "correct", "transfer", "sync", "sync"))
    try:
        if what == "receive" or not dossiers:
            desk.receive()
        elif what == "act":
            desk.perform(chance.choice(dossiers), chance.choice(sorted(ACTS_HERE)))
        elif what == "correct":
            desk.correct(chance.choice(dossiers), note=f"{desk.name} {chance.random()}")
        elif what == "transfer":
            desk.transfer(chance.choice(dossiers), chance.choice(city.units()))
        else:
            desk.run()
    except CounterError:
        return f"{what} refused"
    return what


def lose_and_save(blueprint, folder, number, done):
    """Acts, a restore of everything but one desk a unit, a line that fails: nothing is lost."""
    chance = Random(number)
    with blueprint.built(folder) as city:
        done.update(do_something(city, chance) for _ in range(chance.randrange(12)))
        city.sync_all()
        backup = city.back_up()
        lost = chance.choice(city.desks[:2]), chance.choice(city.desks[2:])
        copies = [desk.copied(folder / f"copy {desk.name}") for desk in lost]
        done.update(do_something(city, chance) for _ in range(24))
        city.sync_all()
        had = city.events()
        city.go_back(backup)
        for desk, copy in zip(lost, copies, strict=True):
            desk.replaced_by(copy)
        for desk in chance.sample(city.desks, 4):
            desk.mischief.planned["relay"] = chance.choice(("unmade", "lost", "twice"))
            desk.sync()
        for desk in lost:
            desk.receive()  # whoever writes registers its lives: the centre may have lost them too
        city.sync_all()
        truth.check(city)
        assert had.items() <= city.events().items()
        [(relayed,)] = city.rows(RELAYED)
        done.update({"city": 1, "relayed": relayed})


def test_whatever_one_desk_of_the_unit_has_comes_back(blueprint, tmp_path, length, monkeypatch):
    """As many cities as fit into the time; a failure names its number, which gives it again."""
    monkeypatch.setattr(sync_round, "MAX_EVENTS", BATCH)
    done = Counter()
    end = monotonic() + length.of(5, 45)
    for number in count(1):
        (tmp_path / str(number)).mkdir()
        lose_and_save(blueprint, tmp_path / str(number), number, done)
        if monotonic() > end:
            break
    assert done["relayed"] > 0
    length.tell("lost by both", **done)
