"""Where a dossier was sent, when, and what came of it, in words. No Qt."""

from collections.abc import Iterator

from counter_app.domain.route import StepDone
from counter_app.i18n import _
from ui.shown import ShownDossier
from ui.wording import moment_words


def whereabouts(shown: ShownDossier) -> Iterator[tuple[str, str]]:
    """Words and what they say; nothing for a dossier that never left home."""
    stay = shown.dossier.stay
    if stay is None:
        return
    sent = moment_words(shown.local(stay.since))
    yield _("Đã chuyển đến"), _("{unit}, {moment}").format(unit=stay.unit.name, moment=sent)
    came = moment_words(shown.local(stay.arrived_at)) if stay.arrived_at else _("chưa xác nhận")
    yield _("Nơi nhận xác nhận"), came
    for done in shown.dossier.steps_done:
        if done.step.unit:
            yield done.step.unit, _done(shown, done)


def elsewhere(shown: ShownDossier) -> str:
    """The unit the dossier lies at where that is not this desk's; empty: here."""
    place = shown.dossier.place
    return "" if place.code == (shown.acting or shown.dossier.unit.code) else place.name


def _done(shown: ShownDossier, done: StepDone) -> str:
    left = moment_words(shown.local(done.until))
    if done.step.due_at is None:
        return _("xong {moment}").format(moment=left)
    text = (
        _("hạn {due}, xong {moment}: trễ")
        if done.was_late
        else _("hạn {due}, xong {moment}: đúng hạn")
    )
    return text.format(due=moment_words(shown.local(done.step.due_at)), moment=left)
