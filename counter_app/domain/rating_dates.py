"""The criteria that dates answer: filled from the dossier, locked for everybody."""

from collections.abc import Iterable
from datetime import datetime, tzinfo
from types import MappingProxyType

from counter_app.domain.dossier import Dossier
from counter_app.domain.due import Timeliness, timeliness
from counter_app.domain.rating_scale import Fill, RatingScale

_POINTS = MappingProxyType({Timeliness.EARLY: 2, Timeliness.ON_TIME: 1, Timeliness.LATE: 0})


def locked_points(
    scale: RatingScale, dossier: Dossier, zone: tzinfo | None
) -> dict[str, int | None]:
    """The points of each criterion filled from dates; None where there is no date to judge by.

    Judged at *finished* against the due moment with its pauses and without extensions; the
    agencies each by their own date, the slowest of them counting; where none has a date of its own
    the dossier's is theirs.
    """
    return {
        criterion.id: _points(criterion.fill, dossier, zone)
        for criterion in scale.criteria
        if criterion.is_locked
    }


def _points(fill: Fill, dossier: Dossier, zone: tzinfo | None) -> int | None:
    whole = _slowest([(dossier.finished_at, dossier.due_at)], zone)
    if fill is Fill.DOSSIER_DATES:
        return whole
    agencies = _slowest(_agencies(dossier), zone)
    return whole if agencies is None else agencies


def _agencies(dossier: Dossier) -> Iterable[tuple[datetime | None, datetime | None]]:
    for done in dossier.steps_done:
        yield done.until, done.step.due_at
    if dossier.stay is not None and dossier.stay.unit.code != dossier.unit.code:
        yield dossier.finished_at, dossier.stay.expected_at


def _slowest(
    spans: Iterable[tuple[datetime | None, datetime | None]], zone: tzinfo | None
) -> int | None:
    points = [
        _POINTS[timeliness(done, due.astimezone(zone))]
        for done, due in spans
        if done is not None and due is not None
    ]
    return min(points, default=None)
