"""What the office writes to the applicant: supplement, refusal, apology, stop, hand-over."""

from datetime import datetime

from counter_app.domain.dossier import Status
from counter_app.domain.errors import NothingToPrint
from counter_app.domain.event import Kind, moment_of
from counter_app.domain.form_templates import Form
from counter_app.domain.forms import PaperLine, Party
from counter_app.domain.forms_slips import (
    Apology,
    HandOverSlip,
    Refusal,
    StopNotice,
    SupplementRequest,
)
from counter_app.domain.procedure import Channel
from counter_app.services.forms.setting import Setting
from counter_app.services.on_paper import paper_lines, parties_of, party_of, procedure_line

_APPLICANT, _SUBMITTER = "applicant", "submitter"
_POSITIVE = "positive"


def supplement_request(setting: Setting) -> SupplementRequest:
    """The last request for what is missing.

    Raises:
        NothingToPrint, FormNotInForce
    """
    dossier = setting.dossier
    if not dossier.calls:
        raise NothingToPrint(Form.SUPPLEMENT, dossier.code)
    call = dossier.calls[-1]
    number = setting.numbered(len(dossier.calls), "HDHS")
    submitter, applicant = parties_of(dossier)
    return SupplementRequest(
        setting.heading(Form.SUPPLEMENT, number, call.at),
        submitter,
        applicant,
        procedure_line(dossier),
        dossier.content,
        setting.local(dossier.received_at),
        paper_lines(call.papers),
        call.reason,
        setting.optional(call.until),
        setting.contact(call.officer),
    )


def refusal(setting: Setting) -> Refusal:
    """The refusal to receive.

    Raises:
        NothingToPrint, FormNotInForce
    """
    dossier = setting.dossier
    entry = setting.latest(Form.DECLINE, Kind.DECLINED)
    submitter, applicant = parties_of(dossier)
    is_online = len(dossier.history) > 1
    return Refusal(
        setting.heading(Form.DECLINE, dossier.decline_number, entry.at),
        submitter,
        applicant,
        procedure_line(dossier),
        dossier.content,
        setting.local(dossier.entered_at) if is_online else None,
        dict(entry.facts).get("reason", dossier.reason),
        "",
        setting.contact(entry.author),
    )


def apology(setting: Setting) -> Apology:
    """The last extension, with what was promised before it.

    Raises:
        NothingToPrint: nothing was extended, or there never was a promise.
        FormNotInForce
    """
    dossier = setting.dossier
    entry = setting.latest(Form.APOLOGY, Kind.EXTENDED)
    facts = dict(entry.facts)
    promised = _promised_before(setting, entry.at)
    if promised is None:
        raise NothingToPrint(Form.APOLOGY, dossier.code)
    number = setting.numbered(setting.count(Kind.EXTENDED), "PXL")
    return Apology(
        setting.heading(Form.APOLOGY, number, entry.at),
        party_of(dossier.applicant),
        procedure_line(dossier),
        dossier.procedure.field,
        setting.local(dossier.received_at),
        setting.local(promised),
        facts.get("reason", ""),
        setting.local(moment_of(facts["until"])),
        setting.signer(),
        (setting.profile.name,),
    )


def stop_notice(setting: Setting) -> StopNotice:
    """Why the case goes no further, and what becomes of papers and fees.

    Raises:
        NothingToPrint, FormNotInForce
    """
    dossier, profile = setting.dossier, setting.profile
    entry = setting.latest(Form.STOP, Kind.STOPPED)
    paid = sum(payment.amount for payment in dossier.payments)
    return StopNotice(
        setting.heading(Form.STOP, setting.numbered(setting.count(Kind.STOPPED), "TBD"), entry.at),
        party_of(dossier.applicant),
        procedure_line(dossier),
        dossier.procedure.field,
        setting.local(dossier.received_at),
        setting.local(entry.at),
        dict(entry.facts).get("reason", dossier.reason),
        "",
        paper_lines(dossier.papers),
        f"{profile.name}, trong giờ làm việc" if profile.name else "",
        _refund(paid),
        setting.contact(entry.author),
        setting.signer(),
        (profile.name,),
    )


def hand_over_slip(setting: Setting) -> HandOverSlip:
    """What went to whom.

    Raises:
        NothingToPrint: it was not handed over.
    """
    dossier = setting.dossier
    entry = setting.latest(Form.HAND_OVER, Kind.HANDED_OVER)
    facts = dict(entry.facts)
    recipient, applicant = _recipient(setting, facts)
    result = dossier.result or ("" if dossier.outcome == _POSITIVE else dossier.reason)
    channel = facts.get("method", Channel.COUNTER)
    return HandOverSlip(
        setting.heading(Form.HAND_OVER, "", entry.at),
        recipient,
        applicant,
        facts.get("authorisation", ""),
        procedure_line(dossier),
        dossier.content,
        _result(dossier.outcome, result),
        _handed(setting),
        setting.optional(dossier.extended_to or dossier.due_at or dossier.first_due_at),
        setting.local(entry.at),
        Channel(channel) if channel in set(Channel) else Channel.COUNTER,
        setting.officer_name(entry.author),
    )


def _recipient(setting: Setting, facts: dict[str, str]) -> tuple[Party, Party | None]:
    dossier = setting.dossier
    applicant = party_of(dossier.applicant)
    by = facts.get("by", _APPLICANT)
    if by == _APPLICANT:
        return applicant, None
    if by == _SUBMITTER and dossier.submitter:
        return party_of(dossier.submitter), applicant
    return Party(facts.get("recipient", ""), facts.get("recipient_id", "")), applicant


def _handed(setting: Setting) -> tuple[PaperLine, ...]:
    """The result itself; files of the result beside it are named as they are called."""
    dossier = setting.dossier
    name = dossier.result or "Kết quả giải quyết thủ tục hành chính"
    if dossier.status is not Status.RETURNED and not dossier.outcome:
        return ()
    return (PaperLine(name, 1, 0, 0),)


def _result(outcome: str, said: str) -> str:
    kind = "Đã giải quyết" if outcome == _POSITIVE else "Không giải quyết"
    return f"{kind}: {said}" if said else kind


def _refund(paid: int) -> str:
    if paid <= 0:
        return ""
    amount = f"{paid:,}".replace(",", ".")
    return f"Phí, lệ phí đã nộp: {amount} đồng. Việc hoàn trả theo quy định về phí, lệ phí."


def _promised_before(setting: Setting, at: datetime) -> datetime | None:
    """What was promised before the extension made ``at``: an earlier one, else the due moment."""
    earlier = [
        moment_of(dict(e.facts)["until"])
        for e in setting.dossier.history
        if e.kind == Kind.EXTENDED and e.in_force and e.at < at
    ]
    return earlier[-1] if earlier else setting.dossier.due_at or setting.dossier.first_due_at
