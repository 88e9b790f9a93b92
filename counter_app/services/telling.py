"""Telling people: what is called for is queued, what is queued is sent once or shown as doubtful."""

import hashlib
from collections import Counter as Tally
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Final

from counter_app.domain.dossier import Dossier
from counter_app.domain.notice import (
    Audience,
    Notice,
    NoticeKind,
    notices_for,
    promised_at,
    wording_name,
)
from counter_app.domain.notice_rules import Contact, NoticeRules, contact_of, usable_email
from counter_app.domain.person import Person
from counter_app.services.notice_ports import (
    Answer,
    Channel,
    Delivery,
    Message,
    NoticeLine,
    NoticeQueue,
    NoticeState,
    Templates,
    Times,
)
from counter_app.services.ports import DeskIdentity, Now, Questions, Reference

LATE_NEWS: Final = timedelta(days=4)  # over a weekend; who is later than that has been told
_BY_TIME: Final = (NoticeKind.DUE_TOMORROW, NoticeKind.LATE)


@dataclass(frozen=True, slots=True)
class Tell:
    """Queues and sends the notices of one desk; without a channel it does neither."""

    queue: NoticeQueue
    questions: Questions
    desk: DeskIdentity
    channels: tuple[Channel, ...]  # in the order they are tried
    rules: NoticeRules
    templates: Templates
    now: Now

    def __call__(self, goes_on: Callable[[], bool] = lambda: True) -> Mapping[NoticeState, int]:
        """Queue what is called for, send what is due; how many notices went to which state.

        ``goes_on`` is asked before each message.
        """
        if not self.channels:
            return {}
        self.plan()
        return self.send(goes_on)

    def plan(self) -> int:
        """Queue what dossiers call for and is not queued yet; how many notices that was.

        What happened before this life of the desk first looked is not told: it may have been.
        """
        now, reference = self.now(), self.questions.reference()
        soon = end_of_next_working_day(reference, now)
        mark = self.queue.mark(now)
        fresh = self.queue.fresh(mark)
        since = max(mark.began_at, now - LATE_NEWS)
        found: list[tuple[Notice, str]] = []
        for identity in dict.fromkeys((*fresh.events, *self.queue.near(since, soon))):
            dossier = self.questions.dossier(identity)
            occasions = fresh.events.get(identity, frozenset())
            found.extend(
                (notice, dossier.code)
                for notice in notices_for(dossier, self.desk.id, now, soon)
                if notice.occasion in occasions or _is_new_by_time(notice, dossier, since)
                if notice.audience is Audience.CITIZEN or self.rules.officers
            )
        return self.queue.put(found, fresh.seq, Times(now, self.rules.quiet.over_at(now)))

    def send(self, goes_on: Callable[[], bool] = lambda: True) -> Mapping[NoticeState, int]:
        """Try what is due, one after another, while the hours are not quiet."""
        tally: Tally[NoticeState] = Tally()
        for _turn in range(len(self.channels) + 1):  # a channel given up makes way for the next
            for line in self.queue.due(self.now()):
                if self.rules.quiet.covers(self.now()) or not goes_on():
                    return tally
                if state := self._try(line):
                    tally[state] += 1
        return tally

    def lines(self, limit: int) -> tuple[NoticeLine, ...]:
        """The notices of this desk, those that changed last first."""
        return self.queue.lines(limit)

    def _try(self, line: NoticeLine) -> NoticeState | None:
        """What became of it; None when another process was faster."""
        now, reference = self.now(), self.questions.reference()
        dossier = self.questions.dossier(line.notice.dossier)
        soon = end_of_next_working_day(reference, now)
        if line.notice not in notices_for(dossier, self.desk.id, now, soon):
            return self._settled(line, NoticeState.GIVEN_UP, "passed")
        passed, to = self._route(line, dossier, reference)
        if not to:
            return self._settled(line, NoticeState.GIVEN_UP, line.reason or "no-contact")
        channel = self.channels[passed]
        if not self.queue.take(line, channel.name, now):
            return None
        begun = replace(line, channel=channel.name, passed=passed)
        return self._after(begun, channel.send(self._message(line.notice, dossier, to)))

    def _route(self, line: NoticeLine, dossier: Dossier, reference: Reference) -> tuple[int, str]:
        """The first channel not given up yet by which they agreed to be reached, and where."""
        for number, channel in enumerate(self.channels):
            to = self._address(line.notice.audience, dossier, channel.contact, reference)
            if number >= line.passed and to:
                return number, to
        return len(self.channels), ""

    def _address(
        self, audience: Audience, dossier: Dossier, contact: Contact, reference: Reference
    ) -> str:
        if audience is Audience.CITIZEN:
            return contact_of(self._told(dossier), contact, self.rules.consent)
        holder = next((o for o in reference.officers() if str(o.id) == dossier.holder), None)
        if holder is None or not holder.active or contact is not Contact.EMAIL:
            return ""
        return usable_email(self.rules.officers.get(holder.login, ""))

    def _told(self, dossier: Dossier) -> Person:
        """The applicant; where none of the channels could reach them, who handed the dossier in."""
        used = {channel.contact for channel in self.channels}
        if dossier.submitter is None or any(
            contact_of(dossier.applicant, contact, self.rules.consent) for contact in used
        ):
            return dossier.applicant
        return dossier.submitter

    def _message(self, notice: Notice, dossier: Dossier, to: str) -> Message:
        unit, zone = self.questions.reference().unit(), self.now().tzinfo
        promise = promised_at(dossier)
        until = dossier.calls[-1].until if dossier.calls else None
        values = {
            "code": dossier.code,
            "unit": unit.name,
            "hotline": unit.hotline,
            "due": promise.astimezone(zone) if promise else "",
            "until": until.astimezone(zone) if until else "",
        }
        name, parts = wording_name(notice, dossier), []
        for language in self.rules.languages:
            words = self.templates[language]
            after = [words["hotline"]["text"]] if unit.hotline else []
            text = " ".join([words[name]["text"], *after]).format_map(values)
            parts.append((words[name]["subject"].format_map(values), text))
        sample = "[MẪU] " if unit.is_sample else ""
        key = hashlib.sha256(notice.key.encode()).hexdigest()[:32]
        subject = " / ".join(subject for subject, _text in parts)
        return Message(to, sample + subject, sample + "\n\n".join(t for _s, t in parts), key)

    def _after(self, line: NoticeLine, answer: Answer) -> NoticeState:
        if answer.delivery is Delivery.TAKEN:
            return self._settled(line, NoticeState.SENT, "")
        if answer.delivery is Delivery.UNKNOWN:
            return self._settled(line, NoticeState.DOUBTFUL, answer.reason)
        now, tries = self.now(), line.tries + 1
        if answer.delivery is Delivery.NEVER or tries >= self.rules.patience.tries:
            gone = replace(line, passed=line.passed + 1, tries=0, next_at=now)
            return self._settled(gone, NoticeState.FAILED, answer.reason)
        again = self.rules.quiet.over_at(now + self.rules.patience.wait(tries))
        waiting = replace(line, tries=tries, next_at=again)
        return self._settled(waiting, NoticeState.FAILED, answer.reason)

    def _settled(self, line: NoticeLine, state: NoticeState, reason: str) -> NoticeState:
        self.queue.settle(replace(line, state=state, reason=reason, moved_at=self.now()))
        return state


def end_of_next_working_day(reference: Reference, now: datetime) -> datetime:
    """The last moment of the working day after today, in the zone of ``now``."""
    day = reference.calendar().working_day_after(now.date(), 1)
    return datetime.combine(day, time.max, now.tzinfo)


def _is_new_by_time(notice: Notice, dossier: Dossier, since: datetime) -> bool:
    promise = promised_at(dossier)
    return notice.kind in _BY_TIME and promise is not None and promise >= since
