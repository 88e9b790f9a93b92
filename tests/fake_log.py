"""A desk's side of keeping in step in memory: its own chain, cursors, positions and the tray."""

import hashlib
from dataclasses import replace

from counter_app.domain.act import Role
from counter_app.domain.errors import BrokenFeed, UnknownRejection
from counter_app.domain.event import Author, ChainPlace, Draft, Kind, seal, unseal
from counter_app.domain.rejection import RejectionKind
from counter_app.identities import SystemChance
from counter_app.services.centre_port import (
    Accepted,
    Digest,
    SentEvent,
)
from counter_app.services.incarnations import incarnation_of
from counter_app.services.ports import DeskIdentity
from counter_app.services.sync_ports import (
    Cursor,
    Link,
    LostRun,
    Outbox,
    Rejection,
)

NO_CURSOR = (0, None)


_FOR_WANT_OF_OFFICERS = (RejectionKind.UNKNOWN_AUTHOR, RejectionKind.ROLE_MAY_NOT)


class FakeLog:
    """Implements ``services.sync_ports.SyncLog``; ``write`` is what its officers do."""

    def __init__(self, clock, *, number=3):
        new = SystemChance().identity
        self.clock, self.number = clock, number
        self.desk = DeskIdentity(new(), new(), new(), number, new())
        self.officer = new()
        self.lives = [incarnation_of(self.desk, "H26.12", clock())]
        self.sequence, self.previous = 0, self._genesis()
        self.own = []  # (incarnation, sequence, event, sent)
        self.positions = {}
        self.offered = set()  # events that were rejected, by id
        self.tray = {}
        self.cursors = {}
        self.stored = {}  # scope -> events in the order of their positions
        self.heard = {}  # what others wrote: event and how it travelled, by id
        self.files, self.files_sent = [], []
        self.marks = {}  # of the last look at the centre's files, by the life that looked
        self.taken = {}  # day -> counter
        self.jumps = []
        self.unprojected = False
        self._link = None

    def write(
        self, kind=Kind.OFFICER_REGISTERED, public=None, private=None, *, dossier=None, by=None
    ):
        """An act of this desk, sealed into its chain."""
        self.sequence += 1
        place = ChainPlace(self.desk.id, self.desk.incarnation, self.sequence, self.previous)
        author = by or Author(self.officer, Role.ADMINISTRATOR)
        said = public or {"officer": str(self.officer), "roles": ["administrator"]}
        draft = Draft(kind, self.desk.unit, dossier, author, self.clock(), said, private)
        event = seal(draft, place, SystemChance().identity(), bytes(16))
        self.previous = event.hash
        text = event.private_text
        sent = SentEvent(event.text.decode(), text.decode() if text else None, event.salt)
        self.own.append((self.desk.incarnation, self.sequence, event, sent))
        return event

    def link(self):
        return self._link

    def last_sequence(self):
        return self.sequence

    def enrol(self, credentials, incarnation):
        self.desk = DeskIdentity(
            incarnation.desk,
            credentials.unit,
            credentials.city,
            credentials.desk_number,
            incarnation.id,
        )
        self._begin(incarnation)
        self._link = Link(credentials, False, 0, None, ())

    def renew(self, incarnation, jump):
        self.desk = replace(self.desk, incarnation=incarnation.id)
        self._begin(incarnation)
        self.jumps.append(jump)

    def pause(self, *, paused):
        self._link = replace(self._link, is_paused=paused)

    def note_contact(self, head, at, offset_ms):
        self._link = replace(self._link, offset_ms=offset_ms, contact=at, units=head.units)

    def incarnations(self):
        return tuple(self.lives)

    def outbox(self):
        waiting = self._waiting()
        oldest = min((event.desk_time for *_, event, _sent in waiting), default=None)
        return Outbox(len(waiting), oldest, len(self.tray))

    def unsent(self, max_events, max_bytes):
        waiting = self._waiting()
        if not waiting:
            return None
        life = waiting[0][0]
        batch = [sent for incarnation, _, _, sent in waiting if incarnation == life]
        return life, tuple(batch[:max_events])

    def acknowledge(self, answers):
        for answer in answers:
            if isinstance(answer, Accepted):
                self.positions[answer.id] = answer.position
                self.tray.pop(answer.id, None)
            else:
                self.tray[answer.id] = answer

    def answered(self):
        answered = {life.id: 0 for life in self.lives}
        for life, sequence, event, _ in self.own:
            if event.id in self.positions or event.id in self.tray:
                answered[life] = max(answered[life], sequence)
        return answered

    def offer_again(self, incarnation, after):
        for life, sequence, event, _ in self.own:
            if life == incarnation and sequence > after:
                self.positions.pop(event.id, None)
                self.tray.pop(event.id, None)

    def cursor(self, scope):
        return Cursor(scope, *self.cursors.get(scope, NO_CURSOR))

    def apply(self, scope, events, asked_from=None, *, projecting=True):
        cursor = self.cursor(scope)
        if asked_from not in (None, cursor):
            return False
        self.unprojected |= not projecting
        stored = list(self.stored.get(scope, []))[: max(cursor.position - 1, 0)]
        for place, row in enumerate(events, cursor.position or 1):
            if row.position != place:
                raise BrokenFeed(str(scope), row.position, "gap")
            text = row.event.text.encode()
            event = unseal(text, None, None, hashlib.sha256(text).digest())
            if (place, event.id) != (cursor.position, cursor.event) and place == cursor.position:
                raise BrokenFeed(str(scope), row.position, "fork")
            stored.append(event)
        for event, row in zip(stored[-len(events) :], events, strict=True):
            if event.place.desk == self.desk.id:
                self.positions[event.id] = row.home_position
            else:
                self.heard[event.id] = event, row.event
        self.stored[scope] = stored
        self.cursors[scope] = (events[-1].position, stored[-1].id)
        if any(event.kind == Kind.OFFICER_REGISTERED for event in stored[cursor.position :]):
            self.tray = {e: r for e, r in self.tray.items() if r.kind not in _FOR_WANT_OF_OFFICERS}
        return True

    def has_unprojected(self):
        return self.unprojected

    def project_stored(self, progress):
        self.unprojected = not progress(1, 1)
        return not self.unprojected

    def forget_positions(self, scope):
        for *_, event, _sent in self.own:
            self.positions.pop(event.id, None)
        self.cursors.pop(scope, None)
        self.stored.pop(scope, None)

    def lost(self, max_events, max_bytes):
        there = {event.id for events in self.stored.values() for event in events}
        runs = []
        for place, (event, _) in enumerate(self.heard.values()):
            if event.id in there:
                continue
            life = event.place.incarnation
            if runs and runs[-1].incarnation == life and len(runs[-1].rows) < max_events:
                runs[-1] = LostRun(life, (*runs[-1].rows, place))
            else:
                runs.append(LostRun(life, (place,)))
        return tuple(runs)

    def sent(self, run):
        heard = list(self.heard.values())
        return tuple(heard[place][1] for place in run.rows)

    def rejections(self):
        acts = {event.id: event for *_, event, _sent in self.own}
        return tuple(
            Rejection(
                r.id,
                acts[r.id].dossier,
                "",
                acts[r.id].kind,
                r.kind,
                r.details,
                acts[r.id].desk_time,
            )
            for r in self.tray.values()
        )

    def try_again(self, event):
        if event not in self.tray:
            raise UnknownRejection(str(event))
        del self.tray[event]

    def digest(self, scope):
        if self.outbox().waiting:
            return None
        events = self.stored.get(scope, [])
        said = hashlib.sha256(b"".join(sorted(e.hash for e in events))).hexdigest()
        return Digest(scope, self.cursor(scope).position, len(events), said, 0, said)

    def blobs_waiting(self, limit):
        return tuple(s for s in self.files if s not in self.files_sent)[:limit]

    def blobs_seen(self, names, mark):
        self.files_sent.extend(names)
        if mark is not None:
            self.marks[self.desk.incarnation] = mark

    def file_mark(self):
        return self.marks.get(self.desk.incarnation)

    def send_blobs_again(self, names):
        self.files_sent = [name for name in self.files_sent if name not in names]
        self.files.extend(name for name in names if name not in self.files)

    def _waiting(self):
        return [
            one
            for one in self.own
            if one[2].id not in self.positions and one[2].id not in self.tray
        ]

    def _begin(self, incarnation):
        self.lives.append(incarnation)
        self.sequence, self.previous = 0, self._genesis()

    def _genesis(self):
        return hashlib.sha256(self.lives[-1].record.encode()).digest()


class FakeNumbers:
    """The day's numbers as a unit of work gives them: kept only when committed."""

    def __init__(self):
        self.taken = 0
        self._tried = 0

    def __call__(self):
        self._tried = self.taken
        return self

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def take_serial(self, _day):
        self._tried += 1
        return self._tried

    def take_decline(self, _day):
        return 0

    def commit(self):
        self.taken = self._tried
