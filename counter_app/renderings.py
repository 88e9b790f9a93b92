"""What only turns values into files, pages and pictures, or looks into files.

Each function imports its library at its first call, so that starting waits for none.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO

from counter_app.domain.attachment import Media
from counter_app.domain.forms import PageSize, Receipt
from counter_app.domain.forms_reports import PeriodReport, ReportedDossier
from counter_app.domain.forms_slips import PrintedForm, Register
from counter_app.domain.posted import PostedPaper
from counter_app.services.attachment_ports import Inspected
from counter_app.services.paper_ports import PagePicture
from counter_app.services.progress import Progress
from counter_app.services.report_forms import Heard


def render(receipt: Receipt, page: PageSize) -> bytes:
    """The receipt as PDF."""
    from printing.receipt import render as rendered

    return rendered(receipt, page)


def render_form(form: PrintedForm, page: PageSize) -> bytes:
    """Any form as a PDF.

    Raises:
        UnsupportedPageSize, DamagedFont, InvalidTerm
    """
    from printing.forms import render_form as rendered

    return rendered(form, page)


def render_register(form: Register, progress: Progress) -> bytes:
    """A register as a PDF, in steps.

    Raises:
        DamagedFont
        CancelledError: ``progress`` said no.
    """
    from printing.forms import render_register as rendered

    return rendered(form, progress)


def write_worksheet(
    target: IO[bytes], form: PeriodReport, rows: Iterable[ReportedDossier], progress: Heard
) -> None:
    """The period report as .xlsx."""
    from printing.worksheet import write_report

    write_report(target, form, rows, progress)


def render_posted(paper: PostedPaper) -> bytes:
    """A paper for public posting as a PDF."""
    from printing.posted import render_posted as rendered

    return rendered(paper)


def printer_pages(
    content: bytes, dpi: int, alias: str, copy: int, *, has_qr: bool = True
) -> Sequence[PagePicture]:
    """A stored paper as a printer gets it: read back, then marked when it is a reprint.

    Raises:
        UnreadablePrint: nothing was sent.
    """
    from printing.raster import print_proof
    from printing.stamp import stamped

    proved = print_proof(content, dpi, alias, None if has_qr else "")
    return tuple(stamped(picture, copy - 1) for picture in proved) if copy > 1 else proved


def inspect_attachment(file: Path, media: Media) -> Inspected:
    """What a file to be attached holds.

    Raises:
        AttachmentDamaged
    """
    from printing.attachments import inspect

    return inspect(file, media)


def attachment_thumbnail(content: bytes, media: Media) -> bytes:
    """A small PNG of an attachment's first page.

    Raises:
        AttachmentDamaged
    """
    from printing.attachments import thumbnail

    return thumbnail(content, media)


def attachment_pages(content: bytes, media: Media) -> bytes:
    """An attachment as a PDF to look at.

    Raises:
        AttachmentDamaged
    """
    from printing.attachments import as_pdf

    return as_pdf(content, media)


def uncovered(text: str) -> tuple[str, ...]:
    """The characters of ``text`` the documents' font has no glyph for."""
    from printing.fonts import uncovered as missing

    return missing(text)
