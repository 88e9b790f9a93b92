"""Forms of the acts that stop the clock, move the promise, or bring what was asked for."""

from datetime import datetime

from PySide6.QtWidgets import QComboBox

from counter_app.domain.dossier import SupplementCall
from counter_app.domain.pause import PauseKind
from counter_app.i18n import _
from ui.acting.echo_field import DayField
from ui.acting.form import ActForm
from ui.acting.paper_ticks import PaperTicks, TickedPaper
from ui.shown import ShownDossier
from ui.widgets.styling import label
from ui.wording import moment_words, pause_word

_BY_OFFICERS = tuple(
    kind for kind in PauseKind if kind not in (PauseKind.SUPPLEMENT, PauseKind.PAYMENT)
)


class RequestSupplementForm(ActForm):
    """Once and complete: which papers, why, until when."""

    def __init__(self, shown: ShownDossier) -> None:
        super().__init__("request-supplement")
        ticks = PaperTicks("work.form.paper", _askable(shown))
        self.add_field("components", _("Giấy tờ cần bổ sung"), ticks, ticks.components)
        self.add_lines("reason", _("Lý do (ghi trên phiếu)"), column=1)
        until = DayField(shown.now.date())
        self.add_field("until", _("Bổ sung trước hết ngày"), until, until.said, column=1)
        if shown.dossier.supplements:
            text = _("Hồ sơ này đã yêu cầu bổ sung {count} lần.")
            self.add_note(text.format(count=shown.dossier.supplements), "warning", column=1)
        self.finish_columns()


class SupplementForm(ActForm):
    """What was asked for stands ticked; what did not come is unticked."""

    def __init__(self, shown: ShownDossier) -> None:
        super().__init__("supplement")
        call = shown.dossier.calls[-1] if shown.dossier.calls else None
        papers = (TickedPaper(p.name, ticked=True) for p in (call.papers if call else ()))
        ticks = PaperTicks("work.form.paper", papers, counts=True)
        self.add_field("components", _("Giấy tờ đã nhận"), ticks, ticks.components)
        if call is not None:
            self._recall(shown, call)
        self.finish_columns()

    def _recall(self, shown: ShownDossier, call: SupplementCall) -> None:
        asked = _("Đã yêu cầu lúc {moment}: {reason}").format(
            moment=moment_words(shown.local(call.at)), reason=call.reason
        )
        self.add(label(asked, "muted", wraps=True), column=1)
        if call.until is None:
            return
        until = moment_words(shown.local(call.until))
        is_late = call.until < shown.now
        words = _("Đã hết hạn bổ sung lúc {until}.") if is_late else _("Hạn bổ sung: {until}.")
        self.add_note(words.format(until=until), "warning" if is_late else "info", column=1)


class PauseForm(ActForm):
    """Why the time is not the office's, and the paper that says so."""

    def __init__(self, shown: ShownDossier) -> None:
        del shown
        super().__init__("pause")
        kind = QComboBox()
        for each in _BY_OFFICERS:
            kind.addItem(_capital(pause_word(each.value)), each.value)
        self.add_field("kind", _("Vì sao tạm dừng"), kind, kind.currentData)
        self.add_line("document", _("Số văn bản"), _("Ví dụ: 12/TB-UBND"))
        self.add_lines("reason", _("Diễn giải"), _("Nếu có"), column=1)
        self.finish_columns()


class ExtendForm(ActForm):
    """A new promise beside the old one, with its reason."""

    def __init__(self, shown: ShownDossier) -> None:
        super().__init__("extend")
        until = DayField(shown.now.date())
        self.add_field("until", _("Hẹn lại ngày"), until, until.said)
        if promised := _promised(shown):
            text = _("Đang hẹn {due}.").format(due=moment_words(promised))
            self.add(label(text, "muted", wraps=True))
        self.add_line("document", _("Số văn bản"), _("Nếu có"))
        hint = _("Ghi trên phiếu xin lỗi và hẹn lại")
        self.add_lines("reason", _("Lý do chậm"), hint, column=1)
        self.finish_columns()


def _promised(shown: ShownDossier) -> datetime | None:
    dossier = shown.dossier
    promised = dossier.extended_to or dossier.due_at or dossier.first_due_at
    return shown.local(promised) if promised else None


def _askable(shown: ShownDossier) -> tuple[TickedPaper, ...]:
    """The procedure's papers, those that were missing at reception ticked."""
    known = [component.name for component in shown.version.components] if shown.version else []
    missing = shown.dossier.missing
    names = dict.fromkeys((*known, *missing))
    return tuple(TickedPaper(name, ticked=name in missing) for name in names)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
