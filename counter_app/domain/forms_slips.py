"""Forms 02 to 07 and the desk's own papers as data; the words belong to ``printing``.

Each is complete: rendering asks for nothing else. Moments are aware, in the counter's own zone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias

from counter_app.domain.due import Timeliness
from counter_app.domain.forms import PaperLine, Party, Receipt
from counter_app.domain.forms_heading import Heading
from counter_app.domain.forms_reports import PeriodReport
from counter_app.domain.procedure import Channel


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the citizen may ask; empty text where the unit gave nothing."""

    officer: str
    phone: str = ""
    website: str = ""


@dataclass(frozen=True, slots=True)
class SupplementRequest:
    """Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ (02).

    ``applicant`` is None when the submitter is the applicant; ``received_at`` None when the
    dossier was not received yet; ``until`` is the last moment to bring what is missing.
    """

    heading: Heading
    submitter: Party
    applicant: Party | None
    procedure: str
    content: str
    received_at: datetime | None
    papers: tuple[PaperLine, ...]  # what is to be brought, in these counts
    reason: str
    until: datetime | None
    contact: Contact


@dataclass(frozen=True, slots=True)
class Refusal:
    """Phiếu từ chối tiếp nhận giải quyết hồ sơ (03); ``submitted_at`` when it came in online."""

    heading: Heading
    submitter: Party
    applicant: Party | None
    procedure: str
    content: str
    submitted_at: datetime | None
    reason: str
    legal_basis: str
    contact: Contact


@dataclass(frozen=True, slots=True)
class Apology:
    """The apology for a late result with its new date (04), signed by the head of the agency."""

    heading: Heading
    recipient: Party
    procedure: str
    field: str  # lĩnh vực
    received_at: datetime
    due_at: datetime  # as promised before
    reason: str
    new_due_at: datetime
    signer: str
    copies_to: tuple[str, ...]  # nơi nhận, after the recipient


@dataclass(frozen=True, slots=True)
class StopNotice:
    """Thông báo dừng giải quyết hồ sơ (05, only TT 03/2025/TT-VPCP).

    ``papers`` go back to the applicant; ``collect`` says where and until when, ``refund`` what
    becomes of fees already paid.
    """

    heading: Heading
    recipient: Party
    procedure: str
    field: str
    received_at: datetime
    stopped_at: datetime
    reason: str
    legal_basis: str
    papers: tuple[PaperLine, ...]
    collect: str
    refund: str
    contact: Contact
    signer: str
    copies_to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandOver:
    """One hand-over of the folder between people or units, a row of the control slip.

    ``result`` says how the giver kept its term, None where none ran.
    """

    giver: str
    giver_unit: str
    receiver: str
    receiver_unit: str
    at: datetime
    result: Timeliness | None
    note: str = ""


@dataclass(frozen=True, slots=True)
class ControlSlip:
    """Phiếu kiểm soát quá trình giải quyết hồ sơ (06; 05 in TT 01/2018/TT-VPCP).

    It travels with the folder and gets a row with each hand-over, oldest first.
    """

    heading: Heading
    applicant: str
    procedure: str
    received_at: datetime
    due_at: datetime | None  # None: no term
    unit: str  # that decides
    coordinating: tuple[str, ...]  # cơ quan phối hợp
    hand_overs: tuple[HandOver, ...]
    book: tuple[str, str] | None = None  # volume and number, only where a unit keeps books


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One dossier in the register; it numbers its rows itself."""

    code: str
    procedure: str
    sets: int
    name: str
    address: str
    phone: str
    unit: str  # that decides
    received_at: datetime
    due_at: datetime | None  # None: no term
    returned_at: datetime | None
    channel: Channel  # by which the result goes out
    note: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """Sổ theo dõi hồ sơ (07; 06 in TT 01/2018/TT-VPCP) of a period, both days included."""

    heading: Heading
    volume: str  # quyển số; empty: none
    first_day: date
    last_day: date
    entries: tuple[RegisterEntry, ...]
    officer: str  # who made it


@dataclass(frozen=True, slots=True)
class HandOverSlip:
    """Giấy biên nhận trả kết quả: what went to whom.

    ``recipient`` took it; ``applicant`` is None when they are the same; ``authority`` names the
    paper that let another person take it.
    """

    heading: Heading
    recipient: Party
    applicant: Party | None
    authority: str
    procedure: str
    content: str
    result: str
    papers: tuple[PaperLine, ...]  # the result and what is given back
    due_at: datetime | None
    handed_over_at: datetime
    channel: Channel
    officer: str


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """One of several dossiers of a visit; ``term`` is the text of a term."""

    code: str
    content: str
    unit: str  # that decides
    received_at: datetime
    due_at: datetime | None
    term: str
    sets: int


@dataclass(frozen=True, slots=True)
class VisitList:
    """The receipt for several dossiers of one visitor; each has its own form 01 beside it."""

    heading: Heading
    submitter: Party
    entries: tuple[VisitEntry, ...]
    officer: str
    hotline: str
    lookup_url: str


@dataclass(frozen=True, slots=True)
class FolderLabel:
    """A sticker of 50 × 30 mm for the folder; it names nobody."""

    code: str
    alias: str
    procedure: str
    due_at: datetime | None
    is_sample: bool = False


Slip: TypeAlias = (
    SupplementRequest
    | Refusal
    | Apology
    | StopNotice
    | ControlSlip
    | Register
    | HandOverSlip
    | VisitList
    | PeriodReport
)
PrintedForm: TypeAlias = Receipt | Slip | FolderLabel
