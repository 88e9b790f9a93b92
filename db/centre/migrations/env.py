"""Runs the centre's migrations on the connection ``db/centre/administration.py`` hands over."""

from typing import Any

from alembic import context

from db.centre.schema import SCHEMA, metadata


def _ours(item: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    return not (kind == "table" and name is not None and name.startswith("feed_"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_object=_ours,
    include_schemas=True,
    include_name=lambda name, kind, _parents: kind != "schema" or name == SCHEMA,
    version_table_schema=SCHEMA,
    transactional_ddl=True,
)
context.run_migrations()
