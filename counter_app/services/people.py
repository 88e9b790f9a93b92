"""Invented people for generated load: plausible names, numbers and addresses, nobody real."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Final

from counter_app.domain.person import Person, PersonKind

_SURNAMES: Final = (
    "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê",
    "Phạm", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Đinh", "Đào", "Trịnh", "Mai", "Tạ", "Chu",
)  # fmt: skip
_MIDDLES_F: Final = ("Thị", "Thị", "Thị", "Thị Thu", "Thị Ngọc", "Thị Kim", "Ngọc", "Thanh", "Thùy")
_MIDDLES_M: Final = ("Văn", "Văn", "Văn", "Đức", "Hữu", "Minh", "Quang", "Xuân", "Công", "Đình")
_GIVEN_F: Final = (
    "An", "Anh", "Bích", "Châu", "Chi", "Diệp", "Dung", "Giang", "Hà", "Hạnh", "Hiền", "Hiếu",
    "Hoa", "Hồng", "Huế", "Hương", "Lan", "Liên", "Linh", "Loan", "Mai", "My", "Nga", "Ngân",
    "Nhung", "Oanh", "Phương", "Quyên", "Thảo", "Thủy", "Trang", "Tuyết", "Uyên", "Vân", "Xuân", "Yến",
)  # fmt: skip
_GIVEN_M: Final = (
    "Anh", "Bách", "Bảo", "Bình", "Cường", "Đạt", "Dũng", "Duy", "Giang", "Hải", "Hiếu", "Hùng",
    "Huy", "Khánh", "Khoa", "Kiên", "Lâm", "Long", "Mạnh", "Minh", "Nam", "Nghĩa", "Phong", "Phúc",
    "Quân", "Sơn", "Tài", "Thắng", "Thành", "Thịnh", "Tiến", "Toàn", "Trung", "Tuấn", "Tùng", "Việt",
)  # fmt: skip
_STREETS: Final = ("Hoàng Quốc Việt", "Láng", "Giải Phóng", "Cầu Giấy", "Kim Mã", "Tây Sơn")
_PREFIXES: Final = ("03", "05", "07", "08", "09")
_OLDEST: Final = date(1940, 1, 1)
_YOUNGEST: Final = date(2006, 12, 31)
_DAYS: Final = (_YOUNGEST - _OLDEST).days


def citizen(random: Random) -> Person:
    """A citizen with a number whose sex and birth year agree with the name and the date."""
    chance = random.random
    female = chance() < 0.5
    born = _OLDEST + timedelta(days=int(chance() * _DAYS))
    century = 0 if born.year < 2000 else 2
    number = f"001{century + female}{born.year % 100:02}{int(chance() * 1_000_000):06}"
    middles, given = (_MIDDLES_F, _GIVEN_F) if female else (_MIDDLES_M, _GIVEN_M)
    return Person(
        name=f"{_one(_SURNAMES, chance)} {_one(middles, chance)} {_one(given, chance)}",
        kind=PersonKind.CITIZEN,
        id_number=number,
        birth_date=born.isoformat(),
        phone=f"{_one(_PREFIXES, chance)}{int(chance() * 100_000_000):08}",
        address=f"{1 + int(chance() * 399)} {_one(_STREETS, chance)}, Hà Nội",
    )


def _one(words: tuple[str, ...], chance: Callable[[], float]) -> str:
    """One of ``words``; a third of the time ``Random.choice`` takes."""
    return words[int(chance() * len(words))]
