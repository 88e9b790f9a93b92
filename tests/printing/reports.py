"""A period report to print."""

from dataclasses import replace
from datetime import date

from counter_app.domain.form_templates import Form
from counter_app.domain.forms_reports import PeriodReport, ReportLine
from counter_app.domain.period_report import Columns, Period
from counter_app.domain.service_quality import Lack, Metric, QualityIndex, Ratio, scores
from tests import make
from tests.printing.slips import at, heading

DAY = date(2026, 11, 30)
GOOD = Columns(1250, 200, 1000, 50, 1100, 900, 150, 50, 120, 100, 20, 10, 15, 5)
SMALL = Columns(7, 0, 6, 1, 5, 4, 1, 0, 2, 2, 0)

MEASURED = {
    Metric.PUBLISHED_IN_TIME: Ratio(2, 3),
    Metric.SOLVED_IN_TIME: Ratio(1055, 1105),
    Metric.RECEIVED_ONLINE: Ratio(200, 1206),
    Metric.PAID_BY_TRANSFER: Lack.NOTHING,
    Metric.SATISFIED: Lack.TOO_FEW,
    Metric.PAPERS_DIGITISED: Ratio(603, 1206),
    Metric.PAPERS_REUSED: Ratio(0, 1206),
    Metric.RESULTS_DIGITISED: Ratio(221, 1105),
}


def period_report(*more: ReportLine) -> PeriodReport:
    """Two fields of November, and what a test adds."""
    lines = (ReportLine("Hộ tịch", GOOD), ReportLine("Chứng thực", SMALL), *more)
    total = ReportLine("Tổng cộng", sum((line.columns for line in lines), Columns()))
    return PeriodReport(
        heading=replace(heading(Form.PERIOD_REPORT, DAY, coded=False), short_hash=""),
        period=Period(date(2026, 11, 1), DAY),
        parts="Lĩnh vực",
        lines=lines,
        total=total,
        offending=(),
        report=make.identity(42),
        query_version=1,
        log_position=98765,
        made_at=at(DAY, 16, 30),
        officer="Phạm Thị Giám Sát",
        quality=QualityIndex(scores(MEASURED), at(DAY, 16, 31)),
    )


def broken_report() -> PeriodReport:
    """One that does not add up."""
    wrong = ReportLine("Đất đai", replace(SMALL, late=3), ("7=8+9+10",))
    made = period_report(wrong)
    total = replace(made.total, broken=("7=8+9+10",))
    return replace(made, total=total, offending=("H26.12-261123-030001",))
