"""The history of a dossier in an officer's words. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass

from counter_app.domain.act import Role
from counter_app.domain.event import Kind, moment_of
from counter_app.domain.history import HistoryEntry
from counter_app.i18n import _, counted
from ui.people_words import holder_words, person_words
from ui.shown import ShownDossier
from ui.wording import (
    act_word,
    fee_word,
    form_word,
    moment_words,
    money,
    outcome_word,
    pause_word,
    term_words,
)
from ui.words import erasure_word, field_word, role_word


@dataclass(frozen=True, slots=True)
class Line:
    """One event: when, who in which role, what; ``tone`` is danger, warning, success or nothing."""

    when: str
    who: str
    what: str
    tone: str = ""

    def spoken(self) -> str:
        """The line in one sentence, as a screen reader says it."""
        return f"{self.when} — {self.who} {self.what}"


_TONES = {
    Kind.DECLINED.value: "danger",
    Kind.STOPPED.value: "danger",
    Kind.VOIDED.value: "danger",
    Kind.SUPPLEMENT_REQUESTED.value: "warning",
    Kind.PAYMENT_REQUESTED.value: "warning",
    Kind.PAUSED.value: "warning",
    Kind.CORRECTED.value: "warning",
    Kind.REVERSED.value: "warning",
    Kind.EXTENDED.value: "warning",
    Kind.RESCHEDULED.value: "warning",
    Kind.DETACHED.value: "warning",
    Kind.FINISHED.value: "success",
    Kind.HANDED_OVER.value: "success",
}


def story(shown: ShownDossier) -> tuple[Line, ...]:
    """The dossier's events, the newest first."""
    return tuple(_line(shown, entry) for entry in reversed(shown.dossier.history))


def _line(shown: ShownDossier, entry: HistoryEntry) -> Line:
    what = act_word(entry.kind)
    if tell := _TELLERS.get(entry.kind):
        what = tell(shown, {**dict(entry.facts), "event": str(entry.id)}, what)
    if not entry.in_force:
        what = _("{what} — chưa có hiệu lực, cần người xem lại").format(what=what)
    tone = _TONES.get(entry.kind, "") if entry.in_force else "warning"
    return Line(moment_words(shown.local(entry.at)), _who(shown, entry), what, tone)


def _who(shown: ShownDossier, entry: HistoryEntry) -> str:
    if entry.role == Role.LIMIT.value:
        return _("Chương trình ({role})").format(role=role_word(entry.role))
    name = shown.name_of(entry.author)
    return _("{name} ({role})").format(name=name[:1].upper() + name[1:], role=role_word(entry.role))


Facts = dict[str, str]


def _received(shown: ShownDossier, facts: Facts, what: str) -> str:
    due = shown.dossier.first_due_at
    if due is None:
        return _("{act}, không có ngày hẹn trả").format(act=what)
    return _("{act}, hẹn trả {due}").format(act=what, due=moment_words(shown.local(due)))


def _reasoned(shown: ShownDossier, facts: Facts, what: str) -> str:
    reason = facts.get("reason")
    return _("{act}: {reason}").format(act=what, reason=reason) if reason else what


def _taken(shown: ShownDossier, facts: Facts, what: str) -> str:
    return _at_step(facts, _reasoned(shown, facts, what))


def _forwarded(shown: ShownDossier, facts: Facts, what: str) -> str:
    to = holder_words(shown, facts.get("to", ""))
    text = _at_step(facts, _("{act} cho {name}").format(act=what, name=to))
    return _reasoned(shown, facts, text)


def _at_step(facts: Facts, what: str) -> str:
    step = facts.get("step")
    return _("{what}, bước “{step}”").format(what=what, step=step) if step else what


def _supplement_requested(shown: ShownDossier, facts: Facts, what: str) -> str:
    call = next((c for c in shown.dossier.calls if str(c.event) == facts["event"]), None)
    if call is None:
        return _reasoned(shown, facts, what)
    names = "; ".join(paper.name for paper in call.papers)
    text = _("{act} ({papers})").format(act=what, papers=names)
    if call.until is not None:
        until = moment_words(shown.local(call.until))
        text = _("{what}, hạn {until}").format(what=text, until=until)
    return _reasoned(shown, facts, text)


def _runs_again(shown: ShownDossier, facts: Facts, what: str) -> str:
    due = facts.get("due_at")
    if not due:
        return what
    moment = moment_words(shown.local(moment_of(due)))
    return _("{act}, hẹn trả {due}").format(act=what, due=moment)


def _phase_begun(shown: ShownDossier, facts: Facts, what: str) -> str:
    """Money that was the last of a request lets the clock run, or begins the next phase."""
    if facts.get("term"):
        term = term_words(facts["term"])
        what = _("{what}; bắt đầu giai đoạn {term}").format(what=what, term=term)
    return _runs_again(shown, facts, what)


def _asked_to_pay(shown: ShownDossier, facts: Facts, what: str) -> str:
    kind, amount = fee_word(facts.get("kind", "")).lower(), _money(facts)
    return _("{act}: {kind} {amount}").format(act=what, kind=kind, amount=amount)


def _paid(shown: ShownDossier, facts: Facts, what: str) -> str:
    text = _asked_to_pay(shown, facts, what)
    number = facts.get("receipt_number", "")
    text = _("{what}, biên lai {number}").format(what=text, number=number)
    return _phase_begun(shown, facts, text)


def _reversed(shown: ShownDossier, facts: Facts, what: str) -> str:
    text = _asked_to_pay(shown, facts, what)
    number = facts.get("receipt_number", "")
    return _reasoned(shown, facts, _("{what}, biên lai {number}").format(what=text, number=number))


def _paused(shown: ShownDossier, facts: Facts, what: str) -> str:
    text = _("{act}: {kind}").format(act=what, kind=pause_word(facts.get("kind", "")))
    document = facts.get("document")
    return (
        _("{what}, văn bản {document}").format(what=text, document=document) if document else text
    )


def _extended(shown: ShownDossier, facts: Facts, what: str) -> str:
    until = facts.get("until", "")
    if not until:
        return _reasoned(shown, facts, what)
    due = moment_words(shown.local(moment_of(until)))
    return _reasoned(shown, facts, _("{act} đến {until}").format(act=what, until=due))


def _finished(shown: ShownDossier, facts: Facts, what: str) -> str:
    text = _("{act}: {outcome}").format(act=what, outcome=outcome_word(facts["outcome"]).lower())
    if result := facts.get("result"):
        text = _("{what}, kết quả {result}").format(what=text, result=result)
    reason = facts.get("reason")
    return _("{what}; lý do: {reason}").format(what=text, reason=reason) if reason else text


def _rescheduled(shown: ShownDossier, facts: Facts, what: str) -> str:
    return _reasoned(shown, facts, _runs_again(shown, facts, what))


def _reopened(shown: ShownDossier, facts: Facts, what: str) -> str:
    return _runs_again(shown, facts, _reasoned(shown, facts, _at_step(facts, what)))


def _transferred(shown: ShownDossier, facts: Facts, what: str) -> str:
    unit = facts.get("unit")
    text = _("chuyển hồ sơ sang {unit}").format(unit=unit) if unit else what
    return _reasoned(shown, facts, text)


def _arrived(shown: ShownDossier, facts: Facts, what: str) -> str:
    return _at_step(facts, what)


def _attached(shown: ShownDossier, facts: Facts, what: str) -> str:
    return _with_file(shown, facts["event"], what)


def _detached(shown: ShownDossier, facts: Facts, what: str) -> str:
    return _reasoned(shown, facts, _with_file(shown, facts.get("attachment", ""), what))


def _with_file(shown: ShownDossier, event: str, what: str) -> str:
    names = (a.name for a in shown.dossier.attachments if str(a.event) == event and a.name)
    name = next(names, "")
    return _("{act} “{name}”").format(act=what, name=name) if name else what


def _resolved(shown: ShownDossier, facts: Facts, what: str) -> str:
    names = "; ".join(filter(None, (facts.get("fields"), facts.get("acknowledged"))))
    if not names:
        return _("xem lại việc không hợp với trạng thái hồ sơ")
    fields = ", ".join(dict.fromkeys(map(field_word, names.split("; "))))
    return _("{act} ({fields})").format(act=what, fields=fields)


def _handed_over(shown: ShownDossier, facts: Facts, what: str) -> str:
    recipient = facts.get("recipient")
    text = _("{act} cho {name}").format(act=what, name=recipient) if recipient else what
    if facts.get("by") != "proxy":
        return text
    paper = facts.get("authorisation")
    if not paper:
        return _("{what} (người được ủy quyền)").format(what=text)
    return _("{what} (được ủy quyền theo {paper})").format(what=text, paper=paper)


def _voided(shown: ShownDossier, facts: Facts, what: str) -> str:
    text = _reasoned(shown, facts, what)
    second = person_words(shown, facts.get("seconded_by", ""))
    return _("{what} — cùng xác nhận: {name}").format(what=text, name=second)


def _erased(shown: ShownDossier, facts: Facts, what: str) -> str:
    text = _("{act}: {reason}").format(act=what, reason=erasure_word(facts.get("reason", "")))
    second = person_words(shown, facts.get("seconded_by", ""))
    return _("{what} — cùng xác nhận: {name}").format(what=text, name=second)


def _printed(shown: ShownDossier, facts: Facts, what: str) -> str:
    form, page = form_word(facts.get("form", "")), facts.get("page", "")
    copy = int(facts.get("copy") or 1)
    if copy < 2:
        return _("in {form}, khổ {page}").format(form=form, page=page)
    again = counted("in lại lần {n}", "in lại lần {n}", copy - 1).format(n=copy - 1)
    return _("{again}: {form}, khổ {page}").format(again=again, form=form, page=page)


def _corrected(shown: ShownDossier, facts: Facts, what: str) -> str:
    issue = int(facts.get("issue") or 0)  # the first receipt is issue 1
    text = _("{act} lần {n}").format(act=what, n=issue - 1) if issue > 1 else what
    return _reasoned(shown, facts, text)


_TELLERS: dict[str, Callable[[ShownDossier, Facts, str], str]] = {
    Kind.RECEIVED.value: _received,
    Kind.ACCEPTED.value: _received,
    Kind.DECLINED.value: _reasoned,
    Kind.FORWARDED.value: _forwarded,
    Kind.SUPPLEMENT_REQUESTED.value: _supplement_requested,
    Kind.PAYMENT_REQUESTED.value: _asked_to_pay,
    Kind.PAID.value: _paid,
    Kind.REVERSED.value: _reversed,
    Kind.PAUSED.value: _paused,
    Kind.EXTENDED.value: _extended,
    Kind.RESCHEDULED.value: _rescheduled,
    Kind.FINISHED.value: _finished,
    Kind.HANDED_OVER.value: _handed_over,
    Kind.WITHDRAWN.value: _reasoned,
    Kind.STOPPED.value: _reasoned,
    Kind.REOPENED.value: _reopened,
    Kind.TRANSFERRED.value: _transferred,
    Kind.ARRIVED.value: _arrived,
    Kind.CORRECTED.value: _corrected,
    Kind.VOIDED.value: _voided,
    Kind.ERASED.value: _erased,
    Kind.PRINTED.value: _printed,
    Kind.TAKEN.value: _taken,
    Kind.SUPPLEMENTED.value: _runs_again,
    Kind.RESUMED.value: _runs_again,
    Kind.ATTACHED.value: _attached,
    Kind.DETACHED.value: _detached,
    Kind.RESOLVED.value: _resolved,
}


def _money(facts: Facts) -> str:
    amount = facts.get("amount", "")
    return money(int(amount)) if amount.lstrip("-").isdigit() else amount
