"""Labelled fields, as forms have them: whose dossier, how to reach them, what is asked."""

from collections.abc import Iterable, Iterator, Sequence

from counter_app.domain.forms import Letterhead, Party
from printing.flow import Runs, Sheet
from printing.fonts import Face

RECEPTION = "Bộ phận tiếp nhận và trả kết quả"

Row = Sequence[Runs]  # cells side by side where they fit


def put_rows(sheet: Sheet, rows: Iterable[Row]) -> None:
    """Set the rows one below the other."""
    for cells in rows:
        sheet.row(cells, sheet.styles.text)


def line(label: str, value: str, face: Face = Face.REGULAR) -> Iterator[Row]:
    """A label and its value; nothing where there is no value."""
    if value:
        yield (((Face.REGULAR, label), (face, value)),)


def pairs(*labelled: tuple[str, str]) -> Iterator[Row]:
    """The given ones of several short fields, two to a line."""
    cells = [((Face.REGULAR, label), (Face.REGULAR, value)) for label, value in labelled if value]
    for start in range(0, len(cells), 2):
        yield cells[start : start + 2]


def reception(letterhead: Letterhead) -> Iterator[Row]:
    """The one-stop shop's own name; where it has none, the unit it belongs to."""
    named = letterhead.reception.casefold() != RECEPTION.casefold()
    yield from line(f"{RECEPTION}:", letterhead.reception if named else letterhead.unit)


def asked(submitter: Party, applicant: Party | None, procedure: str, content: str) -> Iterator[Row]:
    """Who came, what they ask for, and for whom where that is another person."""
    yield from line("Tiếp nhận hồ sơ của:", submitter.name, Face.BOLD)
    yield from reachable(submitter)
    yield from wanted(procedure, content)
    if applicant is not None:
        yield from line("Chủ hồ sơ:", applicant.name, Face.BOLD)
        yield from reachable(applicant)


def wanted(procedure: str, content: str) -> Iterator[Row]:
    """What is asked; the procedure by its name where the content says it in other words."""
    yield from line("Nội dung yêu cầu giải quyết:", content or procedure)
    if content and content != procedure:
        yield from line("Thủ tục hành chính:", procedure)


def reachable(party: Party) -> Iterator[Row]:
    """Where and how to reach somebody, and who they are."""
    yield from line("Địa chỉ:", party.address)
    yield from pairs(
        ("Số điện thoại:", party.phone),
        ("Email:", party.email),
        ("Số CCCD/hộ chiếu:", party.id_number),
        ("Mã số thuế:", party.tax_code),
    )
