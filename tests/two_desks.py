"""Another desk of the unit: what it wrote without having seen this one, as a feed brings it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from counter_app.domain.event import Author, ChainPlace, Draft, seal
from db import event_store
from db.desk_row import DeskRow
from db.engine import raw
from db.projection import update_dossier
from tests import make

OTHER_DESK = make.identity(0xABCD000000000000000000000000EF12)
_ROW = "SELECT min(seq) FROM events WHERE dossier = ?"


@dataclass
class OtherDesk:
    """Writes events of its own chain; ``bring`` stores them here behind what is there already."""

    desk: object
    sequence: int = 0
    head: bytes = make.GENESIS
    id: UUID = OTHER_DESK

    def write(self, dossier, kind, public=None, private=None, *, saw=None, role="reception"):
        """An event on ``dossier`` whose author had seen it as it was then, and no more."""
        base = saw or dossier.last_event
        author = Author(self.desk.officer("giamsat").id, role)
        at = self.desk.clock() + timedelta(minutes=self.sequence)
        draft = Draft(kind, dossier.scope, dossier.id, author, at, public or {}, private, base)
        self.sequence += 1
        place = ChainPlace(self.id, self.id, self.sequence, self.head)
        number = 5000 + self.sequence
        event = seal(draft, place, make.identity(number), number.to_bytes(16, "big"))
        self.head = event.hash
        return self.bring(event)

    def bring(self, event):
        """Store ``event`` with the next place, and project its dossier anew."""
        with self.desk.store.unit_of_work() as work:
            connection = raw(self.desk.store._writing)
            row: DeskRow = work._row
            row.seq += 1
            connection.execute(event_store.INSERT, event_store.event_row(row.seq, event))
            first = connection.execute(_ROW, (event.dossier.hex,)).fetchone()[0]
            work._folded.pop(event.dossier, None)
            after = work.dossier(event.dossier)
            update_dossier(connection, int(first), after)
            work.commit()
        return after
