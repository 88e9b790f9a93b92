"""What forms 02 to 07 and the desk's own papers say, read back from the file."""

import os
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pytest

from counter_app.domain.forms import PaperLine, Party
from counter_app.domain.forms_slips import Contact
from printing.forms import render_form
from printing.raster import page_count, page_letters, page_texts
from tests.printing.receipts import FULL, with_papers
from tests.printing.slips import (
    ALL,
    BY_NAME,
    LABEL,
    NEW,
    OLD,
    apology,
    at,
    control_slip,
    hand_over,
    headed,
    page_of,
    refusal,
    register,
    stop_notice,
    supplement,
    visit_list,
)

GOLDEN = Path(__file__).parents[1] / "golden"


def pdf_of(form) -> bytes:
    return render_form(form, page_of(form))


def read(form) -> str:
    """The text of all pages; where a line was broken stands a space."""
    return " ".join(" ".join(page_texts(pdf_of(form))).replace("\xa0", " ").split())


@pytest.mark.parametrize("name", ALL)
def test_the_form_reads_as_agreed(name):
    text = "\f\n".join(page_texts(pdf_of(ALL[name]))).replace("\r\n", "\n") + "\n"
    golden = GOLDEN / f"form-{name}.txt"
    if os.environ.get("COUNTER_APP_WRITE_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


@pytest.mark.parametrize(
    ("make", "old", "new"),
    [
        (supplement, "Mẫu số 02", "Mẫu số 02"),
        (refusal, "Mẫu số 03", "Mẫu số 03"),
        (apology, "Mẫu số 04", "Mẫu số 04"),
        (control_slip, "Mẫu số 05", "Mẫu số 06"),
        (register, "Mẫu số 06", "Mẫu số 07"),
    ],
)
def test_the_foot_of_every_page_names_the_form_and_its_circular(make, old, new):
    for day, name, circular in ((OLD, old, "01/2018"), (NEW, new, "03/2025")):
        for text in page_texts(pdf_of(make(day))):
            assert f"{name} (Thông tư {circular}/TT-VPCP)" in text


def test_the_apology_asks_for_what_its_circular_provides():
    assert "hẹn lại thời gian trả kết quả giải quyết hồ sơ vào: 09 giờ 05" in read(apology(OLD))
    assert "đề nghị được gia hạn thời gian giải quyết hồ sơ" in read(apology(NEW))


def test_an_apology_before_the_date_does_not_say_that_it_has_passed():
    late = apology()
    assert "đến nay Ủy ban nhân dân phường Nghĩa Đô chưa trả kết quả" in read(late)
    early = read(replace(late, due_at=at(NEW, 9, 5, 5)))
    assert "Tuy nhiên, Ủy ban nhân dân phường Nghĩa Đô không thể trả kết quả" in early
    assert "đến nay" not in early


@pytest.mark.parametrize("make", [apology, stop_notice])
def test_letters_are_signed_by_the_head_of_the_agency(make):
    text = read(make())
    signed = "THỦ TRƯỞNG CƠ QUAN (Ký số hoặc ký, ghi rõ họ tên và đóng dấu) Phạm Quốc Thưởng"
    assert signed in text
    assert "Kính gửi: Nguyễn Thị Hoàng Hiếu" in text
    assert "Nơi nhận: - Như trên; " in text


@pytest.mark.parametrize(
    ("make", "left", "right"),
    [
        (supplement, "NGƯỜI NỘP HỒ SƠ", "NGƯỜI HƯỚNG DẪN"),
        (refusal, "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ"),
        (hand_over, "NGƯỜI NHẬN KẾT QUẢ", "NGƯỜI TRẢ KẾT QUẢ"),
        (visit_list, "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ"),
    ],
)
def test_slips_are_signed_by_the_citizen_and_the_officer(make, left, right):
    text = read(make())
    assert f"{left} (Ký, ghi rõ họ tên) Nguyễn Thị Hoàng Hiếu" in text
    assert f"{right} (Ký, ghi rõ họ tên) Lê Thị Ngọc Bích" in text


@pytest.mark.parametrize("name", sorted(set(ALL) - {"label"}))
def test_the_state_the_unit_the_date_and_the_number_head_every_form(name):
    form = ALL[name]
    text = read(form)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in text
    assert "ỦY BAN NHÂN DÂN PHƯỜNG NGHĨA ĐÔ" in text
    assert re.search(r"Hà Nội, ngày \d\d tháng \d+ năm 20\d\d", text)
    assert " ".join(form.heading.template.title) in text
    assert ("Số: " + form.heading.number in text) == bool(form.heading.number)
    assert ("Mã hồ sơ: H26.12-261123-030017" in text) == bool(form.heading.code)


def test_each_hand_over_is_a_row_with_its_result_in_the_right_column():
    text = read(control_slip())
    assert "1. Giao: Trung tâm" in text
    (letters,) = page_letters(pdf_of(control_slip()))
    crosses = sorted((x for x in letters if x.text == "×"), key=lambda x: -x.top)[:-1]
    on_time, early, late = (cross.left for cross in crosses)  # the last one explains the sign
    assert early < on_time < late
    assert text.count("1. Giao:") == text.count("2. Nhận:") == 5  # three made, two left to write


def test_a_control_slip_grows_over_pages():
    many = replace(control_slip(), hand_overs=control_slip().hand_overs * 10)
    texts = page_texts(pdf_of(many))
    assert len(texts) > 2
    assert "".join(texts).count("1. Giao:") == 30
    assert all(("Người giao" in text) == ("1. Giao:" in text) for text in texts)


def test_a_register_counts_what_it_lists():
    text = read(register(count=7))
    assert "Tổng cộng: 7 hồ sơ (11 bộ); đã trả kết quả: 4; chưa trả kết quả: 3." in text
    assert "Quyển số: 03 – Từ ngày 01/11/2026 đến ngày 23/11/2026" in text


def test_an_empty_register_is_a_register():
    assert "Tổng cộng: 0 hồ sơ (0 bộ)" in read(register(count=0))


def test_a_register_of_five_hundred_rows_flows_over_numbered_pages_with_repeated_heads():
    texts = page_texts(pdf_of(register(count=500)))
    assert 30 < len(texts) < 70
    serials = re.findall(r"^03(\d{4})|(?<=\s)03(\d{4})(?=\s)", "".join(texts), re.MULTILINE)
    assert [int(a or b) for a, b in serials] == list(range(1, 501))
    for number, text in enumerate(texts, 1):
        assert f"Trang {number}/{len(texts)}" in text
        assert "Tên thủ tục hành chính" in text
    assert texts[-1].count("Tổng cộng: 500 hồ sơ") == 1


def test_a_list_of_sixty_dossiers_names_each():
    texts = page_texts(pdf_of(visit_list(count=60)))
    found = re.findall(r"H26\.12-261123-03(\d{4})", "".join(texts))
    assert found == [f"{number:04}" for number in range(1, 61)]
    assert "Tổng cộng: 60 hồ sơ, 60 bộ." in "".join(texts)


@pytest.mark.parametrize("make", [supplement, stop_notice, hand_over])
def test_sixty_papers_flow_over_pages_with_the_code_on_each(make):
    texts = page_texts(pdf_of(replace(make(), papers=with_papers(60).papers)))
    assert len(texts) > 1
    found = re.findall(r"№(\d{3})", "".join(texts))
    assert found == [f"{number:03}" for number in range(1, 61)]
    for number, text in enumerate(texts, 1):
        assert f"Trang {number}/{len(texts)}" in text
        assert "Mã hồ sơ: H26.12-261123-030017" in text


def test_the_label_names_nobody():
    text = read(LABEL)
    assert text == (
        "H26.12-261123-030017 Cấp giấy phép xây dựng mới đối với nhà ở riêng lẻ"
        " Hẹn trả: 09 giờ 05 phút, ngày 07/12/2026"
    )
    assert page_count(pdf_of(LABEL)) == 1


@pytest.mark.parametrize("name", ALL)
def test_on_a_sample_desk_every_page_says_that_it_is_worth_nothing(name):
    form = ALL[name]
    sample = replace(form, is_sample=True) if name == "label" else headed(form, is_sample=True)
    assert all("BẢN MẪU – KHÔNG CÓ GIÁ TRỊ" in text for text in page_texts(pdf_of(sample)))
    assert "BẢN MẪU" not in read(form)


def test_what_was_not_given_leaves_no_label():
    bare = replace(
        supplement(),
        submitter=Party("Trần Minh An"),
        applicant=None,
        content="",
        received_at=None,
        papers=(),
        until=None,
        contact=Contact("Lê Thị Ngọc Bích"),
    )
    text = read(bare)
    for label in (
        "Địa chỉ:",
        "Email:",
        "Chủ hồ sơ:",
        "Thời gian nhận",
        "chậm nhất",
        "số điện thoại",
    ):
        assert label not in text
    assert "liên hệ với Lê Thị Ngọc Bích để được hướng dẫn" in text


@pytest.mark.parametrize("markup", ["<b>Hiếu</b>", "A & B", "</para>", "&amp;", "%s {0} {name}"])
def test_markup_is_printed_literally(markup):
    assert f"Lý do: {markup}" in read(replace(supplement(), reason=markup))
    assert f"Lý do: {markup}" in read(replace(apology(), reason=markup))
    entry = replace(register().entries[0], name=markup)
    assert markup in read(replace(register(), entries=(entry,)))


def test_a_character_without_a_glyph_shows_as_a_box():
    assert "Kính gửi: Hiếu □" in read(replace(apology(), recipient=Party("Hiếu 😀")))
    assert "H26.12-261123-030017 □ Cấp Hẹn" in read(replace(LABEL, procedure="王 Cấp"))


def test_decomposed_text_gives_the_same_bytes():
    def apart(text):
        return unicodedata.normalize("NFD", text)

    for name in BY_NAME:
        form = ALL[name]
        head = replace(FULL.letterhead, unit=apart(FULL.letterhead.unit))
        assert head != FULL.letterhead
        assert pdf_of(headed(form, letterhead=head)) == pdf_of(form)
    papers = tuple(PaperLine(apart(p.name), 1, 0, 0) for p in FULL.papers)
    composed = tuple(PaperLine(p.name, 1, 0, 0) for p in FULL.papers)
    one, other = (replace(hand_over(), papers=of) for of in (papers, composed))
    assert pdf_of(one) == pdf_of(other)
