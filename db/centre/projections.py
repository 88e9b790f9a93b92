"""Where projections stand at the centre: schema ``projection``, the desks' tables and two more."""

from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    Uuid,
    text,
)

from db.schema import metadata as of_desk
from db.schema_projections import PROJECTIONS

SCHEMA: Final = "projection"

metadata = MetaData(schema=SCHEMA, naming_convention=of_desk.naming_convention)
for _table in PROJECTIONS:
    for _column in _table.to_metadata(metadata, schema=SCHEMA).columns:
        # SQLite heeds no length: what a desk could write must fit here too.
        if isinstance(_column.type, String):
            _column.type = Text()
        elif isinstance(_column.type, Integer):
            _column.type = BigInteger()

_dossiers = metadata.tables[f"{SCHEMA}.dossiers"]
Index("ix_dossiers_id", _dossiers.c.id, unique=True)  # desks go through their events instead
# Words as prefixes in any order, as SQLite's full-text table answers on a desk.
Index(
    "ix_dossiers_words",
    text("to_tsvector('simple', search_text)"),
    postgresql_using="gin",
    _table=_dossiers,
)
# Figures of many units: each unit's own, and what lies at another unit than its home.
_OPEN: Final = "lifecycle = 'open'"
for _name, _columns, _condition in (
    ("ix_dossiers_open_unit", ("unit_code",), _OPEN),
    ("ix_dossiers_visiting", ("place_code",), f"{_OPEN} AND place_code <> unit_code"),
    ("ix_dossiers_ended_unit", ("unit_code", "ended_at"), "ended_at IS NOT NULL"),
):
    _keys = [_dossiers.c[column] for column in _columns]
    Index(_name, *_keys, postgresql_where=text(_condition))
projected = Table(
    "projected",
    metadata,
    Column("scope", Uuid, primary_key=True),
    Column("position", BigInteger, nullable=False),  # in its feed, the last that was projected
    Column("received_at", DateTime(timezone=True)),  # when the centre got that one
)
# What no program could project so far; it kept nothing else waiting.
set_aside = Table(
    "set_aside",
    metadata,
    Column("id", Uuid, primary_key=True),  # of a dossier, or of an event of reference data
    Column("reason", Text, nullable=False),
)
