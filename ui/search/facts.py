"""Everything known of a dossier, in words and sections. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import starmap
from uuid import UUID

from counter_app.domain.change_money import unpaid_of
from counter_app.domain.day_count import DayCount
from counter_app.domain.derivation_summary import DerivationSummary
from counter_app.domain.dossier import Dossier, Lifecycle, Paper, Status
from counter_app.domain.person import Person, PersonKind
from counter_app.domain.text import masked
from counter_app.i18n import _, counted
from ui.intake.request import birth_date_shown
from ui.intake.wording import day_reason
from ui.people_words import holder_words
from ui.shown import ShownDossier
from ui.whereabouts import elsewhere, whereabouts
from ui.wording import (
    channel_word,
    day_words,
    fee_word,
    moment_words,
    money,
    outcome_word,
    pause_word,
    result_channel_word,
    term_words,
)


@dataclass(frozen=True, slots=True)
class Fact:
    """One line: a word and what is known; ``word`` empty for a line of its own."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """Facts under one heading."""

    heading: str
    facts: tuple[Fact, ...]


def sections(shown: ShownDossier, *, masks: bool) -> tuple[Section, ...]:
    """The dossier's sections; empty facts and empty sections are left out.

    ``masks`` hides personal numbers: everywhere but on the dossier's own page.
    """
    dossier = shown.dossier
    # who stands at the counter comes first, as on the receipt
    applicant = _("Chủ hồ sơ") if dossier.submitter else _("Người nộp")
    parts = [
        Section(_("Hẹn trả"), tuple(_promise(shown))),
        Section(_("Giải quyết"), tuple(_progress(shown))),
        Section(applicant, tuple(_person(dossier.applicant, masks))),
        Section(_("Người nộp thay"), tuple(_person(dossier.submitter, masks))),
        Section(_("Thủ tục"), tuple(_procedure(shown))),
        Section(_("Giấy tờ đã nhận"), tuple(_papers(dossier))),
        Section(_("Phí, lệ phí"), tuple(_fees(dossier))),
        Section(_("Giấy tiếp nhận"), tuple(_receipt(shown, masks))),
    ]
    told = (Section(p.heading, tuple(f for f in p.facts if f.text)) for p in parts)
    return tuple(part for part in told if part.facts)


def notices(shown: ShownDossier) -> tuple[tuple[str, str], ...]:
    """Sentences above everything else, each with its tone."""
    return tuple(_notices(shown))


def _notices(shown: ShownDossier) -> Iterator[tuple[str, str]]:
    dossier = shown.dossier
    if dossier.lifecycle is Lifecycle.VOID:
        second = _officer_named(shown, dossier.seconded_by)
        yield (
            _("Hồ sơ đã hủy. Lý do: {reason} Người xác nhận thứ hai: {officer}.").format(
                reason=_sentence(dossier.reason), officer=second
            ),
            "danger",
        )
    elif dossier.reason:
        yield _("Lý do: {reason}").format(reason=_sentence(dossier.reason)), "warning"
    for conflict in dossier.conflicts:
        yield (
            _("Hai quầy ghi khác nhau ({field}): “{one}” và “{other}”. Hỏi người nộp.").format(
                field=_field(conflict.field), one=conflict.values[0], other=conflict.values[1]
            ),
            "warning",
        )
    if dossier.needs_review:
        yield (
            _("Có việc không hợp với trạng thái hồ sơ (ghi trong diễn biến). Cần người xem lại."),
            "warning",
        )
    if dossier.locked:
        yield _("Hồ sơ có việc do phiên bản mới hơn ghi. Cập nhật chương trình."), "warning"
    if dossier.erased:
        yield _("Dữ liệu cá nhân của hồ sơ này đã được xóa."), "info"


def _promise(shown: ShownDossier) -> Iterator[Fact]:
    dossier = shown.dossier
    yield Fact(_("Nhận lúc"), moment_words(shown.local(dossier.received_at)))
    yield Fact(_("Thời hạn"), term_words(dossier.term))
    for phase in dossier.phases:
        yield Fact(_("Giai đoạn"), _("{term}: {due}").format(
            term=term_words(phase.term), due=_moment(shown, phase.due_at)
        ))  # fmt: skip
    first, due = dossier.first_due_at, dossier.due_at
    yield Fact(_("Ngày hẹn"), _moment(shown, first) if first else "")
    if due and due != first:
        yield Fact(_("Nay là"), _moment(shown, due))
    yield Fact(_("Gia hạn tới"), _moment(shown, dossier.extended_to) if dossier.extended_to else "")
    for pause in dossier.pauses:
        until = _moment(shown, pause.until) if pause.until else _("nay")
        yield Fact(_("Tạm dừng"), _("{kind}, từ {since} đến {until}").format(
            kind=pause_word(pause.kind), since=_moment(shown, pause.since), until=until
        ))  # fmt: skip
    yield from _derivation(dossier)
    finished = dossier.finished_at
    yield Fact(_("Xong lúc"), _moment(shown, finished) if finished else "")


def _progress(shown: ShownDossier) -> Iterator[Fact]:
    """Who has it, at which step, and what it waits for."""
    dossier = shown.dossier
    if dossier.lifecycle is Lifecycle.OPEN:
        yield Fact(_("Đang giữ"), _capital(_holder(shown)))
        if dossier.step is not None:
            text = _("{number}/{count}: {step}").format(
                number=dossier.step.number, count=dossier.procedure.steps, step=dossier.step.name
            )
            yield Fact(_("Bước"), text)
        step_due = dossier.step_due_at
        yield Fact(_("Hạn của bước"), _moment(shown, step_due) if step_due else "")
    if dossier.status is Status.SUPPLEMENT and dossier.calls:
        call = dossier.calls[-1]
        yield Fact(_("Chờ bổ sung"), "; ".join(paper.name for paper in call.papers))
        yield Fact(_("Hạn bổ sung"), _moment(shown, call.until) if call.until else "")
    yield from starmap(Fact, whereabouts(shown))
    if dossier.outcome:
        yield Fact(_("Kết quả"), outcome_word(dossier.outcome))
        yield Fact(_("Văn bản"), dossier.result)
    yield Fact(_("Đã trả cho"), dossier.recipient)


def _holder(shown: ShownDossier) -> str:
    """Who has it; of a role at another unit, whose."""
    holder = shown.dossier.holder
    words, unit = holder_words(shown, holder), elsewhere(shown)
    if not (unit and holder.startswith("role:")):
        return words
    return _("{holder} của {unit}").format(holder=words, unit=unit)


def _derivation(dossier: Dossier) -> Iterator[Fact]:
    """Why the date is the date, a line per thing a reader would not expect."""
    if not isinstance(dossier.derivation, dict):
        return
    summary = DerivationSummary.from_json(dossier.derivation)
    why = _("Cách tính")
    if summary.first_counted is not None:
        yield Fact(why, _("Tính từ {day}.").format(day=day_words(summary.first_counted)))
    for day, reason in summary.skipped:
        text = f"{day_words(day)}: {day_reason(DayCount(day, False, reason))}"
        yield Fact("", _("Không tính {day}.").format(day=text))
    for day in summary.worked:
        yield Fact("", _("Tính {day} vì làm bù.").format(day=day_words(day)))
    if summary.rolled_to is not None:
        rolled = day_words(summary.rolled_to)
        yield Fact("", _("Ngày cuối là ngày nghỉ nên chuyển sang {day}.").format(day=rolled))


def _person(person: Person | None, masks: bool) -> Iterator[Fact]:
    if person is None:
        return
    hidden = masked if masks else str
    citizen = person.kind is PersonKind.CITIZEN
    yield Fact(_("Họ và tên") if citizen else _("Tên gọi"), person.name)
    yield Fact(_("Số định danh") if citizen else _("Mã số"), hidden(person.id_number))
    yield Fact(_("Ngày sinh"), "" if masks else birth_date_shown(person.birth_date))
    yield Fact(_("Mã số thuế"), hidden(person.tax_code))
    yield Fact(_("Điện thoại"), hidden(person.phone))
    yield Fact(_("Thư điện tử"), "" if masks else person.email)
    yield Fact(_("Địa chỉ"), "" if masks else person.address)


def _procedure(shown: ShownDossier) -> Iterator[Fact]:
    dossier, procedure = shown.dossier, shown.dossier.procedure
    yield Fact(_("Tên thủ tục"), procedure.name)
    yield Fact(_("Trường hợp"), procedure.case)
    yield Fact(_("Lĩnh vực"), procedure.field)
    yield Fact(_("Mã thủ tục"), procedure.code)
    yield Fact(_("Nội dung"), dossier.content)
    yield Fact(_("Nộp hồ sơ"), channel_word(dossier.channel))
    yield Fact(_("Nhận kết quả"), result_channel_word(dossier.result_channel))
    if dossier.competent_unit is not None:
        yield Fact(_("Giải quyết tại"), dossier.competent_unit.name)
    yield Fact(_("Ghi chú"), dossier.note)


def _papers(dossier: Dossier) -> Iterator[Fact]:
    for paper in dossier.papers:
        yield Fact("", f"{paper.name} — {_counts(paper)}")
    if dossier.missing:
        names = "; ".join(dossier.missing)
        yield Fact(_("Còn thiếu"), names)
        yield Fact(_("Lý do nhận"), dossier.missing_reason)
    if dossier.sets != 1:
        yield Fact(_("Số bộ"), f"{dossier.sets:02}")


def _counts(paper: Paper) -> str:
    parts = (
        (paper.originals, _("{count} bản chính")),
        (paper.certified, _("{count} bản chứng thực")),
        (paper.photocopies, _("{count} bản sao")),
    )
    return ", ".join(text.format(count=number) for number, text in parts if number) or _("0 bản")


def _fees(dossier: Dossier) -> Iterator[Fact]:
    for fee in dossier.fees:
        amount = money(fee.amount) if fee.amount is not None else _("theo quy định tại địa phương")
        text = _("{amount} ({note})").format(amount=amount, note=fee.note) if fee.note else amount
        yield Fact(fee_word(fee.kind), text)
    for kind, owed in unpaid_of(dossier).items():
        text = _("{kind} {amount}").format(kind=fee_word(kind).lower(), amount=money(owed))
        yield Fact(_("Còn phải nộp"), text)
    for payment in dossier.payments:
        word = _("Đã thu") if payment.amount >= 0 else _("Đã trả lại")
        text = _("{amount}, biên lai {number}").format(
            amount=money(abs(payment.amount)), number=payment.receipt_number
        )
        yield Fact(word, text)


def _receipt(shown: ShownDossier, masks: bool) -> Iterator[Fact]:
    dossier = shown.dossier
    if not dossier.code:
        yield Fact(_("Số phiếu"), dossier.decline_number)
        return
    if dossier.issue > 1:
        yield Fact(_("Cấp lại"), _("lần {n}").format(n=dossier.issue - 1))
        yield Fact(_("Lý do cấp lại"), dossier.reissue_reason)
    copies = shown.copies
    printed = counted("đã in {copies} tờ", "đã in {copies} tờ", copies).format(copies=copies)
    yield Fact(_("Bản giấy"), printed if copies else _("chưa in"))
    yield Fact(_("Mã vạch"), dossier.alias)
    yield Fact(_("Mã tra cứu"), "" if masks else dossier.lookup_secret)
    yield Fact(_("Mã kiểm tra"), dossier.short_hash)


def _moment(shown: ShownDossier, at: datetime | None) -> str:
    return moment_words(shown.local(at)) if at else _("không quy định")


def _officer_named(shown: ShownDossier, text: str) -> str:
    try:
        return shown.name_of(UUID(text))
    except ValueError:
        return text


def _field(name: str) -> str:
    party, _dot, part = name.partition(".")
    words = {
        "name": _("họ và tên"),
        "id_number": _("số định danh"),
        "birth_date": _("ngày sinh"),
        "phone": _("điện thoại"),
        "email": _("thư điện tử"),
        "address": _("địa chỉ"),
        "tax_code": _("mã số thuế"),
        "content": _("nội dung"),
        "note": _("ghi chú"),
        "result_channel": _("nơi nhận kết quả"),
        "holder": _("người giải quyết"),
    }
    return words.get(part or party, part or party)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
