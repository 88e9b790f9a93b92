"""Builders: people, requests, officers, drafts, events of several desks, legal histories."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import count
from uuid import UUID
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from counter_app.domain.acts import ACTS, RESCHEDULE, Act, Role, Standing, why_not
from counter_app.domain.canonical import canonical
from counter_app.domain.change_money import unpaid_of
from counter_app.domain.dossier import (
    ClockState,
    Dossier,
    FeeLine,
    Paper,
    PhaseDue,
    ProcedureRef,
    UnitRef,
)
from counter_app.domain.dossier_code import DossierCode
from counter_app.domain.event import (
    Author,
    ChainPlace,
    Draft,
    Event,
    Kind,
    moment_text,
    seal,
    unseal,
)
from counter_app.domain.folding import fold
from counter_app.domain.person import Person
from counter_app.domain.reception import Acceptance, Resolved, Visit, declined, received
from counter_app.domain.unit import Officer
from counter_app.services.requests import IntakeRequest, PaperRequest

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=ZONE)  # a working day
GENESIS = bytes(32)
BIRTH = "1.001193"  # one step, same day, two papers required
GUARDIAN = "1.004837"  # three steps, three working days
SEVERAL_CASES = "1.013225"
TWO_PHASES = "1.012782"
NO_TERM = "2.001035"  # its case "thoa-thuan"


def identity(number):
    """The UUID with this number, easy to tell from others in a failure."""
    return UUID(int=number)


def person(name="Nguyễn Thị Hiếu", **given):
    """A citizen."""
    return Person(name, **{"id_number": "001190012345", "phone": "0912345678"} | given)


def request(procedure=BIRTH, components=("tp1", "tp2"), **more):
    """An intake that will be accepted."""
    papers = tuple(PaperRequest(name) for name in components)
    return replace(IntakeRequest(procedure, person()), papers=papers, **more)


def officer(*roles, login="tam", number=900, active=True):
    """An officer nobody registered."""
    return Officer(identity(number), login, "Đỗ Thị Tâm", roles or (Role.RECEPTION,), "", active)


def visit(**changed):
    """What a citizen brought."""
    plain = Visit(
        unit=UnitRef("H26.12", "UBND phường Hoàn Kiếm", identity(1)),
        profile=identity(2),
        procedure=ProcedureRef(BIRTH, "Đăng ký khai sinh", "Hộ tịch", identity(3), "QĐ 1", "", 1),
        channel="counter",
        result_channel="counter",
        applicant=person(),
        submitter=None,
        content="",
        note="",
        papers=(Paper("tp1", "Tờ khai", 1, 0, 0),),
        received_at=MONDAY,
        request_key="",
    )
    return replace(plain, **changed)


def acceptance(**changed):
    """A complete reception; keys of ``visit`` may be changed too."""
    of_visit = {name: changed.pop(name) for name in list(changed) if name in Visit.__slots__}
    due_at = MONDAY + timedelta(days=3)
    plain = Acceptance(
        visit=visit(**of_visit),
        code=DossierCode("H26.12", MONDAY.date(), "030001"),
        competent_unit=None,
        missing=(),
        missing_reason="",
        sets=1,
        fees=(FeeLine("le_phi", 8000, "bản"), FeeLine("phi", None)),
        promise=Resolved(
            term="3 working_days",
            policy="remaining",
            hour_rule="start",
            hours={"mon": ["08:00-12:00"]},
            calendar="vn-1",
            start_at=MONDAY,
            due_at=due_at,
            phases=(PhaseDue("3 working_days", due_at), PhaseDue("1 months", None)),
            derivation={"counted": 3},
        ),
        lookup_secret="23456789",
    )
    return replace(plain, **changed)


def steps(number):
    """A procedure with so many steps."""
    return replace(visit().procedure, steps=number)


@dataclass
class Story:
    """One dossier's events as its desks write them; each desk has a chain of its own."""

    events: list[Event] = field(default_factory=list)
    dossier: UUID = field(default_factory=lambda: identity(50))
    numbers: count = field(default_factory=lambda: count(1000))
    heads: dict[int, tuple[int, bytes]] = field(default_factory=dict)

    def receive(self, **changed):
        """Begin by a reception."""
        return self.add(Kind.RECEIVED, *received(acceptance(**changed)))

    def decline(self):
        """Begin by a refusal at the counter."""
        return self.add(Kind.DECLINED, *declined(visit(), "261116-030001/PTC", "không đúng tuyến"))

    def register(self):
        """Begin by an online registration."""
        public, private = received(acceptance())
        return self.add(Kind.REGISTERED, public, private)

    def add(self, kind, public=None, private=None, *, desk=1, saw="all", at=None):
        """The next event in home order, by ``desk``, whose author ``saw`` that event last."""
        base = self._base(saw)
        sequence, head = self.heads.get(desk, (0, GENESIS))
        place = ChainPlace(identity(desk), identity(desk + 100), sequence + 1, head)
        number = next(self.numbers)
        author = Author(identity(700 + desk), Role.RECEPTION.value)
        when = at or MONDAY + timedelta(minutes=len(self.events))
        draft = Draft(kind, identity(1), self.dossier, author, when, public or {}, private, base)
        event = seal(draft, place, identity(number), number.to_bytes(16, "big"))
        self.heads[desk] = (sequence + 1, event.hash)
        self.events.append(event)
        return event

    def add_foreign(self, desk=1, saw="all", **changed):
        """An event whose text another program wrote: ``kind``, ``schema``, ``public`` as given."""
        event = altered(self.add(Kind.TAKEN, desk=desk, saw=saw), **changed)
        self.events[-1] = event
        self.heads[desk] = (event.place.sequence, event.hash)
        return event

    def fold(self):
        """The dossier."""
        return fold(self.events)

    def _base(self, saw):
        if not self.events or saw is None:
            return None
        return self.events[-1].id if saw == "all" else saw.id


def altered(event, **changed):
    """``event`` with another text, rightly hashed."""
    text = canonical(json.loads(event.text) | changed)
    private = canonical(event.private) if event.private is not None else None
    return unseal(text, private, event.salt, sha256(text).digest())


def reread(event):
    """``event`` as it comes back from where it was stored."""
    private = canonical(event.private) if event.private is not None else None
    return unseal(event.text, private, event.salt, event.hash)


def standing(dossier):
    """What the acts table asks of a dossier."""
    return Standing(
        dossier.status,
        dossier.lifecycle,
        dossier.locked,
        one_step=dossier.procedure.steps == 1,
        paused=dossier.clock is ClockState.PAUSED,
        supplements=dossier.supplements,
        owes=bool(unpaid_of(dossier)),
    )


def legal_acts(dossier: Dossier) -> list[Act]:
    """The acts the dossier's state allows, in the table's order, and the moving of its date."""
    now = standing(dossier)
    return [act for act in (*ACTS.values(), RESCHEDULE) if not why_not(act, now)]


def payloads_of(act: Act, number: int, dossier: Dossier) -> tuple[Mapping, Mapping | None]:
    """A public and a private payload for ``act``; ``number`` makes them differ."""
    due = {"due_at": moment_text(MONDAY + timedelta(days=3 + number))}
    components = [{"id": f"tp{number}", "name": "Giấy", "originals": 1, "certified": 0,
                   "photocopies": number}]  # fmt: skip
    reason = {"reason": f"lý do {number}"}
    payment = {"kind": "phi", "amount": 1000 * (number % 3 + 1), "receipt_number": str(number)}
    given: dict[str, tuple[Mapping, Mapping | None]] = {
        "accept": received(acceptance()),
        "decline": ({}, reason),
        "forward": ({"to": f"officer-{number}"}, None),
        "request-supplement": ({"components": components}, reason),
        "supplement": ({"components": components, **due}, None),
        "request-payment": ({"kind": "phi", "amount": 2000}, None),
        "pay": (payment | due, None),
        "reverse": (payment, reason),
        "pause": ({"kind": "posting", "document": f"{number}/TB"}, reason),
        "resume": (due, None),
        "extend": ({"until": due["due_at"]}, reason),
        "reschedule": (
            due | {"calendar": f"vn-{number}", "days": [], "source": "QĐ 5", "derivation": None},
            reason,
        ),
        "finish": ({"outcome": "positive" if number % 2 else "negative"}, None),
        "hand-over": ({"recipient": "applicant", "method": "counter"}, None),
        "withdraw": ({}, reason),
        "stop": ({}, reason),
        "reopen": (due, reason),
        "transfer": ({"unit": {"id": None, "code": "H26.15", "name": "Sở"}}, reason),
        "correct": _correction(number, dossier),
        "void": ({"seconded_by": str(identity(number))}, reason),
        "print": (_paper(number, dossier), None),
        "attach": (_attachment(number), {"name": f"tệp {number}.pdf"}),
        "detach": ({"attachment": str(_attached(dossier, number))}, reason),
        "resolve": ({"fields": {"holder": f"officer-{number}"}}, None),
    }
    return given.get(act.name, ({}, None))


def lived(story, choices, desks=1):
    """Go on with ``story``: each pair of numbers picks a legal act and what it says."""
    for which, number in choices:
        dossier = story.fold()
        acts = legal_acts(dossier)
        act = acts[which % len(acts)]
        public, private = payloads_of(act, number, dossier)
        story.add(act.kind, public, private, desk=1 + number % desks)
    return story


def _correction(number, dossier):
    fields = [{"note": f"ghi chú {number}"}, {"applicant.name": f"Trần Thị {number}"},
              {"submitter.phone": f"09{number:08}"}]  # fmt: skip
    public = {"fields": {"sets": number + 1}, "issue": dossier.issue + 1}
    return public, {"fields": fields[number % 3], "reason": "ghi sai"}


def _attachment(number):
    return {"sha256": f"{number:064x}", "size": number + 1, "media": "application/pdf",
            "component": "tp1", "copy": "original", "source": "file", "purpose": "component"}  # fmt: skip


def _attached(dossier, number):
    if not dossier.attachments:
        return identity(number)
    return dossier.attachments[number % len(dossier.attachments)].event


def _paper(number, dossier):
    return {"form": "receipt", "page": "A5", "sha256": f"{number:064x}", "issue": dossier.issue,
            "copy": number + 1}  # fmt: skip


def moments(first, last):
    """A strategy: moments of those years in Hanoi's zone, to the microsecond."""
    years = (datetime(year, 1, 1) for year in (first, last))  # noqa: DTZ001 (Hypothesis adds it)
    return st.datetimes(*years, timezones=st.just(ZONE))


def draft(act, dossier, when, payloads, base):
    """An act on a stored dossier."""
    author = Author(identity(700), Role.RECEPTION.value)
    return Draft(act.kind, dossier.scope, dossier.id, author, when, *payloads, base)
