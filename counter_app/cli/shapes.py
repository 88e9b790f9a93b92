"""Dossiers as answers: JSON for programs, lines for people."""

from typing import Any

from counter_app.cli.moments import for_people, shown
from counter_app.cli.places import (
    author_word,
    done_document,
    login_of,
    stay_document,
    step_document,
    unit_document,
    whereabouts,
)
from counter_app.domain.change_money import unpaid_of
from counter_app.domain.dossier import Attachment, Dossier, Paper
from counter_app.domain.person import Person
from counter_app.i18n import _
from counter_app.services.intake import Accepted
from counter_app.services.ports import DossierLine, Reference
from ui.wording import act_word, status_word, term_words
from ui.words import role_word


def dossier_document(dossier: Dossier, reference: Reference) -> dict[str, Any]:
    """Everything ``show`` says about a dossier."""
    return (
        _identity(dossier)
        | _time(dossier)
        | _content(dossier)
        | _money(dossier)
        | _past(dossier, reference)
    )


def accepted_document(accepted: Accepted) -> dict[str, Any]:
    """What ``intake`` answers for a dossier that is on disk."""
    dossier = accepted.dossier
    return {
        "id": str(dossier.id),
        "code": dossier.code,
        "due_at": shown(dossier.first_due_at),
        "lookup_secret": dossier.lookup_secret,
        "event_id": str(accepted.event),
        "repeated": accepted.repeated,
    }


def line_document(line: DossierLine) -> dict[str, Any]:
    """One dossier of a list."""
    return {
        "id": str(line.id),
        "code": line.code,
        "procedure": line.procedure_code,
        "procedure_name": line.procedure,
        "applicant": line.applicant,
        "id_number": line.id_number,
        "phone": line.phone,
        "status": int(line.status),
        "lifecycle": line.lifecycle.value,
        "clock": "paused" if line.paused else "running",
        "received_at": shown(line.received_at),
        "due_at": shown(line.due_at),
    }


def line_text(line: DossierLine) -> str:
    """One dossier of a list on one line."""
    due = _("hẹn {due}").format(due=for_people(line.due_at))
    status = status_word(line.status, line.lifecycle)
    return f"{line.code or '–':<22}  {status:<18}  {due:<26}  {line.applicant}  ·  {line.procedure}"


def dossier_text(dossier: Dossier, reference: Reference) -> str:
    """A dossier for people: its head, its papers, what happened to it."""
    lines = [
        dossier.code or dossier.decline_number,
        _("Thủ tục: {name}").format(name=f"{dossier.procedure.code} {dossier.procedure.name}"),
        _("Chủ hồ sơ: {name}").format(name=dossier.applicant.name),
        _("Trạng thái: {status}").format(status=status_word(dossier.status, dossier.lifecycle)),
        _("Thời hạn: {term}").format(term=term_words(dossier.term)),
        _("Tiếp nhận: {moment}").format(moment=for_people(dossier.received_at)),
        _("Hẹn trả: {due}").format(due=for_people(dossier.due_at)),
    ]
    lines += whereabouts(dossier)
    lines += [f"  - {paper.name}" for paper in dossier.papers]
    for entry in dossier.history:
        author = f"{author_word(dossier, entry.author, reference)} ({role_word(entry.role)})"
        lines.append(f"  {for_people(entry.at)}  {author} {act_word(entry.kind)}")
    return "\n".join(lines)


def _identity(dossier: Dossier) -> dict[str, Any]:
    return {
        "id": str(dossier.id),
        "code": dossier.code or None,
        "alias": dossier.alias or None,
        "decline_number": dossier.decline_number or None,
        "status": int(dossier.status),
        "lifecycle": dossier.lifecycle.value,
        "clock": dossier.clock.value,
        "unit": unit_document(dossier.unit),
        "competent_unit": unit_document(dossier.competent_unit),
        "place": unit_document(dossier.place),
        "transfer": stay_document(dossier.stay),
        "procedure": {
            "code": dossier.procedure.code,
            "name": dossier.procedure.name,
            "field": dossier.procedure.field,
            "version": str(dossier.procedure.version),
            "decision": dossier.procedure.decision,
            "case": dossier.procedure.case or None,
        },
    }


def _time(dossier: Dossier) -> dict[str, Any]:
    return {
        "received_at": shown(dossier.received_at),
        "entered_at": shown(dossier.entered_at),
        "term": dossier.term,
        "due_at": shown(dossier.due_at),
        "first_due_at": shown(dossier.first_due_at),
        "extended_to": shown(dossier.extended_to),
        "step_due_at": shown(dossier.step_due_at),
        "supplement_until": shown(dossier.calls[-1].until) if dossier.calls else None,
        "phases": [
            {"term": p.term, "due_at": shown(p.due_at), "ended_at": shown(p.ended_at)}
            for p in dossier.phases
        ],
        "calendar_version": dossier.calendar,
        "pauses": [
            {
                "kind": pause.kind,
                "from": shown(pause.since),
                "to": shown(pause.until),
                "reason": pause.reason,
                "document": pause.document,
            }
            for pause in dossier.pauses
        ],
        "finished_at": shown(dossier.finished_at),
        "closed_at": shown(dossier.closed_at),
    }


def _content(dossier: Dossier) -> dict[str, Any]:
    return {
        "channel": dossier.channel,
        "result_channel": dossier.result_channel,
        "applicant": _person(dossier.applicant),
        "submitter": _person(dossier.submitter) if dossier.submitter else None,
        "content": dossier.content,
        "note": dossier.note,
        "components": [_paper(paper) for paper in dossier.papers],
        "missing": list(dossier.missing),
        "missing_reason": dossier.missing_reason or None,
        "sets": dossier.sets,
        "reason": dossier.reason or None,
        "lookup_secret": dossier.lookup_secret or None,
        "short_hash": dossier.short_hash or None,
        "issue": dossier.issue,
        "reissue_reason": dossier.reissue_reason or None,
        "outcome": dossier.outcome or None,
        "result": dossier.result or None,
        "recipient": dossier.recipient or None,
        "attachments": [_attachment(attachment) for attachment in dossier.attachments],
    }


def _money(dossier: Dossier) -> dict[str, Any]:
    return {
        "fees": [{"kind": f.kind, "amount": f.amount, "note": f.note} for f in dossier.fees],
        "payments": [
            {
                "event_id": str(paid.event),
                "kind": paid.kind,
                "amount": paid.amount,
                "receipt_number": paid.receipt_number,
            }
            for paid in dossier.payments
        ],
        "unpaid": unpaid_of(dossier),
    }


def _past(dossier: Dossier, reference: Reference) -> dict[str, Any]:
    return {
        "holder": _holder(dossier.holder, reference) or None,
        "step": step_document(dossier.step),
        "steps_done": [done_document(done, reference) for done in dossier.steps_done],
        "history": [
            {
                "id": str(entry.id),
                "kind": entry.kind,
                "at": shown(entry.at),
                "author": login_of(entry.author, reference),
                "role": entry.role,
                "desk": str(entry.desk),
                "unit": entry.unit or dossier.unit.name,
                "in_force": entry.in_force,
                "facts": dict(entry.facts),
            }
            for entry in dossier.history
        ],
        "conflicts": [
            {
                "field": conflict.field,
                "earlier": str(conflict.earlier),
                "later": str(conflict.later),
                "values": list(conflict.values),
            }
            for conflict in dossier.conflicts
        ],
        "needs_review": dossier.needs_review,
        "locked": dossier.locked,
        "erased": dossier.erased,
    }


def _holder(holder: str, reference: Reference) -> str:
    """An officer's login, or ``role:NAME`` as it stands."""
    officers = {str(officer.id): officer.login for officer in reference.officers()}
    return officers.get(holder, holder)


def _attachment(attachment: Attachment) -> dict[str, Any]:
    return {
        "event_id": str(attachment.event),
        "sha256": attachment.sha256,
        "size": attachment.size,
        "media": attachment.media,
        "name": attachment.name,
        "component": attachment.component or None,
        "copy": attachment.copy,
        "source": attachment.source,
        "purpose": attachment.purpose,
        "removed": attachment.removed,
    }


def _person(person: Person) -> dict[str, Any]:
    return dict(person.to_json())


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "id": paper.id or None,
        "name": paper.name,
        "originals": paper.originals,
        "certified": paper.certified,
        "photocopies": paper.photocopies,
    }
