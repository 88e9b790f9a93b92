"""The review of procedures (rà soát): what the program finds by itself, and the quarter's report."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from counter_app.domain.procedure import Component, DecisionKind, ProcedureVersion
from counter_app.domain.suggestion import Flaw, Outcome, Suggestion
from counter_app.domain.text import fold

ENOUGH_FINISHED = 5  # fewer say nothing about a term
# Results whose name alone says too little: a paper must be called exactly so.
_GENERIC = frozenset(
    {
        *("giay chung nhan", "giay xac nhan", "giay phep", "quyet dinh", "thong bao"),
        *("van ban", "ban sao", "xac nhan", "trich luc"),
    }
)
# What the applicant fills in is nobody's result, whatever it asks for.
_FILLED_IN = ("to khai", "ban khai", "don ", "phieu", "giay de nghi", "van ban de nghi")


@dataclass(frozen=True, slots=True)
class Use:
    """How often a procedure was used in a period; ``on_time`` counts early ones too.

    ``finished`` are those that had a due date.
    """

    received: int = 0
    finished: int = 0
    on_time: int = 0

    def __add__(self, other: "Use") -> "Use":
        return Use(
            self.received + other.received,
            self.finished + other.finished,
            self.on_time + other.on_time,
        )


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something to look at, and why: ``component`` and the counts where it is about them."""

    flaw: Flaw
    procedures: tuple[str, ...]
    component: str = ""
    finished: int = 0


@dataclass(frozen=True, slots=True)
class Quarter:
    """Three months of a year, ``number`` from 1 to 4.

    Raises:
        ValueError: no such quarter.
    """

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4 or not 1 < self.year < date.max.year:
            raise ValueError(f"{self.year}-Q{self.number}")

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """The quarter of ``day``."""
        return cls(day.year, (day.month + 2) // 3)

    @classmethod
    def parse(cls, text: str) -> "Quarter":
        """Read ``2026-Q4``.

        Raises:
            ValueError: wrong shape.
        """
        year, _, number = text.strip().upper().partition("-Q")
        return cls(int(year), int(number))

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        after = date(self.year + self.number // 4, 3 * self.number % 12 + 1, 1)
        return after - timedelta(days=1)

    def holds(self, day: date | None) -> bool:
        """Whether ``day`` lies in it."""
        return day is not None and self.first <= day <= self.last

    def __str__(self) -> str:
        return f"{self.year}-Q{self.number}"


@dataclass(frozen=True, slots=True)
class Review:
    """The report of one quarter; the codes of procedures by what decisions did to them."""

    quarter: Quarter
    decided: Mapping[DecisionKind, tuple[str, ...]]
    suggestions: tuple[Suggestion, ...]
    candidates: tuple[Candidate, ...]

    def count(self, kind: DecisionKind) -> int:
        """How many procedures decisions of this kind concerned."""
        return len(self.decided[kind])

    def answered(self, outcome: Outcome) -> int:
        """How many of the quarter's suggestions have come this far."""
        return sum(found.outcome is outcome for found in self.suggestions)


def candidates(
    versions: Sequence[ProcedureVersion], uses: Mapping[str, Use]
) -> tuple[Candidate, ...]:
    """What a reviewer should look at among the procedures in force, by what is wrong.

    ``uses`` are the counts of the period; a procedure that is absent there was not used.
    """
    return (
        *_asked_again(versions),
        *_results_asked_for(versions),
        *_never_met(versions, uses),
        *(
            Candidate(Flaw.UNUSED, (version.code,))
            for version in versions
            if not uses.get(version.code, Use()).received
        ),
    )


def review_of(
    quarter: Quarter,
    versions: Iterable[ProcedureVersion],
    suggestions: Iterable[Suggestion],
    found: tuple[Candidate, ...],
) -> Review:
    """The quarter's report over every version there is, in force or not.

    A decision belongs to the quarter it was issued in, else to that of its effective day. What a
    decision replaced counts as replaced, not as repealed and not as new.
    """
    in_quarter = [v for v in versions if quarter.holds(_decided_on(v))]
    filed = tuple(s for s in suggestions if quarter.holds(_local(s.filed_at)))
    return Review(quarter, _decided(in_quarter), filed, found)


def _decided(versions: Sequence[ProcedureVersion]) -> dict[DecisionKind, tuple[str, ...]]:
    replaced = {
        code
        for version in versions
        for code in version.replaces
        if version.decision.kind is not DecisionKind.REPEAL
    }
    codes: dict[DecisionKind, dict[str, None]] = {kind: {} for kind in DecisionKind}
    for version in versions:
        kind = version.decision.kind
        if version.code in replaced or (kind is DecisionKind.REPLACE and not version.replaces):
            kind = DecisionKind.REPLACE
        elif kind is DecisionKind.REPLACE:
            kind = DecisionKind.NEW
        codes[kind][version.code] = None
    codes[DecisionKind.REPLACE] |= dict.fromkeys(sorted(replaced))
    return {kind: tuple(sorted(found)) for kind, found in codes.items()}


def _decided_on(version: ProcedureVersion) -> date | None:
    return version.decision.issued or version.decision.effective


def _local(moment: datetime) -> date:
    return (moment + timedelta(hours=7)).date()  # stored in UTC, read in Hà Nội


def _asked_again(versions: Sequence[ProcedureVersion]) -> Iterator[Candidate]:
    """The same paper for several procedures of one route: same field, same stations in a row."""
    routes: dict[tuple[object, ...], list[ProcedureVersion]] = defaultdict(list)
    for version in versions:
        if version.steps:
            stations = tuple((step.role, step.unit, fold(step.name)) for step in version.steps)
            routes[(fold(version.field), version.level, stations)].append(version)
    for members in routes.values():
        asked: dict[str, dict[str, str]] = defaultdict(dict)
        for version in members:
            for component in version.components:
                asked[fold(component.name)].setdefault(version.code, component.name)
        for by_code in asked.values():
            if len(by_code) > 1:
                name = next(iter(by_code.values()))
                yield Candidate(Flaw.OVERLAPPING, tuple(sorted(by_code)), name)


def _results_asked_for(versions: Sequence[ProcedureVersion]) -> Iterator[Candidate]:
    """Papers that are the result of another procedure: the office has made them itself."""
    makers: dict[str, list[str]] = defaultdict(list)
    for version in versions:
        if version.result:
            makers[fold(version.result)].append(version.code)
    longest = max((len(result.split()) for result in makers), default=0)
    for version in versions:
        for component in version.components:
            found = (makers[name] for name in _results_named(component, longest) if name in makers)
            of = sorted({code for codes in found for code in codes} - {version.code})
            if of:
                yield Candidate(Flaw.NEEDLESS_COMPONENT, (version.code, *of), component.name)


def _results_named(component: Component, longest: int) -> Iterator[str]:
    """Every run of words in the paper's name that might be a result's name, none too general."""
    whole = fold(component.name)
    if whole.startswith(_FILLED_IN):
        return
    words = whole.split()
    for first in range(len(words)):
        for end in range(first + 1, min(len(words), first + longest) + 1):
            name = " ".join(words[first:end])
            if name == whole or (end - first > 1 and name not in _GENERIC):
                yield name


def _never_met(
    versions: Sequence[ProcedureVersion], uses: Mapping[str, Use]
) -> Iterator[Candidate]:
    for version in versions:
        use = uses.get(version.code, Use())
        if use.finished >= ENOUGH_FINISHED and not use.on_time:
            yield Candidate(Flaw.TERM_NEVER_MET, (version.code,), finished=use.finished)
