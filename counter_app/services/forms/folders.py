"""What travels with the folder or stays in the office: control slip, register, label, visit list."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from counter_app.domain.dossier import Dossier
from counter_app.domain.due import Timeliness, timeliness
from counter_app.domain.event import Kind
from counter_app.domain.form_templates import Form, template_for
from counter_app.domain.forms_heading import Heading
from counter_app.domain.forms_slips import (
    ControlSlip,
    FolderLabel,
    HandOver,
    RegisterEntry,
    VisitEntry,
    VisitList,
)
from counter_app.domain.history import HistoryEntry
from counter_app.domain.procedure import Channel
from counter_app.domain.route import StepDone
from counter_app.domain.unit import Officer
from counter_app.services.forms.setting import Setting
from counter_app.services.on_paper import letterhead_of, parties_of, procedure_line
from counter_app.services.ports import Reference

_PASSED_ON = frozenset(
    {Kind.TAKEN, Kind.FORWARDED, Kind.TRANSFERRED, Kind.FINISHED, Kind.HANDED_OVER}
)


def control_slip(setting: Setting) -> ControlSlip:
    """Every change of hands so far, oldest first.

    Raises:
        FormNotInForce
    """
    dossier = setting.dossier
    there = dossier.competent_unit
    return ControlSlip(
        setting.heading(Form.CONTROL_SLIP, "", setting.now),
        dossier.applicant.name,
        procedure_line(dossier),
        setting.local(dossier.received_at),
        setting.optional(dossier.first_due_at),
        (there or dossier.unit).name,
        (dossier.unit.name,) if there else (),
        tuple(_hand_overs(setting)),
    )


def movements(dossier: Dossier) -> int:
    """How many rows the control slip has: each makes it another paper."""
    return sum(entry.kind in _PASSED_ON and entry.in_force for entry in dossier.history)


def label(setting: Setting) -> FolderLabel:
    """The folder's sticker; it names nobody."""
    dossier = setting.dossier
    due = setting.optional(dossier.first_due_at)
    return FolderLabel(
        dossier.code, dossier.alias, dossier.procedure.name, due, setting.profile.is_sample
    )


def visit_list(settings: Sequence[Setting], officer: Officer) -> VisitList:
    """Several dossiers of one visitor on one paper.

    Raises:
        FormNotInForce
    """
    first = settings[0]
    profile = first.profile
    day = first.local(first.dossier.received_at).date()
    heading = Heading(
        letterhead_of(profile),
        template_for(Form.VISIT_LIST, day),
        "",
        first.now,
        is_sample=profile.is_sample,
    )
    submitter, _applicant = parties_of(first.dossier)
    entries = tuple(_visit_entry(setting) for setting in settings)
    return VisitList(heading, submitter, entries, officer.name, profile.hotline, profile.lookup_url)


def register_heading(first: date, reference: Reference, now: datetime) -> Heading:
    """The head of a register that begins on ``first``.

    Raises:
        FormNotInForce
    """
    profile = reference.unit()
    template = template_for(Form.REGISTER, first)
    return Heading(letterhead_of(profile), template, "", now, is_sample=profile.is_sample)


def register_entries(
    dossiers: Iterable[Dossier], reference: Reference, now: datetime
) -> Iterator[RegisterEntry]:
    """A line of the register for each, in the order they come."""
    return (_entry(Setting(dossier, reference, now)) for dossier in dossiers)


def _entry(setting: Setting) -> RegisterEntry:
    dossier = setting.dossier
    returned = next((e.at for e in dossier.history if e.kind == Kind.HANDED_OVER), None)
    return RegisterEntry(
        dossier.code,
        procedure_line(dossier),
        dossier.sets,
        dossier.applicant.name,
        dossier.applicant.address,
        dossier.applicant.phone,
        (dossier.competent_unit or dossier.unit).name,
        setting.local(dossier.received_at),
        setting.optional(dossier.extended_to or dossier.due_at or dossier.first_due_at),
        setting.optional(returned),
        Channel(dossier.result_channel),
        dossier.note,
    )


def _visit_entry(setting: Setting) -> VisitEntry:
    dossier = setting.dossier
    return VisitEntry(
        dossier.code,
        dossier.content or procedure_line(dossier),
        (dossier.competent_unit or dossier.unit).name,
        setting.local(dossier.received_at),
        setting.optional(dossier.first_due_at),
        dossier.phases[0].term if dossier.phases else dossier.term,
        dossier.sets,
    )


def _hand_overs(setting: Setting) -> Iterable[HandOver]:
    dossier = setting.dossier
    done = {step.until: step for step in dossier.steps_done}
    giver, unit = setting.officer_name(dossier.receiver), dossier.unit.name
    for entry in dossier.history:
        if entry.kind not in _PASSED_ON or not entry.in_force:
            continue
        if entry.kind != Kind.TAKEN:  # else whoever does it gives it, also for a whole office
            giver = setting.officer_name(entry.author) or giver
        receiver, to_unit = _receiver(setting, entry, unit)
        result = _result(setting, entry, done.get(entry.at))
        yield HandOver(giver, unit, receiver, to_unit, setting.local(entry.at), result)
        giver, unit = receiver, to_unit


def _receiver(setting: Setting, entry: HistoryEntry, unit: str) -> tuple[str, str]:
    facts = dict(entry.facts)
    if entry.kind == Kind.TAKEN:
        return setting.officer_name(entry.author), unit
    if entry.kind == Kind.TRANSFERRED:
        there = setting.dossier.competent_unit
        return "", facts.get("unit", there.name if there else "")
    if entry.kind == Kind.FINISHED:
        return setting.holder_name("role:reception"), unit
    if entry.kind == Kind.HANDED_OVER:
        return facts.get("recipient", setting.dossier.applicant.name), ""
    return setting.holder_name(facts.get("to", "")), unit


def _result(setting: Setting, entry: HistoryEntry, step: StepDone | None) -> Timeliness | None:
    """How the giver kept its term: the step's own, at the end the dossier's."""
    due = setting.dossier.due_at if entry.kind == Kind.FINISHED else None
    if due is None and step is not None:
        due = step.step.due_at
    return timeliness(entry.at, setting.local(due)) if due else None
