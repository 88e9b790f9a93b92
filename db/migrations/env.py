"""Runs migrations on the connection ``db/migrate.py`` hands over."""

from typing import Any, Literal

from alembic import context

from db.moments import Moment
from db.schema_sync import metadata


def render_item(kind: str, item: Any, autogen: Any) -> str | Literal[False]:
    """Write plain types into generated migrations, so that they need none of today's modules."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.BigInteger()"
    return False


def _ours(item: Any, name: str | None, kind: str, reflected: bool, other: Any) -> bool:
    return not (kind == "table" and name is not None and name.startswith("dossiers_text"))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_item=render_item,
    include_object=_ours,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
