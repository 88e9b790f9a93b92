"""The vectors worked out by hand from the statute: `domain.md` section 5."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from counter_app.domain.calendar import Calendar
from counter_app.domain.calendar_entries import read_entries
from counter_app.domain.due import DueRules, due, due_moment
from counter_app.domain.office_hours import OfficeHours
from counter_app.domain.pause import Pause
from counter_app.domain.procedure import SupplementPolicy
from counter_app.domain.term import Term
from counter_app.domain.work_clock import WorkClock

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
HERE = Path(__file__).parent.parent
VECTORS = json.loads((HERE / "data/due-vectors.json").read_text("utf-8"))["vectors"]
SHIPPED = Calendar.from_json(
    json.loads((HERE.parent / "resources/calendar/vn.json").read_text("utf-8"))
)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def pauses(vector: dict) -> list[Pause]:
    return [Pause(*map(moment, text.split("/"))) for text in vector.get("pauses", [])]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: v["why"])
def test_each_vector_falls_on_its_day(vector):
    calendar = SHIPPED
    if "calendar_overlay" in vector:
        calendar = SHIPPED.overlaid(read_entries(vector["calendar_overlay"]))
    answer = due(
        Term.parse(vector["term"]),
        moment(vector["received"]),
        WorkClock(calendar, OfficeHours.usual()),
        DueRules(policy=SupplementPolicy(vector.get("policy", "remaining"))),
        pauses(vector),
    )
    if "due" in vector:
        assert answer.moment == moment(vector["due"])
    else:
        assert answer.moment.date().isoformat() == vector["due_day"]
    assert answer.derivation[-1].day == answer.moment.date()


@pytest.mark.parametrize(
    "vector", [v for v in VECTORS if "pauses" not in v], ids=lambda v: v["why"]
)
def test_the_short_way_gives_the_same_moment(vector):
    calendar = SHIPPED.overlaid(read_entries(vector.get("calendar_overlay", {})))
    clock = WorkClock(calendar, OfficeHours.usual())
    term, received = Term.parse(vector["term"]), moment(vector["received"])
    assert due_moment(term, received, clock) == due(term, received, clock).moment
