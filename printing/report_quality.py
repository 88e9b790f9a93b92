"""The service-quality index behind a period report: what was measured, and points where they are sure."""

from typing import Final

from counter_app.domain.service_quality import Group, Lack, Measured, Metric, QualityIndex, Score
from printing.flow import Sheet
from printing.fonts import Face
from printing.page import MM, Align
from printing.table import Cell, Column, put_table, said
from printing.wording import hour_and_date

_COLUMNS: Final = (
    Column("Nhóm chỉ số", 50 * MM, Align.LEFT),
    Column("Điểm", 35 * MM),
    Column("Chỉ số đo được", 120 * MM, Align.LEFT),
    Column("Số đo", 30 * MM),
    Column("Tỷ lệ", 45 * MM),
)
_GROUPS: Final = {
    Group.PUBLICITY: "Công khai, minh bạch",
    Group.PROGRESS: "Tiến độ giải quyết",
    Group.ONLINE_SERVICE: "Dịch vụ công trực tuyến",
    Group.ONLINE_PAYMENT: "Thanh toán trực tuyến",
    Group.SATISFACTION: "Mức độ hài lòng",
    Group.DIGITISATION: "Số hóa hồ sơ",
}
_METRICS: Final = {
    Metric.PUBLISHED_IN_TIME: (
        "Quyết định công bố có trong danh mục không muộn hơn ngày hiệu lực / đã có hiệu lực"
    ),
    Metric.SOLVED_IN_TIME: "Hồ sơ giải quyết trước hạn và đúng hạn / đã giải quyết",
    Metric.RECEIVED_ONLINE: "Hồ sơ nộp trực tuyến / đã tiếp nhận",
    Metric.PAID_ONLINE: "Hồ sơ nộp tiền qua cổng thanh toán trực tuyến",
    Metric.PAID_BY_TRANSFER: "Hồ sơ chỉ nộp bằng chuyển khoản / đã nộp tiền",
    Metric.SATISFIED: "Phiếu rất hài lòng và hài lòng / đã trả lời",
    Metric.REQUESTS_ANSWERED: "Phản ánh, kiến nghị xử lý đúng hạn và được hài lòng",
    Metric.PAPERS_DIGITISED: "Hồ sơ có thành phần được số hóa / đã tiếp nhận",
    Metric.PAPERS_REUSED: "Hồ sơ dùng lại dữ liệu đã số hóa / đã tiếp nhận",
    Metric.RESULTS_DIGITISED: "Hồ sơ có tệp kết quả điện tử / đã giải quyết",
}
_LACKS: Final = {
    Lack.NOTHING: "trong kỳ không có gì để tính",
    Lack.NOT_KEPT: "phần mềm chưa ghi nhận",
    Lack.TOO_FEW: "chỉ tính trọn quý đã hết, từ 5 phiếu",
}
_RULE: Final = (
    "Điểm tiến độ = 20 × (trước hạn + đúng hạn) / đã giải quyết. Các nhóm khác chỉ nêu tỷ lệ đo"
    " được: chưa có căn cứ chắc chắn để chia điểm trong nhóm."
)


def put_quality(sheet: Sheet, index: QualityIndex) -> None:
    """Set the six groups as a table, with what points are given for."""
    title = "PHỤ LỤC: CHỈ SỐ PHỤC VỤ NGƯỜI DÂN, DOANH NGHIỆP (QĐ 766/QĐ-TTg)"
    sheet.paragraph(((Face.BOLD, title),), sheet.styles.text)
    sheet.y += 1 * MM
    put_table(sheet, _COLUMNS, [row for score in index.scores for row in _rows(score)])
    sheet.y += 2 * MM
    measured = f"Ngoài các cột của biểu, số liệu được đo lúc {hour_and_date(index.measured_at)}."
    for text in (_RULE, measured):
        sheet.paragraph(((Face.REGULAR, text),), sheet.styles.text)


def _rows(score: Score) -> list[tuple[Cell, ...]]:
    """A row for each metric; the group and its points stand in the first."""
    named = (said(_GROUPS[score.group]), said(_points(score)))
    empty = (said(""), said(""))
    return [
        (*(named if number == 0 else empty), said(_METRICS[metric]), *_measured(measured))
        for number, (metric, measured) in enumerate(score.metrics)
    ]


def _points(score: Score) -> str:
    if score.points is None:
        return f"chưa tính (tối đa {score.most})"
    return f"{float(score.points):.1f}/{score.most}".replace(".", ",")


def _measured(measured: Measured) -> tuple[Cell, Cell]:
    if isinstance(measured, Lack):
        return said("chưa có dữ liệu"), said(_LACKS[measured])
    share = f"{float(measured.share * 100):.1f}%".replace(".", ",")
    counted = f"{measured.part:,}/{measured.whole:,}".replace(",", ".")
    return said(counted), said(share)
