"""The unit's profile as typed, and what saving it would change, in sentences."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from counter_app.domain.dossier_code import serial
from counter_app.domain.due import HourRule
from counter_app.domain.errors import CounterError
from counter_app.domain.office_hours import OfficeHours
from counter_app.domain.text import clean
from counter_app.domain.unit import UnitProfile
from counter_app.i18n import _
from ui.messages import explain
from ui.words import weekday_word

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")


@dataclass(frozen=True, slots=True)
class UnitForm:
    """What was typed; ``hours`` by weekday as ``08:00-12:00, 13:00-17:00``."""

    name: str
    parent: str
    place: str
    hotline: str
    lookup_url: str
    reception_hours: str
    hours: tuple[str, str, str, str, str]
    closes_at_end: bool  # due at closing instead of the hour of reception
    serial_width: int
    keeps_books: bool


def form_of(profile: UnitProfile) -> UnitForm:
    """The profile as the page shows it."""
    monday, tuesday, wednesday, thursday, friday = (
        ", ".join(spans) for spans in profile.hours.to_json().values()
    )
    return UnitForm(
        name=profile.name,
        parent=profile.parent,
        place=profile.place,
        hotline=profile.hotline,
        lookup_url=profile.lookup_url,
        reception_hours=profile.reception_hours,
        hours=(monday, tuesday, wednesday, thursday, friday),
        closes_at_end=profile.hour_rule is HourRule.CLOSING,
        serial_width=profile.serial_width,
        keeps_books=profile.keeps_books,
    )


def problems(form: UnitForm, desk_number: int) -> dict[str, str]:
    """What stands in the way of saving: a sentence by field name (``hours.mon`` for a day)."""
    found = {
        "name": "" if clean(form.name) else _("Nhập tên cơ quan."),
        "serial_width": _refusal(lambda: serial(desk_number, 1, form.serial_width)),
    }
    for day, text in zip(WEEKDAYS, form.hours, strict=True):
        found[f"hours.{day}"] = _refusal(lambda day=day, text=text: _hours_with(day, text))  # type: ignore[misc]
    return {name: sentence for name, sentence in found.items() if sentence}


def profile_with(form: UnitForm, before: UnitProfile) -> UnitProfile:
    """``before`` with what was typed.

    Raises:
        InvalidOfficeHours, InvalidSerialWidth: ask ``problems`` first.
    """
    hours = {day: _spans(text) for day, text in zip(WEEKDAYS, form.hours, strict=True)}
    return replace(
        before,
        name=clean(form.name),
        parent=clean(form.parent),
        place=clean(form.place) or before.place,
        hotline=clean(form.hotline),
        lookup_url=clean(form.lookup_url),
        reception_hours=clean(form.reception_hours),
        hours=OfficeHours.from_json(hours),
        hour_rule=HourRule.CLOSING if form.closes_at_end else HourRule.START,
        serial_width=form.serial_width,
        keeps_books=form.keeps_books,
    )


def consequences(before: UnitProfile, after: UnitProfile) -> tuple[str, ...]:
    """What the change means from the next dossier on; empty when nothing changes."""
    found = []
    if before.hour_rule is not after.hour_rule:
        found.append(
            _("Hẹn trả vào cuối giờ làm việc của ngày hẹn.")
            if after.hour_rule is HourRule.CLOSING
            else _("Hẹn trả đúng giờ đã tiếp nhận của ngày hẹn.")
        )
    found += _changed_hours(before, after)
    if before.serial_width != after.serial_width:
        desks, numbers = (9, "999") if after.serial_width == 4 else (99, "9.999")
        sentence = _(
            "Mã hồ sơ có số thứ tự {width} chữ số: đến {desks} quầy, mỗi quầy {numbers} hồ sơ một ngày."
        )
        found.append(sentence.format(width=after.serial_width, desks=desks, numbers=numbers))
    if before.keeps_books != after.keeps_books:
        found.append(
            _("Giấy tiếp nhận có dòng vào sổ theo dõi hồ sơ.")
            if after.keeps_books
            else _("Giấy tiếp nhận không còn dòng vào sổ theo dõi hồ sơ.")
        )
    return (*found, *_changed_texts(before, after))


def _changed_hours(before: UnitProfile, after: UnitProfile) -> list[str]:
    old, new = before.hours.to_json(), after.hours.to_json()
    days = [day for day in WEEKDAYS if old[day] != new[day]]
    if not days:
        return []
    if len(days) == len(WEEKDAYS) and len({tuple(new[day]) for day in days}) == 1:
        sentence = _("Thời hạn tính theo giờ làm việc {hours} từ thứ Hai đến thứ Sáu.")
        return [sentence.format(hours=", ".join(new["mon"]))]
    sentence = _("Thời hạn tính theo giờ làm việc {hours} vào {day}.")
    return [sentence.format(day=weekday_word(day), hours=", ".join(new[day])) for day in days]


def _changed_texts(before: UnitProfile, after: UnitProfile) -> list[str]:
    words = {
        "name": _("tên cơ quan"),
        "parent": _("cơ quan chủ quản"),
        "place": _("địa danh"),
        "hotline": _("đường dây nóng"),
        "lookup_url": _("địa chỉ tra cứu"),
        "reception_hours": _("giờ tiếp công dân"),
    }
    changed = [
        word for name, word in words.items() if getattr(before, name) != getattr(after, name)
    ]
    if not changed:
        return []
    return [_("Giấy tờ in mới mang {things} vừa sửa.").format(things=", ".join(changed))]


def _refusal(check: Callable[[], object]) -> str:
    try:
        check()
    except CounterError as refusal:
        return explain(refusal)
    return ""


def _spans(text: str) -> list[str]:
    """``8:00 – 12:00; 13:00-17:00`` as the two spans it means."""
    plain = text.replace("–", "-").replace("—", "-").replace(";", ",").replace(" ", "")
    spans = [span for span in plain.split(",") if span]
    return ["-".join(part.zfill(5) for part in span.split("-")) for span in spans]


def _hours_with(day: str, text: str) -> OfficeHours:
    return OfficeHours.from_json({**OfficeHours.usual().to_json(), day: _spans(text)})
