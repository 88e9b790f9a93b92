"""Papers as an act names them: by id, by name, or with counts."""

from dataclasses import replace

from counter_app.domain.dossier import Paper
from counter_app.domain.errors import InvalidIntake
from counter_app.services.intake import absent_papers, matched_papers
from counter_app.services.performing.situation import Situation
from counter_app.services.reading_intake import read_paper_requests
from counter_app.services.requests import cleaned_papers
from counter_app.services.routing import version_of


def papers_named(situation: Situation) -> tuple[Paper, ...]:
    """The act's ``components``, matched to the procedure's; what matches none is another paper.

    Raises:
        InvalidActData, TextTooLong
    """
    version = version_of(situation.dossier, situation.work.reference)
    try:
        requests = cleaned_papers(read_paper_requests(situation.data.get("components")))
    except InvalidIntake as error:
        raise situation.refuse(error.path, error.reason) from error
    papers = matched_papers(version.components if version else (), requests)
    known = {paper.name: paper.id for paper in situation.dossier.papers}
    return tuple(p if p.id else replace(p, id=known.get(p.name, "")) for p in papers)


def still_missing(situation: Situation, brought: tuple[Paper, ...]) -> tuple[str, ...]:
    """The required papers that are absent even with what was ``brought``."""
    version = version_of(situation.dossier, situation.work.reference)
    if version is None:
        there = {paper.name for paper in brought}
        return tuple(name for name in situation.dossier.missing if name not in there)
    return absent_papers(version, (*situation.dossier.papers, *brought))
