"""The service-quality index in words; no Qt: the command line says the same."""

from counter_app.domain.service_quality import Group, Lack, Measured, Metric, QualityIndex, Score
from counter_app.i18n import _


def quality_heads() -> tuple[str, ...]:
    """Over ``quality_rows``."""
    return (_("Nhóm"), _("Điểm"), _("Chỉ số"), _("Số đo"), _("Tỷ lệ"))


def quality_rows(index: QualityIndex) -> list[tuple[str, ...]]:
    """A row for each metric; its group and the group's points stand in the first of them."""
    rows: list[tuple[str, ...]] = []
    for score in index.scores:
        first = (group_word(score.group), points_words(score))
        for metric, measured in score.metrics:
            rows.append((*first, metric_word(metric), *measured_words(measured)))
            first = ("", "")
    return rows


def quality_line(index: QualityIndex) -> str:
    """The groups that have points, and how much is measured of the others."""
    scored = [score for score in index.scores if score.points is not None]
    known = sum(not isinstance(m, Lack) for score in index.scores for _metric, m in score.metrics)
    text = _("Chỉ số phục vụ (QĐ 766/QĐ-TTg): {points}; đo được {known}/{whole} chỉ số.")
    points = [f"{group_word(score.group)} {points_words(score)}" for score in scored]
    return text.format(
        points=" · ".join(points) or _("chưa nhóm nào tính được điểm"),
        known=known,
        whole=sum(len(score.metrics) for score in index.scores),
    )


def quality_rule() -> str:
    """What points are given for, and what they are not."""
    return _(
        "Điểm tiến độ = 20 × (trước hạn + đúng hạn) / đã giải quyết. Các nhóm khác chỉ nêu tỷ lệ"
        " đo được: chưa có căn cứ chắc chắn để chia điểm trong nhóm."
    )


def group_word(group: Group) -> str:
    """One of the six groups."""
    return {
        Group.PUBLICITY: _("Công khai, minh bạch"),
        Group.PROGRESS: _("Tiến độ giải quyết"),
        Group.ONLINE_SERVICE: _("Dịch vụ công trực tuyến"),
        Group.ONLINE_PAYMENT: _("Thanh toán trực tuyến"),
        Group.SATISFACTION: _("Mức độ hài lòng"),
        Group.DIGITISATION: _("Số hóa hồ sơ"),
    }[group]


def metric_word(metric: Metric) -> str:
    """What is counted, and of what."""
    return {
        Metric.PUBLISHED_IN_TIME: _(
            "Quyết định công bố có trong danh mục không muộn hơn ngày hiệu lực / đã có hiệu lực"
        ),
        Metric.SOLVED_IN_TIME: _("Hồ sơ giải quyết trước hạn và đúng hạn / đã giải quyết"),
        Metric.RECEIVED_ONLINE: _("Hồ sơ nộp trực tuyến / đã tiếp nhận"),
        Metric.PAID_ONLINE: _("Hồ sơ nộp tiền qua cổng thanh toán trực tuyến"),
        Metric.PAID_BY_TRANSFER: _("Hồ sơ chỉ nộp bằng chuyển khoản / đã nộp tiền"),
        Metric.SATISFIED: _("Phiếu rất hài lòng và hài lòng / đã trả lời"),
        Metric.REQUESTS_ANSWERED: _("Phản ánh, kiến nghị xử lý đúng hạn và được hài lòng"),
        Metric.PAPERS_DIGITISED: _("Hồ sơ có thành phần được số hóa / đã tiếp nhận"),
        Metric.PAPERS_REUSED: _("Hồ sơ dùng lại dữ liệu đã số hóa / đã tiếp nhận"),
        Metric.RESULTS_DIGITISED: _("Hồ sơ có tệp kết quả điện tử / đã giải quyết"),
    }[metric]


def points_words(score: Score) -> str:
    """``18,5/20``, or that the group has no points."""
    if score.points is None:
        return _("chưa tính/{most}").format(most=score.most)
    return f"{float(score.points):.1f}/{score.most}".replace(".", ",")


def measured_words(measured: Measured) -> tuple[str, str]:
    """The number and the share, or why there is none."""
    if isinstance(measured, Lack):
        why = {
            Lack.NOTHING: _("trong kỳ không có gì để tính"),
            Lack.NOT_KEPT: _("phần mềm chưa ghi nhận"),
            Lack.TOO_FEW: _("chỉ tính trọn quý đã hết, từ 5 phiếu"),
        }[measured]
        return _("chưa có dữ liệu"), why
    share = f"{float(measured.share * 100):.1f}%".replace(".", ",")
    return f"{measured.part:,}/{measured.whole:,}".replace(",", "."), share
