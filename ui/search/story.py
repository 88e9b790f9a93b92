"""The history of a dossier in an officer's words. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from counter_app.domain.dossier import HistoryEntry
from counter_app.domain.event import Kind, moment_of
from counter_app.i18n import _, counted
from ui.search.values import ShownDossier
from ui.wording import act_word, fee_word, form_word, moment_words, money, pause_word
from ui.words import role_word


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
    Kind.FINISHED.value: "success",
    Kind.HANDED_OVER.value: "success",
}


def story(shown: ShownDossier) -> tuple[Line, ...]:
    """The dossier's events, the newest first."""
    return tuple(_line(shown, entry) for entry in reversed(shown.dossier.history))


def _line(shown: ShownDossier, entry: HistoryEntry) -> Line:
    name = shown.officers.get(entry.author) or _("Người ở quầy khác")
    who = _("{name} ({role})").format(name=name, role=role_word(entry.role))
    what = act_word(entry.kind)
    if tell := _TELLERS.get(entry.kind):
        what = tell(shown, dict(entry.facts), what)
    if not entry.in_force:
        what = _("{what} — chưa có hiệu lực, cần người xem lại").format(what=what)
    tone = _TONES.get(entry.kind, "") if entry.in_force else "warning"
    return Line(moment_words(shown.local(entry.at)), who, what, tone)


Facts = dict[str, str]


def _received(shown: ShownDossier, facts: Facts, what: str) -> str:
    due = shown.dossier.first_due_at
    if due is None:
        return _("{act}, không có ngày hẹn trả").format(act=what)
    return _("{act}, hẹn trả {due}").format(act=what, due=moment_words(shown.local(due)))


def _reasoned(shown: ShownDossier, facts: Facts, what: str) -> str:
    reason = facts.get("reason")
    return _("{act}: {reason}").format(act=what, reason=reason) if reason else what


def _forwarded(shown: ShownDossier, facts: Facts, what: str) -> str:
    to = _person(shown, facts.get("to", ""))
    return _("{act} cho {name}").format(act=what, name=to)


def _asked_to_pay(shown: ShownDossier, facts: Facts, what: str) -> str:
    kind, amount = fee_word(facts.get("kind", "")).lower(), _money(facts)
    return _("{act}: {kind} {amount}").format(act=what, kind=kind, amount=amount)


def _paid(shown: ShownDossier, facts: Facts, what: str) -> str:
    text = _asked_to_pay(shown, facts, what)
    number = facts.get("receipt_number", "")
    return _("{what}, biên lai {number}").format(what=text, number=number)


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


def _handed_over(shown: ShownDossier, facts: Facts, what: str) -> str:
    recipient = facts.get("recipient")
    return _("{act} cho {name}").format(act=what, name=recipient) if recipient else what


def _voided(shown: ShownDossier, facts: Facts, what: str) -> str:
    text = _reasoned(shown, facts, what)
    second = _person(shown, facts.get("seconded_by", ""))
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
    Kind.SUPPLEMENT_REQUESTED.value: _reasoned,
    Kind.PAYMENT_REQUESTED.value: _asked_to_pay,
    Kind.PAID.value: _paid,
    Kind.REVERSED.value: _reasoned,
    Kind.PAUSED.value: _paused,
    Kind.EXTENDED.value: _extended,
    Kind.FINISHED.value: _reasoned,
    Kind.HANDED_OVER.value: _handed_over,
    Kind.WITHDRAWN.value: _reasoned,
    Kind.STOPPED.value: _reasoned,
    Kind.REOPENED.value: _reasoned,
    Kind.TRANSFERRED.value: _reasoned,
    Kind.CORRECTED.value: _corrected,
    Kind.VOIDED.value: _voided,
    Kind.PRINTED.value: _printed,
}


def _person(shown: ShownDossier, text: str) -> str:
    try:
        return shown.officers.get(UUID(text), text)
    except ValueError:
        return text  # a role or a step


def _money(facts: Facts) -> str:
    amount = facts.get("amount", "")
    return money(int(amount)) if amount.lstrip("-").isdigit() else amount
