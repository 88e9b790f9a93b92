"""Acts on a dossier that exists: correcting with a reissue, voiding with a second person."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from counter_app.domain.acts import ACTS, Act, Standing, role_for
from counter_app.domain.birth_date import BirthDate
from counter_app.domain.canonical import Json
from counter_app.domain.change_money import unpaid_of
from counter_app.domain.conflict import SEEN
from counter_app.domain.dossier import ClockState, Dossier, Paper, UnitRef
from counter_app.domain.errors import (
    InvalidActData,
    InvalidIntake,
    MissingActData,
    NothingToCorrect,
    SecondPersonNeeded,
)
from counter_app.domain.event import Author, Draft, Kind
from counter_app.domain.event_parts import papers_json
from counter_app.domain.person import NOBODY, PERSON_FIELDS, Person
from counter_app.domain.procedure import Channel
from counter_app.domain.side import side_of
from counter_app.domain.unit import Officer
from counter_app.services.intake import absent_papers
from counter_app.services.ports import DeskIdentity, Now, Reference, UnitOfWork
from counter_app.services.requests import (
    MAX_COUNT,
    PaperRequest,
    cleaned,
    cleaned_lines,
    cleaned_papers,
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What was wrong on a receipt; None leaves a field as it is.

    The procedure, the dates and the code cannot be corrected: a wrong procedure is voided and
    received anew, and a printed promise never moves silently.
    """

    applicant: Person | None = None
    submitter: Person | None = None
    papers: tuple[Paper, ...] | None = None
    content: str | None = None
    note: str | None = None
    result_channel: Channel | None = None
    sets: int | None = None


@dataclass(frozen=True, slots=True)
class Correct:
    """Corrects a dossier and calls for a new receipt under the same code."""

    unit_of_work: Callable[[], UnitOfWork]
    now: Now

    def __call__(
        self, dossier: UUID, correction: Correction, reason: str, officer: Officer
    ) -> Dossier:
        """Store the changed fields alone; the issue number goes up by one.

        Raises:
            NothingToCorrect, MissingActData, InvalidActData, TextTooLong
            InvalidBirthDate: also one after the day of reception.
            ActNotAllowed, RoleMayNot: reception only on the day of reception, else a supervisor.
            UnknownDossier
        """
        now = self.now()
        with self.unit_of_work() as work:
            before = work.dossier(dossier)
            act = ACTS["correct"]
            role = role_for(act, standing_here(work, before, now), officer.roles)
            public, private = _changed(before, correction, work.reference)
            _check_births(private["fields"], before.received_at.astimezone(now.tzinfo).date())
            public["issue"] = before.issue + 1
            private["reason"] = needed_reason("correct", reason)
            append(work, act, before, (Author(officer.id, role), now), (public, private))
            after = work.dossier(dossier)
            work.commit()
        return after


@dataclass(frozen=True, slots=True)
class Void:
    """Declares a dossier void, by a supervisor and a second officer together."""

    unit_of_work: Callable[[], UnitOfWork]
    now: Now

    def __call__(self, dossier: UUID, reason: str, officer: Officer, second: Officer) -> Dossier:
        """Store the act; ``second`` has already proved who they are.

        Raises:
            SecondPersonNeeded: the second person is the first, or inactive.
            MissingActData, ActNotAllowed, RoleMayNot, UnknownDossier, TextTooLong
        """
        now = self.now()
        with self.unit_of_work() as work:
            before = work.dossier(dossier)
            act = ACTS["void"]
            role = role_for(act, standing_here(work, before, now), officer.roles)
            if second.id == officer.id or not second.active:
                raise SecondPersonNeeded("void", second.login)
            public: dict[str, Json] = {"seconded_by": str(second.id)}
            private: dict[str, Json] = {"reason": needed_reason("void", reason)}
            append(work, act, before, (Author(officer.id, role), now), (public, private))
            after = work.dossier(dossier)
            work.commit()
        return after


def standing_here(work: UnitOfWork, dossier: Dossier, now: datetime) -> Standing:
    """What decides which acts this desk's officers may do on the dossier at ``now``."""
    unit = acting_unit(dossier, work.desk, work.reference)
    return standing_of(dossier, now, unit.code if unit else "")


def acting_unit(dossier: Dossier, desk: DeskIdentity, reference: Reference) -> UnitRef | None:
    """The desk's unit as the dossier knows it; None: it is the dossier's home.

    A unit that was enrolled has another identity than before, and one may change its code.
    """
    own, stay = reference.codes(), dossier.stay
    if desk.unit in (dossier.scope, dossier.unit.id) or dossier.unit.code in own:
        return None
    if stay is not None and (stay.unit.id == desk.unit or stay.unit.code in own):
        return stay.unit
    listed = (unit for unit in reference.units() if unit.id == desk.unit)
    return next(listed, reference.unit().ref)  # the centre knows it by the directory's code


def standing_of(dossier: Dossier, now: datetime, acting: str = "") -> Standing:
    """What of the dossier decides which acts are allowed at ``now`` (aware, local).

    ``acting`` is the code of the unit whose officer acts; empty: the dossier's home.
    """
    stay = dossier.stay
    return Standing(
        status=dossier.status,
        lifecycle=dossier.lifecycle,
        locked=dossier.locked,
        same_day=dossier.entered_at.astimezone(now.tzinfo).date() == now.date(),
        one_step=dossier.procedure.steps == 1,
        paused=dossier.clock is ClockState.PAUSED,
        supplements=dossier.supplements,
        owes=bool(unpaid_of(dossier)),
        has_paid=any(p.amount > 0 for p in dossier.payments),
        disputed=bool(dossier.conflicts) or dossier.needs_review,
        erased=dossier.erased,
        side=side_of(dossier.unit, stay, acting),
        was_sent=stay is not None,
        is_away=dossier.is_away,
        is_awaited=stay is None or stay.arrived_at is None,
    )


def needed_reason(act: str, reason: str) -> str:
    """The reason, cleaned.

    Raises:
        MissingActData: it is empty.
        TextTooLong
    """
    text = cleaned_lines(reason, "reason")
    if not text:
        raise MissingActData(act, ("reason",))
    return text


def check_fields(act: Act, data: Mapping[str, object]) -> None:
    """Refuse an act's JSON object that lacks something or holds something foreign.

    Raises:
        MissingActData, InvalidActData
    """
    if stray := sorted(set(data) - act.fields()):
        raise InvalidActData(act.name, stray[0][:80], "unknown_key")
    if absent := tuple(name for name in act.needs if data.get(name) in (None, "", [], {})):
        raise MissingActData(act.name, absent)


def append(
    work: UnitOfWork,
    act: Act,
    dossier: Dossier,
    by: tuple[Author, datetime],
    payloads: tuple[dict[str, Json], dict[str, Json]],
) -> None:
    """Store one act; ``payloads`` are its public and its private part."""
    author, now = by
    public, private = payloads
    if unit := acting_unit(dossier, work.desk, work.reference):
        public = public | {"acting_unit": {"code": unit.code, "name": unit.name}}
    if dossier.also_latest or act.kind is Kind.RESOLVED:
        public = public | {SEEN: sorted(map(str, dossier.also_latest))}
    base = work.last_seen(dossier.id)
    draft = Draft(act.kind, dossier.scope, dossier.id, author, now, public, private or None, base)
    work.append(draft)


def _changed(
    before: Dossier, correction: Correction, reference: Reference
) -> tuple[dict[str, Json], dict[str, Json]]:
    """The public and private payloads that name the changed fields alone."""
    open_fields: dict[str, Json] = {}
    hidden: dict[str, Json] = {}
    extra: dict[str, Json] = {}
    hidden |= _changed_person("applicant", before.applicant, correction.applicant)
    hidden |= _changed_person("submitter", before.submitter or NOBODY, correction.submitter)
    for name in ("content", "note"):
        text = getattr(correction, name)
        if text is not None and (text := cleaned_lines(text, name)) != getattr(before, name):
            hidden[name] = text
    channel = correction.result_channel
    if channel is not None and channel.value != before.result_channel:
        open_fields["result_channel"] = channel.value
    if correction.sets is not None and correction.sets != before.sets:
        if not 1 <= correction.sets <= MAX_COUNT:
            raise InvalidActData("correct", "sets", "range")
        open_fields["sets"] = correction.sets
    papers = before.papers if correction.papers is None else _checked_papers(correction.papers)
    if papers != before.papers:
        components, extra = papers_json(papers)
        open_fields["components"] = components
        open_fields["missing"] = list(_still_missing(before, papers, reference))
    if not open_fields and not hidden:
        raise NothingToCorrect(str(before.id))
    public: dict[str, Json] = {"fields": open_fields}
    private: dict[str, Json] = {"fields": hidden}
    return public, private | ({"extra_papers": extra} if extra else {})


def _check_births(hidden: Any, latest: date) -> None:
    for party in ("applicant", "submitter"):
        if born := hidden.get(f"{party}.birth_date"):
            BirthDate.parse(born, latest)


def _checked_papers(papers: tuple[Paper, ...]) -> tuple[Paper, ...]:
    requests = tuple(
        PaperRequest(p.id or p.name, p.originals, p.certified, p.photocopies) for p in papers
    )
    try:
        clean = cleaned_papers(requests)
    except InvalidIntake as error:
        raise InvalidActData("correct", error.path, error.reason) from error
    return tuple(p if p.id else replace(p, name=c.name) for p, c in zip(papers, clean, strict=True))


def _still_missing(
    before: Dossier, papers: tuple[Paper, ...], reference: Reference
) -> tuple[str, ...]:
    """The required papers that are absent now; as before when the version is not known here."""
    version = reference.version(before.procedure.version)
    return absent_papers(version, papers) if version else before.missing


def _changed_person(party: str, before: Person, after: Person | None) -> dict[str, Json]:
    if after is None:
        return {}
    changed: dict[str, Json] = {}
    for name in PERSON_FIELDS:
        text = cleaned(getattr(after, name), f"{party}.{name}", name)
        if name == "name" and not text:
            raise InvalidActData("correct", f"{party}.name", "missing")
        if text != getattr(before, name):
            changed[f"{party}.{name}"] = text
    if after.kind is not before.kind:
        changed[f"{party}.kind"] = after.kind.value
    return changed
