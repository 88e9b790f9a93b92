"""Forms of the acts that pass a dossier on: to a colleague, to another unit."""

from counter_app.domain.act import Role
from counter_app.domain.type_ahead import Candidate
from counter_app.i18n import _
from counter_app.services.centre_port import (
    DirectoryEntry,
)
from counter_app.services.routing import NEXT, current_number, said_of
from ui.acting.form import ActForm
from ui.acting.paper_ticks import PaperTicks, TickedPaper
from ui.shown import ShownDossier
from ui.widgets.type_ahead import Choice, TypeAhead
from ui.words import role_word, role_words

_HOLDERS = (Role.RECEPTION, Role.PROCESSING, Role.LEADER)


class ForwardForm(ActForm):
    """To the next step, another step, a role, or an officer by name."""

    def __init__(self, shown: ShownDossier) -> None:
        super().__init__("forward")
        self._to = TypeAhead()
        self._to.setPlaceholderText(_("Tên công chức, bước hoặc bộ phận"))
        choices = receivers(shown)
        self._to.set_choices(choices)
        self.add_field("to", _("Chuyển cho"), self._to, self._said_to)
        self.add_line("reason", _("Ý kiến chuyển"), _("Nếu có"), column=1)
        if choices and choices[0].key == NEXT:
            self._to.choose(NEXT)
        self.finish_columns()

    def focus_first(self) -> None:
        """The receiver, selected: typing over it looks for another one."""
        super().focus_first()
        self._to.selectAll()

    def _said_to(self) -> str:
        return self._to.key() or self._to.text().strip()


class TransferForm(ActForm):
    """To another unit, with the papers that travel.

    A desk that belongs to a centre chooses among the city's units, for no other can receive it; one
    that stands alone knows none, so code and name are typed.
    """

    def __init__(self, shown: ShownDossier) -> None:
        super().__init__("transfer")
        self._units = {str(unit.id): unit for unit in destinations(shown)}
        if self._units:
            self._to = TypeAhead()
            self._to.setPlaceholderText(_("Tên hoặc mã cơ quan"))
            self._to.set_choices(
                tuple(
                    Choice(key, unit.name, unit.code, Candidate.of(unit.name, unit.code))
                    for key, unit in self._units.items()
                )
            )
            self.add_field("unit", _("Cơ quan nhận"), self._to, self._said_unit)
        else:
            self.add_line("unit.code", _("Mã định danh cơ quan"), "H26.15")
            self.add_line("unit.name", _("Tên cơ quan"), _("Ví dụ: Sở Xây dựng Hà Nội"))
        self.add_line("reason", _("Lý do chuyển"), _("Nếu có"))
        papers = (TickedPaper(paper.name, ticked=True) for paper in shown.dossier.papers)
        ticks = PaperTicks("work.form.paper", papers)
        self.add_field("components", _("Giấy tờ chuyển theo"), ticks, ticks.components, column=1)
        self.finish_columns()

    def data(self) -> dict[str, object]:
        """The unit is one object."""
        said = super().data()
        typed = {name: said.pop(f"unit.{name}", "") for name in ("code", "name")}
        unit = {name: text for name, text in typed.items() if text}
        return said | ({"unit": unit} if unit else {})

    def _said_unit(self) -> dict[str, str] | None:
        unit = self._units.get(self._to.key())
        return {"code": unit.code, "name": unit.name} if unit else None


def destinations(shown: ShownDossier) -> tuple[DirectoryEntry, ...]:
    """The units a dossier may go to: not where it is, and here only to call it back."""
    dossier = shown.dossier
    lies_at = dossier.stay.unit if dossier.stay else dossier.unit
    is_called_back = dossier.is_away and not shown.acting
    own = () if is_called_back else (shown.here,)
    return tuple(u for u in shown.units if u.code != lies_at.code and u.id not in own)


def receivers(shown: ShownDossier) -> tuple[Choice, ...]:
    """Whom the dossier may go to: the next step first, then other steps, roles, officers."""
    steps = shown.version.steps if shown.version else ()
    current = current_number(shown.dossier)
    made = []
    for number, step in enumerate(steps, 1):
        if number == current or len(steps) == 1:
            continue
        key = NEXT if number == current + 1 else str(number)
        name = _("Bước {number}: {step}").format(number=number, step=step.name)
        detail = _("bước tiếp theo, {role}") if key == NEXT else _("bước khác, {role}")
        made.append(_choice(key, name, detail.format(role=role_word(step.role))))
    made.sort(key=lambda choice: choice.key != NEXT)
    for role in _HOLDERS:
        name = _("Bộ phận {role}").format(role=role_word(role.value))
        made.append(_choice(role.value, name, _("ai trong bộ phận nhận cũng được")))
    for officer in shown.staff:
        if officer.active and set(officer.roles) & set(_HOLDERS):
            detail = f"{role_words(r.value for r in officer.roles)} · {officer.login}"
            made.append(_choice(said_of(officer, shown.staff), officer.name, detail))
    return tuple(made)


def _choice(key: str, name: str, detail: str) -> Choice:
    return Choice(key, name, detail, Candidate.of(name, key))
