"""What a decision (quyết định công bố) may do to the versions that are known (NĐ 63/2010)."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date

from counter_app.domain.errors import (
    EffectiveTooEarly,
    IncompleteDecision,
    OverlappingVersions,
    ReplacesUnknown,
)
from counter_app.domain.procedure import Decision, DecisionKind, ProcedureVersion

VersionsOf = Callable[[str], Sequence[ProcedureVersion]]


def check_complete(version: ProcedureVersion) -> date:
    """The day the version takes effect, once its decision says all that must be known.

    Raises:
        IncompleteDecision: the number or the effective day is missing.
    """
    decision = version.decision
    found = {"number": decision.number.strip(), "effective": decision.effective}
    lacking = tuple(name for name, value in found.items() if not value)
    if decision.effective is None or lacking:
        raise IncompleteDecision(version.code, lacking)
    return decision.effective


def check_series(
    versions: Sequence[ProcedureVersion], known: Sequence[ProcedureVersion] = ()
) -> None:
    """Whether ``versions`` of one procedure may follow ``known`` one after another.

    Those whose effective day nobody has said yet are passed over: they are drafts for a person.

    Raises:
        OverlappingVersions, EffectiveTooEarly
    """
    before = list(known)
    for version in versions:
        if version.decision.effective is not None:
            _check_follows(version, before)
        before.append(version)


def check_replaced(version: ProcedureVersion, versions_of: VersionsOf) -> None:
    """Whether ``version`` may take the place of every procedure it says it replaces.

    Raises:
        ReplacesUnknown, OverlappingVersions, EffectiveTooEarly
    """
    for code in _others(version):
        known = versions_of(code)
        if not known:
            raise ReplacesUnknown(version.code, code)
        if version.decision.effective is not None:
            _check_follows(_closing(known[-1], version.decision), known)


def closings(version: ProcedureVersion, versions_of: VersionsOf) -> tuple[ProcedureVersion, ...]:
    """The versions that end the procedures ``version`` replaces, from its effective day on.

    One procedure may replace several and several one: whoever comes second finds it ended.
    """
    ended = ((known, version.decision) for known in map(versions_of, _others(version)) if known)
    return tuple(_closing(known[-1], by) for known, by in ended if not known[-1].is_repeal)


def in_order_of_issue(versions: Iterable[ProcedureVersion]) -> list[ProcedureVersion]:
    """Earlier days first, and of one day what ends before what begins."""
    return sorted(versions, key=lambda v: (v.decision.effective or date.min, not v.is_repeal))


def _check_follows(version: ProcedureVersion, known: Sequence[ProcedureVersion]) -> None:
    """The same decision may be issued again (đính chính); another one begins on a later day."""
    decision = version.decision
    for other in (v.decision for v in known):
        is_corrected = other.number == decision.number
        if decision.effective == other.effective and not is_corrected:
            raise OverlappingVersions(
                version.code, decision.number, other.number, decision.effective
            )
    dated = [v.decision.effective for v in known if v.decision.effective is not None]
    if dated and decision.effective is not None and decision.effective < max(dated):
        raise EffectiveTooEarly(version.code, decision.number, decision.effective, max(dated))


def _closing(version: ProcedureVersion, by: Decision) -> ProcedureVersion:
    return replace(version, decision=replace(by, kind=DecisionKind.REPEAL), replaces=())


def _others(version: ProcedureVersion) -> tuple[str, ...]:
    return tuple(code for code in dict.fromkeys(version.replaces) if code != version.code)
