"""The fields of the set-up pages."""

from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from counter_app.i18n import _
from ui.setup.founder_form import FounderForm
from ui.widgets.field import Field


def line(
    name: str, words: str, hint: str, echo: QLineEdit.EchoMode = QLineEdit.EchoMode.Normal
) -> Field:
    """A field of one line."""
    control = QLineEdit()
    control.setEchoMode(echo)
    control.setMaxLength(64 if echo is QLineEdit.EchoMode.Password else 200)
    return Field(words, control, f"setup.{name}", hint)


def founder_fields() -> dict[str, Field]:
    """Those of the first administrator."""
    hidden = QLineEdit.EchoMode.Password
    pin_hint = _("Ít nhất 6 ký tự. Ghi nhớ mã này: không ai đọc lại được.")
    return {
        "officer": line("officer", _("Họ và tên quản trị viên"), ""),
        "login": line("login", _("Tên đăng nhập"), _("Chữ thường và số, ví dụ quantri")),
        "pin": line("pin", _("Mã PIN"), pin_hint, hidden),
        "pin_again": line("pin_again", _("Nhập lại mã PIN"), "", hidden),
    }


def founder_in(fields: dict[str, Field]) -> FounderForm:
    """What is typed in them now."""
    names = ("login", "officer", "pin", "pin_again")
    login, name, pin, again = (text_in(fields[field]) for field in names)
    return FounderForm(login, name, pin, again)


def text_in(field: Field) -> str:
    """What is typed in a field of one line."""
    control = field.control
    return control.text() if isinstance(control, QLineEdit) else ""


def card(width: int) -> tuple[QFrame, QVBoxLayout]:
    """A card as wide as that at the usual text size."""
    made = QFrame()
    made.setProperty("card", True)
    made.setProperty("fixedWidth", str(width))  # the stylesheet's: it follows the text scale
    column = QVBoxLayout(made)
    column.setContentsMargins(24, 24, 24, 24)
    column.setSpacing(8)
    return made, column
