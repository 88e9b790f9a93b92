"""All one desk does with ratings, in one value."""

from dataclasses import dataclass

from counter_app.services.complaints import Complaints
from counter_app.services.rating import Rate
from counter_app.services.rating_publication import Publish
from counter_app.services.rating_results import Ratings


@dataclass(frozen=True, slots=True)
class RatingDesk:
    """Taking ratings, complaints about officers, and what ratings say."""

    rate: Rate
    complaints: Complaints
    ratings: Ratings
    publish: Publish
