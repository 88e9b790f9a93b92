"""The catalogue's stable words as officers say them. No Qt."""

from datetime import date

from counter_app.domain.drafting import DraftState
from counter_app.domain.procedure import Decision, DecisionKind
from counter_app.domain.review import Candidate
from counter_app.domain.suggestion import Flaw, Outcome
from counter_app.i18n import _


def decision_kind_words(kind: DecisionKind) -> str:
    """What a decision does to a procedure."""
    words = {
        DecisionKind.NEW: _("ban hành mới"),
        DecisionKind.AMEND: _("sửa đổi, bổ sung"),
        DecisionKind.REPLACE: _("thay thế"),
        DecisionKind.REPEAL: _("bãi bỏ"),
    }
    return words[kind]


def decision_words(decision: Decision) -> str:
    """``12/QĐ-UBND · sửa đổi, bổ sung · hiệu lực 01/01/2027``."""
    parts = [decision.number or _("chưa có số"), decision_kind_words(decision.kind)]
    if decision.effective is not None:
        parts.append(_("hiệu lực {day}").format(day=day_words(decision.effective)))
    return " · ".join(parts)


def day_words(day: date | None) -> str:
    """``01/01/2027``; a dash where nobody has said."""
    return f"{day:%d/%m/%Y}" if day else "–"


def draft_state_words(state: DraftState) -> str:
    """Where a draft is."""
    words = {
        DraftState.WRITTEN: _("chờ rà"),
        DraftState.CHECKED: _("đã rà, chờ ban hành"),
        DraftState.ISSUED: _("đã ban hành"),
        DraftState.DROPPED: _("đã bỏ"),
    }
    return words[state]


def flaw_words(flaw: Flaw) -> str:
    """What is wrong with a procedure."""
    words = {
        Flaw.OVERLAPPING: _("trùng lặp"),
        Flaw.CONTRADICTORY: _("mâu thuẫn"),
        Flaw.NEEDLESS_COMPONENT: _("thành phần hồ sơ không cần thiết"),
        Flaw.TERM_TOO_LONG: _("thời hạn quá dài"),
        Flaw.TERM_NEVER_MET: _("thời hạn không lần nào giữ được"),
        Flaw.UNUSED: _("không phát sinh hồ sơ"),
    }
    return words[flaw]


def outcome_words(outcome: Outcome) -> str:
    """How far a suggestion has come."""
    words = {
        Outcome.FILED: _("chờ xem xét"),
        Outcome.CONSIDERED: _("đang xem xét"),
        Outcome.ACCEPTED: _("chấp nhận"),
        Outcome.DECLINED: _("không chấp nhận"),
    }
    return words[outcome]


def candidate_words(found: Candidate) -> str:
    """``trùng lặp: Tờ khai (1.001193, 1.000894)``."""
    codes = ", ".join(found.procedures)
    about = found.component
    if found.finished:
        about = _("{count} hồ sơ đã xong").format(count=found.finished)
    if not about:
        return f"{flaw_words(found.flaw)}: {codes}"
    return f"{flaw_words(found.flaw)}: {about} ({codes})"


def state_words(state: str) -> str:
    """Whether a procedure is received today."""
    words = {
        "in-force": _("đang tiếp nhận"),
        "coming": _("sắp có hiệu lực"),
        "ended": _("thôi tiếp nhận"),
    }
    return words[state]
