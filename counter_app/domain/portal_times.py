"""Time limits of a portal record: its words beside what they mean, contradictions kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from counter_app.domain.portal_fields import Fields, shown, whole
from counter_app.domain.portal_findings import Findings
from counter_app.domain.portal_text import durations, term_text
from counter_app.domain.procedure import Channel, Fee, Offer
from counter_app.domain.text import clean

_CHANNELS = {"DIRECT": Channel.COUNTER, "POSTAL": Channel.POST, "ONLINE": Channel.ONLINE}
_UNITS = {
    "DAY": "calendar_days",
    "WORKING_DAY": "working_days",
    "HOUR": "working_hours",  # the portal knows no other hour; a doubt asks whether it is one
    "MONTH": "months",
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A time limit in the source's words, and the term they mean where they mean one."""

    words: str
    term: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One line of ``executionMethods``: a channel with a time and fees. Channels may repeat."""

    method: str
    stated: Stated
    description: str
    fees: tuple[Fee, ...]

    @property
    def channel(self) -> Channel | None:
        """None for a way of submission the portal did not know when this was written."""
        return _CHANNELS.get(self.method)

    @property
    def words(self) -> str:
        """The row's time as a report shows it: ``DIRECT: 3 WORKING_DAY``."""
        return f"{self.method}: {self.stated.words}"

    def contradicting_lines(self) -> tuple[str, ...]:
        """Lines of the description that name another duration than the row's own."""
        return tuple(
            line
            for line in self.description.splitlines()
            if any(term != self.stated.term for term in durations(line))
        )


@dataclass(frozen=True, slots=True)
class TimedCase:
    """One entry of ``cases`` with the time limit it states; an absent one is None."""

    code: str
    name: str
    stated: Stated | None

    @property
    def words(self) -> tuple[str, ...]:
        """The case's time as a report shows it; nothing where it states none."""
        return (f"{self.code}: {self.stated.words}",) if self.stated else ()


def stated_time(fields: Fields, quantity_key: str, unit_key: str) -> Stated:
    """Read a quantity (a number, or a whole sentence) and its unit.

    Raises:
        UnreadableRecord: the quantity is neither a number nor a text.
    """
    unit = fields.code(unit_key)
    quantity = fields.values.get(quantity_key)
    if isinstance(quantity, str):
        return _from_words(clean(fields.text(quantity_key)), unit)
    number = whole(quantity)
    if number is None and not isinstance(quantity, float | None):
        raise fields.refusal(quantity_key, "wrong_type")
    words = f"{shown('' if quantity is None else quantity)} {unit}".strip()
    return Stated(words, _term(number, unit))


def offers_of_rows(rows: Iterable[Row]) -> tuple[Offer, ...]:
    """What the channels offer in every case; contradictory rows stand side by side.

    Beside a row stands its description where that names other durations: without a term, only
    its words.
    """
    found: list[Offer] = []
    for row in rows:
        channel = row.channel
        if channel is None:
            continue
        words = "\n".join(part for part in (row.stated.words, row.description) if part)
        found.append(Offer(channel, row.stated.term, (), row.fees, words))
        lines = row.contradicting_lines()
        if lines and row.stated.term:
            found.append(Offer(channel, None, (), row.fees, "\n".join(lines)))
    return tuple(dict.fromkeys(found))


def offers_of_case(common: tuple[Offer, ...], case: TimedCase) -> tuple[Offer, ...]:
    """What the channels offer, and the case's own time where a channel has none that agrees."""
    if case.stated is None:
        return common
    found = list(common)
    for channel in dict.fromkeys(offer.channel for offer in common):
        mine = [offer for offer in common if offer.channel is channel]
        if case.stated.term not in {offer.term for offer in mine}:
            fees = tuple(dict.fromkeys(fee for offer in mine for fee in offer.fees))
            found.append(Offer(channel, case.stated.term, (), fees, case.words[0]))
    return tuple(found)


def note_times(rows: tuple[Row, ...], cases: tuple[TimedCase, ...], findings: Findings) -> None:
    """Report what a person must settle: contradictions, missing times, hours, unknown channels."""
    lines = [line for row in rows for line in row.contradicting_lines()]
    times = [row.stated for row in rows] + [case.stated for case in cases if case.stated]
    if lines or any(time.term is None for time in times) or _contradict(rows, cases):
        words = [row.words for row in rows] + [word for case in cases for word in case.words]
        findings.add("term", words + lines)
    hours = [row.words for row in rows if row.stated.words.endswith(" HOUR")]
    hours += [word for case in cases for word in case.words if word.endswith(" HOUR")]
    if hours:
        findings.add("term_unit", hours)
    strange = [row.words for row in rows if row.channel is None]
    if strange or not rows:
        findings.add("channel", strange or ["executionMethods: []"])


def _contradict(rows: tuple[Row, ...], cases: tuple[TimedCase, ...]) -> bool:
    by_channel: dict[str, set[str | None]] = {}
    for row in rows:
        by_channel.setdefault(row.method, set()).add(row.stated.term)
    by_case: list[set[str | None]] = [{case.stated.term} for case in cases if case.stated] or [
        set()
    ]
    return any(len(own | other) > 1 for own in by_channel.values() for other in by_case)


def _from_words(words: str, unit: str) -> Stated:
    if words.isascii() and words.isdigit() and len(words) <= 4:
        return Stated(f"{int(words)} {unit}".strip(), _term(int(words), unit))
    return Stated(words or unit, None)


def _term(number: int | None, unit: str) -> str | None:
    if number is None or unit not in _UNITS:
        return None
    return term_text(number, _UNITS[unit])
