"""The first administrator of a desk or a unit: what is typed, and what is wrong with it. No Qt."""

from dataclasses import dataclass

from counter_app.domain.acts import Role
from counter_app.i18n import _
from counter_app.services.accounts import MAX_PIN, MIN_PIN, NewOfficer


@dataclass(frozen=True, slots=True)
class FounderForm:
    """What was typed."""

    login: str
    name: str
    pin: str
    pin_again: str

    def officer(self) -> NewOfficer:
        """Who that would be."""
        return NewOfficer(self.login, self.name, (Role.ADMINISTRATOR,), self.pin)


def founder_problems(form: FounderForm) -> dict[str, str]:
    """What stands in the way, a sentence by field name; empty where nothing does."""
    is_long_enough = MIN_PIN <= len(form.pin) <= MAX_PIN
    least = _("Mã PIN cần ít nhất {least} ký tự.").format(least=MIN_PIN)
    is_same = form.pin == form.pin_again
    return {
        "login": "" if form.login.strip() else _("Nhập tên đăng nhập, ví dụ quantri."),
        "officer": "" if form.name.strip() else _("Nhập họ và tên của quản trị viên."),
        "pin": "" if is_long_enough else least,
        "pin_again": "" if is_same else _("Hai lần nhập PIN chưa giống nhau."),
    }
