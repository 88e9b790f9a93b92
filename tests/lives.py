"""Lives of dossiers on a real desk: acts at given moments, their due moments reckoned as desks do."""

from counter_app.domain.acts import ACTS
from counter_app.domain.event import moment_text
from counter_app.services.reckoning import reckoned
from tests import make

RUNS_AGAIN = ("supplement", "resume", "pay", "reopen")
WHY = {"reason": "vì hồ sơ cần thế"}
PAUSES = {
    "supplement": ("request-supplement", {"components": []}, WHY, "supplement", {"components": []}),
    "payment": (
        *("request-payment", {"kind": "phi", "amount": 2000}, None),
        *("pay", {"kind": "phi", "amount": 2000, "receipt_number": "7"}),
    ),
}


class Life:
    """One dossier of a sample desk; ``at`` sets the desk's clock, ``act`` appends what happens then."""

    def __init__(self, desk, **request):
        self.desk = desk
        self.dossier = desk.receive(**request)

    def at(self, *parts):
        """Go on at this local moment."""
        self.desk.clock.set(*parts)
        return self

    def act(self, name, public=None, private=None):
        """An event as its use case writes it, now."""
        now, questions = self.desk.clock(), self.desk.store.questions
        said = dict(public or {})
        if name in RUNS_AGAIN:
            before = questions.dossier(self.dossier.id)
            said = reckoned(before, questions.reference(), now).payload() | said
        with self.desk.store.unit_of_work() as work:
            base = work.last_seen(self.dossier.id)
            draft = make.draft(ACTS[name], self.dossier, now, (said, private), base)
            work.append(draft)
            self.dossier = work.dossier(self.dossier.id)
            work.commit()
        return self

    def pause(self, kind, until):
        """The clock stands from now until that local moment, by the acts of ``kind``."""
        if kind in PAUSES:
            begins, public, private, ends, brought = PAUSES[kind]
        else:
            begins, public, private = "pause", {"kind": kind, "document": "12/TB-UBND"}, WHY
            ends, brought = "resume", {}
        self.act(begins, public, private)
        return self.at(*until).act(ends, brought)

    def extend(self, *until):
        """A new promise."""
        day = self.desk.clock().replace(**dict(zip(("year", "month", "day"), until, strict=True)))
        return self.act("extend", {"until": moment_text(day)}, WHY)


def with_five_pauses(desk):
    """A month's life with a pause of five kinds, extended and handed over."""
    life = Life(desk, procedure=make.GUARDIAN)
    life.at(2026, 11, 16, 14, 0).act("take")
    life.at(2026, 11, 17, 9, 0).pause("supplement", (2026, 11, 20, 10, 0))
    life.at(2026, 11, 20, 15, 0).pause("verification", (2026, 11, 26, 8, 30))
    life.at(2026, 11, 26, 11, 0).pause("posting", (2026, 12, 3, 9, 0))
    life.at(2026, 12, 3, 11, 0).pause("payment", (2026, 12, 7, 10, 0))
    life.at(2026, 12, 7, 14, 0).pause("system_failure", (2026, 12, 8, 16, 0))
    life.at(2026, 12, 9, 9, 0).extend(2026, 12, 14)
    life.at(2026, 12, 14, 9, 0).act("finish", {"outcome": "positive", "result": "15/QĐ"})
    life.at(2026, 12, 15, 10, 0).act("hand-over", {"method": "counter"}, {"recipient": "applicant"})
    return life
