"""Receipts to print: a full one, and what differs in the others."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from counter_app.domain.due import DerivationSummary, HourRule
from counter_app.domain.forms import Letterhead, PaperLine, Party, Promise, Receipt
from counter_app.domain.procedure import Channel, Fee, FeeKind

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
PAPERS = (
    PaperLine("Tờ khai đăng ký khai sinh (theo mẫu)", 1, 0, 0),
    PaperLine("Giấy chứng sinh hoặc văn bản của người làm chứng xác nhận việc sinh", 1, 0, 0),
    PaperLine("Giấy chứng nhận kết hôn của cha, mẹ", 0, 1, 0),
    PaperLine("Thẻ căn cước của người đi đăng ký", 0, 0, 1),
    PaperLine("Văn bản ủy quyền được chứng thực", 0, 1, 2),
    PaperLine("Giấy xác nhận thông tin về cư trú", 0, 0, 1),
    PaperLine("Biên bản về việc trẻ bị bỏ rơi (nếu có)", 1, 0, 0),
    PaperLine("Giấy tờ khác có liên quan", 0, 0, 3),
)
FULL = Receipt(
    code="H26.12-261123-030017",
    alias="261226112303001745",
    issue=1,
    reissue_reason="",
    letterhead=Letterhead(
        parent="Ủy ban nhân dân thành phố Hà Nội",
        unit="Ủy ban nhân dân phường Nghĩa Đô",
        reception="Trung tâm Phục vụ hành chính công phường Nghĩa Đô",
        place="Hà Nội",
    ),
    submitter=Party(
        name="Nguyễn Thị Hoàng Hiếu",
        id_number="001190012345",
        birth_date="1990-05-17",
        phone="0912345678",
        email="hieu.nguyen@example.vn",
        address="Số 12, ngõ 34 đường Hoàng Quốc Việt, phường Nghĩa Đô, thành phố Hà Nội",
    ),
    applicant=Party(
        name="Trần Minh An",
        id_number="001226000017",
        address="Số 5 phố Đặng Thùy Trâm, phường Nghĩa Đô, thành phố Hà Nội",
    ),
    procedure="Đăng ký khai sinh",
    content="Đăng ký khai sinh cho con là Trần Minh An",
    papers=PAPERS[:6],
    missing=("Giấy ra viện", "Ảnh 3×4"),
    missing_reason="bệnh viện chưa cấp lại, bổ sung trước ngày hẹn trả",
    sets=1,
    received_at=datetime(2026, 11, 23, 9, 5, tzinfo=ZONE),
    issued_at=datetime(2026, 11, 23, 9, 6, tzinfo=ZONE),
    promises=(Promise("5 working_days", datetime(2026, 12, 1, 9, 5, tzinfo=ZONE)),),
    derivation=DerivationSummary(
        date(2026, 11, 25), 5, ((date(2026, 11, 24), "holiday:Ngày Văn hóa Việt Nam"),), (), None
    ),
    hour_rule=HourRule.START,
    result_channel=Channel.COUNTER,
    fees=(Fee(FeeKind.PHI, 20_000), Fee(FeeKind.LE_PHI, 1_250_000, "bản sao trích lục")),
    book=("03", "127"),
    officer="Lê Thị Ngọc Bích",
    hotline="024 3756 1234",
    lookup_url="https://dichvucong.hanoi.gov.vn",
    lookup_secret="K7PX4MRQ",
    short_hash="3f9a12bc77d0",
    qr_text="H26.12-261123-030017;2026-12-01T09:05+07:00;H26.12",
)
PLAIN = replace(
    FULL,
    submitter=Party(name="Nguyễn Thị Hoàng Hiếu", id_number="001190012345"),
    applicant=None,
    content="",
    missing=(),
    missing_reason="",
    fees=(),
    book=None,
    hotline="",
    lookup_url="",
)
REISSUED = replace(FULL, issue=3, reissue_reason="ghi sai ngày sinh của chủ hồ sơ")
PHASED = replace(
    PLAIN,
    procedure="Đăng ký đất đai lần đầu",
    promises=(
        Promise("2 months + 15 working_days", datetime(2027, 2, 19, 9, 5, tzinfo=ZONE)),
        Promise("10 working_days", datetime(2027, 3, 5, 17, 0, tzinfo=ZONE)),
    ),
    result_channel=Channel.POST,
)
UNBOUND = replace(
    PLAIN,
    promises=(Promise("none", None),),
    derivation=None,
    papers=(),
    result_channel=Channel.ONLINE,
)


def receipt(**changes: Any) -> Receipt:
    """The full receipt with some fields changed."""
    return replace(FULL, **changes)


def with_papers(count: int) -> Receipt:
    """A plain receipt with ``count`` papers that can be told apart."""
    papers = (PaperLine(f"{PAPERS[n % 8].name} №{n:03}", 1, 0, 0) for n in range(1, count + 1))
    return replace(PLAIN, papers=tuple(papers))


def submitted_by(name: str) -> Receipt:
    """A plain receipt for somebody of that name."""
    return replace(PLAIN, submitter=replace(PLAIN.submitter, name=name))
