"""One day of a derivation: counted or not, and the stable word that says why."""

from dataclasses import dataclass
from datetime import date

from counter_app.domain.canonical import Json

DAY_ZERO = "day_zero"  # the start's date, never counted by terms in days
AFTER_HOURS = "after_hours"  # accepted outside office hours: the start is the next opening
AFTER_CUTOFF = "after_cutoff"  # handed over, or to be answered the same day, too late: next day
SAME_DAY = "same_day"
WORKING_DAY = "working_day"
WORKED_SWAP = "worked_swap"  # a day of the weekend that is worked (làm bù)
CALENDAR_DAY = "calendar_day"
OFFICE_MINUTES = "office_minutes:"  # + whole minutes of office time that ran on that day
WEEKEND = "weekend"
HOLIDAY = "holiday:"  # + the holiday's name, or the decision that closes the offices
SWAPPED = "swapped:"  # + the date that is worked instead
ROLLED = "rolled"  # the end fell on a day off: this is the next working day
PAUSED = "paused"
PAUSED_LEFT_MINUTES = "paused_left_minutes:"  # + office minutes left when the pause began
PAUSED_LEFT_DAYS = "paused_left_days:"  # + calendar days left to the unrolled date


@dataclass(frozen=True, slots=True)
class DayCount:
    """A day the term passes over; ``reason`` is one of this module's words."""

    day: date
    counted: bool
    reason: str

    def to_json(self) -> dict[str, Json]:
        """As the command line answers it."""
        return {"date": self.day.isoformat(), "counted": self.counted, "reason": self.reason}
