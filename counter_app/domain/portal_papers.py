"""Papers of a portal record: components with counts; remarks and unclear copies are doubts."""

from collections.abc import Iterable
from dataclasses import dataclass

from counter_app.domain.portal_fields import Fields
from counter_app.domain.portal_findings import Findings, made_unique
from counter_app.domain.portal_text import condition_in
from counter_app.domain.procedure import Component, Need

_CERTIFIED = "chứng thực"


@dataclass(frozen=True, slots=True)
class _Paper:
    code: str
    name: str
    originals: int
    copies: int
    situation: str

    @property
    def is_remark(self) -> bool:
        """The portal has no other place for a remark than a paper of which nobody wants one."""
        return not (self.originals or self.copies)


def read_components(lists: Iterable[Fields], findings: Findings) -> tuple[Component, ...]:
    """The papers of all ``executionCases``; those of one situation among several carry its name.

    Whether a paper is required is never taken from the portal (``required`` is always false there):
    it is conditional where its name or its situation says so, else unknown.

    Raises:
        UnreadableRecord: a paper without a name, or with a count that is none.
    """
    situations = tuple(lists)
    names = [situation.line("name") for situation in situations]
    if len(situations) > 1:
        findings.add("component_case", names)
    papers = [
        _paper(item, name)
        for situation, name in zip(situations, names, strict=True)
        for item in situation.items("profileComponents")
    ]
    _note(papers, findings)
    wanted = [paper for paper in papers if not paper.is_remark]
    if not wanted:
        findings.add("component_missing", ["profileComponents: []"])
    ids, repeated = made_unique(paper.code or f"tp{n}" for n, paper in enumerate(wanted, start=1))
    if repeated:
        findings.add("component_code", repeated)
    several = len(situations) > 1
    return tuple(
        _component(new_id, paper, several=several)
        for new_id, paper in zip(ids, wanted, strict=True)
    )


def _paper(item: Fields, situation: str) -> _Paper:
    return _Paper(
        item.code("code"),
        item.needed_line("name"),
        item.count("originalQty"),
        item.count("copyQty"),
        situation,
    )


def _note(papers: Iterable[_Paper], findings: Findings) -> None:
    for paper in papers:
        if paper.is_remark:
            findings.add("component_remark", [paper.name])
        elif paper.copies and _CERTIFIED in paper.name.lower():
            findings.add("component_copies", [paper.name])


def _component(new_id: str, paper: _Paper, *, several: bool) -> Component:
    condition = condition_in(paper.name)
    conditional = bool(condition) or (several and bool(paper.situation))
    return Component(
        id=new_id,
        name=paper.name,
        originals=paper.originals,
        photocopies=paper.copies,
        need=Need.CONDITIONAL if conditional else Need.UNKNOWN,
        condition="; ".join(part for part in (paper.situation, condition) if part),
    )
