"""Event -> rows: the only writer of projections, the same for one dossier and for a rebuild."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from counter_app.domain.dossier import ClockState, Dossier, Status
from counter_app.domain.ending import end_of
from counter_app.domain.person import Person
from counter_app.domain.route import role_holder
from counter_app.domain.text import fold as folded
from db.counting import COUNT, COUNTED, add_counts, facets_of, facets_of_row
from db.matching import number_of, phone_of
from db.moments import LAST, to_ms
from db.rating_projection import write_ratings
from db.rows import Rows
from db.schema_projections import components, dossiers, pauses
from db.statements import deleting, inserting, updating
from db.text_index import add_texts, remove_texts

Row = tuple[object, ...]

# By name: a column that a migration added is the last one of the file.
SELECT_DOSSIERS: Final = f"SELECT {', '.join(dossiers.columns.keys())} FROM dossiers"  # noqa: S608
INSERT_DOSSIER: Final = inserting(dossiers)
INSERT_COMPONENT: Final = inserting(components)
INSERT_PAUSE: Final = inserting(pauses)
_UPDATE_DOSSIER: Final = updating(dossiers, "row")
DELETE_COMPONENTS: Final = deleting(components, "dossier_row")
DELETE_PAUSES: Final = deleting(pauses, "dossier_row")
ID: Final = 1  # where in a row of ``dossiers`` the dossier's identity stands
_AT_RECEPTION: Final = role_holder("reception")
_OLD: Final = f"SELECT {', '.join(COUNTED)}, search_text FROM dossiers WHERE row = ?"  # noqa: S608


def dossier_row(row: int, dossier: Dossier, text: Any = None) -> Row:
    """The row of ``dossiers``, in the table's column order; ``text`` is its search text, if known."""
    procedure, end = dossier.procedure, end_of(dossier)
    return (
        row,
        dossier.id.hex,
        dossier.code,
        dossier.alias,
        dossier.unit.code,
        dossier.competent_unit.code if dossier.competent_unit else "",
        dossier.place.code,
        procedure.code,
        procedure.name,
        procedure.field,
        dossier.channel,
        int(dossier.status),
        dossier.lifecycle.value,
        dossier.clock.value,
        to_ms(dossier.received_at),
        _optional_ms(dossier.due_at),
        _optional_ms(dossier.first_due_at),
        _optional_ms(dossier.finished_at),
        _optional_ms(dossier.closed_at),
        end.how.value if end else "",
        to_ms(end.at) if end else None,
        dossier.open_pause,
        dossier.receiver.hex if dossier.receiver else None,
        dossier.finisher.hex if dossier.finisher else None,
        dossier.holder,
        _queue_holder(dossier),
        *_step_values(dossier),
        to_ms(_urgent_at(dossier)),
        _optional_ms(_supplement_until(dossier)),
        dossier.issue,
        int(dossier.needs_review),
        len(dossier.conflicts),
        dossier.request_key or None,
        *_found_by(dossier.applicant),
        text or search_text(dossier),
    )


def component_rows(row: int, dossier: Dossier) -> list[Row]:
    """The rows of ``components``."""
    return [
        (row, ordinal, p.id, p.name, p.originals, p.certified, p.photocopies)
        for ordinal, p in enumerate(dossier.papers)
    ]


def pause_rows(row: int, dossier: Dossier) -> list[Row]:
    """The rows of ``pauses``."""
    return [
        (row, ordinal, p.kind, to_ms(p.since), _optional_ms(p.until))
        for ordinal, p in enumerate(dossier.pauses)
    ]


def search_text(dossier: Dossier) -> str:
    """What the dossier is found by, folded: people, numbers, the code's own parts.

    The agency is left out: it is in every code, and a word in every row is slow to look up.
    """
    words = [*_words_of(dossier.applicant), folded(dossier.applicant.tax_code)]
    if dossier.submitter:
        words += _words_of(dossier.submitter)
    if dossier.decline_number:
        words.append(folded(dossier.decline_number))
    if dossier.code:
        _, day, serial = dossier.code.split("-")
        words += [day, serial]
    return " ".join(word for word in words if word)


def insert_dossier(rows: Rows, row: int, dossier: Dossier) -> None:
    """Project a dossier that has just begun."""
    values = dossier_row(row, dossier)
    rows.execute(INSERT_DOSSIER, values)
    add_texts(rows, [(row, values[-1])])
    if dossier.papers:
        rows.executemany(INSERT_COMPONENT, component_rows(row, dossier))
    rows.executemany(COUNT, [(facet, key, 1) for facet, key in facets_of_row(values)])
    write_ratings(rows, [(row, dossier)])


def update_dossier(rows: Rows, row: int, dossier: Dossier, before: Dossier | None = None) -> None:
    """Project a dossier that has changed: its rows become those of the new fold.

    What is the same as ``before``, when that is known, is not written again.
    """
    found = rows.execute(_OLD, (row,)).fetchone()
    if found is None:  # its events were stored by a first sync that is not over
        insert_many(rows, [(row, dossier)])
        return
    *counted, old_text = found
    values = dossier_row(row, dossier)
    update_row(rows, values, dossier_row(row, before) if before else None)
    if values[-1] != old_text:
        remove_texts(rows, [(row, old_text)])
        add_texts(rows, [(row, values[-1])])
    if before is None or before.papers != dossier.papers:
        rows.execute(DELETE_COMPONENTS, (row,))
        rows.executemany(INSERT_COMPONENT, component_rows(row, dossier))
    if before is None or before.pauses != dossier.pauses:
        rows.execute(DELETE_PAUSES, (row,))
        rows.executemany(INSERT_PAUSE, pause_rows(row, dossier))
    change = Counter(facets_of_row(values))
    change.subtract(facets_of(counted))
    add_counts(rows, change)
    if before is None or before.ratings != dossier.ratings:
        write_ratings(rows, [(row, dossier)])


def update_row(rows: Rows, after: Row, before: Row | None) -> None:
    """Write the columns that changed: each index of a column that is set is written anew."""
    if before is None:
        row, *rest = after
        rows.execute(_UPDATE_DOSSIER, (*rest, row))
        return
    update_rows(rows, [(after, before)])


def update_rows(rows: Rows, pairs: Iterable[tuple[Row, Row]]) -> None:
    """The same for many, each after and before: one statement for those with the same columns."""
    alike: defaultdict[tuple[int, ...], list[Row]] = defaultdict(list)
    for after, before in pairs:
        changed = tuple([n for n, value in enumerate(after) if value != before[n]])
        alike[changed].append((*[after[n] for n in changed], after[0]))
    for changed, values in alike.items():
        if changed:
            rows.executemany(_updating(changed), values)


@lru_cache(maxsize=256)
def _updating(columns: tuple[int, ...]) -> str:
    """The statement that sets these columns of ``dossiers``, by number."""
    names = [column.name for column in dossiers.columns]
    values = ", ".join(f"{names[n]} = ?" for n in columns)
    return f"UPDATE dossiers SET {values} WHERE row = ?"  # noqa: S608 (our own names)


def insert_many(rows: Rows, folded_dossiers: Sequence[tuple[int, Dossier]]) -> list[Row]:
    """Project many dossiers at once, none of which has a row yet; their rows of ``dossiers``."""
    begun = [dossier_row(row, dossier) for row, dossier in folded_dossiers]
    rows.executemany(INSERT_DOSSIER, begun)
    add_texts(rows, [(values[0], values[-1]) for values in begun])
    rows.executemany(INSERT_COMPONENT, _flat(component_rows, folded_dossiers))
    rows.executemany(INSERT_PAUSE, _flat(pause_rows, folded_dossiers))
    add_counts(rows, Counter(facet for values in begun for facet in facets_of_row(values)))
    write_ratings(rows, folded_dossiers)
    return begun


def _flat(
    rows_of: Callable[[int, Dossier], list[Row]], folded_dossiers: Iterable[tuple[int, Dossier]]
) -> list[Row]:
    return [values for row, dossier in folded_dossiers for values in rows_of(row, dossier)]


def _queue_holder(dossier: Dossier) -> str:
    """Whose work it is next: a finished dossier waits at reception, whoever finished it."""
    return _AT_RECEPTION if dossier.status is Status.FINISHED else dossier.holder


def _step_values(dossier: Dossier) -> Row:
    """The step's number, name and due moment."""
    step = dossier.step
    number, name = (step.number, step.name) if step else (0, "")
    return (number, name, _optional_ms(dossier.step_due_at))


def _found_by(applicant: Person) -> Row:
    return (applicant.name, applicant.id_number, applicant.phone)


def _urgent_at(dossier: Dossier) -> datetime:
    """The step's or the dossier's due moment, whichever is first, while a clock runs."""
    if dossier.clock is not ClockState.RUNNING:
        return LAST
    return min(dossier.step_due_at or LAST, dossier.due_at or LAST)


def _supplement_until(dossier: Dossier) -> datetime | None:
    if dossier.status is not Status.SUPPLEMENT or not dossier.calls:
        return None
    return dossier.calls[-1].until


def _words_of(person: Person) -> tuple[str, ...]:
    return (folded(person.name), number_of(person.id_number), phone_of(person.phone))


def _optional_ms(moment: datetime | None) -> int | None:
    return to_ms(moment) if moment else None
