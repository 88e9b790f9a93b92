"""What a burst of keys is."""

from datetime import date

import pytest

from counter_app.domain.card import parse_card
from counter_app.domain.dossier_code import DossierCode
from counter_app.domain.scan import Scan, ScanKind, classify_scan, read_scan

CARD = "001190012345||Nguyễn Thị Hiếu|17051990|Nữ|Nghĩa Đô, Hà Nội|01012021"
CODE = DossierCode("H26.12", date(2026, 11, 23), "030017")


@pytest.mark.parametrize("end", ["", "\r", "\n", "\r\n", "\t"])
def test_each_kind_is_recognised_whatever_key_ends_it(end):
    assert classify_scan(CARD + end) == Scan(ScanKind.CARD, card=parse_card(CARD))
    assert classify_scan(str(CODE) + end) == Scan(ScanKind.CODE, code=CODE)
    assert classify_scan(CODE.alias + end) == Scan(ScanKind.ALIAS, alias=CODE.alias)


@pytest.mark.parametrize(
    "keys", ["!@#$%^&*()", "&é\"'(-è_çà", "ăâêô\u0300\u0309\u0303\u0301\u0323đ"]
)
def test_an_alias_is_read_through_another_keyboard(keys):
    bent = CODE.alias.translate(str.maketrans("1234567890", keys))
    assert classify_scan(bent) == Scan(ScanKind.ALIAS, alias=CODE.alias)


def test_an_alias_with_a_wrong_digit_is_unknown():
    assert classify_scan("9" + CODE.alias[1:]) == Scan(ScanKind.UNKNOWN)


def test_a_bent_card_says_why():
    scan = classify_scan(CARD.replace("|", "~"))
    assert scan.kind is ScanKind.MANGLED
    assert scan.mangled.details == {"reason": "keyboard_layout"}


@pytest.mark.parametrize(
    "text", ["", "\r", "Nguyễn Thị Hiếu", "001190012345", "0912345678", "17051990", "1.001193", "|"]
)
def test_everything_else_belongs_to_the_field_it_was_typed_in(text):
    assert classify_scan(text) == Scan(ScanKind.UNKNOWN)


def test_a_receipts_qr_begins_with_its_code():
    assert read_scan(f"{CODE};2026-12-01T16:30;H26.12") == Scan(ScanKind.CODE, code=CODE)
    assert read_scan(CODE.alias) == Scan(ScanKind.ALIAS, alias=CODE.alias)
    assert read_scan("Nguyễn Thị Hiếu; Nghĩa Đô") == Scan(ScanKind.UNKNOWN)
