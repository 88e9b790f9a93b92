"""Core statements compiled once to SQL text; building them anew costs nine times the insert."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Table, bindparam, delete, insert, select, update
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql import ClauseElement

_DIALECT = sqlite.dialect(paramstyle="qmark")


def compiled(statement: ClauseElement) -> str:
    """The SQL text of ``statement`` with ``?`` in the order its parameters appear."""
    return str(statement.compile(dialect=_DIALECT, compile_kwargs={"literal_binds": False}))


def inserting(table: Table) -> str:
    """INSERT of a whole row; values come in the table's column order."""
    return compiled(insert(table))


def updating(table: Table, key: str) -> str:
    """UPDATE of every other column of the row with ``key``; ``key``'s value comes last."""
    others = {column.name: None for column in table.columns if column.name != key}
    statement = update(table).where(table.c[key] == _placeholder(table, key)).values(others)
    return compiled(statement)


def deleting(table: Table, key: str) -> str:
    """DELETE of the rows with ``key``."""
    return compiled(delete(table).where(table.c[key] == _placeholder(table, key)))


def selecting(table: Table, key: str, order: str | None = None) -> str:
    """SELECT of whole rows with ``key``, in ``order``."""
    statement = select(table).where(table.c[key] == _placeholder(table, key))
    return compiled(statement.order_by(table.c[order]) if order else statement)


def marks(values: Iterable[Any]) -> str:
    """As many ``?`` as there are values, for an IN list."""
    return ", ".join("?" for _ in values)


def _placeholder(table: Table, key: str) -> Any:
    return bindparam("key", type_=table.c[key].type)
