"""Ratings as a data set anybody may have: quarters that are over, groups large enough."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Any, Final

from counter_app.domain.estimate import CONFIDENCE, Estimate
from counter_app.domain.rating_results import Group, UnitResults
from counter_app.domain.rating_scale import RatingScale
from counter_app.domain.rating_suppression import SMALLEST
from counter_app.services.rating_results import Ratings

FORMAT: Final = "counter-ratings/1"
_COLUMNS: Final = ("unit", "quarter", "scale", "officer", "measure", "n", "value", "low", "high")


@dataclass(frozen=True, slots=True)
class Publication:
    """The document and the same as lines; both say the same figures."""

    document: Mapping[str, Any]
    csv: str


@dataclass(frozen=True, slots=True)
class Publish:
    """Makes the files that anybody may have."""

    ratings: Ratings
    schema: Callable[[], str]

    def __call__(self) -> dict[str, bytes]:
        """Each file's content by its name: the data set as JSON and CSV, and its schema."""
        made = publication(self.ratings)
        document = json.dumps(made.document, ensure_ascii=False, indent=1, sort_keys=True)
        return {
            "ratings.json": f"{document}\n".encode(),
            "ratings.csv": made.csv.encode("utf-8-sig"),  # or spreadsheets misread its letters
            "ratings.schema.json": self.schema().encode(),
        }


def publication(ratings: Ratings) -> Publication:
    """Every quarter that is over, each by itself."""
    over = ratings.quarters()
    results = [one for quarter in over for one in ratings.results((quarter,))]
    profile = ratings.questions.reference().unit()
    scales = {one.scale.id: one.scale for one in results}
    lines = [line for one in results for line in _lines(one, ratings)]
    document = {
        "format": FORMAT,
        "unit": {"code": profile.code, "name": profile.name},
        "sample": profile.is_sample,
        "until": over[-1].last_day.isoformat() if over else None,
        "smallest_group": SMALLEST,
        "confidence": CONFIDENCE,
        "scales": [_scale(scale) for scale in scales.values()],
        "results": lines,
    }
    return Publication(document, _csv(lines))


def group_json(group: Group, scale: RatingScale, name: str) -> dict[str, Any]:
    """One group as plain JSON; null where too few answered."""
    total = group.total
    return {
        "officer": {"id": str(group.officer), "name": name} if group.officer else None,
        "forms": group.forms,
        "satisfied": _estimate(group.satisfied),
        "criteria": {
            points.id: {"given": _estimate(points.given), "verified": _estimate(points.verified)}
            for points in group.criteria
        },
        "score": {
            "given": _estimate(group.score.given),
            "verified": _estimate(group.score.verified),
        },
        "complaints": dict(sorted(group.complaints.items())) if group.forms else None,
        "total": round(total, 3) if total is not None else None,
        "grade": scale.grade(total).name.vi if total is not None else None,
    }


def _lines(results: UnitResults, ratings: Ratings) -> Iterator[dict[str, Any]]:
    quarter = str(results.quarters[0])
    for group in (results.whole, *results.officers):
        name = ratings.name_of(group.officer) if group.officer else ""
        place = {"unit": results.unit, "quarter": quarter, "scale": results.scale.id}
        yield place | group_json(group, results.scale, name)


def _scale(scale: RatingScale) -> dict[str, Any]:
    return {
        "id": scale.id,
        "source": scale.source,
        "officer_score": list(scale.officer_score),
        "criteria": [
            {
                "id": one.id,
                "name": {"vi": one.name.vi, "en": one.name.en},
                "highest": one.highest,
                "from_dates": one.is_locked,
            }
            for one in scale.criteria
        ],
        "grades": [
            {"from": one.lowest, "name": {"vi": one.name.vi, "en": one.name.en}}
            for one in scale.grades
        ],
    }


def _csv(lines: Sequence[Mapping[str, Any]]) -> str:
    """One measure a line; a measure of too few answers has no figures."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for line in lines:
        officer = _harmless(line["officer"]["name"]) if line["officer"] else ""
        place = (line["unit"], line["quarter"], line["scale"], officer)
        for name, estimate in _measures(line):
            figures = [estimate[part] if estimate else "" for part in ("n", "value", "low", "high")]
            writer.writerow((*place, name, *figures))
    return text.getvalue()


def _measures(line: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any] | None]]:
    yield "satisfied", line["satisfied"]
    for stage in ("given", "verified"):
        for name, points in line["criteria"].items():
            yield f"criterion_{name}_{stage}", points[stage]
        yield f"score_{stage}", line["score"][stage]


def _harmless(text: str) -> str:
    """A text no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def _estimate(estimate: Estimate | None) -> dict[str, Any] | None:
    if estimate is None:
        return None
    values = {name: round(getattr(estimate, name), 3) for name in ("value", "low", "high")}
    return {"n": estimate.n} | values
