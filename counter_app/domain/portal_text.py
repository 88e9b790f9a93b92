"""Durations, amounts and conditions that a portal record hides in its sentences."""

import re

from counter_app.domain.errors import InvalidTerm
from counter_app.domain.term import Term

# "ngày 5 tháng 01 năm 2015" is a date and "sau 15 giờ" a time of day: neither is a duration.
_DURATION = re.compile(
    r"(?<![\d.,/])(?P<clock>(?:sau|trước|lúc|từ)\s+)?(?P<n>\d{1,3})\s*(?:\([^()]{1,40}\)\s*)?"
    r"(?P<unit>ngày làm việc|ngày|tháng|giờ làm việc|giờ)\b(?!\s*\d)",
    re.IGNORECASE,
)
_UNITS = {
    "ngày làm việc": "working_days",
    "ngày": "calendar_days",
    "tháng": "months",
    "giờ làm việc": "working_hours",
    "giờ": "working_hours",
}
_DONG = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:[.,]\d{3})+|\d{4,})\s*(?:đồng|đ|vnđ|vnd)\b", re.IGNORECASE
)
_UNLISTED = re.compile(r"\d\s*(?:usd|eur|đô la|nghìn|ngàn|triệu)\b|[$€]\s*\d", re.IGNORECASE)
_SHARE = re.compile(r"\d\s*%")
_CHARGE = re.compile(r"\bphí\b", re.IGNORECASE)
_CONDITION = re.compile(r"\(([^()]*(?:nếu|đối với|trường hợp)[^()]*)\)", re.IGNORECASE)
_FREE = re.compile(
    r"(?:không(?: có| thu| mất| phải nộp)?(?: phí| lệ phí| phí, lệ phí)?|miễn(?: phí| lệ phí| thu)?)[ .;]*",
    re.IGNORECASE,
)


def term_text(quantity: int, unit: str) -> str | None:
    """The text of a one-part term, None where nobody could mean it (0, or a thousand months)."""
    try:
        return str(Term.parse(f"{quantity} {unit}"))
    except InvalidTerm:
        return None


def durations(line: str) -> tuple[str, ...]:
    """The terms a sentence names; dates and times of day are none."""
    found = (
        term_text(int(match["n"]), _UNITS[match["unit"].lower()])
        for match in _DURATION.finditer(line)
        if not (match["clock"] and match["unit"].lower() == "giờ")
    )
    return tuple(term for term in found if term)


def amounts(line: str) -> tuple[int, ...]:
    """The amounts in đồng a sentence names: "100.000 đồng" is 100000."""
    return tuple(int(re.sub(r"[.,]", "", number)) for number in _DONG.findall(line))


def names_other_money(line: str) -> bool:
    """Whether a sentence speaks of foreign money, an amount in words or a share of a fee (phí)."""
    return bool(_UNLISTED.search(line) or (_SHARE.search(line) and _CHARGE.search(line)))


def says_free(note: str) -> bool:
    """Whether the words say that nothing is paid; "Không quy định" says no such thing."""
    return bool(_FREE.fullmatch(note))


def condition_in(name: str) -> str:
    """The condition a paper's name carries in brackets: "(nếu có)", "(đối với …)"; else ""."""
    match = _CONDITION.search(name)
    return match[1].strip() if match else ""
