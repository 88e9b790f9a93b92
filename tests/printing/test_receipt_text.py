"""What the paper says, read back from the file exactly as it stands there."""

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.forms import PageSize, PaperLine, Party
from counter_app.domain.procedure import Fee, FeeKind
from printing.raster import page_count, page_texts
from printing.receipt import Copy, render
from tests.printing.receipts import (
    FULL,
    PHASED,
    PLAIN,
    REISSUED,
    UNBOUND,
    receipt,
    submitted_by,
    with_papers,
)

GOLDEN = Path(__file__).parents[1] / "golden"
VOWELS = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
LETTERS = VOWELS + "bcdđghklmnpqrstvx" + "fjwz"
ALL_LETTERS = LETTERS + LETTERS.upper()


def read(pdf: bytes) -> str:
    """The text of all pages; where a line was broken stands a space."""
    return " ".join(" ".join(page_texts(pdf)).replace("\r\n", " ").split())


def packed(text: str) -> str:
    """Without spaces: where a long word was broken none was there before."""
    return "".join(text.split())


def test_a_sample_desks_receipt_says_on_every_sheet_and_page_that_it_is_worth_nothing():
    sample = replace(with_papers(60), is_sample=True)
    for page, sheets in ((PageSize.A5, 1), (PageSize.A4, 2)):
        for text in page_texts(render(sample, page)):
            assert text.count("BẢN MẪU – KHÔNG CÓ GIÁ TRỊ") == sheets
    assert "BẢN MẪU" not in read(render(FULL, PageSize.A5))


@pytest.mark.parametrize(
    ("name", "sample", "page"),
    [
        ("receipt-full-a5", FULL, PageSize.A5),
        ("receipt-full-a4", FULL, PageSize.A4),
        ("receipt-plain-a5", PLAIN, PageSize.A5),
        ("receipt-reissued-a4", REISSUED, PageSize.A4),
        ("receipt-two-phases-a5", PHASED, PageSize.A5),
        ("receipt-no-term-a5", UNBOUND, PageSize.A5),
    ],
)
def test_the_form_reads_as_agreed(name, sample, page):
    text = "\f\n".join(page_texts(render(sample, page))).replace("\r\n", "\n") + "\n"
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("COUNTER_APP_WRITE_GOLDEN"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


@pytest.mark.parametrize(
    "printed",
    [
        "ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI",
        "ỦY BAN NHÂN DÂN PHƯỜNG NGHĨA ĐÔ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Mã hồ sơ: H26.12-261123-030017",
        "Hà Nội, ngày 23 tháng 11 năm 2026",
        "2612 2611 2303 0017 45",
        "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ (Liên 2: Giao người nộp hồ sơ)",
        "Bộ phận tiếp nhận và trả kết quả: Trung tâm Phục vụ hành chính công phường Nghĩa Đô",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Hoàng Hiếu",
        "Địa chỉ: Số 12, ngõ 34 đường Hoàng Quốc Việt, phường Nghĩa Đô, thành phố Hà Nội",
        "Số điện thoại: 0912345678 Email: hieu.nguyen@example.vn",
        "Số CCCD/hộ chiếu: 001190012345",
        "Nội dung yêu cầu giải quyết: Đăng ký khai sinh cho con là Trần Minh An",
        "Thủ tục hành chính: Đăng ký khai sinh",
        "Chủ hồ sơ: Trần Minh An Địa chỉ: Số 5 phố Đặng Thùy Trâm",
        "Thành phần hồ sơ nộp gồm: TT Tên thành phần hồ sơ Số lượng (bản)",
        "1 Tờ khai đăng ký khai sinh (theo mẫu) 1 0 0",
        "5 Văn bản ủy quyền được chứng thực 0 1 2",
        "Giấy tờ còn thiếu khi tiếp nhận: Giấy ra viện; Ảnh 3×4",
        "Lý do tiếp nhận: bệnh viện chưa cấp lại, bổ sung trước ngày hẹn trả",
        "Số lượng hồ sơ: 01 (bộ)",
        "Thời gian giải quyết hồ sơ theo quy định là: 5 ngày làm việc",
        "Thời gian nhận hồ sơ: 09 giờ 05 phút, thứ Hai, ngày 23/11/2026",
        "Thời gian trả kết quả giải quyết hồ sơ: 09 giờ 05 phút, thứ Ba, ngày 01/12/2026",
        "24/11 (Ngày Văn hóa Việt Nam)",
        "Đăng ký nhận kết quả tại: Bộ phận tiếp nhận và trả kết quả",
        "Phí, lệ phí: phí 20.000 đ; lệ phí 1.250.000 đ (bản sao trích lục); tổng cộng 1.270.000 đ",
        "Vào Sổ theo dõi hồ sơ, Quyển số: 03 Số thứ tự: 127",
        "NGƯỜI NỘP HỒ SƠ (Ký, ghi rõ họ tên) Nguyễn Thị Hoàng Hiếu",
        "NGƯỜI TIẾP NHẬN HỒ SƠ (Ký, ghi rõ họ tên) Lê Thị Ngọc Bích",
        "liên 1 lưu tại Bộ phận tiếp nhận và trả kết quả, liên 2 giao người nộp hồ sơ.",
        "https://dichvucong.hanoi.gov.vn",
        "Mã tra cứu: K7PX4MRQ",
        "024 3756 1234",
        "Mã đối chiếu: 3f9a12bc77d0 Trang 1/1",
    ],
)
def test_every_field_stands_on_the_paper_letter_by_letter(printed):
    assert printed in read(render(FULL, PageSize.A5))


def test_all_letters_of_vietnamese_come_back_composed_in_both_faces():
    assert len(ALL_LETTERS) == 186
    content = " ".join(ALL_LETTERS[n : n + 12] for n in range(0, len(ALL_LETTERS), 12))
    text = read(render(receipt(content=content, submitter=Party(content)), PageSize.A5))
    assert text.count(content) == 2


def test_fields_come_in_the_order_of_the_form():
    text = read(render(FULL, PageSize.A5))
    labels = [
        "Mã hồ sơ:", "GIẤY TIẾP NHẬN", "Bộ phận tiếp nhận và trả kết quả:", "Tiếp nhận hồ sơ của:",
        "Địa chỉ:", "Số điện thoại:", "Email:", "Số CCCD/hộ chiếu:", "Nội dung yêu cầu",
        "Chủ hồ sơ:", "Thành phần hồ sơ nộp gồm:", "Số lượng hồ sơ:", "Thời gian giải quyết",
        "Thời gian nhận hồ sơ:", "Thời gian trả kết quả", "Đăng ký nhận kết quả tại:",
        "Phí, lệ phí:", "Vào Sổ theo dõi hồ sơ", "NGƯỜI NỘP HỒ SƠ", "NGƯỜI TIẾP NHẬN HỒ SƠ",
        "Ghi chú:",
    ]  # fmt: skip
    places = [text.index(label) for label in labels]
    assert places == sorted(places)


def test_optional_fields_left_empty_leave_no_label():
    text = read(render(PLAIN, PageSize.A5))
    for label in (
        "Địa chỉ:", "Số điện thoại:", "Email:", "Mã số thuế:", "Chủ hồ sơ:", "Thủ tục hành chính:",
        "còn thiếu", "Phí, lệ phí:", "Vào Sổ", "Tra cứu tình trạng", "hỗ trợ", "Cấp lại",
    ):  # fmt: skip
        assert label not in text


def test_the_lookup_secret_goes_to_the_citizen_alone():
    filed = read(render(FULL, PageSize.A5, copy=Copy.FILED))
    assert "Liên 1: Lưu" in filed
    assert FULL.lookup_secret not in filed
    both = read(render(FULL, PageSize.A4))
    assert both.count(FULL.lookup_secret) == 1
    assert both.count("Mã hồ sơ: H26.12-261123-030017") == 2
    assert "Liên 1: Lưu" in both
    assert "Liên 2: Giao người nộp hồ sơ" in both


def test_a_reissue_says_which_and_why():
    text = read(render(REISSUED, PageSize.A5))
    assert "Cấp lại lần 2 – lý do: ghi sai ngày sinh của chủ hồ sơ" in text


def test_each_phase_has_its_own_term_and_date():
    text = read(render(PHASED, PageSize.A5))
    assert "giai đoạn 1: 2 tháng + 15 ngày làm việc; giai đoạn 2: 10 ngày làm việc" in text
    assert "kết quả giai đoạn 1: 09 giờ 05 phút, thứ Sáu, ngày 19/02/2027" in text
    assert "kết quả giai đoạn 2: 17 giờ 00 phút, thứ Sáu, ngày 05/03/2027" in text


def test_no_term_is_printed_as_such():
    text = read(render(UNBOUND, PageSize.A5))
    assert "theo quy định là: pháp luật không quy định thời hạn" in text
    assert "hồ sơ: theo thông báo của cơ quan giải quyết" in text
    assert "Cách tính" not in text
    assert "nộp gồm: không có giấy tờ kèm theo" in text


def test_a_reception_without_a_name_of_its_own_is_named_by_its_unit():
    head = replace(FULL.letterhead, reception="Bộ phận Tiếp nhận và Trả kết quả")
    text = read(render(receipt(letterhead=head), PageSize.A5))
    assert "trả kết quả: Ủy ban nhân dân phường Nghĩa Đô Tiếp nhận hồ sơ của" in text


def test_a_fee_nobody_knows_is_not_printed_as_nothing():
    text = read(render(receipt(fees=(Fee(FeeKind.LE_PHI, None),)), PageSize.A5))
    assert "Phí, lệ phí: lệ phí theo mức quy định của địa phương" in text


def test_a_company_gets_its_tax_code():
    party = Party("Công ty TNHH Hoàng Long", phone="02433334444", tax_code="0100233488")
    text = read(render(receipt(submitter=party), PageSize.A5))
    assert "Số điện thoại: 02433334444 Mã số thuế: 0100233488" in text


def test_an_ordinary_case_with_eight_papers_stays_on_one_page():
    ordinary = replace(with_papers(8), submitter=FULL.submitter, fees=FULL.fees, hotline="1022")
    assert page_count(render(ordinary, PageSize.A5)) == 1
    assert page_count(render(FULL, PageSize.A4)) == 1


@given(st.text(alphabet=ALL_LETTERS + " ’.,()/", min_size=1, max_size=300))
def test_any_name_reads_back_as_written(name):
    sample = submitted_by("Ông " + name)
    pdf = render(sample, PageSize.A5)
    assert packed("Tiếp nhận hồ sơ của: Ông " + name) in packed("".join(page_texts(pdf)))


@given(
    st.lists(st.text(alphabet=ALL_LETTERS + " ", min_size=1, max_size=400), max_size=12),
    st.text(alphabet=ALL_LETTERS + "0123456789 ", max_size=2000),
)
def test_any_papers_and_content_read_back_as_written(names, content):
    papers = tuple(PaperLine(name, 1, 0, 0) for name in names)
    sample = replace(PLAIN, papers=papers, content=content)
    text = packed("".join(page_texts(render(sample, PageSize.A5))))
    assert packed(content) in text
    assert all(packed(name)[:20] in text for name in names)
