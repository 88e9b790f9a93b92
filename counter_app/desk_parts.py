"""What the parts of a desk are made of: its use cases, grouped as ``Counter`` has them."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from counter_app.renderings import (
    attachment_pages,
    attachment_thumbnail,
    inspect_attachment,
    printer_pages,
    render,
    render_form,
    render_posted,
    render_register,
    uncovered,
    write_worksheet,
)
from counter_app.services.apologising import Apologise
from counter_app.services.attaching import Attach, Attachments, Detach
from counter_app.services.attachment_ports import ReadFile
from counter_app.services.calendar_impact import CalendarImpact
from counter_app.services.centre_port import Centre
from counter_app.services.counter import (
    AttachmentDesk,
    PaperDesk,
    ProcedureDesk,
    PromiseDesk,
    ReceptionDesk,
    SupervisionDesk,
)
from counter_app.services.declining import Decline
from counter_app.services.drafting import Drafting
from counter_app.services.figures import Figures
from counter_app.services.forecast import Forecast
from counter_app.services.forms import Forms, MakeRegister
from counter_app.services.intake import Intake, Preview
from counter_app.services.lateness import CountLateness
from counter_app.services.papers import Papers
from counter_app.services.performing import Perform
from counter_app.services.ports import Chance, Now, Questions, UnitOfWork
from counter_app.services.posting import Posting
from counter_app.services.quality import MeasureQuality
from counter_app.services.rating_results import Ratings
from counter_app.services.receipts import Receipts
from counter_app.services.report_forms import ReportForms
from counter_app.services.reports import Reports
from counter_app.services.rescheduling import Reschedule
from counter_app.services.reviewing import Reviewing
from counter_app.services.unit_figures import UnitFigures
from db.desk_store import DeskStore
from db.forecast_store import SqlForecasts
from db.kept_groups import SqlKeptGroups
from db.lateness_store import SqlLateness
from db.promise_questions import SqlPromises
from db.quality_store import SqlQuality
from resources import path

if TYPE_CHECKING:
    from counter_app.services.catalogue_reading import Read, Refusal

Begin: TypeAlias = Callable[[], UnitOfWork]  # a new transaction


def read_records(files: Iterable[tuple[str, bytes]]) -> Iterator["Read | Refusal"]:
    """An answer per record of catalogue files; what checks them is imported with the first."""
    from counter_app.services.catalogue_reading import read_catalogue

    schema = json.loads(path("catalogue/procedure.schema.json").read_text("utf-8"))
    return read_catalogue(files, schema)


def reception_desk(questions: Questions, begin: Begin, now: Now, chance: Chance) -> ReceptionDesk:
    """Dossiers and their secrets are named by ``chance``."""
    return ReceptionDesk(
        Preview(questions.reference, now),
        Intake(begin, now, chance),
        Decline(begin, now, chance),
    )


def attachment_desk(store: DeskStore, read: ReadFile, now: Now) -> AttachmentDesk:
    """What is not here is asked of the centre by ``read``."""
    begin = store.unit_of_work
    return AttachmentDesk(
        Attach(begin, now, store.attachments, inspect_attachment),
        Detach(begin, now),
        Attachments(read, attachment_thumbnail, attachment_pages),
    )


def paper_desk(
    store: DeskStore,
    questions: Questions,
    reading: tuple[Callable[[str], bytes], ReadFile],
    now: Now,
) -> PaperDesk:
    """``reading``: stored papers of this desk alone, and those the centre may be asked for."""
    begin, papers = store.unit_of_work, Papers(store.documents, *reading)
    return PaperDesk(
        Receipts(questions, papers, begin, render, now),
        Forms(questions, papers, begin, render_form, now),
        MakeRegister(questions, render_register, now),
        printer_pages,
        uncovered,
    )


def supervision_desk(
    store: DeskStore,
    asked: tuple[Questions, Ratings],
    now: Now,
    chance: Chance,
    reach: Callable[[], Centre],
) -> SupervisionDesk:
    """Reports are kept in ``store``; their index also asks what ratings say.

    What other units have is asked of the centre, which ``reach`` reaches.
    """
    questions, ratings = asked
    measure = MeasureQuality(SqlQuality(store.figures), ratings, questions, now)
    reports = Reports(store.reports, store.reports, questions, now, chance)
    figures = Figures(store.figures, questions, now)
    return SupervisionDesk(
        figures,
        UnitFigures(figures, questions, reach),
        Forecast(SqlForecasts(store.figures), questions, now),
        reports,
        ReportForms(reports, questions, render_form, write_worksheet, measure),
    )


def procedure_desk(questions: Questions, begin: Begin, now: Now) -> ProcedureDesk:
    """Catalogue files are read by the schema that came with the program."""
    return ProcedureDesk(
        Drafting(begin, questions, now, read_records),
        Reviewing(begin, questions, now),
        Posting(questions, render_posted, now),
    )


def promise_desk(
    store: DeskStore, questions: Questions, clock: tuple[Now, Chance], forms: Forms
) -> PromiseDesk:
    """``forms``: what an apology is printed by."""
    now, chance = clock
    perform = Perform(store.unit_of_work, now, chance)
    return PromiseDesk(
        CalendarImpact(SqlPromises(store.figures), SqlKeptGroups(store.figures), questions, now),
        Reschedule(store.unit_of_work, now),
        Apologise(perform, forms, questions, now),
        CountLateness(SqlLateness(store.figures), questions, now),
    )
