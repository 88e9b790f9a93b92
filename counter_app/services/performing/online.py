"""What reception does with a dossier that came in online: accept it, or decline it."""

from dataclasses import replace
from typing import Any

from counter_app.domain.dossier import Dossier
from counter_app.domain.dossier_code import DeclineNumber, DossierCode, lookup_secret, serial
from counter_app.domain.errors import MissingComponents
from counter_app.domain.procedure import Channel, ProcedureVersion
from counter_app.domain.reception import Acceptance, Visit, received
from counter_app.services.intake import absent_papers, fee_lines, first_step
from counter_app.services.performing.situation import Payloads, Situation
from counter_app.services.ports import Chance
from counter_app.services.promise import Choice, promise


def accept(situation: Situation, chance: Chance) -> Payloads:
    """Its clock starts now, under the version in force; papers may be missing for a reason.

    Raises:
        MissingComponents, DayFull and what ``promise`` raises.
    """
    work, now, dossier = situation.work, situation.now, situation.dossier
    versions = work.reference.versions(dossier.procedure.code)
    choice = Choice(
        dossier.procedure.code,
        _case_id(dossier, versions),
        Channel(dossier.channel),
        dossier.competent_unit,
    )
    made = promise(work.reference, choice, now)
    missing = absent_papers(made.version, dossier.papers)
    reason = situation.lines("reason")
    if missing and not reason:
        raise MissingComponents(made.version.code, missing)
    number = serial(work.desk.number, work.take_serial(now.date()), made.profile.serial_width)
    acceptance = Acceptance(
        visit=_visit(situation, made.version, made.profile.version),
        code=DossierCode(made.profile.code, now.date(), number),
        competent_unit=dossier.competent_unit,
        missing=missing,
        missing_reason=reason if missing else "",
        sets=dossier.sets,
        fees=fee_lines(made.offer),
        promise=made.resolved(),
        lookup_secret=lookup_secret(chance.below),
        step=first_step(made, now),
    )
    public, private = received(acceptance)
    return dict(public), dict(private)


def decline(situation: Situation) -> Payloads:
    """Refused after all, with a number of its own.

    Raises:
        MissingActData, DayFull
    """
    work, day = situation.work, situation.now.date()
    private = situation.needed_reason()
    width = work.reference.unit().serial_width
    number = DeclineNumber(day, serial(work.desk.number, work.take_decline(day), width))
    public: dict[str, Any] = {"decline_number": str(number)}
    return public, private


def _case_id(dossier: Dossier, versions: tuple[ProcedureVersion, ...]) -> str | None:
    """The case's id: a dossier keeps its name, as it stands on paper."""
    for version in versions:
        for case in version.cases:
            if version.id == dossier.procedure.version and case.name == dossier.procedure.case:
                return case.id
    return None


def _visit(situation: Situation, version: ProcedureVersion, profile: Any) -> Visit:
    dossier = situation.dossier
    return Visit(
        unit=dossier.unit,
        profile=profile,
        procedure=replace(
            dossier.procedure,
            version=version.id,
            decision=version.decision.number,
            steps=len(version.steps),
        ),
        channel=dossier.channel,
        result_channel=dossier.result_channel,
        applicant=dossier.applicant,
        submitter=dossier.submitter,
        content=dossier.content,
        note=dossier.note,
        papers=dossier.papers,
        received_at=situation.now,
        request_key=dossier.request_key,
    )
