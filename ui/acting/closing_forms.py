"""Forms of the acts that end a case, hand its result over, or open it again."""

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit

from counter_app.domain.change_money import unpaid_of
from counter_app.domain.dossier import Dossier
from counter_app.domain.errors import StepMustBeOnline
from counter_app.domain.procedure import Channel
from counter_app.i18n import _
from ui.acting.form import ActForm
from ui.acting.radios import Radios
from ui.shown import ShownDossier
from ui.wording import fee_word, money, outcome_word, result_channel_word

_OUTCOMES = ("positive", "negative")


class FinishForm(ActForm):
    """The outcome and the result's number; a negative one says why."""

    def __init__(self, shown: ShownDossier) -> None:
        super().__init__("finish")
        outcome = Radios("work.form.outcome", {o: outcome_word(o) for o in _OUTCOMES}, _OUTCOMES[0])
        self.add_field("outcome", _("Kết quả giải quyết"), outcome, outcome.value)
        hint = shown.version.result if shown.version else ""
        self.add_line("result", _("Số, tên văn bản kết quả"), hint)
        self.add_lines("reason", _("Lý do"), column=1)
        for text in finishing_hints(shown.dossier):
            self.add_note(text, "info", column=1)
        outcome.chosen.connect(self._on_outcome)
        self._on_outcome(_OUTCOMES[0])
        self.finish_columns()

    def refuse(self, error: Exception) -> None:
        """A step that must be online may be left with a reason: it is asked for then."""
        if isinstance(error, StepMustBeOnline):
            self._fields["reason"].show()
        super().refuse(error)

    @Slot(str)
    def _on_outcome(self, outcome: str) -> None:
        self._fields["reason"].setVisible(outcome == "negative")


class HandOverForm(ActForm):
    """Who takes the result, and how it travels."""

    def __init__(self, shown: ShownDossier) -> None:
        super().__init__("hand-over")
        dossier = shown.dossier
        self._recipient = Radios(
            "work.form.recipient", _recipients(dossier), "applicant", stacked=True
        )
        self.add_field("recipient", _("Người nhận"), self._recipient, self._recipient.value)
        channels = {channel.value: result_channel_word(channel.value) for channel in Channel}
        method = Radios("work.form.method", channels, dossier.result_channel)
        self.add_field("method", _("Cách trả"), method, method.value)
        self.add_line("recipient.name", _("Họ tên người được ủy quyền"), column=1)
        self.add_line("recipient.id_number", _("Số định danh"), column=1)
        self.add_line("recipient.document", _("Giấy ủy quyền"), column=1)
        for kind, amount in unpaid_of(dossier).items():
            text = _("Chưa thu {kind} {amount}.").format(
                kind=fee_word(kind).lower(), amount=money(amount)
            )
            self.add_note(text, "warning")
        self._recipient.chosen.connect(self._on_recipient)
        self._on_recipient("applicant")
        self.finish_columns()

    def data(self) -> dict[str, Any]:
        """Somebody who acts for them is an object; the others are known by a word."""
        said = super().data()
        parts = ("name", "id_number", "document")
        proxy = {name: said.pop(f"recipient.{name}", "") for name in parts}
        if said.get("recipient") == "proxy":
            said["recipient"] = {n: text for n, text in proxy.items() if text or n == "name"}
        return said

    @Slot(str)
    def _on_recipient(self, recipient: str) -> None:
        for name, field in self._fields.items():
            if name.startswith("recipient."):
                field.setVisible(recipient == "proxy")


class ReasonForm(ActForm):
    """An act that asks for a reason, and for the paper it stands on where there may be one."""

    def __init__(self, act: str, words: str, *, document: str = "") -> None:
        super().__init__(act)
        self._reason: QPlainTextEdit = self.add_lines("reason", words)
        if document:
            self.add_line("document", document, _("Nếu có"), column=1)
        self.finish_columns()


def withdraw_form(_shown: ShownDossier) -> ActForm:
    """At the applicant's request, in words or as a paper."""
    return ReasonForm(
        "withdraw", _("Người nộp đề nghị rút vì"), document=_("Số đơn đề nghị rút hồ sơ")
    )


def stop_form(_shown: ShownDossier) -> ActForm:
    """For good, with the reason that stands on the notice."""
    return ReasonForm("stop", _("Lý do dừng (ghi trên thông báo)"), document=_("Số văn bản"))


def accept_form(_shown: ShownDossier) -> ActForm:
    """What was registered online is received; papers may be missing for a reason."""
    return ReasonForm("accept", _("Lý do nhận khi thiếu giấy tờ (nếu thiếu)"))


def decline_form(_shown: ShownDossier) -> ActForm:
    """What was registered online is not received."""
    return ReasonForm("decline", _("Lý do từ chối (ghi trên phiếu)"))


def reopen_form(_shown: ShownDossier) -> ActForm:
    """Back into processing."""
    return ReasonForm("reopen", _("Lý do mở lại"))


def finishing_hints(dossier: Dossier) -> list[str]:
    """What the route still asks for."""
    step = dossier.step
    if step is None:
        return []
    hints = []
    if step.needs_result:
        hints.append(_("Bước “{step}” phải có văn bản kết quả.").format(step=step.name))
    if step.needs_signature:
        hints.append(_("Kết quả phải được ký số trước khi trả."))
    left = dossier.procedure.steps - step.number
    if left > 0 and not step.needs_result:
        text = _("Hồ sơ mới ở bước {number}/{count} (“{step}”), còn bước chưa làm.")
        hints.append(text.format(number=step.number, count=dossier.procedure.steps, step=step.name))
    return hints


def _recipients(dossier: Dossier) -> dict[str, str]:
    words = {"applicant": _("Chủ hồ sơ: {name}").format(name=dossier.applicant.name)}
    if dossier.submitter is not None:
        words["submitter"] = _("Người nộp: {name}").format(name=dossier.submitter.name)
    return words | {"proxy": _("Người được ủy quyền")}
