"""Bringing a desk's database to today's schema; the file is copied aside first."""

import sqlite3
from pathlib import Path
from typing import Final

from sqlalchemy import Connection

from counter_app.domain.errors import NewerDatabase
from db.engine import open_sqlite, raw
from db.revisions import HEAD, KNOWN, revision_of

_WHO_HAD_SEEN_WHOM: Final = "2026_11_30_relay"  # before it, positions told that
_FIGURES: Final = "2026_11_30_figures"  # before it, nobody asked how a dossier ended
_DOUBTFUL: Final = (
    "SELECT id FROM dossiers WHERE needs_review + conflicts > 0"
    " UNION SELECT dossier FROM events WHERE kind = 'resolved' AND dossier IS NOT NULL"
)
__all__ = ["HEAD", "KNOWN", "bring_up_to_date", "create", "revision_of"]


def create(connection: Connection) -> None:
    """Make all tables inside the caller's transaction."""
    _upgrade(connection)


def bring_up_to_date(file: Path) -> None:
    """Upgrade ``file`` when it is older than this program; do nothing when it is not.

    A copy stays beside it as ``<name>.before-<revision>``.

    Raises:
        NewerDatabase: a newer program wrote it; nothing was changed.
    """
    engine = open_sqlite(file)
    try:
        with engine.connect() as connection:
            driver = raw(connection)
            revision = revision_of(driver)
            if revision == HEAD:
                return
            if revision is not None and revision not in KNOWN:
                raise NewerDatabase(revision)
            _copy_aside(driver, file.with_name(f"{file.name}.before-{HEAD}"))
            driver.execute("BEGIN IMMEDIATE")
            _upgrade(connection)
            if _is_before(revision, _WHO_HAD_SEEN_WHOM):
                _project_branched(driver)
            if _is_before(revision, _FIGURES):
                _fold_doubtful(driver)
            driver.execute("COMMIT")
    finally:
        engine.dispose()


def _upgrade(connection: Connection) -> None:
    """Alembic costs a third of a second to import, so only who upgrades pays for it."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _is_before(revision: str | None, other: str) -> bool:
    return revision is not None and KNOWN.index(revision) < KNOWN.index(other)


def _project_branched(connection: sqlite3.Connection) -> None:
    """Only who upgrades needs the fold and the projections."""
    from db.branches import project_branched

    project_branched(connection)


def _fold_doubtful(connection: sqlite3.Connection) -> None:
    """A migration takes each act to be in force; where one may not be, only the fold knows."""
    from db.reprojection import reproject

    reproject(connection, [dossier for (dossier,) in connection.execute(_DOUBTFUL).fetchall()])


def _copy_aside(source: sqlite3.Connection, target: Path) -> None:
    copy = sqlite3.connect(target)
    try:
        source.backup(copy)
    finally:
        copy.close()
