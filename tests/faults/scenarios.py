"""Short stories that end level and true; ``test_planted`` breaks the program and sees them fail."""

from contextlib import closing, suppress
from threading import Thread
from time import monotonic, sleep

import psycopg

from counter_app.domain.errors import CentreRefused
from tests import make
from tests.faults import truth
from tests.faults.desk import CityDesk
from tests.scans import pdf

PATIENCE_S = 60.0
_PUSH = "SELECT * FROM counter_api.push_v1(%b, %b, %b::text[], %b::text[], %b::bytea[])"
_WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND wait_event_type = 'Lock'"
)


def level_and_true(city):
    city.sync_all()
    truth.check(city)


def two_pushes_at_once(city):
    """B pushes and pulls while A's push has not come to its COMMIT."""
    a, b, *_ = city.desks
    a.receive()
    b.receive()
    met = []
    with closing(psycopg.connect(city.server.url(city.database))) as slow:
        push_by_hand(slow, a)
        other = Thread(target=lambda: met.extend(_outcome(b.run)))
        other.start()
        wait_until(lambda: not other.is_alive() or city.rows(_WAITING)[0][0] > 0)
        slow.commit()
        other.join(PATIENCE_S)
    if met:
        raise met[0]
    level_and_true(city)


def killed_at_every_transaction(city):
    """B dies at each transaction of a round in turn, before and after its COMMIT."""
    a, b, *_ = city.desks
    for number in range(6):
        for committed in (False, True):
            a.receive()
            a.run()
            b.store.sync_log.die(number, committed=committed)
            b.sync()
            b.restart()
    level_and_true(city)


def restored_and_filled_again(city):
    """The centre forgot an event, and another one has its position before its author comes."""
    a, b, *_ = city.desks
    number = city.back_up()
    a.receive()
    a.run()
    city.go_back(number)
    for _ in range(3):
        b.receive()
    b.run()
    level_and_true(city)


def forged(city):
    """With its own token a desk of another unit sends what it wrote in the name of A."""
    a, _, c, _ = city.desks
    folder = a.copied(city.folder / "thief")
    thief = CityDesk(city, "thief", folder, a.clock, a.unit)
    thief.forget_its_place()
    thief.open()
    thief.counter.reception.intake(make.request(), thief.officer("tiepnhan"))
    incarnation, events = thief.store.sync_log.unsent(1000, 1_000_000)
    centre = city.line(c.mischief)(c.store.sync_log.link().credentials)
    with closing(centre), suppress(CentreRefused):
        centre.push(incarnation, events)
    thief.close()
    level_and_true(city)


def guests_write_too(city):
    """A dossier goes to the other unit, whose feed has other positions; both units write."""
    a, b, c, d = city.desks
    c.receive()
    c.run()
    dossier = b.receive()
    b.transfer(dossier.id, city.units()[1])
    city.sync_all()
    c.perform(dossier.id, "arrived")
    for desk in (c, a, d, b, c):
        if desk.unit == a.unit:
            desk.correct(dossier.id, note=desk.name + str(len(city.written)))
        else:
            desk.perform(dossier.id, "forward")
        desk.run()
        for other in city.desks:
            other.run()
    level_and_true(city)


def files_lost_and_no_event(city):
    """The centre is restored to when it had the event and not the file: no head moves."""
    a, b, *_ = city.desks
    dossier = a.receive()
    a.attach(dossier.id, pdf(text="A"))
    a.mischief.planned["put_blob"] = "unmade"
    assert a.sync() is None
    number = city.back_up()
    had = city.events()
    city.sync_all()
    (attachment,) = b.dossier(dossier.id).attachments
    assert city.files() == {attachment.sha256}
    city.go_back(number)
    assert (city.events(), city.files()) == (had, set())
    city.sync_for_hours(1)
    truth.check(city)


def files_only_another_desk_still_has(city):
    """The centre and the desk that brought a file have lost it; who had looked at it brings it."""
    a, b, *_ = city.desks
    copy = a.copied(city.folder / "copy")
    dossier = a.receive()
    a.attach(dossier.id, pdf(text="A"))
    a.mischief.planned["put_blob"] = "unmade"
    assert a.sync() is None
    number = city.back_up()
    city.sync_all()
    (attachment,) = b.dossier(dossier.id).attachments
    b.counter.attachments.look.content(attachment)
    b.run()
    city.go_back(number)
    a.replaced_by(copy)
    assert attachment.sha256 not in a.files()
    city.sync_for_hours(1)
    truth.check(city)
    assert city.files() == {attachment.sha256}


def erased_while_others_write(city):
    """B, which has not heard of it yet, attaches a file to what A has erased; C works on as a guest."""
    a, b, c, d = city.desks
    dossier, kept = a.receive(), a.receive()
    shared, *own = (pdf(text=name) for name in "SABC")
    for one in (dossier, kept):
        a.attach(one.id, shared)
    a.attach(dossier.id, own[0])
    a.transfer(dossier.id, city.units()[1])
    city.sync_all()
    a.erase(dossier.id)
    b.attach(dossier.id, own[1])
    c.perform(dossier.id, "arrived")
    c.attach(dossier.id, own[2])
    for desk in (a, b, c, d):
        desk.run()
    level_and_true(city)


def push_by_hand(connection, desk):
    """What waits at ``desk``, in a transaction that stays open."""
    log = desk.store.sync_log
    incarnation, events = log.unsent(1000, 1_000_000)
    columns = [[getattr(e, name) for e in events] for name in ("text", "private", "salt")]
    token = bytes.fromhex(log.link().credentials.token)
    connection.execute(_PUSH, (token, incarnation, *columns))


def wait_until(true):
    """Look again and again; a hang is a failure.

    Raises:
        TimeoutError
    """
    deadline = monotonic() + PATIENCE_S
    while not true():
        if monotonic() > deadline:
            raise TimeoutError
        sleep(0.02)


def _outcome(act):
    """What it raised, if it did."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 (handed on to the thread that asks)
        return [error]
    return []
