"""A record of the national portal (Cổng Dịch vụ công quốc gia) as an unchecked version."""

import re

from counter_app.domain.portal_fees import note_fees, read_fees
from counter_app.domain.portal_fields import Fields
from counter_app.domain.portal_findings import Findings, made_unique
from counter_app.domain.portal_papers import read_components
from counter_app.domain.portal_times import (
    Row,
    TimedCase,
    note_times,
    offers_of_case,
    offers_of_rows,
    stated_time,
)
from counter_app.domain.procedure import NO_ID, Case, Decision, ProcedureVersion, Title

ONLY_CASE = "chung"  # the id of the one case of a record that lists none
PORTAL_KEYS = frozenset({"codeNotation", "executionMethods", "executionCases", "procedureProposal"})
_PAGE = "dichvucong.gov.vn/thu-tuc-hanh-chinh/"
_CODE = re.compile(r"\d\.\d{6}", re.ASCII)
_NUMBER = re.compile(r"[0-9]+[a-zA-Z]?/([0-9]{4}/)?QĐ-\S+")
_LEVELS = {
    "isWard": "commune",
    "isProvince": "province",
    "isMinistry": "ministry",
    "isOtherAgency": "other",
    "isUndetermined": "undetermined",
    "isVertical": "vertical",
}


def is_portal_record(value: object) -> bool:
    """Whether a JSON value has keys that only the portal's records have."""
    return isinstance(value, dict) and not PORTAL_KEYS.isdisjoint(value)


def read_portal_record(value: object) -> ProcedureVersion:
    """One record as a version nobody has checked: ``official`` is false, ``id`` is ``NO_ID``.

    Every contradiction of the record stays in it: as offers side by side (``AmbiguousTerm`` makes
    a person choose at reception) and as doubts in the source's words. Their kinds: term,
    term_unit, channel, case_code, case_name, fee, fee_kind, fee_text, component_case,
    component_code, component_copies, component_missing, component_remark, code, level, field, decision, internal.
    The route is unknown (no steps), and so is the day the decision takes effect.

    Raises:
        UnreadableRecord: what no version can do without is missing, or has another type.
    """
    record, findings = Fields.of(value), Findings()
    code = _code(record, findings)
    rows = tuple(_row(item, findings) for item in record.items("executionMethods", needed=True))
    name = record.needed_line("name")
    cases = _cases(record, name, findings)
    common = offers_of_rows(rows)
    note_times(rows, cases, findings)
    note_fees(rows, _texts(record, rows), findings)
    components = read_components(record.items("executionCases", needed=True), findings)
    _note_internal(record, findings)
    return ProcedureVersion(
        id=NO_ID,
        code=code,
        name=Title(name),
        field=_field(record, findings),
        level=_level(record, findings),
        decision=_decision(record, findings),
        cases=tuple(Case(case.code, case.name, offers_of_case(common, case)) for case in cases),
        components=components,
        result="; ".join(_names(record, "resultsDetails")),
        source=_PAGE + record.line("id"),
        doubts=findings.doubts(),
    )


def _code(record: Fields, findings: Findings) -> str:
    code, notation = record.code("code"), record.code("codeNotation")
    if not code:
        raise record.refusal("code", "missing")
    if not _CODE.fullmatch(code) or notation != code:
        findings.add("code", [code, notation])
    return code


def _row(item: Fields, findings: Findings) -> Row:
    method = item.code("submissionMethod")
    return Row(
        method,
        stated_time(item, "processingTime", "processingTimeUnit"),
        item.text("description"),
        read_fees(method, item.items("fees"), findings),
    )


def _cases(record: Fields, name: str, findings: Findings) -> tuple[TimedCase, ...]:
    items = record.items("cases", needed=True)
    if not items:
        return (TimedCase(ONLY_CASE, name, None),)
    codes, repeated = made_unique(item.code("code") or ONLY_CASE for item in items)
    if repeated:
        findings.add("case_code", repeated)
    names = [item.line("name") or name for item in items]
    alike = [name for name in names if names.count(name) > 1]
    if alike:
        findings.add("case_name", alike)
    for item in items:  # always empty so far; the papers are those of executionCases
        findings.add(
            "component_case", (paper.line("name") for paper in item.items("profileComponents"))
        )
    days = [item.inner("processingDay") for item in items]
    return tuple(
        TimedCase(code, name, stated_time(day, "qty", "type") if day else None)
        for code, name, day in zip(codes, names, days, strict=True)
    )


def _texts(record: Fields, rows: tuple[Row, ...]) -> list[str]:
    steps = [step.text("description") for step in record.items("executionSteps")]
    notes = [fee.note for row in rows for fee in row.fees if fee.amount is not None]
    own = [record.text(key) for key in ("description", "requirementsAndConditions", "note")]
    return [row.description for row in rows] + notes + steps + own


def _field(record: Fields, findings: Findings) -> str:
    category = record.inner("category")
    names = _names(record, "categoriesDetails")
    if category and category.line("name") and category.line("name") not in names:
        names = (*names, category.line("name"))
    if len(names) != 1:
        findings.add("field", names or [""])
    return "; ".join(names)


def _level(record: Fields, findings: Findings) -> str:
    levels = [level for key, level in _LEVELS.items() if record.flag(key)]
    if not levels or levels == ["vertical"] or "undetermined" in levels:
        findings.add("level", levels or [""])
    return ", ".join(levels)


def _decision(record: Fields, findings: Findings) -> Decision:
    """The portal leaves ``decisionNumber`` null, and says neither the kind nor the effective day."""
    proposal = record.inner("procedureProposal") or Fields({}, record.at("procedureProposal"))
    number = proposal.line("proposalNumber") or proposal.line("decisionNumber")
    number = number or record.line("decisionNo")
    if not _NUMBER.fullmatch(number):
        findings.add("decision", [number])
    return Decision(number, issued=proposal.day("decisionDate"))


def _note_internal(record: Fields, findings: Findings) -> None:
    kind = record.line("type")
    if record.flag("isInternal") or kind.endswith("INTERNAL"):
        findings.add("internal", [kind])


def _names(record: Fields, key: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for item in record.items(key) if (name := item.line("name"))))
