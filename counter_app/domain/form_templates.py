"""Which official form a paper is: its number and title under the circular of the day.

A number alone names nothing: 05 is the control slip of one circular and the stop notice of the
next. A new circular is one entry of ``CIRCULARS``, and a module of ``printing`` where a layout
changes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from counter_app.domain.errors import FormNotInForce
from counter_app.domain.forms import PageSize


class Form(StrEnum):
    """Every printed form, whatever number a circular gives it."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    DECLINE = "decline"
    APOLOGY = "apology"
    STOP = "stop"
    CONTROL_SLIP = "control-slip"
    REGISTER = "register"
    HAND_OVER = "hand-over"
    VISIT_LIST = "visit-list"
    LABEL = "label"
    PERIOD_REPORT = "period-report"


@dataclass(frozen=True, slots=True)
class Template:
    """One form as one circular has it; ``number`` and ``circular`` are empty for the desk's own.

    ``layout`` is the module of ``printing`` that sets it, on paper of the size ``page``.
    """

    form: Form
    number: str  # "05"
    circular: str  # "03/2025/TT-VPCP"
    title: tuple[str, ...]  # lines, as they stand on the paper
    layout: str
    page: PageSize

    @property
    def name(self) -> str:
        """``Mẫu số 05 (Thông tư 03/2025/TT-VPCP)``; empty for the desk's own forms."""
        return f"Mẫu số {self.number} (Thông tư {self.circular})" if self.number else ""


@dataclass(frozen=True, slots=True)
class Circular:
    """A circular and the forms of its appendix, in force from ``since`` until the next one's."""

    number: str
    since: date
    templates: Mapping[Form, Template]


def _circular(
    number: str, since: date, *forms: tuple[Form, str, tuple[str, ...], str, PageSize]
) -> Circular:
    templates = {
        form: Template(form, of, number, title, layout, page)
        for form, of, title, layout, page in forms
    }
    return Circular(number, since, MappingProxyType(templates))


_RECEIPT_TITLE = ("GIẤY TIẾP NHẬN HỒ SƠ", "VÀ HẸN TRẢ KẾT QUẢ")
_SUPPLEMENT_TITLE = ("PHIẾU YÊU CẦU BỔ SUNG,", "HOÀN THIỆN HỒ SƠ")
_DECLINE_TITLE = ("PHIẾU TỪ CHỐI TIẾP NHẬN", "GIẢI QUYẾT HỒ SƠ")
_APOLOGY_TITLE_2018 = ("PHIẾU XIN LỖI VÀ HẸN LẠI", "NGÀY TRẢ KẾT QUẢ")
_APOLOGY_TITLE_2025 = ("VĂN BẢN XIN LỖI VÀ ĐỀ NGHỊ", "GIA HẠN THỜI GIAN GIẢI QUYẾT")
_STOP_TITLE = ("THÔNG BÁO", "DỪNG GIẢI QUYẾT HỒ SƠ")
_CONTROL_TITLE = ("PHIẾU KIỂM SOÁT QUÁ TRÌNH", "GIẢI QUYẾT HỒ SƠ")
_REGISTER_TITLE = ("SỔ THEO DÕI HỒ SƠ",)

# Oldest first. Titles as the appendices name the forms; `domain.md` §12 says what is unverified.
CIRCULARS = (
    _circular(
        "01/2018/TT-VPCP",
        date(2018, 11, 23),
        (Form.RECEIPT, "01", _RECEIPT_TITLE, "receipt", PageSize.A5),
        (Form.SUPPLEMENT, "02", _SUPPLEMENT_TITLE, "supplement", PageSize.A5),
        (Form.DECLINE, "03", _DECLINE_TITLE, "decline", PageSize.A5),
        (Form.APOLOGY, "04", _APOLOGY_TITLE_2018, "apology_2018", PageSize.A4),
        (Form.CONTROL_SLIP, "05", _CONTROL_TITLE, "control_slip", PageSize.A4),
        (Form.REGISTER, "06", _REGISTER_TITLE, "register", PageSize.A4),
    ),
    _circular(
        "03/2025/TT-VPCP",
        date(2025, 7, 1),
        (Form.RECEIPT, "01", _RECEIPT_TITLE, "receipt", PageSize.A5),
        (Form.SUPPLEMENT, "02", _SUPPLEMENT_TITLE, "supplement", PageSize.A5),
        (Form.DECLINE, "03", _DECLINE_TITLE, "decline", PageSize.A5),
        (Form.APOLOGY, "04", _APOLOGY_TITLE_2025, "apology", PageSize.A4),
        (Form.STOP, "05", _STOP_TITLE, "stop_notice", PageSize.A4),
        (Form.CONTROL_SLIP, "06", _CONTROL_TITLE, "control_slip", PageSize.A4),
        (Form.REGISTER, "07", _REGISTER_TITLE, "register", PageSize.A4),
    ),
)


def _own(form: Form, title: tuple[str, ...], layout: str, page: PageSize) -> tuple[Form, Template]:
    return form, Template(form, "", "", title, layout, page)


# No circular has these: they were and are in use whatever the day.
OWN = MappingProxyType(
    dict(
        (
            _own(
                Form.HAND_OVER,
                ("GIẤY BIÊN NHẬN", "TRẢ KẾT QUẢ GIẢI QUYẾT HỒ SƠ"),
                "hand_over",
                PageSize.A5,
            ),
            _own(
                Form.VISIT_LIST,
                ("DANH SÁCH HỒ SƠ", "TIẾP NHẬN VÀ HẸN TRẢ KẾT QUẢ"),
                "visit_list",
                PageSize.A5,
            ),
            _own(Form.LABEL, (), "label", PageSize.LABEL),
            _own(
                Form.PERIOD_REPORT,
                ("BÁO CÁO TÌNH HÌNH, KẾT QUẢ", "GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"),
                "period_report",
                PageSize.A4,
            ),
        )
    )
)


def template_for(form: Form, day: date) -> Template:
    """The form as it was when the dossier was received; old dossiers keep their old forms.

    ``day`` is the local date of reception; of a register, the first day of its period.

    Raises:
        FormNotInForce: no circular of that day has this form.
    """
    if form in OWN:
        return OWN[form]
    circular = _in_force(CIRCULARS, day)
    if circular is None or form not in circular.templates:
        since = next((c.since.isoformat() for c in _having(form) if c.since > day), "")
        raise FormNotInForce(form, day.isoformat(), since)
    return circular.templates[form]


def _in_force(circulars: Iterable[Circular], day: date) -> Circular | None:
    return max((c for c in circulars if c.since <= day), key=lambda c: c.since, default=None)


def _having(form: Form) -> Iterator[Circular]:
    return (circular for circular in CIRCULARS if form in circular.templates)
