"""The QR of a citizen's card, whole, repaired or clearly refused; never silently wrong."""

import unicodedata
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counter_app.domain.birth_date import BirthDate
from counter_app.domain.card import Card, CardWarning, parse_card
from counter_app.domain.card_letters import restore_letters
from counter_app.domain.citizen_number import IdWarning, Sex
from counter_app.domain.errors import MangledScan, UnreadableCard

RAW = (
    "001190012345|012345678|Nguyễn Thị Hiếu|17051990|Nữ"
    "|Số 5, ngõ 12, Tổ 3, Nghĩa Đô, Cầu Giấy, Hà Nội|01012021"
)
CARD = Card(
    "001190012345",
    "012345678",
    "Nguyễn Thị Hiếu",
    BirthDate(1990, 5, 17),
    Sex.FEMALE,
    "Số 5, ngõ 12, Tổ 3, Nghĩa Đô, Cầu Giấy, Hà Nội",
    date(2021, 1, 1),
)
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VOWELS = [unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in TONES]
CODE_PAGES = ["cp1258", "cp1252", "latin-1", "cp437"]
REASONS = {"read", "not_a_card", "keyboard_layout", "input_method", "encoding", "cut_off"}
KEYBOARDS = {
    "shift": ("!@#$%^&*()", "\\"),
    "french": ("&é\"'(-è_çà", "µ"),
    "belgian": ("&é\"'(§è!çà", "£"),
    "vietnamese": ("ăâêô\u0300\u0309\u0303\u0301\u0323đ", "|"),
    "czech": ("+ěščřžýáíé", "'"),
    "british": ("1234567890", "~"),
    "danish": ("1234567890", "*"),
}


def without(*parts, raw=RAW):
    """The scan with each (old, new) pair exchanged."""
    for old, new in parts:
        assert old in raw
        raw = raw.replace(old, new, 1)
    return raw


def misread(text, page):
    """UTF-8 shown in ``page``; bytes it leaves open become control characters, as in Windows."""
    return "".join(
        chr(byte) if (letter := bytes([byte]).decode(page, "replace")) == "\ufffd" else letter
        for byte in text.encode()
    )


def reason_of(raw):
    with pytest.raises((MangledScan, UnreadableCard)) as refusal:
        parse_card(raw)
    assert refusal.value.__context__ is None  # a codec's error would carry the whole scan
    return refusal.value.details["reason"]


syllables = st.builds(
    lambda onset, vowel, coda: (onset + vowel + coda).capitalize(),
    st.sampled_from(
        ["", "b", "ch", "d", "đ", "gi", "h", "kh", "l", "m", "ng", "ph", "t", "v", "x"]
    ),
    st.sampled_from(VOWELS),
    st.sampled_from(["", "n", "ng", "nh", "m", "c", "t", "p"]),
).filter(lambda syllable: not syllable.startswith("Ã"))  # none does; it is half of a misread "Á"


@st.composite
def cards(draw):
    born = draw(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
    sex = draw(st.sampled_from(list(Sex)))
    century = (born.year - 1900) // 100 * 2 + (sex is Sex.FEMALE)
    serial = draw(st.integers(0, 999_999))
    province = draw(st.sampled_from(["001", "079", "096"]))
    name = " ".join(draw(st.lists(syllables, min_size=2, max_size=5)))
    place = ", ".join(draw(st.lists(syllables, min_size=1, max_size=4)))
    return Card(
        f"{province}{century}{born:%y}{serial:06}",
        draw(st.sampled_from(["", "012345678"])),
        name,
        BirthDate(born.year, born.month, born.day),
        sex,
        f"Số 5, {place}",
        draw(st.dates(date(2021, 1, 1), date(2030, 12, 31))),
    )


def scanned(card):
    born = card.birth_date.as_date()
    sex = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ"}[card.sex]
    fields = (card.id_number, card.old_number, card.name, f"{born:%d%m%Y}", sex, card.address)
    return "|".join((*fields, f"{card.issued_on:%d%m%Y}"))


def facts(card):
    return (card.id_number, card.old_number, card.name, card.birth_date, card.sex, card.address,
            card.issued_on)  # fmt: skip


def test_a_card_fills_every_field():
    assert parse_card(RAW) == CARD


@given(cards(), st.sampled_from(["", "\r\n", "\t", "\n"]), st.sampled_from(["NFC", "NFD"]))
def test_every_card_is_read_back(card, end, form):
    assert parse_card(unicodedata.normalize(form, scanned(card)) + end) == card


@given(cards(), st.sampled_from(CODE_PAGES), st.sampled_from(["NFC", "NFD"]))
def test_a_wrong_code_page_is_repaired_with_a_warning(card, page, form):
    read = parse_card(misread(unicodedata.normalize(form, scanned(card)), page))
    assert facts(read) == facts(card)
    assert CardWarning.ENCODING_REPAIRED in read.warnings


@pytest.mark.parametrize("page", CODE_PAGES)
@pytest.mark.parametrize("letter", [*VOWELS, *map(str.upper, VOWELS), "đ", "Đ"])
def test_every_vietnamese_letter_survives_a_wrong_code_page(letter, page):
    raw = RAW if letter.islower() else RAW.upper()
    raw = raw.replace(" 5,", f" 5 B{letter},")
    assert parse_card(misread(raw, page)).address == raw.split("|")[5]


@given(cards(), st.sampled_from(CODE_PAGES), st.data())
def test_letters_lost_after_a_wrong_code_page_are_refused(card, page, data):
    bent = misread(scanned(card), page)
    at = data.draw(st.sampled_from([i for i, c in enumerate(bent) if not c.isascii()]))
    for rest in (bent[:at] + bent[at + 1 :], bent[:at] + "?" + bent[at + 1 :]):
        try:
            read = parse_card(rest)
        except MangledScan:
            continue
        assert facts(read) == facts(card)


@given(st.text(st.sampled_from([*VOWELS, *map(str.upper, VOWELS), "đ", "Đ", *"bcghkmnpt |,.'-"])))
@example("Â\u00a0Á")
def test_sound_vietnamese_is_never_taken_for_a_wrong_code_page(text):
    try:
        assert restore_letters(text)[1] is False
    except MangledScan:  # "Ãn": half of "Án", which no name begins with
        assert "Ã" in text or "\u00a0" in text


@pytest.mark.parametrize("page", CODE_PAGES)
def test_a_repair_that_gives_letters_no_card_has_is_refused(page):
    assert reason_of(misread(without(("Hiếu", "Hiếu 李")), page)) == "encoding"


def test_a_double_reading_is_refused_rather_than_guessed():
    assert reason_of(misread(misread(RAW, "cp1252"), "cp1252")) == "encoding"


@pytest.mark.parametrize(
    ("raw", "changed"),
    [
        (without(("|012345678|", "||")), {"old_number": ""}),
        (RAW + "|Nguyễn Văn A|Trần Thị B||", {}),
        ("]Q1" + RAW + "\r\n", {}),
        ("\ufeff" + RAW, {}),
        ("ï»¿" + RAW, {}),
        (without(("Nữ", "nữ")), {}),
        (without(("Nguyễn Thị Hiếu", "Nguyễn  Thị\u00a0Hiếu ")), {}),
        (without(("Nguyễn Thị Hiếu", "H’Hen Niê Kdăm")), {"name": "H’Hen Niê Kdăm"}),
        (without(("Nguyễn Thị Hiếu", "Ksor H'Bơ̆")), {"name": "Ksor H'Bơ̆"}),
        (without(("Số 5", "Số 5 – LÃNG")), {"address": CARD.address.replace("5", "5 – LÃNG")}),
        (without(("12345|012345678", "12345|001090000001")), {"old_number": "001090000001"}),
    ],
)
def test_harmless_differences_are_no_trouble(raw, changed):
    read = parse_card(raw)
    expected = {field: getattr(CARD, field) for field in Card.__slots__} | changed
    assert read == Card(**expected)


@pytest.mark.parametrize(
    ("raw", "field", "value", "warning"),
    [
        (without(("|01012021", "")), "issued_on", None, CardWarning.NO_ISSUE_DATE),
        (without(("|01012021", "|")), "issued_on", None, CardWarning.NO_ISSUE_DATE),
        (without(("|01012021", "|0101")), "issued_on", None, CardWarning.NO_ISSUE_DATE),
        (without(("|01012021", "|1012021")), "issued_on", date(2021, 1, 1), CardWarning.ZEROS_RESTORED),
        (without(("17051990", "7051990")), "birth_date", BirthDate(1990, 5, 7), CardWarning.ZEROS_RESTORED),
        (without(("17051990", "00001990")), "birth_date", BirthDate(1990), None),
        (without(("17051990", "")), "birth_date", None, CardWarning.NO_BIRTH_DATE),
        (without(("|Nữ|", "||")), "sex", None, CardWarning.NO_SEX),
        (without(("001190012345", "1190012345")), "id_number", "001190012345", CardWarning.ZEROS_RESTORED),
        (without(("|012345678", "|12345678")), "old_number", "012345678", CardWarning.ZEROS_RESTORED),
        (without(("001190012345", "003190012345")), "id_number", "003190012345", IdWarning.UNKNOWN_PROVINCE),
        (without(("17051990", "17051991")), "sex", Sex.FEMALE, IdWarning.BIRTH_YEAR_DIFFERS),
        (without(("|Nữ|", "|Nam|")), "sex", Sex.MALE, IdWarning.SEX_DIFFERS),
    ],
)  # fmt: skip
def test_what_is_missing_or_doubtful_is_named(raw, field, value, warning):
    read = parse_card(raw)
    assert getattr(read, field) == value
    assert read.warnings == ((warning,) if warning else ())


def test_an_eleven_digit_number_gets_its_zero_back():
    raw = without(("001190012345", "79190012345"))
    assert parse_card(raw).id_number == "079190012345"


def test_a_name_and_address_without_any_mark_is_accepted_with_a_warning():
    read = parse_card("064090012345||Ksor H'Lis|17051990|Nam|Ia Grai, Gia Lai|01012021")
    assert read.name == "Ksor H'Lis"
    assert read.warnings == (CardWarning.NO_MARKS,)


@pytest.mark.parametrize("keyboard", KEYBOARDS)
@pytest.mark.parametrize("form", ["raw", "NFC", "NFD"])
def test_another_keyboard_layout_is_recognised(keyboard, form):
    digits, separator = KEYBOARDS[keyboard]
    bent = RAW.translate(str.maketrans("1234567890|", digits + separator))
    if form != "raw" and keyboard == "vietnamese":
        bent = unicodedata.normalize(form, bent)
    assert reason_of(bent) == "keyboard_layout"


@given(cards(), st.sampled_from(sorted(KEYBOARDS)))
def test_no_card_is_read_through_another_keyboard(card, keyboard):
    digits, separator = KEYBOARDS[keyboard]
    bent = scanned(card).translate(str.maketrans("1234567890|", digits + separator))
    assert reason_of(bent) == "keyboard_layout"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (RAW.replace("|", ""), "keyboard_layout"),
        (without(("Nguyễn Thị Hiếu", "Nguyeenx Thij Hieeus"), ("Nữ", "Nuwx")), "input_method"),
        ("001090012345||Traanf Vawn Nam|17051990|Nam|Haf Nooij|01012021", "input_method"),
        ("001090012345||Lan|17051990|Nam|Ha2 No65i, Ca6u2 Gia6y1|01012021", "input_method"),
        (without(("Nguyễn Thị Hiếu", "Nguye6n4 Thi5 Hie6u1")), "input_method"),
        (without(("Nguyễn Thị Hiếu", "Nguye^~n Thi. Hie^'u")), "input_method"),
        (without(("Nguyễn", "Nguyeễn")), "input_method"),
        (without(("Hiếu", "Hiếus")), "input_method"),
        (without(("Thị Hiếu", "ThịHiếu")), "input_method"),
        (without(("Nghĩa Đô", "Nghĩa dĐô")), "input_method"),
        (without(("|Nữ|", "|Nu74|")), "input_method"),
        (without(("|Nữ|", "|Nũ|")), "input_method"),
        (without(("001190012345", "00119oo12345")), "input_method"),
        (without(("Nguyễn", "Nguy?n")), "encoding"),
        (without(("Nguyễn", "Nguy\ufffdn")), "encoding"),
        (without(("Nguyễn", "Nguyn")), "encoding"),
        (without(("|Nữ|", "|N|")), "encoding"),
        (without(("|Nữ|", "|Nu|")), "encoding"),
        (without(("Nguyễn", "@Nguyễn")), "encoding"),
        (without(("Nguyễn", "Nguyển李")), "encoding"),
        (without(("Thị Hiếu", "Thị Ãnh")), "encoding"),
        (RAW[4:], "cut_off"),
        (RAW[12:], "cut_off"),
        (RAW[:40], "cut_off"),
        (RAW[:44], "cut_off"),
        (RAW[:30], "cut_off"),
        (without(("Nguyễn Thị Hiếu", " ")), "cut_off"),
        (without(("|012345678", "|0123")), "cut_off"),
        (without(("17051990", "170519")), "cut_off"),
        (without(("17051990", "1751990")), "cut_off"),
        (without(("001190012345", "01190012345")), "cut_off"),
        (without(("001190012345", "3190012345")), "cut_off"),
        (without(("001190012345", "1191012345")), "cut_off"),
        (without(("001190012345", "1190012345"), ("17051990", "")), "cut_off"),
    ],
)
def test_a_bent_scan_is_refused_with_its_cause(raw, reason):
    assert reason_of(raw) == reason


@pytest.mark.parametrize(
    "raw",
    ["", "Nguyễn Thị Hiếu", "001190012345", "0912345678", "https://example.vn/a|b|c|d|e|f|g",
     "1|2|3|4|5|6|7", "||||||", "8934588063053", "đăng ký khai sinh", "MC1:6BFOXN*TS0BI$ZD4N9:9S6RCVN5"],
)  # fmt: skip
def test_typing_and_other_barcodes_are_no_cards(raw):
    assert reason_of(raw) == "not_a_card"


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused_by_name(text):
    try:
        reason = parse_card(text).name and "read"
    except (MangledScan, UnreadableCard) as refusal:
        reason = refusal.details["reason"]
    assert reason in REASONS


@given(cards(), st.data())
def test_a_card_without_its_last_characters_never_gives_a_wrong_person(card, data):
    raw = scanned(card)
    cut = raw[: data.draw(st.integers(0, len(raw) - 1))]
    try:
        read = parse_card(cut)
    except (MangledScan, UnreadableCard):
        return
    assert facts(read)[:5] == facts(card)[:5]
    assert card.address.startswith(read.address)
    assert CardWarning.NO_ISSUE_DATE in read.warnings or CardWarning.ZEROS_RESTORED in read.warnings
