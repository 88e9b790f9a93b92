"""Printed forms as data without layout; the words of a form belong to ``printing``."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from counter_app.domain.due import DerivationSummary, HourRule
from counter_app.domain.procedure import Channel, Fee


class PageSize(StrEnum):
    """What a form may be printed on; A4 carries the two sheets of an A5 receipt side by side.

    Each other form has one size of its own (``form_templates.py``).
    """

    A5 = "A5"
    A4 = "A4"
    ROLL_80MM = "80mm"
    ROLL_58MM = "58mm"
    LABEL = "50x30mm"  # a sticker for the folder


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The left of the common header, and where the document is signed."""

    parent: str  # cơ quan chủ quản
    unit: str
    reception: str  # the one-stop shop's own name
    place: str  # "Hà Nội": stands before the date


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody named on a form; empty text where nothing was given."""

    name: str
    id_number: str = ""
    birth_date: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    tax_code: str = ""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One row of the table of papers handed in."""

    name: str
    originals: int
    certified: int
    photocopies: int


@dataclass(frozen=True, slots=True)
class Promise:
    """A term as the procedure has it and the moment it ends; ``due_at`` None: no term."""

    term: str  # the text of a term, "none" where the law sets none
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class Receipt:
    """Giấy tiếp nhận hồ sơ và hẹn trả kết quả (form 01), complete: rendering asks for nothing else.

    Moments are aware, in the counter's own zone. ``promises`` has one entry, or one a phase.
    ``applicant`` is None when the submitter is the applicant.
    """

    code: str
    alias: str
    issue: int  # 1, then 2, 3, … after corrections
    reissue_reason: str
    letterhead: Letterhead
    submitter: Party
    applicant: Party | None
    procedure: str
    content: str
    papers: tuple[PaperLine, ...]
    missing: tuple[str, ...]  # required papers accepted as missing
    missing_reason: str
    sets: int
    received_at: datetime
    issued_at: datetime
    promises: tuple[Promise, ...]
    derivation: DerivationSummary | None
    hour_rule: HourRule
    result_channel: Channel
    fees: tuple[Fee, ...]
    book: tuple[str, str] | None  # volume and number, only where a unit keeps books
    officer: str
    hotline: str
    lookup_url: str
    lookup_secret: str
    short_hash: str  # of the "received" event
    qr_text: str
    is_sample: bool = False  # printed on a sample desk: the paper says that it is worth nothing
