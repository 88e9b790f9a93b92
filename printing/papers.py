"""The table of papers handed in, asked for or given back."""

from collections.abc import Sequence

from counter_app.domain.forms import PaperLine
from printing.flow import Sheet
from printing.page import MM, Align
from printing.table import Column, put_table, said

_NUMBER = 8 * MM
_COUNT = 17.5 * MM


def put_papers(sheet: Sheet, papers: Sequence[PaperLine]) -> None:
    """Set the table at the sheet's present height, over as many pages as it takes."""
    name = sheet.paper.column - _NUMBER - 3 * _COUNT
    columns = (
        Column("TT", _NUMBER),
        Column("Tên thành phần hồ sơ", name, Align.LEFT),
        *(
            Column(head, _COUNT, group="Số lượng (bản)")
            for head in ("Bản chính", "Chứng thực", "Bản chụp")
        ),
    )
    rows = (
        (
            said(str(number)),
            said(paper.name),
            said(str(paper.originals)),
            said(str(paper.certified)),
            said(str(paper.photocopies)),
        )
        for number, paper in enumerate(papers, 1)
    )
    put_table(sheet, columns, rows)
