"""What ratings are made of: the shipped scales, the sheet's two renderings, the use cases."""

import json
from collections.abc import Callable
from functools import cache

from counter_app.domain.rating_scale import RatingScale
from counter_app.domain.rating_sheet import RatingSheet
from counter_app.services.complaints import Complaints
from counter_app.services.ports import Now, Questions, UnitOfWork
from counter_app.services.rating import Rate
from counter_app.services.rating_desk import RatingDesk
from counter_app.services.rating_ports import RatingFigures
from counter_app.services.rating_publication import Publish
from counter_app.services.rating_results import Ratings
from counter_app.services.sightings import See
from resources import path


@cache
def rating_scales() -> tuple[RatingScale, ...]:
    """The scales of ratings that came with the program; another one is another file."""
    files = sorted(path("ratings/scales").glob("*.json"))
    return tuple(RatingScale.from_json(json.loads(file.read_text("utf-8"))) for file in files)


def published_schema() -> str:
    """The JSON schema of the published data set."""
    return path("ratings/published.schema.json").read_text("utf-8")


def rating_desk(
    asked: tuple[Questions, RatingFigures],
    unit_of_work: Callable[[], UnitOfWork],
    now: Now,
    see: See,
) -> RatingDesk:
    """The use cases on an open store."""
    questions, figures = asked
    scales = rating_scales()
    ratings = Ratings(questions, figures, now, scales, render_sheet, tabulate_sheet)
    return RatingDesk(
        Rate(questions, unit_of_work, now, scales),
        Complaints(questions, figures, unit_of_work, now, see),
        ratings,
        Publish(ratings, published_schema),
    )


def render_sheet(sheet: RatingSheet) -> bytes:
    """The quarterly sheet as a PDF."""
    from printing.rating_sheet import render

    return render(sheet)


def tabulate_sheet(sheet: RatingSheet) -> bytes:
    """The quarterly sheet as a workbook."""
    from printing.rating_workbook import workbook

    return workbook(sheet)
