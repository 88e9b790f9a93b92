"""Where a dossier was sent, when, and what came of it, in words. No Qt."""

from collections.abc import Iterator

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
            left = moment_words(shown.local(done.until))
            late = _("xong {moment}, trễ") if done.was_late else _("xong {moment}, đúng hạn")
            yield done.step.unit, late.format(moment=left)
