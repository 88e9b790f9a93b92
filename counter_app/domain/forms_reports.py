"""The period report (biểu II.06a/VPCP/KSTT) as data without layout, for paper and worksheet."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from counter_app.domain.forms_heading import Heading
from counter_app.domain.period_report import Columns, Period
from counter_app.domain.service_quality import QualityIndex


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One line; the report numbers them itself. ``broken``: the identities that do not hold."""

    name: str
    columns: Columns
    broken: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """A report as it is shown: by ``parts`` (lĩnh vực, thủ tục, …), with the point it was made at."""

    heading: Heading
    period: Period
    parts: str
    lines: tuple[ReportLine, ...]
    total: ReportLine
    offending: tuple[str, ...]  # codes of dossiers that keep it from adding up
    report: UUID
    query_version: int
    log_position: int  # of the desk's log: what was known
    made_at: datetime
    officer: str
    quality: QualityIndex


@dataclass(frozen=True, slots=True)
class ReportedDossier:
    """A dossier behind the report, as a row of the worksheet; moments are local."""

    code: str
    field: str
    procedure_code: str
    procedure: str
    channel: str
    received_at: datetime
    due_at: datetime | None
    ended: str
    ended_at: datetime | None
    officer: str
