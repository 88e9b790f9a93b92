"""Measuring the service-quality index (QĐ 766/QĐ-TTg) of a report's period."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from counter_app.domain.period_report import Columns, Period
from counter_app.domain.rating import Satisfaction
from counter_app.domain.service_quality import (
    Lack,
    Measured,
    Metric,
    QualityIndex,
    Ratio,
    ratio,
    scores,
)
from counter_app.services.ports import Now, Questions
from counter_app.services.quality_ports import QualityQuestions
from counter_app.services.rating_results import Ratings
from counter_app.services.reports import Report

_SATISFIED: Final = (Satisfaction.VERY.value, Satisfaction.SATISFIED.value)


@dataclass(frozen=True, slots=True)
class MeasureQuality:
    """Measures what the desk's data can tell, and says of the rest that there is no data."""

    asked: QualityQuestions
    ratings: Ratings
    questions: Questions
    now: Now

    def __call__(self, report: Report) -> QualityIndex:
        """The index of the report's period."""
        period = report.stored.period
        measured = {
            **_of_columns(report.total),
            **self._of_dossiers(period),
            Metric.PUBLISHED_IN_TIME: self.asked.published(period) or Lack.NOTHING,
            Metric.SATISFIED: self._satisfied(period),
        }
        return QualityIndex(scores(measured), self.now())

    def _of_dossiers(self, period: Period) -> Mapping[Metric, Measured]:
        units = tuple(sorted(self.questions.reference().codes()))
        handled = self.asked.handled(units, period)
        return {
            Metric.PAID_BY_TRANSFER: ratio(handled.by_transfer, handled.paid),
            Metric.PAPERS_DIGITISED: ratio(handled.digitised, handled.received),
            Metric.PAPERS_REUSED: ratio(handled.reused, handled.received),
            Metric.RESULTS_DIGITISED: ratio(handled.results, handled.solved),
        }

    def _satisfied(self, period: Period) -> Measured:
        """Of what ratings may tell to anybody: quarters that lie in the period and are over."""
        said = Counter[str]()
        quarters = self.ratings.period(period.first, period.last)
        for results in self.ratings.results(quarters):
            said.update(results.whole.satisfaction)
        happy = sum(said[word] for word in _SATISFIED)
        return Ratio(happy, said.total()) if said.total() else Lack.TOO_FEW


def _of_columns(total: Columns) -> dict[Metric, Measured]:
    return {
        Metric.SOLVED_IN_TIME: ratio(total.early + total.on_time, total.solved),
        Metric.RECEIVED_ONLINE: ratio(total.online, total.online + total.direct),
    }
