"""A report as a form: names for its lines, its head, and the dossiers behind it as rows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Final, Protocol, TypeAlias
from uuid import UUID

from counter_app.domain.ending import LOCAL
from counter_app.domain.form_templates import Form, template_for
from counter_app.domain.forms_heading import Heading
from counter_app.domain.forms_reports import PeriodReport, ReportedDossier, ReportLine
from counter_app.domain.period_report import Entry
from counter_app.domain.route import role_holder
from counter_app.domain.unit import Officer
from counter_app.services.on_paper import letterhead_of
from counter_app.services.paper_ports import RenderForm
from counter_app.services.ports import Questions, Reference
from counter_app.services.quality import MeasureQuality
from counter_app.services.report_ports import Parts
from counter_app.services.reports import Report, Reports

# As they stand at the head of the form, and in its worksheet.
_PARTS: Final = {
    Parts.FIELD: "Lĩnh vực",
    Parts.PROCEDURE: "Thủ tục",
    Parts.UNIT: "Cơ quan",
    Parts.OFFICER: "Công chức",
}
_ENDINGS: Final = {
    "early": "Trước hạn",
    "on_time": "Đúng hạn",
    "late": "Quá hạn",
    "declined": "Từ chối",
    "withdrawn": "Rút hồ sơ",
    "stopped": "Dừng",
    "": "Đang giải quyết",
}
_CHANNELS: Final = {"counter": "Trực tiếp", "post": "Bưu chính", "online": "Trực tuyến"}
# Whoever of a role holds what nobody has taken yet.
_HOLDERS: Final = {
    role_holder("reception"): "Bộ phận tiếp nhận",
    role_holder("processing"): "Bộ phận xử lý",
    role_holder("leader"): "Lãnh đạo",
}
_NOBODY: Final = "(chưa rõ)"


Heard: TypeAlias = Callable[[int], None]  # how many rows are written; it may raise to stop


class WriteWorksheet(Protocol):
    """Writes the report and the dossiers behind it as .xlsx."""

    def __call__(
        self,
        target: IO[bytes],
        form: PeriodReport,
        rows: Iterator[ReportedDossier],
        progress: Heard,
    ) -> None:
        """Everything it was given, or what ``progress`` raised."""


@dataclass(frozen=True, slots=True)
class ReportForms:
    """The report on paper and as a worksheet."""

    reports: Reports
    questions: Questions
    render: RenderForm
    write: WriteWorksheet
    measure: MeasureQuality

    def form(self, report: Report, officer: Officer) -> PeriodReport:
        """The report as it is shown, its lines by name, with the index of its period."""
        stored, reference = report.stored, self.questions.reference()
        name = _Names(reference, stored.parts)
        named = sorted((name(key), key) for key in stored.lines)
        profile, made_at = reference.unit(), stored.as_of.moment.astimezone(LOCAL)
        heading = Heading(
            letterhead_of(profile),
            template_for(Form.PERIOD_REPORT, stored.period.last),
            "",
            made_at,
            is_sample=profile.is_sample,
        )
        lines = tuple(
            ReportLine(shown, stored.lines[key], report.broken.get(key, ())) for shown, key in named
        )
        return PeriodReport(
            heading=heading,
            period=stored.period,
            parts=_PARTS[stored.parts],
            lines=lines,
            total=ReportLine("Tổng cộng", report.total, report.broken.get("", ())),
            offending=tuple(offence.code or str(offence.id) for offence in report.offences),
            report=stored.id,
            query_version=stored.query_version,
            log_position=stored.as_of.seq,
            made_at=made_at,
            officer=officer.name,
            quality=self.measure(report),
        )

    def pdf(self, form: PeriodReport) -> bytes:
        """The report on A4 lying.

        Raises:
            DamagedFont
        """
        return self.render(form, form.heading.template.page)

    def worksheet(self, form: PeriodReport, target: IO[bytes], progress: Heard) -> None:
        """The report and its dossiers as they are now; ``progress`` may raise to stop."""
        entries = self.reports.asked.entries(self.reports.units(), form.period)
        name = _Names(self.questions.reference(), Parts.OFFICER)
        procedure = _Names(self.questions.reference(), Parts.PROCEDURE)
        rows = (_row(entry, name(entry.officer), procedure(entry.procedure)) for entry in entries)
        self.write(target, form, rows, progress)


class _Names:
    """What stands for a line's key; looked up once."""

    def __init__(self, reference: Reference, parts: Parts) -> None:
        self._reference, self._parts = reference, parts
        self._known: dict[str, str] = {}
        if parts is Parts.PROCEDURE:
            self._known = {version.code: version.name.vi for version in reference.procedures()}
        if parts is Parts.UNIT:
            self._known = {unit.code: f"{unit.name} ({unit.code})" for unit in reference.units()}

    def __call__(self, key: str) -> str:
        if key not in self._known:
            self._known[key] = self._officer(key) if self._parts is Parts.OFFICER else key
        return self._known[key] or _NOBODY

    def _officer(self, key: str) -> str:
        try:
            found = self._reference.officer(UUID(key))
        except ValueError:
            return _HOLDERS.get(key, key)
        return found.name if found else key


def _row(entry: Entry, officer: str, procedure: str) -> ReportedDossier:
    return ReportedDossier(
        code=entry.code,
        field=entry.field,
        procedure_code=entry.procedure,
        procedure=procedure,
        channel=_CHANNELS.get(entry.channel, entry.channel),
        received_at=entry.received_at.astimezone(LOCAL),
        due_at=_local(entry.due_at),
        ended=_ENDINGS.get(entry.ended, entry.ended),
        ended_at=_local(entry.ended_at),
        officer=officer,
    )


def _local(moment: datetime | None) -> datetime | None:
    return moment.astimezone(LOCAL) if moment else None
