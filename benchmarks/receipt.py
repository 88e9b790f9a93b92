"""Receipts: how long one takes against a bare canvas that is told where each string goes."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from statistics import median
from time import perf_counter
from zoneinfo import ZoneInfo

from benchmarks.bare_canvas import bare
from counter_app.domain.due import DerivationSummary, HourRule
from counter_app.domain.forms import Letterhead, PageSize, PaperLine, Party, Promise, Receipt
from counter_app.domain.procedure import Channel, Fee, FeeKind
from printing.page import A5_HEIGHT, A5_WIDTH, Leaf
from printing.receipt import leaves, render

BUDGET_8, BUDGET_60 = 1.5, 4.0  # both against the bare canvas with 8 papers, `design.md` §9


@dataclass(frozen=True, slots=True)
class ReceiptFigures:
    """Median milliseconds of one warm A5 receipt, each for another citizen."""

    bare_ms: float
    with_8_ms: float
    with_60_ms: float

    @property
    def ratio_8(self) -> float:
        """Eight papers against the bare canvas."""
        return self.with_8_ms / self.bare_ms

    @property
    def ratio_60(self) -> float:
        """Sixty papers against the bare canvas with eight."""
        return self.with_60_ms / self.bare_ms

    @property
    def within_budget(self) -> bool:
        """Whether both budgets hold."""
        return self.ratio_8 <= BUDGET_8 and self.ratio_60 <= BUDGET_60


def measure(rounds: int = 100) -> ReceiptFigures:
    """Time ``rounds`` of each kind in turn, so that all meet the same load.

    No two receipts share a name, a code or a QR text: nothing is answered from a cache that a
    counter would not have filled. The bare canvas is given the finished places of all strings,
    and encodes and draws the same two codes itself.
    """
    short, long = list(_receipts(rounds, 8)), list(_receipts(rounds, 60))
    drawings = [leaves(receipt)[0] for receipt in _receipts(rounds, 8, first=rounds)]
    times: dict[str, list[float]] = {"bare": [], "8": [], "60": []}
    render(next(_receipts(1, 8, first=2 * rounds)), PageSize.A5)
    for number in range(rounds):
        times["bare"].append(_timed(partial(_bare, drawings[number], short[number])))
        times["8"].append(_timed(partial(render, short[number], PageSize.A5)))
        times["60"].append(_timed(partial(render, long[number], PageSize.A5)))
    return ReceiptFigures(*(median(of) * 1000 for of in times.values()))


def _bare(leaf: Leaf, receipt: Receipt) -> bytes:
    return bare((leaf,), (A5_WIDTH, A5_HEIGHT), receipt.alias, receipt.qr_text)


def _timed(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun


_ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_PAPERS = (
    "Tờ khai theo mẫu",
    "Giấy chứng sinh hoặc văn bản của người làm chứng xác nhận về việc sinh",
    "Giấy chứng nhận kết hôn của cha, mẹ",
    "Thẻ căn cước của người đi đăng ký",
    "Văn bản ủy quyền được chứng thực (trường hợp ủy quyền thực hiện)",
    "Giấy xác nhận thông tin về cư trú",
    "Biên bản về việc trẻ bị bỏ rơi (nếu có)",
    "Giấy tờ khác có liên quan",
)
_NAMES = ("Nguyễn Thị Hiếu", "Trần Đức Ngọc", "Lê Hoàng Quỳnh", "Phạm Văn Thưởng")
_BASE = Receipt(
    code="",
    alias="",
    issue=1,
    reissue_reason="",
    letterhead=Letterhead(
        "Ủy ban nhân dân thành phố Hà Nội",
        "Ủy ban nhân dân phường Nghĩa Đô",
        "Trung tâm Phục vụ hành chính công",
        "Hà Nội",
    ),
    submitter=Party(""),
    applicant=None,
    procedure="Đăng ký khai sinh",
    content="",
    papers=(),
    missing=(),
    missing_reason="",
    sets=1,
    received_at=datetime(2026, 11, 23, 9, 5, tzinfo=_ZONE),
    issued_at=datetime(2026, 11, 23, 9, 6, tzinfo=_ZONE),
    promises=(Promise("5 working_days", datetime(2026, 12, 1, 9, 5, tzinfo=_ZONE)),),
    derivation=DerivationSummary(
        date(2026, 11, 25), 5, ((date(2026, 11, 24), "holiday:Ngày Văn hóa Việt Nam"),), (), None
    ),
    hour_rule=HourRule.START,
    result_channel=Channel.COUNTER,
    fees=(Fee(FeeKind.LE_PHI, 8000),),
    book=None,
    officer="Lê Thị Ngọc Bích",
    hotline="024 3756 1234",
    lookup_url="https://dichvucong.hanoi.gov.vn",
    lookup_secret="K7PX4MRQ",
    short_hash="3f9a12bc77d0",
    qr_text="",
)


def _receipts(count: int, papers: int, first: int = 0) -> Iterator[Receipt]:
    for number in range(first, first + count):
        serial = f"{papers % 10}{number:05}"
        code = f"H26.12-261123-{serial}"
        digits = f"2612261123{serial}"
        yield replace(
            _BASE,
            code=code,
            alias=f"{digits}{98 - int(digits) * 100 % 97:02}",
            submitter=Party(
                f"{_NAMES[number % 4]} {number}",
                id_number=f"0011900{serial[1:]}",
                phone=f"09123{serial[1:]}",
                address=f"Số {number}, đường Hoàng Quốc Việt, phường Nghĩa Đô, thành phố Hà Nội",
            ),
            papers=tuple(PaperLine(_PAPERS[n % 8], 1, n % 2, n % 3) for n in range(papers)),
            qr_text=f"{code}|2026-12-01T09:05+07:00|H26.12",
        )
