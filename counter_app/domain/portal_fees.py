"""Fees of a portal record: phí and lệ phí kept apart, unclear amounts left open."""

from collections.abc import Iterable
from dataclasses import dataclass

from counter_app.domain.portal_fields import Fields, shown, whole
from counter_app.domain.portal_findings import Findings
from counter_app.domain.portal_text import amounts, names_other_money, says_free
from counter_app.domain.portal_times import Row
from counter_app.domain.procedure import Fee, FeeKind

_KINDS = {"FEE": FeeKind.PHI, "SERVICE_FEE": FeeKind.LE_PHI}
_DONG_NAMES = {"việt nam đồng", "đồng", "vnd", "vnđ"}
_DONG_IDS = {"", "019b3fb2-b5b8-70ac-85e2-9409ec1eaffa"}  # the id the portal gives the đồng
_HIGHEST_AMOUNT = 10**12


@dataclass(frozen=True, slots=True)
class _Charge:
    kind: str
    value: object
    currency: str
    in_dong: bool
    note: str

    @property
    def words(self) -> str:
        """As a report shows it: ``SERVICE_FEE 100 USD (100 USD/thẻ.)``."""
        value = "null" if self.value is None else shown(self.value)
        note = f"({self.note})" if self.note else ""
        return " ".join(part for part in (self.kind, value, self.currency, note) if part)


def read_fees(method: str, items: Iterable[Fields], findings: Findings) -> tuple[Fee, ...]:
    """The fees of one row of ``executionMethods``; what is unclear has no amount and a doubt.

    Zero is an amount only where the words say it is free: the portal also writes 0 for "not
    stated". Foreign money stays in the note. Phí (FEE) and lệ phí (SERVICE_FEE) are as filed,
    with a doubt where the description uses the other word.

    Raises:
        UnreadableRecord: an amount that is no number, or below 0.
    """
    charges = [_charge(item) for item in items]
    if not charges:
        findings.add("fee", [f"{method}: fees []"])
    return tuple(_fee(method, charge, findings) for charge in charges)


def note_fees(rows: tuple[Row, ...], texts: Iterable[str], findings: Findings) -> None:
    """Report amounts that differ within one channel and kind, and money only sentences name."""
    listed = {fee.amount for row in rows for fee in row.fees}
    for line in (line for text in texts for line in text.splitlines()):
        if names_other_money(line) or any(amount not in listed for amount in amounts(line)):
            findings.add("fee_text", [line])
    amounts_by: dict[tuple[str, FeeKind], dict[Fee, None]] = {}
    for row in rows:
        for fee in row.fees:
            amounts_by.setdefault((row.method, fee.kind), {})[fee] = None
    for (method, kind), fees in amounts_by.items():
        if len({fee.amount for fee in fees}) > 1:
            findings.add(
                "fee", [f"{method}: {kind} {fee.amount} {fee.note}".strip() for fee in fees]
            )


def _charge(item: Fields) -> _Charge:
    value = item.values.get("value")
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float | str)):
        raise item.refusal("value", "wrong_type")
    number = whole(value)
    if number is not None and not 0 <= number <= _HIGHEST_AMOUNT:
        raise item.refusal("value", "out_of_range")
    currency = item.line("currencyName")
    in_dong = currency.lower() in _DONG_NAMES if currency else item.line("currencyId") in _DONG_IDS
    note = " ".join(item.text("description").split())
    return _Charge(item.code("type"), value, currency, in_dong, note)


def _fee(method: str, charge: _Charge, findings: Findings) -> Fee:
    kind = _KINDS.get(charge.kind)
    if kind is None or _other_word(kind, charge.note):
        findings.add("fee_kind", [f"{method}: {charge.words}"])
    amount = whole(charge.value)
    if amount is None or not charge.in_dong or (amount == 0 and not says_free(charge.note)):
        findings.add("fee", [f"{method}: {charge.words}"])
        amount = None
    return Fee(kind or FeeKind.PHI, amount, charge.note if charge.in_dong else charge.words)


def _other_word(kind: FeeKind, note: str) -> bool:
    words = note.lower()
    if kind is FeeKind.PHI:
        return "lệ phí" in words
    return "phí" in words.replace("lệ phí", "")
