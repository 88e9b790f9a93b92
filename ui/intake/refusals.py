"""Where a refusal is told on the intake page: beside its cause, with the focus on the remedy."""

from PySide6.QtCore import Qt

from counter_app.domain.errors import (
    AmbiguousTerm,
    InvalidAgency,
    InvalidBirthDate,
    InvalidIntake,
    MissingComponents,
    UnknownCase,
    UnknownTerm,
)
from counter_app.i18n import _
from ui.intake.columns import Column, Columns
from ui.intake.wording import birth_date_refusal, names_in_short
from ui.messages import explain


def tell_refusal(columns: Columns, error: Exception) -> None:
    """Say why the visit was not stored, where it can be mended."""
    column, sentence = _place_of(columns, error)
    columns.say(column, sentence, "danger")


def tell_no_promise(columns: Columns, error: Exception) -> None:
    """Say why there is no date yet; what a person must choose is offered."""
    reception = columns.reception
    if isinstance(error, UnknownCase):
        reception.show_no_promise(_("Chọn trường hợp để có ngày hẹn."))
    elif isinstance(error, AmbiguousTerm) and error.terms:
        reception.show_no_promise(_("Chọn thời hạn để có ngày hẹn."))
        columns.box.ask_for_term(known=True)
    elif isinstance(error, UnknownTerm | AmbiguousTerm):
        reception.show_no_promise(_("Đặt thời hạn để có ngày hẹn."))
        columns.box.ask_for_term(known=False)
    elif isinstance(error, InvalidAgency):
        reception.show_no_promise(_("Mã cơ quan giải quyết chưa đúng."))
    else:
        reception.show_no_promise(explain(error))


def _place_of(columns: Columns, error: Exception) -> tuple[Column, str]:
    if isinstance(error, MissingComponents):
        columns.box.ask_for_reason(error.names)
        return columns.box, _(
            "Thiếu {papers}. Tích giấy tờ đã nhận, hoặc ghi lý do vẫn tiếp nhận rồi bấm Ctrl+Enter."
        ).format(papers=names_in_short(error.names))
    if isinstance(error, InvalidIntake) and error.reason == "missing":
        return _place_of_gap(columns, error.path)
    if isinstance(error, InvalidBirthDate):
        columns.applicant.focus_birth_date()
        return columns.applicant, birth_date_refusal(error.reason)
    if isinstance(error, UnknownCase | AmbiguousTerm | UnknownTerm):
        return columns.box, _ask_for_choice(columns, error)
    return columns.reception, explain(error)


def _ask_for_choice(columns: Columns, error: Exception) -> str:
    if isinstance(error, UnknownCase):
        columns.box.ask_for_case()
        return _("Chọn trường hợp của thủ tục.")
    tell_no_promise(columns, error)
    if first := columns.box.term.first():
        first.setFocus()
    return _("Chọn thời hạn trước khi tiếp nhận.")


def _place_of_gap(columns: Columns, path: str) -> tuple[Column, str]:
    if path == "procedure":
        columns.box.procedure.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return columns.box, _("Chọn thủ tục trước khi tiếp nhận.")
    whose, _dot, field = path.partition(".")
    columns.applicant.focus_field(whose, field or "name")
    if whose == "submitter":
        return columns.applicant, _("Nhập họ tên người nộp.")
    return columns.applicant, _("Nhập họ tên chủ hồ sơ.")
