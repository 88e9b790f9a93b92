"""What a burst of keys from a scanner is."""

from dataclasses import dataclass
from enum import StrEnum

from counter_app.domain.card import Card, parse_card
from counter_app.domain.card_damage import other_readings
from counter_app.domain.dossier_code import DossierCode, is_alias
from counter_app.domain.errors import InvalidDossierCode, MangledScan, UnreadableCard


class ScanKind(StrEnum):
    """What was scanned."""

    CARD = "card"
    CODE = "code"
    ALIAS = "alias"
    MANGLED = "mangled"  # a card's QR, bent on the way
    UNKNOWN = "unknown"  # perhaps no scan at all: it belongs to the field it was typed in


@dataclass(frozen=True, slots=True)
class Scan:
    """One burst; the field named like ``kind`` is set, the others are None."""

    kind: ScanKind
    card: Card | None = None
    code: DossierCode | None = None
    alias: str | None = None
    mangled: MangledScan | None = None


def classify_scan(text: str) -> Scan:
    """Recognise a card, a dossier's code or its barcode alias; CR, LF and tabs around it may stay.

    An alias typed through another keyboard's digit keys is read too: its check digits prove it.
    """
    if alias := _alias(text.strip()):
        return Scan(ScanKind.ALIAS, alias=alias)
    try:
        return Scan(ScanKind.CODE, code=DossierCode.parse(text))
    except InvalidDossierCode:
        return _card_scan(text)


def read_scan(text: str) -> Scan:
    """As ``classify_scan``; of a receipt's QR, which begins with the code, that code."""
    scan = classify_scan(text)
    return scan if scan.kind is not ScanKind.UNKNOWN else classify_scan(text.split(";", 1)[0])


def _alias(text: str) -> str | None:
    if is_alias(text):
        return text
    readings = [reading for reading in other_readings(text) if is_alias(reading)]
    return readings[0] if len(readings) == 1 else None


def _card_scan(text: str) -> Scan:
    try:
        return Scan(ScanKind.CARD, card=parse_card(text))
    except MangledScan as mangled:
        return Scan(ScanKind.MANGLED, mangled=MangledScan(mangled.reason))
    except UnreadableCard:
        return Scan(ScanKind.UNKNOWN)
