"""Disputed fields, their values and whose they are, in an officer's words. No Qt."""

from datetime import datetime
from typing import Any
from uuid import UUID

from counter_app.domain.dossier import Paper, UnitRef
from counter_app.domain.person import PersonKind
from counter_app.domain.route import StepRun, role_holder
from counter_app.i18n import _
from counter_app.services.disputes import PARTIES, Review, Side
from ui.intake.request import birth_date_shown
from ui.intake.wording import kind_word
from ui.story import story
from ui.tray.values import ShownDispute
from ui.wording import moment_words, outcome_word, result_channel_word, status_word
from ui.words import field_word, role_word

_ROLE = role_holder("")
_SHORT = 4  # characters that tell two other desks apart


def heading_words(field: str) -> str:
    """A disputed field as a heading: ``Điện thoại của chủ hồ sơ``."""
    words = {
        "holder": _("người giữ hồ sơ"),
        "step": _("bước đang giải quyết"),
        "extended_to": _("ngày hẹn mới"),
        "competent_unit": _("cơ quan giải quyết"),
        "outcome": _("kết quả giải quyết"),
        "result": _("số, tên kết quả"),
        "papers": _("giấy tờ đã nhận"),
        "missing": _("giấy tờ còn thiếu"),
        "recipient": _("người nhận kết quả"),
        "closed_at": _("lúc kết thúc hồ sơ"),
        "finished_at": _("lúc có kết quả"),
    }
    text = words.get(field) or field_word(field)
    return text[:1].upper() + text[1:]


def value_words(field: str, value: Any, shown: ShownDispute) -> str:
    """A value of a disputed field as it would stand in the dossier."""
    text = _value_text(value, shown)
    if text is None:
        text = _plain_text(field, str(value), shown)
    if field == "holder":
        text = text[:1].upper() + text[1:]
    return text or _("(để trống)")


def side_words(side: Side, shown: ShownDispute) -> str:
    """Whose value it is: ``Quầy 3 (quầy này) · Nguyễn Thị An (tiếp nhận) · 09:12 thứ Hai …``."""
    return " · ".join(
        (
            _desk_words(side.desk, shown),
            _author_words(side.author, side.role, shown),
            moment_words(shown.shown.local(side.at)),
        )
    )


def review_words(review: Review, shown: ShownDispute) -> tuple[str, str]:
    """What the act wanted and who did it; why it had no effect."""
    lines = story(shown.shown)
    place = [entry.id for entry in reversed(shown.dossier.history)].index(review.entry.id)
    what = lines[place].what.partition(" — ")[0]
    return what[:1].upper() + what[1:], _why_words(review)


def review_author(review: Review, shown: ShownDispute) -> str:
    """Who wanted it, at which desk, when."""
    entry = review.entry
    return " · ".join(
        (
            _desk_words(entry.desk, shown),
            _author_words(entry.author, entry.role, shown),
            moment_words(shown.shown.local(entry.at)),
        )
    )


def _why_words(review: Review) -> str:
    status = status_word(review.status).lower()
    words = {
        "void": _("Không có hiệu lực: lúc đó hồ sơ đã hủy."),
        "closed": _("Không có hiệu lực: lúc đó hồ sơ đã kết thúc ({status}).").format(
            status=status
        ),
        "locked": _("Không có hiệu lực: hồ sơ có việc do phiên bản mới hơn ghi."),
        "steps": _("Không có hiệu lực: thủ tục còn bước phải qua."),
        "paused": _("Không có hiệu lực: thời hạn đang tạm dừng."),
        "running": _("Không có hiệu lực: thời hạn đang chạy, không có gì để tính tiếp."),
        "nothing_owed": _("Không có hiệu lực: không còn khoản nào phải nộp."),
        "elsewhere": _("Không có hiệu lực: lúc đó hồ sơ đang ở cơ quan khác."),
        "home": _("Không có hiệu lực: đây là việc của cơ quan tiếp nhận."),
        "not_arrived": _("Không có hiệu lực: lúc đó hồ sơ chưa được xác nhận là đã đến."),
    }
    return words.get(review.reason) or _(
        "Không có hiệu lực: lúc đó hồ sơ ở trạng thái “{status}”."
    ).format(status=status)


def _value_text(value: Any, shown: ShownDispute) -> str | None:
    """The words for a value that is no plain text; None for one that is."""
    match value:
        case None:
            return ""
        case datetime():
            return moment_words(shown.shown.local(value))
        case UnitRef() | StepRun():
            return value.name
        case PersonKind():
            return kind_word(value)
        case tuple():
            return "; ".join(part.name if isinstance(part, Paper) else str(part) for part in value)
        case _:
            return None


def _plain_text(field: str, text: str, shown: ShownDispute) -> str:
    party, _dot, part = field.partition(".")
    if part == "birth_date" and party in PARTIES:
        return birth_date_shown(text)
    if field == "holder":
        return _holder_words(text, shown)
    if field in ("result_channel", "method"):
        return result_channel_word(text)
    return outcome_word(text) if field == "outcome" else text


def _holder_words(holder: str, shown: ShownDispute) -> str:
    if holder.startswith(_ROLE):
        return _("bộ phận {role}").format(role=role_word(holder.removeprefix(_ROLE)))
    try:
        return shown.shown.name_of(UUID(holder))
    except ValueError:
        return holder or _("chưa ai nhận giải quyết")


def _author_words(author: UUID, role: str, shown: ShownDispute) -> str:
    name = shown.shown.name_of(author)
    return _("{name} ({role})").format(name=name, role=role_word(role))


def _desk_words(desk: UUID, shown: ShownDispute) -> str:
    if shown.is_here(desk):
        return _("Quầy {number} (quầy này)").format(number=shown.desk.number)
    return _("Quầy khác ({mark})").format(mark=desk.hex[-_SHORT:].upper())
