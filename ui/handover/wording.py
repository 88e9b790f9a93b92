"""How a dossier stands, told to who hands results over. No Qt."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from counter_app.domain.dossier import ClockState, Dossier, Lifecycle, Status
from counter_app.domain.event import Kind
from counter_app.domain.person import Person, PersonKind
from counter_app.domain.route import role_holder
from counter_app.i18n import _, counted
from ui.handover.values import Found
from ui.intake.request import birth_date_shown
from ui.shown import ShownDossier
from ui.wording import (
    fee_word,
    moment_words,
    money,
    pause_word,
    result_channel_word,
    status_word,
)
from ui.words import role_word

_FIRST_WAITING = timedelta(days=1)
_ROLE = role_holder("")


@dataclass(frozen=True, slots=True)
class Standing:
    """Why nothing is handed over now: a heading, sentences, and their tone."""

    heading: str
    sentences: tuple[str, ...]
    tone: str


def standing(found: Found) -> Standing | None:
    """What to tell the citizen instead of a result; None when the result waits for them."""
    dossier = found.dossier
    if dossier.lifecycle is Lifecycle.VOID:
        return _ended(found, _("Hồ sơ đã hủy"))
    if dossier.status is Status.FINISHED:
        return None
    if dossier.status is Status.RETURNED:
        return Standing(_("Đã trả kết quả"), tuple(_handed_over(found.shown)), "success")
    if dossier.lifecycle is Lifecycle.CLOSED:
        return _ended(found, status_word(dossier.status))
    return Standing(_("Chưa có kết quả"), tuple(_under_way(found)), "warning")


def person_lines(person: Person) -> tuple[str, ...]:
    """Who it is, as the card says it: born when, which number."""
    born = birth_date_shown(person.birth_date)
    is_citizen = person.kind is PersonKind.CITIZEN
    number = _("Số định danh {number}") if is_citizen else _("Mã số {number}")
    lines = (
        _("Sinh {date}").format(date=born) if born else "",
        number.format(number=person.id_number) if person.id_number else "",
        _("Điện thoại {number}").format(number=person.phone) if person.phone else "",
    )
    return tuple(line for line in lines if line)


def owed_words(owed: Mapping[str, int]) -> str:
    """``Lệ phí 8.000 đ; Phí 50.000 đ``."""
    parts = (f"{fee_word(kind)} {money(amount)}" for kind, amount in owed.items())
    return "; ".join(parts)


def waiting_words(finished_at: datetime, now: datetime) -> str:
    """How long a result has waited: ``hôm nay``, ``3 ngày``."""
    days = (now.date() - finished_at.astimezone(now.tzinfo).date()) // _FIRST_WAITING
    if days < 1:
        return _("hôm nay")
    return counted("{days} ngày", "{days} ngày", days).format(days=days)


def holder_words(shown: ShownDossier) -> str:
    """Who holds the dossier."""
    holder = shown.dossier.holder
    if not holder:
        return _("chưa ai nhận giải quyết")
    if holder.startswith(_ROLE):
        return _("bộ phận {role}").format(role=role_word(holder.removeprefix(_ROLE)))
    try:
        return shown.name_of(UUID(holder))
    except ValueError:
        return holder


def handed_over_sentence(dossier: Dossier) -> str:
    """What the page says when a result went over the counter."""
    return _("Đã trả kết quả hồ sơ {code} cho {name}.").format(
        code=dossier.code, name=dossier.recipient or dossier.applicant.name
    )


def _handed_over(shown: ShownDossier) -> Iterator[str]:
    dossier = shown.dossier
    if dossier.closed_at is not None:
        yield _("Lúc {moment}.").format(moment=moment_words(shown.local(dossier.closed_at)))
    if dossier.recipient:
        yield _("Người nhận: {name}.").format(name=dossier.recipient)
    if dossier.method:
        yield _("Cách trả: {method}.").format(method=result_channel_word(dossier.method).lower())
    entries = [e for e in dossier.history if e.kind == Kind.HANDED_OVER and e.in_force]
    if entries:
        yield _("Công chức trả: {name}.").format(name=shown.name_of(entries[-1].author))


def _ended(found: Found, heading: str) -> Standing:
    dossier, sentences = found.dossier, []
    if dossier.closed_at is not None:
        moment = moment_words(found.shown.local(dossier.closed_at))
        sentences.append(_("Lúc {moment}.").format(moment=moment))
    if dossier.reason:
        sentences.append(_("Lý do: {reason}").format(reason=dossier.reason))
    sentences.append(_("Không có kết quả để trả."))
    return Standing(heading, tuple(sentences), "danger")


def _under_way(found: Found) -> Iterator[str]:
    shown = found.shown
    dossier = shown.dossier
    yield _("Tình trạng: {status}.").format(
        status=status_word(dossier.status, dossier.lifecycle).lower()
    )
    if dossier.competent_unit is not None:
        yield _("Nơi giải quyết: {unit}.").format(unit=dossier.competent_unit.name)
    if dossier.step is not None:
        yield _("Đang ở bước {number}: {name}.").format(
            number=dossier.step.number, name=dossier.step.name
        )
    yield _("Người giữ hồ sơ: {name}.").format(name=holder_words(shown))
    if dossier.status is Status.SUPPLEMENT and dossier.calls:
        names = "; ".join(paper.name for paper in dossier.calls[-1].papers)
        yield _("Cần nộp thêm: {names}.").format(names=names)
    yield _promise(shown)


def _promise(shown: ShownDossier) -> str:
    dossier = shown.dossier
    if dossier.clock is ClockState.PAUSED and dossier.pauses:
        reason = pause_word(dossier.pauses[-1].kind)
        return _("Thời hạn đang tạm dừng: {reason}.").format(reason=reason)
    due = dossier.extended_to or dossier.due_at
    if due is None:
        return _("Không có ngày hẹn trả.")
    moment = moment_words(shown.local(due))
    if due < shown.now:
        return _("Hẹn trả {moment}, đã quá hẹn. Xin lỗi công dân và báo người giữ hồ sơ.").format(
            moment=moment
        )
    return _("Hẹn trả {moment}.").format(moment=moment)
